"""Periods of time as the field uses them: months, quarters, years ending 31 March, and pooled years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from turncurve.errors import TurnCurveError

Grain = Literal["month", "quarter", "year", "three_years"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
MONTHS_IN: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12, "three_years": 36}


@dataclass(frozen=True, order=True)
class Period:
    """The days that a figure covers, first and last included.

    Parameters
    ----------
    start : datetime.date
        First day covered.
    end : datetime.date
        Last day covered; equal to `start` for a figure at one date.

    Raises
    ------
    TurnCurveError
        If the period ends before it starts.
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts.

        Raises
        ------
        TurnCurveError
            If it does.
        """
        if self.end < self.start:
            raise TurnCurveError(
                f"a period cannot end ({self.end.isoformat()}) before it starts ({self.start.isoformat()})",
                remedy="Give the earlier date first",
            )

    @property
    def is_one_date(self) -> bool:
        """Whether the period is a single date."""
        return self.start == self.end

    @property
    def days(self) -> int:
        """Length in days, first and last included."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int | None:
        """Whole calendar months covered, or None where the period is not made of whole months."""
        if self.start.day != 1 or (self.end + dt.timedelta(days=1)).day != 1:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def label(self) -> str:
        """The period in a reader's words, such as "March 2013" or "year to March 2013"."""
        if self.is_one_date:
            return f"{self.end.day} {self.end:%B %Y}"
        length = self.months
        if length == 1:
            return f"{self.end:%B %Y}"
        if length == 3:
            return f"{self.start:%B} to {self.end:%B %Y}"
        if length is not None and length % 12 == 0:
            count = "year" if length == 12 else f"{_WORDS.get(length // 12, str(length // 12))} years"
            return f"{count} to {self.end:%B %Y}"
        return f"{self.start.day} {self.start:%B %Y} to {self.end.day} {self.end:%B %Y}"

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share a day.

        Parameters
        ----------
        other : Period
            The other period.

        Returns
        -------
        bool
            True where at least one day is in both.
        """
        return self.start <= other.end and other.start <= self.end


_WORDS = {2: "two", 3: "three", 4: "four", 5: "five"}


def month(year: int, number: int) -> Period:
    """Return one calendar month.

    Parameters
    ----------
    year : int
        Calendar year.
    number : int
        Month of the year, 1 to 12.

    Returns
    -------
    Period
        From the first to the last day of the month.
    """
    following = dt.date(year + number // 12, number % 12 + 1, 1)
    return Period(dt.date(year, number, 1), following - dt.timedelta(days=1))


def year_ending(year: int) -> Period:
    """Return the reporting year that ends on 31 March of `year`.

    Parameters
    ----------
    year : int
        The year in which the reporting year ends: 2013 for April 2012 to March 2013.

    Returns
    -------
    Period
        1 April of the year before to 31 March.
    """
    return Period(dt.date(year - 1, 4, 1), dt.date(year, 3, 31))


def at(day: dt.date) -> Period:
    """Return the period that is a single date, for figures such as plans open on it.

    Parameters
    ----------
    day : datetime.date
        The date.

    Returns
    -------
    Period
        A period of that one date.
    """
    return Period(day, day)


def spans(grain: Grain, *, first: dt.date, last: dt.date) -> tuple[Period, ...]:
    """List the whole periods of one grain that lie between two dates.

    Quarters and years follow the reporting year: they start in April, July, October and January, and on 1 April.
    Three years are windows that end on each 31 March, so they overlap, as the adoption scorecard's do.

    Parameters
    ----------
    grain : {"month", "quarter", "year", "three_years"}
        Length of each period.
    first : datetime.date
        No period starts before this date.
    last : datetime.date
        No period ends after this date.

    Returns
    -------
    tuple of Period
        In order of time; empty where no whole period fits.
    """
    length = MONTHS_IN[grain]
    step = 12 if grain == "three_years" else length
    cursor = first.year * 12 + first.month - 1 + (1 if first.day > 1 else 0)
    cursor += (3 - cursor) % step if step > 1 else 0
    found: list[Period] = []
    while True:
        end_index = cursor + length - 1
        end = month(end_index // 12, end_index % 12 + 1).end
        if end > last:
            return tuple(found)
        found.append(Period(dt.date(cursor // 12, cursor % 12 + 1, 1), end))
        cursor += step


def check_sequence(periods: tuple[Period, ...]) -> None:
    """Refuse a series with a gap, a duplicated or an overlapping period.

    Parameters
    ----------
    periods : tuple of Period
        Periods in the order of the series.

    Raises
    ------
    TurnCurveError
        If two neighbours are the same, overlap, or leave days between them.
    """
    for before, after in pairwise(periods):
        if before == after:
            raise TurnCurveError(f"the period {after.label} is there twice", remedy="Keep one row a period")
        if before.overlaps(after):
            raise TurnCurveError(
                f"{before.label} and {after.label} overlap",
                remedy="Use periods that follow one another; overlapping windows are not independent",
            )
        if (after.start - before.end).days > 1 and not before.is_one_date:
            raise TurnCurveError(
                f"nothing is held between {before.label} and {after.label}",
                remedy="Supply the missing periods, or start the series after the gap",
            )
