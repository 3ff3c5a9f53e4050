"""How far new values depart from those before, allowing for all that makes chance look like change.

One segmented regression, averaged over what is not known: how much more than chance the series varies, how far one
period hangs together with the next, and whether a departure came at once or grew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.linalg import toeplitz
from scipy.special import ndtr, stdtr

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval, check_level
from turncurve.methods.departure_scale import ScaledSeries

FloatArray = npt.NDArray[np.float64]

METHOD = "segmented regression, averaged over dispersion, autocorrelation and shape"

DISPERSIONS = np.array([1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5.5, 8, 12, 20.0])
"""Variances tried, as multiples of chance."""
AUTOCORRELATIONS = np.arange(0, 0.75, 0.1)
AUTOCORRELATION_PRIOR = np.linspace(1.0, 0.4, len(AUTOCORRELATIONS))
"""Of the whole variation from one period to the next; strong ones are rarer."""
DRIFTS = (0.5, 0.7, 0.85)
"""The same for the variation beyond chance alone, where chance itself is fresh each period: as likely as the other."""
TREND_SURE = 0.02
FEWEST_FOR_TREND = 12
"""A trend is carried on where at least so many periods before show one, at this level."""
FEWEST_EVENTS = 5


@dataclass(frozen=True, eq=False)
class Departure:
    """How far the new periods lie from where the old ones would have put them.

    Attributes
    ----------
    before, after : int
        Periods on either side of the origin.
    baseline : float
        What the new periods' mean would have been, in the series' unit.
    change : float
        Their mean over the baseline for counts; less the baseline for shares and values.
    is_ratio : bool
        Whether the change is a ratio.
    interval : Interval or NoInterval
        For the change.
    p_value : float
        Two-sided probability of so large a departure by chance.
    direction : int
        1 above the baseline, -1 below.
    scaled : float
        The departure on the comparison scale.
    standard_error : float
        Of the same, averaged over what is not known.
    dispersion : float or None
        Variance as a multiple of chance, averaged; None for values.
    autocorrelation : float
        From one period to the next, averaged.
    trend_carried_on : bool
        Whether the past showed a trend that the baseline carries on.
    """

    before: int
    after: int
    baseline: float
    change: float
    is_ratio: bool
    interval: Interval | NoInterval
    p_value: float
    direction: int
    scaled: float
    standard_error: float
    dispersion: float | None
    autocorrelation: float
    trend_carried_on: bool


@dataclass(frozen=True, eq=False)
class Settings:
    """Covariances of the errors that are tried, ready for use, with what is thought of each beforehand.

    Attributes
    ----------
    inverse : array of float, shape (settings, periods, periods)
        The covariances' inverses, in units of the variance by chance.
    log_size : array of float, shape (settings,)
        Logarithms of the covariances' determinants.
    log_prior : array of float, shape (settings,)
        Logarithms of prior weights.
    dispersion, autocorrelation : array of float, shape (settings,)
        What each setting stands for.
    """

    inverse: FloatArray
    log_size: FloatArray
    log_prior: FloatArray
    dispersion: FloatArray
    autocorrelation: FloatArray


def measure_departure(series: ScaledSeries, *, origin: int, level: float = 0.95) -> Departure:
    """Measure how far the periods after an origin depart from those before it.

    Parameters
    ----------
    series : ScaledSeries
        From `scale_counts`, `scale_shares` or `scale_values`.
    origin : int
        How many periods came before.
    level : float
        Confidence level of the interval.

    Returns
    -------
    Departure
        With "no interval, because" where fewer than five events are on a side.

    Raises
    ------
    TurnCurveError
        Where the origin leaves fewer than two periods before it or none after, or values do not vary at all.

    References
    ----------
    Hoeting and others (1999), Bayesian model averaging: a tutorial. Statistical Science 14, 382-417; Patterson and
    Thompson (1971), Biometrika 58, 545-554.
    """
    check_level(level)
    periods = len(series.values)
    if not 2 <= origin < periods:
        raise TurnCurveError(
            "A departure needs two periods before the origin and one after it", where=f"origin {origin} of {periods}"
        )
    carried = _shows_trend(series.first(origin))
    tried = settings_tried(series.spread, usual_dispersion=series.usual_dispersion, known=series.variance is not None)
    shapes = [_design(periods, origin, shape=shape, trend=carried) for shape in ("step", "ramp")]
    fits = [_fit(series, tried, design=shape) for shape in shapes]
    mixture = _mixture(fits, tried)
    after = slice(origin, periods)
    middle = float(mixture.weights @ mixture.estimate)
    start = float(mixture.weights @ np.concatenate([fit.baseline[:, after].mean(axis=1) for fit in fits]))
    below = mixture.below(0.0)
    tail = (1 - level) / 2
    return Departure(
        before=origin,
        after=periods - origin,
        baseline=series.backward(start),
        change=_change(series, start, middle),
        is_ratio=series.kind == "counts",
        interval=_interval(series, mixture, start=start, origin=origin, tails=(tail, 1 - tail)),
        p_value=float(min(1.0, 2 * min(below, 1 - below))),
        direction=-1 if below > 0.5 else 1,
        scaled=middle,
        standard_error=float(np.sqrt(mixture.weights @ mixture.error**2)),
        dispersion=None if series.variance is None else float(mixture.weights @ np.tile(tried.dispersion, 2)),
        autocorrelation=float(mixture.weights @ np.tile(tried.autocorrelation, 2)),
        trend_carried_on=carried,
    )


def standard_error_ahead(series: ScaledSeries, *, origin: int, after: int) -> float:
    """Foretell the standard error of a departure once so many periods have come after the origin.

    Parameters
    ----------
    series : ScaledSeries
        What is known so far; at least three periods.
    origin : int
        How many periods came, or will have come, before.
    after : int
        How many periods will have come after.

    Returns
    -------
    float
        On the comparison scale, with dispersion and autocorrelation as they are believed now, and future periods like
        the average of the past.
    """
    known, periods = series.variance is not None, origin + after
    tried = settings_tried(series.spread, usual_dispersion=series.usual_dispersion, known=known)
    past = _fit(series, tried, design=np.ones((len(series.values), 1)))
    if 2 <= origin < len(series.values):
        past = _fit(series, tried, design=_design(len(series.values), origin, shape="step", trend=False))
    weights = np.exp(past.score - past.score.max())
    weights = weights / weights.sum()
    usual = float(np.sqrt((series.spread**2).mean()))
    spread = np.concatenate([series.spread, np.full(max(periods - len(series.spread), 0), usual)])[:periods]
    later = settings_tried(spread, usual_dispersion=series.usual_dispersion, known=known)
    design = _design(periods, origin, shape="step", trend=False)
    size = np.linalg.inv(design.T @ later.inverse @ design)[:, -1, -1] * past.scale
    return float(np.sqrt(weights @ size))


def settings_tried(spread: FloatArray, *, usual_dispersion: float, known: bool) -> Settings:
    """Lay out the covariances of the errors that are tried.

    Parameters
    ----------
    spread : array of float, shape (periods,)
        Standard deviation by chance in each period.
    usual_dispersion : float
        Scale of the prior of how far variances exceed chance.
    known : bool
        Whether the variance by chance is known; if not, dispersion is part of what is learnt and only the shape of the
        covariance is tried.

    Returns
    -------
    Settings
        All combinations.
    """
    return _settings_tried(tuple(spread.tolist()), usual_dispersion, known)


@lru_cache(maxsize=32)
def _settings_tried(spread: tuple[float, ...], usual_dispersion: float, known: bool) -> Settings:
    """Lay out the covariances, once for series of the same length and spread."""
    size = np.array(spread)
    time = np.arange(len(size))
    outer, own = np.outer(size, size), np.diag(size**2)
    dispersions = DISPERSIONS if known else np.array([1.0])
    chances = _dispersion_prior(usual_dispersion) if known else np.array([1.0])
    share = AUTOCORRELATION_PRIOR / len(AUTOCORRELATIONS)
    found = [
        (factor * outer * toeplitz(rho**time), log, factor, rho)
        for rho, weight in zip(AUTOCORRELATIONS, share, strict=True)
        for factor, log in zip(dispersions, np.log(weight * chances), strict=True)
    ]
    beyond = float((size**2).mean())
    extra = dispersions - 1 if known else np.array([1.0])
    found += [
        (own + part * beyond * toeplitz(rho**time), log, 1 + part, rho * part / (1 + part))
        for rho in DRIFTS
        for part, log in zip(extra, np.log(chances / len(DRIFTS)), strict=True)
    ]
    covariance, log_prior, dispersion, autocorrelation = zip(*found, strict=True)
    whole = np.stack(covariance)
    return Settings(
        inverse=np.asarray(np.linalg.inv(whole), dtype=float),
        log_size=np.asarray(np.linalg.slogdet(whole)[1], dtype=float),
        log_prior=np.array(log_prior),
        dispersion=np.array(dispersion),
        autocorrelation=np.array(autocorrelation),
    )


def _dispersion_prior(scale: float) -> FloatArray:
    """Return prior weights of the dispersions: half-Cauchy above chance."""
    width = np.gradient(DISPERSIONS)
    width[0] = DISPERSIONS[1] - DISPERSIONS[0]
    weight = width / (1 + ((DISPERSIONS - 1) / scale) ** 2)
    return np.asarray(weight / weight.sum(), dtype=float)


@dataclass(frozen=True, eq=False)
class _Fit:
    """A regression under each setting: its restricted log likelihood, last coefficient, and baseline."""

    score: FloatArray
    estimate: FloatArray
    error: FloatArray
    baseline: FloatArray
    scale: FloatArray
    freedom: int


def _design(periods: int, origin: int, *, shape: str, trend: bool) -> FloatArray:
    """Return a level, a trend where one is carried on, and a departure whose mean over the new periods is 1."""
    time = np.arange(periods, dtype=float)
    departure = (time >= origin).astype(float) if shape == "step" else np.maximum(time - origin + 1, 0.0)
    columns = [np.ones(periods), *([time - time.mean()] if trend else []), departure / departure[origin:].mean()]
    return np.column_stack(columns)


def _fit(series: ScaledSeries, tried: Settings, *, design: FloatArray) -> _Fit:
    """Fit a design under every setting at once."""
    inverse = tried.inverse
    freedom = len(series.values) - design.shape[1]
    weighted = np.swapaxes(design.T @ inverse, 1, 2)
    middle = np.linalg.inv(np.swapaxes(weighted, 1, 2) @ design)
    estimates = np.einsum("spq,snq,n->sp", middle, weighted, series.values)
    left = series.values - estimates @ design.T
    squares = np.einsum("sn,snm,sm->s", left, inverse, left)
    spread = -0.5 * (tried.log_size - np.linalg.slogdet(middle)[1])
    if series.variance is None:
        scale = squares / max(freedom, 1)
        score = spread - freedom / 2 * np.log(np.maximum(squares, 1e-300))
    else:
        scale = np.full(len(squares), series.variance)
        score = spread - 0.5 * (freedom * np.log(series.variance) + squares / series.variance)
    before = design.copy()
    before[:, -1] = 0.0
    return _Fit(
        score=score + tried.log_prior,
        estimate=estimates[:, -1],
        error=np.sqrt(middle[:, -1, -1] * scale),
        baseline=estimates @ before.T,
        scale=scale,
        freedom=freedom if series.variance is None else 0,
    )


@dataclass(frozen=True, eq=False)
class _Mixture:
    """Distributions of the departure under every setting and shape, with their weights."""

    weights: FloatArray
    estimate: FloatArray
    error: FloatArray
    freedom: int

    def below(self, place: float) -> float:
        """Return the probability that the departure is below a place."""
        away = (place - self.estimate) / self.error
        return float(self.weights @ (stdtr(self.freedom, away) if self.freedom else ndtr(away)))


def _mixture(fits: list[_Fit], tried: Settings) -> _Mixture:
    """Weigh every setting and shape by how well it explains the series."""
    score = np.concatenate([fit.score for fit in fits])
    weights = np.exp(score - score.max())
    estimate = np.concatenate([fit.estimate for fit in fits])
    error = np.concatenate([fit.error for fit in fits])
    if not (error > 1e-12 * (np.abs(estimate) + 1e-300)).all():
        raise TurnCurveError("The values do not vary, so that nothing can be told from chance", where="the series")
    return _Mixture(weights / weights.sum(), estimate, error, fits[0].freedom)


def _shows_trend(past: ScaledSeries) -> bool:
    """Tell whether the past alone shows a trend."""
    periods = len(past.values)
    if periods < FEWEST_FOR_TREND:
        return False
    tried = settings_tried(past.spread, usual_dispersion=past.usual_dispersion, known=past.variance is not None)
    time = np.arange(periods) - (periods - 1) / 2
    if past.variance is None and np.ptp(past.values) <= 1e-12 * np.abs(past.values).max():
        return False
    below = _mixture([_fit(past, tried, design=np.column_stack([np.ones(periods), time]))], tried).below(0.0)
    return 2 * min(below, 1 - below) < TREND_SURE


def _change(series: ScaledSeries, start: float, departure: float) -> float:
    """Return a departure in the series' unit: a ratio for counts, else a difference."""
    old, new = series.backward(start), series.backward(start + departure)
    if series.kind != "counts":
        return new - old
    return new / old if old > 0 else float("inf")


def _interval(
    series: ScaledSeries, mixture: _Mixture, *, start: float, origin: int, tails: tuple[float, float]
) -> Interval | NoInterval:
    """Return bounds for the change, or why there are none."""
    expected = series.backward(start) * (len(series.values) - origin)
    if series.events[:origin].sum() < FEWEST_EVENTS or (series.kind == "counts" and expected < FEWEST_EVENTS):
        return NoInterval(reason=f"fewer than {FEWEST_EVENTS} events are to be expected on a side", method=METHOD)
    bounds = [_quantile(mixture.below, mixture, probability=tail) for tail in tails]
    low, high = (_change(series, start, bound) for bound in bounds)
    return Interval(lower=low, upper=high, level=tails[1] - tails[0], method=METHOD)


def _quantile(below: Callable[[float], float], mixture: _Mixture, *, probability: float) -> float:
    """Return a quantile of the departure by bisection."""
    reach = 40 * float(mixture.error.max()) + float(np.ptp(mixture.estimate))
    low, high = float(mixture.estimate.min()) - reach, float(mixture.estimate.max()) + reach
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < probability else (low, middle)
    return (low + high) / 2
