"""What questions about the workforce share: figures by name, over whole periods or on single dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from turncurve.analyses import series
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Grain, Period, at
from turncurve.tables.council import identify
from turncurve.tables.records import Records


def held(records: Records, *tables: str) -> bool:
    """Tell whether a council's records hold all of some tables.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    *tables
        Names of canonical tables.

    Returns
    -------
    bool
        False where any is empty.
    """
    return all(not records.table(name).empty for name in tables)


def measured(records: Records, names: Sequence[str], *, grain: Grain) -> tuple[Figures, ...]:
    """Measure several indicators over every whole period that the records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    names : sequence of str
        Indicators that are one series each.
    grain : {"month", "quarter", "year", "three_years"}
        Length of each period.

    Returns
    -------
    tuple of Figures
        In the order of the names.
    """
    return tuple(series.measured(records, name, grain=grain) for name in names)


def over_periods(records: Records, indicator: str, periods: Sequence[Period]) -> Figures:
    """Measure an indicator over some periods, broken down as it is.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    periods : sequence of Period
        The periods.

    Returns
    -------
    Figures
        One measurement for each period and category.
    """
    return registry.measure(indicator, records, periods=periods, area=identify(records.council).name)


def last_dates(records: Records, table: str, on: str, *, months: Sequence[int] = (12, 0)) -> tuple[Period, ...]:
    """Return the last date of a table by the report's date, and those so many months before it.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    table : str
        Name of the canonical table.
    on : str
        Its column of dates, each a month's end.
    months : sequence of int
        How many months before the last date.

    Returns
    -------
    tuple of Period
        Single dates on which the table has rows, in order of time.
    """
    days = records.table(table)[on]
    last = days.max()
    wanted = [(last - pd.DateOffset(months=each) + pd.offsets.MonthEnd(0)) for each in months]
    return tuple(at(day.date()) for day in sorted(set(wanted)) if (days == day).any())


def of(figures: Sequence[Figures], name: str) -> Figures | None:
    """Return the figures of one indicator among several.

    Parameters
    ----------
    figures : sequence of Figures
        Figures of several indicators.
    name : str
        The indicator's identifier.

    Returns
    -------
    Figures or None
        None where it is not among them.
    """
    return next((each for each in figures if each.definition.id == name), None)


def on(figures: Figures | None, day: dt.date) -> Measurement | None:
    """Return the measurement of a series whose period ends on a day.

    Parameters
    ----------
    figures : Figures or None
        One series.
    day : datetime.date
        The last day of the period.

    Returns
    -------
    Measurement or None
        None where the series has none.
    """
    return next((each for each in figures.measurements if each.period.end == day), None) if figures else None


def only(figures: Figures, dimension: str, category: str) -> Figures:
    """Return the measurements of one category.

    Parameters
    ----------
    figures : Figures
        Figures broken down.
    dimension, category : str
        The category wanted.

    Returns
    -------
    Figures
        Those of that category alone.
    """
    kept = tuple(each for each in figures.measurements if dict(each.breakdown).get(dimension) == category)
    return replace(figures, measurements=kept)
