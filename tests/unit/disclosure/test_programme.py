"""What follows at once is worked out, and the rest falls into parts that do not touch."""

import numpy as np
import pytest
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
