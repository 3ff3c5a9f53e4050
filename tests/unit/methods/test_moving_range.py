"""Means are exact, large ranges are screened once, and a series that does not move says so."""

from dataclasses import replace
from statistics import mean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.methods.moving_range import exact_mean, movement
from turncurve.methods.spc_rules import ANHOEJ, MAKING_DATA_COUNT_EXCEL, NHS_PLOT_THE_DOTS

# Ranges 1, 1, 1, 8, 9, 1, 1, 1: mean 23/8 = 2.875, times 3.267 is 9.39, so that nothing is screened.
MILD = [1, 2, 1, 2, 10, 1, 2, 1, 2]
# The same with twice as many ones: 38/... the 8 and the 9 are over 3.267 times the mean of 31/16.
WILD = [1, 2, 1, 2, 1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2]


def moved(values, rules=NHS_PLOT_THE_DOTS):
    return movement(np.array(values, dtype=float), rules)


def test_a_range_under_the_screen_is_kept():
    assert moved(MILD).mean_range == pytest.approx(23 / 8)


def test_ranges_over_the_screen_are_left_out():
    assert moved(WILD).mean_range == 1.0


@pytest.mark.parametrize("rules", [MAKING_DATA_COUNT_EXCEL, ANHOEJ])
def test_rules_that_screen_nothing_keep_every_range(rules):
    assert moved(WILD, rules).mean_range == pytest.approx(31 / 16)


# 20 ranges of 1, one of 5 and one of 30: only the 30 is over 3.267 x 55/22. Screened again, the 5 would go too.
def test_ranges_are_screened_once():
    values = np.cumsum([0.0] + [1.0, -1.0] * 10 + [5.0, 30.0])
    assert moved(values).mean_range == pytest.approx(25 / 21)


def test_the_centre_is_the_mean_of_all_values_those_with_screened_ranges_too():
    assert moved(WILD).centre == pytest.approx(mean(WILD))


@pytest.mark.parametrize(("values", "centre"), [([], None), ([3.0], 3.0), ([3.0, 5.0], 4.0), ([3.0, 5.0, 7.0], 5.0)])
def test_under_four_points_there_is_a_centre_at_most(values, centre):
    found = moved(values)
    assert found.centre == centre
    assert found.mean_range is None
    assert found.reason == "there are fewer than 4 points to set limits from"


@pytest.mark.parametrize("value", [0.0, 5.0, -3.0, 0.1, 1e9])
def test_a_constant_series_has_a_centre_and_no_range(value):
    found = moved([value] * 12)
    assert found.centre == value
    assert found.mean_range is None
    assert "every value is the same" in found.reason


def test_rounding_error_is_no_variation():
    assert "every value is the same" in moved([0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2, 0.3]).reason


def test_a_series_that_moves_in_one_step_has_no_ordinary_variation():
    found = moved([8.0] * 6 + [12.0] * 6)
    assert found.mean_range is None
    assert "a few large steps" in found.reason


def test_limits_of_no_width_are_kept_only_where_asked_for():
    rules = replace(NHS_PLOT_THE_DOTS, zero_width_limits_kept=True)
    assert moved([8.0] * 6 + [12.0] * 6, rules).mean_range == 0.0
    assert moved([8.0] * 6, rules).mean_range is None


def test_a_stepped_series_that_is_not_screened_keeps_its_step():
    assert moved([8.0] * 6 + [12.0] * 6, MAKING_DATA_COUNT_EXCEL).mean_range == pytest.approx(4 / 11)


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=40))
def test_the_mean_is_the_exact_one_rounded_once(values):
    assert exact_mean(np.array(values)) == mean(values)


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(1, 50))
def test_the_mean_of_equal_values_is_that_value(value, number):
    assert exact_mean(np.full(number, value)) == value
