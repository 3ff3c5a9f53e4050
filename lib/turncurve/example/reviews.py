"""Review conferences of child protection plans."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import LAST_DAY, shift, year_bounds
from turncurve.example.exact import choose_adding_to
from turncurve.example.targets import targets

CLOSE_TO_THE_END = 12
"""Days before a plan's end within which no other review is held: the last review ends the plan."""


def late_plans(plans: pd.DataFrame, *, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Choose the plans whose first review is late.

    Parameters
    ----------
    plans : DataFrame
        One row a plan, from `plan_histories`.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    array of bool
        One a plan; of those open on the last day whose first review fell due in the last year, as many as the
        total says.
    """
    groups = plans["group"].to_numpy()
    due_this_year = plans["started_on"].between(year_bounds(2013)[0] - 60, LAST_DAY - 150)
    open_long = ((plans["ends_on"] > LAST_DAY) & due_this_year).to_numpy()
    count = int(groups.max()) + 1
    members = np.bincount(groups[open_long], minlength=count)
    aim = targets()["reviews"]
    late = choose_adding_to(members, aim["open_three_months"] - aim["on_time"], rng=rng)
    any_open = np.bincount(groups[(plans["ends_on"] > LAST_DAY).to_numpy()], minlength=count) > 0
    late |= ~any_open & (rng.random(count) < 0.04)
    lasting = (plans["ends_on"] - plans["started_on"]).to_numpy() > 150
    return np.asarray(late[groups] & lasting)


def reviews(plans: pd.DataFrame, *, late: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate each plan's reviews: the first within three months, then within six; late for some plans.

    Parameters
    ----------
    plans : DataFrame
        One row a plan, from `plan_histories`.
    late : array of bool
        True for a plan of which the first review is late.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a review: plan (place in `plans`), reviewed_on.
    """
    group = plans["group"].to_numpy()
    started, ends = plans["started_on"].to_numpy(), plans["ends_on"].to_numpy()
    together = pd.factorize(group)[0]
    rows = []
    count = int(together.max()) + 1
    first = np.where(late, rng.integers(104, 130, count)[together], rng.integers(58, 79, count)[together])
    due = started + first
    last = started
    for _ in range(12):
        held = shift(due, 0)
        happened = np.flatnonzero(held < ends - 12)
        rows.append(pd.DataFrame({"plan": happened, "reviewed_on": held[happened]}))
        last = np.where(held < ends - 12, held, last)
        due = due + rng.integers(130, 166, count)[together]
    closing = np.flatnonzero(ends - last > 12)
    rows.append(pd.DataFrame({"plan": closing, "reviewed_on": ends[closing]}))
    return pd.concat(rows, ignore_index=True).sort_values(["plan", "reviewed_on"], ignore_index=True)
