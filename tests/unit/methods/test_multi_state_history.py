"""The input of the multi-state methods: read from rows in any order, and refused by row where it contradicts itself."""

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def rounds(seed):
    """Draw the stays of six subjects, each going on where the last one ended, as columns."""
    seeded, rows = np.random.default_rng(seed), []
    for subject in range(6):
        time, state = float(seeded.integers(0, 5)), str(seeded.choice(["home", "foster"]))
        for _ in range(seeded.integers(1, 5)):
            then = time + float(seeded.integers(1, 9))
            went = str(seeded.choice(["home", "foster", "kin", ""]))
            rows.append((f"child {subject}", state, went, time, then))
            time, state = then, went or state
    return dict(
        zip(("subject", "origin", "destination", "entry", "exit"), map(list, zip(*rows, strict=True)), strict=True)
    )


def columns_of(history):
    """Return the columns of a history as lists."""
    return [getattr(history, name).tolist() for name in ("subject", "origin", "destination", "entry", "exit")]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_the_rows_received_does_not_matter(seed):
    table = rounds(seed)
    mixed = np.random.default_rng(seed).permutation(len(table["entry"]))
    other = {name: [values[row] for row in mixed] for name, values in table.items()}
    assert columns_of(history_from_stays(**other)) == columns_of(history_from_stays(**table))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_moves_are_counted_as_plain_loops_count_them(seed):
    table = rounds(seed)
    history = history_from_stays(**table)
    for row, origin in enumerate(history.states):
        for column, destination in enumerate(history.states):
            pairs = zip(table["origin"], table["destination"], strict=True)
            assert history.counts()[row, column] == sum(pair == (origin, destination) for pair in pairs)
    assert history.counts().sum() == history.moved.sum()
    assert history.subjects == 6


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_what_moves_alone_tell_is_what_stays_tell_where_all_begin_alike(seed):
    table = rounds(seed)
    first = [row == 0 or table["subject"][row] != table["subject"][row - 1] for row in range(len(table["entry"]))]
    state = ""
    for row, new in enumerate(first):
        table["origin"][row] = state = "start" if new else table["destination"][row - 1] or state
    states = ["start", "foster", "home", "kin"]
    whole = history_from_stays(**table, states=states)
    table.pop("origin")
    assert columns_of(history_from_moves(**table, initial_state="start", states=states)) == columns_of(whole)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.25, 7.0]), st.sampled_from([-40.0, 1000.0]))
def test_another_clock_keeps_who_moved_where(seed, factor, shift):
    table = rounds(seed)
    plain = history_from_stays(**table)
    for name in ("entry", "exit"):
        table[name] = [time * factor + shift for time in table[name]]
    other = history_from_stays(**table)
    assert columns_of(other)[:3] == columns_of(plain)[:3]
    np.testing.assert_allclose(other.exit, plain.exit * factor + shift)


@pytest.mark.parametrize(("start", "refused"), [(3.0, True), (4.0, False), (5.0, False)])
def test_a_stay_may_begin_when_the_last_one_ended_but_no_sooner(start, refused):
    table = with_row(1, entry=start)
    if refused:
        with pytest.raises(RefusedInputError, match="overlaps another"):
            history_from_stays(**table)
    else:
        assert history_from_stays(**table).entry[1] == start


@pytest.mark.parametrize("number", [5, 6])
def test_up_to_five_rows_are_named_and_a_sixth_is_counted(number):
    with pytest.raises(RefusedInputError) as refusal:
        history_from_stays(
            subject=range(number),
            origin=["a"] * number,
            destination=["b"] * number,
            entry=[1] * number,
            exit=[1] * number,
        )
    assert refusal.value.where == "row 1, 2, 3, 4, 5" + (" and 1 more" if number == 6 else "")


@pytest.mark.parametrize("missing", [pd.NA, pd.NaT, np.nan, None])
def test_every_kind_of_missing_value_is_an_empty_label(missing):
    table = with_row(3, destination=missing)
    assert (
        history_from_stays(**{**table, "destination": pd.Series(table["destination"], dtype=object)}).moved.sum() == 3
    )


def test_a_word_of_ones_own_may_mean_that_no_move_was_seen():
    table = with_row(3, destination="open")
    assert history_from_stays(**table).states == ("ill", "open", "well")
    assert history_from_stays(**table, censored=["open"]).states == ("ill", "well")


@pytest.mark.parametrize(
    "changed", [{"destination": ["b"]}, {"entry": [0.0]}, {"exit": [1.0, 2.0, 3.0]}, {"subject": [1]}]
)
def test_moves_whose_columns_differ_in_length_are_refused_in_a_sentence(changed):
    table = {"subject": [1, 2], "destination": ["b", "c"], "entry": [0.0, 0.0], "exit": [1.0, 1.0]} | changed
    with pytest.raises(RefusedInputError, match="differ in length"):
        history_from_moves(**table, initial_state="a")


def test_no_moves_at_all_are_refused_in_a_sentence():
    with pytest.raises(RefusedInputError, match="no stays"):
        history_from_moves(subject=[], destination=[], entry=[], exit=[], initial_state="a")


def test_a_refusal_names_rows_and_never_a_label_or_a_time():
    with pytest.raises(RefusedInputError) as refusal:
        history_from_stays(**with_row(2, origin="secret place", entry=77.0, exit=76.0))
    assert "secret" not in str(refusal.value)
    assert "77" not in str(refusal.value)


def test_a_history_is_kept_as_it_was_read():
    with pytest.raises(FrozenInstanceError):
        history_from_stays(**STAYS).states = ()
