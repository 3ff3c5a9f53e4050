"""How far each month or quarter of the year stands above or below the level, as far as the data can tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

SEASON_SDS = (0.0, 0.05, 0.10, 0.20)
LEVEL_SDS = (0.01, 0.03, 0.10)
NOISE_SDS = (0.02, 0.07, 0.15, 0.30)


@dataclass(frozen=True, eq=False)
class SeasonalFactors:
    """What each season adds to the logarithm of the level, and how unsure that is.

    Parameters
    ----------
    mean : array of float, shape (season_length,)
        Added to the log level in each season, counted from the first period of the series; sums to 0.
    covariance : array of float, shape (season_length, season_length)
        Its posterior covariance.
    weight : float
        Probability, 0 to 1, that there is a seasonal pattern at all.
    """

    mean: FloatArray
    covariance: FloatArray
    weight: float


def no_season(season_length: int) -> SeasonalFactors:
    """Give factors that change nothing.

    Parameters
    ----------
    season_length : int
        Seasons in a year, such as 12 or 4.

    Returns
    -------
    SeasonalFactors
        All zero, and certain.
    """
    return SeasonalFactors(
        mean=np.zeros(season_length), covariance=np.zeros((season_length, season_length)), weight=0.0
    )


def seasonal_factors(counts: FloatArray, season_length: int) -> SeasonalFactors:
    """Estimate the seasonal pattern of counts around a drifting level, shrunk towards none.

    Parameters
    ----------
    counts : array of float, shape (periods,)
        One count a month or quarter, NaN where missing.
    season_length : int
        Seasons in a year, such as 12 or 4.

    Returns
    -------
    SeasonalFactors
        Averaged over how strong the pattern, the drift and the noise may be, by how well each explains the
        logarithms of the counts; nothing where there are fewer than two years of values.
    """
    known = np.flatnonzero(~np.isnan(counts))
    if season_length < 2 or len(known) < 2 * season_length:
        return no_season(season_length)
    logs = np.log(counts[known] + 0.5)
    chance = 1 / (np.nanmean(counts) + 0.5)
    centring = np.eye(season_length) - 1 / season_length
    loading = np.eye(season_length)[known % season_length] @ centring
    common = np.minimum.outer(known + 1.0, known + 1.0)
    candidates = [(season, level, noise) for season in SEASON_SDS for level in LEVEL_SDS for noise in NOISE_SDS]
    covariances = np.stack(
        [
            season**2 * loading @ loading.T + level**2 * common + (noise**2 + chance) * np.eye(len(known))
            for season, level, noise in candidates
        ]
    )
    return _average(logs, covariances=covariances, loading=loading, season_sds=np.array([c[0] for c in candidates]))


def _average(
    logs: FloatArray, *, covariances: FloatArray, loading: FloatArray, season_sds: FloatArray
) -> SeasonalFactors:
    """Average the posterior pattern over candidate covariances, with a flat prior on the overall mean."""
    ones = np.ones((len(logs), 1))
    factor = np.linalg.cholesky(covariances)
    solved = np.linalg.solve(
        covariances,
        np.broadcast_to(np.hstack([logs[:, None], ones, loading]), (len(covariances), len(logs), 2 + loading.shape[1])),
    )
    inverse_logs, inverse_ones, inverse_loading = solved[..., 0], solved[..., 1], solved[..., 2:]
    precision = inverse_ones.sum(axis=1)
    centre = inverse_logs.sum(axis=1) / precision
    residual = inverse_logs - centre[:, None] * inverse_ones
    log_determinant = 2 * np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    score = -0.5 * (residual @ logs + log_determinant + np.log(precision))
    weights = np.exp(score - score.max())
    weights /= weights.sum()
    means = season_sds[:, None] ** 2 * (residual @ loading)
    seen = loading.T @ inverse_loading
    across = inverse_ones @ loading
    seen = seen - across[:, :, None] * across[:, None, :] / precision[:, None, None]
    variance = season_sds**2
    prior = variance[:, None, None] * (np.eye(loading.shape[1]) - 1 / loading.shape[1])
    within = prior - variance[:, None, None] ** 2 * seen
    mean = weights @ means
    between = np.einsum("c,ci,cj->ij", weights, means - mean, means - mean)
    covariance = np.einsum("c,cij->ij", weights, within) + between
    return SeasonalFactors(mean=mean, covariance=covariance, weight=float(weights[season_sds > 0].sum()))
