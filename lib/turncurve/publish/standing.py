"""Whether all that an earlier run made still stands, told by one look at every file before anything heavy is loaded.

A run that came to its end notes what was asked, the program, and the hash of every file that it could rest on or made.
Where all of that is as it was, the run would make the same again, to the byte. Where anything differs, where the note
is gone, or where anything cannot be read, the work is done: deleting the note never changes a result.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turncurve.errors import TurnCurveError
from turncurve.publish.checkout import code
from turncurve.publish.program import program
from turncurve.reference import project
from turncurve.tables import durable

KEPT = "kept_runs"
"""Folder of what is kept of earlier runs: deleting it changes no result, so no result rests on it."""
NOTHING_CHANGED = "nothing that it rests on has changed"
NOTE = ".stands.json"
"""What the name of a note ends with."""
REWRITTEN = ("issued_forecasts.", "released_figures.")
"""How the names of the tables begin that are read back from the releases, after these were checked."""
_NOT_LOOKED_AT = (".lock", NOTE, "everything.owner.json")
_STROKE = "/"
STAR = "*"
"""Stands for any letters in a path that a notebook noted: it rests on which files there are of such names."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Scope:
    """Which files a run could rest on, and which it makes.

    Parameters
    ----------
    note : pathlib.Path
        Where the note of it is kept.
    asked : mapping of str to value
        What was asked for, as typed: all that changes what comes out.
    read : tuple of pathlib.Path
        Files, or folders with all that is in them, that a run reads and never writes.
    tables : pathlib.Path or None
        The folder of stored tables that pages are made from, in which it also stages; None where no page is made.
    made : tuple of pathlib.Path
        What else it writes.
    listed : callable
        Lists further files that it writes, as they are there when it is called.
    """

    note: Path
    asked: Mapping[str, Any]
    read: tuple[Path, ...]
    tables: Path | None
    made: tuple[Path, ...] = ()
    listed: Callable[[], Iterable[Path]] = tuple

    def look(self) -> dict[str, str] | None:
        """Return the hash of every file of it, or None where anything cannot be read.

        Returns
        -------
        dict of str to str or None
            As `look` does.
        """
        tables = () if self.tables is None else (self.tables,)
        return look((*self.read, *tables, *self.made, *self.listed()))


def of_everything(profile: str) -> Scope:
    """Return what `turncurve reports` rests on and makes: every file of the project's data, notebooks and releases.

    Parameters
    ----------
    profile : str
        Name of the rule for releases that name none of their own.

    Returns
    -------
    Scope
        The whole project.
    """
    root = project.root()
    processed = root / "data" / "processed"
    read = (root / "data" / "raw", root / "notebooks", root / "reports.yml")
    return Scope(processed / f"everything{NOTE}", {"profile": profile}, read, processed, (root / "reports",))


def of_staged(council: str, as_at: str, **asked: Any) -> Scope:  # noqa: ANN401 - whatever is typed
    """Return what `turncurve publish` rests on and makes.

    Parameters
    ----------
    council, as_at : str
        The council's name or folder, and the report's date.
    **asked
        What else was asked for, as typed.

    Returns
    -------
    Scope
        The council's tables and releases, public figures, the notebooks, and what is staged for the date.
    """
    tables = project.processed_folder(council)
    read = (project.root() / "notebooks", project.processed_folder("published"), project.reports_folder(council))
    note = tables / KEPT / f"staged.{project.slug(as_at)}{NOTE}"
    return Scope(note, {**asked, "council": council, "as_at": as_at}, read, tables)


