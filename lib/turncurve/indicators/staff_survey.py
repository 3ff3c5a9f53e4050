"""Indicators of the staff survey: how many answered and how many agreed, never of a group that is too small."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.asked import who_agreed, who_answered
from turncurve.indicators.cases import PERIOD, Tables, happened
from turncurve.reference.periods import Period
from turncurve.reference.workforce import fewest_respondents

TOGETHER = "Smaller teams together"
"""Where the answers of teams stand of which too few people answered to show any by itself."""


def staff_who_answered(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the members of staff asked by each wave that closed in a period, and whether each answered.

    Parameters
    ----------
    tables : Tables
        Canonical tables; surveys is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a member of staff asked; none of a wave of which it is not stated how many were asked.
    """
    held = happened(tables.table("surveys"), "closed_on", periods=periods)
    return who_answered(held, of=("wave", "closed_on"), asked="staff_asked")


def staff_agreeing(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the answers to each statement in each period, and whether each agreed with it.

    Parameters
    ----------
    tables : Tables
        Canonical tables; surveys is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an answer given; blank ones are left out.
    """
    held = happened(tables.table("surveys"), "closed_on", periods=periods)
    return who_agreed(held, of=("wave", "closed_on", "team"))


def staff_agreeing_by_team(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the answers to each statement in each period by team, and whether each agreed with it.

    A team of which fewer than ten people answered a wave is shown only together with others, the smallest first, until
    ten have answered; where fewer than ten answered in all, no team is shown.

    Parameters
    ----------
    tables : Tables
        Canonical tables; surveys is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an answer given.
    """
    given = staff_agreeing(tables, periods)
    named = given.assign(team=given["team"].fillna(TOGETHER))
    parts = [_pooled(wave) for _, wave in named.groupby([PERIOD, "wave"], sort=True)]
    return pd.concat(parts, ignore_index=True) if parts else named


def _pooled(wave: pd.DataFrame) -> pd.DataFrame:
    """Put the teams of one wave of which too few answered together, so that no group shown is small."""
    sizes = wave.groupby("team")["respondent_key"].nunique().sort_values(kind="stable")
    fewest = fewest_respondents()
    pooled = {str(team) for team, people in sizes.items() if people < fewest or team == TOGETHER}
    while pooled and sizes[sizes.index.isin(pooled)].sum() < fewest and len(pooled) < len(sizes):
        pooled.add(str(sizes.index[~sizes.index.isin(pooled)][0]))
    if pooled and sizes[sizes.index.isin(pooled)].sum() < fewest:
        return wave.iloc[:0]
    return wave.assign(team=wave["team"].where(~wave["team"].isin(pooled), TOGETHER))
