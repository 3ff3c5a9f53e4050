"""What a panel of units teaches of how much comes out of a stock within a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]

FEWEST_ROWS = 8
"""With fewer rows the ratios would be the prior's and not the panel's."""
RATIO_SPREAD = 0.3
"""Standard deviation of the prior on the logarithm of each ratio: a ratio may well be a third more or less than is
expected."""
EXCESS_PRIOR = (-2.0, 0.5)
"""Mean and standard deviation of the prior on the logarithm of the variance's excess over chance alone: a seventh."""
LIKENESSES = (10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 1000.0, 10000.0)
"""How alike units may be: the shape of the gamma distribution of their factors, whose variance is its inverse."""
LEAST_MEAN = 0.3
"""An expected outcome is never held to be nought for certain, as an empty stock may fill within the period."""


@dataclass(frozen=True, eq=False)
class RatioModel:
    """How much comes out of each stock, how sure that is, and how units differ.

    Parameters
    ----------
    ratios : array of float, shape (stocks,)
        Expected outcome for each one in each stock.
    log_mean : array of float, shape (stocks + 1,)
        Logarithms of the ratios, and last of the variance's excess over the mean, as a share of the mean.
    log_covariance : array of float, shape (stocks + 1, stocks + 1)
        How uncertain those are.
    typical : array of float, shape (stocks,)
        What each stock adds up to over the rows in which all are known: how a stock that is not known is filled in
        from those that are.
    likeness : float
        Shape of the gamma distribution of the units' factors; large where units are alike.
    factors : dict of str to (float, float)
        Shape and rate of each unit's factor after what it has shown; a unit outside the panel has none.
    rows : int
        Rows that taught it; with fewer than eight it is not to be used.
    """

    ratios: FloatArray
    log_mean: FloatArray
    log_covariance: FloatArray
    typical: FloatArray
    likeness: float
    factors: dict[str, tuple[float, float]]
    rows: int

    @property
    def excess(self) -> float:
        """Give the variance's excess over chance alone, as a share of the mean: nought for plain chance."""
        return float(np.exp(self.log_mean[-1]))


def learn_ratios(
    stocks: npt.ArrayLike, outcome: npt.ArrayLike, *, units: Sequence[str], prior: Sequence[float]
) -> RatioModel:
    """Learn how many come out of each stock within a period, from many units in many periods.

    The expected outcome is the sum of the stocks, each times its ratio; outcomes spread about it as a negative
    binomial whose variance is a multiple of its mean, and a unit's own factor is drawn towards one.

    Parameters
    ----------
    stocks : array of float, shape (rows, stocks)
        What stood ready at the start, one row a unit and period in order of time; NaN where not known. Rows whose
        first stock is not known teach nothing.
    outcome : array of float, shape (rows,)
        What came out within the period; NaN where not known.
    units : sequence of str, one a row
        Whose row it is.
    prior : sequence of float, one a stock
        The ratios expected before looking.

    Returns
    -------
    RatioModel
        The ratios most probable, and all that a forecast needs.

    Raises
    ------
    TurnCurveError
        When rows, units and prior do not fit together, or a number is below nought.

    References
    ----------
    Lawless, J. (1987) Negative binomial and mixed Poisson regression. Canadian Journal of Statistics 15, 209-225.
    """
    ready, came = np.asarray(stocks, dtype=float), np.asarray(outcome, dtype=float)
    expected = np.asarray(prior, dtype=float)
    _check(ready, came, rows=len(units), columns=len(expected))
    typical = np.where(np.isnan(ready).any(axis=1, keepdims=True), 0.0, ready).sum(axis=0)
    taught = ~np.isnan(came) & ~np.isnan(ready[:, 0])
    full, known = filled(ready[taught], typical), came[taught]
    log_mean, covariance = _fit(full * expected, known)
    ratios = expected * np.exp(log_mean[:-1])
    means = np.maximum(full @ ratios, LEAST_MEAN)
    names = [unit for unit, kept in zip(units, taught, strict=True) if kept]
    likeness, factors = _factors(names, known, means=means, excess=float(np.exp(log_mean[-1])))
    log_mean = np.append(np.log(ratios), log_mean[-1])
    return RatioModel(ratios, log_mean, covariance, typical, likeness, factors, len(known))


