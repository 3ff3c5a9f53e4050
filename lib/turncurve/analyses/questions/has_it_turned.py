"""Whether the curve has really changed: what the counts are, and what they can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from typing import Literal

from turncurve.analyses import series, spread
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.tables.records import Records

Verdict = Literal["risen", "fallen", "cannot tell"]


@dataclass(frozen=True)
class Change:
    """What the counts of the last two years say, and whether the share or count has really changed.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series of one area.
    """

    figures: tuple[Figures, ...]

    def over(self, figures: tuple[Figures, ...]) -> Change:
        """Return the change worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            One series of the same indicator.

        Returns
        -------
        Change
            The last two values and what they can tell.
        """
        return replace(self, figures=figures)

    @property
    def latest(self) -> Measurement | None:
        """The last measurement; None where there is none."""
        return self.figures[0].measurements[-1] if self.figures[0].measurements else None

    @property
    def before(self) -> Measurement | None:
        """The measurement before the last; None where there is none."""
        return self.figures[0].measurements[-2] if len(self.figures[0].measurements) > 1 else None

    @cached_property
    def difference(self) -> Interval | NoInterval:
        """Bounds for the change between the two, in the indicator's unit, over-dispersion carried."""
        held, latest, before = self.figures[0], self.latest, self.before
        if latest is None or before is None:
            return NoInterval("there are not two years to compare", "none")
        if held.value(latest) is None or held.value(before) is None:
            return NoInterval("one of the two values is not shown or not known", "none")
        if held.definition.kind == "mean":
            return NoInterval("a mean over pooled years shares children with the one before it", "none")
        if held.grain() == "three_years":
            return NoInterval("three years together share two of them with the three years before", "none")
        return _difference(held, before, latest, factor=spread.inflation(held))

    @property
    def verdict(self) -> Verdict:
        """Whether the value has risen or fallen by more than chance could explain."""
        bounds = self.difference
        if isinstance(bounds, NoInterval) or bounds.lower <= 0 <= bounds.upper:
            return "cannot tell"
        return "risen" if bounds.lower > 0 else "fallen"


def change(records: Records, indicator: str) -> Change:
    """Compare the last two years.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Change
        What the counts say, and whether it has really changed.
    """
    return Change((series.measured(records, indicator, grain="year"),))


def _difference(figures: Figures, before: Measurement, latest: Measurement, *, factor: float) -> Interval:
    """Bound the difference of two shares or counts from the interval of each (Newcombe's method for shares)."""
    first, second = figures.value(before) or 0.0, figures.value(latest) or 0.0
    low_high = [spread.interval_of(figures, each, factor=factor) for each in (before, latest)]
    one, two = (bounds for bounds in low_high if isinstance(bounds, Interval))
    step = second - first
    lower = step - sqrt((second - two.lower) ** 2 + (one.upper - first) ** 2)
    upper = step + sqrt((two.upper - second) ** 2 + (first - one.lower) ** 2)
    if figures.definition.kind == "count":
        return Interval(lower, upper, 0.95, "two Byar intervals, squared and added")
    return Interval(lower, upper, 0.95, "Newcombe, over-dispersed" if factor > 1 else "Newcombe")
