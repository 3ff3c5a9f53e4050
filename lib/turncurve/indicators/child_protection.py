"""Indicators of child protection plans: started, ended, open, repeated and long."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import Tables, days_of, happened, open_on, whether, whole_days
from turncurve.indicators.coverage import covered_since
from turncurve.reference.periods import Period

TWO_YEARS = 729
"""A plan has lasted two years or more when it has lasted more than this many days, the first and the last included."""
CHILDHOOD = 18
"""Years before a plan in which an earlier one can have been."""
_SHOWN = ["child_key", "started_on", "ended_on"]


def child_protection_plans_started(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that started in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan.
    """
    return happened(tables.table("cp_plans")[_SHOWN], "started_on", periods=periods)


def child_protection_plans_ended(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that ended in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan.
    """
    return happened(tables.table("cp_plans")[_SHOWN], "ended_on", periods=periods)


def child_protection_plans_open(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans open at the end of each period's last day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a plan and date.
    """
    return open_on(tables.table("cp_plans")[_SHOWN], "started_on", ended="ended_on", periods=periods)


def repeat_child_protection_plans(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that started in each period, and whether the child had ever been on one of this council's before.

    An earlier plan counts however long ago it was, whether the source's own count states it or our records show it.
    Where the source states nothing and no earlier plan is seen, "no" is concluded only if the records reach back over
    the child's life, as far as it can be told; otherwise it is not known.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan: a child with two plans in a period is there twice.

    References
    ----------
    Local Government Inform Plus, metric 100 (formerly NI 65): second or subsequent plans, ever, of that council.
    """
    plans = plans_with_history(tables)
    shown = [*_SHOWN, "previous_plans", "earlier_plan_ended_on", "meets"]
    return happened(plans[shown], "started_on", periods=periods)


def child_protection_plans_ended_after_two_years_or_more(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that ended in each period, and whether they had lasted two years or more.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan.

    References
    ----------
    Local authority interactive tool, data dictionary: more than 729 days, the day of ending included.
    """
    ended = child_protection_plans_ended(tables, periods)
    return _long(ended, until=ended["ended_on"])


def child_protection_plans_open_two_years_or_more(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans open at the end of each period's last day, and whether they had been open two years or more.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a plan and date.
    """
    still_open = child_protection_plans_open(tables, periods)
    return _long(still_open, until=still_open["open_on"])


def plans_with_history(tables: Tables) -> pd.DataFrame:
    """Say of each plan on record whether the child had been on one before.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.

    Returns
    -------
    DataFrame
        As `with_history` gives them.
    """
    return tables.once(_plans_with_history)


def _plans_with_history(tables: Tables) -> pd.DataFrame:
    """Say of each plan on record whether the child had been on one before."""
    return with_history(tables.table("cp_plans"))


def with_history(plans: pd.DataFrame) -> pd.DataFrame:
    """Say of each plan whether the child had been on one before.

    Parameters
    ----------
    plans : DataFrame
        The canonical table cp_plans.

    Returns
    -------
    DataFrame
        The plans in order of child and start, with `earlier_plan_ended_on`, the end of the child's plan before where
        one is seen, and `meets`: yes, no, or missing where the records cannot tell.
    """
    ordered = plans.sort_values(["child_key", "started_on", "ended_on"], kind="stable").reset_index(drop=True)
    never = pd.Timestamp("2262-01-01")
    first_end = ordered["ended_on"].fillna(never).groupby(ordered["child_key"]).cummin()
    earlier_end = first_end.groupby(ordered["child_key"]).shift()
    seen = (earlier_end <= ordered["started_on"]).to_numpy()
    overlaps = (earlier_end.notna() & ~seen).to_numpy()
    stated = ordered["previous_plans"]
    positive = stated.fillna(0).gt(0).to_numpy(dtype=bool) | seen
    known = positive | stated.notna().to_numpy() | (_whole_life_held(ordered) & ~overlaps)
    before = ordered.groupby("child_key")["ended_on"].shift()
    return ordered.assign(
        earlier_plan_ended_on=before.where(before <= ordered["started_on"]), meets=whether(positive, known=known)
    )


def _whole_life_held(plans: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell of which plans the records reach back over the child's life: to conception where the age is stated."""
    since = covered_since("cp_plans", plans, plans["started_on"])
    years = (plans["age_at_start"] + 2).clip(upper=CHILDHOOD).fillna(CHILDHOOD).to_numpy(dtype="int64")
    held = np.zeros(len(plans), dtype=bool)
    for length in np.unique(years):
        at_issue = years == length
        conceived = plans.loc[at_issue, "started_on"] - pd.DateOffset(years=int(length))
        held[at_issue] = days_of(conceived) >= since[at_issue]
    return held


def _long(plans: pd.DataFrame, *, until: pd.Series) -> pd.DataFrame:
    """Say of each plan how many days it had lasted, both ends included, and whether that is two years or more."""
    lasted = whole_days(plans["started_on"], until) + 1
    meets = whether(lasted.fillna(0).gt(TWO_YEARS), known=lasted.notna())
    return plans.assign(days_on_plan=lasted, meets=meets)
