"""What would come if each season repeated its last known value: the forecast that any other must beat."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def seasonal_naive(values: npt.ArrayLike, *, horizon: int, season_length: int = 1) -> FloatArray:
    """Repeat the last known value of the same season.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, oldest first, NaN where missing.
    horizon : int
        Periods ahead.
    season_length : int
        Seasons in a year, such as 12, 4 or 1.

    Returns
    -------
    array of float, shape (horizon,)
        The last known value of the same season; where that season was never seen, the last known value of any;
        empty where no value is known.
    """
    series = np.asarray(values, dtype=float)
    known = np.flatnonzero(~np.isnan(series))
    if not len(known):
        return np.empty(0)
    ahead = len(series) + np.arange(horizon)
    last = [known[known % season_length == season] for season in ahead % season_length]
    return np.array([series[same[-1]] if len(same) else series[known[-1]] for same in last])
