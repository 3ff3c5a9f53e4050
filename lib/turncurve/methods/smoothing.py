"""How a smooth series runs on: exponential smoothing, damped trend and theta, each fitted on a fixed grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

LEVEL_GAINS = (*(step / 20 for step in range(1, 20)), 0.99)
TREND_GAINS = (0.05, 0.1, 0.2, 0.4)
DAMPINGS = (0.8, 0.9, 0.95)


@dataclass(frozen=True, eq=False)
class SmoothFit:
    """A fitted smoothing model, ready to be run on from its last state.

    Parameters
    ----------
    name : str
        The model, in words.
    level_gain : float
        Share of a surprise that the level takes in.
    trend_gain : float
        Share of a surprise that the trend takes in; 0 where there is no moving trend.
    damping : float
        What remains of the trend each period.
    level : float
        The last level.
    trend : float
        The last trend a period.
    errors : array of float, shape (values,)
        One-step-ahead errors, first value left out.
    parameters : int
        How many numbers were fitted.
    """

    name: str
    level_gain: float
    trend_gain: float
    damping: float
    level: float
    trend: float
    errors: FloatArray
    parameters: int


def fit_level(values: FloatArray) -> SmoothFit:
    """Fit simple exponential smoothing: a level and no trend.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, none missing, no season.

    Returns
    -------
    SmoothFit
        The gain with the least squared one-step-ahead error.

    References
    ----------
    Hyndman, R. and Athanasopoulos, G. (2021) Forecasting: Principles and Practice, 3rd edition, chapter 8.
    """
    grid = np.array([(gain, 0.0, 1.0) for gain in LEVEL_GAINS])
    return _best("level", values=values, grid=grid, slope=0.0, parameters=2)


def fit_damped_trend(values: FloatArray) -> SmoothFit:
    """Fit a level and a trend that fades.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, none missing, no season.

    Returns
    -------
    SmoothFit
        The gains and damping with the least squared one-step-ahead error.

    References
    ----------
    Gardner, E. and McKenzie, E. (1985) Forecasting trends in time series. Management Science 31, 1237-1246.
    """
    grid = np.array(
        [
            (level, level * trend, damping)
            for level in LEVEL_GAINS[1::2]
            for trend in TREND_GAINS
            for damping in DAMPINGS
        ]
    )
    slope = float(np.median(np.diff(values[: max(5, len(values) // 4)])))
    return _best("damped trend", values=values, grid=grid, slope=slope, parameters=4)


def fit_theta(values: FloatArray) -> SmoothFit:
    """Fit the theta method: smoothing with a drift of half the straight line's slope.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, none missing, no season.

    Returns
    -------
    SmoothFit
        Simple exponential smoothing with a fixed drift, to which the theta method amounts.

    References
    ----------
    Hyndman, R. and Billah, B. (2003) Unmasking the Theta method. International Journal of Forecasting 19, 287-290.
    """
    time = np.arange(len(values)) - (len(values) - 1) / 2
    drift = 0.5 * float(time @ values / (time @ time))
    grid = np.array([(gain, 0.0, 1.0) for gain in LEVEL_GAINS])
    return _best("theta", values=values, grid=grid, slope=drift, parameters=3)


def run_on(fit: SmoothFit, surprises: FloatArray) -> FloatArray:
    """Run a fitted model on from its last state through given surprises.

    Parameters
    ----------
    fit : SmoothFit
        The model.
    surprises : array of float, shape (draws, horizon)
        The one-step-ahead errors to come; all zero gives the point forecast.

    Returns
    -------
    array of float, shape (draws, horizon)
        The series' values.
    """
    level, trend = np.full(len(surprises), fit.level), np.full(len(surprises), fit.trend)
    path = np.empty_like(surprises)
    for ahead in range(surprises.shape[1]):
        expected = level + fit.damping * trend
        path[:, ahead] = expected + surprises[:, ahead]
        level = expected + fit.level_gain * surprises[:, ahead]
        trend = fit.damping * trend + fit.trend_gain * surprises[:, ahead]
    return path


def _best(name: str, *, values: FloatArray, grid: FloatArray, slope: float, parameters: int) -> SmoothFit:
    """Fit every setting of the grid at once and keep the one with the least squared error."""
    level_gain, trend_gain, damping = grid.T
    level, trend = np.full(len(grid), values[0]), np.full(len(grid), slope)
    errors = np.empty((len(grid), len(values) - 1))
    for period, value in enumerate(values[1:]):
        expected = level + damping * trend
        errors[:, period] = value - expected
        level = expected + level_gain * errors[:, period]
        trend = damping * trend + trend_gain * errors[:, period]
    best = int(np.argmin((errors**2).sum(axis=1)))
    return SmoothFit(
        name=name,
        level_gain=float(level_gain[best]),
        trend_gain=float(trend_gain[best]),
        damping=float(damping[best]),
        level=float(level[best]),
        trend=float(trend[best]),
        errors=errors[best],
        parameters=parameters,
    )
