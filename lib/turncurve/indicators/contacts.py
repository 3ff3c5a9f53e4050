"""Indicators of contacts: how many there were, how they came and why."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import Tables, happened
from turncurve.reference.periods import Period


def contacts(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact, with its route, source and reason.
    """
    held = tables.table("contacts")[["child_key", "received_at", "route", "source", "reason"]]
    return happened(held, "received_at", periods=periods)


def contacts_by_route(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period, with the route by which each came.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact.
    """
    return contacts(tables, periods)


def contacts_by_reason(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period, with the reason for each.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact.
    """
    return contacts(tables, periods)


def contacts_by_route_and_reason(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period, with the route and the reason of each.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact.
    """
    return contacts(tables, periods)
