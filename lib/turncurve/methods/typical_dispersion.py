"""How much more than chance a figure usually varies, from the series of many places, of which none decides alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from turncurve.methods.bounds import check_whole
from turncurve.methods.dispersion import Counts
from turncurve.methods.successive_dispersion import share_steps

MEDIAN_OF_CHANCE = 0.4549364
"""The median of a chi-square with one degree of freedom: half of all squared steps lie below it by chance alone."""

FEWEST_STEPS = 30
"""Fewer steps than this, over all places, do not say what is usual."""

WIDEST = 1.0
"""The largest coefficient of variation that is looked for."""


def typical_share_dispersion(series: Sequence[tuple[Counts, Counts]]) -> float | None:
    """Measure how much more a proportion usually varies from one period to the next than chance alone would make it.

    Parameters
    ----------
    series : sequence of (numerators, denominators), one a place
        Counts of successive periods.

    Returns
    -------
    float or None
        The variance's inflation, never under 1, from the median step so that a place with a fault in its figures does
        not decide it; None with fewer than 30 steps.

    References
    ----------
    von Neumann (1941), Annals of Mathematical Statistics 12, 367-395; Hampel (1974), Journal of the American
    Statistical Association 69, 383-393 (the median as a robust scale).
    """
    steps = np.concatenate([share_steps(*each) for each in series]) if series else np.empty(0)
    if len(steps) < FEWEST_STEPS:
        return None
    return max(1.0, float(np.median(steps)) / MEDIAN_OF_CHANCE)


def typical_count_variation(series: Sequence[Counts]) -> float | None:
    """Measure by what share of itself a count usually varies from one period to the next, beyond a Poisson count.

    Parameters
    ----------
    series : sequence of counts, one a place
        Counts of successive periods.

    Returns
    -------
    float or None
        The coefficient of variation beyond chance, from 0 to 1: a count of n then has the variance n + (cn)^2, so that
        one value serves small and large places. None with fewer than 30 steps.

    References
    ----------
    Cameron and Trivedi (2013), Regression Analysis of Count Data, 3.3 (variance quadratic in the mean).
    """
    for counts in series:
        for count in counts:
            check_whole(count, name="series")
    held = [np.asarray(counts, dtype=float) for counts in series]
    before = np.concatenate([each[:-1] for each in held]) if held else np.empty(0)
    after = np.concatenate([each[1:] for each in held]) if held else np.empty(0)
    some = before + after > 0
    before, after = before[some], after[some]
    if len(before) < FEWEST_STEPS:
        return None
    moved, chance, squares = (after - before) ** 2, before + after, before**2 + after**2
    low, high = 0.0, WIDEST
    for _ in range(40):  # the median falls as the coefficient grows, so halving finds where it is that of chance
        middle = (low + high) / 2
        too_small = float(np.median(moved / (chance + middle**2 * squares))) > MEDIAN_OF_CHANCE
        low, high = (middle, high) if too_small else (low, middle)
    return (low + high) / 2
