"""Days as whole numbers, in which the example's lives are simulated, and the working days among them."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import numpy.typing as npt

from turncurve.reference.working_days import is_working_day

Numbers = npt.NDArray[np.int64]
NEVER = 60_000
"""A day far beyond the files: what has not happened by then is blank."""


def number(year: int, month: int, day: int) -> int:
    """Return a date's number: days since 1 January 1970.

    Parameters
    ----------
    year, month, day : int
        The date.

    Returns
    -------
    int
        The day's number.
    """
    return dt.date(year, month, day).toordinal() - dt.date(1970, 1, 1).toordinal()


FIRST_DAY = number(2009, 4, 1)
LAST_DAY = number(2013, 3, 31)


def year_bounds(year: int) -> tuple[int, int]:
    """Return the first and last day of a reporting year.

    Parameters
    ----------
    year : int
        The year in which the reporting year ends.

    Returns
    -------
    tuple of int
        1 April of the year before, and 31 March.
    """
    return number(year - 1, 4, 1), number(year, 3, 31)


def year_of(days: Numbers) -> Numbers:
    """Return the reporting year in which each day lies.

    Parameters
    ----------
    days : array of int
        Day numbers.

    Returns
    -------
    array of int
        The year in which the reporting year ends.
    """
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) - 3
    return np.asarray(months // 12 + 1971)


def dates(days: Numbers) -> npt.NDArray[np.datetime64]:
    """Return day numbers as dates.

    Parameters
    ----------
    days : array of int
        Day numbers; NEVER or later for what has not happened.

    Returns
    -------
    array of datetime64[s]
        Dates, NaT where it has not happened by the last day of the files.
    """
    held = np.asarray(days).astype("datetime64[D]")
    return np.where(np.asarray(days) > LAST_DAY, np.datetime64("NaT", "D"), held).astype("datetime64[s]")


@cache
def working_days() -> Numbers:
    """List the working days from 1996 to 2014.

    Returns
    -------
    array of int
        Day numbers, in order.
    """
    every = np.arange(number(1996, 1, 1), number(2015, 1, 1))
    return every[is_working_day(every.astype("datetime64[D]"))]


def shift(days: Numbers, steps: Numbers | int) -> Numbers:
    """Return the day a number of working days later or earlier.

    Parameters
    ----------
    days : array of int
        Day numbers; a day that is not a working day counts as the one before it.
    steps : array of int
        Working days forward, or back where negative.

    Returns
    -------
    array of int
        Working days.
    """
    calendar = working_days()
    return np.asarray(calendar[np.searchsorted(calendar, days, side="right") - 1 + steps])


def working_days_of_month(year: int, month: int, *, quiet: bool = False) -> Numbers:
    """List the working days of one month of a reporting year.

    Parameters
    ----------
    year : int
        The year in which the reporting year ends.
    month : int
        Months after April: 0 for April, 11 for March.
    quiet : bool
        Whether to leave out the days about Christmas and about the turn of the reporting year, on which no
        conference is held.

    Returns
    -------
    array of int
        Day numbers.
    """
    first = number(year - 1 + (month + 3) // 12, (month + 3) % 12 + 1, 1)
    last = number(year - 1 + (month + 4) // 12, (month + 4) % 12 + 1, 1)
    calendar = working_days()
    found = calendar[(calendar >= first) & (calendar < last)]
    if not quiet:
        return found
    after_new_year, before_christmas = number(year, 1, 7), number(year - 1, 12, 21)
    away = (found > before_christmas) & (found < after_new_year)
    start, end = year_bounds(year)
    return found[~away & (found > start) & (found < end)]
