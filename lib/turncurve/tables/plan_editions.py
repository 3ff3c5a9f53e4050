"""Whether an edition of the improvement plan still says what it said when a later one was first read."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.reference import project
from turncurve.tables.plan_altered import said_in

FILE = "plan_editions.json"
TABLES = "improvement_"
"""What the names of the plan's tables begin with."""
_OF_THE_FILE = frozenset({"plan_on", "edition"})


@dataclass(frozen=True)
class Edition:
    """One edition of a plan, by what it said.

    Parameters
    ----------
    plan_on : datetime.date
        The day on which the plan stood so.
    pinned : str
        Hash of all that it said when a later edition was first read; of the latest, of all that it says.
    now : str
        Hash of all that it says now; empty where it is no longer among the files.
    """

    plan_on: dt.date
    pinned: str
    now: str

    @property
    def sentence(self) -> str:
        """What has become of it, without its full stop; empty where it says what it said."""
        if self.pinned == self.now:
            return ""
        day = f"{self.plan_on.day} {self.plan_on:%B %Y}"
        if not self.now:
            return f"The plan of {day} is no longer among the files, though a later one was read after it"
        hashes = f"{self.pinned[:8]} then, {self.now[:8]} now"
        return f"The plan of {day} says otherwise than when a later one was first read (hash {hashes})"


def hashes_of(tables: Mapping[str, pd.DataFrame]) -> dict[dt.date, str]:
    """Return a hash of all that each edition of a plan says.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Canonical tables by name; those of no plan are left alone.

    Returns
    -------
    dict of datetime.date to str
        By the edition's day: SHA-256 of its filled cells, whatever the order of rows, the workbook's name or its look.
    """
    said: dict[dt.date, list[str]] = {}
    for name in sorted(each for each in tables if each.startswith(TABLES)):
        for row in tables[name].to_dict("records"):
            cells = {str(column): said_in(value) for column, value in row.items() if column not in _OF_THE_FILE}
            filled = {column: cell for column, cell in cells.items() if cell}
            line = json.dumps([name, filled], sort_keys=True, ensure_ascii=False)
            said.setdefault(row["plan_on"].date(), []).append(line)
    return {day: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest() for day, lines in sorted(said.items())}


def pinned(before: Iterable[Edition], *, now: Mapping[dt.date, str]) -> tuple[Edition, ...]:
    """Hold the editions that are read against those that were.

    Parameters
    ----------
    before : iterable of Edition
        As they were known.
    now : mapping of datetime.date to str
        Hash of what each says now.

    Returns
    -------
    tuple of Edition
        By day. The latest may still be corrected; any other is held at what it said.
    """
    known = {each.plan_on: each.pinned for each in before}
    days = sorted({*known, *now})
    return tuple(
        Edition(day, now[day] if day not in known or (day == days[-1] and day in now) else known[day], now.get(day, ""))
        for day in days
    )


def keep(editions: Iterable[Edition], *, folder: Path) -> None:
    """Keep what is known of a plan's editions beside its tables.

    Parameters
    ----------
    editions : iterable of Edition
        What is known.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    held = [{"plan_on": each.plan_on.isoformat(), "pinned": each.pinned, "now": each.now} for each in editions]
    text = json.dumps(held, indent=1, sort_keys=True) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def editions_of(council: str, *, folder: Path | None = None) -> tuple[Edition, ...]:
    """Return what is known of the editions of a council's plan.

    Parameters
    ----------
    council : str
        The council's name or folder.
    folder : pathlib.Path, optional
        Where its tables are kept; found from the project's root where not given.

    Returns
    -------
    tuple of Edition
        By day; none where no plan was read.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = (folder or project.processed_folder(council)) / FILE
    if not path.is_file():
        return ()
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Edition(dt.date.fromisoformat(each["plan_on"]), str(each["pinned"]), str(each["now"])) for each in held
        )
    except (ValueError, TypeError, KeyError) as problem:
        raise RefusedInputError(
            "what is kept of the plan's editions is damaged",
            where=path.name,
            remedy="Put it back from a copy; where there is none, remove it, and editions are held from then on",
        ) from problem


def forget(*, folder: Path) -> None:
    """Forget what editions said: where an invented council's files are written anew, they have no history.

    Parameters
    ----------
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    (folder / FILE).unlink(missing_ok=True)
