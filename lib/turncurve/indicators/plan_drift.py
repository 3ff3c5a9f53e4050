"""Indicators of drift as chairs see it: plans that last, that do not change, and that follow an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.indicators.chaired import SHOWN, chaired, reviews_with_plans
from turncurve.reference.periods import Period

LONG = 18
"""Months after which a plan under review counts as long: this project's own line, which no guidance draws."""


def reviews_of_long_plans(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the reviews in each period, and whether the plan had lasted 18 months or more.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences, cp_plans and cp_reviews are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a review of one child's plan; not known where the records do not show the review.
    """
    held = reviews_with_plans(tables)
    line = held["plan_started_on"] + pd.DateOffset(months=LONG)
    meets = whether(line <= held["held_on"], known=held["plan_started_on"].notna())
    return happened(held[[*SHOWN, "plan_started_on"]].assign(**{MEETS: meets}), "held_on", periods=periods)


def plans_unchanged_between_reviews(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the reviews in each period, and whether the chair found the plan unchanged since the one before.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a review of one child's plan; not known where the chair did not answer.
    """
    held = chaired(tables)
    reviews = held[held["kind"] == "review"]
    return happened(reviews[SHOWN].assign(**{MEETS: reviews["plan_unchanged"]}), "held_on", periods=periods)


def reviews_of_repeat_plans(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the reviews in each period, and whether the child had been on a plan of this council before.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences, cp_plans and cp_reviews are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a review of one child's plan; not known where the records do not show the review or cannot tell.
    """
    held = reviews_with_plans(tables)
    shown = held[[*SHOWN, "plan_started_on"]].assign(**{MEETS: held["repeat_plan"]})
    return happened(shown, "held_on", periods=periods)
