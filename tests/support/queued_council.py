"""An invented council of two teams, of which one can take on what comes and the other cannot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)
MONDAY = pd.Timestamp("2011-10-03")
WEEKS = 78
EDITION = "allocation/2011-10-03_2013-03-31"
FULL_FROM = 70
"""The week, from 0, from which the second team takes on two of the eight cases fewer."""


def keep_queued_council(root: Path, *, rota: bool = True) -> Path:
    """Keep the council's tables: eight cases a week come to each team, on Tuesday, and are allocated on Thursday."""
    folder = root / "data" / "processed" / "queueshire"
    keep(Council("Queueshire", "queueshire", synthetic=True), folder=folder)
    tables = {"allocations": canonical("allocations", [*_cases("North", 8), *_cases("South", 6)], edition=EDITION)}
    if rota:
        tables["availability"] = canonical("availability", [*_rota("North", 0), *_rota("South", 1)], edition=EDITION)
    for name, rows in tables.items():
        store.write(name, rows, folder=folder, sources={f"{name}.csv": "cd" * 32}, counts={"read": len(rows)})
    return folder


@contextmanager
def queued_records(root: Path) -> Iterator[Records]:
    """Give the council's records, kept in a project of their own."""
    keep_queued_council(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield Records("queueshire", AS_AT)


def _cases(team: str, taken_late: int) -> list[dict[str, object]]:
    """Return one team's cases, first come first served."""
    came = [MONDAY + pd.Timedelta(days=7 * week + 1, hours=9) for week in range(WEEKS) for _ in range(8)]
    given = [
        MONDAY + pd.Timedelta(days=7 * week + 3, hours=10)
        for week in range(WEEKS)
        for _ in range(8 if week < FULL_FROM else taken_late)
    ]
    return [
        {
            "child_key": f"{team}-{number:04d}",
            "referred_on": ready.normalize(),
            "ready_at": ready,
            "allocated_at": given[number] if number < len(given) else None,
            "worker_key": f"{team}-worker" if number < len(given) else None,
            "team": team,
            "case_type": "initial assessment",
        }
        for number, ready in enumerate(came)
    ]


def _rota(team: str, lost: int) -> list[dict[str, object]]:
    """Return a rota of four workers, of whom one may be gone from the week on in which the queue grows."""
    return [
        {
            "worker_key": f"{team}-{worker}",
            "team": team,
            "week_starting": MONDAY + pd.Timedelta(days=7 * week),
            "known_on": MONDAY + pd.Timedelta(days=7 * week - 100),
            "days_available": 0 if worker < lost and week >= FULL_FROM else 5,
            "days_of_leave": 0,
            "new_cases": 2,
        }
        for worker in range(4)
        for week in range(WEEKS + 14)
        if week < WEEKS + 13
    ]
