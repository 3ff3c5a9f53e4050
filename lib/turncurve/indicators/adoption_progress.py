"""Indicators of adoption that move before the scorecard does: who is on the way, placed or matched, adopted or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import AMOUNT, Tables, days_of, happened, open_on, whether, whole_days
from turncurve.reference.periods import Period

_ENDINGS = ["adopted_on", "plan_changed_on", "left_care_on"]


def children_on_the_way_to_adoption(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children with a decision for adoption who were on the way to it at the end of each period's last day.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a child and date.
    """
    return open_on(tables.once(_on_the_way), "decided_on", ended="ended_on", periods=periods)


def _on_the_way(tables: Tables) -> pd.DataFrame:
    """Return each child's way to adoption, from the decision to whatever ended it."""
    routes = tables.table("adoption_pathways")
    stale = routes["plan_changed_on"] < routes["decided_on"]
    ends = routes[_ENDINGS].assign(plan_changed_on=routes["plan_changed_on"].mask(stale))
    shown = ["child_key", "entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on"]
    return routes[shown].assign(ended_on=ends.min(axis=1))


def children_on_the_way_by_home(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children on the way to adoption, and whether each lived with the family that is to adopt.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        The dates.

    Returns
    -------
    DataFrame
        One row a child and date.
    """
    children = children_on_the_way_to_adoption(tables, periods)
    placed = days_of(children["placed_on"]) <= days_of(children["open_on"])
    return children.assign(lives_with_the_family=pd.Series(np.where(placed, "yes", "no"), dtype="str"))


def days_to_placement_of_children_placed(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children placed for adoption in each period, and the days since each had entered care.

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
    shown = ["child_key", "entered_care_on", "placed_on"]
    placed = happened(tables.table("adoption_pathways")[shown], "placed_on", periods=periods)
    return placed.assign(**{AMOUNT: whole_days(placed["entered_care_on"], placed["placed_on"])})


def matched_within_4_months_of_order(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children whose fourth month since the order ended in each period, and whether each had been matched.

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
    return _matched_within(tables, periods, months=4)


def matched_within_6_months_of_order(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children whose sixth month since the order ended in each period, and whether each had been matched.

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
    return _matched_within(tables, periods, months=6)


def matched_within_12_months_of_order(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children whose twelfth month since the order ended in each period, and whether each had been matched.

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
    return _matched_within(tables, periods, months=12)


def _matched_within(tables: Tables, periods: Sequence[Period], *, months: int) -> pd.DataFrame:
    """Find the children whose months since the order ended in each period, and whether each had been matched."""
    routes = tables.table("adoption_pathways")[["child_key", "placement_order_on", "matched_on"]]
    due = routes.assign(months_ended_on=routes["placement_order_on"] + pd.DateOffset(months=months))
    children = happened(due, "months_ended_on", periods=periods)
    in_time = children["matched_on"] <= children["months_ended_on"]
    return children.assign(meets=whether(in_time, known=np.ones(len(children), dtype=bool)))
