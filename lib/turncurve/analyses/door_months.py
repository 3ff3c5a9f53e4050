"""The months of the front door: working days, school holidays, and what counts vary with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.count_regression import CountRegression, regress_counts
from turncurve.reference.periods import Period
from turncurve.reference.working_days import is_working_day
from turncurve.tables.initial_access import Holiday

FloatArray = npt.NDArray[np.float64]
TREND = "each year"
MONTHS_OF_YEAR = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
"""The months of a reporting year, by number."""


def working_days(periods: Sequence[Period], *, within: Sequence[Holiday] | None = None) -> FloatArray:
    """Count the working days of each period.

    Parameters
    ----------
    periods : sequence of Period
        The periods.
    within : sequence of Holiday, optional
        Count only those that lie in one of these stretches; all where not given.

    Returns
    -------
    array of float, one value a period
        Mondays to Fridays that are no bank holiday.
    """
    return np.array([_days(each, within) for each in periods])


def known(figures: Figures) -> tuple[Measurement, ...] | str:
    """Return the months of a series, or why they cannot be used.

    Parameters
    ----------
    figures : Figures
        A series by month.

    Returns
    -------
    tuple of Measurement or str
        Every month in order; a sentence without its full stop where one is not known or not shown, or the series is by
        longer periods.
    """
    held = figures.measurements
    if not held:
        return "no month is covered by the records"
    if any(each.period.months != 1 for each in held):
        return "the figures may not be shown by month"
    lacking = sum(each.numerator is None for each in held)
    if lacking:
        return f"{lacking} of {len(held)} months are not known or not shown"
    return held


def regress_months(held: Sequence[Measurement], terms: Mapping[str, FloatArray]) -> CountRegression:
    """Fit monthly counts for each working day.

    Parameters
    ----------
    held : sequence of Measurement
        Every month, with its count.
    terms : mapping of str to array of float
        What the counts may vary with, by name.

    Returns
    -------
    CountRegression
        Ratios of contacts a working day.
    """
    exposure = working_days([each.period for each in held])
    return regress_counts([each.numerator or 0 for each in held], terms, exposure=exposure)


def trend(periods: Sequence[Period]) -> FloatArray:
    """Return how many years each month lies after the first.

    Parameters
    ----------
    periods : sequence of Period
        Months in order.

    Returns
    -------
    array of float, one value a month
        Years.
    """
    return np.array([each.start.year * 12 + each.start.month for each in periods], dtype=float) / 12.0 - (
        (periods[0].start.year * 12 + periods[0].start.month) / 12.0
    )


def season(periods: Sequence[Period], *, without: int = 3) -> dict[str, FloatArray]:
    """Return what tells the months of the year apart, each against the average month.

    Parameters
    ----------
    periods : sequence of Period
        Months.
    without : int
        The month, by number, that has no term of its own: it is what the others leave.

    Returns
    -------
    dict of str to array of float
        By the month's name: 1 in it, -1 in the month without a term.
    """
    numbers = np.array([each.start.month for each in periods])
    return {
        month_name(month): (numbers == month).astype(float) - (numbers == without)
        for month in MONTHS_OF_YEAR
        if month != without
    }


def month_name(number: int) -> str:
    """Return a month's name.

    Parameters
    ----------
    number : int
        From 1 to 12.

    Returns
    -------
    str
        Such as "April".
    """
    return str(pd.Timestamp(2013, number, 1).month_name())


def _days(period: Period, within: Sequence[Holiday] | None) -> float:
    """Count one period's working days."""
    days = np.arange(np.datetime64(period.start), np.datetime64(period.end) + np.timedelta64(1, "D"))
    counted = is_working_day(days)
    if within is not None:
        inside = [(days >= np.datetime64(each.first)) & (days <= np.datetime64(each.last)) for each in within]
        counted &= np.logical_or.reduce(inside) if inside else np.zeros(len(days), dtype=bool)
    return float(counted.sum())
