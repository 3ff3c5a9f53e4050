"""Two periods side by side: what the counts did, before anything is inferred from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import sqrt

from turncurve.indicators.figures import Figures, Measurement


@dataclass(frozen=True)
class Step:
    """A step from one period's counts to another's.

    Parameters
    ----------
    before, latest : Measurement
        The two, both with a value.
    standard_errors : float or None
        The difference in standard errors of chance alone, were cases independent; None for a mean, or where nothing
        or everything was counted in both.
    """

    before: Measurement
    latest: Measurement
    standard_errors: float | None

    @property
    def more(self) -> int:
        """How many more were counted on top: below 0 for fewer."""
        return (self.latest.numerator or 0) - (self.before.numerator or 0)

    @property
    def denominator_growth(self) -> float | None:
        """How much larger the denominator is, as a part of what it was; None for a count."""
        if not self.before.denominator or self.latest.denominator is None:
            return None
        return self.latest.denominator / self.before.denominator - 1


def last_step(figures: Figures, *, since: dt.date | None) -> Step | None:
    """Set the latest value beside the last of the baseline.

    Parameters
    ----------
    figures : Figures
        One series of one area.
    since : datetime.date, optional
        The baseline's end; the value before the latest where not given, or where nothing came since.

    Returns
    -------
    Step or None
        None where either value is not known, or for a mean over pooled years, which shares children with its neighbour.
    """
    held = figures.measurements
    if len(held) < 2 or figures.definition.window == "three years pooled" or figures.grain() == "three_years":
        return None
    latest, before = held[-1], held[-2]
    past = [each for each in held[:-1] if since is not None and each.period.end <= since]
    before = past[-1] if past else before
    if figures.value(latest) is None or figures.value(before) is None:
        return None
    return Step(before, latest, _standard_errors(figures, before, latest))


def _standard_errors(figures: Figures, before: Measurement, latest: Measurement) -> float | None:
    """Return a difference in standard errors of chance: pooled for shares; Poisson for counts."""
    one, two = before.numerator or 0, latest.numerator or 0
    if figures.definition.kind == "count":
        return (two - one) / sqrt(one + two) if one + two else None
    below = (before.denominator or 0, latest.denominator or 0)
    pooled = (one + two) / sum(below)
    if figures.definition.kind != "proportion" or not 0 < pooled < 1:
        return None
    chance = sqrt(pooled * (1 - pooled) * (1 / below[0] + 1 / below[1]))
    return (two / below[1] - one / below[0]) / chance
