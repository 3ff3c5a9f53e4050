"""What elected members need: how things stand, what moved, and what to ask."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import (
    AIM,
    AS_AT,
    FALLING_SHORT,
    NOW,
    PLAN,
    STEADY,
    by_quarter,
    measure,
    part,
    promised,
)
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.overviews.scrutiny import BetterOrWorse, InShort, Questions
from turncurve.analyses.plan_items import ObjectiveItem, Plan, RequirementItem, Slip
from turncurve.indicators.figures import Figures
from turncurve.tables.improvement_plan import BOARD

STOOD_OUT = by_quarter("assessments_on_time", [*([(80, 100), (81, 100)] * 7), (80, 100), (99, 100)])
SANK = by_quarter("assessments_on_time", [*([(80, 100), (81, 100)] * 7), (80, 100), (60, 100)])
A_YEAR_UP = by_quarter("assessments_on_time", [*([(600, 1000)] * 12), *([(800, 1000)] * 4)])


def one_measure(figures, **changes):
    """Return a plan of one measure, over some figures."""
    plan = replace(PLAN, measures=(measure("M1", figures.definition.id, **changes),), promises=())
    return Position((figures,), plan, AS_AT)


def asked_of(*promises, measures=(), figures=(), status=None):
    """Return what is asked of a plan of one requirement."""
    requirement = RequirementItem("N01", "practice", "Assessments are timely")
    plan = Plan(PLAN.plan_on, AIM, (requirement,), (ObjectiveItem("O1", "N01", "Assess in time"),), measures, promises)
    return part(Questions, position=Position(tuple(figures), plan, AS_AT), before=None).asked


def test_every_requirement_goes_well_or_badly_or_nobody_knows():
    short = part(InShort)
    parts = [each.item.id for group in (short.well, short.badly, short.unknown) for each in group]
    assert sorted(parts) == sorted(each.id for each in PLAN.requirements)
    assert {each.judgement.status for each in short.badly} <= {"off track", "at risk"}
    assert {each.judgement.status for each in short.unknown} <= {"cannot tell", "no evidence"}


# figures  in the last quarter  way
MOVED = [
    (STEADY, "cannot tell", "cannot tell"),
    (STOOD_OUT, "better", "cannot tell"),
    (SANK, "worse", "cannot tell"),
    (A_YEAR_UP, "cannot tell", "better"),
]


@pytest.mark.parametrize(("figures", "lately", "way"), MOVED)
def test_the_verdict_is_that_of_the_year_and_the_last_quarter_is_told_apart(figures, lately, way):
    held = part(BetterOrWorse, position=one_measure(figures))
    (moved,) = held.movements
    assert (moved.lately, moved.way) == (lately, way)
    assert moved.way == held.position.requirements[0].measures[0].evidence.direction
    assert held.stood_out == (() if lately == "cannot tell" else (moved,))


def test_where_less_is_wanted_what_sinks_is_better():
    (moved,) = part(BetterOrWorse, position=one_measure(SANK, aim="at most", target=70.0)).movements
    assert moved.lately == "better"


def test_each_measure_is_in_one_of_the_two_parts_and_worse_comes_first():
    plan = replace(
        PLAN,
        measures=(measure("M1", "assessments_on_time"), measure("M2", "re_referrals_within_12_months", aim="at most")),
        promises=(),
    )
    worse = by_quarter("re_referrals_within_12_months", [*([(200, 1000)] * 12), *([(600, 1000)] * 4)])
    position = Position((A_YEAR_UP, worse), plan, AS_AT)
    moved, unsure = (part(BetterOrWorse, position=position, which=which) for which in ("moved", "unsure"))
    assert [each.way for each in moved.shown] == ["worse", "better"]
    assert unsure.shown == ()
    assert [each.standing.item.id for each in moved.moved("worse")] == ["M2"]


def test_an_indicator_that_two_objectives_measure_by_is_shown_once():
    plan = replace(
        PLAN, measures=(measure("M1", "assessments_on_time"), measure("M9", "assessments_on_time", objective="O2"))
    )
    assert len(part(BetterOrWorse, position=Position((STEADY,), plan, AS_AT)).movements) == 1


def test_what_ended_after_the_report_says_nothing():
    early = part(BetterOrWorse, position=replace(one_measure(STOOD_OUT), as_at=dt.date(2012, 12, 31)))
    assert early.movements[0].lately == "cannot tell"


def test_figures_that_are_hidden_or_missing_move_nowhere():
    hidden = by_quarter("assessments_on_time", [(80, 100)] * 14 + [None, None])
    gone = replace(one_measure(STEADY), figures=())
    for position in (one_measure(hidden), gone, one_measure(Figures(STEADY.definition, (), STEADY.source))):
        assert [each.way for each in part(BetterOrWorse, position=position).movements] == ["cannot tell"]


LATE = dt.date(2013, 1, 31)
LATER = dt.date(2013, 6, 30)
# what the plan holds                                                                             what is asked
ASKED = [
    ([promised("A1", due=LATE, slip=Slip(LATER, "The post was vacant", "director", LATE))], "not agreed"),
    ([promised("A1", due=LATE)], "no reason given"),
    ([promised("A1", due=LATE, against=("the audit found otherwise",))], "nothing planned"),
    (
        [promised("A1", due=LATE, against=("the audit found otherwise",)), promised("A2", corrects="A1")],
        "behind",
    ),
    ([promised("S1", kind="milestone", due=LATE, done_on=LATE, evidence="the log")], "to keep"),
    ([promised("A1", due=LATE, slip=Slip(LATER, "The post was vacant", BOARD, LATE))], "short of time"),
    ([], "not shown"),
]


@pytest.mark.parametrize(("promises", "doubt"), ASKED)
def test_the_first_doubt_is_what_is_asked(promises, doubt):
    found = asked_of(*promises)
    assert [each.doubt for each in found] == [doubt]


def test_a_measure_that_is_off_track_without_a_step_to_come_is_asked_about_its_plan():
    short = by_quarter("initial_conferences_within_15_working_days", [(50, 100)] * 16)
    target = measure("M3", short.definition.id)
    (alone,) = asked_of(measures=(target,), figures=(short,))
    (helped,) = asked_of(promised("A1"), measures=(target,), figures=(short,))
    assert (alone.doubt, helped.doubt) == ("nothing planned", "behind")
    assert alone.shortfall.standing.item == target


def test_the_most_pressing_comes_first_and_a_requirement_is_asked_about_once():
    asked = part(Questions).asked
    names = [each.about.item.id for each in asked]
    assert len(names) == len(set(names))
    assert not {each.item.id for each in NOW.with_status("on track", "met and sustained")} & set(names)
    order = ["no reason given", "nothing planned", "not agreed", "behind", "short of time", "not known", "not shown"]
    places = [order.index(each.doubt) for each in asked if each.doubt != "to keep"]
    assert places == sorted(places)


def test_other_figures_are_judged_anew():
    before = part(BetterOrWorse, position=one_measure(STOOD_OUT))
    after = before.over((SANK,))
    assert [each.lately for each in before.movements] == ["better"]
    assert [each.lately for each in after.movements] == ["worse"]
    assert after.which == "moved"
    assert FALLING_SHORT not in after.figures


def test_questions_lead_to_the_measures_that_they_are_about_and_a_count_of_demands_to_none():
    assert part(InShort).indicators == ()
    asked = part(Questions)
    about = {each.shortfall.standing.item for each in asked.asked if each.shortfall}
    assert asked.indicators == tuple(sorted(each.indicator for each in about if hasattr(each, "indicator")))
    assert part(Questions, most=0).indicators == ()
