"""How certain a sum of products is, where each part is an estimate of its own: how many, and how much each takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt

from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, check_level

METHOD = "sum of products of independent estimates, Goodman and Welch-Satterthwaite"


@dataclass(frozen=True)
class Estimate:
    """An estimated quantity.

    Attributes
    ----------
    mean : float
        The estimate, 0 or more.
    error : float
        Its standard error; 0 where it was counted.
    freedom : float
        Degrees of freedom of the error; endless where it is known.
    """

    mean: float
    error: float = 0.0
    freedom: float = inf


@dataclass(frozen=True)
class ProductTotal:
    """A sum of products with its uncertainty.

    Attributes
    ----------
    total : float
        The sum.
    error : float
        Its standard error.
    interval : Interval
        Bounds, none below 0.
    """

    total: float
    error: float
    interval: Interval


def product_total(pairs: Sequence[tuple[Estimate, Estimate]], *, level: float = 0.95) -> ProductTotal:
    """Add up products of two independent estimates each, with bounds.

    Parameters
    ----------
    pairs : sequence of tuple of two Estimate
        The two factors of each product; all are independent of one another.
    level : float
        The interval's level.

    Returns
    -------
    ProductTotal
        Nought, without spread, of no pairs.

    Raises
    ------
    TurnCurveError
        Where a mean or an error is below 0 or no number.

    References
    ----------
    Goodman (1960), Journal of the American Statistical Association 55, 708-713; Satterthwaite (1946), Biometrics
    Bulletin 2, 110-114.
    """
    check_level(level)
    for each in (one for pair in pairs for one in pair):
        if not (isfinite(each.mean) and isfinite(each.error) and each.mean >= 0 and each.error >= 0):
            raise TurnCurveError("An estimate and its error are numbers of 0 or more", where="pairs")
    total = sum(one.mean * other.mean for one, other in pairs)
    variance = crossed = slack = 0.0
    for one, other in pairs:
        # The error of each factor at the other's mean; Goodman's third part is left to neither.
        own = ((other.mean * one.error) ** 2, one.freedom), ((one.mean * other.error) ** 2, other.freedom)
        crossed += (one.error * other.error) ** 2
        variance += sum(part for part, _ in own)
        slack += sum(part**2 / freedom for part, freedom in own if isfinite(freedom))
    freedom = variance**2 / slack if slack else inf
    error = sqrt(variance + crossed)
    tail = (1 + level) / 2
    reach = float(special.stdtrit(freedom, tail) if isfinite(freedom) else special.ndtri(tail)) * error
    return ProductTotal(total, error, Interval(max(total - reach, 0.0), total + reach, level, METHOD))
