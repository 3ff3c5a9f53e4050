"""Rows of an allocation return that only the others, or the time of day, show to be wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.ingest import rota_checks
from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer

MOMENTS = {"ready_at": "Ready for allocation", "allocated_at": "Allocated to worker"}
MOST_DAYS = 7
_NEVER = pd.Timestamp("2100-01-01")


def check(offers: Offers) -> Checked:
    """Hold the rows of an allocation return against one another; what other formats offer is passed on as it is.

    A case allocated on the day on which it became ready, at an earlier time, is refused. A row without a time of day in
    a column that has times is kept and named, and so is a case that names a worker and no allocation, or the other way
    round, or an allocation long after all else. A worker whom the rota has, as it stood on one day, in two teams in one
    week is refused in the team that comes later in the file or in another file of the extract; a later extract is
    believed. More days than a week has are refused, and a week that starts on no Monday.

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
    for table, step in (("allocations", _in_order), ("availability", _of_a_week), ("availability", _from_monday)):
        pairs = [step(offer) for offer in held.get(table, [])]
        if pairs:
            held[table] = [offer for offer, _ in pairs]
        problems += [each for _, several in pairs for each in several]
    if held.get("availability"):
        held["availability"], found_there = rota_checks.of_one_team(held["availability"])
        problems += found_there
    cases = held.get("allocations", [])
    last = max((pd.Timestamp(offer.rows["ready_at"].max()) for offer in cases if len(offer.rows)), default=_NEVER)
    for offer in cases:
        problems += [*_without_a_time(offer), *_half_told(offer), *_not_yet(offer, last)]
    problems += [each for offer in held.get("availability", []) for each in rota_checks.known_too_late(offer)]
    return Checked(held, tuple(problems))


def _in_order(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the cases allocated at an earlier time of the day on which they became ready."""
    if "allocated_at" not in offer.rows:
        return offer, ()
    ready, allocated = offer.rows["ready_at"], offer.rows["allocated_at"]
    timed = _states_time(allocated) & _states_time(ready)
    early = ((allocated < ready) & timed).to_numpy(dtype=bool)
    return refusing(offer, early, field=MOMENTS["allocated_at"], rule="order", follows=MOMENTS["ready_at"])


def _of_a_week(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the rows that state more days than a week has, at work or together with those of leave."""
    days = offer.rows["days_available"]
    wrong = (days > MOST_DAYS).fillna(value=False).to_numpy(dtype=bool)
    left, problems = refusing(offer, wrong, field="Days available", rule="more_than_all")
    if "days_of_leave" not in left.rows:
        return left, problems
    both = left.rows["days_available"] + left.rows["days_of_leave"].fillna(0)
    wrong = (both > MOST_DAYS).fillna(value=False).to_numpy(dtype=bool)
    left, more = refusing(left, wrong, field="Days of leave", rule="more_than_all")
    return left, (*problems, *more)


def _from_monday(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the weeks that start on another day than a Monday."""
    wrong = (offer.rows["week_starting"].dt.day_of_week != 0).to_numpy(dtype=bool)
    return refusing(offer, wrong, field="Week starting", rule="not_a_monday")


def _half_told(offer: Offer) -> list[Problem]:
    """Name the cases allocated to nobody, and those of a worker to whom they were not allocated."""
    if not {"allocated_at", "worker_key"} <= set(offer.rows):
        return []
    allocated, taken = offer.rows["allocated_at"].notna(), offer.rows["worker_key"].notna()
    rows = offer.rows["row"].to_numpy()
    problems: list[Problem] = []
    for where, field, rule in (
        # A return that never says who took a case leaves its workers out: that is no fault of a row.
        (allocated & ~taken & bool(taken.any()), "Worker taking the case", "no_worker"),
        (taken & ~allocated, MOMENTS["allocated_at"], "not_allocated"),
    ):
        mask = np.asarray(where, dtype=bool)
        problems += found(offer.place, rows=rows, where=mask, field=field, rule=rule)
    return problems


def _not_yet(offer: Offer, last: pd.Timestamp) -> tuple[Problem, ...]:
    """Name the cases allocated more than a year after any case became ready."""
    if "allocated_at" not in offer.rows:
        return ()
    late = (offer.rows["allocated_at"] > last + pd.DateOffset(years=1)).to_numpy(dtype=bool)
    rows = offer.rows["row"].to_numpy()
    return found(offer.place, rows=rows, where=late, field=MOMENTS["allocated_at"], rule="not_yet")


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