class Standing:
    """Tells whether what an earlier run made still stands; where it does not, watches the run that makes it anew.

    Parameters
    ----------
    scope : Scope
        What the run rests on and makes.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._made_by = _made_by()
        self._before = scope.look()
        self._tables: dict[str, str] | None = None

    def told(self) -> dict[str, Any] | None:
        """Return what an earlier run said, where all that it rested on and made is as it was then.

        Returns
        -------
        dict or None
            What `note` was given; None where the work must be done.
        """
        held = _read(self._scope.note)
        if held is None or held.get("asked") != self._scope.asked:
            return None
        told: dict[str, Any] = held["told"]
        return told if self._state(self._before, held["also"]) == held["state"] else None

    def begin(self) -> None:
        """Look at the stored tables, when they have been read in and before any page is made."""
        self._tables = look(self._stored())

    def note(self, told: Mapping[str, Any], *, also: Iterable[str] = (), sound: Callable[[], bool]) -> None:
        """Note that a run came to its end; nothing is noted where anything that it rests on changed meanwhile.

        Parameters
        ----------
        told : mapping of str to value
            What the run said, for whoever asks for the same again.
        also : iterable of str
            Further files that it read, and folders that it listed, which end with a stroke; below the project or whole.
        sound : callable
            Checks what was made, after it has been looked at here.
        """
        scope, further = self._scope, sorted(set(also))
        tables = look(self._stored())
        now = scope.look()
        same = (_made_by(), _below(scope.read, now)) == (self._made_by, _below(scope.read, self._before))
        state = self._state(now, further)
        if not (same and state and tables == self._tables and sound()):
            return
        held = {"asked": dict(scope.asked), "also": further, "state": state, "told": dict(told)}
        text = json.dumps(held, sort_keys=True)
        try:
            durable.write(scope.note, f"{_sha(text.encode())}\n{text}\n".encode(), private=True)
        except TurnCurveError as problem:
            _log.warning("That all stands could not be noted, so it will be looked at again: %s", problem)

    def _stored(self) -> list[Path]:
        """Return the files of the stored tables, but of those that every run reads back from the releases."""
        tables = self._scope.tables
        folders = [] if tables is None else [tables, *_folders(tables)]
        return [path for each in folders for path in files_in(each) if not path.name.startswith(REWRITTEN)]

    def _state(self, files: Mapping[str, str] | None, also: Sequence[str]) -> str:
        """Return one hash of all that a run rests on and makes; empty where anything cannot be read."""
        root = project.root()
        further = look(root / each for each in also if not each.endswith(_STROKE) and STAR not in each)
        if files is None or further is None:
            return ""
        listed = {each: _names(root / each) for each in also if each.endswith(_STROKE)}
        listed |= {each: of_such_names(root / each) for each in also if STAR in each}
        named = {each.removeprefix(f"{root}{os.sep}"): sha for each, sha in {**further, **files}.items()}
        return _sha(json.dumps([self._made_by, named, listed], sort_keys=True).encode())


def _made_by() -> list[Any]:
    """Return what makes the results: the program, and the commit that a manifest names."""
    return [program(), code(project.root())]


def _below(folders: Iterable[Path], files: Mapping[str, str] | None) -> dict[str, str]:
    """Return the files that are at or below some paths."""
    tops = tuple(str(each) for each in folders)
    return {path: sha for path, sha in (files or {}).items() if path.startswith(tops)}


def look(paths: Iterable[Path]) -> dict[str, str] | None:
    """Return the hash of every file at or below some paths, and the names of the folders.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        Files or folders; one that is not there is noted as that.

    Returns
    -------
    dict of str to str or None
        Hash by path, empty for a folder or where nothing is; None where anything cannot be read. Locks, notes and what
        is kept of earlier runs are left out.
    """
    found: dict[str, str] = {}
    try:
        for path in paths:
            for each in _walk(path, above=()):
                found[str(each)] = _hash_of(each)
    except OSError:
        return None
    return found


def _walk(path: Path, *, above: tuple[str, ...]) -> Iterator[Path]:
    """Give a path, and what is below it; a link that leads into itself cannot be read."""
    if path.name.endswith(_NOT_LOOKED_AT) or path.name in {KEPT, "__pycache__"}:
        return
    yield path
    if not path.is_dir():
        return
    real = os.path.realpath(path)
    if real in above:
        raise OSError(f"{path} leads into itself")
    with os.scandir(path) as listed:
        names = sorted(each.name for each in listed)
    for name in names:
        yield from _walk(path / name, above=(*above, real))


def _hash_of(path: Path) -> str:
    """Return the hash of a file; empty for a folder, a word for what is not there."""
    if path.is_dir():
        return ""
    if not path.exists():
        return "absent"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(folder: Path) -> list[str]:
    """Return the names of a folder's files."""
    return sorted(path.name for path in files_in(folder) if not path.name.endswith(_NOT_LOOKED_AT))


def of_such_names(path: Path) -> list[str]:
    """Return the files that a path with stars stands for.

    Parameters
    ----------
    path : pathlib.Path
        Such as data/processed/example_council_*/council.json below the project.

    Returns
    -------
    list of str
        Their paths below what comes before the first star, sorted.
    """
    place = next(number for number, part in enumerate(path.parts) if STAR in part)
    before, after = Path(*path.parts[:place]), "/".join(path.parts[place:])
    return sorted(each.relative_to(before).as_posix() for each in before.glob(after))


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder, without those of its folders.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; it may not exist.

    Returns
    -------
    list of pathlib.Path
        Sorted.
    """
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _folders(folder: Path) -> list[Path]:
    """Return the folders of a folder but what is kept of earlier runs."""
    found = folder.iterdir() if folder.is_dir() else iter(())
    return sorted(path for path in found if path.is_dir() and path.name != KEPT)


def _read(note: Path) -> dict[str, Any] | None:
    """Return what is noted; None where nothing is, or not what was written."""
    try:
        digest, _, text = note.read_text(encoding="utf-8").partition("\n")
        held = json.loads(text)
    except (OSError, ValueError):
        return None
    return held if isinstance(held, dict) and _sha(text.rstrip("\n").encode()) == digest else None


def _sha(data: bytes) -> str:
    """Return a hash."""
    return hashlib.sha256(data).hexdigest()
