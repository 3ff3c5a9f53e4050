"""Indicators of workload: cases held, how they weigh against what each worker may hold, and cases that nobody holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import AMOUNT, MEETS, PERIOD, Tables, happened, open_on, whether
from turncurve.indicators.worker_months import in_post
from turncurve.reference.periods import Period
from turncurve.reference.workforce import workload_scheme

LONG_AGO = 10_000
"""Months since qualifying of a worker of whom that date is not stated: the full target, with nothing spared."""

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
    rows = _on_dates(tables, periods)
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


def case_holders(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the social workers in post who held a case on each date, with what they held and what they may hold.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and caseloads are read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row a worker: `cases`, `points`, `experience`, `target` points, and `load`, the points in percent of the
        target, missing where the worker's hours are not stated.
    """
    held = _on_dates(tables, periods).groupby([PERIOD, "worker_key"], sort=True)[["cases", "points"]].sum()
    workers = in_post(tables, periods)
    found = workers.merge(held.reset_index(), on=[PERIOD, "worker_key"])
    found = found[found["cases"] > 0].reset_index(drop=True)
    months = _months_between(found["qualified_on"], found["open_on"])
    targets = workload_scheme().targets
    place = np.searchsorted([each.from_months for each in targets], months, side="right") - 1
    full = np.array([each.points for each in targets])[place]
    target = full * found["full_time_equivalent"].astype("Float64")
    return found.assign(
        experience=np.array([each.experience for each in targets])[place],
        target=target,
        load=(100 * found["points"] / target).round().astype("Int64"),
    )


def _on_dates(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the caseloads counted on each date, with their points; a complexity not stated is standard."""
    shown = ["stood_on", "worker_key", "team", "case_type", "complexity", "cases"]
    rows = happened(tables.table("caseloads")[shown], "stood_on", periods=periods)
    scheme = workload_scheme().points
    weights = {(kind, name): points for kind, each in scheme.items() for name, points in each.items()}
    pairs = zip(rows["case_type"].fillna("other"), rows["complexity"].fillna("standard"), strict=True)
    points = np.array([weights[pair] for pair in pairs], dtype="float64")
    return rows.assign(points=points * rows["cases"].to_numpy(dtype="float64"))


def _months_between(start: pd.Series, end: pd.Series) -> npt.NDArray[np.int64]:
    """Return whole months from one date to another; so many that nothing is spared where the first is not stated."""
    months = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month - (end.dt.day < start.dt.day)
    return np.asarray(months.fillna(LONG_AGO).clip(lower=0), dtype="int64")
