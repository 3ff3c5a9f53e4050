"""Smoothing models agree with their recursions worked another way and with statsmodels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.forecasting.theta import ThetaModel

from turncurve.methods.smoothing import (
    LEVEL_GAINS,
    SmoothFit,
    fit_damped_trend,
    fit_level,
    fit_theta,
    run_on,
)

STILL = np.zeros((1, 6))


def model(*, level_gain=0.3, trend_gain=0.0, damping=1.0, level=10.0, trend=0.0) -> SmoothFit:
    return SmoothFit(
        name="made up",
        level_gain=level_gain,
        trend_gain=trend_gain,
        damping=damping,
        level=level,
        trend=trend,
        errors=np.zeros(3),
        parameters=2,
    )


def smoothed_by_weights(values: np.ndarray, gain: float) -> float:
    """Give the last smoothed level as a weighted mean of all values: the independent route."""
    ages = np.arange(len(values))[::-1]
    weights = gain * (1 - gain) ** ages
    weights[0] = (1 - gain) ** (len(values) - 1)
    return float(weights @ values)


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=25))
@settings(max_examples=50)
def test_the_level_is_a_weighted_mean_of_all_values(values):
    series = np.array(values)
    fit = fit_level(series)
    assert fit.level == pytest.approx(smoothed_by_weights(series, fit.level_gain), abs=1e-8)


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=25))
@settings(max_examples=30)
def test_no_other_gain_of_the_grid_would_have_erred_less(values):
    series = np.array(values)
    fit = fit_level(series)
    for gain in LEVEL_GAINS:
        errors = [series[k] - smoothed_by_weights(series[:k], gain) for k in range(1, len(series))]
        assert fit.errors @ fit.errors <= np.sum(np.square(errors)) + 1e-6


@pytest.mark.parametrize("fit", [fit_level, fit_damped_trend, fit_theta])
def test_a_constant_series_is_fitted_without_error_and_goes_on(fit):
    fitted = fit(np.full(12, 7.0))
    assert fitted.errors == pytest.approx(np.zeros(11), abs=1e-12)
    assert run_on(fitted, STILL) == pytest.approx(np.full((1, 6), 7.0))


def test_a_walk_takes_surprises_in_almost_whole_and_noise_hardly():
    rng = np.random.default_rng(1)
    assert fit_level(np.cumsum(rng.normal(size=200))).level_gain >= 0.85
    assert fit_level(rng.normal(size=200)).level_gain <= 0.15


def test_theta_drifts_by_half_the_slope_of_the_straight_line():
    values = 3.0 * np.arange(20) + np.random.default_rng(2).normal(0, 0.5, size=20)
    fit = fit_theta(values)
    slope = np.polyfit(np.arange(20), values, 1)[0]
    assert np.diff(run_on(fit, STILL)[0]) == pytest.approx(np.full(5, slope / 2))


def test_theta_agrees_with_statsmodels_within_the_spread_of_the_data():
    values = 100 + 2.0 * np.arange(40) + np.random.default_rng(3).normal(0, 3, size=40)
    theirs = ThetaModel(values, deseasonalize=False).fit().forecast(6).to_numpy()
    assert run_on(fit_theta(values), STILL)[0] == pytest.approx(theirs, abs=3)


def test_a_straight_line_is_run_on_with_a_fading_slope():
    path = run_on(fit_damped_trend(5.0 * np.arange(30)), STILL)[0]
    steps = np.diff(path)
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()
    assert path[0] == pytest.approx(150.0, abs=3.0)


@pytest.mark.parametrize(
    ("fitted", "path"),
    [
        (model(), [10, 10, 10, 10, 10, 10]),
        (model(trend=1.0), [11, 12, 13, 14, 15, 16]),
        (model(trend=8.0, damping=0.5), [14, 16, 17, 17.5, 17.75, 17.875]),
    ],
)
def test_without_surprises_a_model_runs_on_as_its_trend_says(fitted, path):
    assert run_on(fitted, STILL)[0] == pytest.approx(path)


def test_a_surprise_shows_at_once_and_stays_by_the_gain():
    surprises = np.array([[5.0, 0.0, 0.0]])
    assert run_on(model(level_gain=0.2), surprises)[0] == pytest.approx([15, 11, 11])
    assert run_on(model(level_gain=0.2, trend_gain=0.1), surprises)[0] == pytest.approx([15, 11.5, 12])


def test_the_surprises_given_are_not_altered():
    surprises = np.ones((2, 3))
    run_on(model(), surprises)
    assert (surprises == 1.0).all()
