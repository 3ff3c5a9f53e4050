"""A departure is what plain regressions say, averaged by their own likelihoods, and its interval holds."""

import numpy as np
import pytest
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.departure import (
    AUTOCORRELATIONS,
    DISPERSIONS,
    measure_departure,
    settings_tried,
    standard_error_ahead,
)
from turncurve.methods.departure_scale import scale_counts, scale_shares, scale_values


def test_every_setting_is_the_covariance_it_stands_for():
    spread = np.array([1.0, 2.0, 1.0])
    tried = settings_tried(spread, usual_dispersion=0.5, known=True)
    first = np.linalg.inv(tried.inverse[0])
    np.testing.assert_allclose(first, np.diag([1, 4, 1]), atol=1e-9)
    place = len(DISPERSIONS) * 3 + 2
    rho, factor = AUTOCORRELATIONS[3], DISPERSIONS[2]
    expected = factor * np.array([[1, 2 * rho, rho**2], [2 * rho, 4, 2 * rho], [rho**2, 2 * rho, 1]])
    np.testing.assert_allclose(np.linalg.inv(tried.inverse[place]), expected, atol=1e-9)
    assert tried.dispersion[place] == pytest.approx(factor)
    assert tried.autocorrelation[place] == pytest.approx(rho)
    np.testing.assert_allclose(tried.log_size, [np.linalg.slogdet(np.linalg.inv(one))[1] for one in tried.inverse])


# Counts that vary no more than chance: the step is the ratio of the means, 30 to 40.
def test_a_clear_step_in_steady_counts_is_the_ratio_of_their_means():
    found = measure_departure(scale_counts([40, 41, 39, 40, 42, 38, 40, 40, 30, 31, 29, 30, 32, 28]), origin=8)
    assert found.change == pytest.approx(0.75, abs=0.01)
    assert found.direction == -1
    assert found.baseline == pytest.approx(40, abs=0.5)
    assert found.interval.lower < 0.75 < found.interval.upper < 1
    assert found.dispersion < 1.3
    assert found.is_ratio


def by_hand(series, origin):
    """Average plain generalised least squares over every setting and shape, one after another."""
    periods = len(series.values)
    tried = settings_tried(series.spread, usual_dispersion=series.usual_dispersion, known=True)
    time = np.arange(periods)
    scores, estimates, errors = [], [], []
    for shape in ((time >= origin).astype(float), np.maximum(time - origin + 1.0, 0)):
        design = np.column_stack([np.ones(periods), shape / shape[origin:].mean()])
        for inverse, log_prior in zip(tried.inverse, tried.log_prior, strict=True):
            weight = inverse / series.variance
            middle = np.linalg.inv(design.T @ weight @ design)
            fitted = middle @ design.T @ weight @ series.values
            left = series.values - design @ fitted
            size = np.linalg.slogdet(np.linalg.inv(weight))[1] - np.linalg.slogdet(middle)[1]
            scores.append(log_prior - 0.5 * (size + left @ weight @ left))
            estimates.append(fitted[1])
            errors.append(np.sqrt(middle[1, 1]))
    weights = np.exp(np.array(scores) - max(scores))
    weights = weights / weights.sum()
    below = weights @ stats.norm.cdf(0, estimates, errors)
    return weights @ np.array(estimates), 2 * min(below, 1 - below)


def test_the_average_is_that_of_regressions_done_one_by_one():
    series = scale_shares([62, 64, 69, 81, 99, 88, 132], [388, 512, 504, 480, 540, 430, 530])
    found = measure_departure(series, origin=2)
    estimate, p_value = by_hand(series, 2)
    assert found.scaled == pytest.approx(estimate)
    assert found.p_value == pytest.approx(p_value)


def test_values_of_unknown_spread_are_averaged_students():
    values = np.random.default_rng(3).normal(size=200)
    values[150:] += 1.0
    found = measure_departure(scale_values(values), origin=150)
    plain = stats.ttest_ind(values[150:], values[:150])
    assert found.p_value < 1e-4
    assert found.change == pytest.approx(values[150:].mean() - values[:150].mean(), abs=0.15)
    assert plain.pvalue < found.p_value


def test_a_change_of_unit_changes_values_by_that_unit_alone():
    values = np.random.default_rng(4).normal(size=24)
    plain, other = (measure_departure(scale_values(scale * values), origin=18) for scale in (1.0, 100.0))
    assert other.p_value == pytest.approx(plain.p_value)
    assert other.change == pytest.approx(100 * plain.change)


def test_a_trend_of_the_past_is_carried_on_and_is_no_departure():
    rising = 20 + 2 * np.arange(30) + np.random.default_rng(5).normal(size=30)
    found = measure_departure(scale_values(rising), origin=24)
    assert found.trend_carried_on
    assert found.p_value > 0.05
    assert not measure_departure(scale_values(rising - 2 * np.arange(30)), origin=24).trend_carried_on


def test_the_same_counts_that_hang_together_are_less_sure():
    seeded = np.random.default_rng(6)
    apart = seeded.poisson(20, size=40)
    together = np.sort(apart.reshape(8, 5), axis=0).ravel()
    assert measure_departure(scale_counts(together), origin=30).autocorrelation > (
        measure_departure(scale_counts(apart), origin=30).autocorrelation
    )


@pytest.mark.parametrize(("mean", "rho"), [(3, 0.0), (12, 0.5)])
def test_intervals_hold_no_change_in_at_least_93_of_100_null_series(mean, rho):
    seeded = np.random.default_rng(7)
    held = []
    for _ in range(150):
        counts = [seeded.poisson(mean)]
        for _ in range(19):
            counts.append(seeded.binomial(counts[-1], rho) + seeded.poisson(mean * (1 - rho)))
        interval = measure_departure(scale_counts(counts), origin=14).interval
        held += [interval.lower <= 1 <= interval.upper] if isinstance(interval, Interval) else []
    assert len(held) > 140
    assert np.mean(held) >= 0.93


def test_too_few_events_have_no_interval_and_say_why():
    found = measure_departure(scale_counts([0, 1, 0, 1, 0, 0]), origin=4)
    assert isinstance(found.interval, NoInterval)
    assert "fewer than 5 events" in found.interval.reason
    assert isinstance(measure_departure(scale_counts([9, 8, 7, 9, 8, 7]), origin=4).interval, Interval)


def test_more_periods_ahead_make_a_departure_surer_up_to_what_the_past_allows():
    series = scale_counts(np.random.default_rng(8).poisson(40, size=24))
    errors = [standard_error_ahead(series, origin=24, after=after) for after in (1, 3, 6, 12, 48)]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] > np.sqrt(1 / 24)


@pytest.mark.parametrize(
    ("values", "origin", "says"),
    [([5.0, 6.0, 7.0, 6.0], 1, "two periods before"), ([5.0, 6.0, 7.0], 3, "one after"), ([4.0] * 6, 4, "do not vary")],
)
def test_what_cannot_be_measured_is_refused_in_a_sentence(values, origin, says):
    with pytest.raises(TurnCurveError, match=says):
        measure_departure(scale_values(values), origin=origin)
