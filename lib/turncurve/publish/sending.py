"""A folder of tables or of pages, sent to a storage and taken from it again: the same to the byte, or not at all.

Every file is written below the hash of the list of them all, and read back. Then the list is written, and last the one
small file that says which list stands: before it names another, a reader finds the former whole, and after it the new.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from turncurve.errors import PublicationError, StorageError
from turncurve.publish.storage import Storage
from turncurve.tables import durable, held
from turncurve.tables.verify import MANIFEST, SIGN_OFF, verify

CURRENT = "current.json"
"""Says which list stands."""
LIST = "list.json"
TAKEN = ".taken.json"
"""What the name of the file beside a folder ends with that says what was taken into it."""
_LEFT_OUT = {"kept_runs", "staged", "__pycache__"}
_NOT_SENT = (".lock", ".owner.json", TAKEN, ".stands.json")


@dataclass(frozen=True)
class Sent:
    """What stands on a storage.

    Parameters
    ----------
    name : str
        The hash of the list of its files, which is their folder on the storage.
    files : int
        Files there are.
    new : bool
        Whether it was put there, or taken from there, now.
    """

    name: str
    files: int
    new: bool


def send(folder: Path, url: str, *, restricted: bool = False) -> Sent:
    """Send a folder to a storage, and make it what stands there, in one step at the end.

    Parameters
    ----------
    folder : pathlib.Path
        A released folder, or a council's stored tables.
    url : str
        Where to, such as another folder, or s3://bucket/place.
    restricted : bool
        Whether only those who may read children's records or restricted pages can read there.

    Returns
    -------
    Sent
        What stands there now.

    Raises
    ------
    PublicationError
        If there is nothing to send, a release is not as it was signed, or what is not public would leave unasked.
    StorageError
        If the storage has no room, does not let us in, or cannot be reached; what stood there stands then.
    """
    files = _files(folder)
    _refuse_unfit(folder, files, restricted=restricted)
    listed = {name: {"bytes": path.stat().st_size, "sha256": _sha(path.read_bytes())} for name, path in files.items()}
    text = _text(listed)
    name, storage = _sha(text), Storage(url)
    if storage.read(CURRENT) == _pointer(name) and storage.read(f"{name}/{LIST}") == text:
        return Sent(name, len(files), new=False)
    for path, about in listed.items():
        _put(storage, f"{name}/{path}", files[path].read_bytes(), sha256=str(about["sha256"]))
    _put(storage, f"{name}/{LIST}", text, sha256=name)
    _put(storage, CURRENT, _pointer(name), sha256=_sha(_pointer(name)))
    return Sent(name, len(files), new=True)


def take(url: str, folder: Path) -> Sent:
    """Take what stands on a storage into a folder, whole or not at all.

    Parameters
    ----------
    url : str
        Where from.
    folder : pathlib.Path
        The folder: a new one, or one into which the same command put what is still there.

    Returns
    -------
    Sent
        What is in the folder now.

    Raises
    ------
    StorageError
        If nothing stands there, or what is there is not what was sent.
    PublicationError
        If the folder holds anything that was not taken from a storage.
    """
    storage = Storage(url)
    name, listed = _standing(storage)
    with held.held(folder, what="another run is at work on this folder", doing="turncurve take"):
        if not _to_replace(folder, listed):
            return Sent(name, len(listed), new=False)
        part = folder.with_name(f".{folder.name}.part")
        with durable.told(part):
            shutil.rmtree(part, ignore_errors=True)
            try:
                for path, about in listed.items():
                    durable.write(part / path, _got(storage, f"{name}/{path}", sha256=str(about["sha256"])))
                _swap(part, folder, listed=listed)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    return Sent(name, len(listed), new=True)


def _files(folder: Path) -> dict[str, Path]:
    """Return the files of a folder that are sent, by their path below it."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): path
        for name, path in found.items()
        if not any(part.startswith(".") or part in _LEFT_OUT for part in name.parts)
        and not name.name.endswith(_NOT_SENT)
    }


def _refuse_unfit(folder: Path, files: Mapping[str, Path], *, restricted: bool) -> None:
    """Refuse to send nothing, a release that is not as it was signed, and unasked what is not for everybody."""
    if not files:
        raise PublicationError("there is nothing to send", where=str(folder), remedy="Name a folder that holds files")
    released = [path for name, path in files.items() if PurePosixPath(name).name in {MANIFEST, SIGN_OFF}]
    if released and not verify(folder).sound:
        raise PublicationError(
            "the release is not as it was signed",
            where=str(folder),
            remedy="Look with `turncurve verify`, and restore it from where it was kept",
        )
    if not restricted and not _for_everybody(files):
        raise PublicationError(
            "not everything in the folder is for the public",
            where=str(folder),
            remedy="Send the public folder of a release, or say --restricted where only those may read who may see it",
        )


