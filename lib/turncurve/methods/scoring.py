"""How good forecasts were once the outcome is known: error, sharpness and honesty of the interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Coverage:
    """How often intervals held the outcome.

    Parameters
    ----------
    share : float
        Share of outcomes inside their interval, 0 to 1.
    standard_error : float
        Of that share, allowing for outcomes of one group (such as one council) hanging together.
    n : int
        Outcomes judged.
    """

    share: float
    standard_error: float
    n: int


def mean_absolute_error(forecast: npt.ArrayLike, outcome: npt.ArrayLike) -> float:
    """Say how far forecasts were from outcomes on average.

    Parameters
    ----------
    forecast : array of float, any shape
        Point forecasts.
    outcome : array of float, same shape
        What came, NaN where not known.

    Returns
    -------
    float
        In the unit of the outcome; NaN where no outcome is known.
    """
    error = np.abs(np.asarray(forecast, dtype=float) - np.asarray(outcome, dtype=float))
    return float(np.nanmean(error)) if (~np.isnan(error)).any() else float("nan")


def crps_from_draws(draws: npt.ArrayLike, outcome: npt.ArrayLike) -> FloatArray:
    """Score whole distributions by the continuous ranked probability score, exact for the draws given.

    Parameters
    ----------
    draws : array of float, shape (draws, ...)
        Equally likely outcomes.
    outcome : array of float, shape (...)
        What came.

    Returns
    -------
    array of float, shape (...)
        In the unit of the outcome, lower is better; for one draw the absolute error. NaN where the outcome is.

    References
    ----------
    Gneiting, T. and Raftery, A. (2007) Strictly proper scoring rules, prediction, and estimation. JASA 102, 359-378.
    """
    ordered = np.sort(np.asarray(draws, dtype=float), axis=0)
    n = len(ordered)
    away = np.abs(ordered - np.asarray(outcome, dtype=float)).mean(axis=0)
    ranks = (2 * np.arange(1, n + 1) - n - 1) / n**2
    return np.asarray(away - np.tensordot(ranks, ordered, axes=1), dtype=float)


def crps_from_probabilities(probabilities: npt.ArrayLike, *, support: npt.ArrayLike, outcome: float) -> float:
    """Score a distribution given as probabilities of values by the continuous ranked probability score.

    Parameters
    ----------
    probabilities : array of float, shape (values,)
        Sum to 1.
    support : array of float, shape (values,)
        The values, in rising order.
    outcome : float
        What came.

    Returns
    -------
    float
        The integral of the squared difference between the cumulative probability and the step at the outcome.

    References
    ----------
    Gneiting, T. and Raftery, A. (2007) Strictly proper scoring rules, prediction, and estimation. JASA 102, 359-378.
    """
    values = np.asarray(support, dtype=float)
    edges = np.union1d(values, [outcome])
    below = np.searchsorted(values, edges[:-1], side="right")
    cumulative = np.concatenate([[0.0], np.cumsum(np.asarray(probabilities, dtype=float))])[below]
    return float(np.sum((cumulative - (edges[:-1] >= outcome)) ** 2 * np.diff(edges)))


def interval_score(interval: npt.ArrayLike, outcome: npt.ArrayLike, *, level: float) -> FloatArray:
    """Score intervals: their width, plus a penalty for each outcome outside that grows with the distance.

    Parameters
    ----------
    interval : array of float, shape (..., 2)
        Lower and upper ends.
    outcome : array of float, shape (...)
        What came.
    level : float
        Probability that the interval should hold, such as 0.80.

    Returns
    -------
    array of float, shape (...)
        In the unit of the outcome, lower is better; NaN where the outcome is.

    References
    ----------
    Winkler, R. (1972) A decision-theoretic approach to interval estimation. JASA 67, 187-191.
    """
    ends = np.asarray(interval, dtype=float)
    came = np.asarray(outcome, dtype=float)
    lower, upper = ends[..., 0], ends[..., 1]
    missed = np.maximum(lower - came, 0) + np.maximum(came - upper, 0)
    return np.asarray(upper - lower + 2 / (1 - level) * missed, dtype=float)


def quantile_loss(quantiles: npt.ArrayLike, outcome: npt.ArrayLike, *, levels: npt.ArrayLike) -> FloatArray:
    """Score quantiles: the distance to the outcome, weighted by how unlikely its side was said to be.

    Parameters
    ----------
    quantiles : array of float, shape (..., levels)
        Values that the outcome should fall to or below with the probabilities of `levels`.
    outcome : array of float, shape (...)
        What came.
    levels : array of float, shape (levels,)
        Probabilities.

    Returns
    -------
    array of float, shape (..., levels)
        In the unit of the outcome, lower is better; NaN where the outcome is. Twice their mean over many evenly
        spaced levels is the continuous ranked probability score.

    References
    ----------
    Koenker, R. and Bassett, G. (1978) Regression quantiles. Econometrica 46, 33-50.
    """
    held, share = np.asarray(quantiles, dtype=float), np.asarray(levels, dtype=float)
    above = np.asarray(outcome, dtype=float)[..., np.newaxis] - held
    return np.asarray(np.maximum(share * above, (share - 1) * above), dtype=float)


def coverage(interval: npt.ArrayLike, outcome: npt.ArrayLike, *, groups: npt.ArrayLike | None = None) -> Coverage:
    """Say how often intervals held the outcome, and how sure that share is.

    Parameters
    ----------
    interval : array of float, shape (outcomes, 2)
        Lower and upper ends; an outcome on an end is inside.
    outcome : array of float, shape (outcomes,)
        What came, NaN where not known.
    groups : array, shape (outcomes,), optional
        What each outcome belongs to, such as a council or an origin; outcomes of one group are taken to hang
        together. Without it each outcome stands alone.

    Returns
    -------
    Coverage
        The standard error is that of a ratio of group sums; NaN where fewer than two groups are known.

    References
    ----------
    Cochran, W. (1977) Sampling Techniques, 3rd edition, section 9A.3 (ratio to size, clusters of unequal size).
    """
    ends = np.asarray(interval, dtype=float)
    came = np.asarray(outcome, dtype=float)
    known = ~np.isnan(came) & ~np.isnan(ends).any(axis=-1)
    n = int(known.sum())
    if n == 0:
        return Coverage(share=float("nan"), standard_error=float("nan"), n=0)
    inside = ((came >= ends[:, 0]) & (came <= ends[:, 1]))[known].astype(float)
    share = float(inside.mean())
    names = np.arange(len(came)) if groups is None else np.asarray(groups)
    _, member = np.unique(names[known], return_inverse=True)
    sums = np.bincount(member, weights=inside - share)
    count = len(sums)
    if count < 2:
        return Coverage(share=share, standard_error=float("nan"), n=n)
    return Coverage(share=share, standard_error=float(np.sqrt(count / (count - 1) * (sums**2).sum()) / n), n=n)
