"""How a forecaster would have done: forecast again from each past period, and compare with what came."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import Forecast
from turncurve.methods.scoring import Coverage, coverage, crps_from_draws, interval_score, mean_absolute_error

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class BackTest:
    """How a forecaster did over all origins and periods ahead.

    Parameters
    ----------
    origins : int
        Forecasts judged: origins from which there was one.
    n : int
        Outcomes judged.
    mean_absolute_error : float
        Of the median, in the series' unit.
    naive_error : float
        The same of the seasonal naive forecast.
    crps : float
        Mean continuous ranked probability score, in the series' unit.
    interval_score_80 : float
        Mean interval score of the 80% interval, in the series' unit.
    coverage_80 : Coverage
        Of the 80% interval, outcomes of one origin (or other group) taken to hang together.
    coverage_95 : Coverage
        Of the 95% interval.
    reason : str
        Why there is no back-test; empty where there is one.
    """

    origins: int
    n: int
    mean_absolute_error: float
    naive_error: float
    crps: float
    interval_score_80: float
    coverage_80: Coverage
    coverage_95: Coverage
    reason: str = ""


def rolling_origin(
    values: npt.ArrayLike, forecaster: Callable[[FloatArray], Forecast], *, origins: Sequence[int]
) -> BackTest:
    """Forecast from each origin with what was known then, and score against what came.

    Parameters
    ----------
    values : array of float, shape (periods,)
        The whole series, NaN where missing.
    forecaster : callable
        Takes the values up to an origin and gives a Forecast; it is never shown later values.
    origins : sequence of int
        For each origin, how many values are known there.

    Returns
    -------
    BackTest
        With a reason and no scores where no origin has both a forecast and an outcome.

    Raises
    ------
    TurnCurveError
        When an origin lies outside the series.
    """
    series = np.asarray(values, dtype=float)
    if any(origin < 1 or origin >= len(series) for origin in origins):
        raise TurnCurveError(
            "An origin of the back-test leaves nothing before or after it",
            where=f"series of {len(series)} values",
            remedy="Choose origins between 1 and the length less 1",
        )
    judged = []
    for origin in origins:
        forecast = forecaster(series[:origin].copy())
        came = series[origin : origin + forecast.horizon]
        if forecast.known and (~np.isnan(came)).any():
            judged.append((origin, forecast, came))
    return judged_forecasts([(forecast, came) for _, forecast, came in judged], groups=[at for at, _, _ in judged])


def judged_forecasts(
    pairs: Sequence[tuple[Forecast, npt.ArrayLike]], *, groups: Sequence[Hashable] | None = None
) -> BackTest:
    """Score forecasts against what came, wherever they were made.

    Parameters
    ----------
    pairs : sequence of (Forecast, array of float, shape (periods,))
        Each forecast with the outcomes of its periods ahead, NaN where not known; those without a forecast, or
        without an outcome, are not judged.
    groups : sequence of hashable, optional
        What each forecast belongs to, such as its origin or its council: outcomes of one hang together. Each forecast
        by itself where not given.

    Returns
    -------
    BackTest
        With a reason and no scores where no forecast has an outcome.

    Raises
    ------
    TurnCurveError
        When there is not one group a forecast.
    """
    if groups is not None and len(groups) != len(pairs):
        raise TurnCurveError("There is not one group for each forecast", remedy="Give one group a forecast")
    judged = []
    for group, (forecast, outcome) in zip(groups or range(len(pairs)), pairs, strict=True):
        came = np.asarray(outcome, dtype=float)
        if forecast.known and (~np.isnan(came)).any():
            judged.append((group, forecast, came))
    if not judged:
        nothing = coverage(np.empty((0, 2)), np.empty(0))
        blank = float("nan")
        return BackTest(0, 0, blank, blank, blank, blank, nothing, nothing, "no origin has a forecast and an outcome")
    return _scored(judged)


def _scored(judged: list[tuple[Hashable, Forecast, FloatArray]]) -> BackTest:
    """Score forecasts against outcomes, all of them together."""
    came = np.concatenate([outcome for _, _, outcome in judged])
    numbers = {name: number for number, name in enumerate(dict.fromkeys(name for name, _, _ in judged))}
    group = np.concatenate([np.full(len(outcome), numbers[name]) for name, _, outcome in judged])
    interval_80 = np.concatenate([forecast.interval_80[: len(outcome)] for _, forecast, outcome in judged])
    interval_95 = np.concatenate([forecast.interval_95[: len(outcome)] for _, forecast, outcome in judged])
    crps = np.concatenate([crps_from_draws(forecast.draws[:, : len(y)], y) for _, forecast, y in judged])
    return BackTest(
        origins=len(judged),
        n=int((~np.isnan(came)).sum()),
        mean_absolute_error=mean_absolute_error(np.concatenate([f.median[: len(y)] for _, f, y in judged]), came),
        naive_error=mean_absolute_error(np.concatenate([f.naive[: len(y)] for _, f, y in judged]), came),
        crps=float(np.nanmean(crps)),
        interval_score_80=float(np.nanmean(interval_score(interval_80, came, level=0.80))),
        coverage_80=coverage(interval_80, came, groups=group),
        coverage_95=coverage(interval_95, came, groups=group),
    )
