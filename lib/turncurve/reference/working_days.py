"""Working days as statutory guidance counts them: Monday to Friday without England's bank holidays."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.reference.own_words import own_words

Dates = pd.Series | pd.DatetimeIndex | npt.NDArray[np.datetime64]
"""Dates, with NaT where there is none."""


@cache
def bank_holidays() -> tuple[dt.date, ...]:
    """List England's bank holidays of the years that are known.

    Returns
    -------
    tuple of datetime.date
        In order of time.

    References
    ----------
    Banking and Financial Dealings Act 1971, schedule 1, and the proclamations named in `bank_holidays.yml`.
    """
    path = resources.files("turncurve.reference") / "bank_holidays.yml"
    held: dict[str, Any] = own_words(path.read_text(encoding="utf-8"))
    return tuple(sorted(day for days in held["years"].values() for day in days))


def known_years() -> tuple[int, int]:
    """Return the first and last calendar year whose bank holidays are known.

    Returns
    -------
    tuple of int
        First year and last year.
    """
    holidays = bank_holidays()
    return holidays[0].year, holidays[-1].year


def working_days_between(start: Dates, end: Dates) -> npt.NDArray[np.float64]:
    """Count the working days from one date to another, the first day not counted.

    A limit of "within 15 working days of" a day is kept where the count is 15 or less. The day itself is 0, whatever
    day of the week it is. A count is negative where the second date is the earlier.

    Parameters
    ----------
    start : array of datetime64
        Day from which time runs, one a case; any time of day is ignored.
    end : array of datetime64
        Day on which it stops, one a case.

    Returns
    -------
    array of float
        Whole working days, one a case; NaN where a date is missing, or lies outside the years whose bank holidays
        are known.

    References
    ----------
    Working Together to Safeguard Children (2010, 2013): limits in working days.
    """
    first, last = _as_days(start), _as_days(end)
    usable = _known(first) & _known(last)
    counts = np.full(first.shape, np.nan)
    one = np.timedelta64(1, "D")
    forwards = np.minimum(first[usable], last[usable]), np.maximum(first[usable], last[usable])
    elapsed = np.busday_count(forwards[0] + one, forwards[1] + one, busdaycal=_calendar())
    counts[usable] = np.where(last[usable] < first[usable], -elapsed, elapsed)
    return counts


def add_working_days(start: Dates, days: int | npt.NDArray[np.int64]) -> npt.NDArray[np.datetime64]:
    """Return the day on which a number of working days after each date ends.

    Parameters
    ----------
    start : array of datetime64
        Day from which time runs, one a case, itself not counted.
    days : int or array of int
        Working days to add, none or more.

    Returns
    -------
    array of datetime64[D]
        The working day reached; for 0, the day itself, or the working day before it where it is none. NaT where the
        date is missing or outside the years whose bank holidays are known.

    Raises
    ------
    TurnCurveError
        If a number of days is negative.
    """
    if np.any(np.asarray(days) < 0):
        raise TurnCurveError("working days can only be added", where="days below 0", remedy="Give 0 or more")
    first = _as_days(start)
    usable = _known(first)
    added = np.broadcast_to(np.asarray(days), first.shape)
    reached = np.full(first.shape, np.datetime64("NaT", "D"))
    moved = np.busday_offset(first[usable], added[usable], roll="backward", busdaycal=_calendar())
    reached[usable] = np.where(_known(moved), moved, np.datetime64("NaT", "D"))
    return reached


def is_working_day(days: Dates) -> npt.NDArray[np.bool_]:
    """Tell which dates are working days.

    Parameters
    ----------
    days : array of datetime64
        The dates.

    Returns
    -------
    array of bool
        True for a Monday to Friday that is no bank holiday; False where the date is missing.
    """
    dates = _as_days(days)
    return np.asarray(np.is_busday(dates, busdaycal=_calendar()) & ~np.isnat(dates))


@cache
def _calendar() -> np.busdaycalendar:
    """Return numpy's calendar of Mondays to Fridays without bank holidays."""
    return np.busdaycalendar(holidays=np.array(bank_holidays(), dtype="datetime64[D]"))


def _as_days(dates: Dates) -> npt.NDArray[np.datetime64]:
    """Return dates as whole days, however they are held."""
    return np.atleast_1d(np.asarray(dates, dtype="datetime64[us]")).astype("datetime64[D]")


def _known(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.bool_]:
    """Tell which days lie in the years whose bank holidays are known."""
    first, last = known_years()
    return np.asarray((days >= np.datetime64(f"{first}-01-01")) & (days <= np.datetime64(f"{last}-12-31")))
