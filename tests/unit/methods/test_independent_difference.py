"""Bounds for a difference, against published examples and by what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval
from turncurve.methods.independent_difference import difference
from turncurve.methods.interval import finite_population_exact, wilson


# Newcombe (1998), table II, method 10: the difference of two proportions from Wilson's intervals.
@pytest.mark.parametrize(
    ("one", "other", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_published_examples_come_out_to_their_last_figure(one, other, lower, upper):
    shares = [count / total for count, total in (other, one)]
    found = difference(*shares, of_first=wilson(*other), of_second=wilson(*one))
    assert found.lower == pytest.approx(lower, abs=5e-5)
    assert found.upper == pytest.approx(upper, abs=5e-5)


def test_two_whole_populations_leave_no_doubt():
    bounds = [finite_population_exact(count, 20, population=20).proportion for count in (5, 15)]
    found = difference(0.25, 0.75, of_first=bounds[0], of_second=bounds[1])
    assert (found.lower, found.upper) == (0.5, 0.5)


def test_the_method_names_that_of_each():
    assert "Wilson" in difference(0.5, 0.5, of_first=wilson(5, 10), of_second=wilson(5, 10)).method


def test_intervals_of_different_levels_are_refused():
    with pytest.raises(TurnCurveError, match="different levels"):
        difference(0.5, 0.5, of_first=wilson(5, 10), of_second=wilson(5, 10, level=0.9))


@pytest.mark.parametrize("place", [0, 1])
def test_a_value_outside_its_own_bounds_is_refused(place):
    values = [0.5, 0.5]
    values[place] = 0.9
    bounds = Interval(0.4, 0.6, 0.95, "made")
    with pytest.raises(TurnCurveError, match="outside its own bounds"):
        difference(*values, of_first=bounds, of_second=bounds)


counts = st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(counts, counts)
def test_the_gap_lies_inside_and_turning_it_round_turns_the_bounds(one, other):
    first, second = one[0] / one[1], other[0] / other[1]
    found = difference(first, second, of_first=wilson(*one), of_second=wilson(*other))
    back = difference(second, first, of_first=wilson(*other), of_second=wilson(*one))
    assert found.lower <= second - first <= found.upper
    assert (back.lower, back.upper) == pytest.approx((-found.upper, -found.lower))
