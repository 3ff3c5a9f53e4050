"""Indicators of workload: cases held, how they weigh against what each worker may hold, and cases that nobody holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.case_holders import case_holders, on_dates
from turncurve.indicators.cases import AMOUNT, MEETS, PERIOD, Tables, open_on, whether
from turncurve.reference.periods import Period

LOADS = ("Under 80% of target", "80% to 100%", "101% to 120%", "Over 120%")
"""How a worker's weighted cases compare with what the worker may hold."""


def cases_per_worker(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers who held a case on each date, and how many cases each held.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    held = case_holders(tables, periods)
    return held.assign(**{AMOUNT: held["cases"].astype("Int64")})


def working_time_of_case_holders(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers who held a case on each date, and what share of full time each works.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    held = case_holders(tables, periods)
    return held.assign(**{AMOUNT: (100 * held["full_time_equivalent"]).round().astype("Int64")})


def workers_over_target(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers who held a case on each date, and whether their cases weighed more than they may hold.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker; not known where the worker's hours are not stated.
    """
    held = case_holders(tables, periods)
    above = (held["load"] > 100).fillna(value=False)
    return held.assign(**{MEETS: whether(above, known=held["load"].notna())})


def over_target_by_experience(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers who held a case on each date, by experience, and whether each was over target.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker.
    """
    return workers_over_target(tables, periods)


def workers_by_load(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers who held a case on each date, by how their cases weighed against what each may hold.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker whose hours are stated.
    """
    held = case_holders(tables, periods)
    known = held[held["load"].notna()].reset_index(drop=True)
    load = known["load"].to_numpy(dtype="int64")
    bands = np.array(LOADS)[np.searchsorted([79, 100, 120], load, side="left")]
    return known.assign(load_band=bands, over_target=np.where(load > 100, "yes", "no"))


def load_by_team(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers who held a case on each date, by team, and how their cases weighed against target.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker whose hours are stated.
    """
    held = case_holders(tables, periods)
    known = held[held["load"].notna()].reset_index(drop=True)
    return known.assign(**{AMOUNT: known["load"]})


def cases_without_a_worker(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the open cases on each date, and whether each had no worker: nobody, or somebody no longer in post.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a case.
    """
    rows = on_dates(tables, periods)
    there = open_on(
        tables.table("workers")[["worker_key", "started_on", "ended_on"]],
        "started_on",
        ended="ended_on",
        periods=periods,
    )
    known = set(zip(there[PERIOD], there["worker_key"], strict=True))
    without = [pair not in known for pair in zip(rows[PERIOD], rows["worker_key"], strict=True)]
    every = rows.assign(without=without).drop(columns="points")
    every = every.loc[np.repeat(every.index, every["cases"].to_numpy(dtype="int64"))].reset_index(drop=True)
    answers = whether(every["without"], known=np.ones(len(every), dtype=bool))
    return every.drop(columns=["cases", "without"]).assign(**{MEETS: answers})