def filled(stocks: FloatArray, typical: FloatArray) -> FloatArray:
    """Fill in the stocks that are not known from those that are, as they usually stand to one another.

    Parameters
    ----------
    stocks : array of float, shape (rows, stocks)
        NaN where not known.
    typical : array of float, shape (stocks,)
        What each stock adds up to where all are known.

    Returns
    -------
    array of float, shape (rows, stocks)
        With every value known; a row of which nothing is known is nought throughout.
    """
    known = ~np.isnan(stocks)
    scale = np.where(known, typical, 0.0).sum(axis=1)
    held = np.where(known, stocks, 0.0).sum(axis=1)
    share = np.divide(held, scale, out=np.zeros_like(held), where=scale > 0)
    return np.where(known, stocks, share[:, None] * typical)


def _fit(parts: FloatArray, came: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the most probable logarithms, of ratios against the prior's and of the excess, and their covariance."""
    mean, spread = EXCESS_PRIOR

    def loss(logs: FloatArray) -> float:
        """Return minus the logarithm of likelihood and prior."""
        expected = np.maximum(parts @ np.exp(logs[:-1]), LEAST_MEAN)
        prior = (logs[:-1] ** 2).sum() / RATIO_SPREAD**2 + ((logs[-1] - mean) / spread) ** 2
        return float(0.5 * prior - _log_mass(came, expected, excess=float(np.exp(logs[-1]))).sum())

    start = np.append(np.zeros(parts.shape[1]), mean)
    found = np.asarray(optimize.minimize(loss, start, method="L-BFGS-B").x)
    steps = np.eye(len(found)) * 1e-2
    curvature = np.array(
        [
            [
                (loss(found + a + b) - loss(found + a - b) - loss(found - a + b) + loss(found - a - b)) / 4e-4
                for b in steps
            ]
            for a in steps
        ]
    )
    return found, np.linalg.inv(curvature)


def _factors(
    names: list[str], came: FloatArray, *, means: FloatArray, excess: float
) -> tuple[float, dict[str, tuple[float, float]]]:
    """Return how alike units are, by how well each row is foretold from the unit's rows before, and their factors."""
    weight = 1 / (1 + excess)
    evidence = []
    for likeness in LIKENESSES:
        shapes, rates, before = dict.fromkeys(names, likeness), dict.fromkeys(names, likeness), []
        for name, value, mean in zip(names, came, means, strict=True):
            before.append((shapes[name] / rates[name], 1 / shapes[name]))
            shapes[name] += weight * value
            rates[name] += weight * mean
        factor, unsure = np.array(before).reshape(-1, 2).T
        told = _log_mass(came, means * factor, excess=excess + means * factor * unsure).sum()
        evidence.append((told, likeness, {name: (shapes[name], rates[name]) for name in shapes}))
    _, likeness, factors = max(evidence, key=lambda each: each[:2])
    return likeness, factors


def _log_mass(came: FloatArray, mean: FloatArray, *, excess: float | FloatArray) -> FloatArray:
    """Return the logarithm of the negative binomial's probability of each outcome."""
    count, size, chance = np.round(came), mean / excess, 1 / (1 + excess)
    # The functions that scipy.stats itself is made of: that library alone takes as long to load as all the rest.
    ways = special.gammaln(size + count) - special.gammaln(count + 1) - special.gammaln(size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mass = ways + size * np.log(chance) + special.xlog1py(count, -chance)
    return np.where((size > 0) & np.isfinite(size), mass, np.nan)


def _check(ready: FloatArray, came: FloatArray, *, rows: int, columns: int) -> None:
    """Refuse a panel whose parts do not fit together."""
    if ready.shape != (rows, columns) or came.shape != (rows,):
        raise TurnCurveError(
            "The stocks, outcomes and units of a panel are not of one length",
            remedy="Give one row a unit and period, and one prior ratio a stock",
        )
    if (ready < 0).any() or (came < 0).any():
        raise TurnCurveError("A panel holds a number below nought", remedy="Correct it or leave it missing")
