"""Indicators of allocation: cases that became ready for a worker, were given to one, and wait."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import AMOUNT, Tables, days_of, happened, open_on, whether
from turncurve.reference.periods import Period
from turncurve.reference.working_days import working_days_between

LONG_WAIT = 10
"""Working days, those of an initial assessment under the guidance of 2010: a case that waits longer misses it whoever
takes it on."""
_SHOWN = ["child_key", "referred_on", "ready_at", "allocated_at", "team", "case_type", "ended_on"]


def cases_ready_for_allocation(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases that became ready for allocation in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; allocations is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case.
    """
    return happened(tables.table("allocations")[_SHOWN], "ready_at", periods=periods)


def cases_allocated(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases that were given to a worker in each period.

    Parameters
    ----------
    tables : Tables
        Canonical tables; allocations is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case.
    """
    return happened(tables.table("allocations")[_SHOWN], "allocated_at", periods=periods)


def unallocated_cases(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases that waited for a worker at the end of each date.

    Parameters
    ----------
    tables : Tables
        Canonical tables; allocations is read.
    periods : sequence of Period
        Commonly single dates.

    Returns
    -------
    DataFrame
        One row a case and date.
    """
    return open_on(with_leaving(tables.table("allocations")), "ready_at", ended="left_at", periods=periods)


def unallocated_over_ten_working_days(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases that waited at the end of each date, and whether each had waited over ten working days.

    Parameters
    ----------
    tables : Tables
        Canonical tables; allocations is read.
    periods : sequence of Period
        Commonly single dates.

    Returns
    -------
    DataFrame
        One row a case and date, with the working days since it became ready.
    """
    waiting = unallocated_cases(tables, periods)
    waited = working_days_between(waiting["ready_at"], waiting["open_on"])
    known = ~np.isnan(waited)
    days = pd.Series(np.where(known, waited, 0), dtype="Int64").mask(~known)
    return waiting.assign(working_days=days, meets=whether(waited > LONG_WAIT, known=known))


def with_leaving(held: pd.DataFrame) -> pd.DataFrame:
    """Say of each case when it left the queue: when it was given to a worker, or ended without one.

    Parameters
    ----------
    held : DataFrame
        The canonical table allocations.

    Returns
    -------
    DataFrame
        The same columns as the indicators show, and `left_at`; missing while the case waits.
    """
    left = held["allocated_at"].where(held["allocated_at"].notna(), held["ended_on"])
    return held[_SHOWN].assign(left_at=pd.Series(days_of(left), index=held.index).astype("datetime64[us]"))


def working_days_to_allocation(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases given to a worker in each period, and the working days that each had waited.

    Parameters
    ----------
    tables : Tables
        Canonical tables; allocations is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case; none for one given to a worker on the day on which it became ready.
    """
    given = cases_allocated(tables, periods)
    waited = working_days_between(given["ready_at"], given["allocated_at"])
    known = ~np.isnan(waited)
    return given.assign(**{AMOUNT: pd.Series(np.where(known, waited, 0), dtype="Int64").mask(~known)})


def allocated_after_over_ten_working_days(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the cases given to a worker in each period that had waited over ten working days.

    Parameters
    ----------
    tables : Tables
        Canonical tables; allocations is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a case.
    """
    given = cases_allocated(tables, periods)
    waited = working_days_between(given["ready_at"], given["allocated_at"])
    return given[waited > LONG_WAIT].reset_index(drop=True)
