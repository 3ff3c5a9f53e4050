"""Indicators of supervision: whether it took place as often as it should, and what it was for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, PERIOD, Tables, happened, whether
from turncurve.indicators.worker_months import months_in_post
from turncurve.reference.periods import Period
from turncurve.reference.workforce import newly_qualified_months, supervision


def supervised_as_often_as_due(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find each whole month that a social worker was in post, and whether supervision was held as often as it was due.

    Once a month; of a worker who was newly qualified on the first day in post, every fortnight (two in a month) for the
    first six months and every week (four in a month) for the first six weeks.

    Parameters
    ----------
    tables : Tables
        Canonical tables; workers and supervisions are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a worker and month, with the sessions due and held.

    References
    ----------
    Standards for employers of social workers in England, standard 5.
    """
    months = months_in_post(tables, periods)
    sessions = tables.table("supervisions")[["worker_key", "held_on"]].drop_duplicates()
    counted = sessions.assign(month=sessions["held_on"].dt.to_period("M")).groupby(["worker_key", "month"]).size()
    wanted = pd.MultiIndex.from_arrays([months["worker_key"], months["month_started_on"].dt.to_period("M")])
    held = counted.reindex(wanted).fillna(0).to_numpy(dtype="int64")
    due = _due(months)
    enough = whether(held >= due, known=np.ones(len(months), dtype=bool))
    return months.assign(sessions_due=due, sessions_held=held, **{MEETS: enough})


def functions_of_supervision(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the sessions of supervision in each period, once for each of the four functions, and whether each did it.

    Parameters
    ----------
    tables : Tables
        Canonical tables; supervisions is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a session and function; not known where the record does not say.
    """
    sessions = happened(tables.table("supervisions"), "held_on", periods=periods)
    parts = [
        sessions[["worker_key", "held_on", PERIOD]].assign(function=title, **{MEETS: sessions[column]})
        for column, title in supervision().functions.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _due(months: pd.DataFrame) -> np.ndarray:
    """Return how many sessions were due in each month of a worker."""
    rule = supervision()
    begun = months["started_on"]
    new = (begun < months["qualified_on"] + pd.DateOffset(months=newly_qualified_months())).to_numpy(dtype=bool)
    fortnightly = (months["month_started_on"] < begun + pd.DateOffset(months=rule.fortnightly_for_months)).to_numpy()
    weekly = (months["month_ended_on"] < begun + pd.Timedelta(weeks=rule.weekly_for_weeks)).to_numpy()
    return np.select([new & weekly, new & fortnightly], [4, 2], default=1)
