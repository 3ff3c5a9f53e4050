"""Social workers in post on a date or through a month: what indicators of the workforce start from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.indicators.cases import PERIOD, Tables, happened, open_on
from turncurve.reference.periods import Period, spans

SOCIAL_WORK = ("social worker", "senior practitioner", "team manager")
"""Roles of qualified social workers; others, and those whose role is not stated, are not counted as such."""

WORKER = ["worker_key", "team", "role", "started_on", "ended_on", "full_time_equivalent", "qualified_on", "agency"]


def social_workers(tables: Tables) -> pd.DataFrame:
    """Return the posts that social workers hold or held.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.

    Returns
    -------
    DataFrame
        One row a worker in a post.
    """
    return tables.once(_social_workers)


def _social_workers(tables: Tables) -> pd.DataFrame:
    """Return the posts that social workers hold or held."""
    held = tables.table("workers")[WORKER]
    return held[held["role"].isin(SOCIAL_WORK)].sort_values(["started_on", "worker_key"], ignore_index=True)


def in_post(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the social workers in post at the end of each period, each once however many posts they have.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        Periods, commonly single dates.

    Returns
    -------
    DataFrame
        One row a worker, with the post taken up last.
    """
    held = open_on(social_workers(tables), "started_on", ended="ended_on", periods=periods)
    return held.drop_duplicates([PERIOD, "worker_key"], keep="last").reset_index(drop=True)


def months_in_post(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return each whole calendar month that a social worker was in post, in the period in which the month ends.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker and month: the worker's post, `month_started_on` and `month_ended_on`.
    """
    held = social_workers(tables)
    months = (
        spans("month", first=min(each.start for each in periods), last=max(each.end for each in periods))
        if periods
        else ()
    )
    dates = {
        "month_started_on": [each.start for each in months],
        "month_ended_on": [each.end for each in months],
    }
    every = pd.DataFrame({name: pd.to_datetime(days).astype("datetime64[us]") for name, days in dates.items()})
    pairs = held.merge(every, how="cross")
    stayed = pairs["ended_on"].isna() | (pairs["ended_on"] > pairs["month_ended_on"])
    whole = pairs[(pairs["started_on"] <= pairs["month_started_on"]) & stayed]
    once = whole.drop_duplicates(["worker_key", "month_started_on"], keep="last")
    return happened(once.reset_index(drop=True), "month_ended_on", periods=periods)
