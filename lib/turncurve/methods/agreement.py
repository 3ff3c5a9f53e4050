"""How far raters agree about the same cases, beyond what chance would give.

Three coefficients stand side by side because each fails in its own way: kappa collapses when nearly all answers are the
same, although the raters agree; AC1 does not; alpha allows for few cases and missing ratings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.agreement_table import FloatArray, Weights, rating_counts, weights_of
from turncurve.methods.bounds import Interval, NoInterval, check_level, normal_quantile

__all__ = [
    "ALL_ALIKE",
    "Agreement",
    "Weights",
    "ac1",
    "cohen_kappa",
    "fleiss_kappa",
    "krippendorff_alpha",
    "rating_counts",
    "share_agreed",
    "weights_of",
]

ALL_ALIKE = "the cases agree all alike, so they show no spread"
_NO_SPREAD = 1e-12


@dataclass(frozen=True)
class Agreement:
    """One coefficient of agreement, or the reason why there is none.

    Attributes
    ----------
    coefficient : str
        Its name.
    value : float or None
        1 for perfect agreement, 0 for no more than chance gives; None where `reason` says why.
    observed : float or None
        Share of pairs of ratings that agree, weighted where weights are used.
    by_chance : float or None
        The share to be expected by chance.
    standard_error : float or None
        Over cases drawn like these, the raters being those that they are.
    interval : Interval or NoInterval
        Bounds for the value.
    n : int
        Cases that two raters or more have rated.
    reason : str
        Why there is no value; empty where there is one.
    """

    coefficient: str
    value: float | None
    observed: float | None
    by_chance: float | None
    standard_error: float | None
    interval: Interval | NoInterval
    n: int
    reason: str = ""


@dataclass(frozen=True)
class _Shape:
    """Ratings as every coefficient needs them: counts, weights, raters a case and agreement a case."""

    counts: FloatArray
    weights: FloatArray
    raters: FloatArray
    agreed: FloatArray

    @property
    def twice(self) -> npt.NDArray[np.bool_]:
        """Which cases two raters or more have rated."""
        return self.raters >= 2


def share_agreed(counts: npt.ArrayLike, *, weights: Weights = "identity", level: float = 0.95) -> Agreement:
    """Say how often two raters of the same case agree, whatever chance would give.

    Parameters
    ----------
    counts : array of float, shape (cases, categories)
        From `rating_counts`.
    weights : {"identity", "linear", "quadratic", "ordinal"}
        Whether near answers agree in part.
    level : float
        The interval's level.

    Returns
    -------
    Agreement
        With nothing set against chance.
    """
    return _coefficient("share agreed", counts, weights=weights, level=level, chance=_nothing_by_chance)


def ac1(counts: npt.ArrayLike, *, weights: Weights = "identity", level: float = 0.95) -> Agreement:
    """Measure agreement by Gwet's AC1 (AC2 where weights are used): sound where nearly all answers are the same.

    Parameters
    ----------
    counts : array of float, shape (cases, categories)
        From `rating_counts`; unrated categories of the scale belong in it.
    weights : {"identity", "linear", "quadratic", "ordinal"}
        Whether near answers agree in part.
    level : float
        The interval's level.

    Returns
    -------
    Agreement
        Its standard error holds for cases drawn from many.

    References
    ----------
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48.
    """
    name = "AC1" if weights == "identity" else f"AC2, {weights} weights"
    return _coefficient(name, counts, weights=weights, level=level, chance=_gwet_chance)


def fleiss_kappa(counts: npt.ArrayLike, *, weights: Weights = "identity", level: float = 0.95) -> Agreement:
    """Measure agreement by Fleiss' kappa: any number of raters, not the same for every case.

    Parameters
    ----------
    counts : array of float, shape (cases, categories)
        From `rating_counts`.
    weights : {"identity", "linear", "quadratic", "ordinal"}
        Whether near answers agree in part.
    level : float
        The interval's level.

    Returns
    -------
    Agreement
        No value where every rating is the same.

    References
    ----------
    Fleiss (1971), Psychological Bulletin 76, 378-382; Gwet (2014), Handbook of Inter-Rater Reliability, chapter 5.
    """
    return _coefficient("Fleiss' kappa", counts, weights=weights, level=level, chance=_fleiss_chance)


def krippendorff_alpha(counts: npt.ArrayLike, *, weights: Weights = "identity", level: float = 0.95) -> Agreement:
    """Measure agreement by Krippendorff's alpha: cases rated once are left out, and few cases are allowed for.

    Parameters
    ----------
    counts : array of float, shape (cases, categories)
        From `rating_counts`.
    weights : {"identity", "linear", "quadratic", "ordinal"}
        Identity for nominal answers, quadratic for an interval scale.
    level : float
        The interval's level.

    Returns
    -------
    Agreement
        No value where every rating is the same.

    References
    ----------
    Krippendorff (2004), Content Analysis, 2nd edition; Gwet (2014), Handbook of Inter-Rater Reliability, chapter 5.
    """
    name = "Krippendorff's alpha"
    held = _shape(counts, weights)
    freedom = len(held.raters) - 1
    held = _Shape(held.counts[held.twice], held.weights, held.raters[held.twice], held.agreed[held.twice])
    if not len(held.raters):
        return _without(name, 0, "no case has been rated twice")
    cases, usual = len(held.raters), float(held.raters.mean())
    one = 1 / float(held.raters.sum())
    agreed = held.agreed / (usual * (held.raters - 1))
    shares = held.counts.sum(axis=0) / (cases * usual)
    observed, expected = float((1 - one) * agreed.mean() + one), float(shares @ held.weights @ shares)
    if expected >= 1:
        return _without(name, cases, "every rating is the same")
    value = (observed - expected) / (1 - expected)
    more = (held.raters - usual) / usual
    # As published programs do, the error is that of the coefficient without its allowance for few ratings.
    large = (agreed.mean() - expected) / (1 - expected)
    own = (agreed - agreed.mean() * more - expected) / (1 - expected)
    by_case = (held.counts @ (held.weights @ shares)) / usual - expected * more
    influence = own - 2 * (1 - large) * (by_case - expected) / (1 - expected) + (value - large)
    return _with_error(name, value, observed, expected, influence=influence, n=cases, level=level, freedom=freedom)


def cohen_kappa(table: npt.ArrayLike, *, weights: Weights = "identity", level: float = 0.95) -> Agreement:
    """Measure the agreement of two raters by Cohen's kappa.

    Parameters
    ----------
    table : array of int, shape (categories, categories)
        Cases by the first rater's answer (row) and the second's (column).
    weights : {"identity", "linear", "quadratic", "ordinal"}
        Whether near answers agree in part.
    level : float
        The interval's level.

    Returns
    -------
    Agreement
        No value where both raters gave one and the same answer throughout.

    Raises
    ------
    TurnCurveError
        Where the table is not square, or has a count below 0.

    References
    ----------
    Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327.
    """
    quantile = normal_quantile(level)
    counted = np.asarray(table, dtype=float)
    if counted.ndim != 2 or counted.shape[0] != counted.shape[1] or (counted < 0).any():
        raise TurnCurveError("Two raters' answers make a square table of counts", where="table")
    cases = int(counted.sum())
    shares = counted / max(cases, 1)
    near = weights_of(len(counted), kind=weights)
    observed, expected = float((near * shares).sum()), float(shares.sum(axis=1) @ near @ shares.sum(axis=0))
    if not cases or expected >= 1:
        return _without("Cohen's kappa", cases, "every rating is the same" if cases else "no case has been rated twice")
    from statsmodels.stats.inter_rater import cohens_kappa  # here, as it takes long to load and few ask for it

    # Only distances that are spread out by the weights matter to the library, which takes their complement.
    found = cohens_kappa(counted, weights=None if weights == "identity" else 1 - near, return_results=True)
    value, error = float(found.kappa), float(found.std_kappa)
    if error < _NO_SPREAD:
        return Agreement("Cohen's kappa", value, observed, expected, error, NoInterval(ALL_ALIKE, "none"), cases)
    bounds = Interval(max(-1.0, value - quantile * error), min(1.0, value + quantile * error), level, "normal")
    return Agreement("Cohen's kappa", value, observed, expected, error, bounds, cases)


def _shape(counts: npt.ArrayLike, weights: Weights) -> _Shape:
    """Work out what every coefficient needs."""
    held = np.asarray(counts, dtype=float)
    if held.ndim != 2 or held.shape[1] < 2 or (held < 0).any() or not np.isfinite(held).all():
        raise TurnCurveError("Ratings are counts of raters, by case and category", where="counts")
    near = weights_of(held.shape[1], kind=weights)
    held = held[held.sum(axis=1) > 0]  # a case that nobody rated is no case
    return _Shape(held, near, held.sum(axis=1), (held * (held @ near - 1)).sum(axis=1))


_Chance = Callable[[_Shape, FloatArray], tuple[float, FloatArray]]


def _nothing_by_chance(held: _Shape, shares: FloatArray) -> tuple[float, FloatArray]:
    """Set nothing against chance."""
    return 0.0, np.zeros(len(held.raters))


def _gwet_chance(held: _Shape, shares: FloatArray) -> tuple[float, FloatArray]:
    """Return Gwet's agreement by chance, and each case's part in it."""
    scale = float(held.weights.sum()) / (len(shares) * (len(shares) - 1))
    return scale * float(shares @ (1 - shares)), scale * (held.counts @ (1 - shares)) / held.raters


def _fleiss_chance(held: _Shape, shares: FloatArray) -> tuple[float, FloatArray]:
    """Return Fleiss' agreement by chance, and each case's part in it."""
    near = held.weights @ shares
    return float(shares @ near), (held.counts @ near) / held.raters


def _coefficient(name: str, counts: npt.ArrayLike, *, weights: Weights, level: float, chance: _Chance) -> Agreement:
    """Measure agreement against one idea of what chance would give."""
    held = _shape(counts, weights)
    cases, rated = len(held.raters), int(held.twice.sum())
    if not rated:
        return _without(name, 0, "no case has been rated twice")
    agreed = np.where(held.twice, held.agreed / np.where(held.twice, held.raters * (held.raters - 1), 1), 0.0)
    observed = float(agreed.sum() / rated)
    shares = (held.counts / held.raters[:, None]).mean(axis=0)
    expected, by_case = chance(held, shares)
    if expected >= 1:
        return _without(name, rated, "every rating is the same")
    value = (observed - expected) / (1 - expected)
    own = cases / rated * (agreed - expected * held.twice) / (1 - expected)
    influence = own - 2 * (1 - value) * (by_case - expected) / (1 - expected)
    return _with_error(name, value, observed, expected, influence=influence, n=rated, level=level)


def _with_error(
    name: str,
    value: float,
    observed: float,
    expected: float,
    *,
    influence: FloatArray,
    n: int,
    level: float,
    freedom: int | None = None,
) -> Agreement:
    """Add the standard error and the bounds that each case's influence gives."""
    check_level(level)
    cases = len(influence)
    if cases < 2:
        bounds = NoInterval("one case alone has no spread", "none")
        return Agreement(name, value, observed, expected, None, bounds, n)
    error = float(np.sqrt(((influence - value) ** 2).sum() / (cases * (cases - 1))))
    if error < _NO_SPREAD:
        return Agreement(name, value, observed, expected, error, NoInterval(ALL_ALIKE, "none"), n)
    reach = float(special.stdtrit(cases - 1 if freedom is None else freedom, (1 + level) / 2)) * error
    least = min(value, 0.0 if expected == 0 else -1.0)
    low, high = max(least, value - reach), max(value, min(1.0, value + reach))
    return Agreement(name, value, observed, expected, error, Interval(low, high, level, "linearised, Student's t"), n)


def _without(name: str, n: int, reason: str) -> Agreement:
    """Return what says that there is no value, and why."""
    return Agreement(name, None, None, None, None, NoInterval(reason, "none"), n, reason)
