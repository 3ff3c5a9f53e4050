"""Whether a share is unusual among others for its size: a funnel plot's limits, over-dispersion allowed for."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, pi, sqrt

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_proportion, normal_quantile
from turncurve.methods.dispersion import Counts

Scores = npt.NDArray[np.float64]

FEWEST_AREAS = 8
"""Fewer areas cannot tell how much areas usually differ beyond chance, so there are no limits."""

WINSORISED = 0.1
"""The share of areas at each end that are drawn in to the next before the dispersion is measured."""

INNER, OUTER = 0.95, 0.998


@dataclass(frozen=True)
class FunnelLimits:
    """The limits of a funnel about a centre, or the reason why there are none.

    Attributes
    ----------
    centre : float
        The share that the funnel is about, from 0 to 1.
    dispersion : float
        How much more areas differ than chance alone would make them, as a variance, 1 or more, where all differ so many
        times more.
    areas : int
        How many areas it was measured from.
    reason : str
        Why there are no limits, as a sentence without its full stop; empty where there are.
    between : float
        How much areas differ besides chance, as a variance of their shares, where those of any size differ as much.
    """

    centre: float
    dispersion: float
    areas: int
    reason: str = ""
    between: float = 0.0

    def at(self, denominator: float, *, level: float) -> tuple[float, float]:
        """Return the limits for an area of one size.

        Parameters
        ----------
        denominator : float
            Its units, above 0.
        level : float
            The share of areas that would lie inside were none unusual.

        Returns
        -------
        tuple of two floats
            The lower and the upper limit, from 0 to 1.
        """
        chance = self.centre * (1 - self.centre) / denominator
        error = sqrt(max(self.dispersion * chance, chance + self.between))
        reach = normal_quantile(level) * error
        return max(0.0, self.centre - reach), min(1.0, self.centre + reach)

    def beyond(self, numerator: int, denominator: int) -> float | None:
        """Return the outermost limits that an area lies outside.

        Parameters
        ----------
        numerator : int
            Units with the property.
        denominator : int
            Units in all, above 0.

        Returns
        -------
        float or None
            0.998 or 0.95; None where it lies inside both, or there are no limits.
        """
        share = numerator / denominator
        for level in (OUTER, INNER):
            low, high = self.at(denominator, level=level)
            if not self.reason and not low <= share <= high:
                return level
        return None


def funnel_limits(numerators: Counts, denominators: Counts, *, centre: float) -> FunnelLimits:
    """Set the limits of a funnel plot for shares of areas of different sizes.

    Parameters
    ----------
    numerators : sequence of int, one an area
        Units with the property.
    denominators : sequence of int, one an area
        Units in all; an area without units is left out.
    centre : float
        The share that the funnel is about, from 0 to 1.

    Returns
    -------
    FunnelLimits
        Limits widened by what areas differ beyond chance, after two accounts of it, the wider at each size: so many
        times chance, or as much whatever the size. Without limits, and saying why, where fewer than eight areas are
        held or the centre is none or all.

    Raises
    ------
    TurnCurveError
        Where the sequences differ in length, a count is wrong or the centre is no share.

    References
    ----------
    Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24, 1185-1202;
    Spiegelhalter (2005), BMJ Quality & Safety 14, 347-351 (multiplicative and additive over-dispersion, winsorised;
    the correction of the winsorised variance, and that the wider counts, are ours). The variance between areas is
    such that scores vary as normal ones do, as in Paule and Mandel (1982).
    """
    if len(numerators) != len(denominators):
        raise TurnCurveError("The numerators and denominators differ in length", where="numerators, denominators")
    for numerator, denominator in zip(numerators, denominators, strict=True):
        check_proportion(numerator, denominator)
    if not 0 <= centre <= 1:
        raise TurnCurveError("A funnel's centre is a share from 0 to 1", where="centre")
    having, units = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    having, units = having[units > 0], units[units > 0]
    if centre in {0.0, 1.0}:
        return FunnelLimits(centre, 1.0, len(units), "the centre is none or all, so nothing can vary about it")
    if len(units) < FEWEST_AREAS:
        few = f"fewer than {FEWEST_AREAS} areas are held, which cannot tell how much areas usually differ"
        return FunnelLimits(centre, 1.0, len(units), few)
    away, chance = having / units - centre, centre * (1 - centre) / units
    dispersion = max(1.0, _winsorised_variance(away / np.sqrt(chance)))
    return FunnelLimits(centre, dispersion, len(units), between=_between(away, chance))


def chance_of_as_many(outside: int, *, areas: int, level: float = OUTER) -> float:
    """Return how likely so many areas lie outside their limits, or more, where none is unusual.

    Parameters
    ----------
    outside : int
        How many lie outside.
    areas : int
        Of how many.
    level : float
        The share of areas that lie inside where none is unusual.

    Returns
    -------
    float
        A probability; 1 where none lies outside.
    """
    return float(special.bdtrc(outside - 1, areas, 1 - level)) if outside else 1.0


def _between(away: Scores, chance: Scores) -> float:
    """Return the variance between areas that leaves scores as far apart as normal ones are; 0 where chance does."""
    low, high = 0.0, 4.0  # a share is nowhere further than 1 from the centre
    if _winsorised_variance(away / np.sqrt(chance)) <= 1:
        return low
    for _ in range(50):
        middle = (low + high) / 2
        wider = _winsorised_variance(away / np.sqrt(chance + middle)) > 1
        low, high = (middle, high) if wider else (low, middle)
    return high


def _winsorised_variance(scores: Scores) -> float:
    """Return the mean square of scores whose outermost are drawn in, against that of normal scores drawn in too."""
    # One odd area does not widen the funnel for all; scores drawn in would otherwise seem to vary less than they do.
    ordered = np.sort(scores)
    cut = ceil(WINSORISED * len(ordered))
    drawn_in = np.clip(ordered, ordered[cut], ordered[len(ordered) - 1 - cut])
    share = cut / len(ordered)
    edge = float(special.ndtri(1 - share))
    density = exp(-edge * edge / 2) / sqrt(2 * pi)
    of_chance = (1 - 2 * share) - 2 * edge * density + 2 * share * edge * edge
    return float(np.mean(drawn_in**2)) / of_chance
