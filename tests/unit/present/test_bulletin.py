"""Exhibits for all staff."""

import datetime as dt

from tests.support.made_progress import AS_AT, PLAN, part, promised
from tests.support.shown import column, restricted
from turncurve.analyses.overviews.bulletin import Done, Next
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.plan_items import Plan


def shown(kind, *promises):
    return restricted(part(kind, position=Position((), Plan(PLAN.plan_on, PLAN.aim_on, promises=promises), AS_AT)))


def test_what_was_done_stands_with_its_day_and_what_came_of_it():
    exhibit = shown(
        Done,
        promised("A1", "Train assessors", done_on=dt.date(2013, 1, 20), effect="Fewer came back"),
        promised("A2", "Write it down", done_on=dt.date(2013, 2, 1)),
    )
    assert exhibit.title == "What we have changed since 31 December 2012"
    assert exhibit.sentence == "2 things in the plan were finished. Of 1 it is written what came of it."
    assert exhibit.rows == (
        ("Train assessors", "20 January 2013", "Fewer came back"),
        ("Write it down", "1 February 2013", "not written yet"),
    )


def test_one_thing_was_finished():
    exhibit = shown(Done, promised("A1", done_on=dt.date(2013, 1, 20)))
    assert exhibit.sentence.startswith("1 thing in the plan was finished.")


def test_nothing_finished_is_said():
    assert shown(Done, promised("A1")).sentence == "Nothing in the plan was finished."
    assert shown(Done).sentence == "Nothing in the plan was finished."
    assert shown(Done).rows == ()


def test_what_comes_next_names_who_leads_and_what_is_late():
    exhibit = shown(
        Next,
        promised("A1", "Hire five workers", due=dt.date(2013, 2, 28), owner="Head of service"),
        promised("A2", "Train them", due=dt.date(2013, 6, 30)),
    )
    assert exhibit.sentence == "The next 2 things to do; 1 should have been done already."
    assert column(exhibit, "Who leads") == ("Head of service", "not written yet")
    assert column(exhibit, "By when") == ("28 February 2013", "30 June 2013")


def test_one_thing_left_and_nothing_left_are_said():
    assert shown(Next, promised("A1")).sentence == "One thing is left to do."
    assert shown(Next, promised("A1", done_on=AS_AT)).sentence == "Nothing in the plan is left to do."
    assert shown(Next).sentence == "Nothing in the plan is left to do."
