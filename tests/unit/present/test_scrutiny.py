"""Exhibits for elected members."""

import datetime as dt

import pytest

from tests.support.made_progress import AIM, AS_AT, PLAN, by_quarter, measure, part, promised
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.overviews.progress_report import Changes
from turncurve.analyses.overviews.scrutiny import DOUBTS, BetterOrWorse, InShort, Questions
from turncurve.analyses.plan_items import ObjectiveItem, Plan, RequirementItem
from turncurve.present.scrutiny import ASK, LATELY

BETTER = by_quarter("assessments_on_time", [*([(80, 100), (81, 100)] * 7), (80, 100), (99, 100)])
WORSE = by_quarter("re_referrals_within_12_months", [*([(200, 1000)] * 12), *([(600, 1000)] * 4)])
STEADY = by_quarter("initial_conferences_within_15_working_days", [(50, 100)] * 16)


def position(*figures):
    """Return a plan that measures by some figures."""
    wanted = [
        measure(f"M{place}", each.definition.id, aim="at most" if each is WORSE else "at least")
        for place, each in enumerate(figures)
    ]
    requirement = RequirementItem("N01", "practice", "Assessments are timely")
    plan = Plan(PLAN.plan_on, AIM, (requirement,), (ObjectiveItem("O1", "N01", "Assess"),), tuple(wanted))
    return Position(tuple(figures), plan, AS_AT)


def test_how_things_stand_is_one_number_of_all():
    exhibit = restricted(part(InShort))
    short = part(InShort)
    assert exhibit.answer == f"{len(short.well)} of 5 things that the council must do are going well."
    assert (
        exhibit.sentence == f"{len(short.badly)} are not going as planned. Of {len(short.unknown)} we cannot yet tell."
    )


def test_a_plan_without_requirements_is_said_to_be_so():
    nothing = part(InShort, position=Position((), Plan(AS_AT, AS_AT, gaps=("No plan",)), AS_AT))
    exhibit = restricted(nothing)
    assert exhibit.sentence == "The improvement plan names no requirement."
    assert exhibit.missing == ("No plan",)


def test_what_got_worse_comes_before_what_got_better_with_the_time_it_took():
    exhibit = restricted(part(BetterOrWorse, position=position(BETTER, WORSE, STEADY)))
    said = column(exhibit, "What we can say")
    assert [each.partition(";")[0] for each in said] == ["worse in a year"]
    assert exhibit.sentence.startswith(
        "Over a year, no number got better. 1 number got worse: Referrals within 12 months of an earlier one. "
        "Of 2 we cannot tell. Of the things that the council must do, none got better and none got worse since "
        "31 December 2012. By another test, the last three months stand out: "
    )
    assert "Assessments finished within the time allowed (better)" in exhibit.sentence
    assert LATELY in exhibit.notes


def test_a_row_holds_the_value_now_and_a_year_ago_and_the_goal():
    (row,) = restricted(part(BetterOrWorse, position=position(BETTER), which="unsure")).rows
    assert row[1:4] == ("80.5%", "85.0%", "at least 90.0%")
    assert row[-1].split()[-1] in {"track", "risk", "met", "tell"}


def test_a_value_of_another_length_than_a_year_says_so():
    pooled = by_quarter("adopter_families_approved_in_time", [(1, 3), (0, 4)] * 8)
    exhibit = public(part(BetterOrWorse, position=position(pooled), which="unsure"))
    (latest,) = column(exhibit, "Last year")
    assert latest == "14%, three years to March 2013"


def test_what_nobody_can_tell_stands_by_itself():
    exhibit = restricted(part(BetterOrWorse, position=position(BETTER, STEADY), which="unsure"))
    assert exhibit.title == "Where we cannot tell"
    assert exhibit.sentence == "Of 2 things luck may be the cause."
    assert column(exhibit, "What we can say") == ("cannot tell; last three months better", "cannot tell")


def test_where_nothing_moved_there_is_no_table_and_nobody_is_praised():
    exhibit = restricted(part(BetterOrWorse, position=position(STEADY)))
    assert exhibit.sentence == (
        "Over a year, no number got better. No number got worse. Of 1 we cannot tell. Of the things that the "
        "council must do, none got better and 1 got worse since 31 December 2012."
    )
    assert (exhibit.rows, exhibit.columns) == ((), ())
    alone = restricted(part(BetterOrWorse, position=position(STEADY), before=None))
    assert alone.sentence == "Over a year, no number got better. No number got worse. Of 1 we cannot tell."


def test_what_members_read_of_the_demands_is_what_the_progress_report_says():
    told = restricted(part(BetterOrWorse)).sentence
    assert "1 got better and 1 got worse since 31 December 2012" in told
    assert "1 requirement got better and 1 got worse" in restricted(part(Changes)).sentence


def test_each_doubt_has_its_question_and_ends_as_one():
    assert set(ASK) == set(DOUBTS)
    assert all(text.endswith("?") or text.startswith("This has been done") for text in ASK.values())


def test_a_question_stands_beside_what_is_seen():
    late = promised("A1", "Train assessors", due=dt.date(2013, 1, 31), against=("The audit found otherwise.",))
    requirement = RequirementItem("N01", "practice", "Assessments are timely")
    plan = Plan(PLAN.plan_on, AIM, (requirement,), (ObjectiveItem("O1", "N01", "Assess"),), promises=(late,))
    exhibit = restricted(part(Questions, position=Position((), plan, AS_AT), before=None))
    ((about, seen, ask),) = exhibit.rows
    assert about == "N01 Assessments are timely"
    assert seen == "■ off track: Train assessors, by 31 January 2013. The plan says why: The audit found otherwise."
    assert ask == ASK["nothing planned"]
    assert exhibit.sentence == "Here is 1 question to ask the council, the most pressing first."


@pytest.mark.parametrize(("most", "said"), [(2, "2 of"), (99, "Here are")])
def test_of_many_questions_the_most_pressing_are_shown_and_the_rest_counted(most, said):
    held = part(Questions, most=most)
    exhibit = restricted(held)
    assert len(exhibit.rows) == min(most, len(held.asked))
    assert said in exhibit.sentence
    assert (f"of {len(held.asked)} questions" in exhibit.sentence) == (most < len(held.asked))


def test_the_public_is_told_nothing_of_what_is_hidden():
    few = by_quarter("adopter_families_approved_in_time", [(1, 3), (0, 4)] * 4, first=dt.date(2011, 4, 1))
    plan = Plan(
        PLAN.plan_on,
        AIM,
        (RequirementItem("N11", "adoption", "Families are found"),),
        (ObjectiveItem("O1", "N11", "Find"),),
        (measure("M1", few.definition.id),),
    )
    exhibit = public(part(BetterOrWorse, position=Position((few,), plan, AS_AT), which="unsure"))
    assert column(exhibit, "What we can say") == ("cannot tell",)
    assert "14%" in everything(restricted(part(BetterOrWorse, position=Position((few,), plan, AS_AT), which="unsure")))
    assert "14%" not in everything(exhibit)
