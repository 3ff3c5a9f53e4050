"""What counts a month or a quarter may come to: an exact filter on a grid, averaged over its settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from turncurve.methods.forecast import FEWEST_POINTS, Forecast, Setting, checked_series, no_forecast
from turncurve.methods.level_grid import FilteredLevel, filter_level, step_kernel
from turncurve.methods.naive_forecast import seasonal_naive
from turncurve.methods.seasonal_factors import SeasonalFactors, seasonal_factors

FloatArray = npt.NDArray[np.float64]

METHOD = "counts around a drifting level (grid filter, averaged over settings)"
LEVELS = 160
DRAWS = 4000

STEP_SDS = (0.0, 0.01, 0.02, 0.04, 0.07, 0.12)
DISPERSIONS = (0.0, 0.003, 0.01, 0.03, 0.08, 0.20)
TRENDS = (-0.01, 0.0, 0.01)
TREND_PRIOR = (0.15, 0.7, 0.15)
DAMPING = 0.85


@dataclass(frozen=True, eq=False)
class _Posterior:
    """What the filter learnt: the grid and the joint weight of each setting and level."""

    levels: FloatArray
    joint: FloatArray


def forecast_counts(
    counts: npt.ArrayLike,
    *,
    horizon: int,
    rng: np.random.Generator,
    season_length: int = 12,
    origin: str = "",
    draws: int = DRAWS,
) -> Forecast:
    """Forecast counts a month or a quarter, as a whole distribution for each period ahead.

    Parameters
    ----------
    counts : array of int or float, shape (periods,)
        One count a period, oldest first, none left out; NaN where missing.
    horizon : int
        Periods ahead.
    rng : numpy.random.Generator
        Source of the draws, seeded by the caller.
    season_length : int
        Seasons in a year: 12 for months, 4 for quarters, 1 for years.
    origin : str
        Label of the last period.
    draws : int
        How many futures to draw.

    Returns
    -------
    Forecast
        Draws are whole numbers of 0 or more. With fewer than four known values, no forecast and the reason.

    Raises
    ------
    TurnCurveError
        When a count is negative or not finite, or the horizon is less than 1.

    References
    ----------
    Kitagawa, G. (1987) Non-Gaussian state-space modeling of nonstationary time series. JASA 82, 1032-1041.
    Hoeting, J. et al. (1999) Bayesian model averaging: a tutorial. Statistical Science 14, 382-417.
    """
    values = checked_series(counts, horizon=horizon, lowest=0.0)
    n = int((~np.isnan(values)).sum())
    if n < FEWEST_POINTS:
        reason = f"only {n} of the {FEWEST_POINTS} known values that it needs are there"
        return no_forecast(reason, origin=origin, horizon=horizon, n=n, method=METHOD)
    season = seasonal_factors(values, season_length)
    pattern = season.mean[np.arange(len(values)) % season_length]
    posterior = _posterior(values, pattern)
    future = (len(values) + np.arange(horizon)) % season_length
    return Forecast(
        origin=origin,
        horizon=horizon,
        n=n,
        method=METHOD,
        settings=_settings(posterior, season),
        draws=_futures(posterior, season=season, future=future, draws=draws, rng=rng),
        naive=seasonal_naive(values, horizon=horizon, season_length=season_length),
    )


def _grid(values: FloatArray, pattern: FloatArray) -> FloatArray:
    """Lay out the log levels that the series could have had."""
    known = ~np.isnan(values)
    logs = np.log(values[known] + 0.5) - pattern[known]
    mean = values[known].mean()
    margin = 0.2 + 2 / np.sqrt(mean + 1)
    lowest = max(logs.min() - margin, np.log(0.2 / (known.sum() + 1)))
    return np.linspace(lowest, logs.max() + margin, LEVELS)


def _log_probability(values: FloatArray, log_mean: FloatArray) -> FloatArray:
    """Give log probabilities of counts for each dispersion: Poisson at 0, negative binomial above."""
    mean = np.exp(log_mean)
    count = values.reshape(-1, *[1] * (log_mean.ndim - 1))
    layers = [count * log_mean - mean - gammaln(count + 1)]
    for dispersion in DISPERSIONS[1:]:
        size = 1 / dispersion
        constant = gammaln(count + size) - gammaln(size) - gammaln(count + 1)
        layers.append(constant + count * (log_mean + np.log(dispersion)) - (count + size) * np.log1p(dispersion * mean))
    return np.where(np.isnan(count)[None], 0.0, np.stack(layers))


def _posterior(values: FloatArray, pattern: FloatArray) -> _Posterior:
    """Filter the series for every pairing of settings."""
    levels = _grid(values, pattern)
    back = np.arange(len(values)) - (len(values) - 1.0)
    slopes = np.array(TRENDS)[None, :, None] * back[:, None, None]
    log_mean = levels + pattern[:, None, None] + slopes
    layers = _log_probability(values, log_mean)
    others = np.moveaxis(layers, 0, 1).reshape(len(values), -1, LEVELS)
    spacing = levels[1] - levels[0]
    kernels = np.stack([step_kernel(spacing, size=LEVELS, step_sd=sd) for sd in STEP_SDS])
    filtered = filter_level(others, kernels=kernels, prior=np.full(LEVELS, 1 / LEVELS))
    return _Posterior(levels=levels, joint=_joint(filtered))


def _joint(filtered: FilteredLevel) -> FloatArray:
    """Weigh each setting by its predictive likelihood and its prior."""
    shape = (len(STEP_SDS), len(DISPERSIONS), len(TRENDS))
    score = filtered.log_likelihood.reshape(shape) + np.log(np.array(TREND_PRIOR))
    weights = np.exp(score - score.max())
    weights /= weights.sum()
    return weights[..., None] * filtered.weights.reshape(*shape, LEVELS)


def _settings(posterior: _Posterior, season: SeasonalFactors) -> tuple[Setting, ...]:
    """Say which settings carried the average."""
    joint = posterior.joint
    tables = (
        ("drift of the level a period", STEP_SDS, joint.sum(axis=(1, 2, 3))),
        ("spread beyond chance", DISPERSIONS, joint.sum(axis=(0, 2, 3))),
        ("trend a period", TRENDS, joint.sum(axis=(0, 1, 3))),
        ("seasonal pattern", (0.0, 1.0), (1 - season.weight, season.weight)),
    )
    return tuple(
        Setting(name=name, value=value, weight=float(weight))
        for name, values, weights in tables
        for value, weight in zip(values, weights, strict=True)
    )


def _futures(
    posterior: _Posterior,
    *,
    season: SeasonalFactors,
    future: npt.NDArray[np.int64],
    draws: int,
    rng: np.random.Generator,
) -> FloatArray:
    """Draw whole futures: a setting and a level, then the drift, the season and the chance of each period."""
    cumulative = np.cumsum(posterior.joint.ravel())
    ticks = (np.arange(draws) + rng.uniform(size=draws)) / draws * cumulative[-1]
    picked = np.searchsorted(cumulative, ticks)
    step, dispersion, trend, level = np.unravel_index(np.minimum(picked, cumulative.size - 1), posterior.joint.shape)
    horizon = len(future)
    spacing = posterior.levels[1] - posterior.levels[0]
    start = posterior.levels[level] + spacing * rng.uniform(-0.5, 0.5, size=draws)
    walk = np.cumsum(rng.standard_normal((draws, horizon)), axis=1) * np.array(STEP_SDS)[step][:, None]
    damped = np.cumsum(DAMPING ** np.arange(1, horizon + 1))
    slope = np.array(TRENDS)[trend][:, None] * damped
    patterns = rng.multivariate_normal(season.mean, season.covariance, size=draws, method="svd")[:, future]
    mean = np.exp(start[:, None] + walk + slope + patterns)
    spread = np.array(DISPERSIONS)[dispersion][:, None]
    shape = 1 / np.where(spread > 0, spread, 1.0)
    shaken = np.where(spread > 0, rng.gamma(np.broadcast_to(shape, mean.shape)) / shape, 1.0)
    return rng.poisson(mean * shaken).astype(float)
