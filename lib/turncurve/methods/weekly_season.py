"""Which weeks of the year are busier than others, as far as could be known in each week of the past."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

YEAR = 52
EITHER_SIDE = 2
"""A week's season rests on the same week of earlier years and two weeks on either side of it."""
USUAL_SPREAD = 0.15
"""Standard deviation of seasonal factors expected beforehand: what the counts say is shrunk towards none by it."""


def season_ahead(counts: npt.ArrayLike, *, horizon: int, scatter: float = 2.0) -> FloatArray:
    """Say after each week how busy each of the weeks ahead is for its time of year.

    Parameters
    ----------
    counts : array of float, shape (weeks,)
        Events each week, oldest first.
    horizon : int
        Weeks ahead, fewer than 49.
    scatter : float
        Variance of a count over its mean: the larger, the less the counts are believed.

    Returns
    -------
    array of float, shape (weeks, horizon)
        A factor about 1 for each week ahead; 1 where there is not yet a year to learn from.
    """
    values = np.asarray(counts, dtype=float)
    weeks = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    now, ahead = np.arange(weeks)[:, None], np.arange(1, horizon + 1)[None, :]
    seen, expected = np.zeros((weeks, horizon)), np.zeros((weeks, horizon))
    for year in range(1, weeks // YEAR + 1):
        centre = now + ahead - YEAR * year
        first, last = centre - EITHER_SIDE, centre + EITHER_SIDE + 1
        # A year of weeks about the centre, moved to lie within what had been seen.
        start = np.clip(centre - YEAR // 2, 0, np.maximum(now + 1 - YEAR, 0))
        usable = (first >= 0) & (now + 1 >= YEAR)
        held = _between(sums, start, start + YEAR) / YEAR * (last - first)
        seen += np.where(usable, _between(sums, first, last), 0.0)
        expected += np.where(usable, held, 0.0)
    ratio = np.where(expected > 0, (seen + 1) / (expected + 1), 1.0)
    belief = USUAL_SPREAD**2 / (USUAL_SPREAD**2 + scatter / np.maximum(expected, 1e-9))
    return np.asarray(np.exp(np.where(expected > 0, belief, 0.0) * np.log(ratio)), dtype=float)


def _between(sums: FloatArray, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> FloatArray:
    """Sum counts from one position up to another, from their running sums."""
    top = len(sums) - 1
    return np.asarray(sums[np.clip(last, 0, top)] - sums[np.clip(first, 0, top)], dtype=float)
