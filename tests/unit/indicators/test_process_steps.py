"""Independent routes to the same counts; the cases worked by hand are in tests/spec/process_steps.md."""

from collections import Counter
from itertools import groupby, pairwise
from operator import itemgetter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import year_ending
from turncurve.tables.case_events import ACTIVITIES

STEP = st.tuples(st.sampled_from("abc"), st.sampled_from(ACTIVITIES), st.sampled_from(["Desk", "Manager"]))
ROWS = st.lists(STEP, min_size=1, max_size=20)


def measured(indicator, rows):
    """Measure an indicator over steps that were begun an hour apart, each lasting ten minutes."""
    held = canonical(
        "case_events",
        [
            {
                "case_key": case, "activity": activity, "team": team,
                "started_at": f"2012-07-{2 + number // 12:02d} {8 + number % 12:02d}:00",
                "ended_at": f"2012-07-{2 + number // 12:02d} {8 + number % 12:02d}:10",
            }
            for number, (case, activity, team) in enumerate(rows)
        ],
    )  # fmt: skip
    return measure(indicator, {"case_events": held}, periods=(year_ending(2013),), area="X").measurements


def in_cases(rows):
    """Walk through each case by itself, step by step."""
    ordered = sorted(rows, key=itemgetter(0))
    return {case: list(steps) for case, steps in groupby(ordered, key=itemgetter(0))}


def counted(found, first, second=None):
    """Return counts by category."""
    names = [first, second] if second else [first]
    return {tuple(dict(each.breakdown)[name] for name in names): each.numerator for each in found}


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_steps_and_those_done_again_are_those_of_each_case_walked_by_itself(rows):
    steps = Counter((activity,) for _, activity, _ in rows)
    assert counted(measured("steps_done", rows), "activity") == steps
    again = Counter()
    for case in in_cases(rows).values():
        again += Counter({(name,): many - 1 for (name,), many in Counter((step[1],) for step in case).items()})
    found = counted(measured("steps_done_again", rows), "activity")
    assert {key: many for key, many in found.items() if many} == dict(again)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_moves_and_changes_of_hands_are_those_of_each_case_walked_by_itself(rows):
    pairs = [pair for case in in_cases(rows).values() for pair in pairwise(case)]
    moves = Counter((before[1], after[1]) for before, after in pairs)
    over = Counter((before[1], after[1]) for before, after in pairs if before[2] != after[2])
    assert counted(measured("moves_between_steps", rows), "from step", "to step") == moves
    found = counted(measured("moves_to_another_team", rows), "from step", "to step")
    assert {key: many for key, many in found.items() if many} == dict(over)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_cases_with_work_done_again_or_sent_back_are_those_walked_one_by_one(rows):
    cases = [[step[1] for step in case] for case in in_cases(rows).values()]
    (again,) = measured("cases_with_a_step_done_again", rows)
    assert (again.numerator, again.denominator) == (sum(len(set(case)) < len(case) for case in cases), len(cases))
    (back,) = measured("cases_that_went_back", rows)
    went = [any(ACTIVITIES.index(b) < ACTIVITIES.index(a) for a, b in pairwise(case)) for case in cases]
    assert (back.numerator, back.denominator) == (sum(went), len(cases))


def test_waits_and_work_are_in_minutes_and_the_way_to_a_worker_in_hours():
    rows = [("a", "contact", "Desk"), ("a", "screening", "Desk"), ("a", "allocation", "North")]
    assert [each.numerator for each in measured("minutes_between_steps", rows)] == [50, 50]
    assert [each.numerator for each in measured("minutes_on_steps", rows)] == [10, 10, 10]
    (found,) = measured("hours_from_contact_to_allocation", rows)
    assert (found.numerator, found.denominator) == (2, 1)
