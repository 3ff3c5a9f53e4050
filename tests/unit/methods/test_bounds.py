"""The checks that every interval makes stand at their edges."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import (
    Interval,
    check_level,
    check_proportion,
    check_whole,
    normal_quantile,
    nothing_to_bound,
)


@pytest.mark.parametrize("value", [0, 1, 5.0])
def test_a_whole_count_passes(value):
    assert check_whole(value, name="count") is None


@pytest.mark.parametrize("value", [-1, 0.5, float("nan"), float("inf")])
def test_what_is_not_a_whole_count_is_refused_by_its_name(value):
    with pytest.raises(TurnCurveError, match="children seen"):
        check_whole(value, name="children seen")


def test_a_part_may_equal_its_whole_but_not_exceed_it():
    assert check_proportion(3, 3) is None
    with pytest.raises(TurnCurveError, match="larger than its denominator"):
        check_proportion(4, 3)


@pytest.mark.parametrize("level", [0, 1, -0.1, 95, float("nan")])
def test_a_level_outside_nought_to_one_is_refused(level):
    with pytest.raises(TurnCurveError, match="between 0 and 1"):
        check_level(level)


# The familiar two-sided quantiles of printed normal tables.
@pytest.mark.parametrize(("level", "quantile"), [(0.95, 1.959964), (0.99, 2.575829), (0.9973002, 3.0)])
def test_the_quantile_is_that_of_the_printed_tables(level, quantile):
    assert normal_quantile(level) == pytest.approx(quantile, abs=1e-5)


def test_nothing_to_bound_names_the_method():
    assert nothing_to_bound("Wilson").method == "Wilson"


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 0), (0, 1), (2, 3), (3, 3)])
def test_every_part_up_to_the_whole_passes(numerator, denominator):
    assert check_proportion(numerator, denominator) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "where"),
    [(-1, 3, "numerator"), (1.5, 3, "numerator"), (1, -3, "denominator"), (1, float("nan"), "denominator")],
)
def test_a_part_or_a_whole_that_is_no_count_is_named(numerator, denominator, where):
    with pytest.raises(TurnCurveError) as refusal:
        check_proportion(numerator, denominator)
    assert refusal.value.where == where
    assert refusal.value.what == "A count is a whole number of 0 or more"


@given(st.floats(min_value=0.001, max_value=0.999))
def test_the_quantile_holds_its_level_of_a_normal_distribution(level):
    reach = normal_quantile(level)
    assert stats.norm.cdf(reach) - stats.norm.cdf(-reach) == pytest.approx(level, abs=1e-12)
    assert check_level(level) == level


@given(st.floats(min_value=0.01, max_value=0.98), st.floats(min_value=0.001, max_value=0.01))
def test_a_higher_level_reaches_further(level, more):
    assert normal_quantile(level + more) > normal_quantile(level) > 0


def test_an_interval_and_the_want_of_one_are_kept_as_they_were_made():
    interval = Interval(lower=0.1, upper=0.2, level=0.95, method="Wilson")
    with pytest.raises(FrozenInstanceError):
        interval.lower = 0.0
    none = nothing_to_bound("Wilson")
    assert none == nothing_to_bound("Wilson")
    assert "denominator is 0" in none.reason
    assert not none.reason.endswith(".")
