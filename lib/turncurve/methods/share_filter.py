"""How one council's share is followed from year to year: a drifting level and more spread than chance alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from turncurve.errors import TurnCurveError
from turncurve.methods.level_grid import filter_level, step_kernel

FloatArray = npt.NDArray[np.float64]

LEVELS = 120
STEP_SDS = (0.0, 0.04, 0.08, 0.14, 0.22, 0.35)
"""Standard deviations tried for a year's drift of a council about the common path, on the logit scale."""
OVERDISPERSIONS = (0.0, 0.001, 0.003, 0.006, 0.012, 0.024, 0.05)
"""Spread beyond chance tried, as the correlation of cases within a year: variance is binomial x (1 + (n - 1) x it)."""
ODD_YEAR = 0.01
"""Chance that a published year is a recording oddity, such as every case counted."""


def checked_shares(numerators: npt.ArrayLike, denominators: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Refuse numerators and denominators that cannot make shares, and blank out those that are not known.

    Parameters
    ----------
    numerators : array of float, any shape
        Cases counted, NaN where not known.
    denominators : array of float, same shape
        Cases out of which they were counted, NaN where not known.

    Returns
    -------
    tuple of array of float
        Both, NaN wherever either is not known or the denominator is 0.

    Raises
    ------
    TurnCurveError
        When the shapes differ, a number is negative, or a numerator exceeds its denominator.
    """
    top, bottom = np.array(numerators, dtype=float), np.array(denominators, dtype=float)
    if top.shape != bottom.shape:
        raise TurnCurveError(
            "The numerators and denominators of a share are not of one length", remedy="Give one of each a period"
        )
    unknown = np.isnan(top) | np.isnan(bottom) | (bottom == 0)
    top[unknown] = bottom[unknown] = np.nan
    if (top < 0).any() or (top > bottom).any():
        raise TurnCurveError(
            "A numerator lies outside 0 to its denominator",
            where=f"position {int(np.flatnonzero((top < 0) | (top > bottom))[0]) + 1}",
            remedy="Correct the counts or leave that period out",
        )
    return top, bottom


def empirical_logits(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Give the log odds of shares, kept finite at 0 and 1 by half a case.

    Parameters
    ----------
    top : array of float, any shape
        Cases counted, NaN where not known.
    bottom : array of float, same shape
        Cases out of which they were counted.

    Returns
    -------
    array of float, same shape
        NaN where not known.

    References
    ----------
    Cox, D. (1970) The Analysis of Binary Data, section 3.2.
    """
    return np.asarray(np.log((top + 0.5) / (bottom - top + 0.5)), dtype=float)


@dataclass(frozen=True, eq=False)
class FilteredShare:
    """What is known of one council's level about the common path at the last year, for every setting.

    Parameters
    ----------
    levels : array of float, shape (levels,)
        The grid, on the logit scale, about the path.
    weights : array of float, shape (steps, trends, overdispersions, levels)
        Probability of each level, given the setting; sums to 1 over the last axis.
    log_likelihood : array of float, shape (steps, trends, overdispersions)
        Log of the predictive likelihood of all known years.
    """

    levels: FloatArray
    weights: FloatArray
    log_likelihood: FloatArray


def filter_share(
    top: FloatArray, bottom: FloatArray, *, path: FloatArray, spread: float, own_trends: tuple[float, ...]
) -> FilteredShare:
    """Follow one council's level about the common path, for every setting.

    Parameters
    ----------
    top : array of float, shape (years,)
        Cases counted, NaN where not known; at least one year known.
    bottom : array of float, shape (years,)
        Cases out of which they were counted.
    path : array of float, shape (years,)
        The common level on the logit scale; all zero where there is none.
    spread : float
        Standard deviation of councils about the path in the first year, on the logit scale.
    own_trends : tuple of float
        Trends a year to try for the council itself, on the logit scale.

    Returns
    -------
    FilteredShare
        Levels and likelihood for every combination of settings.

    References
    ----------
    Kitagawa, G. (1987) Non-Gaussian state-space modeling of nonstationary time series. JASA 82, 1032-1041.
    Skellam, J. (1948) A probability distribution derived from the binomial distribution. JRSS B 10, 257-261.
    """
    away = empirical_logits(top, bottom) - path
    margin = 1.0 + 3 / np.sqrt(np.nanmean(bottom) + 1)
    reach = np.append(away[~np.isnan(away)], 0.0)
    levels = np.linspace(reach.min() - margin, reach.max() + margin, LEVELS)
    chance = 1 / (1 + np.exp(-(path[:, None] + levels)))
    likelihood = np.stack([_log_probability(top, bottom, chance=chance, overdispersion=o) for o in OVERDISPERSIONS], 1)
    prior = np.exp(-0.5 * (levels / spread) ** 2) + 1e-9
    spacing = levels[1] - levels[0]
    kernels = np.stack(
        [step_kernel(spacing, size=LEVELS, step_sd=sd, trend=trend) for sd in STEP_SDS for trend in own_trends]
    )
    filtered = filter_level(likelihood, kernels=kernels, prior=prior / prior.sum())
    shape = (len(STEP_SDS), len(own_trends), len(OVERDISPERSIONS))
    return FilteredShare(
        levels=levels,
        weights=filtered.weights.reshape(*shape, LEVELS),
        log_likelihood=filtered.log_likelihood.reshape(shape),
    )


def _log_probability(top: FloatArray, bottom: FloatArray, *, chance: FloatArray, overdispersion: float) -> FloatArray:
    """Give log probabilities of a year's numerator, with a small chance that the year is an oddity."""
    missing = np.isnan(top)
    k, n = (np.where(missing, 0.0, cases)[:, None] for cases in (top, bottom))
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    if overdispersion == 0:
        usual = ways + k * np.log(chance) + (n - k) * np.log1p(-chance)
    else:
        size = 1 / overdispersion - 1
        a, b = chance * size, (1 - chance) * size
        usual = ways + gammaln(k + a) + gammaln(n - k + b) - gammaln(n + size) - gammaln(a) - gammaln(b) + gammaln(size)
    odd = np.log(ODD_YEAR) - np.log(n + 1)
    return np.where(missing[:, None], 0.0, np.logaddexp(np.log1p(-ODD_YEAR) + usual, odd))
