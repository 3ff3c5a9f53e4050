"""Whether any conference chair differs from the others by more than chance and usual differences: no ranking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from turncurve.analyses.chair_windows import by_chair, windows
from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.funnel import FEWEST_AREAS, FunnelLimits, funnel_limits
from turncurve.reference.periods import Period
from turncurve.tables.records import Records

FEWEST_CASES = 20
"""A chair with fewer cases cannot be told from the others, and says nothing of how far chairs usually differ."""


@dataclass(frozen=True)
class ChairsApart:
    """Each chair's share of one indicator among all chairs'.

    Parameters
    ----------
    figures : tuple of Figures
        One indicator by chair, over one period.
    period : Period
        The period.
    """

    for_the_board_alone: ClassVar[bool] = True

    figures: tuple[Figures, ...]
    period: Period

    def over(self, figures: tuple[Figures, ...]) -> ChairsApart:
        """Return the same made from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One indicator by chair.

        Returns
        -------
        ChairsApart
            Over the same period.
        """
        return replace(self, figures=figures)

    @property
    def places(self) -> tuple[Measurement, ...]:
        """The chairs with a value, in the order of their letters."""
        (figures,) = self.figures
        return tuple(each for each in figures.measurements if figures.value(each) is not None)

    @property
    def enough(self) -> tuple[Measurement, ...]:
        """Those with so many cases that they can be told from the others."""
        return tuple(each for each in self.places if (each.denominator or 0) >= FEWEST_CASES)

    @property
    def too_few(self) -> tuple[Measurement, ...]:
        """Those with too few cases to tell anything of."""
        return tuple(each for each in self.places if (each.denominator or 0) < FEWEST_CASES)

    @property
    def total(self) -> tuple[int, int]:
        """What stands on top and below over all chairs with a value."""
        return sum(each.numerator or 0 for each in self.places), sum(each.denominator or 0 for each in self.places)

    @cached_property
    def limits(self) -> FunnelLimits:
        """The limits about the share of all chairs together, as wide as those with enough cases differ; or why none."""
        above, below = [each.numerator or 0 for each in self.enough], [each.denominator or 0 for each in self.enough]
        if len(self.enough) < FEWEST_AREAS:
            few = (
                f"only {len(self.enough)} of {len(self.places)} chairs have {FEWEST_CASES} cases or more, and at least "
                f"{FEWEST_AREAS} are needed to tell how far chairs usually differ"
            )
            return FunnelLimits(0.0, 1.0, len(self.enough), few)
        having, units = self.total  # those of few cases count in it, so that it is the share that is said
        return funnel_limits(above, below, centre=having / units)

    def beyond(self, place: Measurement) -> float | None:
        """Return the outermost limits that a chair lies outside.

        Parameters
        ----------
        place : Measurement
            One of those with enough cases.

        Returns
        -------
        float or None
            0.998 or 0.95; None where it lies inside both, or there are no limits.
        """
        return self.limits.beyond(place.numerator or 0, place.denominator or 1)


def apart(records: Records, indicator: str) -> ChairsApart:
    """Set each chair's share of an indicator among all chairs', over the twelve months to the last one returned.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    ChairsApart
        By letter and never by name.

    Raises
    ------
    TurnCurveError
        If the indicator is no share.
    """
    period = windows(records).twelve
    figures = by_chair(records, indicator, period)
    if figures.definition.kind != "proportion":
        raise TurnCurveError(
            f"chairs can be set among one another by a share, and {figures.definition.title} is none",
            where=f"indicator {indicator}",
            remedy="Choose an indicator that is a share",
        )
    return ChairsApart((figures,), period)
