"""The input of the multi-state methods: read from rows in any order, and refused by row where it contradicts itself."""

import numpy as np
import pytest

from turncurve.errors import RefusedInputError
from turncurve.methods.multi_state_history import history_from_moves, history_from_stays

STAYS = {
    "subject": ["b", "a", "a", "b"],
    "origin": ["well", "ill", "well", "ill"],
    "destination": ["ill", "well", "ill", "censored"],
    "entry": [0.0, 4.0, 1.0, 2.0],
    "exit": [2.0, 9.0, 4.0, 5.0],
}


def with_row(row, **changes):
    table = {name: list(values) for name, values in STAYS.items()}
    for name, value in changes.items():
        table[name][row] = value
    return table


def test_rows_in_any_order_are_ordered_by_subject_and_entry():
    history = history_from_stays(**STAYS)
    assert history.states == ("ill", "well")
    assert history.subject.tolist() == [0, 0, 1, 1]
    assert history.entry.tolist() == [1.0, 4.0, 0.0, 2.0]
    assert history.origin.tolist() == [1, 0, 1, 0]
    assert history.destination.tolist() == [0, 1, 0, -1]
    assert history.subjects == 2


def test_moves_are_counted_between_each_two_states():
    history = history_from_stays(**STAYS, states=["well", "ill"])
    assert history.counts().tolist() == [[0, 2], [1, 0]]
    assert history.moved.tolist() == [True, True, True, False]


def test_the_received_columns_are_not_changed():
    columns = {name: np.array(values) for name, values in STAYS.items()}
    before = {name: values.copy() for name, values in columns.items()}
    history_from_stays(**columns)
    assert all((columns[name] == before[name]).all() for name in columns)


@pytest.mark.parametrize("nothing", [None, float("nan"), "", "censored", "cens", "censor"])
def test_a_missing_destination_means_that_no_move_was_seen(nothing):
    assert not history_from_stays(**with_row(3, destination=nothing)).moved[3]


def test_whole_numbers_read_as_floats_beside_missing_values_are_the_same_states():
    history = history_from_stays(subject=[1, 2], origin=[0, 0], destination=[2.0, np.nan], entry=[0, 0], exit=[3, 3])
    assert history.states == ("0", "2")


def test_moves_alone_are_read_from_the_state_last_moved_to():
    history = history_from_moves(
        subject=[1, 1, 1, 2, 2],
        destination=["c", "b", "censored", "b", "c"],
        entry=[5, 0, 8, 0, 2],
        exit=[8, 5, 9, 2, 4],
        initial_state="a",
    )
    assert history.states == ("a", "b", "c")
    assert history.origin.tolist() == [0, 1, 2, 0, 1]
    assert history.destination.tolist() == [1, 2, -1, 1, 2]


def test_a_gap_in_observation_is_no_contradiction():
    history = history_from_stays(**with_row(1, entry=4.5))
    assert history.entry.tolist()[1] == 4.5


def test_times_that_differ_by_rounding_alone_are_one_time():
    history = history_from_stays(
        subject=[1, 2], origin=["a", "a"], destination=["b", "b"], entry=[0.0, 0.0], exit=[0.1 + 0.2, 0.3]
    )
    assert history.exit[0] == history.exit[1]


@pytest.mark.parametrize(
    ("changed", "what", "where"),
    [
        (with_row(1, exit=4.0), "does not end after it begins", "row 2"),
        (with_row(1, exit=3.0), "does not end after it begins", "row 2"),
        (with_row(0, entry=float("nan")), "no time of entry or exit", "row 1"),
        (with_row(1, entry=3.0), "overlaps another of the same subject", "row 2"),
        (with_row(1, origin="well", destination="ill"), "begins in another state", "row 2"),
    ],
)
def test_contradictions_are_refused_by_row(changed, what, where):
    with pytest.raises(RefusedInputError) as refusal:
        history_from_stays(**changed)
    assert what in refusal.value.what
    assert refusal.value.where == where
    assert refusal.value.remedy


def test_a_state_outside_the_list_of_states_is_refused():
    with pytest.raises(RefusedInputError, match="not in the list of states"):
        history_from_stays(**STAYS, states=["well"])


def test_many_bad_rows_are_counted_and_not_all_named():
    with pytest.raises(RefusedInputError, match="row 1, 2, 3, 4, 5 and 2 more"):
        history_from_stays(subject=range(7), origin=["a"] * 7, destination=["b"] * 7, entry=[1] * 7, exit=[1] * 7)


def test_columns_of_different_lengths_and_no_rows_are_refused():
    with pytest.raises(RefusedInputError, match="differ in length"):
        history_from_stays(subject=[1], origin=["a"], destination=["b"], entry=[0, 1], exit=[1])
    with pytest.raises(RefusedInputError, match="no stays"):
        history_from_stays(subject=[], origin=[], destination=[], entry=[], exit=[])
