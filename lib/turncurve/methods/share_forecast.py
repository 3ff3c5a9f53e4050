"""What share of cases may come in the years ahead: a drifting level with more spread than chance alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import FEWEST_POINTS, Forecast, Setting, checked_series, no_forecast, weighted_settings
from turncurve.methods.level_grid import pick_cells
from turncurve.methods.naive_forecast import seasonal_naive
from turncurve.methods.share_filter import OVERDISPERSIONS, STEP_SDS, FilteredShare, checked_shares, filter_share
from turncurve.methods.share_panel import SharePanel, learn_share_panel, lone_council

FloatArray = npt.NDArray[np.float64]

METHOD = "share around a drifting level, more spread than chance (grid filter, averaged over settings)"
DRAWS = 4000
DENOMINATOR_SD = 0.15
"""Usual yearly movement of a denominator, as a proportion, and worth as much as DENOMINATOR_YEARS of own history."""
DENOMINATOR_YEARS = 4


def forecast_share(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    horizon: int,
    rng: np.random.Generator,
    panel: SharePanel | None = None,
    periods_a_year: int = 1,
    origin: str = "",
    draws: int = DRAWS,
) -> Forecast:
    """Forecast one council's share a year, alone or with what a panel of councils taught; alone, shorter periods too.

    Parameters
    ----------
    numerators : array of float, shape (years,)
        Cases counted each year, oldest first, NaN where not known.
    denominators : array of float, shape (years,)
        Cases out of which they were counted, NaN where not known.
    horizon : int
        Years ahead.
    rng : numpy.random.Generator
        Source of the draws, seeded by the caller.
    panel : SharePanel, optional
        From `learn_share_panel`, for the same years; the council need not have been in it.
    periods_a_year : int
        1 for years, 4 for quarters, 12 for months; a panel is of years.
    origin : str
        Label of the last year.
    draws : int
        How many futures to draw.

    Returns
    -------
    Forecast
        Draws are shares, 0 to 1, of denominators that are themselves drawn. With fewer than four known years, no
        forecast and the reason. A year's chance of being a recording oddity is allowed for in the past only: what
        is forecast is the share of a year properly recorded.

    Raises
    ------
    TurnCurveError
        When a numerator lies outside 0 to its denominator, the series differ in length from one another or from
        the panel, or the horizon is less than 1.
    """
    checked_series([], horizon=horizon)
    top, bottom = checked_shares(numerators, denominators)
    n = int((~np.isnan(top)).sum())
    if n < FEWEST_POINTS:
        reason = f"only {n} of the {FEWEST_POINTS} known values that it needs could be found"
        return no_forecast(reason, origin=origin, horizon=horizon, n=n, method=METHOD)
    known = panel or lone_council(len(top), periods_a_year=periods_a_year)
    if len(known.path) != len(top):
        raise TurnCurveError("The panel and the council's series differ in length", remedy="Give both the same years")
    filtered = filter_share(top, bottom, path=known.path, spread=known.spread, own_trends=known.own_trends)
    joint = _joint(filtered, known)
    return Forecast(
        origin=origin,
        horizon=horizon,
        n=n,
        method=METHOD,
        settings=_settings(joint, known),
        draws=_futures(
            joint, levels=filtered.levels, bottom=bottom, panel=known, horizon=horizon, draws=draws, rng=rng
        ),
        naive=seasonal_naive(top / bottom, horizon=horizon, season_length=periods_a_year),
    )


def forecast_shares(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    horizon: int,
    rngs: Sequence[np.random.Generator],
    origin: str = "",
    draws: int = DRAWS,
) -> tuple[Forecast, ...]:
    """Forecast the shares of every council of a panel, each with what all of them teach.

    Parameters
    ----------
    numerators : array of float, shape (councils, years)
        Cases counted each year, NaN where not known.
    denominators : array of float, shape (councils, years)
        Cases out of which they were counted, NaN where not known.
    horizon : int
        Years ahead.
    rngs : sequence of numpy.random.Generator
        One a council, so that a council's draws do not depend on which others are there.
    origin : str
        Label of the last year.
    draws : int
        How many futures to draw.

    Returns
    -------
    tuple of Forecast
        One a council, in the order given.

    Raises
    ------
    TurnCurveError
        As `learn_share_panel` and `forecast_share`.
    """
    top, bottom = checked_shares(numerators, denominators)
    panel = learn_share_panel(top, bottom)
    return tuple(
        forecast_share(row, below, horizon=horizon, rng=rng, panel=panel, origin=origin, draws=draws)
        for row, below, rng in zip(top, bottom, rngs, strict=True)
    )


def _joint(filtered: FilteredShare, panel: SharePanel) -> FloatArray:
    """Weigh each setting by its predictive likelihood and by how common it is."""
    score = filtered.log_likelihood + np.log(np.maximum(panel.weights, 1e-300))
    weights = np.exp(score - score.max())
    return np.asarray(weights[..., None] / weights.sum() * filtered.weights, dtype=float)


def _settings(joint: FloatArray, panel: SharePanel) -> tuple[Setting, ...]:
    """Say which settings carried the average."""
    return (
        *weighted_settings("drift of the level a year (logit)", values=STEP_SDS, weights=joint.sum(axis=(1, 2, 3))),
        *weighted_settings("own trend a year (logit)", values=panel.own_trends, weights=joint.sum(axis=(0, 2, 3))),
        *weighted_settings("spread beyond chance", values=OVERDISPERSIONS, weights=joint.sum(axis=(0, 1, 3))),
    )


def _futures(
    joint: FloatArray,
    *,
    levels: FloatArray,
    bottom: FloatArray,
    panel: SharePanel,
    horizon: int,
    draws: int,
    rng: np.random.Generator,
) -> FloatArray:
    """Draw whole futures of the share."""
    step, own_trend, spread, level = pick_cells(joint, draws=draws, rng=rng)
    spacing = levels[1] - levels[0]
    start = panel.path[-1] + levels[level] + spacing * rng.uniform(-0.5, 0.5, size=draws)
    walk = np.cumsum(rng.standard_normal((draws, horizon)), axis=1) * np.array(STEP_SDS)[step][:, None]
    common = panel.shock_sd * np.cumsum(rng.standard_normal((draws, horizon)), axis=1)
    trend = (panel.trend + np.array(panel.own_trends)[own_trend])[:, None] * np.cumsum(
        panel.damping ** np.arange(1, horizon + 1)
    )
    chance = 1 / (1 + np.exp(-(start[:, None] + walk + common + trend)))
    overdispersion = np.array(OVERDISPERSIONS)[spread][:, None]
    size = 1 / np.where(overdispersion > 0, overdispersion, 0.5) - 1
    shaken = np.where(overdispersion > 0, rng.beta(chance * size, (1 - chance) * size), chance)
    cases = _future_denominators(bottom, horizon=horizon, draws=draws, rng=rng)
    return np.asarray(rng.binomial(cases, shaken) / cases, dtype=float)


def _future_denominators(
    bottom: FloatArray, *, horizon: int, draws: int, rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Draw the cases out of which future shares will be counted: the last known, drifting as it has."""
    logs = np.log(bottom[~np.isnan(bottom)])
    moves = np.diff(logs)
    variance = (DENOMINATOR_YEARS * DENOMINATOR_SD**2 + (moves**2).sum()) / (DENOMINATOR_YEARS + len(moves))
    walk = np.cumsum(rng.standard_normal((draws, horizon)), axis=1) * np.sqrt(variance)
    return np.asarray(np.maximum(np.rint(np.exp(logs[-1] + walk)), 1), dtype=np.int64)
