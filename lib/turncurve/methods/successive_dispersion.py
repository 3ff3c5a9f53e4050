"""How much more a proportion or a count moves from one period to the next than chance alone would make it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_proportion, check_whole
from turncurve.methods.dispersion import Counts

Steps = npt.NDArray[np.float64]


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

    References
    ----------
    von Neumann (1941), Annals of Mathematical Statistics 12, 367-395; Laney (2002), Quality Engineering 14, 531-537.
    """
    steps = share_steps(numerators, denominators)
    with_units = sum(each > 0 for each in denominators)
    pooled = sum(numerators) / sum(denominators) if with_units else 0.0
    if with_units < 3 or pooled in {0.0, 1.0} or not len(steps):
        return None
    return max(1.0, float(np.mean(steps)))


def successive_count_dispersion(counts: Counts) -> float | None:
    """Measure how much more a count moves from one period to the next than a Poisson count would.

    Parameters
    ----------
    counts : sequence of int, one a period
        Events in periods of one length.

    Returns
    -------
    float or None
        The variance's inflation, never under 1; None with fewer than three periods, or where nothing happened in any.

    References
    ----------
    von Neumann (1941), Annals of Mathematical Statistics 12, 367-395.
    """
    steps = count_steps(counts)
    return max(1.0, float(np.mean(steps))) if len(counts) >= 3 and len(steps) else None


def share_steps(numerators: Counts, denominators: Counts) -> Steps:
    """Set each squared step between neighbouring proportions against the variance that chance alone would give it.

    Parameters
    ----------
    numerators : sequence of int, one a period
        Units with the property.
    denominators : sequence of int, one a period
        Units in all; a period without units is left out.

    Returns
    -------
    array of float, one a step
        About 1 on average where only chance is at work; steps between periods that are both none or all are left out.

    Raises
    ------
    TurnCurveError
        Where the series differ in length or hold a count that is wrong.
    """
    if len(numerators) != len(denominators):
        raise TurnCurveError("The numerators and denominators differ in length", where="numerators, denominators")
    for numerator, denominator in zip(numerators, denominators, strict=True):
        check_proportion(numerator, denominator)
    having, units = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    having, units = having[units > 0], units[units > 0]
    # The variance of a step is taken at the neighbours' own level, so that a level that moves does not distort it.
    level = (having[1:] + having[:-1]) / (units[1:] + units[:-1])
    expected = level * (1 - level) * (1 / units[1:] + 1 / units[:-1])
    moved = expected > 0
    return np.asarray(np.diff(having / units)[moved] ** 2 / expected[moved], dtype=float)


def count_steps(counts: Counts) -> Steps:
    """Set each squared step between neighbouring counts against the variance that chance alone would give it.

    Parameters
    ----------
    counts : sequence of int, one a period
        Events in periods of one length.

    Returns
    -------
    array of float, one a step
        About 1 on average for Poisson counts at one level; steps from nothing to nothing are left out.
    """
    for count in counts:
        check_whole(count, name="counts")
    held = np.asarray(counts, dtype=float)
    together = held[1:] + held[:-1]
    some = together > 0
    return np.asarray(np.diff(held)[some] ** 2 / together[some], dtype=float)
