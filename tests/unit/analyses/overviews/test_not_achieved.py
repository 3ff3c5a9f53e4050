"""What is not achieved as planned comes with what puts it right, and with what is not said of it."""

from dataclasses import replace

from tests.support.made_progress import AGREED, AS_AT, FIGURES, NOW, PLAN, promised
from turncurve.analyses.overviews.not_achieved import shortfalls
from turncurve.analyses.overviews.position import Position


def found(plan=PLAN, **options):
    return {each.standing.item.id: each for each in shortfalls(Position(FIGURES, plan, AS_AT), **options)}


def with_slip(number, slip):
    measures = tuple(replace(each, slip=slip) if each.id == number else each for each in PLAN.measures)
    return replace(PLAN, measures=measures)


def test_what_is_off_track_stands_before_what_is_at_risk():
    assert [each.standing.item.id for each in shortfalls(NOW)] == ["M2", "M3", "S1"]
    assert list(found(statuses=("off track",))) == ["M2", "M3"]


def test_each_is_named_in_words_with_its_requirement_and_first_date():
    backlog, scrutiny = found()["M2"], found()["S1"]
    assert (backlog.what, backlog.requirement.item.id) == ("Unallocated cases", "N02")
    assert backlog.first_date == PLAN.measures[1].due
    assert scrutiny.what == "Scrutiny has met"


def test_the_actions_that_correct_it_are_found():
    assert [each.id for each in found()["M2"].corrections] == ["A2"]
    assert found()["M3"].corrections == ()


def test_actions_under_way_for_the_same_objective_are_found_apart():
    more = (*PLAN.promises, promised("A3", objective="O3"), promised("A4", objective="O3", done_on=AS_AT))
    held = found(replace(PLAN, promises=more))
    assert [each.id for each in held["M3"].under_way] == ["A3"]
    assert held["M3"].done == 1
    assert held["M2"].under_way == ()


def test_a_reason_is_wanting_of_what_is_late_alone_and_then_the_page_is_a_draft():
    held = found()
    assert {name: each.lacks_reason for name, each in held.items()} == {"M2": True, "M3": False, "S1": False}
    assert [name for name, each in held.items() if any("why" in lack for lack in each.lacks)] == ["M2"]


def test_evidence_against_says_why_where_the_plan_does_not():
    measures = tuple(replace(each, against=("workers left",)) for each in PLAN.measures)
    held = found(replace(PLAN, measures=measures))
    assert held["M2"].why == "workers left"
    assert held["M2"].lacks == ()


def test_what_is_not_said_of_what_is_late_is_listed():
    assert found()["M2"].lacks == ("Of M2 it is not said why it is off track",)
    plan = replace(PLAN, promises=PLAN.promises[:2])
    assert found(plan)["M2"].lacks[1:] == ("Of M2 it is not said what is done to put it right, or by when it will be",)


def test_of_what_a_forecast_has_off_track_nothing_need_be_said_yet():
    assert not found()["M3"].is_late
    assert found()["M3"].lacks == ()


def test_nothing_is_lacking_where_all_is_said():
    late = replace(AGREED, to=PLAN.measures[1].due.replace(month=11, day=30))
    assert found(with_slip("M2", late))["M2"].lacks == ()


def test_of_what_is_at_risk_nothing_need_be_said():
    assert found()["S1"].lacks == ()
