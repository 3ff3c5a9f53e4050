"""The ends of sums of unknowns are reached by whole numbers, and no further ones exist."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from turncurve.disclosure.extremes import Interval, intervals
from turncurve.disclosure.programme import ContradictionError, Programme


def _programme(matrix, limits, *, most):
    matrix = sparse.csr_array(np.array(matrix, dtype=float))
    low, high = np.array(limits, dtype=float).T
    count = matrix.shape[1]
    return Programme(matrix, low, high, np.zeros(count), np.full(count, float(most)))


def _sums(rows):
    return sparse.csr_array(np.array(rows, dtype=float))


def test_a_sum_is_narrower_than_its_parts():
    # a + b = 5: each could be 0 to 5, their sum is certain.
    found = intervals(_programme([[1, 1]], [(5, 5)], most=9), _sums([[1, 0], [1, 1]]))
    assert found == (Interval(0, 5), Interval(5, 5))


def test_a_sum_over_parts_that_do_not_touch_adds_their_ends():
    programme = _programme([[1, 1, 0, 0], [0, 0, 1, 1]], [(5, 5), (6, 6)], most=9)
    assert intervals(programme, _sums([[1, 0, 1, 0]])) == (Interval(0, 11),)


def test_a_difference_turns_the_ends_of_what_is_taken_away():
    programme = _programme([[1, 1, 0]], [(5, 5)], most=9)
    assert intervals(programme, _sums([[1, -1, 0], [1, 0, -1]])) == (Interval(-5, 5), Interval(-9, 5))


def test_many_questions_at_once_are_answered_as_each_by_itself():
    generator = np.random.default_rng(7)
    matrix = generator.integers(0, 2, (12, 40))
    truth = generator.integers(0, 9, 40)
    programme = _programme(matrix, [(each, each) for each in matrix @ truth], most=12)
    together = intervals(programme, sparse.csr_array(np.eye(40)))
    for place in (0, 7, 39):
        assert intervals(programme, _sums([np.eye(40)[place]])) == (together[place],)
        assert together[place].lowest <= truth[place] <= together[place].highest


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(-2, 2), min_size=3, max_size=3), min_size=1, max_size=3),
    st.lists(st.integers(0, 3), min_size=3, max_size=3),
    st.lists(st.integers(-2, 2), min_size=3, max_size=3),
)
def test_the_ends_are_those_found_by_trying_everything(matrix, truth, asked):
    limits = [(value, value + 1) for value in (np.array(matrix) @ truth).tolist()]
    possible = [
        sum(factor * each for factor, each in zip(asked, point, strict=True))
        for point in itertools.product(range(4), repeat=3)
        if all(low <= np.dot(row, point) <= high for row, (low, high) in zip(matrix, limits, strict=True))
    ]
    (found,) = intervals(_programme(matrix, limits, most=3), _sums([asked]))
    assert (found.lowest, found.highest) == (min(possible), max(possible))


def test_three_two_way_margins_need_whole_numbers_and_not_fractions():
    # The known two by two by two table whose margins of ones allow one half in every cell but few whole tables:
    # each pair of neighbours adds to 1, so that whatever one cell is decides all.
    cells = list(itertools.product((0, 1), repeat=3))
    pairs = [(axis, fixed) for axis in range(3) for fixed in itertools.product((0, 1), repeat=2)]
    rows = [[int(tuple(np.delete(cell, axis)) == fixed) for cell in cells] for axis, fixed in pairs]
    programme = _programme(rows, [(1, 1)] * 12, most=5)
    assert set(intervals(programme, sparse.csr_array(np.eye(8)))) == {Interval(0, 1)}
    # With any two cells that are not neighbours but one face apart known to differ, nothing whole is left.
    programme = _programme([*rows, np.eye(8)[0], np.eye(8)[3]], [*[(1, 1)] * 12, (1, 1), (0, 0)], most=5)
    with pytest.raises(ContradictionError):
        intervals(programme, _sums([np.eye(8)[7]]))


def test_an_interval_of_one_number_is_exact():
    assert Interval(3, 3).exact
    assert not Interval(3, 4).exact
    assert not Interval(None, None).exact
    assert Interval(3, 7).width == 4
    assert Interval(3, None).width == float("inf")
