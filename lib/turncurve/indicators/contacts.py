"""Indicators of contacts: how many there were, how they came and why."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened
from turncurve.reference.periods import Period

REFERRAL = "referral"
"""The outcome of a contact that became a referral."""


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
        One row a contact, with its route, source, reason and outcome.
    """
    held = tables.table("contacts")[["child_key", "received_at", "route", "source", "reason", "outcome"]]
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


def contacts_by_outcome(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period, with what was done with each.

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


def contacts_by_source(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period, with the agency or person that each came from.

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


def contacts_that_became_referrals(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts received in each period, and whether the log says that each became a referral.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a contact; one whose outcome is not stated did not become one as far as the log says.
    """
    found = contacts(tables, periods)
    return found.assign(**{MEETS: found["outcome"].eq(REFERRAL).astype("boolean").fillna(value=False)})
