"""Rows of an event log that only the other rows of their case, or the time of day, show to be wrong."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Mask, Problem, found
from turncurve.ingest.recipe import Offer
from turncurve.tables.case_events import ACTIVITIES

TABLE = "case_events"
MOMENTS = {"started_at": "Activity started", "ended_at": "Activity ended"}


def check(offers: Offers) -> Checked:
    """Hold the rows of an event log against one another; what other formats offer is passed on as it is.

    A step that ended at an earlier time of the day on which it was begun is refused, and so is an allocation before the
    first referral of its case. A step first done before one that it should follow is kept and named, and so is a row
    without a time of day in a column that has times.

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
    for step in (_ended_before_it_began, _allocated_before_referred):
        pairs = [step(offer) for offer in held.get(TABLE, [])]
        if pairs:
            held[TABLE] = [offer for offer, _ in pairs]
        problems += [each for _, several in pairs for each in several]
    for offer in held.get(TABLE, []):
        problems += _out_of_order(offer)
        problems += _without_a_time(offer)
    return Checked(held, tuple(problems))


def _ended_before_it_began(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the steps that ended at an earlier time of the day on which they began."""
    if "ended_at" not in offer.rows:
        return offer, ()
    early = _before(offer.rows["ended_at"], offer.rows["started_at"])
    return refusing(offer, early, field=MOMENTS["ended_at"], rule="order", follows=MOMENTS["started_at"])


def _allocated_before_referred(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the allocations before the first referral of their case, where the log has one."""
    rows = offer.rows
    referred = rows["started_at"].where(rows["activity"] == "referral").groupby(rows["case_key"]).transform("min")
    early = _before(rows["started_at"], referred) & (rows["activity"] == "allocation").to_numpy(dtype=bool)
    return refusing(offer, early, field=MOMENTS["started_at"], rule="before_referral")


def _out_of_order(offer: Offer) -> tuple[Problem, ...]:
    """Name the rows in which a step was first done before one that it should follow had been."""
    rows = offer.rows
    first = rows.loc[rows.groupby(["case_key", "activity"])["started_at"].idxmin(), ["case_key", "activity"]]
    began = rows.loc[first.index].pivot_table(index="case_key", columns="activity", values="started_at", aggfunc="min")
    began = began.reindex(columns=ACTIVITIES).astype("datetime64[us]")
    early = {
        (str(case), later)
        for earlier, later in combinations(ACTIVITIES, 2)
        for case in began.index[_before(began[later], began[earlier])]
    }
    pairs = zip(rows["case_key"], rows["activity"], strict=True)
    where = np.array([pair in early for pair in pairs], dtype=bool) & rows.index.isin(first.index)
    return found(
        offer.place, rows=rows["row"].to_numpy(), where=where, field=MOMENTS["started_at"], rule="out_of_order"
    )


def _without_a_time(offer: Offer) -> list[Problem]:
    """Name the rows that state a day and no time, in a column that states times."""
    problems: list[Problem] = []
    for name in (each for each in MOMENTS if each in offer.rows):
        timed = _states_time(offer.rows[name])
        without = offer.rows[name].notna().to_numpy(dtype=bool) & ~timed & bool(timed.any())
        rows = offer.rows["row"].to_numpy()
        problems += found(offer.place, rows=rows, where=without, field=MOMENTS[name], rule="no_time_of_day")
    return problems


def _before(moments: pd.Series[pd.Timestamp], others: pd.Series[pd.Timestamp]) -> Mask:
    """Tell which moments come before the others: by the day alone, where one of them states no time."""
    timed = _states_time(moments) & _states_time(others)
    by_time: npt.NDArray[np.bool_] = (moments < others).to_numpy(dtype=bool)
    by_day: npt.NDArray[np.bool_] = (moments.dt.normalize() < others.dt.normalize()).to_numpy(dtype=bool)
    return np.where(timed, by_time, by_day)


def _states_time(moments: pd.Series[pd.Timestamp]) -> Mask:
    """Tell which moments have a time of day."""
    return np.asarray(moments.notna() & (moments != moments.dt.normalize()), dtype=bool)
