"""Indicators of the front door: referrals, those that come back, and the time that assessments take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import Tables, days_of, happened, whether
from turncurve.indicators.coverage import covered_since
from turncurve.reference.periods import Period
from turncurve.reference.timescales import assessment_limits
from turncurve.reference.working_days import working_days_between

MONTHS_BACK = 12
"""A referral is a re-referral where the one before came within this many months, the same day of the year included."""


def referrals(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the referrals received in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; referrals is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a referral.
    """
    return happened(tables.table("referrals")[["child_key", "referred_on"]], "referred_on", periods=periods)


def referrals_by_team(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the referrals received in each period, with the team that each child was allocated to.

    Parameters
    ----------
    tables : Tables
        Canonical tables; referrals is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a referral.
    """
    return happened(tables.table("referrals")[["child_key", "referred_on", "team"]], "referred_on", periods=periods)


def re_referrals_within_12_months(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the referrals received in each period, and whether the child had been referred in the 12 months before.

    A second referral of the same day is not a return. Where no earlier referral is seen and the records do not reach
    back 12 months, it is not known.

    Parameters
    ----------
    tables : Tables
        Canonical tables; referrals is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a referral.

    References
    ----------
    Local authority interactive tool, data dictionary: within 12 months of a previous referral.
    """
    shown = tables.once(_with_return)[["child_key", "referred_on", "referred_before_on", "meets"]]
    return happened(shown, "referred_on", periods=periods)


def _with_return(tables: Tables) -> pd.DataFrame:
    """Say of each referral on record whether the child had been referred in the 12 months before."""
    return with_return(tables.table("referrals"))


def with_return(held: pd.DataFrame) -> pd.DataFrame:
    """Say of each referral whether the child had been referred in the 12 months before.

    Parameters
    ----------
    held : DataFrame
        The canonical table referrals.

    Returns
    -------
    DataFrame
        The referrals in order of child and date, with `referred_before_on`, the child's referral of an earlier day, and
        `meets`: yes, no, or missing where the records cannot tell.
    """
    ordered = held.sort_values(["child_key", "referred_on"], kind="stable").reset_index(drop=True)
    days = ordered[["child_key", "referred_on"]].drop_duplicates()
    before = days.assign(referred_before_on=days.groupby("child_key")["referred_on"].shift())
    joined = ordered.merge(before, on=["child_key", "referred_on"], how="left")
    since = joined["referred_on"] - pd.DateOffset(months=MONTHS_BACK)
    returned = (joined["referred_before_on"] >= since).to_numpy()
    reached = days_of(since) >= covered_since("referrals", held, joined["referred_on"])
    return joined.assign(meets=whether(returned, known=returned | reached))


def assessments_on_time(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the assessments finished in each period, and whether each took no longer than the rule allowed.

    The limit is the one in force when the assessment started, for its kind. Where the kind is not stated and more than
    one was in use, the limit cannot be told, and neither can the answer.

    Parameters
    ----------
    tables : Tables
        Canonical tables; assessments is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an assessment.

    References
    ----------
    Working Together to Safeguard Children (2010, 2013, 2018).
    """
    held = tables.table("assessments")[["child_key", "kind", "started_on", "completed_on"]]
    finished = happened(held, "completed_on", periods=periods)
    elapsed = working_days_between(finished["started_on"], finished["completed_on"])
    limits = assessment_limits(finished["started_on"], finished["kind"])
    timed = elapsed >= 0
    days = pd.Series(np.where(timed, elapsed, 0), dtype="Int64").mask(~timed)
    allowed = pd.Series(np.nan_to_num(limits), dtype="Int64").mask(np.isnan(limits))
    in_time = whether(elapsed <= limits, known=timed & ~np.isnan(limits))
    return finished.assign(working_days=days, working_days_allowed=allowed, meets=in_time)
