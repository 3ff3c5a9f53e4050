"""How much more a proportion moves from one period to the next than chance alone would make it."""

from __future__ import annotations

import numpy as np

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_proportion
from turncurve.methods.dispersion import Counts


def successive_dispersion(numerators: Counts, denominators: Counts) -> float | None:
    """Measure over-dispersion from one period to the next, so that a trend is not taken for it.

    Each step between neighbours is set against the variance that chance alone would give it.

    Parameters
    ----------
    numerators : sequence of int, one a period
        Units with the property.
    denominators : sequence of int, one a period
        Units in all; a period without units is left out.

    Returns
    -------
    float or None
        The variance's inflation, never under 1; None with fewer than three periods, or where every unit is the same.

    Raises
    ------
    TurnCurveError
        Where the series differ in length or hold a count that is wrong.

    References
    ----------
    von Neumann (1941), Annals of Mathematical Statistics 12, 367-395; Laney (2002), Quality Engineering 14, 531-537.
    """
    if len(numerators) != len(denominators):
        raise TurnCurveError("The numerators and denominators differ in length", where="numerators, denominators")
    for numerator, denominator in zip(numerators, denominators, strict=True):
        check_proportion(numerator, denominator)
    having, units = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    having, units = having[units > 0], units[units > 0]
    pooled = float(having.sum() / units.sum()) if len(units) else 0.0
    if len(units) < 3 or pooled in {0.0, 1.0}:
        return None
    shares = having / units
    # The variance of a step is taken at the neighbours' own level, so that a level that moves does not distort it.
    level = (having[1:] + having[:-1]) / (units[1:] + units[:-1])
    expected = level * (1 - level) * (1 / units[1:] + 1 / units[:-1])
    moved = expected > 0
    if not moved.any():
        return None
    return max(1.0, float(np.mean(np.diff(shares)[moved] ** 2 / expected[moved])))
