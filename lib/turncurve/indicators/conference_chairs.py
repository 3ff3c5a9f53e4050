"""Indicators of conference chairs: what each chaired and whether in time, and what each saw that was not right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.indicators.chaired import SHOWN, WHICH, chaired
from turncurve.indicators.conferences import initial_conferences_within_15_working_days, review_steps
from turncurve.reference.periods import Period


def conferences_chaired(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences and reviews that chairs returned in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child.
    """
    return happened(chaired(tables)[SHOWN], "held_on", periods=periods)


def chaired_conferences_on_time(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the initial conferences that chairs returned in each period, and whether each was in time.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences and conferences are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an initial conference about one child; not known where the records do not show or cannot time it.
    """
    cases = conferences_chaired(tables, periods)
    initial = cases[cases["kind"] == "initial"].reset_index(drop=True)
    timed = initial_conferences_within_15_working_days(tables, periods)[[*WHICH, MEETS]].drop_duplicates(WHICH)
    return _answered(initial, timed)


def chaired_reviews_on_time(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the reviews that chairs returned in each period, and whether each was held by the day on which it was due.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences, cp_plans and cp_reviews are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a review of one child's plan; not known where the records do not show it, or begin too late to tell
        when it was due.
    """
    cases = conferences_chaired(tables, periods)
    reviews = cases[cases["kind"] == "review"].reset_index(drop=True)
    return _answered(reviews, tables.once(_reviews_timed))


def _reviews_timed(tables: Tables) -> pd.DataFrame:
    """Say of each review on record whether it was held by the day on which it was due."""
    plans = tables.table("cp_plans")[["child_key", "started_on", "ended_on"]]
    numbered = plans.assign(plan=np.arange(len(plans)))
    steps = review_steps(numbered, tables.table("cp_reviews")).dropna(subset=["held_on"])
    in_time = (steps["held_on"] <= steps["due_on"]).to_numpy(dtype=bool)
    # A review between that no record shows could only have put off the day on which this one was due.
    meets = whether(in_time, known=in_time | ~steps["uncertain"].to_numpy(dtype=bool))
    children = steps["plan"].map(dict(zip(numbered["plan"], numbered["child_key"], strict=True))).astype("str")
    timed = steps.assign(child_key=children, **{MEETS: meets})
    return timed[[*WHICH, MEETS]].drop_duplicates(WHICH)


def non_compliance_raised(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences and reviews in each period, and whether the chair recorded non-compliance.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child; not known where the chair did not answer.
    """
    return _said(tables, periods, "non_compliance_raised")


def unassessed_risk_recorded(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences and reviews in each period, and whether the chair recorded an unassessed risk.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child; not known where the chair did not answer.
    """
    return _said(tables, periods, "unassessed_risk_recorded")


def contingency_plan_present(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences and reviews in each period, and whether the plan had a contingency plan.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child; not known where there was no plan or no answer.
    """
    return _said(tables, periods, "contingency_plan_present")


def _said(tables: Tables, periods: Sequence[Period], answer: str) -> pd.DataFrame:
    """Find the conferences and reviews in each period, with what the chair answered to one question."""
    held = chaired(tables)[[*SHOWN, answer]].rename(columns={answer: MEETS})
    return happened(held, "held_on", periods=periods)


def _answered(cases: pd.DataFrame, timed: pd.DataFrame) -> pd.DataFrame:
    """Give each case the answer that the records have for the same child and day; not known where they have none."""
    found = cases.merge(timed, on=WHICH, how="left")
    return found.assign(**{MEETS: found[MEETS].astype("boolean")})
