"""Which partner agencies come to conferences when invited, and which send a report."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.chair_windows import windows
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period
from turncurve.tables.council import identify
from turncurve.tables.records import Records

INDICATORS = ("agencies_attending", "agencies_reporting")


@dataclass(frozen=True)
class Partners(FromFigures):
    """How often each partner agency came, and reported, when it was invited.

    Parameters
    ----------
    figures : tuple of Figures
        Attendance, and reports, each by agency over the same periods.
    periods : tuple of Period
        The twelve months to the last, and the twelve before where they are held.
    """

    figures: tuple[Figures, ...]
    periods: tuple[Period, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that were ever invited, in alphabetical order."""
        found = {dict(each.breakdown)["agency"] for figures in self.figures for each in figures.measurements}
        return tuple(sorted(found))

    def at(self, figures: Figures, agency: str, *, period: Period) -> Measurement | None:
        """Return what was measured of one agency and period.

        Parameters
        ----------
        figures : Figures
            Attendance or reports.
        agency : str
            The agency.
        period : Period
            The period.

        Returns
        -------
        Measurement or None
            None where nothing was.
        """
        return next(
            (each for each in figures.measurements if ("agency", agency) in each.breakdown and each.period == period),
            None,
        )


def partners(records: Records) -> Partners:
    """Count how often each partner agency came, and reported, when it was invited.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Partners
        Over the twelve months to the last one that chairs returned, and the twelve before.
    """
    _, *asked = windows(records).asked
    area = identify(records.council).name
    figures = tuple(
        registry.measure(each, records, periods=tuple(asked), area=area, by=("agency",)) for each in INDICATORS
    )
    return Partners(figures, tuple(asked))
