"""A made council whose chairs return every month, so that each chair's counts can be told in advance."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from tests.support.canonical import canonical
from turncurve.tables import store
from turncurve.tables.council import Council, keep

AS_AT = dt.date(2013, 3, 31)
AGENCIES = ("police", "housing")


def keep_chaired_council(
    root: Path,
    *,
    chairs: int = 9,
    months: int = 24,
    each: int = 3,
    silent: tuple[int, ...] = (),
    challenges: bool = True,
) -> Path:
    """Keep a council's tables: each chair has so many reviews a month, the first with a concern, challenged or not.

    The last chair has reviews in the last month alone.
    """
    folder = root / "data" / "processed" / "chairshire"
    keep(Council("Chairshire", "chairshire", synthetic=True), folder=folder)
    held, invited, challenged = [], [], []
    starts = pd.date_range(end="2013-03-01", periods=months, freq="MS")
    for place, day in enumerate(starts):
        for chair in range(chairs):
            if chair == chairs - 1 and place < months - 1:
                continue
            for number in range(each):
                child = f"child-{place}-{chair}-{number}"
                on = day + pd.Timedelta(days=2 + number)
                held.append(_review(child, on, chair=chair, concern=number == 0))
                invited += [_part(child, on, agency, came=agency == "police") for agency in AGENCIES]
                if number == 0 and chair not in silent and challenges:
                    challenged.append(_challenge(child, on, resolved=place < months - 1))
    edition = f"chair_return/{starts[0]:%Y-%m-%d}_2013-03-31"
    tables = {"chaired_conferences": held, "conference_agencies": invited, "chair_challenges": challenged}
    for name, rows in tables.items():
        store.write(name, canonical(name, rows, edition=edition), folder=folder, sources={}, counts={})
    return folder


def _review(child: str, on: pd.Timestamp, *, chair: int, concern: bool) -> dict[str, object]:
    """Return one review of a child."""
    return {
        "child_key": child,
        "held_on": on,
        "kind": "review",
        "chair_key": f"chair-{chair}",
        "non_compliance_raised": concern,
        "unassessed_risk_recorded": False,
        "plan_unchanged": False,
        "contingency_plan_present": True,
        "child_took_part": "attended",
        "parents_took_part": "attended",
    }


def _part(child: str, on: pd.Timestamp, agency: str, *, came: bool) -> dict[str, object]:
    """Return one agency's part in a review."""
    said = {"invited": True, "attended": came, "reported": not came}
    return {"child_key": child, "held_on": on, "agency": agency, **said}


def _challenge(child: str, on: pd.Timestamp, *, resolved: bool) -> dict[str, object]:
    """Return one challenge, resolved ten days after it was raised, or open."""
    until = on + pd.Timedelta(days=10) if resolved else None
    return {"child_key": child, "held_on": on, "about": "non-compliance", "raised_on": on, "resolved_on": until}
