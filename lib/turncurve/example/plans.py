"""Child protection plans: brothers and sisters start together, end at a review, and some come back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.example.days import FIRST_DAY, Numbers, shift, working_days_of_month, year_bounds, year_of
from turncurve.example.exact import Stays, allot, choose_adding_to, groups_adding_to, settle_ends
from turncurve.example.targets import YEARS, of_year, shape_of_year, targets

RETURNING_WITHIN_FILES = {2010: 0.0, 2011: 0.35, 2012: 0.45, 2013: 0.5}
"""Share of each year's repeat plans whose earlier plan is in the files; the rest are known by their number only."""
RECENT_MONTHS = 3
"""Months before the last day of the files: plans started in them are not yet due to have been reviewed."""
CATEGORIES = ("NEG", "EMO", "PHY", "SAB", "MUL")
CATEGORY_CHANCES = (0.45, 0.30, 0.12, 0.07, 0.06)


@dataclass(frozen=True)
class PlanHistories:
    """Every plan of the example.

    Parameters
    ----------
    groups : DataFrame
        One row a group of brothers and sisters whose plans started together: group, case, size, started_on, year
        (2009 for those open before the files begin), repeat, transfer, follows (the case's earlier group, or -1).
    plans : DataFrame
        One row a plan: group, case, member (place in the family), started_on, ends_on, previous_plans, and the
        initial and latest category of abuse.
    """

    groups: pd.DataFrame
    plans: pd.DataFrame


def plan_histories(rng: np.random.Generator) -> PlanHistories:
    """Simulate every plan from those open in April 2009 to those open in March 2013.

    Parameters
    ----------
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    PlanHistories
        Groups and plans.
    """
    groups = _open_at_start(rng)
    plans = _members(groups, rng=rng)
    for year in YEARS:
        started = _starting(year, first_group=len(groups), rng=rng)
        started = _linked(started, groups, plans, year=year, rng=rng)
        groups = pd.concat([groups, started], ignore_index=True)
        plans = pd.concat([plans, _members(started, rng=rng, earlier=plans)], ignore_index=True)
        plans = _settled(plans, year, rng=rng)
    return PlanHistories(groups, plans)


