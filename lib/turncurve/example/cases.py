"""The referrals that led to conferences, plans, care or adoption: each case's own, before all the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import Numbers, shift
from turncurve.example.plans import PlanHistories

NEW_REFERRAL_AFTER = 200
"""Days between plans after which the case had been closed, so that the second plan begins with a new referral."""
YEAR_GAP = (350, 386)
"""Days between two referrals that are avoided: whether they are within 12 months must not hang on a definition."""


def case_referrals(
    histories: PlanHistories, held: pd.DataFrame, periods: pd.DataFrame, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Date the referrals of every case that went as far as a conference or care.

    Parameters
    ----------
    histories : PlanHistories
        The plans and their groups.
    held : DataFrame
        One row a conference, from `conferences`.
    periods : DataFrame
        One row a period of care, from `care_periods`.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a referral of a family: case, size (children referred), referred_on; in order of case and date.
    """
    first = pd.concat([_without_conference(histories.groups, held), _before_conferences(held), _before_care(periods)])
    lag = np.where(first["direct"], rng.integers(10, 40, len(first)), rng.integers(0, 36, len(first)))
    first = first.assign(referred_on=first["before_on"] - lag)[["case", "size", "referred_on"]]
    again = _again(histories, held, rng=rng)
    first = _apart_from_next(first, again)
    earlier = _earlier(first, rng=rng)
    rows = pd.concat([earlier, first, again], ignore_index=True)
    rows = rows.assign(referred_on=shift(rows["referred_on"].to_numpy(), 0))
    return rows.sort_values(["case", "referred_on"], ignore_index=True)


def families_of(rows: pd.DataFrame, *, rng: np.random.Generator) -> Numbers:
    """Draw how many children each case's family has: those referred, and sometimes one more.

    Parameters
    ----------
    rows : DataFrame
        One row a referral, from `case_referrals`.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    array of int
        Children in the family, by case number.
    """
    sizes = rows.groupby("case")["size"].max().reindex(range(int(rows["case"].max()) + 1)).fillna(1)
    return (sizes + (rng.random(len(sizes)) < 0.25)).to_numpy(dtype=np.int64)


def _without_conference(groups: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return the plans without a conference in the files: open when they begin, or come with a family that moved in."""
    rows = groups[(groups["follows"] < 0) & ~groups["case"].isin(held.loc[held["follows"] < 0, "case"])]
    return rows.assign(before_on=rows["started_on"] - 15, direct=True)[["case", "size", "before_on", "direct"]]


def _before_conferences(held: pd.DataFrame) -> pd.DataFrame:
    """Return each first conference with what the referral came before: the discussion, or a transfer's conference."""
    rows = held[held["follows"] < 0]
    strategy = np.where(rows["earlier_strategy_on"] > 0, rows["earlier_strategy_on"], rows["strategy_on"])
    before = np.where(rows["transfer"], rows["held_on"], strategy)
    return rows.assign(before_on=before, direct=rows["transfer"])[["case", "size", "before_on", "direct"]]


def _before_care(periods: pd.DataFrame) -> pd.DataFrame:
    """Return the cases that came into care without a plan before."""
    own = periods[periods["kind"] != "care after a plan"]
    found = own.groupby("case", as_index=False).agg(size=("member", "size"), before_on=("entered_on", "min"))
    return found.assign(direct=True)


def _again(histories: PlanHistories, held: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the new referrals of children who came back long after an earlier plan."""
    last_end = histories.plans.groupby("group")["ends_on"].max()
    rows = held[held["follows"] >= 0]
    gap = rows["held_on"] - rows["follows"].map(last_end)
    rows = rows[gap > NEW_REFERRAL_AFTER]
    return rows.assign(referred_on=rows["strategy_on"] - rng.integers(0, 25, len(rows)))[
        ["case", "size", "referred_on"]
    ]


def _apart_from_next(first: pd.DataFrame, again: pd.DataFrame) -> pd.DataFrame:
    """Move a first referral earlier where the next came about a year after it."""
    following = first["case"].map(again.groupby("case")["referred_on"].min())
    near = ((following - first["referred_on"]) > YEAR_GAP[0] - 6) & (
        (following - first["referred_on"]) < YEAR_GAP[1] + 6
    )
    return first.assign(referred_on=first["referred_on"] - np.where(near, 60, 0))


def _earlier(first: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return earlier referrals of some of the families, within the year before, that came to nothing much."""
    chosen: npt.NDArray[np.bool_] = rng.random(len(first)) < 0.3
    before = first["referred_on"] - rng.integers(70, 335, len(first))
    return first.assign(referred_on=before)[chosen]