def _for_everybody(files: Mapping[str, Path]) -> bool:
    """Tell whether all files are of folders whose manifests say that they are for the public."""
    public = []
    for name, path in files.items():
        if PurePosixPath(name).name == MANIFEST:
            held_there: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if held_there.get("audience") != "public":
                return False
            public.append(str(PurePosixPath(name).parent))
    return bool(public) and (
        "." in public or all(name.startswith(tuple(f"{each}/" for each in public)) for name in files)
    )


def _put(storage: Storage, name: str, data: bytes, *, sha256: str) -> None:
    """Write one file, and read it back."""
    if _sha(data) != sha256:
        raise StorageError(
            "a file was changed while it was sent",
            where=name,
            remedy="Give the same command again; nothing was replaced",
        )
    if storage.read(name) != data:
        storage.write(name, data)
        _got(storage, name, sha256=sha256)


def _got(storage: Storage, name: str, *, sha256: str) -> bytes:
    """Return one file as it was sent."""
    data = storage.read(name)
    if data is None or _sha(data) != sha256:
        raise StorageError(
            "a file on the storage is not what was sent" if data is not None else "a file is missing on the storage",
            where=f"{storage.url}/{name}",
            remedy="Send it again from where it is whole",
        )
    return data


def _standing(storage: Storage) -> tuple[str, dict[str, dict[str, Any]]]:
    """Return the name of the list that stands on a storage, and what it lists."""
    data = storage.read(CURRENT)
    if data is None:
        raise StorageError(
            "nothing stands there", where=storage.url, remedy="Send a folder there with `turncurve send`"
        )
    name = ""
    with suppress(ValueError, TypeError, KeyError):
        name = str(json.loads(data)["list"])
    if data != _pointer(name):
        raise StorageError(
            "what stands there was not sent by `turncurve send`", where=storage.url, remedy="Send a folder there again"
        )
    listed: dict[str, dict[str, Any]] = json.loads(_got(storage, f"{name}/{LIST}", sha256=name))
    if any(_leads_out(path) for path in listed):
        raise StorageError("a list leads out of its folder", where=storage.url, remedy="Send a folder there again")
    return name, listed


def _leads_out(path: str) -> bool:
    """Tell whether a path does not stay within its folder."""
    parts = PurePosixPath(path)
    return parts.is_absolute() or ".." in parts.parts or ":" in path or "\\" in path


def _to_replace(folder: Path, listed: Mapping[str, Mapping[str, Any]]) -> bool:
    """Tell whether a folder is not yet what stands on the storage; refuse to replace what was not taken from one."""
    note = folder.with_name(f"{folder.name}{TAKEN}")
    files = _files(folder) if folder.is_dir() else {}
    present = {name: _sha(path.read_bytes()) for name, path in files.items()}
    if not present or present == _hashes(listed):
        return not present
    with suppress(OSError, ValueError):
        if json.loads(note.read_text(encoding="utf-8")) == present:
            return True
    raise PublicationError(
        "the folder holds what was not taken from a storage, or was changed since",
        where=str(folder),
        remedy="Name a new folder, or move this one away",
    )


def _hashes(listed: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the hash of each file of a list."""
    return {path: str(about["sha256"]) for path, about in listed.items()}


def _swap(part: Path, folder: Path, *, listed: Mapping[str, Mapping[str, Any]]) -> None:
    """Put what was taken into its place, and note what it is."""
    former = folder.with_name(f".{folder.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    if folder.exists():
        durable.move(folder, former)
    try:
        durable.move(part, folder)
    except BaseException:
        if former.exists():
            durable.move(former, folder)
        raise
    noted = json.dumps(_hashes(listed), sort_keys=True)
    durable.write(folder.with_name(f"{folder.name}{TAKEN}"), noted.encode(), private=True)
    shutil.rmtree(former, ignore_errors=True)


def _text(listed: Mapping[str, Any]) -> bytes:
    """Return a list as it is written."""
    return (json.dumps(dict(sorted(listed.items())), indent=1) + "\n").encode()


def _pointer(name: str) -> bytes:
    """Return the small file that says which list stands."""
    return (json.dumps({"list": name}) + "\n").encode()


def _sha(data: bytes) -> str:
    """Return a hash."""
    return hashlib.sha256(data).hexdigest()
