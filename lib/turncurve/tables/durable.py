"""Writing files so that a reader finds the old or the new one whole, also after the machine stopped half way.

A file is written beside its place, flushed to the disk, and renamed into its place, which systems do at once or not at
all; then the folder is flushed, so that the rename is not lost either. Times of files are never looked at.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from turncurve.errors import of_system

WAITS = (0.1, 0.2, 0.4)  # seconds between tries, where a scanner or a spreadsheet holds a file for a moment
SIDE_BY_SIDE = 8
"""Files that are flushed to the disk at once."""
_CANNOT_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}  # not every system does


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a sentence.

    Parameters
    ----------
    path : pathlib.Path
        The file, where the system does not name it.

    Raises
    ------
    StorageError
        In place of an OSError.
    """
    try:
        yield
    except OSError as problem:
        sentence = of_system(problem, path=path)
        raise sentence from problem


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all; one writer at a time.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder is made where absent.
    data : bytes
        What it will hold.
    private : bool
        Whether its owner alone may read it, from the first byte on, where the system allows.
    """
    part = path.with_name(f".{path.name}.part")
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            with open(part, "xb", opener=_owner_only if private else None) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            move(part, path)
        except BaseException:
            with suppress(OSError):  # what went wrong before is what is told
                part.unlink(missing_ok=True)
            raise


def move(source: Path, target: Path, *, flush: bool = True) -> None:
    """Rename a file or folder into its place at once; where another program holds it, try again a few times.

    Parameters
    ----------
    source, target : pathlib.Path
        What to rename, and its place; a file there is replaced, a folder must not be there.
    flush : bool
        Whether to flush the folder too.
    """
    with told(target):
        tries = [*WAITS, None]
        while not _moved(source, target, last=tries[0] is None):
            time.sleep(tries.pop(0) or 0)
        if flush:
            flush_folder(target.parent)


def _moved(source: Path, target: Path, *, last: bool) -> bool:
    """Rename once; unless it is the last try, a refusal is no end."""
    try:
        source.replace(target)
    except PermissionError:
        if last:
            raise
        return False
    return True


def settle(folder: Path) -> None:
    """Flush everything below a folder, and the folder, to the disk.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.
    """
    with told(folder):
        below = sorted(folder.rglob("*"))
        # Side by side: a disk that is asked for many at once writes them together.
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            list(pool.map(_flush, [path for path in below if path.is_file()]))
        for path in [*(each for each in reversed(below) if each.is_dir()), folder]:
            flush_folder(path)


def _flush(path: Path) -> None:
    """Flush one file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.

    Raises
    ------
    OSError
        If the disk cannot hold it.
    """
    if os.name == "nt":  # pragma: no cover - Windows opens no folders; it keeps the order of renames by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(handle)


def _owner_only(path: str, flags: int) -> int:
    """Open a new file that its owner alone may read."""
    return os.open(path, flags, 0o600)
