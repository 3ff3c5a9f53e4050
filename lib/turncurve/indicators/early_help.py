"""Indicators of early help: who is helped below the threshold, how they came, and how many step up to social care."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.reference.periods import Period
from turncurve.tables.early_help import STEP_UP

_SHOWN = ["child_key", "began_on", "came_through", "level", "assessed_on", "ended_on", "outcome"]


def early_help_started(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the spells of early help that began in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a spell.
    """
    return happened(tables.table("early_help")[_SHOWN], "began_on", periods=periods)


early_help_by_route = early_help_started
early_help_by_level = early_help_started


def early_help_assessments_finished(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the early help assessments finished in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a spell.
    """
    return happened(tables.table("early_help")[_SHOWN], "assessed_on", periods=periods)


def early_help_stepped_up(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the spells of early help that ended in each period, and whether the child was stepped up to social care.

    Parameters
    ----------
    tables : Tables
        Canonical tables; early_help is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a spell; not known where how it ended is not stated.
    """
    ended = happened(tables.table("early_help")[_SHOWN], "ended_on", periods=periods)
    outcome = ended["outcome"]
    return ended.assign(**{MEETS: whether((outcome == STEP_UP).fillna(value=False), known=outcome.notna())})


early_help_stepped_up_by_level = early_help_stepped_up
