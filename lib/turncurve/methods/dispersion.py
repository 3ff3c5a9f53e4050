"""How much more a series of proportions varies than chance alone would make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval, check_level, check_proportion

Counts = Sequence[int] | Sequence[float] | npt.NDArray[np.int64] | npt.NDArray[np.float64]

SMALL_EXPECTED_COUNT = 5
"""Expected counts under this make the chi-square distribution a rough guide (Cochran 1954)."""


@dataclass(frozen=True)
class Dispersion:
    """By how much a series of proportions varies more than chance alone would make it.

    Attributes
    ----------
    factor : float or None
        Pearson's chi-square over its degrees of freedom, never under 1; None where it cannot be told.
    observed_ratio : float or None
        The same before the floor of 1.
    interval : Interval or NoInterval
        Bounds for the factor, never under 1, from the chi-square distribution.
    chi_square : float or None
        Pearson's statistic against the pooled proportion.
    degrees_of_freedom : int
        The number of periods with a denominator, less one; 0 where there is no period.
    p_value : float or None
        The probability of so large a statistic were there no over-dispersion.
    caution : str
        Why the chi-square distribution is only a rough guide here, or why there is no factor; else empty.
    """

    factor: float | None
    observed_ratio: float | None
    interval: Interval | NoInterval
    chi_square: float | None
    degrees_of_freedom: int
    p_value: float | None
    caution: str


def dispersion(numerators: Counts, denominators: Counts, *, level: float = 0.95) -> Dispersion:
    """Measure how much more a series of proportions varies than independent units would make it.

    Parameters
    ----------
    numerators : sequence of int, one a period
        Units with the property.
    denominators : sequence of int, one a period
        Units in all; a period without units is left out.
    level : float
        Confidence level of the factor's interval, between 0 and 1.

    Returns
    -------
    Dispersion
        The factor with its uncertainty; without a factor, and saying why, where fewer than two periods have units or
        every unit is the same.

    Raises
    ------
    TurnCurveError
        Where the series differ in length or hold a count that is wrong.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, 4.5; Spiegelhalter (2005), BMJ Quality & Safety 14, 347-351.
    """
    check_level(level)
    if len(numerators) != len(denominators):
        raise TurnCurveError("The numerators and denominators differ in length", where="numerators, denominators")
    for numerator, denominator in zip(numerators, denominators, strict=True):
        check_proportion(numerator, denominator)
    having, units = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    having, units = having[units > 0], units[units > 0]
    if len(units) < 2:
        return _no_dispersion("fewer than two periods have units, so their variation cannot be told", len(units))
    pooled = float(having.sum() / units.sum())
    if pooled in {0.0, 1.0}:
        return _no_dispersion("every unit is the same, so there is no variation to measure", len(units))
    expected = units * pooled
    chi_square = float((((having - expected) ** 2) / (expected * (1 - pooled))).sum())
    freedom = len(units) - 1
    tail = (1 - level) / 2
    low, high = chi_square / special.chdtri(freedom, tail), chi_square / special.chdtri(freedom, 1 - tail)
    smallest = float(min(expected.min(), (units - expected).min()))
    rough = f"an expected count is under {SMALL_EXPECTED_COUNT}, so the chi-square distribution is only a rough guide"
    return Dispersion(
        factor=max(1.0, chi_square / freedom),
        observed_ratio=chi_square / freedom,
        interval=Interval(lower=max(1.0, float(low)), upper=max(1.0, float(high)), level=level, method="chi-square"),
        chi_square=chi_square,
        degrees_of_freedom=freedom,
        p_value=float(special.chdtrc(freedom, chi_square)),
        caution=rough if smallest < SMALL_EXPECTED_COUNT else "",
    )


def _no_dispersion(reason: str, periods: int) -> Dispersion:
    """Return the result where the variation cannot be measured."""
    return Dispersion(
        factor=None,
        observed_ratio=None,
        interval=NoInterval(reason=reason, method="chi-square"),
        chi_square=None,
        degrees_of_freedom=max(periods - 1, 0),
        p_value=None,
        caution=reason,
    )
