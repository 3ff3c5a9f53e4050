"""Indicators of contacts that come back: concerns that were closed, and the same child again within months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, days_of, happened
from turncurve.reference.periods import Period

CONCERNS = ("reporting a concern", "police domestic violence notification")
"""Reasons of a contact that worries about a child."""

TAKEN_ON = ("referral", "passed to the allocated worker")
"""Outcomes after which somebody has the child in hand, so that another contact is no return."""

MONTHS = 3
"""A contact came back where another about the child came on a later day, up to so many months after it."""


def contacts_back_within_3_months(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the concerns closed without a referral, and whether another contact about the child came within 3 months.

    Each counts in the period in which its three months were up, so that all had the same time to come back. A concern
    about a child who is not named cannot be followed, and is left out.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a concern closed: received_at; followed_until, the last day on which it could come back; came_back_on.
    """
    held = tables.table("contacts")[["child_key", "received_at", "reason", "outcome"]]
    worried = held[held["reason"].isin(CONCERNS) & held["child_key"].notna()].reset_index(drop=True)
    day = pd.Series(days_of(worried["received_at"]).astype("datetime64[us]"), index=worried.index)
    ordered = worried.assign(day=day).sort_values(["child_key", "day"], kind="stable").reset_index(drop=True)
    days = ordered[["child_key", "day"]].drop_duplicates().reset_index(drop=True)
    after = days.assign(came_back_on=days.groupby("child_key")["day"].shift(-1))
    closed = ordered[~ordered["outcome"].isin(TAKEN_ON)]
    found = closed.merge(after, on=["child_key", "day"], how="left")
    until = _months_after(found["day"])
    shown = found[["child_key", "received_at"]].assign(
        followed_until=until, came_back_on=found["came_back_on"], **{MEETS: (found["came_back_on"] <= until).to_numpy()}
    )
    shown[MEETS] = shown[MEETS].astype("boolean")
    return happened(shown, "followed_until", periods=periods)


def _months_after(days: pd.Series) -> pd.Series:
    """Return the same day three months on, or the month's last where it has no such day."""
    held = days.to_numpy(dtype="datetime64[D]")
    months = held.astype("datetime64[M]")
    place = (held - months.astype("datetime64[D]")).astype(np.int64)
    later = months + MONTHS
    longest = ((later + 1).astype("datetime64[D]") - later.astype("datetime64[D]")).astype(np.int64) - 1
    reached = later.astype("datetime64[D]") + np.minimum(place, longest)
    return pd.Series(reached.astype("datetime64[us]"), index=days.index)
