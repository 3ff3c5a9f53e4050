"""A made council's contact log: so many contacts a working day, of what kinds a test asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.reference.working_days import is_working_day
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.initial_access import InitialAccess
from turncurve.tables.initial_access import keep as keep_words
from turncurve.tables.records import Records

FIRST, LAST = dt.date(2010, 4, 1), dt.date(2013, 3, 31)
EDITION = f"contact_log/{FIRST}_{LAST}"
Made = Callable[[dt.date], list[dict[str, object]]]
CALL = {
    "route": "phone",
    "source": "2A",
    "reason": "about an allocated case",
    "outcome": "passed to the allocated worker",
}
CONCERN = {"route": "phone", "source": "3B", "reason": "reporting a concern", "outcome": "referral"}
POLICE = {
    "route": "email", "source": "6", "reason": "police domestic violence notification", "outcome": "no further action",
}  # fmt: skip


def a_day(day: dt.date) -> list[dict[str, object]]:
    """Return the contacts of one working day: three calls about allocated cases, a concern and a notification."""
    return [CALL, CALL, CALL, CONCERN, POLICE]


def contact_rows(made: Made = a_day, *, first: dt.date = FIRST, last: dt.date = LAST) -> list[dict[str, object]]:
    """Return a log's rows, one day after another."""
    days = pd.date_range(first, last)
    return [
        {"received_at": day, **each}
        for day, works in zip(days, is_working_day(days), strict=True)
        if works
        for each in made(day.date())
    ]


def keep_door(
    root: Path, rows: list[dict[str, object]], *, words: InitialAccess | None = None, follows: str = "", **tables
) -> Records:
    """Keep a council's contact log under a project root, and perhaps its own words and further tables."""
    folder = root / "data" / "processed" / "doorshire"
    keep(Council("Doorshire", "doorshire", synthetic=True, follows=follows), folder=folder)
    keep_words(words or InitialAccess(), folder=folder)
    held = {"contacts": canonical("contacts", rows, edition=EDITION), **tables}
    for name, table in held.items():
        store.write(name, table, folder=folder, sources={f"{name}.csv": "ab" * 32}, counts={"read": len(table)})
    return Records("doorshire", LAST, folder=None)


def keep_published(root: Path, values: dict[str, float], *, area: str = "Elsewhere") -> None:
    """Keep published figures of an area under a project root: a value by measure."""
    rows = [
        {"measure": measure, "area": area, "period_start": "2013-02-28", "period_end": "2013-02-28", "value": value,
         "status": "published", "published_on": "2013-02-28", "source": "A bulletin"}
        for measure, value in values.items()
    ]  # fmt: skip
    folder = root / "data" / "processed" / "published"
    folder.mkdir(parents=True, exist_ok=True)
    table = canonical("published_figures", rows)
    store.write("published_figures", table, folder=folder, sources={"a.csv": "cd" * 32}, counts={"read": len(rows)})
