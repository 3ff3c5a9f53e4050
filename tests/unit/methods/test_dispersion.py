"""Over-dispersion is measured as worked by hand, never under 1, and says when it cannot be told."""

import numpy as np
import pytest
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.dispersion import dispersion
from turncurve.methods.interval import NoInterval


# Pooled 60/300 = .2; expected 20 each, variance 16 each: (100 + 0 + 100) / 16 = 12.5 on 2 degrees of freedom.
def test_the_factor_is_the_one_worked_by_hand():
    found = dispersion([10, 20, 30], [100, 100, 100])
    assert found.chi_square == pytest.approx(12.5)
    assert found.factor == found.observed_ratio == pytest.approx(6.25)
    assert found.p_value == pytest.approx(stats.chi2.sf(12.5, 2))
    assert found.interval.lower == pytest.approx(12.5 / stats.chi2.ppf(0.975, 2))
    assert found.interval.upper == pytest.approx(12.5 / stats.chi2.ppf(0.025, 2))
    assert not found.caution


def test_the_statistic_is_that_of_a_contingency_table():
    having, units = np.array([12, 31, 22, 18]), np.array([80, 130, 90, 70])
    expected = stats.chi2_contingency([having, units - having], correction=False)
    found = dispersion(having, units)
    assert found.chi_square == pytest.approx(expected.statistic)
    assert found.p_value == pytest.approx(expected.pvalue)
    assert found.degrees_of_freedom == expected.dof


def test_less_variation_than_chance_keeps_a_factor_of_one():
    found = dispersion([20, 20, 21], [100, 100, 100])
    assert found.factor == 1
    assert found.observed_ratio < 1
    assert found.interval.lower == 1


# Units that come in threes, all alike, have three times the variance of as many independent units.
def test_the_interval_holds_the_true_factor_as_often_as_it_says():
    seeded = np.random.default_rng(4)
    units = np.full(12, 600)
    found = [dispersion(3 * seeded.binomial(200, 0.3, size=12), units).interval for _ in range(600)]
    held = np.mean([interval.lower <= 3 <= interval.upper for interval in found])
    assert held == pytest.approx(0.95, abs=0.03)


def test_a_period_without_units_is_left_out():
    assert dispersion([10, 0, 20, 30], [100, 0, 100, 100]) == dispersion([10, 20, 30], [100, 100, 100])


@pytest.mark.parametrize(
    ("having", "units", "reason"),
    [
        ([], [], "fewer than two periods have units"),
        ([3], [10], "fewer than two periods have units"),
        ([3, 0], [10, 0], "fewer than two periods have units"),
        ([0, 0, 0], [10, 12, 9], "every unit is the same"),
        ([10, 12], [10, 12], "every unit is the same"),
    ],
)
def test_what_cannot_be_told_is_said_and_has_no_factor(having, units, reason):
    found = dispersion(having, units)
    assert found.factor is None
    assert reason in found.caution
    assert isinstance(found.interval, NoInterval)
    assert found.interval.reason == found.caution


def test_small_expected_counts_are_cautioned_from_just_under_five():
    assert not dispersion([5, 5], [50, 50]).caution
    assert "expected count is under 5" in dispersion([5, 4], [50, 50]).caution


@pytest.mark.parametrize(
    ("having", "units", "sentence"),
    [
        ([1, 2], [3], "differ in length"),
        ([4, 2], [3, 3], "larger than its denominator"),
        ([-1, 2], [3, 3], "whole number of 0 or more"),
    ],
)
def test_a_wrong_series_is_refused(having, units, sentence):
    with pytest.raises(TurnCurveError, match=sentence):
        dispersion(having, units)
