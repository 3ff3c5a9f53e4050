"""Rows of observation are checked, and ties in the dates stay ties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.counting_process import counting_process


def test_times_that_differ_by_rounding_alone_are_one_time():
    rows = counting_process([0.1 + 0.2, 0.3, 1.0], [1, 1, 0])
    assert len(np.unique(rows.exit)) == 2
    assert rows.event.tolist() == [True, True, False]


def test_without_an_entry_everyone_is_there_from_before_the_start():
    rows = counting_process([0.0, 5.0], [1, 0])
    assert (rows.entry < 0).all()


def test_an_entry_is_kept_as_given():
    rows = counting_process([2.0, 5.0], [1, 0], entry=[0.0, 3.0])
    assert rows.entry.tolist() == [0.0, 3.0]


@pytest.mark.parametrize(
    ("exits", "events", "entries", "says"),
    [
        ([], [], None, "no rows"),
        ([1.0, 2.0], [1], None, "one event for each exit"),
        ([1.0, 2.0], [1, 1], [0.0], "one entry for each exit"),
        ([1.0, float("nan")], [1, 1], None, "no time of entry or exit .row 2."),
        ([float("nan"), float("nan")], [1, 1], None, "no time of entry or exit .row 1, 2."),
        ([float("nan")], [1], None, "no time of entry or exit .row 1."),
        ([1.0, float("inf")], [1, 1], None, "no time of entry or exit .row 2."),
        ([1.0, 2.0], [1, float("nan")], None, "neither 0 nor 1 .row 2."),
        ([1.0, 2.0], [1, 2], None, "neither 0 nor 1 .row 2."),
        ([1.0, 2.0], [1, 1], [0.0, 2.0], "does not end after it begins .row 2."),
        ([1.0] * 8, [1] * 8, [1.0] * 8, "row 1, 2, 3, 4, 5 and 3 more"),
    ],
)
def test_rows_that_cannot_be_are_refused_by_number_alone(exits, events, entries, says):
    with pytest.raises(TurnCurveError, match=says):
        counting_process(exits, events, entry=entries)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=20))
def test_whole_days_are_kept_to_the_digit_whatever_their_order(days):
    rows = counting_process([float(day) for day in days], [1] * len(days))
    assert rows.exit.tolist() == days
    assert (rows.entry < rows.exit).all()
    backwards = counting_process([float(day) for day in reversed(days)], [1] * len(days))
    assert backwards.exit.tolist() == days[::-1]


@pytest.mark.parametrize(("gap", "distinct"), [(0.9e-6, 1), (1.1e-6, 2)])
def test_a_tie_is_judged_by_the_longest_time(gap, distinct):
    rows = counting_process([10.0, 10.0 + gap, 1000.0], [1, 1, 1])
    assert len(np.unique(rows.exit)) == 1 + distinct


def test_the_received_times_are_not_changed():
    exits, events, entries = np.array([0.1 + 0.2, 0.3]), np.array([1, 0]), np.array([0.0, 0.1])
    before = exits.copy(), events.copy(), entries.copy()
    counting_process(exits, events, entry=entries)
    for now, then in zip((exits, events, entries), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_truth_and_numbers_mean_the_same_event():
    told, numbered = counting_process([1.0, 2.0], [True, False]), counting_process([1.0, 2.0], [1.0, 0.0])
    assert told.event.tolist() == numbered.event.tolist() == [True, False]
