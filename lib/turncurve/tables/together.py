"""Changing several files of a folder together: after a stop at any moment it holds the old ones or the new ones.

New files are written into a folder beside it. Renaming that folder to `.<name>.next` decides: before it nothing has
changed, after it the change is carried to its end, by this run or by the next that comes by. Whoever reads in between
is told so, and never given some old and some new files.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from turncurve.errors import RefusedInputError
from turncurve.tables import durable

GONE = ".gone.json"


@contextmanager
def changing(folder: Path, *, without: Iterable[str] = ()) -> Iterator[Path]:
    """Give an empty folder; at the end the files in it take their places in another, all of them or none.

    One writer at a time. Files of other names are left as they are.

    Parameters
    ----------
    folder : pathlib.Path
        The folder to change; made where absent.
    without : iterable of str
        Names of files that must no longer be there.

    Yields
    ------
    pathlib.Path
        Where to write; cleared away if anything goes wrong, and then nothing has changed.
    """
    complete(folder)
    part = _part(folder)
    with durable.told(part):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
    try:
        yield part
        _decide(part, folder, without=sorted(without))
    finally:
        shutil.rmtree(part, ignore_errors=True)
    complete(folder)


def complete(folder: Path) -> bool:
    """Carry a change that was decided, and then cut short, to its end.

    Parameters
    ----------
    folder : pathlib.Path
        The folder that was being changed.

    Returns
    -------
    bool
        Whether there was one.
    """
    decided = _decided(folder)
    if not decided.is_dir():
        return False
    with durable.told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path in _files(decided):
            target = folder / path.relative_to(decided)
            target.parent.mkdir(parents=True, exist_ok=True)
            durable.move(path, target, flush=False)
        gone = decided / GONE
        for name in json.loads(gone.read_text(encoding="utf-8")) if gone.is_file() else ():
            (folder / name).unlink(missing_ok=True)
        for each in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
            durable.flush_folder(each)
        shutil.rmtree(decided)
    return True


def is_unfinished(folder: Path) -> bool:
    """Tell whether a change of a folder was decided and is not at its end.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.

    Returns
    -------
    bool
        True where some of its files may be old and some new.
    """
    return _decided(folder).is_dir()


def refuse_unfinished(folder: Path, *, remedy: str) -> None:
    """Refuse a folder some of whose files may be old and some new.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.
    remedy : str
        What to do about it.

    Raises
    ------
    RefusedInputError
        If a change of it is not at its end.
    """
    if is_unfinished(folder):
        raise RefusedInputError(
            "its files are being changed, or were when a run was cut short", where=folder.name, remedy=remedy
        )


def _decide(part: Path, folder: Path, *, without: list[str]) -> None:
    """Flush the new files, see that none of the old ones is held by another program, and decide."""
    (part / GONE).write_text(json.dumps(without), encoding="utf-8")
    durable.settle(part)
    names = [path.relative_to(part).as_posix() for path in _files(part)]
    for name in [*names, *without]:
        target = folder / name
        if target.is_file():
            durable.move(target, target, flush=False)  # nothing moves, but Windows says now if it may not
    durable.move(part, _decided(folder))


def _files(folder: Path) -> list[Path]:
    """Return the files below a folder that have a place in another."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != GONE)


def _part(folder: Path) -> Path:
    """Return where new files are written."""
    place = folder.resolve()  # beside the folder itself, also where a link leads to it on another disk
    return place.with_name(f".{place.name}.part")


def _decided(folder: Path) -> Path:
    """Return where new files are that wait for their places."""
    place = folder.resolve()
    return place.with_name(f".{place.name}.next")
