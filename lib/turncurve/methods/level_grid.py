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


def step_kernel(spacing: float, *, size: int, step_sd: float, break_chance: float = BREAK) -> FloatArray:
    """Give the probabilities of moving from each grid level to each other in one period.

    Parameters
    ----------
    spacing : float
        Distance between neighbouring levels.
    size : int
        How many levels there are.
    step_sd : float
        Standard deviation of a period's movement, on the scale of the levels; 0 means that the level stays.
    break_chance : float
        Chance that the level breaks instead, and may then be anywhere on the grid.

    Returns
    -------
    array of float, shape (size, size)
        Each row sums to 1. A movement finer than the grid becomes a three-point step of the same variance, so that
        the drift is right on average however coarse the grid; the ends of the grid hold what would leave it.
    """
    distance = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) * spacing
    if step_sd < spacing:
        aside = 0.5 * (step_sd / spacing) ** 2
        kernel = np.where(distance == 0, 1 - 2 * aside, np.where(distance < 1.5 * spacing, aside, 0.0))
    else:
        kernel = np.exp(-0.5 * (distance / step_sd) ** 2)
    kernel /= kernel.sum(axis=1, keepdims=True)
    return np.asarray((1 - break_chance) * kernel + break_chance / size, dtype=float)


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
