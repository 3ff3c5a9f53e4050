"""Rows of an allocation return that only the others, or the time of day, show to be wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer

MOMENTS = {"ready_at": "Ready for allocation", "allocated_at": "Allocated to worker"}
MOST_DAYS = 7


def check(offers: Offers) -> Checked:
    """Hold the rows of an allocation return against one another; what other formats offer is passed on as it is.

    A case allocated on the day on which it became ready, at an earlier time, is refused. A row without a time of day in
    a column that has times is kept and named. A worker whom the rota has in two teams in one week is refused in the
    team that comes later in the file, and so are more days at work than a week has.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.

    Returns
    -------
    Checked
        The offers that are left, and what was wrong.
    """
    held = {name: list(given) for name, given in offers.items()}
    problems: list[Problem] = []
    for table, step in (("allocations", _in_order), ("availability", _of_one_team), ("availability", _of_a_week)):
        pairs = [step(offer) for offer in held.get(table, [])]
        if pairs:
            held[table] = [offer for offer, _ in pairs]
        problems += [each for _, several in pairs for each in several]
    problems += [each for offer in held.get("allocations", []) for each in _without_a_time(offer)]
    return Checked(held, tuple(problems))


def _in_order(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the cases allocated at an earlier time of the day on which they became ready."""
    if "allocated_at" not in offer.rows:
        return offer, ()
    ready, allocated = offer.rows["ready_at"], offer.rows["allocated_at"]
    timed = _states_time(allocated) & _states_time(ready)
    early = ((allocated < ready) & timed).to_numpy(dtype=bool)
    return refusing(offer, early, field=MOMENTS["allocated_at"], rule="order", follows=MOMENTS["ready_at"])


def _of_one_team(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the rows that have a worker in a second team in one week."""
    rows = offer.rows
    first = rows.groupby(["worker_key", "week_starting"])["team"].transform("first")
    return refusing(offer, (rows["team"] != first).to_numpy(dtype=bool), field="Team on rota", rule="team_of_week")


def _of_a_week(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the rows that state no days of a week."""
    days = offer.rows["days_available"]
    wrong = (days > MOST_DAYS).fillna(value=False).to_numpy(dtype=bool)
    return refusing(offer, wrong, field="Days available", rule="more_than_all")


def _without_a_time(offer: Offer) -> list[Problem]:
    """Name the rows that state a day and no time, in a column that states times."""
    problems: list[Problem] = []
    for name in (each for each in MOMENTS if each in offer.rows):
        timed = _states_time(offer.rows[name])
        without = (offer.rows[name].notna() & ~timed).to_numpy(dtype=bool) & bool(timed.any())
        rows = offer.rows["row"].to_numpy()
        problems += found(offer.place, rows=rows, where=np.asarray(without), field=MOMENTS[name], rule="no_time_of_day")
    return problems


def _states_time(moments: pd.Series[pd.Timestamp]) -> pd.Series[bool]:
    """Tell which moments have a time of day."""
    return moments.notna() & (moments != moments.dt.normalize())
