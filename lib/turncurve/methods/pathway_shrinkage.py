"""Rates from few events: gamma-Poisson shrinkage towards a reference, as strongly as the reference deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["STRENGTHS", "scaled_reference", "shrunk", "smooth_rates", "table", "with_recent"]

STRENGTHS = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
"""How many events' worth of evidence a reference may be; chosen by how well it predicted the counts."""

OLD_COUNTS_FOR = (1.0, 0.5, 0.25, 0.1, 0.05)
"""What share of the older evidence may be kept."""

OLD_PRIOR = (0.0, -0.7, -1.2, -1.8, -2.3)
"""The log of how likely each share is before the data, up to a constant."""


def shrunk(
    counts: NDArray[np.float64], time: NDArray[np.float64], *, reference: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Combine counts with a reference, as strongly as the reference predicted them.

    Parameters
    ----------
    counts : array of float, shape (cells,)
        Events in each cell.
    time : array of float, shape (cells,)
        Time at risk in each.
    reference : array of float, shape (cells,)
        The rate expected in each.

    Returns
    -------
    tuple of (array of float, shape (2, cells); float)
        Gamma shapes and rates of each cell's rate, and how many events' worth the reference was.

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, 2.6 and 5: the strength maximises the negative binomial likelihood.
    """
    strength = STRENGTHS[:, None]
    rate = strength / reference
    fit = gammaln(strength + counts) - gammaln(strength) + strength * np.log(rate)
    fit = (fit - (strength + counts) * np.log(rate + time)).sum(axis=1)
    chosen = float(STRENGTHS[int(np.argmax(fit))])
    return np.stack([counts + chosen, time + chosen / reference]), chosen


def with_recent(
    base: NDArray[np.float64], counts: NDArray[np.float64], *, time: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Add recent evidence to older, which counts for less the worse it foretold the recent.

    Parameters
    ----------
    base : array of float, shape (2, cells)
        Gamma shapes and rates from the older evidence.
    counts : array of float, shape (cells,)
        Recent events.
    time : array of float, shape (cells,)
        Recent time at risk.

    Returns
    -------
    array of float, shape (2, cells)
        Gamma shapes and rates from both.

    References
    ----------
    Ibrahim and Chen (2000), Statistical Science 15, 46-60, on the power prior.
    """
    kept = np.array(OLD_COUNTS_FOR)[:, None]
    shape, rate = kept * base[0], kept * base[1]
    fit = gammaln(shape + counts) - gammaln(shape) + shape * np.log(rate) - (shape + counts) * np.log(rate + time)
    best = int(np.argmax(fit.sum(axis=1) + np.array(OLD_PRIOR)))
    return np.stack([shape[best] + counts, rate[best] + time])


def scaled_reference(
    counts: NDArray[np.float64], time: NDArray[np.float64], *, reference: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Bring a reference to the level of the counts, keeping its shape.

    Parameters
    ----------
    counts : array of float, shape (cells,)
        Events in each cell.
    time : array of float, shape (cells,)
        Time at risk in each.
    reference : array of float, shape (cells,)
        The reference rates.

    Returns
    -------
    array of float, shape (cells,)
        The reference times one number, itself shrunk towards 1 with the weight of four events.
    """
    likely = np.maximum(reference, 1e-9)
    return np.asarray(likely * (counts.sum() + 4.0) / ((time * likely).sum() + 4.0))


def smooth_rates(
    counts: NDArray[np.float64],
    time: NDArray[np.float64],
    *,
    position: NDArray[np.float64],
    towards: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Fit a cubic to the logarithm of the rate, with a step for the first cell (ridge Poisson regression).

    Parameters
    ----------
    counts : array of float, shape (cells,)
        Events in each cell.
    time : array of float, shape (cells,)
        Time at risk in each, in days.
    position : array of float, shape (cells,)
        Where each cell lies, about -1 to 1.
    towards : array of float, shape (cells,), optional
        The rates that the cubic departs from; by default one rate, that of all cells together.

    Returns
    -------
    array of float, shape (cells,)
        The smooth rates, always positive.
    """
    design = np.column_stack([np.ones_like(position), position, position**2, position**3, np.eye(len(position))[0]])
    ridge = np.diag([1e-3, 0.3, 0.3, 0.3, 0.3])
    overall = np.full(len(counts), np.log((counts.sum() + 0.5) / (time.sum() + 365.0)))
    overall = overall if towards is None else np.log(towards)
    beta = np.zeros(design.shape[1])
    for _ in range(8):
        due = time * np.exp(np.clip(overall + design @ beta, -25.0, 3.0))
        slope = design.T @ (counts - due) - ridge @ beta
        beta += np.clip(np.linalg.solve((design.T * due) @ design + ridge, slope), -2.0, 2.0)
    return np.asarray(np.exp(np.clip(overall + design @ beta, -18.0, 1.0)))


def table(
    event: NDArray[np.bool_], days: NDArray[np.float64], *, level: NDArray[np.int64], levels: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count events and days by level.

    Parameters
    ----------
    event : array of bool, shape (rows,)
        Whether each row ended in the event.
    days : array of float, shape (rows,)
        The days of each row.
    level : array of int, shape (rows,)
        The level of each row, from 0.
    levels : int
        How many levels there are.

    Returns
    -------
    tuple of array of float, each of shape (levels,)
        Events and days.
    """
    counts = np.bincount(level[event], minlength=levels).astype(np.float64)
    return counts, np.bincount(level, days, minlength=levels).astype(np.float64)