def _open_at_start(rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups whose plans are open when the files begin."""
    sizes = groups_adding_to(targets()["open_at_start"]["child_protection_plans"], rng=rng)
    age = np.clip(rng.exponential(250, len(sizes)), 8, 1000).astype(np.int64)
    started = shift(FIRST_DAY - age, 0)
    return _group_table(sizes, started, year=2009, first_group=0).assign(repeat=rng.random(len(sizes)) < 0.11)


def _group_table(sizes: Numbers, started: Numbers, *, year: int, first_group: int) -> pd.DataFrame:
    """Return groups as a table, each a case of its own."""
    numbers = np.arange(first_group, first_group + len(sizes))
    return pd.DataFrame({
        "group": numbers, "case": numbers, "size": sizes, "started_on": started, "year": year,
        "repeat": False, "transfer": False, "follows": -1,
    })  # fmt: skip


def _starting(year: int, *, first_group: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the groups whose plans start in a year, month by month, with those that repeat and transfer in."""
    sizes, started = [], []
    for month, count in enumerate(allot(of_year("plans_started", year), shape_of_year("plans", year))):
        drawn = groups_adding_to(int(count), rng=rng)
        sizes.append(drawn)
        started.append(rng.choice(working_days_of_month(year, month, quiet=True), size=len(drawn)))
    groups = _group_table(np.concatenate(sizes), np.concatenate(started), year=year, first_group=first_group)
    held = groups["size"].to_numpy()
    repeat = choose_adding_to(held, of_year("repeat_plans", year), rng=rng)
    transfer = choose_adding_to(np.where(repeat | (held > 3), 0, held), of_year("transfers_in", year), rng=rng)
    return groups.assign(repeat=repeat, transfer=transfer)


def _linked(
    started: pd.DataFrame, groups: pd.DataFrame, plans: pd.DataFrame, *, year: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Link some repeat groups to an earlier group of the same case whose plans have all ended."""
    before_year = year_bounds(year)[0]
    last_end = plans.groupby("group")["ends_on"].max()
    ended = groups[(groups["group"].map(last_end) < before_year) & ~groups["case"].isin(groups["follows"])]
    ended = ended.assign(ended_on=ended["group"].map(last_end))
    case, follows = started["case"].to_numpy().copy(), started["follows"].to_numpy().copy()
    for place in np.flatnonzero(started["repeat"]):
        if rng.random() > RETURNING_WITHIN_FILES[year]:
            continue
        group = started.iloc[place]
        fits = ended[(ended["size"] >= group["size"]) & (ended["ended_on"] <= group["started_on"] - 40)]
        if fits.empty:
            continue
        found = fits.iloc[int(rng.integers(len(fits)))]
        case[place], follows[place] = found["case"], found["group"]
        ended = ended[ended["case"] != found["case"]]
    return started.assign(case=case, follows=follows)


def _members(groups: pd.DataFrame, *, rng: np.random.Generator, earlier: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return one plan a child of each group, with how many plans came before."""
    rows = groups.loc[groups.index.repeat(groups["size"])].reset_index(drop=True)
    member = rows.groupby("group").cumcount().to_numpy()
    unseen = rng.choice([1, 2, 3], p=[0.8, 0.15, 0.05], size=len(rows))
    previous = np.where(rows["repeat"], unseen, 0)
    if earlier is not None:
        seen = earlier.set_index(["group", "member"])["previous_plans"]
        keys = pd.MultiIndex.from_arrays([rows["follows"], member])
        previous = np.where(rows["follows"] >= 0, seen.reindex(keys).fillna(0).to_numpy() + 1, previous)
    initial = rng.choice(CATEGORIES, p=CATEGORY_CHANCES, size=len(groups))[pd.factorize(rows["group"])[0]]
    latest = np.where(rng.random(len(rows)) < 0.88, initial, rng.choice(CATEGORIES, p=CATEGORY_CHANCES, size=len(rows)))
    return rows[["group", "case", "year", "started_on"]].assign(
        member=member, ends_on=_first_ends(rows, rng=rng), previous_plans=previous.astype(np.int64),
        initial_category=initial, latest_category=latest,
    )  # fmt: skip


def _first_ends(rows: pd.DataFrame, *, rng: np.random.Generator) -> Numbers:
    """Draw when each plan would end: most within the year, a few soon, some after two years or more."""
    groups, which = np.unique(rows["group"].to_numpy(), return_inverse=True)
    kind = rng.choice(3, p=[0.10, 0.78, 0.12], size=len(groups))
    usual = np.clip(rng.lognormal(np.log(280), 0.45, len(groups)), 45, 900)
    length = np.choose(kind, [rng.uniform(35, 100, len(groups)), usual, rng.uniform(560, 1200, len(groups))])
    own = np.where(rng.random(len(rows)) < 0.1, rng.uniform(-60, 120, len(rows)), 0)
    length = np.maximum(length[which] + own, 32)
    started = rows["started_on"].to_numpy()
    before = rows["year"].to_numpy() < YEARS[0]
    remaining = np.maximum(length * 0.6, 15)
    ends = np.where(before, FIRST_DAY + remaining, started + length).astype(np.int64)
    return _away_from_two_years(shift(ends, 0), started)


def _away_from_two_years(ends: Numbers, started: Numbers) -> Numbers:
    """Move an end that is within a few days of two years after the start: definitions differ by a day."""
    near = np.abs(ends - started - 731) < 10
    later = np.where(year_of(ends + 28) == year_of(ends), ends + 28, ends - 28)
    return np.where(near, later, ends)


def _settled(plans: pd.DataFrame, year: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Make the year's number of plans end; in the last quarter of the files, few of the newest do."""
    stays = Stays(plans["started_on"].to_numpy(), plans["ends_on"].to_numpy())
    held = np.zeros(len(plans), dtype=bool)
    if year == YEARS[-1]:
        held, stays = _newest_held(stays, year, rng=rng)
    settled = settle_ends(stays, year_bounds(year), ending=of_year("plans_ended", year), held=held, rng=rng)
    return plans.assign(ends_on=_away_from_two_years(settled.ends_on, stays.started_on))


def _newest_held(stays: Stays, year: int, *, rng: np.random.Generator) -> tuple[np.ndarray, Stays]:
    """Fix the ends of plans started in the last three months, so that the number open three months or more is met."""
    last = year_bounds(year)[1]
    newest = stays.started_on > last - 31 * RECENT_MONTHS + 3
    open_at_end = targets()["open_at_start"]["child_protection_plans"] + sum(
        of_year("plans_started", each) - of_year("plans_ended", each) for each in YEARS
    )
    ending = int(newest.sum()) - (open_at_end - targets()["reviews"]["open_three_months"])
    early = np.flatnonzero(newest & (stays.started_on < last - 65))
    leaving = rng.choice(early, size=ending, replace=False)
    later = last + 30 + (stays.ends_on - stays.started_on)
    ends = np.where(newest, np.maximum(later, last + 30), stays.ends_on)
    ends[leaving] = shift(stays.started_on[leaving] + rng.integers(25, 50, ending), 0)
    return newest, Stays(stays.started_on, ends)
