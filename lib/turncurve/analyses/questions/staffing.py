"""Whether enough social workers stay: turnover, empty posts, agency work and sickness, each with its base."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, measured, of, on
from turncurve.indicators.figures import Figures, Measurement
from turncurve.tables.records import Records

MEASURES = (
    "social_workers_left",
    "working_time_of_leavers",
    "social_workers_joined",
    "social_workers_in_post",
    "working_time_of_employees",
    "agency_social_workers",
    "working_time_of_agency_workers",
    "posts_vacant",
    "days_lost_to_sickness",
    "working_days_available",
)
TREND = ("posts_vacant", "agency_social_workers")


@dataclass(frozen=True)
class Rate:
    """One rate of one year, with its base.

    Parameters
    ----------
    top, below : float or None
        What is counted and what it is a share of; None where either may not be shown or is not known.
    """

    top: float | None
    below: float | None

    @property
    def percent(self) -> float | None:
        """The rate in percent; None where it has no base."""
        return 100 * self.top / self.below if self.top is not None and self.below else None


@dataclass(frozen=True)
class Staffing(FromFigures):
    """Rates of the workforce, year by year, as the Department's workforce census defines them.

    Parameters
    ----------
    figures : tuple of Figures
        One a measure, in the order of `MEASURES`, by year or at the year's end; none where no list of workers is held.
    """

    figures: tuple[Figures, ...]

    @property
    def years(self) -> tuple[dt.date, ...]:
        """The last day of each year."""
        left = of(self.figures, "social_workers_left")
        return tuple(each.period.end for each in left.measurements) if left else ()

    def people(self, name: str, year: dt.date) -> int | None:
        """Return a count of one year.

        Parameters
        ----------
        name : str
            An indicator that is a count.
        year : datetime.date
            The last day of the year.

        Returns
        -------
        int or None
            None where it may not be shown, or is not known.
        """
        found = on(of(self.figures, name), year)
        return found.numerator if found and found.status == "measured" else None

    def turnover(self, year: dt.date) -> Rate:
        """Return full-time equivalents who left in a year, of those employed at its end.

        Parameters
        ----------
        year : datetime.date
            The last day of the year.

        Returns
        -------
        Rate
            In full-time equivalents.
        """
        return Rate(self._amount("working_time_of_leavers", year, 100), self._employed(year))

    def turnover_of_people(self, year: dt.date) -> Rate:
        """Return the social workers who left in a year, of those employed at its end.

        Parameters
        ----------
        year : datetime.date
            The last day of the year.

        Returns
        -------
        Rate
            In people.
        """
        return Rate(self.people("social_workers_left", year), self.people("social_workers_in_post", year))

    def agency(self, year: dt.date) -> Rate:
        """Return full-time equivalents supplied by agencies at a year's end, of those and the employed together.

        Parameters
        ----------
        year : datetime.date
            The last day of the year.

        Returns
        -------
        Rate
            In full-time equivalents.
        """
        supplied, employed = self._amount("working_time_of_agency_workers", year, 100), self._employed(year)
        return Rate(supplied, None if supplied is None or employed is None else supplied + employed)

    def vacancy(self, year: dt.date) -> Rate:
        """Return the posts that no employee holds at a year's end, of all funded posts.

        Parameters
        ----------
        year : datetime.date
            The last day of the year.

        Returns
        -------
        Rate
            In posts.
        """
        found = on(of(self.figures, "posts_vacant"), year)
        return Rate(*_counts(found))

    def sickness(self, year: dt.date) -> Rate:
        """Return the working days lost to sickness in a year, of those available.

        Parameters
        ----------
        year : datetime.date
            The last day of the year.

        Returns
        -------
        Rate
            In days.
        """
        return Rate(self._amount("days_lost_to_sickness", year, 1), self._amount("working_days_available", year, 1))

    def _employed(self, year: dt.date) -> float | None:
        """Return the full-time equivalents employed at a year's end."""
        return self._amount("working_time_of_employees", year, 100)

    def _amount(self, name: str, year: dt.date, unit: int) -> float | None:
        """Return the sum that a mean rests on, where it may be shown; nothing to add up is none."""
        found = on(of(self.figures, name), year)
        if found is None or found.numerator is None or found.status not in {"measured", "no cases"}:
            return None
        return found.numerator / unit


@dataclass(frozen=True)
class StaffingTrend(FromFigures):
    """Empty posts and agency work at the end of each quarter.

    Parameters
    ----------
    figures : tuple of Figures
        In the order of `TREND`; none where the records do not hold them.
    """

    figures: tuple[Figures, ...]


def staffing(records: Records) -> Staffing:
    """Measure the rates of the workforce over every whole year that the records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Staffing
        Without figures where no list of workers, or none of posts, is held.
    """
    if not held(records, "workers", "posts", "absences"):
        return Staffing(())
    return Staffing(measured(records, MEASURES, grain="year"))


def trend(records: Records) -> StaffingTrend:
    """Measure empty posts and agency work at the end of each quarter.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    StaffingTrend
        Without figures where no list of workers, or none of posts, is held.
    """
    if not held(records, "workers", "posts"):
        return StaffingTrend(())
    return StaffingTrend(measured(records, TREND, grain="quarter"))


def _counts(found: Measurement | None) -> tuple[int | None, int | None]:
    """Return the two counts of a share where it may be shown."""
    return (found.numerator, found.denominator) if found and found.status == "measured" else (None, None)
