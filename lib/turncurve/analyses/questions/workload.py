"""Whether workloads are safe: cases a worker, weighed against what each may hold, and cases that nobody holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, last_dates, measured, of, on, over_periods
from turncurve.indicators.figures import Figures
from turncurve.reference.workforce import WorkloadScheme, workload_scheme
from turncurve.tables.records import Records
from turncurve.tables.workload_scheme import scheme_for

MEASURES = ("workers_over_target", "cases_per_worker", "working_time_of_case_holders", "cases_without_a_worker")

SPREAD = ("workers_by_load", "over_target_by_experience", "workers_over_target")


@dataclass(frozen=True)
class Workload(FromFigures):
    """How many workers hold more than they may, and cases per worker, at the end of each quarter.

    Parameters
    ----------
    figures : tuple of Figures
        In the order of `MEASURES`; none where no caseloads are held.
    scheme : WorkloadScheme
        The scheme by which cases are weighed.
    """

    figures: tuple[Figures, ...]
    scheme: WorkloadScheme = field(default_factory=workload_scheme)

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The dates on which cases were counted."""
        return tuple(each.period.end for each in self.figures[0].measurements) if self.figures else ()

    def cases_a_full_time_worker(self, day: dt.date) -> float | None:
        """Return the cases held, for each full-time equivalent of those who hold any.

        Parameters
        ----------
        day : datetime.date
            One of `dates`.

        Returns
        -------
        float or None
            None where either may not be shown, or hours are missing for some who hold cases.
        """
        cases = on(of(self.figures, "cases_per_worker"), day)
        hours = on(of(self.figures, "working_time_of_case_holders"), day)
        if cases is None or hours is None or cases.numerator is None or not hours.numerator:
            return None
        if cases.denominator != hours.denominator:
            return None
        return 100 * cases.numerator / hours.numerator


@dataclass(frozen=True)
class LoadSpread(FromFigures):
    """How many workers carry how much, and which of them are over target, on the last date.

    Parameters
    ----------
    figures : tuple of Figures
        Workers by load, workers over target by experience, and all of them together, so that what is hidden of one
        breakdown cannot be told from the other; none where no caseloads are held.
    scheme : WorkloadScheme
        The scheme by which cases are weighed.
    """

    figures: tuple[Figures, ...]
    scheme: WorkloadScheme = field(default_factory=workload_scheme)


@dataclass(frozen=True)
class LoadByTeam(FromFigures):
    """The average load of each team's workers on the last date, and a year before.

    Parameters
    ----------
    figures : tuple of Figures
        One, broken down by team; none where no caseloads are held.
    """

    figures: tuple[Figures, ...]


def workload(records: Records) -> Workload:
    """Measure workload at the end of each quarter that the records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Workload
        Without figures where no caseloads are held.
    """
    found = measured(records, MEASURES, grain="quarter") if held(records, "workers", "caseloads") else ()
    return Workload(found, scheme_for(records))


def spread(records: Records) -> LoadSpread:
    """Count workers by load, and those over target by experience, on the last date.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    LoadSpread
        Without figures where no caseloads are held.
    """
    if not held(records, "workers", "caseloads"):
        return LoadSpread(())
    last = last_dates(records, "caseloads", "stood_on", months=(0,))
    return LoadSpread(tuple(over_periods(records, name, last) for name in SPREAD), scheme_for(records))


def by_team(records: Records) -> LoadByTeam:
    """Measure each team's average load on the last date, and a year before.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    LoadByTeam
        Without figures where no caseloads are held.
    """
    if not held(records, "workers", "caseloads"):
        return LoadByTeam(())
    return LoadByTeam((over_periods(records, "load_by_team", last_dates(records, "caseloads", "stood_on")),))
