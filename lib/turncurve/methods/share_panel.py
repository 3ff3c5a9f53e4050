"""What many councils' shares teach about any one of them: the common path and how shares usually move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.share_filter import OVERDISPERSIONS, STEP_SDS, checked_shares, empirical_logits, filter_share

FloatArray = npt.NDArray[np.float64]

FEWEST_COUNCILS = 6
"""With fewer, a common path would follow single councils' chance."""
LONE_TRENDS = (-0.08, 0.0, 0.08)
"""Trends a year tried for a council on its own, on the logit scale: 0.08 is some 1.3 points a year at a fifth. In a
panel the common path carries the trend, and a council's departures from it have none."""
LONE_SPREAD = 1.5
LONE_STEP_SCALE = 0.2
LONE_TREND_PRIOR = (0.2, 0.6, 0.2)
LONE_OVERDISPERSION_SCALE = 0.01
TREND_MEMORY = 0.8
"""What a year's common movement weighs beside the next year's, in the expected movement."""
TREND_DAMPING = 0.8
"""What remains of a trend each year ahead."""
SHOCK_SD = 0.1
"""A year's surprise in the common level where the panel is too short to tell."""
PRIOR_COUNCILS = 5.0
"""How many councils the prior counts for beside the panel's."""


@dataclass(frozen=True, eq=False)
class SharePanel:
    """What a panel of councils taught, for use on a council inside or outside it.

    Parameters
    ----------
    path : array of float, shape (years,)
        The common level on the logit scale, one value a year of the panel.
    own_trends : tuple of float
        Trends a year to try for the council itself, on the logit scale.
    spread : float
        Standard deviation of councils about the common level, on the logit scale.
    weights : array of float, shape (steps, trends, overdispersions)
        How common each combination of drift, own trend and spread beyond chance is among councils; sums to 1.
    trend : float
        Expected movement of the common level in the year after the last, on the logit scale, before damping.
    shock_sd : float
        Standard deviation of a year's surprise in the common level, on the logit scale.
    councils : int
        How many councils taught it; 0 for the prior of a council on its own.
    damping : float
        What remains of a trend each period ahead.
    """

    path: FloatArray
    own_trends: tuple[float, ...]
    spread: float
    weights: FloatArray
    trend: float
    shock_sd: float
    councils: int
    damping: float = TREND_DAMPING


def lone_council(periods: int, *, periods_a_year: int = 1) -> SharePanel:
    """Give what is assumed where there is no panel: no common movement, and wide priors.

    Parameters
    ----------
    periods : int
        Length of the series.
    periods_a_year : int
        1 for years, 4 for quarters, 12 for months: a level drifts less from month to month than from year to year.

    Returns
    -------
    SharePanel
        Half-normal priors: a yearly drift of the order of 0.2 on the logit scale, and a spread beyond chance
        (intra-year correlation) of the order of 0.01, that is about four times binomial variance at 300 cases.
    """
    steps = np.exp(-0.5 * (np.array(STEP_SDS) / LONE_STEP_SCALE) ** 2 * periods_a_year)
    spreads = np.exp(-0.5 * (np.array(OVERDISPERSIONS) / LONE_OVERDISPERSION_SCALE) ** 2)
    trends = np.array(LONE_TREND_PRIOR)[:, None]
    weights = (steps / steps.sum())[:, None, None] * trends * spreads / spreads.sum()
    return SharePanel(
        path=np.zeros(periods),
        own_trends=tuple(trend / periods_a_year for trend in LONE_TRENDS),
        spread=LONE_SPREAD,
        weights=weights,
        trend=0.0,
        shock_sd=0.0,
        councils=0,
        damping=TREND_DAMPING ** (1 / periods_a_year),
    )


def learn_share_panel(numerators: npt.ArrayLike, denominators: npt.ArrayLike) -> SharePanel:
    """Learn from many councils how their shares move together and apart.

    Parameters
    ----------
    numerators : array of float, shape (councils, years)
        Cases counted, NaN where not known.
    denominators : array of float, shape (councils, years)
        Cases out of which they were counted, NaN where not known.

    Returns
    -------
    SharePanel
        The common path by a trimmed two-way fit, so that one odd year of one council does not move it; the
        weights of the settings by empirical Bayes. With fewer than six councils, what `lone_council` gives.

    Raises
    ------
    TurnCurveError
        When the two tables differ in shape, are not tables, or a numerator exceeds its denominator.

    References
    ----------
    Mosteller, F. and Tukey, J. (1977) Data Analysis and Regression, chapter 9 (robust two-way fits).
    Laird, N. (1978) Nonparametric maximum likelihood estimation of a mixing distribution. JASA 73, 805-811.
    """
    top, bottom = checked_shares(numerators, denominators)
    if top.ndim != 2:
        raise TurnCurveError("A panel is a table of councils by years", remedy="Give one row a council")
    known = (~np.isnan(top)).any(axis=1)
    start = lone_council(top.shape[1])
    if known.sum() < FEWEST_COUNCILS:
        return start
    path, effects = _two_way(empirical_logits(top[known], bottom[known]))
    trend, shock_sd = _movement(path)
    spread = float(np.clip(1.4826 * np.median(np.abs(effects)), 0.05, LONE_SPREAD))
    scores = np.stack(
        [
            filter_share(row, below, path=path, spread=spread, own_trends=(0.0,)).log_likelihood
            for row, below in zip(top[known], bottom[known], strict=True)
        ]
    )
    return SharePanel(
        path=path,
        own_trends=(0.0,),
        spread=spread,
        weights=_commonness(scores, start.weights.sum(axis=1, keepdims=True)),
        trend=trend,
        shock_sd=shock_sd,
        councils=int(known.sum()),
    )


def _movement(path: FloatArray) -> tuple[float, float]:
    """Say how a path moves a year, recent years weighing more and shrunk towards no movement, and how unevenly."""
    moves = np.diff(path)
    if len(moves) < 2:
        return 0.0, SHOCK_SD
    recency = TREND_MEMORY ** np.arange(len(moves))[::-1]
    return float(recency @ moves / (recency.sum() + 1)), float(np.std(moves, ddof=1))


def _two_way(logits: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Split a table into a path by year and an effect by council, by alternating medians and trimmed means."""
    effects = np.zeros(len(logits))
    years = np.arange(logits.shape[1], dtype=float)
    path = np.zeros(len(years))
    for _ in range(20):
        path = np.array([_trimmed_mean(column) for column in (logits - effects[:, None]).T])
        path = np.interp(years, years[~np.isnan(path)], path[~np.isnan(path)])
        effects = np.array([_trimmed_mean(row) for row in logits - path])
    centre = float(np.median(effects))
    return path + centre, effects - centre


def _trimmed_mean(values: FloatArray) -> float:
    """Give the mean without the outermost tenth at each end; NaN where nothing is known."""
    known = np.sort(values[~np.isnan(values)])
    cut = int(np.ceil(0.1 * len(known))) if len(known) > 2 else 0
    return float(known[cut : len(known) - cut].mean()) if len(known) else float("nan")


def _commonness(scores: FloatArray, prior: FloatArray) -> FloatArray:
    """Learn how common each setting is among councils, starting from a prior worth a few councils."""
    likelihood = np.exp(scores - scores.max(axis=(1, 2, 3), keepdims=True))
    weights = prior
    for _ in range(50):
        each = likelihood * weights
        each /= each.sum(axis=(1, 2, 3), keepdims=True)
        weights = (each.sum(axis=0) + PRIOR_COUNCILS * prior) / (len(each) + PRIOR_COUNCILS)
    return weights
