"""Indicators of the way of a case through the front door: steps, work done again, handing over, and waiting."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.case_passages import MINUTES_A_DAY, event_log, passages_of, steps_of, whole
from turncurve.indicators.cases import AMOUNT, MEETS, Tables, happened, whether
from turncurve.reference.periods import Period

_SHOWN = ["case_key", "activity", "started_at", "ended_at", "team"]


def steps_done(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the steps begun in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a step.
    """
    return happened(steps_of(tables)[_SHOWN], "started_at", periods=periods)


def steps_done_again(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the steps begun in each period, and whether the case had been through the step before.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a step.
    """
    rows = steps_of(tables)
    answered = rows[_SHOWN].assign(**{MEETS: whether(rows["again"], known=np.ones(len(rows), dtype=bool))})
    return happened(answered, "started_at", periods=periods)


def minutes_on_steps(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the steps begun in each period, and the minutes from the beginning of each to its end.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a step; no minutes where it has not ended, or a time of day is missing.
    """
    rows = steps_of(tables)
    log = event_log(rows)
    timed = rows[_SHOWN].assign(**{AMOUNT: whole((log.ended - log.began) * MINUTES_A_DAY)})
    return happened(timed, "started_at", periods=periods)


def moves_between_steps(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the passages from one step to the next that were taken up in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a passage.
    """
    return happened(_passages(tables), "taken_up_at", periods=periods)


def moves_to_another_team(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the passages taken up in each period, and whether another team or role took the case up.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a passage; not known where either team is not stated.
    """
    rows = passages_of(tables)
    answered = _passages(tables).assign(**{MEETS: whether(rows["hands_over"], known=rows["known_hands"])})
    return happened(answered, "taken_up_at", periods=periods)


def minutes_between_steps(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the passages taken up in each period, and the minutes that the case waited.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a passage; no minutes where a time of day is missing.
    """
    timed = _passages(tables).assign(**{AMOUNT: passages_of(tables)["minutes"]})
    return happened(timed, "taken_up_at", periods=periods)


def cases_with_a_step_done_again(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases begun in each period, and whether some step was done on them more than once.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case.
    """
    rows = steps_of(tables)
    again = rows.groupby("case_key", sort=False)["again"].any()
    return _of_cases(rows, again, periods)


def cases_that_went_back(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases begun in each period, and whether they went back to an earlier step.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case.
    """
    rows, moved = steps_of(tables), passages_of(tables)
    back = set(moved.loc[moved["goes_back"], "case_key"])
    cases = rows["case_key"].drop_duplicates()
    return _of_cases(rows, pd.Series(cases.isin(back).to_numpy(), index=cases.to_numpy()), periods)


def hours_from_contact_to_allocation(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases first allocated in each period, and the hours since their first step.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case; no hours where a time of day is missing.
    """
    rows = steps_of(tables)
    first = rows.drop_duplicates("case_key")[["case_key", "started_at"]].rename(columns={"started_at": "first_step_at"})
    given = rows[rows["activity"] == "allocation"].drop_duplicates("case_key")[["case_key", "started_at"]]
    given = given.merge(first, on="case_key")
    came = given["first_step_at"]
    elapsed = ((given["started_at"] - came).to_numpy() / np.timedelta64(1, "h")).astype(float)
    timed = (given["started_at"] != given["started_at"].dt.normalize()) & (came != came.dt.normalize())
    hours = whole(np.where(timed.to_numpy(dtype=bool), elapsed, np.nan))
    return happened(given.assign(**{AMOUNT: hours}), "started_at", periods=periods)


def _passages(tables: Tables) -> pd.DataFrame:
    """Return the passages as they are listed."""
    return passages_of(tables)[["case_key", "from_step", "to_step", "taken_up_at"]]


def _of_cases(rows: pd.DataFrame, answers: pd.Series, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the cases begun in each period with their answers."""
    first = rows.drop_duplicates("case_key")[["case_key", "started_at"]].reset_index(drop=True)
    met = first["case_key"].map(answers).to_numpy(dtype=bool)
    answered = first.assign(**{MEETS: whether(met, known=np.ones(len(first), dtype=bool))})
    return happened(answered, "started_at", periods=periods)
