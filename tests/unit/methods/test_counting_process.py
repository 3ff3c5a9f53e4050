"""Rows of observation are checked, and ties in the dates stay ties."""

import numpy as np
import pytest

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
        ([1.0, 2.0], [1, 2], None, "neither 0 nor 1 .row 2."),
        ([1.0, 2.0], [1, 1], [0.0, 2.0], "does not end after it begins .row 2."),
        ([1.0] * 8, [1] * 8, [1.0] * 8, "row 1, 2, 3, 4, 5 and 3 more"),
    ],
)
def test_rows_that_cannot_be_are_refused_by_number_alone(exits, events, entries, says):
    with pytest.raises(TurnCurveError, match=says):
        counting_process(exits, events, entry=entries)
