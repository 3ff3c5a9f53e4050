"""Indicators of adoption work: decisions, orders, matches and moves, plans changed, and placements that ended early."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.adoption import ADOPTIVE_PLACEMENTS
from turncurve.indicators.cases import Tables, happened
from turncurve.reference.periods import Period

ADOPTED = ("E11", "E12")
"""Why an episode ceased where the child was adopted."""
_DATES = ["child_key", "entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on"]


def adoption_decisions(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children of whom it was decided in each period that they should be placed for adoption.

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
    return happened(tables.table("adoption_pathways")[_DATES], "decided_on", periods=periods)


def placement_orders(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children for whom a court made a placement or freeing order in each period.

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
    return happened(tables.table("adoption_pathways")[_DATES], "placement_order_on", periods=periods)


def children_matched(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children who were matched with an adoptive family in each period.

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
    return happened(tables.table("adoption_pathways")[_DATES], "matched_on", periods=periods)


def children_moved_in(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children who moved in with their adoptive family in each period.

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
    return happened(tables.table("adoption_pathways")[_DATES], "placed_on", periods=periods)


def adoption_plans_changed(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children of whom it was decided in each period that they should no longer be placed for adoption.

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
    rows = tables.table("adoption_pathways")[[*_DATES, "plan_changed_on"]]
    return happened(rows, "plan_changed_on", periods=periods)


def adoptive_placements_ended_early(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the stays with adoptive families that ended in each period otherwise than by adoption.

    A stay is a child's episodes in adoptive placements one after another: a change of the code alone ends no stay.

    Parameters
    ----------
    tables : Tables
        Canonical tables; care_episodes is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a stay that ended.
    """
    shown = ["child_key", "started_on", "ended_on", "placement", "ended_because"]
    ordered = tables.table("care_episodes")[shown].sort_values(["child_key", "started_on"], ignore_index=True)
    with_family = ordered["placement"].isin(ADOPTIVE_PLACEMENTS)
    goes_on = (
        with_family.shift(-1, fill_value=False)
        & (ordered["child_key"].shift(-1) == ordered["child_key"])
        & (ordered["started_on"].shift(-1) <= ordered["ended_on"] + pd.Timedelta(days=1))
    )
    ended = ordered[with_family & ~goes_on & ~ordered["ended_because"].isin(ADOPTED)]
    return happened(ended, "ended_on", periods=periods)
