"""What was done since the last time, and what comes next."""

import datetime as dt

import pytest

from tests.support.made_progress import AS_AT, FIGURES, LAST_TIME, PLAN, part, promised
from turncurve.analyses.overviews.bulletin import Done, Next, due
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.plan_items import Plan, Slip

LATER = Slip(dt.date(2013, 9, 30), "The post was vacant", "director")


def over(*promises, kind=Done, **more):
    """Return a part over a plan of some promises alone."""
    return part(kind, position=Position((), Plan(PLAN.plan_on, PLAN.aim_on, promises=promises), AS_AT), **more)


# done on                     whether it is since the last time
DONE = [
    (None, False),
    (dt.date(2012, 6, 1), False),
    (LAST_TIME, False),
    (dt.date(2013, 1, 1), True),
    (AS_AT, True),
    (dt.date(2013, 4, 1), False),
]


@pytest.mark.parametrize(("done_on", "since"), DONE)
def test_what_was_done_after_the_last_time_and_by_the_date_is_told(done_on, since):
    found = over(promised("A1", done_on=done_on)).items
    assert [each.id for each in found] == (["A1"] if since else [])


def test_what_was_done_first_comes_first():
    days = {"A3": dt.date(2013, 1, 9), "A1": dt.date(2013, 3, 1), "A2": dt.date(2013, 1, 9)}
    found = over(*(promised(number, done_on=day) for number, day in days.items())).items
    assert [each.id for each in found] == ["A2", "A3", "A1"]


def test_a_milestone_met_is_done_as_an_action_is():
    found = over(promised("S1", kind="milestone", done_on=dt.date(2013, 2, 1))).items
    assert [each.kind for each in found] == ["milestone"]


def test_what_comes_next_is_not_done_and_due_first_comes_first():
    found = over(
        promised("A1", due=dt.date(2013, 12, 31)),
        promised("A2", due=dt.date(2013, 4, 30)),
        promised("A3", due=dt.date(2013, 2, 28)),
        promised("A4", due=dt.date(2013, 4, 1), done_on=dt.date(2013, 3, 1)),
        promised("A5", due=None),
        kind=Next,
    ).items
    assert [each.id for each in found] == ["A3", "A2", "A1"]


def test_a_later_date_is_the_one_that_counts_for_what_comes_next():
    found = over(
        promised("A1", due=dt.date(2013, 4, 30), slip=LATER), promised("A2", due=dt.date(2013, 6, 30)), kind=Next
    ).items
    assert [(each.id, due(each)) for each in found] == [("A2", dt.date(2013, 6, 30)), ("A1", LATER.to)]


def test_no_more_is_shown_than_can_be_read():
    many = [promised(f"A{number:02d}") for number in range(20)]
    assert [each.id for each in over(*many, kind=Next).items] == [f"A{number:02d}" for number in range(6)]
    assert len(over(*many, kind=Next, most=3).items) == 3


def test_other_figures_change_nothing_that_was_done():
    assert part(Done).over(FIGURES).items == part(Done).items
