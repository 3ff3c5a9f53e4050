"""How fast something comes week by week, followed as it changes, and how fast it may come in the weeks ahead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

FloatArray = npt.NDArray[np.float64]

MEMORIES = (0.85, 0.9, 0.95, 0.98, 0.995, 0.98, 0.98)
"""Part of what was known that remains after a week, for each setting tried: 0.85 remembers some seven weeks, 0.995 four
years."""
GROWTHS = (0.0, 0.0, 0.0, 0.0, 0.0, 0.006, -0.006)
"""Growth of the rate a week, for each setting: a slow drift of about a third in a year, up or down."""
FORGETTING = 0.98
"""Part of a setting's record that remains after a week, so that after a shock the quick settings take over."""
GROWTH_REMAINS = 0.93
"""What remains of a growth each week ahead."""
USUAL_SCATTER = 1.5
SCATTER_WEEKS = 15.0
"""Scatter about the rate (variance over mean) held before there are counts, and the weeks that it is worth."""
LEAST_SCATTER = 0.15
FIRST_WEEKS = 8
"""The rate starts from the mean of the first eight weeks, held as surely as one week's count."""


@dataclass(frozen=True, eq=False)
class RateHistory:
    """What was known of a rate after each week, from that week and those before it alone.

    Parameters
    ----------
    evidence : array of float, shape (weeks, settings)
        Events that the rate rests on, in effect.
    exposure : array of float, shape (weeks, settings)
        Exposure that it rests on: evidence over exposure is the rate.
    weight : array of float, shape (weeks, settings)
        What each setting carries; a week's weights sum to 1.
    scatter : array of float, shape (weeks,)
        Variance of a week's count about its mean, as a multiple of the mean.
    """

    evidence: FloatArray
    exposure: FloatArray
    weight: FloatArray
    scatter: FloatArray

    def rate(self) -> FloatArray:
        """Give the rate expected after each week.

        Returns
        -------
        array of float, shape (weeks,)
            Events a unit of exposure, averaged over the settings.
        """
        return np.asarray((self.weight * self.evidence / self.exposure).sum(axis=1), dtype=float)


def follow_rate(
    counts: npt.ArrayLike, *, exposure: npt.ArrayLike | None = None, known: npt.ArrayLike | None = None
) -> RateHistory:
    """Follow a rate through weekly counts that scatter more than by chance.

    A gamma distribution for the rate forgets a little each week. How much it forgets, and whether the rate grows, is
    not chosen but averaged over, each setting weighted by how well it foretold the last year.

    Parameters
    ----------
    counts : array of float, shape (weeks,)
        Events each week, oldest first.
    exposure : array of float, shape (weeks,), optional
        What the counts are in proportion to, above 0, such as a seasonal factor or days available; 1 where not given.
    known : array of bool, shape (weeks,), optional
        Weeks whose count says what the rate was; every week where not given. The others say only that it was no lower,
        and are used where they show more than was expected.

    Returns
    -------
    RateHistory
        One row a week.

    References
    ----------
    Harvey, A. and Fernandes, C. (1989) Time series models for count or qualitative observations. Journal of Business
    and Economic Statistics 7, 407-417.
    """
    values = np.asarray(counts, dtype=float)
    weeks = len(values)
    exposed = np.ones(weeks) if exposure is None else np.asarray(exposure, dtype=float)
    told = np.ones(weeks, dtype=bool) if known is None else np.asarray(known, dtype=bool)
    memory, growth = np.array(MEMORIES), np.array(GROWTHS)
    evidence, exposure_held = _start(values, exposed)
    log_weight = np.zeros(len(memory))
    squares, number = USUAL_SCATTER * SCATTER_WEEKS, SCATTER_WEEKS
    kept = np.empty((3, weeks, len(memory)))
    scatter = np.empty(weeks)
    for week in range(weeks):
        if told[week]:  # a week that says little takes nothing away from what was known
            evidence, exposure_held = memory * evidence, memory * exposure_held * np.exp(-growth)
        mean = exposed[week] * evidence / exposure_held
        if told[week] or values[week] > float(_shares(log_weight) @ mean):
            now = max(squares / number, LEAST_SCATTER)
            log_weight = FORGETTING * log_weight + _log_chance(values[week], mean, evidence=evidence, scatter=now)
            shares = _shares(log_weight)
            expected = float(shares @ mean)
            spread = 1 + float(shares @ (mean / evidence)) / now
            squares += (values[week] - expected) ** 2 / max(expected, 0.5) / spread
            number += 1
            evidence = evidence + values[week] / now
            exposure_held = exposure_held + exposed[week] / now
        kept[:, week] = evidence, exposure_held, _shares(log_weight)
        scatter[week] = max(squares / number, LEAST_SCATTER)
    return RateHistory(evidence=kept[0], exposure=kept[1], weight=kept[2], scatter=scatter)


