"""Which measures of adoption move before the scorecard does: children placed, and children matched since the order."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.indicators.figures import Figures
from turncurve.reference.periods import Grain
from turncurve.tables.records import Records

__all__ = ["MEASURES", "MovesFirst", "moves_first"]

MEASURES = (
    "days_to_placement_of_children_placed",
    "matched_within_4_months_of_order",
    "matched_within_6_months_of_order",
    "matched_within_12_months_of_order",
)


@dataclass(frozen=True)
class MovesFirst(FromFigures):
    """The measures that count a child when the step is taken, and not years later on adoption.

    Parameters
    ----------
    figures : tuple of Figures
        Days to moving in of the children placed; then the shares matched within 4, 6 and 12 months of the order.
    """

    figures: tuple[Figures, ...]


def moves_first(records: Records, *, grain: Grain = "year") -> MovesFirst:
    """Measure what moves before the scorecard does.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    grain : {"quarter", "year"}
        Length of each period.

    Returns
    -------
    MovesFirst
        One series a measure.
    """
    return MovesFirst(tuple(series.measured(records, name, grain=grain) for name in MEASURES))
