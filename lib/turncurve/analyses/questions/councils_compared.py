"""How councils differ, by more than chance and usual differences: each among all, by size, and never ranked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.many_councils import TAKEN_ON, measured_of_each, taken_on_of_each
from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.funnel import FEWEST_AREAS, OUTER, FunnelLimits, chance_of_as_many, funnel_limits
from turncurve.tables.records import Records

FEWEST_CASES = 20
"""A council with fewer cases cannot be told from the others, and says nothing of how far councils usually differ."""
FEWEST_COUNCILS = 2
RARE = 0.05
"""How seldom as many councils lie outside the 99.8% limits by chance where a measure is said to tell some apart."""
MEASURES = (
    "repeat_child_protection_plans",
    "re_referrals_within_12_months",
    "initial_conferences_within_15_working_days",
    "assessments_on_time",
    TAKEN_ON,
)
"""Shares of work that every council returns, each of cases so many that most councils can be told from chance."""
_BOARD_ALONE = (
    "each council's small counts stand on this page, and no plan hides them over the council and all councils together"
)


@dataclass(frozen=True)
class CouncilsCompared(FromFigures):
    """One share of each council over one year, among all councils'.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one measurement a council; none where there is nothing to compare.
    """

    for_the_board_alone: ClassVar[str] = _BOARD_ALONE

    figures: tuple[Figures, ...]

    @property
    def places(self) -> tuple[Measurement, ...]:
        """The measurement of each council, in the order of their folders."""
        return tuple(place for each in self.figures for place in each.measurements)

    @property
    def enough(self) -> tuple[Measurement, ...]:
        """The councils with so many cases that they can be told from the others."""
        return tuple(each for each in self.places if each.status == "measured" and _cases(each) >= FEWEST_CASES)

    @property
    def too_few(self) -> tuple[Measurement, ...]:
        """The councils with too few cases to tell anything of."""
        return tuple(each for each in self.places if _is_known(each) and _cases(each) < FEWEST_CASES)

    @property
    def without(self) -> tuple[Measurement, ...]:
        """The councils whose records do not cover the year."""
        return tuple(each for each in self.places if not _is_known(each))

    @property
    def total(self) -> tuple[int, int]:
        """What stands on top and below over all councils together."""
        return sum(each.numerator or 0 for each in self.places), sum(map(_cases, self.places))

    @cached_property
    def limits(self) -> FunnelLimits:
        """The limits about the share of all together, as wide as councils with enough cases differ; or why none."""
        if len(self.enough) < FEWEST_AREAS:
            few = (
                f"only {len(self.enough)} of {len(self.places)} councils have {FEWEST_CASES} cases or more, and at "
                f"least {FEWEST_AREAS} are needed to tell how far councils usually differ"
            )
            return FunnelLimits(0.0, 1.0, len(self.enough), few)
        having, units = self.total
        above, below = [each.numerator or 0 for each in self.enough], [_cases(each) for each in self.enough]
        return funnel_limits(above, below, centre=having / units)

    def beyond(self, place: Measurement) -> float | None:
        """Return the outermost limits that a council lies outside.

        Parameters
        ----------
        place : Measurement
            One of those with enough cases.

        Returns
        -------
        float or None
            0.998 or 0.95; None where it lies inside both, or there are no limits.
        """
        return self.limits.beyond(place.numerator or 0, _cases(place) or 1)

    @property
    def chance(self) -> float:
        """How likely as many councils lie outside the 99.8% limits, or more, where none is unusual."""
        outside = sum(self.beyond(each) == OUTER for each in self.enough)
        return chance_of_as_many(outside, areas=len(self.enough))


@dataclass(frozen=True)
class AllMeasures(FromFigures):
    """Every measure of the page, each among all councils: the page's answer.

    Parameters
    ----------
    figures : tuple of Figures
        One series a measure and council, measure by measure.
    """

    for_the_board_alone: ClassVar[str] = _BOARD_ALONE

    figures: tuple[Figures, ...]

    @property
    def by_measure(self) -> tuple[CouncilsCompared, ...]:
        """Each measure by itself."""
        names = dict.fromkeys(each.definition.id for each in self.figures)
        return tuple(CouncilsCompared(tuple(e for e in self.figures if e.definition.id == name)) for name in names)


@dataclass(frozen=True)
class EachCouncil(AllMeasures):
    """Every council by every measure, for whoever looks for one council or for all of them.

    Parameters
    ----------
    figures : tuple of Figures
        One series a measure and council, measure by measure.
    """

    @property
    def by_council(self) -> tuple[tuple[str, tuple[Measurement, ...]], ...]:
        """Each council's name with its measurement by each measure, in the order of their folders."""
        measures = (each.places for each in self.by_measure)
        return tuple((places[0].area, places) for places in zip(*measures, strict=True))


def compared(records: Records, indicator: str) -> CouncilsCompared:
    """Set each council's share among all councils' over the last year to March.

    Parameters
    ----------
    records : Records
        Those of the councils together, as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    CouncilsCompared
        Without figures where the records are of one council, or fewer than two are held.

    Raises
    ------
    TurnCurveError
        If the indicator is no share, or is broken down into categories.
    """
    definition = registry.definition(indicator)
    if definition.kind != "proportion" or definition.by:
        raise TurnCurveError(
            f"councils can be set among one another by a share, and {definition.title} is none",
            where=f"indicator {indicator}",
            remedy="Choose an indicator that is a share without categories",
        )
    found = taken_on_of_each(records) if indicator == TAKEN_ON else measured_of_each(records, indicator)
    return CouncilsCompared(found if len(found) >= FEWEST_COUNCILS else ())


def all_measures(records: Records) -> AllMeasures:
    """Set each council among all councils by every measure of the page.

    Parameters
    ----------
    records : Records
        Those of the councils together, as they stood on the report's date.

    Returns
    -------
    AllMeasures
        Without figures where there is nothing to compare.
    """
    return AllMeasures(tuple(figures for name in MEASURES for figures in compared(records, name).figures))


def each_council(records: Records) -> EachCouncil:
    """Set every council beside its measures.

    Parameters
    ----------
    records : Records
        Those of the councils together, as they stood on the report's date.

    Returns
    -------
    EachCouncil
        Without figures where there is nothing to compare.
    """
    return EachCouncil(all_measures(records).figures)


def _is_known(place: Measurement) -> bool:
    """Tell whether a council's counts are known, none among them."""
    return place.status in {"measured", "no cases"}


def _cases(place: Measurement) -> int:
    """Return a council's cases."""
    return place.denominator or 0
