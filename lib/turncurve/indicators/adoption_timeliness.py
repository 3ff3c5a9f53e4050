"""How soon steps towards adoption were taken, against the limits that guidance sets or the scorecard counts by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.adoption_activity import adoption_decisions, children_matched
from turncurve.indicators.cases import AMOUNT, MEETS, Tables, happened, whether, whole_days
from turncurve.reference.periods import Period
from turncurve.reference.timescales import timescale


def adoption_decided_within_6_months_of_care(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children decided for adoption in each period, and whether within six months of entering care.

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
    decided = adoption_decisions(tables, periods)
    months = timescale("adoption_permanence_plan").limit + timescale("adoption_panel").limit
    in_time = decided["decided_on"] <= decided["entered_care_on"] + pd.DateOffset(months=months)
    known = decided["entered_care_on"] <= decided["decided_on"]
    return decided.assign(**{MEETS: whether(in_time, known=known)})


def matched_within_6_months_of_decision(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children whose sixth month since the decision ended in each period, and whether each had been matched.

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
    routes = tables.table("adoption_pathways")[["child_key", "decided_on", "matched_on"]]
    months = pd.DateOffset(months=timescale("adoption_placement").limit)
    due = routes.assign(months_ended_on=routes["decided_on"] + months)
    children = happened(due, "months_ended_on", periods=periods)
    in_time = children["matched_on"] <= children["months_ended_on"]
    return children.assign(**{MEETS: whether(in_time, known=np.ones(len(children), dtype=bool))})


def days_from_order_to_match(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the children under an order who were matched in each period, and the days from the order.

    A child matched before the order counts as no days, as in the scorecard.

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
    matched = children_matched(tables, periods)
    counted = matched[matched["placement_order_on"].notna()].reset_index(drop=True)
    early = counted["matched_on"] < counted["placement_order_on"]
    days = whole_days(counted["placement_order_on"], counted["matched_on"]).mask(early, 0)
    return counted.assign(**{AMOUNT: days})
