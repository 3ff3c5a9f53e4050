"""Indicators of the telephones: when calls come."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import Tables, happened
from turncurve.reference.periods import Period

PHONE = "phone"


def calls_by_hour(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the contacts by telephone in each period, with the hour of the day in which each came.

    Parameters
    ----------
    tables : Tables
        Canonical tables; contacts is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a call; no hour where no time of day is held.
    """
    held = tables.table("contacts")
    calls = held.loc[held["route"] == PHONE, ["received_at"]].reset_index(drop=True)
    hours = calls["received_at"].dt.strftime("%H:00")
    timed = calls["received_at"] != calls["received_at"].dt.normalize()
    return happened(calls.assign(hour=hours.where(timed)), "received_at", periods=periods)
