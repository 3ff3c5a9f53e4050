"""Indicators of step-down: cases that social care handed to early help, and whether the child was back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.reference.periods import Period
from turncurve.tables.early_help import STEP_DOWN

_SHOWN = ["child_key", "began_on", "came_through", "level"]


def stepped_down(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases stepped down to early help in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a step-down.
    """
    return happened(_step_downs(tables), "began_on", periods=periods)


def back_within_6_months_of_step_down(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the step-downs whose six months were up in each period, and whether the child was referred within them.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help and referrals are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a step-down.
    """
    return _back(_step_downs(tables), tables, periods=periods, months=6)


def back_within_12_months_of_step_down(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the step-downs whose twelve months were up in each period, and whether the child was referred within them.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help and referrals are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a step-down.
    """
    return _back(_step_downs(tables), tables, periods=periods, months=12)


def referred_within_6_months_of_early_help(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the spells of early help, step-downs apart, whose six months were up, and whether a referral followed.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help and referrals are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a spell.
    """
    held = tables.table("early_help")
    return _back(held.loc[held["came_through"] != STEP_DOWN, _SHOWN], tables, periods=periods, months=6)


def _step_downs(tables: Tables) -> pd.DataFrame:
    """Return the spells that began with a step-down."""
    held = tables.table("early_help")
    return held.loc[held["came_through"] == STEP_DOWN, _SHOWN]


def _back(rows: pd.DataFrame, tables: Tables, *, periods: Sequence[Period], months: int) -> pd.DataFrame:
    """Return the spells by the day on which so many months were up, and whether a referral followed within them."""
    ours = rows.reset_index(drop=True)
    followed = ours.assign(followed_until=ours["began_on"] + pd.DateOffset(months=months))
    met = _referred(followed, tables.table("referrals"))
    answered = followed.assign(**{MEETS: whether(met, known=np.ones(len(followed), dtype=bool))})
    return happened(answered, "followed_until", periods=periods)


def _referred(followed: pd.DataFrame, referrals: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell for which spells the child was referred after the day of its beginning, and by the day it is followed to."""
    keyed = followed[["child_key", "began_on", "followed_until"]].assign(place=np.arange(len(followed)))
    joined = keyed.merge(referrals[["child_key", "referred_on"]], on="child_key")
    within = (joined["referred_on"] > joined["began_on"]) & (joined["referred_on"] <= joined["followed_until"])
    found = np.zeros(len(followed), dtype=bool)
    found[joined.loc[within, "place"].to_numpy()] = True
    return found
