"""One run at a time on one thing, and who is at work on it.

The system holds the lock and frees it when the process that took it ends, however it ends. Who took it is written
beside it for people to read; where that is still there and the lock is free, its owner did not come to its end.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from turncurve.errors import BusyError
from turncurve.tables import durable, together

LOCK, OWNER = ".lock", ".owner.json"


@dataclass(frozen=True)
class Owner:
    """Who took a lock.

    Parameters
    ----------
    doing : str
        What it does, such as "turncurve publish".
    process : int
        Its number on its machine.
    host : str
        The machine's name.
    since : str
        When it took the lock, by that machine's clock; for people alone, nothing depends on it.
    """

    doing: str
    process: int
    host: str
    since: str

    @property
    def words(self) -> str:
        """The owner in a reader's words."""
        return f"{self.doing} since {self.since}, process {self.process} on {self.host}"


@contextmanager
def held(target: Path, *, what: str, doing: str, where: str = "", patience: float = 0.0) -> Iterator[Owner | None]:
    """Hold something so that no other run works on it; a run that holds it already may take it again.

    Parameters
    ----------
    target : pathlib.Path
        What is held: a file or folder, which need not exist.
    what : str
        What another run is doing where it cannot be had, such as "another run is making this release".
    doing : str
        What this run does, such as "turncurve publish".
    where : str
        The thing in a reader's words; its name where not given.
    patience : float
        Seconds to wait for it.

    Yields
    ------
    Owner or None
        The former owner where it ended without coming to its end; what it left may be cleared away.

    Raises
    ------
    BusyError
        If another run holds it.
    """
    with durable.told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(f"{target}{LOCK}", is_singleton=True)
        try:
            lock.acquire(timeout=patience)
        except Timeout as problem:
            owner = owner_of(target)
            named = f"{where or target.name}: {owner.words if owner else 'it does not say who'}"
            raise BusyError(what, where=named, remedy="Wait until it has ended, or end it") from problem
    try:
        if lock.lock_counter > 1:
            yield None
            return
        former = owner_of(target)
        try:
            durable.write(_record(target), json.dumps(asdict(_ourselves(doing))).encode())
            yield former
        finally:  # a run that is killed does not come past here
            with suppress(OSError):  # what went wrong before is what is told
                _record(target).unlink(missing_ok=True)
    finally:
        lock.release()


@contextmanager
def tables(folder: Path, *, doing: str, patience: float = 0.0) -> Iterator[str]:
    """Hold a council's stored tables, and carry a change of them that was cut short to its end.

    Parameters
    ----------
    folder : pathlib.Path
        Where they are kept.
    doing : str
        What this run does, such as "turncurve publish".
    patience : float
        Seconds to wait for them.

    Yields
    ------
    str
        A sentence where a former run did not come to its end; empty where none was cut short.
    """
    with held(folder, what="another run is at work on this council's tables", doing=doing, patience=patience) as former:
        carried = together.complete(folder)
        yield "" if former is None else cut_short(former, carried=carried)


def cut_short(former: Owner, *, carried: bool = False) -> str:
    """Say that a former run did not come to its end, and what becomes of what it left.

    Parameters
    ----------
    former : Owner
        The run.
    carried : bool
        Whether what it had decided was carried to its end.

    Returns
    -------
    str
        A sentence.
    """
    ending = "what it had decided was carried to its end" if carried else "what it left half made is made anew"
    return f"A former run did not come to its end ({former.words}); {ending}."


def owner_of(target: Path) -> Owner | None:
    """Return who took a lock, now or before it was cut short.

    Parameters
    ----------
    target : pathlib.Path
        What is held.

    Returns
    -------
    Owner or None
        None where nobody has it, or the record cannot be read.
    """
    try:
        return Owner(**json.loads(_record(target).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_held(target: Path) -> bool:
    """Tell whether a run is at work on something now.

    Parameters
    ----------
    target : pathlib.Path
        The file or folder.

    Returns
    -------
    bool
        True where its lock cannot be had.
    """
    if not target.with_name(target.name + LOCK).exists():
        return False
    lock = FileLock(f"{target}{LOCK}")
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True


def _ourselves(doing: str) -> Owner:
    """Return this run as an owner."""
    now = dt.datetime.now(dt.UTC).astimezone()
    return Owner(doing, os.getpid(), socket.gethostname(), f"{now:%H:%M on %Y-%m-%d}")


def _record(target: Path) -> Path:
    """Return where the owner is written."""
    return target.with_name(target.name + OWNER)
