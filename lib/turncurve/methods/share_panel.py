"""What many councils' shares teach about any one of them: the common path and how shares usually move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from turncurve.errors import TurnCurveError
from turncurve.methods.level_grid import FilteredLevel, filter_level, step_kernel

FloatArray = npt.NDArray[np.float64]

LEVELS = 120
STEP_SDS = (0.0, 0.04, 0.08, 0.14, 0.22, 0.35)
OVERDISPERSIONS = (0.0, 0.001, 0.003, 0.006, 0.012, 0.024, 0.05)
ODD_YEAR = 0.01
LONE_SPREAD = 1.5
LONE_STEP_SCALE = 0.15
LONE_OVERDISPERSION_SCALE = 0.01
TREND_MEMORY = 0.7
TREND_DAMPING = 0.7
PRIOR_COUNCILS = 5.0


@dataclass(frozen=True, eq=False)
class SharePanel:
    """What a panel of councils taught, for use on a council inside or outside it.

    Parameters
    ----------
    path : array of float, shape (years,)
        The common level on the logit scale, one value a year of the panel.
    spread : float
        Standard deviation of councils about the common level, on the logit scale.
    weights : array of float, shape (steps, overdispersions)
        How common each pairing of drift and of spread beyond chance is among councils; sums to 1.
    trend : float
        Expected movement of the common level in the year after the last, on the logit scale, before damping.
    shock_sd : float
        Standard deviation of a year's surprise in the common level, on the logit scale.
    councils : int
        How many councils taught it; 0 for the prior of a council on its own.
    """

    path: FloatArray
    spread: float
    weights: FloatArray
    trend: float
    shock_sd: float
    councils: int


def lone_council(years: int) -> SharePanel:
    """Give what is assumed where there is no panel: no common movement, and wide priors.

    Parameters
    ----------
    years : int
        Length of the series, in years.

    Returns
    -------
    SharePanel
        Half-normal priors: a yearly drift of the order of 0.15 on the logit scale, and a spread beyond chance
        (intra-year correlation) of the order of 0.01, that is about four times binomial variance at 300 cases.
    """
    steps = np.exp(-0.5 * (np.array(STEP_SDS) / LONE_STEP_SCALE) ** 2)
    spreads = np.exp(-0.5 * (np.array(OVERDISPERSIONS) / LONE_OVERDISPERSION_SCALE) ** 2)
    weights = np.outer(steps / steps.sum(), spreads / spreads.sum())
    return SharePanel(path=np.zeros(years), spread=LONE_SPREAD, weights=weights, trend=0.0, shock_sd=0.0, councils=0)


def learn_share_panel(numerators: npt.ArrayLike, denominators: npt.ArrayLike) -> SharePanel:
    """Learn from many councils how their shares move together and apart.

    Parameters
    ----------
    numerators : array of float, shape (councils, years)
        Cases counted, NaN where not known.
    denominators : array of float, shape (councils, years)
        Cases out of which they were counted, NaN where not known.

    Returns
    -------
    SharePanel
        The common path by a trimmed two-way fit, so that one odd year of one council does not move it; the
        weights of the settings by empirical Bayes.

    Raises
    ------
    TurnCurveError
        When the two tables differ in shape, or a numerator exceeds its denominator.
    """
    top, bottom = checked_shares(numerators, denominators)
    logits = _logits(top, bottom)
    path, effects = _two_way(logits)
    spread = float(np.clip(1.4826 * np.nanmedian(np.abs(effects - np.nanmedian(effects))), 0.05, LONE_SPREAD))
    moves = np.diff(path)
    age = np.arange(len(moves))[::-1]
    recency = TREND_MEMORY**age
    trend = float((recency @ moves) / (recency.sum() + 1)) if len(moves) else 0.0
    shock_sd = float(np.std(moves)) if len(moves) > 1 else 0.1
    start = lone_council(len(path))
    panel = SharePanel(
        path=path, spread=spread, weights=start.weights, trend=trend, shock_sd=shock_sd, councils=len(top)
    )
    scores = np.stack(
        [
            filter_share(row, below, panel=panel)[1].log_likelihood
            for row, below in zip(top, bottom, strict=True)
            if (~np.isnan(row)).any()
        ]
    )
    return SharePanel(**{**panel.__dict__, "weights": _commonness(scores, start.weights)})


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


def filter_share(top: FloatArray, bottom: FloatArray, *, panel: SharePanel) -> tuple[FloatArray, FilteredLevel]:
    """Follow one council's level about the common path, for every setting.

    Parameters
    ----------
    top : array of float, shape (years,)
        Cases counted, NaN where not known.
    bottom : array of float, shape (years,)
        Cases out of which they were counted.
    panel : SharePanel
        What is assumed; its path has one value for each year.

    Returns
    -------
    tuple of array of float, FilteredLevel
        The grid of levels about the path on the logit scale, and what the filter learnt.
    """
    away = _logits(top, bottom) - panel.path
    margin = 1.0 + 3 / np.sqrt(np.nanmean(bottom) + 1)
    levels = np.linspace(np.nanmin(away) - margin, np.nanmax(away) + margin, LEVELS)
    chance = 1 / (1 + np.exp(-(panel.path[:, None] + levels)))
    likelihood = np.stack([_log_probability(top, bottom, chance=chance, overdispersion=o) for o in OVERDISPERSIONS], 1)
    prior = np.exp(-0.5 * (levels / panel.spread) ** 2) + 1e-9
    kernels = np.stack([step_kernel(levels[1] - levels[0], size=LEVELS, step_sd=sd) for sd in STEP_SDS])
    return levels, filter_level(likelihood, kernels=kernels, prior=prior / prior.sum())


def _logits(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Give empirical logits, kept finite at 0 and 1 by half a case."""
    return np.asarray(np.log((top + 0.5) / (bottom - top + 0.5)), dtype=float)


