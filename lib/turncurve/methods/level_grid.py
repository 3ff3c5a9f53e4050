"""How a hidden level that drifts is followed exactly on a grid of values, whatever the noise around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class FilteredLevel:
    """What is known of a hidden level at the last period, for every setting of a model.

    Parameters
    ----------
    weights : array of float, shape (steps, others, levels)
        Probability of each level at the last period, given the setting; sums to 1 over the last axis.
    log_likelihood : array of float, shape (steps, others)
        Log of the predictive likelihood of all values, the product of one-step-ahead predictive probabilities.
    """

    weights: FloatArray
    log_likelihood: FloatArray


BREAK = 1e-6
"""Chance a period that the level breaks and may be anywhere: small enough not to move a forecast, and it keeps a
value that every setting thought impossible from stopping the filter."""


def step_kernel(
    spacing: float, *, size: int, step_sd: float, trend: float | FloatArray = 0.0, break_chance: float = BREAK
) -> FloatArray:
    """Give the probabilities of moving from each grid level to each other in one period.

    Parameters
    ----------
    spacing : float
        Distance between neighbouring levels.
    size : int
        How many levels there are.
    step_sd : float
        Standard deviation of a period's movement, on the scale of the levels; 0 means that the level stays.
    trend : float or array of float, shape (size,)
        Mean of a period's movement, from every level alike or from each.
    break_chance : float
        Chance that the level breaks instead, and may then be anywhere on the grid.

    Returns
    -------
    array of float, shape (size, size)
        Each row sums to 1. A movement finer than the grid becomes a three-point step of the same mean and variance
        (or of the least variance that has that mean), so that the drift is right on average however coarse the
        grid; the ends of the grid hold what would leave it.
    """
    means = np.broadcast_to(np.asarray(trend, dtype=float), (size,)) / spacing
    if step_sd < spacing:
        kernel = _three_point_step(means, variance=(step_sd / spacing) ** 2)
    else:
        places = np.arange(size)
        kernel = np.exp(-0.5 * ((places - places[:, None] - means[:, None]) * spacing / step_sd) ** 2)
    kernel /= np.maximum(kernel.sum(axis=1, keepdims=True), 1e-300)
    return np.asarray((1 - break_chance) * kernel + break_chance / size, dtype=float)


def _three_point_step(means: FloatArray, *, variance: float) -> FloatArray:
    """Step down, stay or up by one about the nearest whole number of levels, with the means and variance wanted."""
    rows = np.arange(len(means))
    whole = np.rint(means).astype(int)
    rest = means - whole
    square = np.minimum(np.maximum(variance + rest**2, np.abs(rest)), 1.0)
    kernel = np.zeros((len(means), len(means)))
    for aside, chance in ((-1, (square - rest) / 2), (0, 1 - square), (1, (square + rest) / 2)):
        np.add.at(kernel, (rows, np.clip(rows + whole + aside, 0, len(means) - 1)), chance)
    return kernel


def filter_level(log_likelihood: FloatArray, *, kernels: FloatArray, prior: FloatArray) -> FilteredLevel:
    """Follow a drifting level through a series and say how well each setting foretold it.

    Parameters
    ----------
    log_likelihood : array of float, shape (periods, others, levels)
        Log probability of each period's value at each level, for each setting of the noise; 0 where the value is
        missing.
    kernels : array of float, shape (steps, levels, levels)
        One matrix of movements a setting of the drift, as `step_kernel` gives.
    prior : array of float, shape (levels,)
        Probability of each level before the first value.

    Returns
    -------
    FilteredLevel
        Every pairing of a drift with a noise setting.

    References
    ----------
    Kitagawa, G. (1987) Non-Gaussian state-space modeling of nonstationary time series. JASA 82, 1032-1041.
    """
    peak = log_likelihood.max(axis=-1)
    likelihood = np.exp(log_likelihood - peak[..., None])
    steps, others, levels = len(kernels), log_likelihood.shape[1], log_likelihood.shape[2]
    weights = np.broadcast_to(prior, (steps, others, levels))
    total = np.zeros((steps, others))
    for period, here in enumerate(likelihood):
        moved = weights @ kernels if period else weights
        joint = moved * here
        evidence = joint.sum(axis=-1)
        total += np.log(evidence) + peak[period]
        weights = joint / evidence[..., None]
    return FilteredLevel(weights=weights, log_likelihood=total)


def pick_cells(joint: FloatArray, *, draws: int, rng: np.random.Generator) -> tuple[npt.NDArray[np.intp], ...]:
    """Draw cells of a table of probabilities, evenly spread so that few draws represent it well.

    Parameters
    ----------
    joint : array of float, any shape
        Probabilities; taken relative to their sum.
    draws : int
        How many cells to draw.
    rng : numpy.random.Generator
        Source of the draws.

    Returns
    -------
    tuple of array of int, shape (draws,)
        One array of positions for each axis of the table; the draws come in the order of the table.
    """
    cumulative = np.cumsum(joint.ravel())
    ticks = (np.arange(draws) + rng.uniform(size=draws)) / draws * cumulative[-1]
    picked = np.minimum(np.searchsorted(cumulative, ticks, side="right"), cumulative.size - 1)
    return np.unravel_index(picked, joint.shape)
