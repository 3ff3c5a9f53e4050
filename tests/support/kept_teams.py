"""Councils of teams drawn week by week, for what misleads the early warning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

START = pd.Timestamp("2011-04-04")
WEEKS = 104
AS_AT = dt.date(2013, 3, 31)
EDITION = "allocation/2011-04-04_2013-03-31"
WEEK = pd.Timedelta(days=7)
Rows = list[dict[str, object]]


def flow(
    team: str,
    *,
    came: int = 8,
    taken: Callable[[int], int] = lambda week: 8,
    weeks: int = WEEKS,
    first: pd.Timestamp = START,
    waiting: int = 2,
) -> Rows:
    """Return the cases of a team: so many come each week, Monday to Friday, and so many are taken on each Friday."""
    rows: Rows = []
    line: Rows = []
    for week in range(weeks):
        monday = first + week * WEEK
        for number in range(came + (waiting if week == 0 else 0)):
            ready = monday + pd.Timedelta(days=number % 5, hours=10)
            line.append({"child_key": f"{team}{week:03d}{number:02d}", "ready_at": ready, "team": team})
        for each in line[: taken(week)]:
            each |= {"allocated_at": monday + pd.Timedelta(days=4, hours=16), "worker_key": "w"}
        rows += line[: taken(week)]
        line = line[taken(week) :]
    return [each | {"referred_on": pd.Timestamp(each["ready_at"]).normalize()} for each in (*rows, *line)]


def rota(
    team: str,
    *,
    weeks: int,
    days: tuple[int, ...] = (5, 5, 5, 5),
    first: pd.Timestamp = START,
    known: pd.Timestamp | None = None,
    leave: int = 0,
    names: str = "",
) -> Rows:
    """Return the rota of so many workers and weeks, known from one day on."""
    return [
        {
            "worker_key": f"{names or team}{number}",
            "team": team,
            "week_starting": first + week * WEEK,
            "known_on": known if known is not None else first - WEEK,
            "days_available": each,
            "days_of_leave": leave,
        }
        for week in range(weeks)
        for number, each in enumerate(days)
    ]


def held(root: Path, cases: Rows, rota_rows: Rows = (), *, as_at: dt.date = AS_AT) -> Records:
    """Keep the tables of a council and return its records; TURNCURVE_ROOT must be the root while they are read."""
    folder = root / "data" / "processed" / "teamshire"
    keep(Council("Teamshire", "teamshire", synthetic=True), folder=folder)
    tables = {"allocations": canonical("allocations", cases, edition=EDITION)}
    tables["availability"] = canonical("availability", list(rota_rows), edition=EDITION)
    for name, rows in tables.items():
        store.write(name, rows, folder=folder, sources={f"{name}.csv": "cd" * 32}, counts={"read": len(rows)})
    return Records("teamshire", as_at)
