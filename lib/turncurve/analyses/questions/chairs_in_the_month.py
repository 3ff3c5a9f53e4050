"""What conference chairs saw and did in the month, over all chairs, beside the twelve months to it and those before."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.chair_windows import windows
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period
from turncurve.tables.council import identify
from turncurve.tables.records import Records

INDICATORS = (
    "conferences_chaired", "chaired_conferences_on_time", "chaired_reviews_on_time", "non_compliance_raised",
    "unassessed_risk_recorded", "contingency_plan_present", "plans_unchanged_between_reviews", "reviews_of_long_plans",
    "reviews_of_repeat_plans", "challenge_where_there_was_concern",
    "children_taking_part", "parents_taking_part",
)  # fmt: skip
CHALLENGE = "challenge_where_there_was_concern"


@dataclass(frozen=True)
class ChairsReport(FromFigures):
    """What chairs saw and did in the month, over all chairs.

    Parameters
    ----------
    figures : tuple of Figures
        One indicator each, over the same periods.
    periods : tuple of Period
        The month, the twelve months to it, and the twelve before where they are held.
    """

    figures: tuple[Figures, ...]
    periods: tuple[Period, ...]

    @property
    def month(self) -> Period:
        """The month that it is about."""
        return self.periods[0]

    def of(self, indicator: str) -> Figures:
        """Return the figures of one indicator.

        Parameters
        ----------
        indicator : str
            Its identifier, one of those of the report.

        Returns
        -------
        Figures
            Over all its periods.
        """
        return next(each for each in self.figures if each.definition.id == indicator)

    def at(self, figures: Figures, period: Period) -> Measurement | None:
        """Return what was measured of one period; None where nothing was.

        Parameters
        ----------
        figures : Figures
            One of the report's.
        period : Period
            One of the report's.

        Returns
        -------
        Measurement or None
            The measurement of that period.
        """
        return next((each for each in figures.measurements if each.period == period), None)


def in_the_month(records: Records) -> ChairsReport:
    """Report what chairs saw and did in the last whole month that they returned.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    ChairsReport
        Over all chairs; no chair by name or letter.
    """
    return records.once(_in_the_month)


def _in_the_month(records: Records) -> ChairsReport:
    """Measure every indicator of the report."""
    asked = windows(records).asked
    area = identify(records.council).name
    figures = tuple(registry.measure(each, records, periods=asked, area=area) for each in INDICATORS)
    return ChairsReport(figures, asked)
