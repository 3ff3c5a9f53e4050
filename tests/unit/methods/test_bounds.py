"""The checks that every interval makes stand at their edges."""

import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_level, check_proportion, check_whole, normal_quantile, nothing_to_bound


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
