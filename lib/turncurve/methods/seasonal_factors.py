"""How far each month or quarter of the year stands above or below the level, as far as the data can tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

SEASON_SDS = (0.0, 0.05, 0.10, 0.20)
"""Standard deviations tried for the pattern, in logarithms: 0.10 is seasons about a tenth above or below."""
LEVEL_SDS = (0.01, 0.03, 0.10)
"""The same for a period's drift of the level."""
NOISE_SDS = (0.02, 0.07, 0.15, 0.30)
"""The same for scatter beyond chance."""


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
    freedom : float
        How many values the pattern used up: 0 for none, one less than the seasons for a pattern not shrunk at all.
    """

    mean: FloatArray
    covariance: FloatArray
    weight: float
    freedom: float

    def draw(self, draws: int, *, rng: np.random.Generator) -> FloatArray:
        """Draw possible patterns.

        Parameters
        ----------
        draws : int
            How many.
        rng : numpy.random.Generator
            Source of the draws.

        Returns
        -------
        array of float, shape (draws, season_length)
            One pattern a row.
        """
        scale, axes = np.linalg.eigh(self.covariance)
        root = axes * np.sqrt(np.maximum(scale, 0.0))
        return np.asarray(self.mean + rng.standard_normal((draws, len(scale))) @ root.T, dtype=float)


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
    nothing = np.zeros((season_length, season_length))
    return SeasonalFactors(mean=nothing[0], covariance=nothing, weight=0.0, freedom=0.0)


def seasonal_factors(counts: FloatArray, season_length: int, *, offset: FloatArray) -> SeasonalFactors:
    """Estimate the seasonal pattern of counts around a drifting level, shrunk towards none.

    Parameters
    ----------
    counts : array of float, shape (periods,)
        One count a month or quarter, NaN where missing.
    season_length : int
        Seasons in a year, such as 12 or 4.
    offset : array of float, shape (periods,)
        What is known beforehand to add to the log level of each period.

    Returns
    -------
    SeasonalFactors
        Averaged over how strong the pattern, the drift and the noise may be, by how well each explains the
        logarithms of the counts; nothing where there are fewer than two years of values.

    References
    ----------
    Rasmussen, C. and Williams, K. (2006) Gaussian Processes for Machine Learning, sections 2.2 and 2.7.
    """
    known = np.flatnonzero(~np.isnan(counts))
    if season_length < 2 or len(known) < 2 * season_length:
        return no_season(season_length)
    logs = np.log(counts[known] + 0.5) - offset[known]
    chance = 1 / (np.nanmean(counts) + 0.5)
    season_sds, level_sds, noise_sds = (
        table.ravel()[:, None, None] for table in np.meshgrid(SEASON_SDS, LEVEL_SDS, NOISE_SDS, indexing="ij")
    )
    loading = np.eye(season_length)[known % season_length] - 1 / season_length
    drift = np.minimum.outer(known + 1.0, known + 1.0)
    noise = np.eye(len(known))
    covariances = season_sds**2 * (loading @ loading.T) + level_sds**2 * drift + (noise_sds**2 + chance) * noise
    return _average(logs, covariances=covariances, loading=loading, variances=season_sds.ravel() ** 2)


def _average(
    logs: FloatArray, *, covariances: FloatArray, loading: FloatArray, variances: FloatArray
) -> SeasonalFactors:
    """Average the posterior pattern over candidate covariances, with a flat prior on the overall mean."""
    known = np.column_stack([logs, np.ones(len(logs)), loading])
    solved = np.linalg.solve(covariances, np.broadcast_to(known, (len(covariances), *known.shape)))
    by_logs, by_ones, by_loading = solved[..., 0], solved[..., 1], solved[..., 2:]
    precision = by_ones.sum(axis=1)
    residual = by_logs - (by_logs.sum(axis=1) / precision)[:, None] * by_ones
    score = -0.5 * (residual @ logs + np.linalg.slogdet(covariances)[1] + np.log(precision))
    weights = np.exp(score - score.max())
    weights /= weights.sum()
    means = variances[:, None] * (residual @ loading)
    across = by_ones @ loading
    seen = loading.T @ by_loading - across[:, :, None] * across[:, None, :] / precision[:, None, None]
    centring = np.eye(loading.shape[1]) - 1 / loading.shape[1]
    within = variances[:, None, None] * centring - variances[:, None, None] ** 2 * seen
    mean = weights @ means
    between = np.einsum("c,ci,cj->ij", weights, means - mean, means - mean)
    return SeasonalFactors(
        mean=mean,
        covariance=np.einsum("c,cij->ij", weights, within) + between,
        weight=float(weights[variances > 0].sum()),
        freedom=float(weights @ (variances * np.trace(seen, axis1=1, axis2=2))),
    )
