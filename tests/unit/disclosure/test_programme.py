"""What follows at once is worked out, and the rest falls into parts that do not touch."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from turncurve.disclosure.programme import ContradictionError, Programme, reduced


def _programme(matrix, limits, *, most=np.inf):
    matrix = sparse.csr_array(np.array(matrix, dtype=float))
    low, high = np.array(limits, dtype=float).T
    count = matrix.shape[1]
    return Programme(matrix, low, high, np.zeros(count), np.full(count, float(most)))


def test_a_total_limits_each_of_its_parts():
    known = reduced(_programme([[1, 1, 1]], [(7, 7)]))
    assert known.most.tolist() == [7, 7, 7]
    assert len(known.parts) == 1


def test_a_total_of_nothing_leaves_nothing_to_find_out():
    known = reduced(_programme([[1, 1]], [(0, 0)]))
    assert known.least.tolist() == known.most.tolist() == [0, 0]
    assert known.parts == ()


def test_what_is_certain_is_carried_from_row_to_row():
    # a = 4; a + b = 9; b + c = 6.
    known = reduced(_programme([[1, 0, 0], [1, 1, 0], [0, 1, 1]], [(4, 4), (9, 9), (6, 6)]))
    assert known.least.tolist() == known.most.tolist() == [4, 5, 1]


def test_unknowns_that_share_no_row_are_in_parts_of_their_own():
    known = reduced(_programme([[1, 1, 0, 0], [0, 0, 1, 1]], [(5, 5), (6, 6)]))
    assert [part.columns.tolist() for part in known.parts] == [[0, 1], [2, 3]]
    assert known.part_of.tolist() == [0, 0, 1, 1]


def test_a_certain_unknown_no_longer_joins_two_parts():
    # The middle one is certain, so that the rows on either side of it have nothing to do with one another.
    known = reduced(_programme([[1, 1, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 1, 1]], [(5, 5), (2, 2), (8, 8)]))
    assert [part.columns.tolist() for part in known.parts] == [[0, 1], [3, 4]]
    assert [part.programme.row_most.tolist() for part in known.parts] == [[3], [6]]


def test_a_row_that_says_nothing_new_binds_nothing():
    known = reduced(_programme([[1, 1]], [(0, 20)], most=10))
    assert known.parts == ()
    assert known.part_of.tolist() == [-1, -1]


def test_a_negative_factor_limits_the_other_way_round():
    # a - b = 3 with a at most 10 leaves b at most 7 and a at least 3.
    known = reduced(_programme([[1, -1]], [(3, 3)], most=10))
    assert (known.least.tolist(), known.most.tolist()) == ([3, 0], [10, 7])


def test_fractions_are_rounded_inwards():
    known = reduced(_programme([[2, 0], [0, 3]], [(3, 9), (1, 8)]))
    assert (known.least.tolist(), known.most.tolist()) == ([2, 1], [4, 2])


@pytest.mark.parametrize(
    ("matrix", "limits"),
    [([[1, 1], [1, 0]], [(3, 3), (4, 4)]), ([[1, 0], [1, 0]], [(3, 3), (4, 4)]), ([[2, 0]], [(3, 3)])],
)
def test_numbers_that_contradict_one_another_are_refused(matrix, limits):
    with pytest.raises(ContradictionError, match="contradict one another"):
        reduced(_programme(matrix, limits))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(-2, 2), min_size=4, max_size=4), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.integers(0, 2),
)
def test_nothing_that_is_possible_is_lost_and_the_parts_say_all_that_is_left(matrix, truth, slack):
    """Tried are all 256 sets of four counts up to 3: those that fit the whole are those that fit every part."""
    limits = [(value, value + slack) for value in (np.array(matrix) @ truth).tolist()]
    known = reduced(_programme(matrix, limits, most=3))
    for point in itertools.product(range(4), repeat=4):
        point = np.array(point)
        activity = np.array(matrix) @ point
        fits = all(low <= each <= high for each, (low, high) in zip(activity, limits, strict=True))
        within = bool(np.all(point >= known.least) and np.all(point <= known.most))
        parts = [each.programme.matrix @ point[each.columns] for each in known.parts]
        left = all(
            np.all(sums >= each.programme.row_least) and np.all(sums <= each.programme.row_most)
            for sums, each in zip(parts, known.parts, strict=True)
        )
        assert fits == (within and left)


def test_each_unknown_is_in_one_part_at_most_and_parts_say_which():
    generator = np.random.default_rng(5)
    matrix = generator.integers(0, 2, (6, 12))
    known = reduced(_programme(matrix, [(each, each) for each in matrix @ generator.integers(0, 5, 12)], most=6))
    for number, part in enumerate(known.parts):
        assert (known.part_of[part.columns] == number).all()
        assert (part.programme.least == known.least[part.columns]).all()
    inside = np.concatenate([part.columns for part in known.parts]) if known.parts else np.array([], dtype=int)
    assert len(set(inside.tolist())) == len(inside)
    assert sorted(inside.tolist()) == np.flatnonzero(known.part_of >= 0).tolist()


def test_a_two_by_two_table_with_one_cell_and_its_margins_is_known_whole():
    """Three follow from one.

    |     |   |   | all |
    |-----|---|---|-----|
    |     | 4 | ? |   9 |
    |     | ? | ? |   8 |
    | all | 6 |11 |  17 |
    """
    rows = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 0, 0]]
    known = reduced(_programme(rows, [(9, 9), (8, 8), (6, 6), (11, 11), (4, 4)]))
    assert known.least.tolist() == known.most.tolist() == [4, 5, 2, 6]


def test_without_that_cell_its_margins_leave_a_range_for_each():
    """The same table: the first cell can be 0 to 6, so that its neighbour can be 3 to 9."""
    rows = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]]
    known = reduced(_programme(rows, [(9, 9), (8, 8), (6, 6), (11, 11)]))
    assert known.least.tolist() == [0, 3, 0, 2]
    assert known.most.tolist() == [6, 9, 6, 8]
    assert [part.columns.tolist() for part in known.parts] == [[0, 1, 2, 3]]


def test_a_count_without_a_most_is_limited_by_a_row_that_has_one_and_left_alone_by_one_that_has_none():
    at_least = reduced(_programme([[1, 1]], [(3, np.inf)]))
    assert np.isinf(at_least.most).all()
    at_most = reduced(_programme([[1, 1]], [(-np.inf, 3)]))
    assert at_most.most.tolist() == [3, 3]


def test_what_is_asked_is_left_as_it_was():
    asked = _programme([[1, 1, 0], [0, 1, 1]], [(3, 3), (2, 2)], most=9)
    before = asked.least.copy(), asked.most.copy(), asked.matrix.toarray().copy()
    reduced(asked)
    assert asked.least.tolist() == before[0].tolist()
    assert asked.most.tolist() == before[1].tolist()
    assert (asked.matrix.toarray() == before[2]).all()
