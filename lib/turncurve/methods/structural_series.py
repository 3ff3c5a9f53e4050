"""How a series is made of a drifting level, a season and control series, averaged over how much each moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy import linalg
from scipy.special import ndtr

FloatArray = npt.NDArray[np.float64]

LEVEL_STEPS = np.exp(np.linspace(np.log(0.3), np.log(3.0), 7))
"""Drifts of the level that are tried, as multiples of the prior guess: the prior is worth 32 periods."""
LEVEL_WORTH = 32
NOISE_STEPS = np.exp(np.linspace(np.log(0.05), np.log(1.2), 24))
"""Standard deviations of the noise that are tried, as parts of the series' own."""
SEASON_STEPS = (0.003, 0.05)
"""Drifts of the season that are tried, in the same unit; its prior is all but flat in logarithms."""
FLAT_WORTH = 0.01
CONTROL_WORTH = 50
CONTROL_FIT = 0.8
"""With controls the noise is expected to be what is left of a fit with an R squared of .8, worth 50 periods."""
SLAB_WORTH = 0.01
MODEL_SIZE = 3
MOST_SUBSETS = 4
"""Up to so many controls every choice of them is averaged over; more are all used, shrunk."""
NEGLIGIBLE = 1e-5
"""Settings with a smaller weight than this, beside the best, are left out."""


@dataclass(frozen=True, eq=False)
class Futures:
    """A mixture of normal distributions for what was to come, one component a setting.

    Attributes
    ----------
    weights : array of float, shape (settings,)
        They sum to 1.
    mean : array of float, shape (settings, periods)
        Of each period to come, standardised.
    covariance : array of float, shape (settings, periods, periods)
        Between the periods, noise included.
    chosen : array of float, shape (settings, controls)
        Whether the setting uses each control: 1 or 0.
    """

    weights: FloatArray
    mean: FloatArray
    covariance: FloatArray
    chosen: FloatArray


@dataclass(frozen=True, eq=False)
class _Parts:
    """Covariances of one unit of each component over all periods, past and to come."""

    start: FloatArray
    level: FloatArray
    season_start: FloatArray
    season: FloatArray


def foretell(
    past: FloatArray, periods: int, *, controls: FloatArray, season_length: int, prior_level_sd: float
) -> Futures:
    """Foretell the periods to come from the past, averaged over how much level, season and noise move.

    Parameters
    ----------
    past : array of float, shape (past periods,)
        Standardised to mean 0 and standard deviation 1; NaN where missing.
    periods : int
        All periods, past and to come.
    controls : array of float, shape (periods, controls)
        Standardised; over all periods.
    season_length : int
        Seasons in a year; 1 for none.
    prior_level_sd : float
        How much the level is expected to drift a period, in standard deviations of the series.

    Returns
    -------
    Futures
        Every combination of settings, weighted by its prior and by how well it explains the past.

    References
    ----------
    Brodersen and others (2015), Annals of Applied Statistics 9, 247-274; Scott and Varian (2014), International
    Journal of Mathematical Modelling and Numerical Optimisation 5, 4-23.
    """
    known = np.flatnonzero(~np.isnan(past))
    parts = _parts(periods, season_length)
    guess, worth = (float(np.sqrt(1 - CONTROL_FIT)), CONTROL_WORTH) if controls.shape[1] else (1.0, FLAT_WORTH)
    noise_prior = np.array([_log_prior(noise, guess=guess, worth=worth) for noise in NOISE_STEPS])
    found: list[tuple[_Axes, npt.NDArray[np.int64]]] = []
    scores: list[FloatArray] = []
    for subset, log_prior in _subsets(controls.shape[1]):
        alike = np.eye(periods) + _slab(controls[:, subset], known)
        for structure, prior in _structures(parts, season=season_length > 1, prior_level_sd=prior_level_sd):
            axes = _turned(past, known, structure=structure, alike=alike)
            found.append((axes, subset))
            scores.append(axes.score + prior + log_prior + noise_prior)
    relative = np.exp(np.stack(scores) - np.max(scores))
    kept = [(place, np.flatnonzero(row > NEGLIGIBLE)) for place, row in enumerate(relative) if row.max() > NEGLIGIBLE]
    ahead = [_ahead(found[place][0], noises) for place, noises in kept]
    weights = np.concatenate([relative[place, noises] for place, noises in kept])
    every = np.arange(controls.shape[1])
    return Futures(
        weights=weights / weights.sum(),
        mean=np.concatenate([mean for mean, _ in ahead]),
        covariance=np.concatenate([covariance for _, covariance in ahead]),
        chosen=np.concatenate(
            [np.tile(np.isin(every, found[place][1]).astype(float), (len(noises), 1)) for place, noises in kept]
        ),
    )


