"""The counts on record that a forecast from children's own records follows from, and their addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from turncurve.analyses import series
from turncurve.indicators import registry
from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Period, at
from turncurve.tables.council import identify
from turncurve.tables.records import Records

__all__ = ["addresses", "home_address", "on_the_way", "three_years_to"]

PLACED, WAITING = "yes", "no"
"""Whether a child on the way lives with the family that is to adopt it."""


def on_the_way(records: Records, days: tuple[dt.date, ...]) -> tuple[Figures, Figures]:
    """Count the children on the way to adoption on some days, all and by whether they live with the family.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    days : tuple of datetime.date
        The days.

    Returns
    -------
    tuple of (Figures, Figures)
        All of them, and by home.
    """
    area, periods = identify(records.council).name, tuple(at(day) for day in days)
    names = ("children_on_the_way_to_adoption", "children_on_the_way_by_home")
    whole, by_home = (registry.measure(name, records, periods=periods, area=area) for name in names)
    return whole, by_home


def addresses(figures: Figures, period: Period) -> tuple[CellKey, ...]:
    """Return the addresses of the children that one period's value is over.

    Parameters
    ----------
    figures : Figures
        One series without categories.
    period : Period
        The period.

    Returns
    -------
    tuple of CellKey
        One, or none where the period has no measurement.
    """
    return tuple(figures.keys_of(each)[0] for each in figures.measurements if each.period == period)


def home_address(by_home: Figures, day: dt.date, *, placed: str) -> tuple[CellKey, ...]:
    """Return the address of the children on the way who do, or do not, live with the family on a day.

    Parameters
    ----------
    by_home : Figures
        Children on the way by home.
    day : datetime.date
        The day.
    placed : {"yes", "no"}
        Which of them.

    Returns
    -------
    tuple of CellKey
        One, or none where there was none such on any day.
    """
    return tuple(
        by_home.keys_of(each)[0]
        for each in by_home.measurements
        if each.period == at(day) and each.breakdown[0][1] == placed
    )


def three_years_to(records: Records, indicator: str, *, last: dt.date) -> Figures:
    """Return a measure of the scorecard over the windows that end by a day.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The measure's identifier.
    last : datetime.date
        The day.

    Returns
    -------
    Figures
        One measurement a window.
    """
    held = series.measured(records, indicator, grain="three_years")
    return replace(held, measurements=tuple(each for each in held.measurements if each.period.end <= last))
