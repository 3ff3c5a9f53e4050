"""Measures of the adoption scorecard: children of three years taken together, never a mean of yearly means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import PERIOD, Tables, days_of, happened, whether, whole_days
from turncurve.reference.periods import Period
from turncurve.reference.thresholds import waiting_months


def adoption_a1(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children adopted in each period, and the days from entering care to moving in with the family.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        Periods, each of three years that end on 31 March.

    Returns
    -------
    DataFrame
        One row a child and period.

    References
    ----------
    Department for Education, adoption scorecards, measure A1.
    """
    adopted = _adopted(tables, periods)[["child_key", "entered_care_on", "placed_on", "adopted_on", PERIOD]]
    return adopted.assign(amount=whole_days(adopted["entered_care_on"], adopted["placed_on"]))


def adoption_a2(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children adopted in each period with the court's authority, and the days from it to a match.

    A child matched before the court's authority counts as no days. Children who were not placed before the adoption
    order, and those without a placement or freeing order, are left out.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        Periods, each of three years that end on 31 March.

    Returns
    -------
    DataFrame
        One row a child and period.

    References
    ----------
    Local Government Inform Plus, metric 912.
    """
    adopted = _adopted(tables, periods)
    placed_first = adopted["placed_on"] < adopted["adopted_on"]
    counted = adopted[placed_first & adopted["placement_order_on"].notna()].reset_index(drop=True)
    early = counted["matched_on"] < counted["placement_order_on"]
    from_authority = whole_days(counted["placement_order_on"], counted["matched_on"]).mask(early, 0)
    shown = ["child_key", "placement_order_on", "matched_on", "adopted_on", PERIOD]
    return counted[shown].assign(amount=from_authority)


def adoption_a3(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children adopted in each period or still on the way, and whether each waited less than the threshold.

    The months allowed are those of the scorecard's threshold for the window. A child who has not moved in is counted by
    the wait so far, to the last day of the window.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        Periods, each of three years that end on 31 March.

    Returns
    -------
    DataFrame
        One row a child and period.

    References
    ----------
    Department for Education, adoption scorecards, measure A3.
    """
    pathways = tables.table("adoption_pathways").reset_index(drop=True)
    parts = [_waits(pathways, period).assign(**{PERIOD: number}) for number, period in enumerate(periods)]
    return pd.concat(parts, ignore_index=True) if parts else _waits(pathways.head(0), None).assign(**{PERIOD: 0})


def adoption_a10(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children adopted in each period, and the days to moving in, foster families that adopt counted early.

    Where the foster family adopted, the clock stops on the day on which the child came to live with it as a foster
    child.

    Parameters
    ----------
    tables : Tables
        Canonical tables; adoption_pathways is read.
    periods : sequence of Period
        Periods, each of three years that end on 31 March.

    Returns
    -------
    DataFrame
        One row a child and period.

    References
    ----------
    Department for Education, adoption scorecards, measure A10.
    """
    adopted = _adopted(tables, periods)
    home = adopted["foster_placement_on"].fillna(adopted["placed_on"])
    shown = ["child_key", "entered_care_on", "foster_placement_on", "placed_on", "adopted_on", PERIOD]
    return adopted[shown].assign(amount=whole_days(adopted["entered_care_on"], home))


def _adopted(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the routes that ended in adoption in each period."""
    return happened(tables.table("adoption_pathways"), "adopted_on", periods=periods)


def _waits(pathways: pd.DataFrame, period: Period | None) -> pd.DataFrame:
    """Return the children adopted in a period, or on the way at its end, and whether each waited less than allowed."""
    shown = ["child_key", "entered_care_on", "decided_on", "placed_on", "adopted_on"]
    if period is None:
        return pathways[shown].assign(waited_until=pathways["placed_on"], meets=pd.Series([], dtype="boolean"))
    start, end = np.datetime64(period.start), np.datetime64(period.end)
    adopted_on = days_of(pathways["adopted_on"])
    adopted = (adopted_on >= start) & (adopted_on <= end)
    on_the_way = days_of(pathways["decided_on"]) <= end
    for column in ("adopted_on", "plan_changed_on", "left_care_on"):
        on_the_way &= ~(days_of(pathways[column]) <= end)
    counted = pathways[adopted | on_the_way].reset_index(drop=True)
    until = counted["placed_on"].where(counted["placed_on"] <= pd.Timestamp(period.end))
    until = until.mask(until.isna() & ~pd.Series((adopted)[adopted | on_the_way]), pd.Timestamp(period.end))
    allowed = counted["entered_care_on"] + pd.DateOffset(months=waiting_months(period))
    return counted[shown].assign(waited_until=until, meets=whether(until < allowed, known=until.notna()))
