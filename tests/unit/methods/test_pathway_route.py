"""The states that dates imply, and the dates that cannot all be true."""

import numpy as np
import pytest

from turncurve.errors import RefusedInputError
from turncurve.methods.pathway_route import MATCHING_ROUTE, pathway_cases, stays_of

NONE = np.nan
NAMES = MATCHING_ROUTE.names


def one(*dates, exit_day=NONE, kind=-1, as_at=1000.0, **more):
    """Take one case with the given dates (missing ones at the end are NaN)."""
    padded = [*dates, *[NONE] * (6 - len(dates))]
    return pathway_cases([padded], as_at=as_at, exit=[exit_day], exit_kind=[kind], **more)


def told(cases):
    """Tell the stays of cases as (state, since, until, destination)."""
    stays = stays_of(cases)
    names = [*NAMES, "left", "still there"]
    return [
        (NAMES[state], since, until, names[destination])
        for state, since, until, destination in zip(
            stays.state, stays.since, stays.until, stays.destination, strict=True
        )
    ]


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        # still at the start: the day of the record is lived through
        (one(990), [("entered", 990, 11, "still there")]),
        (one(1000), [("entered", 1000, 1, "still there")]),
        # the whole route, each move at the middle of its day
        (
            one(0, 100, 150, 300, 330, 600),
            [
                ("entered", 0, 100.5, "decided"),
                ("decided", 100, 50.5, "ordered"),
                ("ordered", 150, 150.5, "matched"),
                ("matched", 300, 30.5, "placed"),
                ("placed", 330, 270.5, "adopted"),
            ],
        ),
        # a match before the order, and an order on the day of the decision
        (
            one(0, 100, 160, 130),
            [
                ("entered", 0, 100.5, "decided"),
                ("decided", 100, 30.5, "matched before order"),
                ("matched before order", 130, 30.5, "matched"),
                ("matched", 160, 841, "still there"),
            ],
        ),
        (
            one(0, 100, 100),
            [("entered", 0, 100.5, "decided"), ("decided", 100, 0.5, "ordered"), ("ordered", 100, 901, "still there")],
        ),
        # leaving the route
        (
            one(0, 100, exit_day=400, kind=0),
            [("entered", 0, 100.5, "decided"), ("decided", 100, 300.5, "left")],
        ),
    ],
)
def test_dates_imply_stays(cases, expected):
    assert told(cases) == expected


def test_what_came_after_the_date_of_the_record_is_forgotten():
    dates = [[0, 100, 150, 300, 330, 600], [700, *[NONE] * 5]]
    early = pathway_cases(dates, as_at=320, exit=[NONE, 900], exit_kind=[-1, 1])
    assert len(early) == 1
    assert told(early)[-1] == ("matched", 300, 21, "still there")
    late = pathway_cases([[700] + [NONE] * 5], as_at=899, exit=[900], exit_kind=[1])
    assert told(late) == [("entered", 700, 200, "still there")]
    assert late.exit_kind.tolist() == [-1]


def test_time_before_the_record_began_is_known_but_was_not_observed():
    stays = stays_of(one(0, 100, observed_from=[60]))
    assert stays.observed.tolist() == [60, 0]
    assert stays.until.tolist() == [100.5, 901]


def test_the_received_dates_are_not_changed():
    dates = np.array([[0.0, 100.0, NONE, NONE, NONE, NONE]])
    pathway_cases(dates, as_at=50, exit=[NONE], exit_kind=[-1])
    assert dates[0, 1] == 100.0


def test_the_route_lists_its_moves_and_then_leaving_from_every_state_but_the_last():
    transitions = MATCHING_ROUTE.transitions
    assert transitions[0] == (0, 1)
    assert transitions[len(MATCHING_ROUTE.moves) :] == tuple((state, 7) for state in range(6))


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (lambda: one(NONE, 100), "no first date"),
        (lambda: one(100, 50), "before its first date"),
        (lambda: one(0, 100, 150, 300, 330, 320), "after the route's end"),
        (lambda: one(0, 100, 150, 300, 330, 600, exit_day=650, kind=0), "both reaches the route's end and leaves"),
        (lambda: one(0, 100, exit_day=90, kind=0), "after it left the route"),
        (lambda: one(0, exit_day=90, kind=9), "a way that the route does not have"),
        (lambda: one(0, NONE, 150, 300), "a step that the route does not have"),
        (lambda: one(0, 100, 150, NONE, 330), "a step that the route does not have"),
        (lambda: one(0, 160, 150, 300), "a step that the route does not have"),
    ],
)
def test_dates_that_cannot_all_be_true_are_refused_by_row(bad, what):
    with pytest.raises(RefusedInputError) as refusal:
        bad()
    assert what in refusal.value.what
    assert refusal.value.where == "row 1"
    assert refusal.value.remedy


def test_a_refused_row_is_numbered_as_it_was_received():
    dates = np.full((8, 6), NONE)
    dates[:, 0] = [2000, 0, 0, 0, 0, 0, 0, 0]  # the first began after the date of the record
    dates[1:, 4] = 100
    with pytest.raises(RefusedInputError, match="row 2, 3, 4, 5, 6 and others"):
        pathway_cases(dates, as_at=1000, exit=[NONE] * 8, exit_kind=[-1] * 8)
