"""A small made workforce whose figures can be counted by hand: thirty social workers in two teams over two years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)
MONTH_ENDS = pd.date_range("2011-04-30", "2013-03-31", freq="ME")
EDITION = "workforce/2011-04-01_2013-03-31"
AGENCY = range(10, 16)
JOINED = range(25, 30)
LEFT = {0: "2012-05-15", 1: "2012-05-15", 2: "2012-05-15", 3: "2011-05-31"}
TABLES = ("workers", "posts", "caseloads", "absences", "supervisions", "training", "surveys")


def keep_workforce(root: Path, *, without: tuple[str, ...] = ()) -> Records:
    """Keep the made council's tables under a project root, all but some, and return its records."""
    folder = root / "data" / "processed" / "madeshire"
    keep(Council("Madeshire", "madeshire", synthetic=True), folder=folder)
    for table, rows in made().items():
        if table not in without:
            held = canonical(table, rows, edition=EDITION)
            store.write(table, held, folder=folder, sources={"workforce.xlsx": "ab" * 32}, counts={"read": len(held)})
    return Records("madeshire", AS_AT)


def made() -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table."""
    workers = [_worker(number) for number in range(30)]
    held = [row for day in MONTH_ENDS for row in _cases(day, workers)]
    return {
        "workers": workers,
        "posts": [row for day in MONTH_ENDS for row in _posts(day)],
        "caseloads": held,
        "absences": [{"worker_key": "w4", "started_on": "2012-06-11", "ended_on": "2012-06-15"}],
        "supervisions": [row for day in MONTH_ENDS for row in _sessions(day, workers)],
        "training": _training(),
        "surveys": [*_wave("June 2012", "2012-06-29", agree=6), *_wave("February 2013", "2013-02-28", agree=18)],
    }


def _worker(number: int) -> dict[str, object]:
    """Return one worker: every fifth works half time, and the last five are newly qualified."""
    joined = number in JOINED
    return {
        "worker_key": f"w{number}",
        "team": "North" if number % 2 else "South",
        "role": "social worker",
        "started_on": "2012-09-03" if joined else "2010-01-04",
        "ended_on": LEFT.get(number),
        "full_time_equivalent": 0.5 if number % 5 == 0 else 1.0,
        "qualified_on": "2012-07-02" if joined else "2005-07-01",
        "agency": number in AGENCY,
    }


def _there(worker: dict[str, object], day: pd.Timestamp) -> bool:
    """Tell whether a worker is in post on a day."""
    ended = worker["ended_on"]
    return pd.Timestamp(str(worker["started_on"])) <= day and (ended is None or pd.Timestamp(str(ended)) > day)


def _posts(day: pd.Timestamp) -> list[dict[str, object]]:
    """Return posts: 6 of 25 vacant until the notice, 3 after it."""
    late = day > pd.Timestamp("2012-10-01")
    return [
        {"stood_on": day, "team": "North", "posts": 14, "vacant": 2 if late else 4},
        {"stood_on": day, "team": "South", "posts": 11, "vacant": 1 if late else 2},
    ]


def _cases(day: pd.Timestamp, workers: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return cases: 36 of a worker in the South, 20 of one in the North; 8 wait until the notice."""
    rows: list[dict[str, object]] = [
        {
            "stood_on": day,
            "worker_key": each["worker_key"],
            "team": each["team"],
            "case_type": "child in need",
            "cases": 20 if each["team"] == "North" else 36,
        }
        for each in workers
        if _there(each, day)
    ]
    if day < pd.Timestamp("2012-10-01"):
        rows.append({"stood_on": day, "worker_key": None, "team": "North", "case_type": "assessment", "cases": 8})
    return rows


def _sessions(day: pd.Timestamp, workers: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return supervision: one a month for each in the North, and for those in the South after the notice."""
    late = day > pd.Timestamp("2012-10-01")
    return [
        {
            "worker_key": each["worker_key"],
            "held_on": day - pd.Timedelta(days=10),
            "decisions": True,
            "accountability": late,
            "workload": int(str(each["worker_key"])[1:]) % 3 > 0,
            "learning": False,
        }
        for each in workers
        if _there(each, day) and (late or each["team"] == "North")
    ]


def _training() -> list[dict[str, object]]:
    """Return training: three of five inductions in time; eight courses on risk, six of them put to use."""
    inducted = [
        {"worker_key": f"w{number}", "completed_on": day, "course": "Induction", "kind": "induction", "standard": "1"}
        for number, day in ((25, "2012-10-01"), (26, "2012-10-01"), (27, "2012-10-29"), (28, "2012-10-30"))
    ]
    courses = [
        {
            "worker_key": f"w{number}",
            "completed_on": "2012-06-06",
            "course": "Risk",
            "kind": "training",
            "standard": "4",
            "put_to_use": number > 5,
        }
        for number in range(4, 12)
    ]
    return [*inducted, *courses]


def _wave(wave: str, closed: str, *, agree: int) -> list[dict[str, object]]:
    """Return one wave: 24 of 26 asked, 14 of the North and 10 of the South, so many of them agreeing."""
    return [
        {
            "wave": wave,
            "closed_on": closed,
            "respondent_key": f"{wave} {number}",
            "team": "North" if number < 14 else "South",
            "question": question,
            "answer": "agree" if number < (agree if question == "I am heard" else 12) else "disagree",
            "staff_asked": 26,
        }
        for question in ("I am heard", "My work is manageable")
        for number in range(24)
    ]
