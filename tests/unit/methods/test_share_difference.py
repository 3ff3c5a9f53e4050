"""Differences of shares from the bounds of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval
from turncurve.methods.interval import wilson
from turncurve.methods.share_difference import difference_of_shares


def bounds(lower, upper, level=0.95):
    return Interval(lower, upper, level, "Wilson")


def test_it_is_newcombes_tenth_method_where_the_bounds_are_wilsons():
    # Newcombe (1998), table II: 56 of 70 less 48 of 80 is 0.2, with bounds 0.0524 to 0.3339.
    found = difference_of_shares(48 / 80, 56 / 70, bounds=(wilson(48, 80), wilson(56, 70)))
    assert found.lower == pytest.approx(0.0524, abs=5e-5)
    assert found.upper == pytest.approx(0.3339, abs=5e-5)


def test_a_share_that_is_known_leaves_the_bounds_of_the_other():
    found = difference_of_shares(0.4, 0.5, bounds=(bounds(0.4, 0.4), bounds(0.3, 0.8)))
    assert (found.lower, found.upper) == (pytest.approx(-0.1), pytest.approx(0.4))


@pytest.mark.parametrize(
    "both", [(bounds(0.1, 0.2), bounds(0, 1)), (bounds(0, 1), bounds(0.6, 0.9)), (bounds(0, 1), bounds(0, 1, 0.9))]
)
def test_bounds_that_do_not_belong_are_refused(both):
    with pytest.raises(TurnCurveError):
        difference_of_shares(0.5, 0.5, bounds=both)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_turning_the_two_about_turns_the_bounds_about(one, two, data):
    first, second = data.draw(st.integers(0, one)), data.draw(st.integers(0, two))
    both = (wilson(first, one), wilson(second, two))
    there = difference_of_shares(first / one, second / two, bounds=both)
    back = difference_of_shares(second / two, first / one, bounds=both[::-1])
    assert there.lower == pytest.approx(-back.upper)
    assert there.lower <= second / two - first / one <= there.upper
