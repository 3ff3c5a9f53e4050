import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.process_map import NOBODY, EventLog, passages, process_map

NAMES = ("contact", "screening", "referral", "allocation", "assessment")


def log(*events):
    """Lay out events given as (case, step, began, ended, worker)."""
    case, step, began, ended, worker = zip(*events, strict=True) if events else ((), (), (), (), ())
    times = [np.array([math.nan if each is None else each for each in given], float) for given in (began, ended)]
    whole = [np.array(given, np.int64) for given in (case, step, worker)]
    return EventLog(whole[0], whole[1], times[0], times[1], whole[2])


# case, step, began, ended, worker.  Case 1 runs as it is meant to; case 2 is screened twice and goes back once.
WORKED = [
    (1, 0, 0.0, 0.1, 7),
    (1, 1, 0.5, 1.0, 7),
    (1, 2, 3.0, 3.0, 8),
    (2, 0, 0.0, 0.1, 7),
    (2, 1, 1.0, 1.5, 9),
    (2, 1, 1.0, 2.0, NOBODY),
    (2, 2, 4.0, None, 8),
    (2, 1, 5.0, 5.5, 9),
]


def test_a_map_worked_by_hand():
    found = process_map(log(*WORKED), names=NAMES)
    assert (found.cases, found.events) == (2, 8)
    steps = [(each.name, each.times, each.cases, each.again, each.began, each.ended) for each in found.steps]
    assert steps == [("contact", 2, 2, 0, 2, 0), ("screening", 4, 2, 2, 0, 1), ("referral", 2, 2, 0, 0, 1)]
    moves = {(each.before, each.after): each for each in found.moves}
    assert {pair: (each.times, each.cases, each.goes_back) for pair, each in moves.items()} == {
        ("contact", "screening"): (2, 2, False),
        ("screening", "screening"): (1, 1, False),
        ("screening", "referral"): (2, 2, False),
        ("referral", "screening"): (1, 1, True),
    }
    assert moves["contact", "screening"].wait == pytest.approx((0.4 + 0.9) / 2)
    assert math.isnan(moves["referral", "screening"].wait)
    assert moves["referral", "screening"].waits_known == 0
    assert (moves["contact", "screening"].hands_over, moves["contact", "screening"].known_hands) == (1, 2)
    assert (moves["screening", "referral"].hands_over, moves["screening", "referral"].known_hands) == (1, 1)
    assert (found.cases_again, found.cases_back, found.overlapping) == (1, 1, 1)
    assert (found.hands_over, found.known_hands) == (3, 4)
    assert found.waiting == pytest.approx(0.4 + 2.0 + 0.9 + 0.0 + 2.0)
    assert found.working == pytest.approx(0.1 + 0.5 + 0.0 + 0.1 + 0.5 + 1.0 + 0.5)


def test_the_order_of_the_rows_does_not_matter():
    turned = process_map(log(*reversed(WORKED)), names=NAMES)
    straight = process_map(log(*WORKED), names=NAMES)
    assert turned.steps == straight.steps
    assert [(each.before, each.after, each.times) for each in turned.moves] == [
        (each.before, each.after, each.times) for each in straight.moves
    ]


def test_events_that_began_together_stand_in_the_intended_order():
    found = passages(log((1, 2, 5.0, 5.0, 1), (1, 1, 5.0, 5.0, 1), (1, 0, 5.0, 5.0, 1)))
    assert list(zip(found.before, found.after, strict=True)) == [(0, 1), (1, 2)]
    assert not found.goes_back.any()


def test_one_event_a_case_makes_no_passage_and_no_event_makes_no_map():
    alone = process_map(log((1, 0, 0.0, 0.0, 1), (2, 3, 0.0, 0.0, 1)), names=NAMES)
    assert (alone.cases, alone.moves) == (2, ())
    assert [(each.name, each.began, each.ended) for each in alone.steps] == [("contact", 1, 1), ("allocation", 1, 1)]
    nothing = process_map(log(), names=NAMES)
    assert (nothing.cases, nothing.events, nothing.steps, nothing.moves) == (0, 0, (), ())


BAD = [
    ([(1, 0, 2.0, 1.0, 1)], "ends before it begins"),
    ([(1, 0, None, 1.0, 1)], "no beginning"),
    ([(1, 5, 1.0, 1.0, 1)], "no name"),
    ([(1, -1, 1.0, 1.0, 1)], "no name"),
]


@pytest.mark.parametrize(("events", "says"), BAD)
def test_events_that_cannot_be_used_are_refused(events, says):
    with pytest.raises(TurnCurveError, match=says):
        process_map(log(*events), names=NAMES)


def test_columns_of_different_lengths_are_refused():
    held = log(*WORKED)
    short = EventLog(held.case[:-1], held.step, held.began, held.ended, held.worker)
    with pytest.raises(TurnCurveError, match="differ in length"):
        passages(short)


EVENTS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.integers(0, 4),
        st.integers(0, 20).map(float),
        st.one_of(st.none(), st.integers(0, 5)),
        st.integers(-1, 3),
    ),
    max_size=25,
).map(lambda rows: [(c, s, b, None if more is None else b + more, w) for c, s, b, more, w in rows])


@given(EVENTS)
def test_a_map_agrees_with_walking_through_every_case(events):
    found = process_map(log(*events), names=NAMES)
    times, repeated, went_back = Counter(), set(), set()
    for case in {each[0] for each in events}:
        held = sorted((each for each in events if each[0] == case), key=lambda each: (each[2], each[1]))
        for earlier, later in itertools.pairwise(held):
            times[NAMES[earlier[1]], NAMES[later[1]]] += 1
            if later[1] < earlier[1]:
                went_back.add(case)
        if len({each[1] for each in held}) < len(held):
            repeated.add(case)
    assert {(each.before, each.after): each.times for each in found.moves} == times
    assert (found.cases_again, found.cases_back) == (len(repeated), len(went_back))
    assert sum(each.times for each in found.steps) == len(events) == found.events
    assert sum(each.times for each in found.moves) == len(events) - found.cases
    assert sum(each.began for each in found.steps) == sum(each.ended for each in found.steps) == found.cases
    assert found.waiting >= 0
    assert found.working == pytest.approx(sum(each[3] - each[2] for each in events if each[3] is not None))
