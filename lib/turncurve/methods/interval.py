"""How far chance alone could have moved a proportion, a count or a rate."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import (
    Interval,
    NoInterval,
    check_level,
    check_proportion,
    check_whole,
    normal_quantile,
    nothing_to_bound,
)
from turncurve.methods.dispersion import Dispersion, dispersion

__all__ = [
    "Dispersion",
    "FinitePopulationInterval",
    "Interval",
    "NoInterval",
    "byar",
    "clopper_pearson",
    "dispersion",
    "finite_population_exact",
    "jeffreys",
    "over_dispersed_proportion",
    "wilson",
]

TIE = 1e-9
"""A probability this close to the tail, relatively, equals it: rounding error must not move a bound by one unit."""


@dataclass(frozen=True)
class FinitePopulationInterval:
    """How many in a whole population have what some of a sample have.

    Attributes
    ----------
    number : Interval
        Bounds for the number of units in the population.
    proportion : Interval
        The same bounds divided by the population.
    """

    number: Interval
    proportion: Interval


def wilson(numerator: int, denominator: int, *, level: float = 0.95) -> Interval | NoInterval:
    """Bound a proportion by Wilson's score interval.

    Parameters
    ----------
    numerator : int
        Units with the property.
    denominator : int
        Units in all.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval or NoInterval
        Bounds from 0 to 1; no interval where the denominator is 0.

    Raises
    ------
    TurnCurveError
        Where the counts are not whole, are negative, or the numerator exceeds the denominator.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    return over_dispersed_proportion(numerator, denominator, inflation=1.0, level=level)


def over_dispersed_proportion(
    numerator: int, denominator: int, *, inflation: float, level: float = 0.95
) -> Interval | NoInterval:
    """Bound a proportion whose units are alike in clusters, by Wilson's interval at the effective denominator.

    Parameters
    ----------
    numerator : int
        Units with the property.
    denominator : int
        Units in all; the effective denominator is this divided by the inflation.
    inflation : float
        The variance's inflation (a dispersion's factor), 1 or more: units that share a family or a team are alike.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval or NoInterval
        Bounds from 0 to 1, never narrower than Wilson's; no interval where the denominator is 0.

    Raises
    ------
    TurnCurveError
        Where the counts are wrong, or the inflation is under 1 or not a number.

    References
    ----------
    Wilson (1927); McCullagh and Nelder (1989), Generalized Linear Models, 4.5.
    """
    check_proportion(numerator, denominator)
    if not (isfinite(inflation) and inflation >= 1):
        raise TurnCurveError(
            "A variance's inflation is a number of 1 or more", where="inflation", remedy="Use the floored factor"
        )
    method = "Wilson" if inflation == 1 else "Wilson, over-dispersed"
    z = normal_quantile(level)
    if denominator == 0:
        return nothing_to_bound(method)
    effective = denominator / inflation
    share = numerator / denominator
    shrink = 1 + z * z / effective
    middle = (share + z * z / (2 * effective)) / shrink
    half_width = z / shrink * sqrt(share * (1 - share) / effective + (z / (2 * effective)) ** 2)
    lower = 0.0 if numerator == 0 else middle - half_width
    upper = 1.0 if numerator == denominator else middle + half_width
    return Interval(lower=lower, upper=upper, level=level, method=method)


def clopper_pearson(numerator: int, denominator: int, *, level: float = 0.95) -> Interval | NoInterval:
    """Bound a proportion by the exact binomial interval, which is never too narrow and often too wide.

    Parameters
    ----------
    numerator : int
        Units with the property.
    denominator : int
        Units in all.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval or NoInterval
        Bounds from 0 to 1; no interval where the denominator is 0.

    Raises
    ------
    TurnCurveError
        Where the counts are not whole, are negative, or the numerator exceeds the denominator.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26, 404-413.
    """
    return _beta_interval(
        numerator, denominator, level=level, method="Clopper-Pearson", weights=((0.0, 1.0), (1.0, 0.0))
    )


def jeffreys(numerator: int, denominator: int, *, level: float = 0.95) -> Interval | NoInterval:
    """Bound a proportion by Jeffreys' interval: equal tails of the posterior under the prior Beta(1/2, 1/2).

    Parameters
    ----------
    numerator : int
        Units with the property.
    denominator : int
        Units in all.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval or NoInterval
        Bounds from 0 to 1, 0 at no unit and 1 at every unit; no interval where the denominator is 0.

    Raises
    ------
    TurnCurveError
        Where the counts are not whole, are negative, or the numerator exceeds the denominator.

    References
    ----------
    Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.
    """
    return _beta_interval(numerator, denominator, level=level, method="Jeffreys", weights=((0.5, 0.5), (0.5, 0.5)))


def byar(count: int, exposure: float = 1.0, *, per: float = 1.0, level: float = 0.95) -> Interval | NoInterval:
    """Bound a Poisson count, or a rate where an exposure is given, by Byar's approximation.

    Parameters
    ----------
    count : int
        Events.
    exposure : float
        Person-years or population that the events came from; 1 for the count itself.
    per : float
        The rate's base: 10,000 for a rate per 10,000.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval or NoInterval
        Bounds in the unit of `count / exposure * per`; the lower bound of no event is 0; no interval without exposure.

    Raises
    ------
    TurnCurveError
        Where the count is not whole or is negative, the exposure is negative, or the base is not above 0.

    References
    ----------
    Breslow and Day (1987), Statistical Methods in Cancer Research II, 69.
    """
    check_whole(count, name="count")
    if not (isfinite(exposure) and exposure >= 0 and isfinite(per) and per > 0):
        raise TurnCurveError("An exposure is 0 or more and a rate's base above 0", where="exposure, per")
    z = normal_quantile(level)
    if exposure == 0:
        return NoInterval(reason="there was no exposure, so there is no rate to bound", method="Byar")
    lower = 0.0 if count == 0 else _byar_bound(count, z=-z)
    return Interval(
        lower=max(lower, 0.0) * per / exposure,
        upper=_byar_bound(count + 1, z=z) * per / exposure,
        level=level,
        method="Byar",
    )