def draw_rates(history: RateHistory, week: int, *, horizon: int, draws: int, rng: np.random.Generator) -> FloatArray:
    """Draw how fast it may come in each of the weeks ahead.

    Parameters
    ----------
    history : RateHistory
        What was known after each week.
    week : int
        Position of the last week used.
    horizon : int
        Weeks ahead.
    draws : int
        How many futures.
    rng : numpy.random.Generator
        Source of chance.

    Returns
    -------
    array of float, shape (draws, horizon)
        Events a unit of exposure.
    """
    setting = rng.choice(history.weight.shape[1], size=draws, p=history.weight[week])
    evidence = history.evidence[week][setting]
    rate = rng.standard_gamma(evidence) / history.exposure[week][setting]
    memory, growth = np.array(MEMORIES)[setting], np.array(GROWTHS)[setting]
    # Forgetting is the same as a step of the rate at random whose variance is what the memory loses.
    step = np.sqrt((1 - memory) / np.maximum(evidence, 1.0))
    steps = rng.standard_normal((draws, horizon)) * step[:, None] - step[:, None] ** 2 / 2
    steps = steps + growth[:, None] * GROWTH_REMAINS ** np.arange(horizon)
    return np.asarray(rate[:, None] * np.exp(np.cumsum(steps, axis=1)), dtype=float)


def draw_counts(mean: FloatArray, *, scatter: float, rng: np.random.Generator) -> FloatArray:
    """Draw counts about their means, with a variance that is a multiple of the mean.

    Parameters
    ----------
    mean : array of float, any shape
        Means, above 0.
    scatter : float
        Variance over mean, above 0; up to 1 a rounded amount is drawn, above it a negative binomial count.

    rng : numpy.random.Generator
        Source of chance.

    Returns
    -------
    array of float, same shape
        Whole numbers of 0 or more.
    """
    above = np.maximum(mean, 1e-9)
    if scatter > 1.0 + 1e-9:
        return np.asarray(rng.poisson(rng.standard_gamma(above / (scatter - 1)) * (scatter - 1)), dtype=float)
    return np.asarray(np.rint(rng.standard_gamma(above / scatter) * scatter), dtype=float)


def _start(values: FloatArray, exposed: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Hold the mean of the first weeks as surely as one week's count."""
    rate = values[:FIRST_WEEKS].sum() / exposed[:FIRST_WEEKS].sum()
    scale = float(exposed[:FIRST_WEEKS].mean())
    return np.full(len(MEMORIES), max(float(rate), 0.1) * scale), np.full(len(MEMORIES), scale)


def _log_chance(value: float, mean: FloatArray, *, evidence: FloatArray, scatter: float) -> FloatArray:
    """Return the log chance of a count under each setting: negative binomial, or normal where it scatters little."""
    variance = scatter * mean + mean**2 / evidence
    if (variance <= 1.02 * mean).any():
        return np.asarray(-0.5 * ((value - mean) ** 2 / variance + np.log(variance)), dtype=float)
    size = mean**2 / (variance - mean)
    part = np.log(size / (size + mean))
    chance = gammaln(value + size) - gammaln(size) - gammaln(value + 1) + size * part
    return np.asarray(chance + value * np.log(mean / (size + mean)), dtype=float)


def _shares(log_weight: FloatArray) -> FloatArray:
    """Turn log weights into shares of 1."""
    weights = np.exp(log_weight - log_weight.max())
    return np.asarray(weights / weights.sum(), dtype=float)
