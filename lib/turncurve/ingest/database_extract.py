"""An extract of a council's database: kept as it was received, and read afterwards like any other extract."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from turncurve.errors import RefusedInputError, TurnCurveError
from turncurve.tables import durable

FOLDER, RECORD = "ssd_database", "extract.yml"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?")


@dataclass(frozen=True)
class Extract:
    """One extract of the database.

    Parameters
    ----------
    folder : str
        Below the council's raw folder, such as "ssd_database/2026-03-31".
    rows : int
        Rows of all its tables.
    is_new : bool
        Whether it differs from the last one of the same day.
    """

    folder: str
    rows: int
    is_new: bool


def keep(staged: Path, *, raw: Path, rows: Mapping[str, int], about: Mapping[str, str], today: dt.date) -> Extract:
    """Put an extract that was read into the raw folder, under the day on which it was read.

    Parameters
    ----------
    staged : pathlib.Path
        A folder, on the same disk, with one CSV file a table.
    raw : pathlib.Path
        The council's raw folder.
    rows : mapping of str to int
        By file: its rows.
    about : mapping of str to str
        What the extract was read from, without address or user.
    today : datetime.date
        The day on which it was read.

    Returns
    -------
    Extract
        A new one, or the last one of the day where nothing differs; what was received before is never written over.
    """
    tables = {name: {"rows": count, "sha256": _hash(staged / name)} for name, count in sorted(rows.items())}
    record = {"read_on": today.isoformat(), **about, "tables": tables}
    of_today = [name for name in _days(raw) if name.startswith(today.isoformat())]
    if of_today and _record(raw / FOLDER / of_today[-1])["tables"] == tables:
        return Extract(f"{FOLDER}/{of_today[-1]}", sum(rows.values()), is_new=False)
    (staged / RECORD).write_text(yaml.safe_dump(record, sort_keys=False), encoding="utf-8", newline="\n")
    day = today.isoformat() + (f"-{_number(of_today[-1]) + 1}" if of_today else "")
    (raw / FOLDER).mkdir(exist_ok=True)
    durable.settle(staged)
    durable.move(staged, raw / FOLDER / day)
    return Extract(f"{FOLDER}/{day}", sum(rows.values()), is_new=True)


def earlier(names: Sequence[str]) -> frozenset[str]:
    """Tell which files belong to an extract of the database that a later one replaces.

    Parameters
    ----------
    names : sequence of str
        Files below the raw folder.

    Returns
    -------
    frozenset of str
        Those of every extract but the last: that one holds the whole history, and rows taken out since are not in it.
    """
    of = {name: PurePosixPath(name).parts[1] for name in names if _is_of_extract(name)}
    last = max(of.values(), key=_rank, default="")
    return frozenset(name for name, day in of.items() if day != last)


def check(raw: Path, hashes: Mapping[str, str]) -> None:
    """Refuse an extract of the database that is not as it was received.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    hashes : mapping of str to str
        By file below the raw folder: the hash of its bytes; files of other kinds are passed over.

    Raises
    ------
    RefusedInputError
        If a file was changed, added or taken away.
    """
    days = {PurePosixPath(name).parts[1] for name in hashes if _is_of_extract(name)}
    for day in sorted(days, key=_rank):
        held = {PurePosixPath(name).name: code for name, code in hashes.items() if name.startswith(f"{FOLDER}/{day}/")}
        stated = {name: about["sha256"] for name, about in _record(raw / FOLDER / day)["tables"].items()}
        differing = sorted({name for name, _ in held.items() ^ stated.items()})
        if differing:
            raise RefusedInputError(
                "an extract of the database is not as it was received",
                where=f"{FOLDER}/{day}/{differing[0]}",
                remedy="Put the file back, or take the extract's whole folder away and read the database again",
            )


def _is_of_extract(name: str) -> bool:
    """Tell whether a file lies in the folder of an extract."""
    parts = PurePosixPath(name).parts
    return len(parts) == 3 and parts[0] == FOLDER and _DAY.fullmatch(parts[1]) is not None


def _days(raw: Path) -> list[str]:
    """Return the folders of the extracts there are, the last one last."""
    return sorted((each.parent.name for each in (raw / FOLDER).glob(f"*/{RECORD}")), key=_rank)


def _rank(day: str) -> tuple[str, int]:
    """Return what an extract's folder is sorted by."""
    return day[:10], _number(day)


def _number(day: str) -> int:
    """Return which extract of its day a folder holds."""
    found = _DAY.fullmatch(day)
    return int(found.group(2) or 1) if found else 1


def _record(folder: Path) -> dict[str, Any]:
    """Return what was written down of an extract as it was received."""
    try:
        held = yaml.safe_load((folder / RECORD).read_text(encoding="utf-8"))
        return {"tables": {str(name): {**about} for name, about in held["tables"].items()}}
    except (OSError, ValueError, yaml.YAMLError, TypeError, KeyError, AttributeError) as problem:
        raise TurnCurveError(
            "the record of an extract of the database is not there or cannot be read",
            where=f"{FOLDER}/{folder.name}/{RECORD}",
            remedy="Take the extract's folder away and read the database again",
        ) from problem


def _hash(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()
