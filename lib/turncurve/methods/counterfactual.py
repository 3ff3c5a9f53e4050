"""What a series would have been had nothing been done, foretold from its past and from series that were not touched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, check_level
from turncurve.methods.structural_series import Futures, foretell, mixture_quantile

FloatArray = npt.NDArray[np.float64]

METHOD = "structural time series (local level, season and controls, averaged over settings)"
FEWEST_PAST = 4
DRAWS = 1000
PRIOR_LEVEL_SD = 0.01


@dataclass(frozen=True, eq=False)
class Counterfactual:
    """What was to be expected after a change, and how far what came was from it.

    Attributes
    ----------
    expected : array of float, shape (periods after,)
        The counterfactual, in the series' unit; empty where there is none.
    lower, upper : array of float, shape (periods after,)
        Between which each period was to be expected.
    average_effect : float or None
        Mean of what came less mean of what was expected.
    average_interval : Interval or None
        For the average effect.
    cumulative_effect : float or None
        Their sum in place of their mean.
    cumulative_interval : Interval or None
        For the cumulative effect.
    relative_effect : float or None
        By what part of the expected what came differed, averaged over possible counterfactuals; None where the
        counterfactual may be 0 or less.
    relative_interval : Interval or None
        For the relative effect.
    tail_probability : float or None
        One-sided probability, without any effect, of an outcome so far out.
    pre_period_fit : float or None
        Correlation squared of the past with its controls; None without controls.
    control_weights : tuple of float
        Probability that each control is of use.
    method : str
        The method in words.
    reason : str
        Why there is no counterfactual; empty where there is one.
    """

    expected: FloatArray
    lower: FloatArray
    upper: FloatArray
    average_effect: float | None
    average_interval: Interval | None
    cumulative_effect: float | None
    cumulative_interval: Interval | None
    relative_effect: float | None
    relative_interval: Interval | None
    tail_probability: float | None
    pre_period_fit: float | None
    control_weights: tuple[float, ...]
    method: str
    reason: str = ""


def structural_counterfactual(
    values: npt.ArrayLike,
    *,
    change_at: int,
    controls: npt.ArrayLike | None = None,
    season_length: int = 1,
    prior_level_sd: float = PRIOR_LEVEL_SD,
    level: float = 0.95,
) -> Counterfactual:
    """Foretell what a series would have been after a change, and measure the difference.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period; NaN where missing before the change.
    change_at : int
        How many periods came before the change.
    controls : array of float, shape (periods,) or (periods, controls), optional
        Series that the change did not touch, such as other councils'; without them the series' own past alone.
    season_length : int
        Seasons in a year; 1 for none.
    prior_level_sd : float
        How much the level is expected to drift a period, in standard deviations of the series before the change.
    level : float
        Confidence level of the intervals.

    Returns
    -------
    Counterfactual
        The same on every run: settings are averaged over a grid, nothing is drawn. No counterfactual, and the
        reason, where the past is too short or does not vary.

    Raises
    ------
    TurnCurveError
        Where the change is outside the series, a value after it or of a control is missing, or lengths differ.

    References
    ----------
    Brodersen, Gallusser, Koehler, Remy and Scott (2015), Inferring causal impact using Bayesian structural time-series
    models. Annals of Applied Statistics 9, 247-274.
    """
    check_level(level)
    series, others = _checked(values, controls, change_at=change_at)
    past, came = series[:change_at], series[change_at:]
    known = past[~np.isnan(past)]
    reason = _why_not(known, season_length=season_length)
    if reason:
        return _none(reason)
    centre, scale = float(known.mean()), float(known.std(ddof=1))
    before = others[:change_at][~np.isnan(past)]
    spread = before.std(axis=0, ddof=1)
    moving = spread > 1e-12 * (np.abs(before).max(axis=0, initial=0.0) + 1)
    used = (others[:, moving] - before[:, moving].mean(axis=0)) / spread[moving]
    futures = foretell(
        (past - centre) / scale,
        len(series),
        controls=used,
        season_length=season_length,
        prior_level_sd=prior_level_sd,
    )
    usefulness = np.zeros(others.shape[1])
    usefulness[moving] = futures.weights @ futures.chosen
    return _result(
        futures,
        came,
        centre=centre,
        scale=scale,
        level=level,
        fit=_fit(known, used[:change_at][~np.isnan(past)]),
        usefulness=usefulness,
    )


def _result(
    futures: Futures,
    came: FloatArray,
    *,
    centre: float,
    scale: float,
    level: float,
    fit: float | None,
    usefulness: FloatArray,
) -> Counterfactual:
    """Put the mixture back into the series' unit and compare it with what came."""
    weights, count, tail = futures.weights, len(came), (1 - level) / 2
    mean = centre + scale * futures.mean
    sd = scale * np.sqrt(np.einsum("sii->si", futures.covariance))
    lower, upper = (
        np.array([mixture_quantile(weights, mean[:, one], sd=sd[:, one], probability=share) for one in range(count)])
        for share in (tail, 1 - tail)
    )
    averages = mean.mean(axis=1)
    average_sd = scale * np.sqrt(futures.covariance.sum(axis=(1, 2))) / count
    low, high = (mixture_quantile(weights, averages, sd=average_sd, probability=share) for share in (tail, 1 - tail))
    outcome, expected = float(came.mean()), float(weights @ averages)
    below = float(weights @ ndtr((outcome - averages) / average_sd))
    ratios = _ratios(weights, averages, average_sd, outcome=outcome)
    return Counterfactual(
        expected=weights @ mean,
        lower=lower,
        upper=upper,
        average_effect=outcome - expected,
        average_interval=Interval(lower=outcome - high, upper=outcome - low, level=level, method=METHOD),
        cumulative_effect=count * (outcome - expected),
        cumulative_interval=Interval(
            lower=count * (outcome - high), upper=count * (outcome - low), level=level, method=METHOD
        ),
        relative_effect=None if ratios is None else float(ratios.mean()),
        relative_interval=None if ratios is None else _middle(ratios, level=level),
        tail_probability=min(below, 1 - below),
        pre_period_fit=fit,
        control_weights=tuple(float(weight) for weight in usefulness),
        method=METHOD,
    )


