"""Every referral: those of the cases, and month by month the others, so that each month's number is met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.example.days import FIRST_DAY, NEVER, Numbers, working_days_of_month
from turncurve.example.exact import SIBLINGS, allot
from turncurve.example.targets import YEARS, of_year, shape_of_year

FIRST_YEAR = 2008
"""First reporting year simulated: two before the files begin, so that cases are open when they do."""
OTHER_FAMILIES = 14_500
RETURNING_AFTER_A_YEAR = 0.12
"""Share of referrals, other than within 12 months, of families referred before."""
AGAIN = (45, 350)
"""Fewest and most days between two referrals of which the second is within 12 months."""


@dataclass(frozen=True)
class Families:
    """Families by number: a case's family has the case's number.

    Parameters
    ----------
    sizes : array of int
        Children in each family.
    first_child : array of int
        Number of each family's first child; brothers and sisters have the numbers that follow.
    """

    sizes: Numbers
    first_child: Numbers


def families(case_families: Numbers, *, rng: np.random.Generator) -> Families:
    """Draw all families: those of the cases, then the others.

    Parameters
    ----------
    case_families : array of int
        Children in the family of each case.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    Families
        Sizes, and the children's numbers.
    """
    others = rng.choice(len(SIBLINGS), size=OTHER_FAMILIES, p=SIBLINGS) + 1
    sizes = np.concatenate([case_families, others])
    return Families(sizes, np.cumsum(sizes) - sizes)


def referrals(of_cases: pd.DataFrame, families: Families, *, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate every referral of a child.

    Parameters
    ----------
    of_cases : DataFrame
        One row a referral of a case's family, from `case_referrals`.
    families : Families
        All families.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a referral of a child: event (referral of a family), family, child, referred_on, gap (days since the
        child's last referral, NEVER for the first), next_on (the next, NEVER for the last), of_case.
    """
    events = of_cases.rename(columns={"case": "family"}).assign(of_case=True)
    first_other = len(families.sizes) - OTHER_FAMILIES
    others = _other_events(_counted(events), families.sizes[first_other:], rng=rng)
    others = others.assign(family=others["family"] + first_other, of_case=False)
    rows = pd.concat([events, others], ignore_index=True).sort_values(["referred_on", "family"], ignore_index=True)
    rows = rows.assign(event=np.arange(len(rows)))
    rows = rows.loc[rows.index.repeat(rows["size"])].reset_index(drop=True)
    child = families.first_child[rows["family"]] + rows.groupby("event").cumcount().to_numpy()
    rows = rows.assign(child=child).sort_values(["child", "referred_on"], ignore_index=True)
    days = rows.groupby("child")["referred_on"]
    gap = (rows["referred_on"] - days.shift(1)).fillna(NEVER).astype(np.int64)
    following = days.shift(-1).fillna(NEVER).astype(np.int64)
    rows = rows.assign(gap=gap, next_on=following)
    return rows[["event", "family", "child", "referred_on", "gap", "next_on", "of_case"]]


def _counted(events: pd.DataFrame) -> pd.DataFrame:
    """Count the cases' referrals by month, and those within 12 months of one before."""
    gap = events["referred_on"] - events.groupby("family")["referred_on"].shift(1)
    month = events["referred_on"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    again = np.where(gap <= AGAIN[1], events["size"], 0)
    return pd.DataFrame({"month": month, "all": events["size"], "again": again}).groupby("month").sum()


def _other_events(counted: pd.DataFrame, sizes: Numbers, *, rng: np.random.Generator) -> pd.DataFrame:
    """Fill each month up to its number with referrals of the other families."""
    state = _State(np.full(len(sizes), -NEVER), sizes.copy())
    found = []
    for year in range(FIRST_YEAR, YEARS[-1] + 1):
        monthly = allot(of_year("referrals", year), shape_of_year("referrals", year))
        repeated = allot(of_year("re_referrals", year), monthly)
        for month in range(12):
            index = (year - 1970 - 1) * 12 + 3 + month
            injected = counted.loc[index] if index in counted.index else pd.Series({"all": 0, "again": 0})
            again = int(repeated[month] - injected["again"])
            others = int(monthly[month] - injected["all"]) - again
            found.append(_of_month(state, working_days_of_month(year, month), again=again, others=others, rng=rng))
    return pd.concat(found, ignore_index=True)


@dataclass
class _State:
    """When each family was last referred (-NEVER for not yet), and how many of its children then."""

    last_on: Numbers
    last_size: Numbers


def _of_month(state: _State, days: Numbers, *, again: int, others: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw one month's referrals and bring the state up to date."""
    seen = state.last_on > -NEVER
    recent = np.flatnonzero(seen & (state.last_on >= days[-1] - AGAIN[1]) & (state.last_on <= days[0] - AGAIN[0]))
    long_ago = np.flatnonzero(seen & (state.last_on <= days[0] - 386))
    returning = min(int(others * RETURNING_AFTER_A_YEAR), int(state.last_size[long_ago].sum()))
    if days[0] < FIRST_DAY:
        short = max(again - int(state.last_size[recent].sum()), 0)
        others, again = others + short, again - short
    parts = [
        _take(recent, state.last_size, again, rng=rng),
        _take(long_ago, state.last_size, returning, rng=rng),
        _take(np.flatnonzero(~seen), state.last_size, others - returning, rng=rng),
    ]
    rows = pd.DataFrame(np.concatenate(parts), columns=["family", "size"])
    rows = rows.assign(referred_on=rng.choice(days, size=len(rows)))
    state.last_on[rows["family"]] = rows["referred_on"]
    state.last_size[rows["family"]] = rows["size"]
    return rows


def _take(candidates: Numbers, sizes: Numbers, total: int, *, rng: np.random.Generator) -> Numbers:
    """Take families in random order until they hold a number of children; the last is cut to fit."""
    if total < 0 or int(sizes[candidates].sum()) < total:
        raise TurnCurveError("the example's referrals cannot be met", where=f"{total}", remedy="Use another seed")
    order = rng.permutation(candidates)
    kept = order[: int(np.searchsorted(np.cumsum(sizes[order]), total)) + (1 if total else 0)]
    taken = sizes[kept]
    if total:
        taken[-1] -= taken.sum() - total
    return np.column_stack([kept, taken])
