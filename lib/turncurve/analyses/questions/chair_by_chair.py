"""What each conference chair saw and did, as counts: for those who manage chairs, and never for the public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from turncurve.analyses.chair_windows import by_chair, chair_of, windows
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period
from turncurve.tables.records import Records

INDICATORS = (
    "conferences_chaired", "chaired_reviews_on_time", "non_compliance_raised", "unassessed_risk_recorded",
    "plans_unchanged_between_reviews", "contingency_plan_present", "challenge_where_there_was_concern",
)  # fmt: skip


@dataclass(frozen=True)
class ChairByChair:
    """What each chair saw and did in one period.

    Parameters
    ----------
    figures : tuple of Figures
        One indicator each, by chair.
    period : Period
        When.
    """

    for_the_board_alone: ClassVar[bool] = True

    figures: tuple[Figures, ...]
    period: Period

    def over(self, figures: tuple[Figures, ...]) -> ChairByChair:
        """Return the same made from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One indicator each, by chair, in the same order.

        Returns
        -------
        ChairByChair
            Of the same period.
        """
        return replace(self, figures=figures)

    @property
    def chairs(self) -> tuple[str, ...]:
        """The chairs with any case, in the order in which they first appear in the returns."""
        found = {chair_of(each.breakdown) for figures in self.figures for each in figures.measurements}
        return tuple(sorted(found, key=lambda chair: (len(chair), chair)))

    def at(self, figures: Figures, chair: str) -> Measurement | None:
        """Return what was measured of one chair; None where there was no case.

        Parameters
        ----------
        figures : Figures
            One of the answer's.
        chair : str
            The chair's letter, such as "Chair A".

        Returns
        -------
        Measurement or None
            The chair's measurement.
        """
        return next((each for each in figures.measurements if chair_of(each.breakdown) == chair), None)


def each_chair(records: Records, *, months: int = 12) -> ChairByChair:
    """Count what each chair saw and did.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    months : {1, 12}
        Whether of the last whole month that chairs returned, or of the twelve months to it.

    Returns
    -------
    ChairByChair
        By letter and never by name.
    """
    held = windows(records)
    period = held.month if months == 1 else held.twelve
    return ChairByChair(tuple(by_chair(records, each, period) for each in INDICATORS), period)
