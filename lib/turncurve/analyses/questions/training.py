"""Whether staff were inducted in time, what training they had by employer standard, and whether it changed practice."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, measured, over_periods
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Period
from turncurve.reference.workforce import employer_standards, induction_weeks
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Training(FromFigures):
    """Induction year by year, and training of the last two years by employer standard.

    Parameters
    ----------
    figures : tuple of Figures
        Inductions in time by year, then by standard training completed by year, and put to use over the last two years
        together; none where no record is held.
    """

    figures: tuple[Figures, ...]

    @property
    def standards(self) -> tuple[str, ...]:
        """The eight employer standards, each with its number."""
        return tuple(f"{number} {title}" for number, title in employer_standards().items())

    @property
    def weeks(self) -> int:
        """The weeks within which induction should be complete."""
        return induction_weeks()


def training(records: Records) -> Training:
    """Measure induction and training in every whole year that the records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Training
        Without figures where no record of training is held, or it covers no whole year.
    """
    if not held(records, "workers", "training"):
        return Training(())
    inducted = measured(records, ("inducted_in_time",), grain="year")
    years = [each.period for each in inducted[0].measurements][-2:]
    if not years:
        return Training(())
    completed = over_periods(records, "training_completed", years)
    together = Period(years[0].start, years[-1].end)  # what was followed up in one year is too little to tell
    return Training((*inducted, completed, over_periods(records, "training_put_to_use", (together,))))