def _ratios(weights: FloatArray, mean: FloatArray, sd: FloatArray, *, outcome: float) -> FloatArray | None:
    """Give what came over evenly spread counterfactuals, less 1; None where a counterfactual may be 0 or less."""
    shares = (np.arange(DRAWS) + 0.5) / DRAWS
    grid = np.linspace(float((mean - 6 * sd).min()), float((mean + 6 * sd).max()), 4 * DRAWS)
    below = ndtr((grid[:, None] - mean) / sd) @ weights
    even = np.interp(shares, below, grid)
    return outcome / even - 1 if even[0] > 0 else None


def _middle(values: FloatArray, *, level: float) -> Interval:
    """Give the central part of evenly spread values."""
    low, high = (float(np.quantile(values, (1 + sign * level) / 2)) for sign in (-1, 1))
    return Interval(lower=low, upper=high, level=level, method=METHOD)


def _fit(known: FloatArray, controls: FloatArray) -> float | None:
    """Give the squared correlation of the past with its controls."""
    if not controls.shape[1]:
        return None
    design = np.column_stack([np.ones(len(known)), controls])
    left = known - design @ np.linalg.lstsq(design, known, rcond=None)[0]
    return float(1 - (left**2).sum() / ((known - known.mean()) ** 2).sum())


def _why_not(known: FloatArray, *, season_length: int) -> str:
    """Say why nothing can be foretold, or return an empty text."""
    if len(known) < FEWEST_PAST:
        return f"only {len(known)} of the {FEWEST_PAST} periods that it needs before the change are known"
    if season_length > 1 and len(known) < 2 * season_length:
        return "fewer than two years before the change are known, so that no season can be told"
    if known.std() <= 1e-12 * float(np.abs(known).max()):
        return "every value before the change is the same"
    return ""


def _none(reason: str) -> Counterfactual:
    """Say that there is no counterfactual and why."""
    nothing = np.empty(0)
    return Counterfactual(nothing, nothing, nothing, None, None, None, None, None, None, None, None, (), METHOD, reason)


def _checked(values: npt.ArrayLike, controls: npt.ArrayLike | None, *, change_at: int) -> tuple[FloatArray, FloatArray]:
    """Return the series and its controls, or refuse what does not fit."""
    series = np.asarray(values, dtype=float)
    if series.ndim != 1 or not 0 < change_at < len(series):
        raise TurnCurveError("The change does not lie inside the series", where="change_at")
    if not np.isfinite(series[change_at:]).all() or np.isinf(series).any():
        raise TurnCurveError("A value after the change is missing", where="values", remedy="Cut the series before it")
    others = np.empty((len(series), 0)) if controls is None else np.asarray(controls, dtype=float)
    others = others[:, None] if others.ndim == 1 else others
    if others.ndim != 2 or len(others) != len(series):
        raise TurnCurveError("A control does not have one value for each period", where="controls")
    if not np.isfinite(others).all():
        raise TurnCurveError("A control's value is missing", where="controls", remedy="Leave that control out")
    return series, others
