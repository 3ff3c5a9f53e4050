"""Whom early help reaches before the threshold of social care, and what passes between levels 2b and 3."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, over_periods
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period, spans
from turncurve.tables.records import Records

INDICATORS = (
    "early_help_started", "early_help_by_route", "early_help_by_level", "early_help_assessments_finished",
    "early_help_stepped_up_by_level", "referred_within_6_months_of_early_help", "referrals_reached_by_early_help",
    "referrals_without_further_action",
)  # fmt: skip
YEARS = 2


@dataclass(frozen=True)
class Reading:
    """One measure, or one category of one, over the years.

    Parameters
    ----------
    figures : Figures
        The measure.
    category : str
        The category; empty for the whole.
    measurements : tuple of Measurement or None
        One a year, in order.
    """

    figures: Figures
    category: str
    measurements: tuple[Measurement | None, ...]


@dataclass(frozen=True)
class EarlyHelpReach(FromFigures):
    """Early help and the threshold, year by year.

    Parameters
    ----------
    figures : tuple of Figures
        The measures; none where no early help return is held.
    """

    figures: tuple[Figures, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The years, in order of time."""
        return tuple(sorted({each.period for held in self.figures for each in held.measurements}))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every measure and category, in the order of the measures."""
        return tuple(each for figures in self.figures for each in self._readings(figures))

    def _readings(self, figures: Figures) -> list[Reading]:
        """Return the readings of one measure."""
        names = sorted({category for each in figures.measurements for _, category in each.breakdown}) or [""]
        held = {_key(each): each for each in figures.measurements}
        return [Reading(figures, name, tuple(held.get((name, period)) for period in self.periods)) for name in names]


def _key(each: Measurement) -> tuple[str, Period]:
    """Return a measurement's category and period."""
    return next((category for _, category in each.breakdown), ""), each.period


def early_help_reach(records: Records) -> EarlyHelpReach:
    """Measure early help and the threshold over the last two years on record.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    EarlyHelpReach
        Without figures where no early help return is held, or it covers no whole year.
    """
    if not held(records, "early_help", "referrals"):
        return EarlyHelpReach(())
    window = registry.covered(INDICATORS[0], records)
    years = spans("year", first=window.start, last=min(window.end, records.as_at))[-YEARS:]
    return EarlyHelpReach(tuple(over_periods(records, name, years) for name in INDICATORS) if years else ())
