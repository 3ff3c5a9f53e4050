"""What counts a month or a quarter may come to: an exact filter on a grid, averaged over its settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import FEWEST_POINTS, Forecast, Setting, checked_series, no_forecast, weighted_settings
from turncurve.methods.level_grid import filter_level, pick_cells, step_kernel
from turncurve.methods.naive_forecast import seasonal_naive
from turncurve.methods.seasonal_factors import SeasonalFactors, seasonal_factors

FloatArray = npt.NDArray[np.float64]

METHOD = "counts around a drifting level (exact grid filter, averaged over settings)"
LEVELS = 100
DRAWS = 4000

STEP_SDS = (0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.35)
"""Standard deviations tried for a period's drift of the log level: 0.01 is about 1%."""
DISPERSIONS = (0.0, 0.0005, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
"""Spread beyond chance tried: variance = mean + dispersion x mean squared; 0 is Poisson."""
PRIOR_SCALE = 0.15
"""Both have a half-Cauchy prior of this scale over grids even in their logarithms: drift and spread of much more than
a tenth a period are unusual, but the data may say so."""
YEARLY_TRENDS = (-0.12, 0.0, 0.12, 0.0, 0.0)
YEARLY_PULLS = (0.0, 0.0, 0.0, 0.3, 0.6)
"""Movements tried: a trend of the log level a year, or a pull that takes back this part of the way to the typical level
of the last three years in a year."""
MOVEMENT_PRIOR = (0.05, 0.3, 0.05, 0.3, 0.3)
"""Counts of this kind more often come back than run on."""
DAMPING = 0.85
"""What remains of a trend each period ahead."""
TYPICAL_YEARS = 3
FEWEST_TYPICAL = 8
"""The typical level rests on the last three years, and on no fewer than eight periods where there are so many."""
BREAK = 0.001
"""Chance a period that the level breaks, as when a new recording system starts."""
MOST_FREEDOM = 0.6
"""The seasonal pattern is not held to explain away more than this part of the values."""


@dataclass(frozen=True, eq=False)
class _Movement:
    """How a level may be expected to move a period: a trend, or a pull towards a typical level, known roughly."""

    trends: FloatArray
    pulls: FloatArray
    typical: float
    typical_sd: float


@dataclass(frozen=True, eq=False)
class _Posterior:
    """What the filter learnt: the log levels, and the joint weight of (drift, movement, dispersion, level)."""

    levels: FloatArray
    joint: FloatArray
    movement: _Movement


def forecast_counts(
    counts: npt.ArrayLike,
    *,
    horizon: int,
    rng: np.random.Generator,
    season_length: int = 12,
    exposure: npt.ArrayLike | None = None,
    origin: str = "",
    draws: int = DRAWS,
) -> Forecast:
    """Forecast counts a month or a quarter, as a whole distribution for each period ahead.

    The logarithm of the level drifts at random, perhaps with a trend that fades, or drawn back towards the typical
    level of the last three years; a seasonal pattern, shrunk towards
    none, is added where there are two years of values; counts scatter about that by chance (Poisson) or more
    (negative binomial). How much drift, trend and scatter is not chosen but averaged over, each setting weighted by
    how well it foretold the series one step ahead.

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
    exposure : array of float, shape (periods + horizon,), optional
        What the counts are in proportion to, such as working days in each month, past and to come.
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
        When a count is negative or not finite, the horizon is less than 1, or the exposure does not fit.

    References
    ----------
    Kitagawa, G. (1987) Non-Gaussian state-space modeling of nonstationary time series. JASA 82, 1032-1041.
    Hoeting, J. et al. (1999) Bayesian model averaging: a tutorial. Statistical Science 14, 382-417.
    """
    values = checked_series(counts, horizon=horizon, lowest=0.0)
    offset = _offset(exposure, periods=len(values) + horizon)
    n = int((~np.isnan(values)).sum())
    if n < FEWEST_POINTS:
        reason = f"only {n} of the {FEWEST_POINTS} known values that it needs could be found"
        return no_forecast(reason, origin=origin, horizon=horizon, n=n, method=METHOD)
    season = seasonal_factors(values, season_length, offset=offset[: len(values)])
    pattern = season.mean[np.arange(len(values)) % season_length] + offset[: len(values)]
    posterior = _posterior(values, pattern=pattern, movement=_movement(values, pattern, season_length=season_length))
    paths = _log_mean_paths(posterior, horizon=horizon, draws=draws, rng=rng, widen=_widening(season, n))
    ahead = (len(values) + np.arange(horizon)) % season_length
    log_mean = paths.log_level + season.draw(draws, rng=rng)[:, ahead] + offset[len(values) :]
    return Forecast(
        origin=origin,
        horizon=horizon,
        n=n,
        method=METHOD,
        settings=_settings(posterior, season),
        draws=_scatter(log_mean, dispersion=paths.dispersion, rng=rng),
        naive=seasonal_naive(values, horizon=horizon, season_length=season_length),
    )


def _offset(exposure: npt.ArrayLike | None, *, periods: int) -> FloatArray:
    """Turn exposure into what it adds to the log level, about its mean."""
    if exposure is None:
        return np.zeros(periods)
    amounts = np.asarray(exposure, dtype=float)
    if amounts.shape != (periods,) or not (np.isfinite(amounts) & (amounts > 0)).all():
        raise TurnCurveError(
            "The exposure does not fit the counts",
            where=f"{periods} periods, past and to come",
            remedy="Give one number above 0 for each of them",
        )
    logs = np.log(amounts)
    return np.asarray(logs - logs.mean(), dtype=float)


def _grid(values: FloatArray, pattern: FloatArray) -> FloatArray:
    """Lay out the log levels that the series could have had."""
    known = ~np.isnan(values)
    logs = np.log(values[known] + 0.5) - pattern[known]
    margin = 0.2 + 2 / np.sqrt(values[known].mean() + 1)
    lowest = max(logs.min() - margin, np.log(0.2 / (known.sum() + 1)))
    return np.linspace(lowest, logs.max() + margin, LEVELS)


def _movement(values: FloatArray, pattern: FloatArray, *, season_length: int) -> _Movement:
    """Turn yearly trends and pulls into those of a period, and find the typical level to be pulled towards."""
    recent = slice(-max(TYPICAL_YEARS * season_length, FEWEST_TYPICAL), None)
    known = (values / np.exp(pattern))[recent]
    known = known[~np.isnan(known)] if (~np.isnan(known)).any() else values[~np.isnan(values)]
    return _Movement(
        trends=np.array(YEARLY_TRENDS) / season_length,
        pulls=1 - (1 - np.array(YEARLY_PULLS)) ** (1 / season_length),
        typical=float(np.log(known.mean() + 0.5 / len(known))),
        typical_sd=float(np.std(np.log(known + 0.5))),
    )


def _log_probability(values: FloatArray, log_mean: FloatArray) -> FloatArray:
    """Give log probabilities of counts, shape (periods, dispersions, levels); 0 where missing."""
    count, mean = values[:, None], np.exp(log_mean)
    layers = [count * log_mean - mean - gammaln(count + 1)]
    for dispersion in DISPERSIONS[1:]:
        size = 1 / dispersion
        constant = gammaln(count + size) - gammaln(size) - gammaln(count + 1)
        layers.append(constant + count * (log_mean + np.log(dispersion)) - (count + size) * np.log1p(dispersion * mean))
    return np.where(np.isnan(values)[:, None, None], 0.0, np.stack(layers, axis=1))


def _posterior(values: FloatArray, *, pattern: FloatArray, movement: _Movement) -> _Posterior:
    """Filter the series for every combination of settings, and weigh each by prior and predictive likelihood."""
    levels = _grid(values, pattern)
    spacing = levels[1] - levels[0]
    moves = movement.trends[:, None] + movement.pulls[:, None] * (movement.typical - levels)
    kernels = np.stack(
        [
            step_kernel(spacing, size=LEVELS, step_sd=step_sd, trend=move, break_chance=BREAK)
            for step_sd in STEP_SDS
            for move in moves
        ]
    )
    likelihood = _log_probability(values, levels + pattern[:, None])
    filtered = filter_level(likelihood, kernels=kernels, prior=np.full(LEVELS, 1 / LEVELS))
    shape = (len(STEP_SDS), len(moves), len(DISPERSIONS))
    steps, dispersions = (1 / (1 + (np.array(grid) / PRIOR_SCALE) ** 2) for grid in (STEP_SDS, DISPERSIONS))
    prior = steps[:, None, None] * np.array(MOVEMENT_PRIOR)[:, None] * dispersions
    score = filtered.log_likelihood.reshape(shape) + np.log(prior)
    weights = np.exp(score - score.max())
    joint = (weights / weights.sum())[..., None] * filtered.weights.reshape(*shape, LEVELS)
    return _Posterior(levels=levels, joint=joint, movement=movement)


def _widening(season: SeasonalFactors, n: int) -> float:
    """Say how much the variance left over must grow, because the seasonal pattern was fitted to the same values."""
    return float(1 / (1 - min(season.freedom / n, MOST_FREEDOM)))


@dataclass(frozen=True, eq=False)
class _Paths:
    """Futures of the log level, shape (draws, horizon), and each one's dispersion, shape (draws, 1)."""

    log_level: FloatArray
    dispersion: FloatArray


def _log_mean_paths(
    posterior: _Posterior, *, horizon: int, draws: int, rng: np.random.Generator, widen: float
) -> _Paths:
    """Draw a combination of settings and a level, then let the level drift."""
    step, move, dispersion, level = pick_cells(posterior.joint, draws=draws, rng=rng)
    spacing = posterior.levels[1] - posterior.levels[0]
    here = posterior.levels[level] + spacing * rng.uniform(-0.5, 0.5, size=draws)
    movement = posterior.movement
    step_sd = np.array(STEP_SDS)[step] * np.sqrt(widen)
    typical = movement.typical + movement.typical_sd * rng.standard_normal(draws)
    path = np.empty((draws, horizon))
    for ahead, surprise in enumerate(rng.standard_normal((horizon, draws))):
        pull = movement.pulls[move] * (typical - here)
        here = here + movement.trends[move] * DAMPING ** (ahead + 1) + pull + step_sd * surprise
        path[:, ahead] = here
    return _Paths(log_level=path, dispersion=np.array(DISPERSIONS)[dispersion][:, None] * widen)


def _scatter(log_mean: FloatArray, *, dispersion: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Draw counts about their means: Poisson, shaken by a gamma factor where there is spread beyond chance."""
    shape = 1 / np.where(dispersion > 0, dispersion, 1.0)
    shaken = np.where(dispersion > 0, rng.gamma(np.broadcast_to(shape, log_mean.shape)) / shape, 1.0)
    return np.asarray(rng.poisson(np.exp(log_mean) * shaken), dtype=float)


def _settings(posterior: _Posterior, season: SeasonalFactors) -> tuple[Setting, ...]:
    """Say which settings carried the average."""
    joint = posterior.joint
    moves = joint.sum(axis=(0, 2, 3))
    return (
        *weighted_settings("drift of the level a period", values=STEP_SDS, weights=joint.sum(axis=(1, 2, 3))),
        *weighted_settings(
            "trend a year", values=YEARLY_TRENDS[:3], weights=(moves[0], 1 - moves[0] - moves[2], moves[2])
        ),
        *weighted_settings("pull a year", values=(0.0, *YEARLY_PULLS[3:]), weights=(moves[:3].sum(), *moves[3:])),
        *weighted_settings("spread beyond chance", values=DISPERSIONS, weights=joint.sum(axis=(0, 1, 3))),
        *weighted_settings("seasonal pattern", values=(0.0, 1.0), weights=(1 - season.weight, season.weight)),
    )
