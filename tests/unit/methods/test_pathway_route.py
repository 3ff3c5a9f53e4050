"""The states that dates imply, and the dates that cannot all be true."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.methods.pathway_route import MATCHING_ROUTE, Route, pathway_cases, stays_of

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
        (lambda: one(0, exit_day=90, kind=5), "a way that the route does not have"),
        (lambda: one(0, exit_day=90, kind=-1), "a way that the route does not have"),
        (lambda: one(0, exit_day=90, kind=NONE), "a way that the route does not have"),
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


def walked(seed, *, as_at=1000.0):
    """Draw thirty cases that walk the matching route as it allows, some leaving it, as dates and ends."""
    seeded = np.random.default_rng(seed)
    dates, left, kind = np.full((30, 6), NONE), np.full(30, NONE), np.full(30, -1)
    for case in range(30):
        steps = np.cumsum([seeded.integers(0, 700), *seeded.integers(0, 200, 5)]).astype(float)
        order = [0, 1, 3, 2, 4, 5] if seeded.uniform() < 0.3 else [0, 1, 2, 3, 4, 5]
        reached = int(seeded.integers(1, 7))
        dates[case, order[:reached]] = steps[:reached]
        if reached < 6 and seeded.uniform() < 0.5:
            left[case], kind[case] = steps[reached - 1] + seeded.integers(0, 100), seeded.integers(0, 5)
    return pathway_cases(dates, as_at=as_at, exit=left, exit_kind=kind)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([300.0, 700.0, 1000.0]))
def test_stays_follow_one_another_by_the_routes_own_moves(seed, as_at):
    cases = walked(seed, as_at=as_at)
    stays = stays_of(cases)
    allowed = set(MATCHING_ROUTE.transitions)
    for place in range(len(stays)):
        here, then = stays.state[place], stays.destination[place]
        following = place + 1 < len(stays) and stays.case[place + 1] == stays.case[place]
        assert then == -1 or (here, then) in allowed
        if following:
            assert stays.state[place + 1] == then
            assert stays.since[place + 1] == stays.since[place] + stays.until[place] - 0.5
        else:
            assert then in {-1, 6, len(NAMES)}
    assert (stays.until > 0).all()
    assert (stays.observed <= stays.until).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_days_on_the_route_add_up_to_what_the_dates_say(seed):
    cases = walked(seed)
    stays = stays_of(cases)
    lived = np.bincount(stays.case, np.floor(stays.until), minlength=len(cases))
    for case in range(len(cases)):
        adopted, left = cases.dates[case, 5], cases.exit[case]
        end = adopted if np.isfinite(adopted) else left if np.isfinite(left) else cases.as_at + 1
        assert lived[case] == end - cases.dates[case, 0]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([-5000.0, 20_000.0]))
def test_the_day_from_which_days_are_counted_does_not_matter(seed, shift):
    cases = walked(seed)
    moved = pathway_cases(
        cases.dates + shift, as_at=cases.as_at + shift, exit=cases.exit + shift, exit_kind=cases.exit_kind
    )
    plain, other = stays_of(cases), stays_of(moved)
    np.testing.assert_array_equal(other.since, plain.since + shift)
    for name in ("case", "state", "observed", "until", "destination"):
        np.testing.assert_array_equal(getattr(other, name), getattr(plain, name))


@pytest.mark.parametrize(("as_at", "expected"), [(99, "entered"), (100, "decided"), (101, "decided")])
def test_a_milestone_on_the_very_date_of_the_record_counts(as_at, expected):
    assert told(one(0, 100, as_at=as_at))[-1][0] == expected


@pytest.mark.parametrize(("exit_day", "destination"), [(999, "left"), (1000, "left"), (1001, "still there")])
def test_leaving_on_the_very_date_of_the_record_counts(exit_day, destination):
    assert told(one(0, exit_day=exit_day, kind=1))[-1][-1] == destination


@pytest.mark.parametrize(("observed_from", "on_record"), [(99, 1.5), (100, 0.5), (101, 0.0)])
def test_a_stay_that_ended_before_the_record_began_was_not_on_record(observed_from, on_record):
    stays = stays_of(one(0, 100, observed_from=[observed_from]))
    assert stays.until[0] - stays.observed[0] == on_record


def test_a_record_that_claims_to_begin_before_the_case_begins_with_it():
    assert one(50, observed_from=[10]).observed_from.tolist() == [50]


# reached:  entry decision order match placed adopted
@pytest.mark.parametrize(
    ("reached", "state"),
    [
        ("x.....", "entered"),
        ("xx....", "decided"),
        ("xxx...", "ordered"),
        ("xx.x..", "matched before order"),
        ("xxxx..", "matched"),
        ("xx.xx.", "placed"),
        ("xxxxx.", "placed"),
        ("xxxxxx", "adopted"),
    ],
)
def test_milestones_put_a_case_in_the_furthest_state_that_they_allow(reached, state):
    table = np.array([[mark == "x" for mark in reached]])
    assert NAMES[MATCHING_ROUTE.state_with(table)[0]] == state


def test_the_route_is_completed_by_the_last_milestone_that_its_end_needs():
    assert MATCHING_ROUTE.completed_by == 5
    short = Route(
        milestones=("begun", "signed", "sealed"),
        states=(("open", frozenset({"begun"})), ("closed", frozenset({"sealed", "signed"}))),
        moves=(("open", "closed"),),
        exits=("lapsed",),
        end="closed",
    )
    assert short.completed_by == 2
    assert short.transitions == ((0, 1), (0, 2))
    assert short.state_with(np.array([[True, True, False], [True, True, True]])).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("dates", "more", "where"),
    [
        ([[0.0, 100.0]], {}, "dates"),
        ([[0.0, *[NONE] * 5]] * 2, {"exit": [NONE]}, "exit"),
        ([[0.0, *[NONE] * 5]] * 2, {"exit_kind": [-1]}, "exit_kind"),
        ([[0.0, *[NONE] * 5]] * 2, {"born": [0.0]}, "born"),
        ([[0.0, *[NONE] * 5]] * 2, {"group": [0, 0, 1]}, "group"),
        ([[0.0, *[NONE] * 5]] * 2, {"observed_from": [0.0]}, "observed_from"),
    ],
)
def test_columns_that_do_not_fit_the_cases_are_refused_by_name(dates, more, where):
    given_ = {"exit": [NONE] * len(dates), "exit_kind": [-1] * len(dates)} | more
    with pytest.raises(RefusedInputError) as refusal:
        pathway_cases(dates, as_at=1000, **given_)
    assert refusal.value.where == where
    assert refusal.value.remedy


def test_no_cases_have_no_stays():
    cases = pathway_cases(np.zeros((0, 6)), as_at=10, exit=[], exit_kind=[])
    assert len(cases) == 0
    assert len(stays_of(cases)) == 0


def test_cases_and_routes_are_kept_as_they_were_taken():
    for kept, name in ((one(0), "as_at"), (stays_of(one(0)), "state"), (MATCHING_ROUTE, "end")):
        with pytest.raises(FrozenInstanceError):
            setattr(kept, name, None)
