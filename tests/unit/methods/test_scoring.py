"""Scores agree with their definitions worked out another way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from turncurve.methods.scoring import (
    coverage,
    crps_from_draws,
    crps_from_probabilities,
    interval_score,
    mean_absolute_error,
    quantile_loss,
)

MISSING = float("nan")
numbers = st.floats(-100, 100)


@pytest.mark.parametrize(
    ("forecast", "outcome", "error"),
    [([1, 2], [1, 2], 0), ([1, 2], [2, 4], 1.5), ([1, 2], [MISSING, 5], 3), ([[1], [2]], [[0], [0]], 1.5)],
)
def test_mean_absolute_error_passes_over_outcomes_not_known(forecast, outcome, error):
    assert mean_absolute_error(forecast, outcome) == error


def test_with_no_outcome_known_there_is_no_error_to_speak_of():
    assert np.isnan(mean_absolute_error([1.0], [MISSING]))


@given(st.lists(numbers, min_size=1, max_size=30), numbers)
@settings(max_examples=80)
def test_crps_of_draws_is_mean_distance_less_half_the_mean_distance_between_draws(draws, outcome):
    values = np.array(draws)
    direct = np.abs(values - outcome).mean() - 0.5 * np.abs(np.subtract.outer(values, values)).mean()
    assert crps_from_draws(values, outcome) == pytest.approx(direct, abs=1e-9)


@given(st.lists(numbers, min_size=1, max_size=12), numbers)
@settings(max_examples=60)
def test_crps_of_draws_and_of_their_probabilities_agree(draws, outcome):
    support, counts = np.unique(np.array(draws), return_counts=True)
    by_probabilities = crps_from_probabilities(counts / counts.sum(), support=support, outcome=outcome)
    assert crps_from_draws(draws, outcome) == pytest.approx(by_probabilities, abs=1e-9)


def test_crps_of_one_draw_is_the_absolute_error():
    assert crps_from_draws([3.0], 5.0) == 2.0


def test_crps_of_a_normal_agrees_with_its_closed_form():
    draws = stats.norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    z = 0.7
    closed = z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi)
    assert crps_from_draws(draws, z) == pytest.approx(closed, abs=1e-4)


def test_crps_is_the_integral_of_the_squared_gap_between_step_and_cumulative():
    probabilities, support, outcome = [0.2, 0.5, 0.3], [1.0, 2.0, 4.0], 2.5

    def gap(x: float) -> float:
        below = sum(p for p, s in zip(probabilities, support, strict=True) if s <= x)
        return (below - (x >= outcome)) ** 2

    integral = integrate.quad(gap, 0, 5, points=[1, 2, 2.5, 4])[0]
    assert crps_from_probabilities(probabilities, support=support, outcome=outcome) == pytest.approx(integral)


@pytest.mark.parametrize(("outcome", "score"), [(-3.0, 4.0), (9.0, 8.0), (1.0, 0.0)])
def test_crps_of_certainty_is_distance_even_outside_the_support(outcome, score):
    assert crps_from_probabilities([1.0], support=[1.0], outcome=outcome) == score


def test_crps_scores_many_outcomes_at_once_and_keeps_the_unknown_unknown():
    draws = np.array([[1.0, 10.0], [3.0, 30.0]])
    scores = crps_from_draws(draws, np.array([2.0, MISSING]))
    assert scores[0] == pytest.approx(crps_from_draws([1.0, 3.0], 2.0))
    assert np.isnan(scores[1])


@pytest.mark.parametrize(
    ("outcome", "score"),
    [(5.0, 10.0), (0.0, 10.0), (10.0, 10.0), (-1.0, 20.0), (12.0, 30.0), (MISSING, MISSING)],
)
def test_interval_score_is_width_and_ten_times_the_distance_outside_at_80_per_cent(outcome, score):
    assert interval_score([0.0, 10.0], outcome, level=0.80) == pytest.approx(score, nan_ok=True)


def test_interval_score_is_least_at_the_true_quantiles():
    outcomes = np.random.default_rng(7).normal(size=4000)
    scores = {}
    for half_width in (0.6, 1.0, 1.2816, 1.6, 2.4):
        ends = np.tile([-half_width, half_width], (len(outcomes), 1))
        scores[half_width] = interval_score(ends, outcomes, level=0.80).mean()
    assert min(scores, key=scores.get) == 1.2816


def test_coverage_counts_outcomes_on_the_ends_as_inside():
    held = coverage([[0, 1]] * 5, [0.0, 1.0, 0.5, -0.01, 1.01])
    assert (held.share, held.n) == (0.6, 5)


def test_coverage_of_outcomes_standing_alone_has_the_binomial_standard_error():
    held = coverage([[0, 1]] * 10, [0.5] * 8 + [2.0] * 2)
    assert held.standard_error == pytest.approx(np.sqrt(0.8 * 0.2 / 9))


def test_coverage_of_outcomes_that_hang_together_is_less_sure():
    outcomes = [0.5] * 8 + [2.0] * 2
    alone = coverage([[0, 1]] * 10, outcomes)
    together = coverage([[0, 1]] * 10, outcomes, groups=["a"] * 4 + ["b"] * 4 + ["c"] * 2)
    assert together.share == alone.share
    # group sums of (inside - 0.8): 0.8, 0.8, -1.6; their squares sum to 3.84; times 3/2, root, over 10
    assert together.standard_error == pytest.approx(np.sqrt(1.5 * 3.84) / 10)
    assert together.standard_error > alone.standard_error


def test_coverage_passes_over_what_is_not_known():
    held = coverage([[0, 1], [0, 1], [MISSING, MISSING], [0, 1]], [0.5, MISSING, 0.5, 2.0])
    assert (held.share, held.n) == (0.5, 2)


@pytest.mark.parametrize("outcomes", [[MISSING], []])
def test_coverage_of_nothing_is_not_known(outcomes):
    held = coverage(np.zeros((len(outcomes), 2)), outcomes)
    assert held.n == 0
    assert np.isnan(held.share)
    assert np.isnan(held.standard_error)


def test_one_group_alone_cannot_say_how_sure_its_coverage_is():
    held = coverage([[0, 1]] * 3, [0.5, 0.5, 2.0], groups=["a", "a", "a"])
    assert held.share == pytest.approx(2 / 3)
    assert np.isnan(held.standard_error)


@pytest.mark.parametrize(
    ("outcome", "losses"), [(10, [0, 4, 0.9]), (12, [0.2, 3, 0.7]), (30, [2, 6, 9.9]), (18, [0.8, 0, 0.1])]
)
def test_a_missed_quantile_costs_its_distance_times_how_unlikely_that_side_was(outcome, losses):
    assert quantile_loss([10, 18, 19], outcome, levels=[0.1, 0.5, 0.9]) == pytest.approx(losses)


def test_twice_the_mean_loss_of_many_quantiles_is_the_score_of_the_distribution():
    levels = (np.arange(1000) + 0.5) / 1000
    came = np.array([-1.0, 0.3, 2.5])
    found = 2 * quantile_loss(stats.norm.ppf(levels), came, levels=levels).mean(axis=-1)
    exact = came * (2 * stats.norm.cdf(came) - 1) + 2 * stats.norm.pdf(came) - 1 / np.sqrt(np.pi)
    assert found == pytest.approx(exact, abs=2e-3)


def test_the_loss_of_an_outcome_not_known_is_not_known():
    assert np.isnan(quantile_loss([1.0, 2.0], MISSING, levels=[0.1, 0.9])).all()
