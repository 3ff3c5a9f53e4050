"""The ends of sums of unknowns are reached by whole numbers, and no further ones exist."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from turncurve.disclosure.extremes import Interval, intervals, some_solution
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


def _between(matrix, limits, *, least, most):
    matrix = sparse.csr_array(np.array(matrix, dtype=float))
    low, high = np.array(limits, dtype=float).T
    return Programme(matrix, low, high, np.array(least, dtype=float), np.array(most, dtype=float))


@pytest.mark.parametrize(
    ("matrix", "limits", "asked", "expected"),
    [
        # a alone and nothing said of it: any number that is not negative.
        ([[0, 1]], [(4, 4)], [1, 0], Interval(0, None)),
        # a - b = 2: each can grow without end, their difference not at all.
        ([[1, -1]], [(2, 2)], [1, 0], Interval(2, None)),
        ([[1, -1]], [(2, 2)], [0, 1], Interval(0, None)),
        ([[1, -1]], [(2, 2)], [1, -1], Interval(2, 2)),
        # a + b at least 3: at least none of either, and no most.
        ([[1, 1]], [(3, np.inf)], [1, 1], Interval(3, None)),
        # a + b at most 3: their negative sum is at least -3.
        ([[1, 1]], [(-np.inf, 3)], [-1, -1], Interval(-3, 0)),
        # less of what has no most has no least.
        ([[1, -1]], [(2, 2)], [-1, 0], Interval(None, -2)),
    ],
)
def test_an_end_that_nothing_limits_is_none(matrix, limits, asked, expected):
    programme = _between(matrix, limits, least=[0, 0], most=[np.inf, np.inf])
    assert intervals(programme, _sums([asked])) == (expected,)


def test_a_fraction_at_the_end_gives_way_to_the_next_whole_number():
    # 2a + 2b + 2c is 5 to 7, so a + b + c is 3; 3a + 3b between 4 and 8 leaves a + b at 2.
    programme = _programme([[2, 2, 2], [3, 3, 0]], [(5, 7), (4, 8)], most=9)
    found = intervals(programme, _sums([[1, 1, 1], [1, 1, 0], [0, 0, 1], [1, 0, 0]]))
    assert found == (Interval(3, 3), Interval(2, 2), Interval(1, 1), Interval(0, 2))


def test_a_knapsack_whose_relaxation_is_no_whole_number_is_searched():
    # 5a + 7b + 9c = 23 has two whole answers: (1, 0, 2) and (0, 2, 1); a fraction could be far from both.
    points = [p for p in itertools.product(range(6), repeat=3) if np.dot([5, 7, 9], p) == 23]
    assert points == [(0, 2, 1), (1, 0, 2)]
    programme = _programme([[5, 7, 9]], [(23, 23)], most=9)
    assert intervals(programme, sparse.csr_array(np.eye(3))) == (Interval(0, 1), Interval(0, 2), Interval(1, 2))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=2),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_hidden_cells_of_a_table_with_margins_lie_where_every_table_that_fits_says(table, hidden):
    """Two rows of three with all margins shown: tried are all tables of those margins whose shown cells agree."""
    table, hidden = np.array(table), np.array(hidden).reshape(2, 3)
    fits = []
    for first in itertools.product(*(range(total + 1) for total in table.sum(axis=0))):
        other = np.array([first, table.sum(axis=0) - first])
        if other[0].sum() == table[0].sum() and (other[~hidden] == table[~hidden]).all():
            fits.append(other.ravel())
    cells = np.eye(6)
    rows = [cells[:3].sum(axis=0), cells[3:].sum(axis=0), *(cells[place] + cells[place + 3] for place in range(3))]
    limits = [*table.sum(axis=1), *table.sum(axis=0)]
    shown = np.flatnonzero(~hidden.ravel())
    rows += [cells[place] for place in shown]
    limits += table.ravel()[shown].tolist()
    programme = _between(rows, [(each, each) for each in limits], least=np.zeros(6), most=np.full(6, np.inf))
    found = intervals(programme, sparse.csr_array(cells))
    assert [each.lowest for each in found] == np.min(fits, axis=0).tolist()
    assert [each.highest for each in found] == np.max(fits, axis=0).tolist()
    assert some_solution(programme).tolist() in [each.tolist() for each in fits]


def test_the_order_of_rows_and_unknowns_does_not_change_an_end():
    generator = np.random.default_rng(3)
    matrix = generator.integers(0, 3, (5, 8))
    limits = [(value, value + 1) for value in (matrix @ generator.integers(0, 5, 8)).tolist()]
    plain = intervals(_programme(matrix, limits, most=7), sparse.csr_array(np.eye(8)))
    for _ in range(4):
        rows, columns = generator.permutation(5), generator.permutation(8)
        moved = _programme(matrix[rows][:, columns], [limits[row] for row in rows], most=7)
        again = intervals(moved, sparse.csr_array(np.eye(8)))
        assert [again[int(np.flatnonzero(columns == place)[0])] for place in range(8)] == list(plain)


def test_a_sum_of_nothing_is_nothing():
    assert intervals(_programme([[1, 1]], [(5, 5)], most=9), _sums([[0, 0]])) == (Interval(0, 0),)


def test_one_solution_satisfies_every_row_and_is_always_the_same():
    # 2a - b = 1, b + c = 6, and d free from 2 to 4.
    programme = _between([[2, -1, 0, 0], [0, 1, 1, 0]], [(1, 1), (6, 6)], least=[0, 0, 0, 2], most=[9, 9, 9, 4])
    found = some_solution(programme)
    assert 2 * found[0] - found[1] == 1
    assert found[1] + found[2] == 6
    assert 2 <= found[3] <= 4
    assert found.tolist() == some_solution(programme).tolist()


@pytest.mark.parametrize("ask", [lambda each: intervals(each, _sums([[1, 0, 0]])), some_solution])
def test_numbers_that_no_whole_counts_fit_are_refused_though_fractions_would(ask):
    # a + b = b + c = c + a = 1: one half each fits, no whole numbers do.
    programme = _programme([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [(1, 1)] * 3, most=5)
    with pytest.raises(ContradictionError, match="contradict one another"):
        ask(programme)
