"""Rows of an event log that only the other rows of their case, or the time of day, show to be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Mask, Problem, found
from turncurve.ingest.recipe import Offer
from turncurve.tables.case_events import ACTIVITIES

TABLE = "case_events"
_STEP = ["case_key", "activity", "started_at"]
MOMENTS = {"started_at": "Activity started", "ended_at": "Activity ended"}
NO_TIME = {"started_at": "no_time_in_order", "ended_at": "no_time_of_end"}


def check(offers: Offers) -> Checked:
    """Hold the rows of an event log against one another; what other formats offer is passed on as it is.

    The files of one log are read together: what one says of a case holds for the rows of the others. A step that ended
    at an earlier time of the day on which it was begun is refused, and so is an allocation before the first referral of
    its case. A step first done before one that it should follow is kept and named, and so is a row without a time of
    day in a column that has times.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.

    Returns
    -------
    Checked
        The offers that are left, and what was wrong.
    """
    if not offers.get(TABLE):
        return Checked(offers)
    problems: list[Problem] = []
    logs = list(offers[TABLE])
    for step in (_ended_before_it_began, _allocated_before_referred):
        pairs = [step(offer, whole) for whole in (_whole(logs),) for offer in logs]
        logs = [offer for offer, _ in pairs]
        problems += [each for _, several in pairs for each in several]
    early = _early_steps(_whole(logs))
    for offer in logs:
        problems += [*_out_of_order(offer, early), *_without_a_time(offer)]
    return Checked({**offers, TABLE: logs}, tuple(problems))


def _whole(logs: Sequence[Offer]) -> pd.DataFrame:
    """Return the steps of every file, one below the other."""
    return pd.concat([offer.rows[_STEP] for offer in logs], ignore_index=True)


def _ended_before_it_began(offer: Offer, _: pd.DataFrame) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the steps that ended at an earlier time of the day on which they began."""
    if "ended_at" not in offer.rows:
        return offer, ()
    early = _before(offer.rows["ended_at"], offer.rows["started_at"])
    return refusing(offer, early, field=MOMENTS["ended_at"], rule="order", follows=MOMENTS["started_at"])


def _allocated_before_referred(offer: Offer, whole: pd.DataFrame) -> tuple[Offer, tuple[Problem, ...]]:
    """Refuse the allocations before the first referral of their case, where a file of the log has one."""
    rows = offer.rows
    first = whole[whole["activity"] == "referral"].groupby("case_key")["started_at"].min()
    referred = pd.Series(first.reindex(rows["case_key"]).to_numpy(dtype="datetime64[us]"), index=rows.index)
    early = _before(rows["started_at"], referred) & (rows["activity"] == "allocation").to_numpy(dtype=bool)
    return refusing(offer, early, field=MOMENTS["started_at"], rule="before_referral")


def _early_steps(whole: pd.DataFrame) -> pd.DataFrame:
    """Return case, step and beginning of what was first done before a step that it should follow."""
    began = whole.pivot_table(index="case_key", columns="activity", values="started_at", aggfunc="min")
    began = began.reindex(columns=ACTIVITIES).astype("datetime64[us]")
    found = [
        pd.DataFrame({"case_key": began.index[early], "activity": later, "started_at": began[later].to_numpy()[early]})
        for earlier, later in combinations(ACTIVITIES, 2)
        for early in (_before(began[later], began[earlier]),)
    ]
    return pd.concat(found, ignore_index=True).drop_duplicates()


def _out_of_order(offer: Offer, early: pd.DataFrame) -> tuple[Problem, ...]:
    """Name the rows in which a step was first done before one that it should follow had been."""
    known = pd.MultiIndex.from_frame(early[_STEP])
    rows = offer.rows[_STEP]
    where = np.asarray(pd.MultiIndex.from_frame(rows).isin(known) & ~rows.duplicated().to_numpy(), dtype=bool)
    return found(
        offer.place, rows=offer.rows["row"].to_numpy(), where=where, field=MOMENTS["started_at"], rule="out_of_order"
    )


def _without_a_time(offer: Offer) -> list[Problem]:
    """Name the rows that state a day and no time, in a column that states times."""
    problems: list[Problem] = []
    for name in (each for each in MOMENTS if each in offer.rows):
        timed = _states_time(offer.rows[name])
        without = offer.rows[name].notna().to_numpy(dtype=bool) & ~timed & bool(timed.any())
        rows = offer.rows["row"].to_numpy()
        problems += found(offer.place, rows=rows, where=without, field=MOMENTS[name], rule=NO_TIME[name])
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
