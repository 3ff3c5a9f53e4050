"""How much a series ordinarily moves from one point to the next, and the limits that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from turncurve.methods.spc_rules import RuleSet

SCREEN = 3.267
"""A moving range of this many times their mean is no ordinary variation (Nelson 1982)."""

FEWEST_POINTS = 4
"""Fewer points have at most two moving ranges, which say next to nothing about ordinary variation."""

NEGLIGIBLE = 1e-12
"""A mean range this small beside the values, relatively, is rounding error in a constant series."""


@dataclass(frozen=True)
class Movement:
    """Where a series lies and how much it ordinarily moves.

    Attributes
    ----------
    centre : float or None
        The mean; None without points.
    mean_range : float or None
        The mean moving range after any screening; None where no limits can be set from it.
    reason : str
        Why no limits can be set; empty where they can.
    """

    centre: float | None
    mean_range: float | None
    reason: str


def movement(values: npt.NDArray[np.float64], rules: RuleSet) -> Movement:
    """Measure the mean and the mean moving range of a series.

    Parameters
    ----------
    values : array of float, one a point in order of time
        The values that are to set the limits.
    rules : RuleSet
        Whether large moving ranges are screened out.

    Returns
    -------
    Movement
        Without a mean range, and saying why, where there are fewer than 4 points or nothing ordinarily moves.

    References
    ----------
    Nelson (1982), Journal of Quality Technology 14, 172-173; Wheeler and Chambers (1992).
    """
    centre = exact_mean(values) if len(values) else None
    if len(values) < FEWEST_POINTS:
        return Movement(
            centre=centre, mean_range=None, reason=f"there are fewer than {FEWEST_POINTS} points to set limits from"
        )
    ranges = np.abs(np.diff(values))
    mean_range = exact_mean(ranges)
    smallest = NEGLIGIBLE * float(np.abs(values).max())
    if mean_range <= smallest:
        return Movement(
            centre=centre,
            mean_range=None,
            reason="every value is the same, so there is no variation to set limits from",
        )
    if rules.ranges_are_screened:
        mean_range = exact_mean(ranges[ranges < SCREEN * mean_range])
    if mean_range <= smallest and not rules.zero_width_limits_kept:
        return Movement(
            centre=centre,
            mean_range=None,
            reason="the values move in a few large steps and not at all between, so there is no ordinary variation "
            "to set limits from",
        )
    return Movement(centre=centre, mean_range=mean_range, reason="")


def exact_mean(values: npt.NDArray[np.float64]) -> float:
    """Average without rounding on the way, so that a value equal to the mean is seen to be so on every machine.

    Parameters
    ----------
    values : array of float
        At least one value, all finite.

    Returns
    -------
    float
        The mean, rounded once.
    """
    parts, powers = np.frexp(values)
    least = int(powers.min())
    # A float is a whole number of 53 bits times a power of two: brought to one power, they are added as whole numbers.
    whole = (parts * 2.0**53).astype(np.int64).tolist()
    total = sum(part << (power - least) for part, power in zip(whole, powers.tolist(), strict=True))
    return float(Fraction(total, len(values)) * Fraction(2) ** (least - 53))
