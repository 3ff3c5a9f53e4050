"""Indicators of coming back on to a child protection plan: who could, who does, and how soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import PERIOD, Tables, days_of, happened, whether
from turncurve.indicators.child_protection import CHILDHOOD, plans_with_history
from turncurve.indicators.coverage import covered_since, unbroken
from turncurve.reference.periods import Period
from turncurve.tables.records import Records

MONTHS_AT_RISK = 24
"""Months after a plan's end in which a return is looked for; records of every council reach so far back in time."""

AGE_GROUPS = {-1: "before birth", 0: "under 1", 1: "1 to 4", 5: "5 to 9", 10: "10 to 15", 16: "16 and over"}
"""First year of age of each group: those of the official statistics."""


def children_off_a_plan_under_two_years(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children not on a plan on each period's last day whose last plan ended in the two years before.

    A child who has surely turned 18 by the day is left out. The age is known in whole years when the plan began, so
    that one who may have turned 18 is still counted.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a child and date.
    """
    plans = tables.table("cp_plans")[["child_key", "started_on", "ended_on", "age_at_start"]]
    found = [_off_a_plan(plans, each.end).assign(**{PERIOD: number}) for number, each in enumerate(periods)]
    empty = plans.iloc[:0].drop(columns="age_at_start").assign(**{PERIOD: pd.Series(dtype="int64")})
    return pd.concat([empty, *found], ignore_index=True).astype({PERIOD: "int64"})


def plans_started_within_two_years_of_the_last(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that started in each period, and whether the child's last had ended in the two years before.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan. Not known where the child had an earlier plan that is not seen, or may have had one, and the
        records do not reach back two years.
    """
    held = tables.table("cp_plans")
    plans = plans_with_history(tables)
    since = plans["started_on"] - pd.DateOffset(months=MONTHS_AT_RISK)
    soon = (plans["earlier_plan_ended_on"] >= since).to_numpy()
    reached = days_of(since) >= covered_since("cp_plans", held, plans["started_on"])
    is_first = plans["meets"].eq(False).fillna(value=False).to_numpy(dtype=bool)
    overlaps = plans["meets"].isna().to_numpy() & reached
    known = soon | is_first | (reached & ~overlaps) | plans["earlier_plan_ended_on"].notna().to_numpy()
    shown = plans[["child_key", "started_on", "ended_on", "earlier_plan_ended_on"]]
    return happened(shown.assign(meets=whether(soon, known=known)), "started_on", periods=periods)


def back_on_a_plan_within_6_months(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that ended in each period, and whether the child began another within 6 months.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan that ended; not known of any in a period whose last day is not yet 6 months past.
    """
    return _back_within(tables, periods, months=6)


def back_on_a_plan_within_12_months(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that ended in each period, and whether the child began another within 12 months.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan that ended; not known of any in a period whose last day is not yet 12 months past.
    """
    return _back_within(tables, periods, months=12)


def back_on_a_plan_within_24_months(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that ended in each period, and whether the child began another within 24 months.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan that ended; not known of any in a period whose last day is not yet 24 months past.
    """
    return _back_within(tables, periods, months=24)


def repeat_child_protection_plans_by_age(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans that started in each period, whether the child had been on one before, and the child's age group.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a plan; the age group is missing where the age is.
    """
    plans = plans_with_history(tables)
    ages = plans["age_at_start"].astype("Float64")
    edges = [*AGE_GROUPS, np.inf]
    groups = pd.cut(ages.to_numpy(dtype="float64", na_value=np.nan), edges, right=False, labels=[*AGE_GROUPS.values()])
    named = plans.assign(age_group=pd.Series(groups).astype("str").where(ages.notna()))
    shown = named[["child_key", "started_on", "ended_on", "age_group", "earlier_plan_ended_on", "meets"]]
    return happened(shown, "started_on", periods=periods)


def _off_a_plan(plans: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the last plan of each child who could come back on a day, one row a child."""
    today = pd.Timestamp(day)
    over = plans["ended_on"].notna() & (plans["ended_on"] <= today)
    on_one = plans.loc[(plans["started_on"] <= today) & ~over, "child_key"]
    grown = plans["started_on"] + pd.to_timedelta(
        ((CHILDHOOD - plans["age_at_start"].astype("Float64")) * 365.25).fillna(36_500), unit="D"
    )
    recent = over & (plans["ended_on"] > today - pd.DateOffset(months=MONTHS_AT_RISK)) & (grown > today)
    last = plans[recent & ~plans["child_key"].isin(on_one)].sort_values(["child_key", "ended_on"], kind="stable")
    return last.drop_duplicates("child_key", keep="last").drop(columns="age_at_start")


def _back_within(tables: Tables, periods: Sequence[Period], *, months: int) -> pd.DataFrame:
    """Return the plans that ended in each period, and whether the child began another within so many months."""
    held = tables.table("cp_plans")
    ordered = held.sort_values(["child_key", "started_on", "ended_on"], kind="stable").reset_index(drop=True)
    following = ordered.groupby("child_key")["started_on"].shift(-1)
    linked = ordered[["child_key", "started_on", "ended_on"]].assign(next_plan_started_on=following)
    ended = happened(linked, "ended_on", periods=periods)
    after = ended["next_plan_started_on"]
    back = after.notna() & (after <= ended["ended_on"] + pd.DateOffset(months=months))
    followed = _followed(tables, periods, months=months)[ended[PERIOD].to_numpy()]
    in_order = ~(after < ended["ended_on"]).to_numpy()
    return ended.assign(meets=whether(back.to_numpy(), known=followed & in_order))


def _followed(tables: Tables, periods: Sequence[Period], *, months: int) -> npt.NDArray[np.bool_]:
    """Tell of which periods every plan has been followed for so many months, without a gap in the records."""
    known_until = tables.as_at if isinstance(tables, Records) else dt.date.max
    stretches = unbroken("cp_plans", tables.table("cp_plans"))
    until = [(pd.Timestamp(each.end) + pd.DateOffset(months=months)).date() for each in periods]
    return np.array(
        [
            any(held.start <= each.start and day <= min(held.end, known_until) for held in stretches)
            for each, day in zip(periods, until, strict=True)
        ],
        dtype=bool,
    )
