"""Indicators of induction and training: in time, by employer standard, and whether they changed practice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.indicators.staffing import social_workers_joined
from turncurve.reference.periods import Period
from turncurve.reference.workforce import employer_standards, induction_weeks

_EVER = Period(pd.Timestamp("1950-01-01").date(), pd.Timestamp("2100-12-31").date())


def inducted_in_time(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the social workers whose induction fell due in each period, and whether it was complete by then.

    Those who left before it fell due are not counted.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and training are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker who joined.
    """
    joined = social_workers_joined(tables, (_EVER,)).drop(columns="period")
    due = joined.assign(due_on=joined["started_on"] + pd.Timedelta(weeks=induction_weeks()))
    stayed = due[due["ended_on"].isna() | (due["ended_on"] > due["due_on"])].reset_index(drop=True)
    records = tables.table("training")
    first = records[records["kind"] == "induction"].sort_values("completed_on")
    rows = happened(stayed, "due_on", periods=periods)
    pairs = rows.reset_index(names="number")[["number", "worker_key", "started_on", "due_on"]].merge(
        first[["worker_key", "completed_on"]], on="worker_key"
    )
    in_time = pairs[(pairs["completed_on"] >= pairs["started_on"]) & (pairs["completed_on"] <= pairs["due_on"])]
    done = np.isin(np.arange(len(rows)), in_time["number"].to_numpy())
    return rows.assign(**{MEETS: whether(done, known=np.ones(len(rows), dtype=bool))})


def training_completed(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the courses and programmes completed in each period, by employer standard, inductions among them.

    Parameters
    ----------
    tables : Tables
        Canonical tables; training is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a completion.
    """
    shown = ["worker_key", "completed_on", "course", "kind", "standard", "put_to_use"]
    rows = happened(tables.table("training")[shown], "completed_on", periods=periods)
    titles = {number: f"{number} {title}" for number, title in employer_standards().items()}
    return rows.assign(standard=rows["standard"].map(titles).astype("str"))


def training_put_to_use(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the training completed in each period that was followed up, by standard, and whether practice changed.

    Parameters
    ----------
    tables : Tables
        Canonical tables; training is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a completion that was followed up.
    """
    rows = training_completed(tables, periods)
    followed = rows[rows["put_to_use"].notna()].reset_index(drop=True)
    return followed.assign(**{MEETS: followed["put_to_use"]})
