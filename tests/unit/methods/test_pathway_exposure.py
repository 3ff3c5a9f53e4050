"""Stays cut into pieces: nothing lost, nothing counted twice."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.methods.pathway_exposure import cut
from turncurve.methods.pathway_route import PathwayStays


def stays(*rows):
    """Make stays from rows of (since, observed, until)."""
    since, observed, until = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    number = np.arange(len(rows))
    return PathwayStays(
        case=number, state=0 * number, since=since, observed=observed, until=until, destination=0 * number
    )


def test_a_stay_is_cut_by_time_in_state_by_its_record_and_by_the_calendar():
    pieces = cut(stays((100, 5, 40)), intervals=np.array([10.0, 30.0]), periods=np.array([120.0]))
    told = list(zip(pieces.days, pieces.interval, pieces.period, pieces.on_record, pieces.last, strict=True))
    assert told == [
        (5, 0, 0, False, False),
        (5, 0, 0, True, False),
        (10, 1, 0, True, False),
        (10, 1, 1, True, False),
        (10, 2, 1, True, True),
    ]


def test_an_edge_belongs_to_the_interval_that_it_ends():
    pieces = cut(stays((0, 0, 10), (0, 0, 11)), intervals=np.array([10.0]), periods=np.array([]))
    assert pieces.interval.tolist() == [0, 0, 1]
    assert pieces.stay.tolist() == [0, 1, 1]
    assert pieces.last.tolist() == [True, False, True]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 300), st.integers(1, 800)).map(
            lambda t: (t[0], min(t[1], t[2]), t[2] - 0.5)
        ),
        min_size=1,
        max_size=5,
    )
)
def test_pieces_sum_to_their_stays_and_each_stay_ends_once(rows):
    whole = stays(*rows)
    pieces = cut(whole, intervals=np.array([1.0, 31.0, 365.0]), periods=np.array([400.0, 500.0]))
    np.testing.assert_allclose(np.bincount(pieces.stay, pieces.days), whole.until)
    assert np.bincount(pieces.stay, pieces.last).tolist() == [1] * len(rows)
    unseen = np.bincount(pieces.stay, pieces.days * ~pieces.on_record)
    np.testing.assert_allclose(unseen, np.minimum(whole.observed, whole.until))