def mixture_quantile(weights: FloatArray, mean: FloatArray, *, sd: FloatArray, probability: float) -> float:
    """Find the value that a mixture of normal distributions falls below with a given probability.

    Parameters
    ----------
    weights, mean, sd : array of float, shape (components,)
        The mixture.
    probability : float
        Between 0 and 1.

    Returns
    -------
    float
        By bisection, to within a billionth of the widest component.
    """
    low, high = float((mean - 12 * sd).min()), float((mean + 12 * sd).max())
    for _ in range(80):
        middle = (low + high) / 2
        if float(weights @ ndtr((middle - mean) / sd)) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _parts(periods: int, season_length: int) -> _Parts:
    """Lay out the covariances of the components."""
    time = np.arange(periods)
    # The season is minus the sum of the last ones, plus a step: write each as a sum over starting values and steps.
    length = max(season_length - 1, 0)
    size = length + periods
    made = np.zeros((periods, size))
    if length:
        state = np.zeros((length, size))
        state[:, :length] = np.eye(length)
        for period in range(periods):
            made[period] = state[0]
            ahead = -state.sum(axis=0)
            ahead[length + period] += 1.0
            state = np.vstack([ahead, state[:-1]])
    return _Parts(
        start=np.ones((periods, periods)),
        level=np.minimum.outer(time, time).astype(float),
        season_start=made[:, :length] @ made[:, :length].T,
        season=made[:, length:] @ made[:, length:].T,
    )


def _subsets(controls: int) -> Iterator[tuple[npt.NDArray[np.int64], float]]:
    """Give each choice of controls with the logarithm of its prior probability."""
    if not 0 < controls <= MOST_SUBSETS:
        yield np.arange(controls), 0.0
        return
    # The level is a regressor too, so that up to two controls are always in.
    chance = min(1.0, MODEL_SIZE / (controls + 1))
    for used in product((True, False), repeat=controls):
        size = sum(used)
        if chance < 1 or size == controls:
            rest = controls - size
            yield np.flatnonzero(used), size * np.log(chance) + (rest * np.log1p(-chance) if rest else 0.0)


def _structures(parts: _Parts, *, season: bool, prior_level_sd: float) -> Iterator[tuple[FloatArray, float]]:
    """Give the covariance of level and season for each setting of their drifts, with the logarithm of its prior."""
    for drift in LEVEL_STEPS * prior_level_sd:
        prior = _log_prior(drift, guess=prior_level_sd, worth=LEVEL_WORTH)
        structure = parts.start + drift**2 * parts.level
        if not season:
            yield structure, prior
            continue
        for step in SEASON_STEPS:
            seasonal = parts.season_start + step**2 * parts.season
            yield structure + seasonal, prior + _log_prior(step, guess=0.01, worth=FLAT_WORTH)


def _slab(controls: FloatArray, known: npt.NDArray[np.int64]) -> FloatArray:
    """Give the covariance that unknown coefficients of the controls make, in units of the noise."""
    if not controls.shape[1]:
        return np.zeros((len(controls), len(controls)))
    design = np.column_stack([np.ones(len(controls)), controls])
    cross = design[known].T @ design[known] / len(known)
    weight = SLAB_WORTH * (cross + np.diag(np.diag(cross))) / 2
    return np.asarray(design @ np.linalg.inv(weight) @ design.T, dtype=float)


def _log_prior(sd: float, *, guess: float, worth: float) -> float:
    """Give the log density, over the logarithm of a standard deviation, of a gamma prior on its precision."""
    return float(-worth * np.log(sd) - worth * guess**2 / (2 * sd**2))


@dataclass(frozen=True, eq=False)
class _Axes:
    """One setting on the axes that make both of its covariances diagonal, with its log likelihood for each noise."""

    score: FloatArray
    centre: float
    size: FloatArray
    away: FloatArray
    across: tuple[FloatArray, FloatArray]
    ahead: tuple[FloatArray, FloatArray]


def _turned(past: FloatArray, known: npt.NDArray[np.int64], *, structure: FloatArray, alike: FloatArray) -> _Axes:
    """Change the axes once, so that every noise can be tried at little cost."""
    ahead = np.arange(len(past), len(structure))
    factor = linalg.cholesky(alike[np.ix_(known, known)], lower=True, check_finite=False)
    half = linalg.solve_triangular(factor, structure[np.ix_(known, known)], lower=True, check_finite=False)
    whole = linalg.solve_triangular(factor, half.T, lower=True, check_finite=False)
    scale, axes = np.linalg.eigh((whole + whole.T) / 2)
    turn = axes.T @ linalg.solve_triangular(factor, np.eye(len(known)), lower=True, check_finite=False)
    size = np.maximum(scale, 0.0) + NOISE_STEPS[:, None] ** 2
    centre = float(past[known[0]])
    away = turn @ (past[known] - centre)
    score = -0.5 * (away**2 / size + np.log(size)).sum(axis=1) - float(np.log(np.diag(factor)).sum())
    return _Axes(
        score=score,
        centre=centre,
        size=size,
        away=away,
        across=(turn @ structure[np.ix_(known, ahead)], turn @ alike[np.ix_(known, ahead)]),
        ahead=(structure[np.ix_(ahead, ahead)], alike[np.ix_(ahead, ahead)]),
    )


def _ahead(axes: _Axes, noises: npt.NDArray[np.intp]) -> tuple[FloatArray, FloatArray]:
    """Give mean and covariance of what is to come, one a noise chosen."""
    variance = NOISE_STEPS[noises, None, None] ** 2
    size = axes.size[noises]
    across = axes.across[0] + variance * axes.across[1]
    mean = axes.centre + np.einsum("skm,sk->sm", across, axes.away / size)
    explained = np.matmul(np.swapaxes(across / size[:, :, None], 1, 2), across)
    return mean, np.asarray(axes.ahead[0] + variance * axes.ahead[1] - explained)
