"""Initial conferences and the strategy discussions before them, group by group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.example.days import Numbers, shift, working_days, year_bounds
from turncurve.example.exact import choose_adding_to, groups_adding_to
from turncurve.example.targets import YEARS, of_year

SOON = 22
"""Most working days between discussion and conference for a child who was on a plan shortly before."""
TWO_DISCUSSIONS = 12
"""Children a year whose conference follows a second strategy discussion: time runs from the later."""


def conferences(groups: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate every initial conference: those that made the plans, and those that made none.

    Parameters
    ----------
    groups : DataFrame
        One row a group whose plans started together, from `plan_histories`.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a conference about a group: case, size, year, held_on (NEVER is not used; a transfer in of the last
        year has none and is absent), strategy_on and an earlier_strategy_on (0 where there is none), led_to_plan,
        transfer, follows.
    """
    made = groups[(groups["year"] >= YEARS[0]) & ~(groups["transfer"] & (groups["year"] == YEARS[-1]))]
    made = made.assign(held_on=made["started_on"], led_to_plan=True)
    first_case = int(groups["group"].max()) + 1
    held = pd.concat([made, _without_plan(made, first_case=first_case, rng=rng)], ignore_index=True)
    parts = [_timed(held[held["year"] == year], year, rng=rng) for year in YEARS]
    columns = ["case", "size", "year", "held_on", "strategy_on", "earlier_strategy_on", "led_to_plan", "transfer"]
    return pd.concat(parts, ignore_index=True)[[*columns, "follows"]]


def _without_plan(made: pd.DataFrame, *, first_case: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the conferences that made no plan, as many as each year's total leaves."""
    parts = []
    for year in YEARS:
        left = of_year("conferences", year) - int(made.loc[made["year"] == year, "size"].sum())
        sizes = groups_adding_to(left, rng=rng)
        parts.append(
            pd.DataFrame({"size": sizes, "year": year, "held_on": _conference_days(year, len(sizes), rng=rng)})
        )
    found = pd.concat(parts, ignore_index=True)
    cases = np.arange(first_case, first_case + len(found))
    return found.assign(case=cases, led_to_plan=False, transfer=False, follows=-1)


def _conference_days(year: int, count: int, *, rng: np.random.Generator) -> Numbers:
    """Draw working days of a year on which conferences are held."""
    start, end = year_bounds(year)
    calendar = working_days()
    return rng.choice(calendar[(calendar > start + 5) & (calendar < end - 3)], size=count)


def _timed(held: pd.DataFrame, year: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Add the strategy discussions, so that exactly the year's number of conferences is in time."""
    sizes = held["size"].to_numpy()
    transfer = held["transfer"].to_numpy(dtype=bool)
    in_time = choose_adding_to(np.where(transfer, 0, sizes), of_year("conferences_in_time", year), rng=rng)
    early = 4 + rng.binomial(11, 0.78, len(held))
    late = 16 + rng.geometric(0.09, len(held)) - 1
    late = np.minimum(late, np.where(held["follows"] >= 0, SOON, 60))
    gap = np.where(in_time, early, late)
    strategy = np.where(transfer, 0, shift(held["held_on"].to_numpy(), -gap))
    twice = choose_adding_to(np.where(in_time & (held["follows"] < 0), sizes, 0), TWO_DISCUSSIONS, rng=rng)
    earlier = np.where(twice, shift(strategy, -(3 + rng.integers(0, 12, len(held)))), 0)
    return held.assign(strategy_on=strategy, earlier_strategy_on=earlier)