def over_dispersed_count(count: int, *, inflation: float, level: float = 0.95) -> Interval:
    """Bound a count that varies more than chance alone would make it, by Byar's bounds of the effective count.

    Parameters
    ----------
    count : int
        Events; the effective count is this divided by the inflation.
    inflation : float
        The variance's inflation, 1 or more: events that come in families, or in spells, are fewer than they seem.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval
        Bounds of the count, never narrower than Byar's and never under 0.

    Raises
    ------
    TurnCurveError
        Where the count is wrong, or the inflation is under 1 or not a number.

    References
    ----------
    Breslow and Day (1987), Statistical Methods in Cancer Research II, 69; McCullagh and Nelder (1989), 6.2.
    """
    check_whole(count, name="count")
    if not (isfinite(inflation) and inflation >= 1):
        raise TurnCurveError(
            "A variance's inflation is a number of 1 or more", where="inflation", remedy="Use the floored factor"
        )
    z, effective = normal_quantile(level), count / inflation
    lower = 0.0 if count == 0 else inflation * max(0.0, _byar_bound(effective, z=-z))
    upper = inflation * _byar_bound(effective + 1, z=z)
    return Interval(lower=lower, upper=upper, level=level, method="Byar" if inflation == 1 else "Byar, over-dispersed")


def finite_population_exact(
    numerator: int, sampled: int, *, population: int, level: float = 0.95
) -> FinitePopulationInterval | NoInterval:
    """Bound the number in a whole population from a simple random sample of it, exactly.

    Every number in the population that a one-sided hypergeometric test at half of the remaining probability does not
    reject is inside the bounds; a sample of the whole population leaves no uncertainty.

    Parameters
    ----------
    numerator : int
        Sampled units with the property.
    sampled : int
        Units sampled, without replacement.
    population : int
        Units in the population, those sampled among them.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    FinitePopulationInterval or NoInterval
        Bounds for the number and for the proportion; no interval where nothing was sampled.

    Raises
    ------
    TurnCurveError
        Where the counts are wrong or more units were sampled than the population has.

    References
    ----------
    Wright (1991), Exact Confidence Bounds when Sampling from Small Finite Universes.
    """
    check_proportion(numerator, sampled)
    check_whole(population, name="population")
    if sampled > population:
        raise TurnCurveError("More units were sampled than the population has", where="sampled, population")
    method = "exact finite population"
    tail = (1 - check_level(level)) / 2
    if sampled == 0:
        return nothing_to_bound(method)
    missed = sampled - numerator
    lower = _fewest_not_rejected(numerator, sampled, population=population, tail=tail)
    # Bounding the units without the property from below bounds those with it from above.
    upper = population - _fewest_not_rejected(missed, sampled, population=population, tail=tail)
    return FinitePopulationInterval(
        number=Interval(lower=float(lower), upper=float(upper), level=level, method=method),
        proportion=Interval(lower=lower / population, upper=upper / population, level=level, method=method),
    )


def _beta_interval(
    numerator: int, denominator: int, *, level: float, method: str, weights: tuple[tuple[float, float], ...]
) -> Interval | NoInterval:
    """Return equal tails of two Beta distributions, each with its additions to the two counts."""
    check_proportion(numerator, denominator)
    tail = (1 - check_level(level)) / 2
    if denominator == 0:
        return nothing_to_bound(method)
    missed = denominator - numerator
    (low_have, low_miss), (high_have, high_miss) = weights
    lower = 0.0 if numerator == 0 else float(special.betaincinv(numerator + low_have, missed + low_miss, tail))
    upper = 1.0 if missed == 0 else float(special.betaincinv(numerator + high_have, missed + high_miss, 1 - tail))
    return Interval(lower=lower, upper=upper, level=level, method=method)


def _byar_bound(count: float, *, z: float) -> float:
    """Return Byar's cube-root bound for a count above 0."""
    return float(count * (1 - 1 / (9 * count) + z / (3 * sqrt(count))) ** 3)


def _fewest_not_rejected(numerator: int, sampled: int, *, population: int, tail: float) -> int:
    """Return the fewest units in the population under which so many in the sample are not too improbable."""
    low, high = numerator, population - (sampled - numerator)
    while low < high:
        middle = (low + high) // 2
        if _at_least(numerator, sampled, holders=middle, population=population) >= tail * (1 - TIE):
            high = middle
        else:
            low = middle + 1
    return low


def _at_least(numerator: int, sampled: int, *, holders: int, population: int) -> float:
    """Return the hypergeometric probability of at least so many holders in the sample."""
    counts = np.arange(max(numerator, sampled - (population - holders)), min(sampled, holders) + 1)
    logs = (
        _log_choose(holders, counts)
        + _log_choose(population - holders, sampled - counts)
        - _log_choose(population, np.asarray(sampled))
    )
    return float(np.exp(logs).sum())


def _log_choose(pool: int, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the natural logarithm of the number of ways to choose."""
    ways = special.gammaln(pool + 1) - special.gammaln(chosen + 1) - special.gammaln(pool - chosen + 1)
    return np.asarray(ways, dtype=float)
