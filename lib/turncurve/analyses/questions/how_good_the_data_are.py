"""How good the records behind a curve are: how far they go, what was refused, and whether others count the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.stretch import missing_between
from turncurve.errors import UnknownNameError
from turncurve.indicators import registry
from turncurve.indicators.check import Comparison, compare
from turncurve.indicators.figures import Figures
from turncurve.reference import project
from turncurve.reference.periods import Period
from turncurve.tables.council import Council, identify
from turncurve.tables.intake import Intake, intake_of
from turncurve.tables.records import Records

FEWEST_YEARS = 3
"""A curve of fewer years is short: three to five are wanted before a forecast is drawn from them."""


@dataclass(frozen=True)
class Quality(FromFigures):
    """How good the records behind one indicator are, in counts of rows and figures, never of anybody's values.

    Parameters
    ----------
    figures : tuple of Figures
        The indicator by year, for the cases that could not be counted.
    covers : Period or None
        From the first to the last day that can be measured; None where nothing is held.
    intake : tuple of Intake
        What became of the rows of each table that it reads; none where only published figures are held.
    against : str
        The area whose published figures the records should reproduce; empty where there is none to compare with.
    agreeing, differing : tuple of Period
        Periods whose published figures the records reproduce, and those that they do not.
    ours : bool
        Whether we hold the council's own records.
    """

    figures: tuple[Figures, ...]
    covers: Period | None
    intake: tuple[Intake, ...] = ()
    against: str = ""
    agreeing: tuple[Period, ...] = ()
    differing: tuple[Period, ...] = ()
    ours: bool = True

    @property
    def years(self) -> float:
        """How many years the records cover."""
        return 0.0 if self.covers is None else self.covers.days / 365.25

    @property
    def missing(self) -> tuple[dt.date, ...]:
        """The last days of the periods that are not in the series at all, between its first and its last."""
        (figures,) = self.figures
        pairs = pairwise(figures.measurements)
        return tuple(end for one, two in pairs for end in missing_between(figures, one, two))

    @property
    def is_short(self) -> bool:
        """Whether they are fewer than are wanted."""
        return round(self.years, 1) < FEWEST_YEARS


def quality(records: Records, indicator: str) -> Quality:
    """Say how good the records behind an indicator are.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Quality
        Compared with what had been published by that date, and with nothing later.
    """
    council = identify(records.council)
    definition = registry.definition(indicator)
    yearly = series.measured(records, indicator, grain="year")
    if not council.records:
        known = [each.period for each in yearly.measurements if yearly.value(each) is not None]
        covers = Period(min(each.start for each in known), max(each.end for each in known)) if known else None
        return Quality((yearly,), covers, ours=False)
    folder = records.folder or project.processed_folder(records.council)
    against, compared = _compared(records, indicator, council)
    return Quality(
        (yearly,),
        registry.covered(indicator, records),
        intake_of(definition.tables, folder=folder),
        against=against,
        agreeing=tuple(each.period for each in compared if each.agrees),
        differing=tuple(each.period for each in compared if each.agrees is False),
    )


def _compared(records: Records, indicator: str, council: Council) -> tuple[str, tuple[Comparison, ...]]:
    """Compare an indicator with what had been published of the council, or of the one whose totals it follows."""
    area = council.follows or council.name
    rows = records.table("published_figures")
    try:
        return area, compare(records, rows[rows["measure"] == indicator], area=area)
    except UnknownNameError:
        return area, ()
