"""Indicators of adoption: children adopted, how soon they were placed, and who waits on a date."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import Tables, happened, open_on, whether
from turncurve.reference.periods import Period

PLACEMENT_ORDERS = ("E1", "D1")
"""Legal statuses under which a court has authorised adoption: placement order, and the freeing order before it."""
ADOPTIVE_PLACEMENTS = ("A3", "A4", "A5", "A6")
"""Placements with those who are to adopt."""
MONTHS_TO_PLACEMENT = 12
_EPISODE = ["child_key", "started_on", "ended_on", "legal_status", "placement"]


def children_adopted(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children adopted in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a child.
    """
    shown = ["child_key", "entered_care_on", "decided_on", "placed_on", "adopted_on"]
    return happened(tables.table("adoption_pathways")[shown], "adopted_on", periods=periods)


def adopted_placed_within_12_months_of_decision(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children adopted in each period, and whether each had been placed within 12 months of the decision.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a child.
    """
    adopted = children_adopted(tables, periods)
    limit = adopted["decided_on"] + pd.DateOffset(months=MONTHS_TO_PLACEMENT)
    known = adopted["decided_on"].notna() & adopted["placed_on"].notna()
    return adopted.assign(meets=whether(adopted["placed_on"] <= limit, known=known))


def children_under_placement_order(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children looked after under a placement or freeing order at the end of each period's last day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; care_episodes is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a child and date.
    """
    episodes = tables.table("care_episodes")[_EPISODE]
    return _children(episodes[episodes["legal_status"].isin(PLACEMENT_ORDERS)], periods)


def children_placed_for_adoption(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children living with those who are to adopt them at the end of each period's last day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; care_episodes is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a child and date.
    """
    episodes = tables.table("care_episodes")[_EPISODE]
    return _children(episodes[episodes["placement"].isin(ADOPTIVE_PLACEMENTS)], periods)


def _children(episodes: pd.DataFrame, periods: Sequence[Period]) -> pd.DataFrame:
    """Return one row a child and date of the episodes open on each."""
    still_open = open_on(episodes, "started_on", ended="ended_on", periods=periods)
    return still_open.drop_duplicates(["period", "child_key"]).reset_index(drop=True)
