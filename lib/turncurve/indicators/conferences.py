"""Indicators of the steps around a child protection plan: enquiries, initial conferences and reviews."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import PERIOD, Tables, days_of, happened, open_on, whether
from turncurve.indicators.coverage import covered_since
from turncurve.reference.periods import Period
from turncurve.reference.timescales import timescale
from turncurve.reference.working_days import working_days_between

Answers = npt.NDArray[np.bool_]
_PLAN = ["child_key", "plan_started_on"]


def section_47_enquiries(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the section 47 enquiries that began in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; strategy_discussions is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an enquiry.
    """
    discussions = tables.table("strategy_discussions")
    return happened(discussions[["child_key", "held_on", "conference_not_needed"]], "held_on", periods=periods)


def initial_conferences_within_15_working_days(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the initial conferences held in each period, and whether each was in time.

    Time runs from the strategy discussion, whose day is not counted. A conference without one, such as a transfer in,
    or held before it, cannot be timed.

    Parameters
    ----------
    tables : Tables
        Canonical tables; conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference about one child.

    References
    ----------
    Working Together to Safeguard Children (2010, 2013, 2018).
    """
    held = tables.table("conferences")[["child_key", "strategy_discussion_on", "held_on"]]
    cases = happened(held, "held_on", periods=periods)
    elapsed = working_days_between(cases["strategy_discussion_on"], cases["held_on"])
    known = elapsed >= 0
    days = pd.Series(np.where(known, elapsed, 0), dtype="Int64").mask(~known)
    in_time = whether(elapsed <= timescale("initial_conference").limit, known=known)
    return cases.assign(working_days=days, meets=in_time)


def child_protection_reviews_on_time(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the plans open for three months or more on each date, and whether every review due in the year was in time.

    The first review is due three months after the plan started, and each later one six months after the one before. A
    plan is on time if each review that fell due in the twelve months to the date had been held by its due day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; cp_plans and cp_reviews are read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a plan and date.

    References
    ----------
    Working Together to Safeguard Children (2010, 2013, 2018).
    """
    plans = tables.table("cp_plans")[["child_key", "started_on", "ended_on"]]
    numbered = plans.assign(plan=np.arange(len(plans)))
    still_open = open_on(numbered, "started_on", ended="ended_on", periods=periods)
    first_due = pd.DateOffset(months=timescale("first_review").limit)
    cases = still_open[still_open["started_on"] + first_due <= still_open["open_on"]].reset_index(drop=True)
    late, uncertain = _late(cases, review_steps(numbered, tables.table("cp_reviews")), periods=periods)
    return cases.drop(columns="plan").assign(meets=whether(~late, known=late | ~uncertain))


def review_steps(plans: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """List each review that a plan has needed: when it was due, and when it was held.

    Parameters
    ----------
    plans : DataFrame
        One row a plan: child_key, started_on, ended_on, and `plan`, its number.
    reviews : DataFrame
        The canonical table cp_reviews.

    Returns
    -------
    DataFrame
        One row a review needed: plan, due_on, held_on (missing where none has been held), and `uncertain`, where an
        earlier review may have been held before the records begin.
    """
    first = plans.rename(columns={"started_on": "plan_started_on"})
    held = reviews[[*_PLAN, "reviewed_on"]].drop_duplicates().merge(first, on=_PLAN)
    inside = (held["reviewed_on"] > held["plan_started_on"]) & ~(held["reviewed_on"] > held["ended_on"])
    stones = pd.concat(
        [
            held[inside].rename(columns={"reviewed_on": "since"}).assign(months=timescale("later_review").limit),
            first.assign(since=first["plan_started_on"], months=timescale("first_review").limit),
        ],
        ignore_index=True,
    ).sort_values(["plan", "since"], kind="stable", ignore_index=True)
    due = _months_after(stones["since"], stones["months"])
    unseen = ~(days_of(stones["since"]) >= covered_since("cp_reviews", reviews, due))
    return stones.assign(due_on=due, held_on=stones.groupby("plan")["since"].shift(-1), uncertain=unseen)[
        ["plan", "due_on", "held_on", "uncertain"]
    ]


def _late(cases: pd.DataFrame, steps: pd.DataFrame, *, periods: Sequence[Period]) -> tuple[Answers, Answers]:
    """Tell of each plan and date whether a review due in the year before was late for certain, and whether perhaps."""
    due, held = days_of(steps["due_on"]), days_of(steps["held_on"])
    missed, unsure = ~(held <= due), steps["uncertain"].to_numpy(dtype=bool)
    reviewed, plans, numbers = steps["plan"].to_numpy(), cases["plan"].to_numpy(), cases[PERIOD].to_numpy()
    late, perhaps = np.zeros(len(cases), dtype=bool), np.zeros(len(cases), dtype=bool)
    for number, period in enumerate(periods):
        year_before = np.datetime64((pd.Timestamp(period.end) - pd.DateOffset(months=12)).date())
        fell_due = missed & (due > year_before) & (due <= np.datetime64(period.end))
        on_this_date = numbers == number
        late[on_this_date] = np.isin(plans[on_this_date], reviewed[fell_due & ~unsure])
        perhaps[on_this_date] = np.isin(plans[on_this_date], reviewed[fell_due & unsure])
    return late, perhaps


def _months_after(dates: pd.Series, months: pd.Series) -> pd.Series:
    """Return each date moved on by its own number of calendar months."""
    moved = dates.copy()
    for length in months.unique():
        moved = moved.where(months != length, dates + pd.DateOffset(months=int(length)))
    return moved
