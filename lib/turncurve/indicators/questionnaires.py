"""Indicators of questionnaires: how many staff, managers and partners answered, and how many agreed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.asked import who_agreed, who_answered
from turncurve.indicators.cases import PERIOD, Tables, happened
from turncurve.reference.periods import Period
from turncurve.reference.workforce import fewest_respondents

OF = ("questionnaire", "closed_on", "answered_as")


def people_who_answered(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the people asked by each questionnaire that closed in a period, and whether each answered.

    Parameters
    ----------
    tables : Tables
        Canonical tables; questionnaires is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a person asked; none of a group of which it is not stated how many were asked.
    """
    held = happened(tables.table("questionnaires"), "closed_on", periods=periods)
    return who_answered(held, of=OF, asked="people_asked")


def people_agreeing(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the answers to each statement in each period, and whether each agreed with it.

    Parameters
    ----------
    tables : Tables
        Canonical tables; questionnaires is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row an answer given; none of a group of which fewer than ten answered, so that nobody can be picked out.
    """
    held = happened(tables.table("questionnaires"), "closed_on", periods=periods)
    answered = held.groupby([PERIOD, *OF], sort=False)["respondent_key"].transform("nunique")
    return who_agreed(held[answered >= fewest_respondents()], of=OF)
