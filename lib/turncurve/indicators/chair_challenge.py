"""Indicators of challenge: whether chairs raise what they see, how soon it is resolved, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import AMOUNT, MEETS, Tables, happened, open_on, whether, whole_days
from turncurve.indicators.chaired import SHOWN, WHICH, chaired, with_concern
from turncurve.reference.periods import Period
from turncurve.reference.working_days import working_days_between

SOON = 20
"""Working days within which a challenge should be resolved: this project's own line; local procedures set theirs."""
_CHALLENGE = [*WHICH, "about", "raised_on", "resolved_on"]


def challenge_where_there_was_concern(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the conferences in each period with something to challenge, and whether the chair raised a challenge.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences and chair_challenges are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a conference or review about one child at which the chair recorded non-compliance, an unassessed risk,
        an unchanged plan or a missing contingency plan.
    """
    concerned = with_concern(chaired(tables))[SHOWN]
    raised = pd.MultiIndex.from_frame(tables.table("chair_challenges")[WHICH])
    challenged = pd.MultiIndex.from_frame(concerned[WHICH]).isin(raised)
    return happened(concerned.assign(**{MEETS: pd.array(challenged, dtype="boolean")}), "held_on", periods=periods)


def challenges_raised(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the challenges raised in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chair_challenges and chaired_conferences are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a challenge.
    """
    return happened(_challenges(tables), "raised_on", periods=periods)


def days_to_resolve_a_challenge(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the challenges resolved in each period, and how many days each had been open.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chair_challenges and chaired_conferences are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a challenge resolved.
    """
    cases = happened(_challenges(tables), "resolved_on", periods=periods)
    return cases.assign(**{AMOUNT: whole_days(cases["raised_on"], cases["resolved_on"])})


def challenges_open(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the challenges open at the end of each period's last day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chair_challenges and chaired_conferences are read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a challenge and date.
    """
    return open_on(_challenges(tables), "raised_on", ended="resolved_on", periods=periods)


def challenges_open_too_long(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the challenges open on each date, and whether each had been open for more than 20 working days.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chair_challenges and chaired_conferences are read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a challenge and date.
    """
    cases = challenges_open(tables, periods)
    elapsed = working_days_between(cases["raised_on"], cases["open_on"])
    return cases.assign(**{MEETS: whether(elapsed > SOON, known=np.ones(len(cases), dtype=bool))})


def _challenges(tables: Tables) -> pd.DataFrame:
    """Return each challenge with the chair of the conference that it followed."""
    chairs = chaired(tables)[[*WHICH, "chair", "chair_key"]]
    return tables.table("chair_challenges")[_CHALLENGE].merge(chairs, on=WHICH, how="left")
