"""A folder, a shared drive, S3-compatible or any other storage that fsspec knows, as a place of whole files.

S3-compatible storage is reached through pyarrow, which reads tables in any case, so that it needs no further package.
What a storage says of its own troubles is told in sentences; nothing here knows what the files are.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from turncurve.errors import StorageError
from turncurve.tables import durable

_S3 = "s3://"
_PATIENCE = 10  # seconds for the storage to answer a call
_FULL = ("InsufficientStorage", "QuotaExceeded", "StorageFull", "No space left", "HTTP status 507")
_FORBIDDEN = ("ACCESS_DENIED", "HTTP status 401", "HTTP status 403", "INVALID_ACCESS_KEY", "SIGNATURE", "redential")
_NO_PLACE = ("NO_SUCH_BUCKET",)


class Storage:
    """One place on a storage.

    Parameters
    ----------
    url : str
        Where, such as a folder, or s3://bucket/place.

    Raises
    ------
    StorageError
        If the storage's kind is not known here, or nothing can be reached by such an address.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._local = "://" not in url
        with _told(self.url):
            self._system, self._root = _opened(self.url)

    def read(self, name: str) -> bytes | None:
        """Return what a file holds.

        Parameters
        ----------
        name : str
            Its path below the place.

        Returns
        -------
        bytes or None
            Its content; None where there is no such file.
        """
        with _told(self.url):
            try:
                content: bytes = self._system.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return content

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all, as far as the storage can; folders and S3-compatible ones do.

        Parameters
        ----------
        name : str
            Its path below the place.
        data : bytes
            What it will hold.
        """
        if self._local:
            durable.write(Path(self._path(name)), data)
            return
        with _told(self.url):
            self._system.pipe_file(self._path(name), data)

    def _path(self, name: str) -> str:
        """Return a file's path as the storage knows it."""
        return f"{self._root}/{name}"


def _opened(url: str) -> tuple[Any, str]:
    """Return the storage that an address names, and the place on it."""
    try:
        import fsspec
    except ImportError as problem:
        raise StorageError(
            "storage needs the package fsspec, which is not installed",
            where=url,
            remedy="Install it with `pip install turncurve[storage]`",
        ) from problem
    if not url.startswith(_S3):
        system, root = fsspec.core.url_to_fs(url if "://" in url else str(Path(url).resolve()))
        return system, root
    from fsspec.implementations.arrow import ArrowFSWrapper

    return ArrowFSWrapper(_s3()), url.removeprefix(_S3)


def _s3() -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Return S3-compatible storage, found and entered as every tool for it is: by the variables and files of AWS."""
    from pyarrow import fs

    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    scheme, _, host = endpoint.rpartition("://")
    return fs.S3FileSystem(
        endpoint_override=host or None,
        scheme=scheme or "https",
        region=os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION"),
        connect_timeout=_PATIENCE,
        request_timeout=_PATIENCE * 6,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=2),
        allow_delayed_open=True,  # a file is put there by one request, where it is not very large
        check_directory_existence_before_creation=False,
    )


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Turn what a storage says into a sentence."""
    try:
        yield
    except StorageError:
        raise
    except Exception as problem:  # each kind of storage has errors of its own, and none may reach the user as it is
        what, remedy = _words(problem)
        raise StorageError(what, where=url, remedy=remedy) from problem


def _words(problem: Exception) -> tuple[str, str]:
    """Return what is wrong with a storage, and what to do."""
    said, number = f"{type(problem).__name__} {problem}", getattr(problem, "errno", None)
    if number in {errno.ENOSPC, errno.EDQUOT} or any(each in said for each in _FULL):
        return "there is no room on the storage", "Free some, or ask for more, then give the same command again"
    if isinstance(problem, PermissionError) or any(each in said for each in _FORBIDDEN):
        return (
            "the storage does not let us in",
            "Ask for the right to read and write there, and check the name and the key that it knows you by",
        )
    known = isinstance(problem, FileNotFoundError | NotADirectoryError | IsADirectoryError)
    if known or any(each in said for each in _NO_PLACE):
        return "there is no such place on the storage", "Check the address, and make the bucket or the folder"
    if isinstance(problem, ValueError | ImportError):
        return (
            "storage of this kind is not known here",
            "Write a folder, or an address such as s3://bucket/place; another kind needs its fsspec package",
        )
    return "the storage cannot be reached", f"Check the address and the network ({type(problem).__name__})"
