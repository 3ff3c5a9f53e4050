"""Indicators of staffing: social workers in post, joining and leaving, agency work, empty posts and sickness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import AMOUNT, MEETS, Tables, days_of, happened, whether
from turncurve.indicators.worker_months import in_post, months_in_post, social_workers
from turncurve.reference.periods import Period
from turncurve.reference.working_days import is_working_day

DAYS_BETWEEN_POSTS = 31
"""A worker who takes up another post within so many days has moved, and has neither left nor joined."""


def social_workers_in_post(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers whom the council employed at the end of each period, those of agencies apart.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods, commonly single dates.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    held = in_post(tables, periods)
    return held[_employed(held)].reset_index(drop=True)


def agency_social_workers(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers in post at the end of each period, and whether an agency supplied each.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods, commonly single dates.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    held = in_post(tables, periods)
    supplied = held["agency"].fillna(value=False)
    return held.assign(**{MEETS: whether(supplied, known=held["agency"].notna())})


def working_time_of_employees(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the employed social workers at the end of each period, and what share of full time each works.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods, commonly single dates.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    return _with_hours(social_workers_in_post(tables, periods))


def working_time_of_agency_workers(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the agency social workers at the end of each period, and what share of full time each works.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods, commonly single dates.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    held = in_post(tables, periods)
    return _with_hours(held[held["agency"].fillna(value=False).astype(bool)].reset_index(drop=True))


def social_workers_left(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the employed social workers who left in each period: those who moved to another post did not.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker who left.
    """
    held = social_workers(tables)
    own = held[_employed(held)].reset_index(drop=True).reset_index(names="post")
    pairs = _pairs(own)
    follows = pairs["started_on_other"] <= pairs["ended_on"] + pd.Timedelta(days=DAYS_BETWEEN_POSTS)
    longer = pairs["ended_on_other"].isna() | (pairs["ended_on_other"] > pairs["ended_on"])
    moved = own["post"].isin(pairs.loc[follows & longer, "post"])
    return happened(own[~moved].reset_index(drop=True), "ended_on", periods=periods)


def social_workers_joined(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the employed social workers who joined in each period: those who came from another post did not.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker who joined.
    """
    held = social_workers(tables)
    own = held[_employed(held)].reset_index(drop=True).reset_index(names="post")
    pairs = _pairs(own)
    since = pairs["started_on"] - pd.Timedelta(days=DAYS_BETWEEN_POSTS)
    lasted = pairs["ended_on_other"].isna() | (pairs["ended_on_other"] >= since)
    moved = own["post"].isin(pairs.loc[(pairs["started_on_other"] < pairs["started_on"]) & lasted, "post"])
    return happened(own[~moved].reset_index(drop=True), "started_on", periods=periods)


def working_time_of_leavers(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the employed social workers who left in each period, and what share of full time each worked.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker who left.
    """
    return _with_hours(social_workers_left(tables, periods))


def posts_vacant(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the funded social work posts on each date, and whether an employee held each.

    Parameters
    ----------
    tables : Tables
        Canonical tables; posts is read.
    periods : sequence of Period
        Single dates on which posts were counted.

    Returns
    -------
    DataFrame
        One row a post.
    """
    stood = happened(tables.table("posts")[["stood_on", "team", "posts", "vacant"]], "stood_on", periods=periods)
    every = stood.loc[np.repeat(stood.index, stood["posts"].to_numpy(dtype="int64"))]
    place = every.groupby(level=0).cumcount()
    empty = (place < every["vacant"]).to_numpy(dtype=bool)
    rows = every.drop(columns=["posts", "vacant"]).reset_index(drop=True)
    return rows.assign(**{MEETS: whether(empty, known=np.ones(len(rows), dtype=bool))})


def days_lost_to_sickness(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find each whole month that an employed social worker was in post, and the working days of it lost to sickness.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and absences are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker and month.
    """
    months = _months_employed(tables, periods)
    away = tables.table("absences")[["worker_key", "started_on", "ended_on"]]
    numbered = months.assign(number=np.arange(len(months)))[
        ["number", "worker_key", "month_started_on", "month_ended_on"]
    ]
    pairs = numbered.merge(away, on="worker_key")
    first = pairs[["started_on", "month_started_on"]].max(axis=1)
    last = pairs[["ended_on", "month_ended_on"]].min(axis=1)
    lost = np.zeros(len(months), dtype="int64")
    np.add.at(lost, pairs["number"].to_numpy(), _working_days(first, last))
    return months.assign(**{AMOUNT: pd.Series(lost, dtype="Int64")})


def working_days_available(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find each whole month that an employed social worker was in post, and the working days of it.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker and month.
    """
    months = _months_employed(tables, periods)
    days = _working_days(months["month_started_on"], months["month_ended_on"])
    return months.assign(**{AMOUNT: pd.Series(days, dtype="Int64")})


def _months_employed(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the whole months in post of those whom the council employs."""
    months = months_in_post(tables, periods)
    return months[_employed(months)].reset_index(drop=True)


def _employed(workers: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which workers the council is known to employ itself."""
    return (~workers["agency"].fillna(value=True).astype(bool)).to_numpy()


def _with_hours(workers: pd.DataFrame) -> pd.DataFrame:
    """Add each worker's hours in percent of full time."""
    return workers.assign(**{AMOUNT: (100 * workers["full_time_equivalent"]).round().astype("Int64")})


def _pairs(posts: pd.DataFrame) -> pd.DataFrame:
    """Return each post beside each other post of the same worker."""
    both = posts.merge(posts, on="worker_key", suffixes=("", "_other"))
    return both[both["post"] != both["post_other"]]


def _working_days(first: pd.Series, last: pd.Series) -> npt.NDArray[np.int64]:
    """Count the working days from one day to another, both included; none where the first is the later."""
    begun, over = days_of(first), days_of(last)
    if not len(begun):
        return np.zeros(0, dtype="int64")
    calendar = np.arange(min(begun.min(), over.min()), max(begun.max(), over.max()) + np.timedelta64(2, "D"))
    before = np.concatenate([[0], np.cumsum(is_working_day(calendar))])
    counts = before[(over - calendar[0]).astype("int64") + 1] - before[(begun - calendar[0]).astype("int64")]
    return np.where(over >= begun, counts, 0).astype("int64")