def _log_probability(top: FloatArray, bottom: FloatArray, *, chance: FloatArray, overdispersion: float) -> FloatArray:
    """Give log probabilities of a year's numerator, with a small chance that the year is an oddity."""
    k, n = top[:, None], bottom[:, None]
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    if overdispersion == 0:
        usual = ways + k * np.log(chance) + (n - k) * np.log1p(-chance)
    else:
        size = 1 / overdispersion - 1
        a, b = chance * size, (1 - chance) * size
        usual = ways + gammaln(k + a) + gammaln(n - k + b) - gammaln(n + size) - gammaln(a) - gammaln(b) + gammaln(size)
    odd = np.log(ODD_YEAR) - np.log(n + 1)
    return np.where(np.isnan(k), 0.0, np.logaddexp(np.log1p(-ODD_YEAR) + usual, odd))


def _two_way(logits: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Split a table into a path by year and an effect by council, by alternating medians and trimmed means."""
    effects = np.zeros(len(logits))
    path = np.zeros(logits.shape[1])
    for _ in range(20):
        path = np.array([_trimmed_mean(column) for column in (logits - effects[:, None]).T])
        effects = np.array([_trimmed_mean(row) for row in logits - path])
    centre = np.nanmedian(effects)
    return path + centre, effects - centre


def _trimmed_mean(values: FloatArray) -> float:
    """Give the mean without the outermost tenth at each end; NaN where nothing is known."""
    known = np.sort(values[~np.isnan(values)])
    cut = int(np.ceil(0.1 * len(known))) if len(known) > 2 else 0
    return float(known[cut : len(known) - cut].mean()) if len(known) else float("nan")


def _commonness(scores: FloatArray, prior: FloatArray) -> FloatArray:
    """Learn how common each setting is among councils, starting from a prior worth a few councils."""
    likelihood = np.exp(scores - scores.max(axis=(1, 2), keepdims=True))
    weights = prior
    for _ in range(50):
        each = likelihood * weights
        each /= each.sum(axis=(1, 2), keepdims=True)
        weights = (each.sum(axis=0) + PRIOR_COUNCILS * prior) / (len(each) + PRIOR_COUNCILS)
    return weights
