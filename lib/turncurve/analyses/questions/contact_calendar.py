"""How contacts follow the calendar: months of the year, working days and school holidays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from turncurve.analyses import door_months, series
from turncurve.analyses.answer import FromFigures
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval
from turncurve.methods.count_regression import RateRatio
from turncurve.tables.initial_access import Holiday, said
from turncurve.tables.records import Records

HOLIDAYS = "in school holidays"
FEWEST_MONTHS = 24
"""A season is told from chance by seeing it twice at least."""


@dataclass(frozen=True)
class MonthOfYear:
    """One month of the year against the average month.

    Parameters
    ----------
    name : str
        The month.
    a_day : float
        Contacts a working day, over all years.
    ratio : float
        Its contacts a working day over those of the average month, the trend allowed for.
    interval : Interval
        For the ratio.
    """

    name: str
    a_day: float
    ratio: float
    interval: Interval


@dataclass(frozen=True)
class ContactCalendar(FromFigures):
    """Monthly counts by the calendar.

    Parameters
    ----------
    figures : tuple of Figures
        One series by month.
    holidays : tuple of Holiday
        The council's school holidays; none where it has not stated them.
    """

    figures: tuple[Figures, ...]
    holidays: tuple[Holiday, ...] = ()

    @cached_property
    def _held(self) -> tuple[Measurement, ...] | str:
        """The months, or why they cannot be used."""
        held = door_months.known(self.figures[0])
        if not isinstance(held, str) and len(held) < FEWEST_MONTHS:
            return f"a season cannot be told from chance in {len(held)} months; {FEWEST_MONTHS} are needed"
        return held

    @property
    def reason(self) -> str:
        """Why no season can be told; empty where one can."""
        return self._held if isinstance(self._held, str) else ""

    @cached_property
    def months(self) -> tuple[MonthOfYear, ...]:
        """Each month of the year, from April; none where no season can be told."""
        if isinstance(self._held, str):
            return ()
        held = self._held
        days = door_months.working_days([each.period for each in held])
        found = []
        for number in door_months.MONTHS_OF_YEAR:
            name = door_months.month_name(number)
            ratio = _season(held, without=4 if number == 3 else 3).get(name)
            if ratio is None:
                return ()
            inside = np.array([each.period.start.month == number for each in held])
            counted = sum(each.numerator or 0 for each, here in zip(held, inside, strict=True) if here)
            found.append(MonthOfYear(name, counted / float(days[inside].sum()), ratio.ratio, ratio.interval))
        return tuple(found)

    @cached_property
    def in_holidays(self) -> RateRatio | str:
        """What school holidays multiply contacts a working day by, or why that cannot be told."""
        if isinstance(self._held, str):
            return self._held
        periods = [each.period for each in self._held]
        first, last = periods[0].start, periods[-1].end
        if not self.holidays:
            return "the council has not stated its school holidays"
        stated = {day.year for each in self.holidays for day in (each.first, each.last)}
        if not set(range(first.year, last.year + 1)) <= stated:
            return "the school holidays stated do not cover all years of the records"
        part = door_months.working_days(periods, within=self.holidays) / door_months.working_days(periods)
        found = door_months.regress_months(self._held, {HOLIDAYS: part, door_months.TREND: door_months.trend(periods)})
        return found.ratio_of(HOLIDAYS) or found.reason

    @cached_property
    def a_year(self) -> RateRatio | None:
        """What each year multiplies contacts a working day by, the season allowed for."""
        return None if isinstance(self._held, str) else _season(self._held, without=3).get(door_months.TREND)


def contact_calendar(records: Records, indicator: str = "contacts") -> ContactCalendar:
    """Measure how a monthly count follows the calendar.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier: a count of what happened.

    Returns
    -------
    ContactCalendar
        Month by month of the year, and in school holidays.
    """
    held = said(records.council, folder=records.folder)
    return ContactCalendar((series.measured(records, indicator, grain="month"),), held.school_holidays)


def _season(held: tuple[Measurement, ...], *, without: int) -> dict[str, RateRatio]:
    """Return the ratio of each month but one, and of each year."""
    periods = [each.period for each in held]
    terms = {door_months.TREND: door_months.trend(periods), **door_months.season(periods, without=without)}
    return {each.name: each for each in door_months.regress_months(held, terms).ratios}
