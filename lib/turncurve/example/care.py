"""Periods of care of one child each: those of the adoption routes, those after a plan, and all others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import FIRST_DAY, LAST_DAY, NEVER, Numbers, year_bounds
from turncurve.example.exact import Stays, choose_adding_to, groups_adding_to, settle_ends
from turncurve.example.plans import PlanHistories
from turncurve.example.targets import YEARS, of_year, targets

SIBLINGS = (0.72, 0.20, 0.08)
AFTER_A_PLAN = 35
"""Children a year who come into care on the day on which their plan ends."""
BY_ANOTHER_WAY = {2010: 112, 2011: 115, 2012: 118, 2013: 120}
LEAVING = ("E4A", "E4B", "E13", "E41", "E43", "E44", "E5", "E6", "E8")
LEAVING_CHANCES = (0.46, 0.10, 0.09, 0.05, 0.07, 0.06, 0.05, 0.03, 0.09)


def care_periods(
    histories: PlanHistories, routes: pd.DataFrame, *, first_case: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Simulate every period of care from those open in April 2009.

    Parameters
    ----------
    histories : PlanHistories
        The plans; some end because the child comes into care.
    routes : DataFrame
        Groups on a route to adoption, from `adoption_routes`.
    first_case : int
        First case number not yet used.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a period of care of a child: case, member, entered_on, left_on (NEVER while open), route (place in
        `routes`, or -1), left_because (SSDA903 code, or "" while open), kind.
    """
    adopting = _adopting(routes, first_case=first_case, rng=rng)
    others = _at_start(adopting, first_case=first_case + len(routes), rng=rng)
    for year in YEARS:
        entering = pd.concat(
            [
                _after_plans(histories, year, rng=rng),
                _own_cases(BY_ANOTHER_WAY[year], year, first_case=int(others["case"].max()) + 1, rng=rng),
            ]
        )
        others = pd.concat(
            [others, entering.assign(left_on=_first_ends(entering["entered_on"], rng=rng))], ignore_index=True
        )
        others = _settled(others, adopting, year, rng=rng)
    leaving = rng.choice(LEAVING, p=LEAVING_CHANCES, size=len(others))
    grown = (others["left_on"] - others["entered_on"] > 800) & (rng.random(len(others)) < 0.45)
    others = others.assign(left_because=np.where(grown, "E17", leaving), route=-1)
    return pd.concat([adopting, others], ignore_index=True)


def in_care(periods: pd.DataFrame, day: int) -> npt.NDArray[np.bool_]:
    """Tell which periods of care cover the end of a day.

    Parameters
    ----------
    periods : DataFrame
        One row a period of care, with entered_on and left_on.
    day : int
        Day number.

    Returns
    -------
    array of bool
        One a period.
    """
    return ((periods["entered_on"] <= day) & (periods["left_on"] > day)).to_numpy()


def _adopting(routes: pd.DataFrame, *, first_case: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the periods of care of the children on a route to adoption."""
    rows = routes.assign(case=first_case + np.arange(len(routes)), route=np.arange(len(routes)))
    rows = rows.loc[rows.index.repeat(rows["size"])].reset_index(drop=True)
    ended = rng.choice(["E11", "E12"], p=[0.4, 0.6], size=len(routes))[rows["route"]]
    return pd.DataFrame({
        "case": rows["case"], "member": rows.groupby("case").cumcount(), "entered_on": rows["entered_on"],
        "left_on": rows["adopted_on"], "left_because": np.where(rows["adopted_on"] <= LAST_DAY, ended, ""),
        "route": rows["route"], "kind": "adoption",
    })  # fmt: skip


def _expanded(sizes: Numbers, entered: Numbers, *, first_case: int, kind: str) -> pd.DataFrame:
    """Return one row a child of each group, a case each."""
    case = np.repeat(first_case + np.arange(len(sizes)), sizes)
    rows = pd.DataFrame({"case": case, "entered_on": np.repeat(entered, sizes), "kind": kind})
    return rows.assign(member=rows.groupby("case").cumcount())


def _at_start(adopting: pd.DataFrame, *, first_case: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the other children who are in care when the files begin."""
    count = targets()["open_at_start"]["looked_after"] - int(in_care(adopting, FIRST_DAY - 1).sum())
    sizes = groups_adding_to(count, rng=rng, chances=SIBLINGS)
    age = np.clip(rng.exponential(800, len(sizes)) + 8, 8, 3300).astype(np.int64)
    rows = _expanded(sizes, FIRST_DAY - age, first_case=first_case, kind="care")
    remaining = np.clip(rng.exponential(900, len(rows)) + 20, 20, 4000).astype(np.int64)
    return rows.assign(left_on=FIRST_DAY + remaining)


def _own_cases(count: int, year: int, *, first_case: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the children of a year who come into care without a plan before."""
    sizes = groups_adding_to(count, rng=rng, chances=SIBLINGS)
    first, last = year_bounds(year)
    return _expanded(sizes, rng.integers(first + 2, last - 6, len(sizes)), first_case=first_case, kind="care")


def _after_plans(histories: PlanHistories, year: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the children of a year whose plan ended because they came into care."""
    groups, plans = histories.groups, histories.plans
    returning = set(groups.loc[groups["follows"] >= 0, "follows"])
    together = plans.groupby("group")["ends_on"].agg(["min", "max", "size"])
    first, last = year_bounds(year)
    fits = (together["min"] == together["max"]) & (together["min"] > first + 3) & (together["max"] < last - 5)
    fits &= ~together.index.isin(returning)
    chosen = choose_adding_to(np.where(fits, together["size"], 0), AFTER_A_PLAN, rng=rng)
    rows = plans[plans["group"].isin(together.index[chosen])]
    return pd.DataFrame({
        "case": rows["case"], "member": rows["member"], "entered_on": rows["ends_on"], "kind": "care after a plan",
    }).reset_index(drop=True)  # fmt: skip


def _first_ends(entered: pd.Series, *, rng: np.random.Generator) -> Numbers:
    """Draw when each period of care would end: weeks, months or years."""
    count = len(entered)
    kind = rng.choice(3, p=[0.35, 0.25, 0.40], size=count)
    long = np.clip(rng.lognormal(np.log(1100), 0.6, count), 400, 5000)
    length = np.choose(kind, [rng.uniform(32, 95, count), rng.uniform(95, 400, count), long])
    return np.asarray(entered.to_numpy() + length.astype(np.int64))


def _settled(others: pd.DataFrame, adopting: pd.DataFrame, year: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Make as many leave care in the year as brings the number in care to its total."""
    first, last = year_bounds(year)
    aim = of_year("looked_after", year) - int(in_care(adopting, last).sum())
    active = (others["left_on"] >= first).sum()
    stays = Stays(others["entered_on"].to_numpy(), others["left_on"].to_numpy())
    held = np.zeros(len(others), dtype=bool)
    settled = settle_ends(stays, (first, last), ending=int(active) - aim, held=held, rng=rng)
    return others.assign(left_on=np.minimum(settled.ends_on, NEVER - 1))
