"""An invented council's event log and early help, few enough to be counted by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.early_help import STEP_DOWN, STEP_UP
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)
CASES, BACK, TWICE = 40, 8, 10
"""Cases; those sent back from referral to screening, and those whose contact was written down twice."""
SPELLS = 120


def keep_stepped_council(root: Path, *, events: bool = True, help_given: bool = True) -> Records:
    """Keep the council's tables, and return its records."""
    folder = root / "data" / "processed" / "stepshire"
    keep(Council("Stepshire", "stepshire", synthetic=True), folder=folder)
    tables = {}
    if events:
        rows = [row for case in range(CASES) for row in _case(case)]
        tables["case_events"] = canonical("case_events", rows, edition="event_log/2012-10-01_2013-03-31")
    if help_given:
        span = "2010-04-01_2013-03-31"
        tables["early_help"] = canonical("early_help", [*map(_spell, range(SPELLS))], edition=f"early_help/{span}")
        tables["referrals"] = canonical("referrals", [*map(_referral, range(SPELLS))], edition=f"cin_census/{span}")
    for name, rows in tables.items():
        store.write(name, rows, folder=folder, sources={f"{name}.csv": "cd" * 32}, counts={"read": len(rows)})
    return Records("stepshire", AS_AT)


def _case(case: int) -> list[dict[str, object]]:
    """Return one case's steps: an hour from the end of one to the next, and two days before the allocation."""
    names = ["contact", "contact", "screening", "referral"] if case < TWICE else ["contact", "screening", "referral"]
    names += ["screening", "referral"] if case >= CASES - BACK else []
    day = pd.Timestamp("2012-11-01 09:00") + dt.timedelta(days=2 * case)
    rows = []
    for name in [*names, "allocation"]:
        day += dt.timedelta(days=2) if name == "allocation" else dt.timedelta()
        team = {"contact": "Contact centre", "allocation": "North"}.get(name, "Duty desk")
        ended = day + dt.timedelta(minutes=20)
        rows.append({"case_key": f"k{case}", "activity": name, "started_at": day, "ended_at": ended, "team": team})
        day = ended + dt.timedelta(hours=1)
    return rows


def _spell(number: int) -> dict[str, object]:
    """Return one spell of early help; every second one is a step-down, and one in four steps up."""
    began = dt.date(2010, 5, 1) + dt.timedelta(days=8 * number)
    return {
        "child_key": f"c{number}", "began_on": began, "came_through": (STEP_DOWN, "gateway panel")[number % 2],
        "level": ("2b", "2b", "2a")[number % 3], "assessed_on": began + dt.timedelta(days=10),
        "ended_on": began + dt.timedelta(days=60), "outcome": STEP_UP if number % 4 == 0 else "needs met",
    }  # fmt: skip


def _referral(number: int) -> dict[str, object]:
    """Return one referral of each child: one in three within six months of its early help, the others long before."""
    began = dt.date(2010, 5, 1) + dt.timedelta(days=8 * number)
    day = began + dt.timedelta(days=90) if number % 3 == 0 else began - dt.timedelta(days=20)
    return {"child_key": f"c{number}", "referred_on": day, "no_further_action": number % 5 == 0}
