"""Who holds cases on a date, how much they weigh by the workload scheme, and what each worker may hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import PERIOD, Tables, happened
from turncurve.indicators.worker_months import in_post
from turncurve.reference.periods import Period
from turncurve.tables.workload_scheme import scheme_for

LONG_AGO = 10_000
"""Months since qualifying of a worker of whom that date is not stated: the full target, with nothing spared."""


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
    return tables.once(_case_holders, tuple(periods))


def _case_holders(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the social workers who held a case on each date."""
    held = on_dates(tables, periods).groupby([PERIOD, "worker_key"], sort=True)[["cases", "points"]].sum()
    workers = in_post(tables, periods)
    found = workers.merge(held.reset_index(), on=[PERIOD, "worker_key"])
    found = found[found["cases"] > 0].reset_index(drop=True)
    months = _months_between(found["qualified_on"], found["open_on"])
    targets = scheme_for(tables).targets
    place = np.searchsorted([each.from_months for each in targets], months, side="right") - 1
    full = np.array([each.points for each in targets])[place]
    target = full * found["full_time_equivalent"].astype("Float64")
    return found.assign(
        experience=np.array([each.experience for each in targets])[place],
        target=target,
        load=(100 * found["points"] / target).round().astype("Int64"),
    )


def on_dates(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the caseloads counted on each date, with their points; a complexity not stated is standard.

    Parameters
    ----------
    tables : Tables
        Canonical tables; caseloads is read.
    periods : sequence of Period
        Single dates on which caseloads were counted.

    Returns
    -------
    DataFrame
        One row as in caseloads, with `points`.
    """
    shown = ["stood_on", "worker_key", "team", "case_type", "complexity", "cases"]
    rows = happened(tables.table("caseloads")[shown], "stood_on", periods=periods)
    scheme = scheme_for(tables).points
    weights = {(kind, name): points for kind, each in scheme.items() for name, points in each.items()}
    pairs = zip(rows["case_type"].fillna("other"), rows["complexity"].fillna("standard"), strict=True)
    points = np.array([weights[pair] for pair in pairs], dtype="float64")
    return rows.assign(points=points * rows["cases"].to_numpy(dtype="float64"))


def _months_between(start: pd.Series, end: pd.Series) -> npt.NDArray[np.int64]:
    """Return whole months from one date to another; so many that nothing is spared where the first is not stated."""
    months = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month - (end.dt.day < start.dt.day)
    return np.asarray(months.fillna(LONG_AGO).clip(lower=0), dtype="int64")
