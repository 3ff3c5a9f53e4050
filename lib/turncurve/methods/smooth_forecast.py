"""What a large, smooth series may come to: exponential smoothing, damped trend and theta together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from turncurve.methods.forecast import FEWEST_POINTS, Forecast, Setting, checked_series, no_forecast
from turncurve.methods.naive_forecast import seasonal_naive
from turncurve.methods.smoothing import SmoothFit, fit_damped_trend, fit_level, fit_theta, run_on

FloatArray = npt.NDArray[np.float64]

METHOD = "exponential smoothing, damped trend and theta, weighed by fit and thrift"
DRAWS = 4000
SEASON_TEST = 1.645
"""Standard errors that the autocorrelation a year apart must exceed before a season is taken out."""


def forecast_smooth(
    values: npt.ArrayLike,
    *,
    horizon: int,
    rng: np.random.Generator,
    season_length: int = 1,
    origin: str = "",
    draws: int = DRAWS,
) -> Forecast:
    """Forecast a large, smooth series, such as a region's or England's.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, oldest first, NaN where missing (filled by a straight line between its neighbours).
    horizon : int
        Periods ahead.
    rng : numpy.random.Generator
        Source of the draws, seeded by the caller.
    season_length : int
        Seasons in a year, such as 12, 4 or 1.
    origin : str
        Label of the last period.
    draws : int
        How many futures to draw.

    Returns
    -------
    Forecast
        Futures from each model in proportion to its weight, with surprises resampled from its own one-step-ahead
        errors and scaled for how few those are. Series above 0 are forecast in logarithms; series never below 0
        stay so.

    Raises
    ------
    TurnCurveError
        When a value is infinite, or the horizon is less than 1.

    References
    ----------
    Makridakis, S. et al. (2020) The M4 competition. International Journal of Forecasting 36, 54-74 (simple
    combinations of these are hard to beat).
    Burnham, K. and Anderson, D. (2002) Model Selection and Multimodel Inference, 2nd edition, section 2.9.
    """
    series = checked_series(values, horizon=horizon)
    known = np.flatnonzero(~np.isnan(series))
    n = len(known)
    if n < FEWEST_POINTS:
        reason = f"only {n} of the {FEWEST_POINTS} known values that it needs could be found"
        return no_forecast(reason, origin=origin, horizon=horizon, n=n, method=METHOD)
    span = np.arange(known[0], len(series))
    filled = np.interp(span, known, series[known])
    logged = bool((filled > 0).all())
    scaled = np.log(filled) if logged else filled
    pattern = _season(scaled, season_length)
    plain = scaled - pattern[np.arange(len(scaled)) % season_length]
    fits = (fit_level(plain), fit_damped_trend(plain), fit_theta(plain))
    ahead = pattern[(len(scaled) + np.arange(horizon)) % season_length]
    weights = _weights(fits)
    parts = zip(fits, _split(draws, weights), strict=True)
    paths = [_paths(fit, draws=share, horizon=horizon, rng=rng) for fit, share in parts]
    futures = np.concatenate(paths) + ahead
    futures = np.exp(futures) if logged else futures
    return Forecast(
        origin=origin,
        horizon=horizon,
        n=n,
        method=METHOD,
        settings=tuple(
            Setting(
                name=f"share of surprises taken into the level, {fit.name} model", value=fit.level_gain, weight=weight
            )
            for fit, weight in zip(fits, weights.tolist(), strict=True)
        ),
        draws=np.maximum(futures, 0.0) if (filled >= 0).all() else futures,
        naive=seasonal_naive(series, horizon=horizon, season_length=season_length),
    )


def _weights(fits: tuple[SmoothFit, ...]) -> FloatArray:
    """Weigh models by Akaike's criterion corrected for short series, so that few values earn no trend."""
    criteria = []
    for fit in fits:
        n, fitted = len(fit.errors), fit.parameters
        spread = max(float(fit.errors @ fit.errors) / n, 1e-12)
        correction = 2 * fitted * (fitted + 1) / (n - fitted - 1) if n > fitted + 1 else np.inf
        criteria.append(n * np.log(spread) + 2 * fitted + correction)
    relative = np.exp(-0.5 * (np.array(criteria) - min(criteria))) if np.isfinite(min(criteria)) else _simplest(fits)
    return np.asarray(relative / relative.sum(), dtype=float)


def _simplest(fits: tuple[SmoothFit, ...]) -> FloatArray:
    """Give all the weight to the model with the fewest fitted numbers."""
    return np.asarray(np.eye(len(fits))[int(np.argmin([fit.parameters for fit in fits]))], dtype=float)


def _split(draws: int, weights: FloatArray) -> list[int]:
    """Share the draws among models by weight, in whole numbers that sum to the draws."""
    ends = np.rint(np.cumsum(weights) * draws).astype(int)
    return [int(share) for share in np.diff(ends, prepend=0)]


def _paths(fit: SmoothFit, *, draws: int, horizon: int, rng: np.random.Generator) -> FloatArray:
    """Run a model on through surprises resampled from its errors, scaled for the numbers fitted."""
    freedom = max(len(fit.errors) - fit.parameters, 1)
    scale = np.sqrt(len(fit.errors) / freedom) * np.sqrt(freedom / rng.chisquare(freedom, size=(draws, 1)))
    surprises = rng.choice(fit.errors - fit.errors.mean(), size=(draws, horizon)) * np.minimum(scale, 10.0)
    return run_on(fit, surprises)


def _season(values: FloatArray, season_length: int) -> FloatArray:
    """Estimate an additive seasonal pattern, or none where autocorrelation does not show one."""
    if season_length < 2 or len(values) < 3 * season_length or not _seasonal(values, season_length):
        return np.zeros(season_length)
    window = np.ones(season_length) / season_length
    if season_length % 2 == 0:
        window = np.convolve(window, [0.5, 0.5])
    half = len(window) // 2
    away = values[half : len(values) - half] - np.convolve(values, window, mode="valid")
    season = (half + np.arange(len(away))) % season_length
    pattern = np.array([away[season == which].mean() for which in range(season_length)])
    return np.asarray(pattern - pattern.mean(), dtype=float)


def _seasonal(values: FloatArray, season_length: int) -> bool:
    """Say whether detrended values a year apart go together more than chance would have it."""
    time = np.arange(len(values))
    rest = values - np.polyval(np.polyfit(time, values, 1), time)
    power = float(rest @ rest)
    if power <= 1e-12 * float(values @ values):
        return False
    correlations = np.array([rest[lag:] @ rest[:-lag] / power for lag in range(1, season_length + 1)])
    limit = SEASON_TEST * np.sqrt((1 + 2 * (correlations[:-1] ** 2).sum()) / len(values))
    return bool(correlations[-1] > limit)
