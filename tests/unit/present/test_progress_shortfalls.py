"""What is not achieved: in short for the first page, and line by line with dates, reasons and agreement."""

import datetime as dt
from dataclasses import replace

from tests.support.made_progress import AGREED, AIM, NOT_AGREED, NOW, PLAN, part, promised
from tests.support.shown import column, restricted
from turncurve.analyses.overviews.progress_report import NotAchieved, OffTrack
from turncurve.analyses.plan_items import Finding, RequirementItem
from turncurve.present.progress_shortfalls import ELSEWHERE
from turncurve.present.shape import shape_of

EXPLAINED = tuple(
    replace(each, slip=replace(AGREED, to=AIM.replace(month=12, day=30), reason="Too few workers"))
    for each in PLAN.measures
)


def with_plan(kind, **changes):
    return part(kind, position=replace(NOW, plan=replace(PLAN, **changes)))


def test_each_requirement_off_track_stands_with_what_is_done_about_it():
    exhibit = restricted(part(OffTrack))
    assert exhibit.sentence == "2 requirements off track."
    assert exhibit.rows == (
        (
            "N02 Unallocated cases",
            "110; at most 20 wanted by 31 December 2012",
            "A2 Hire five workers (Head of service), due by 31 December 2013",
            "–",
        ),
        (
            "N12 Initial child protection conferences held within 15 working days",
            "50.0%; at least 90.0% wanted by 31 December 2013 (chance: less than 5%)",
            "no action is under way",
            "–",
        ),
    )


def test_where_every_action_is_done_that_is_said():
    done = promised("A3", objective="O3", done_on=PLAN.plan_on, evidence="the log")
    assert restricted(with_plan(OffTrack, promises=(*PLAN.promises, done))).rows[1][2] == (
        "nothing more: 1 action of its objective is done"
    )


def test_what_the_page_is_read_for_is_never_folded():
    requirements = tuple(replace(PLAN.requirements[1], id=f"N{place:02d}") for place in range(20))
    objectives = tuple(replace(PLAN.objectives[1], id=f"O{place}", requirement=f"N{place:02d}") for place in range(20))
    measures = tuple(replace(PLAN.measures[1], objective=f"O{place}") for place in range(20))
    exhibit = restricted(with_plan(OffTrack, requirements=requirements, objectives=objectives, measures=measures))
    assert len(exhibit.rows) == 20
    assert not shape_of(exhibit).folded


def test_two_things_off_track_in_one_requirement_stand_in_one_row_with_the_later_date_of_each():
    late = promised("S2", "Publish", objective="O2", kind="milestone", due=AGREED.approved_on, slip=NOT_AGREED)
    exhibit = restricted(with_plan(OffTrack, promises=(*PLAN.promises, late)))
    row = exhibit.rows[0]
    assert row[0] == "N02 Unallocated cases; Publish"
    assert row[1].startswith("110; at most 20 wanted by 31 December 2012; not done; put back from")
    assert row[3] == "S2: 30 June 2013, not agreed by the Board"


def test_what_is_late_in_a_requirement_whose_measures_are_met_is_counted_besides():
    late = promised("A3", "Train again", due=AGREED.approved_on)
    assert restricted(with_plan(OffTrack, promises=(*PLAN.promises, late))).sentence == (
        "2 requirements off track. 1 thing besides, in requirements whose measures are met."
    )


def test_the_short_list_makes_no_draft_because_the_long_one_does():
    assert restricted(part(OffTrack)).missing == ()


def test_nothing_off_track_is_said():
    assert restricted(with_plan(OffTrack, measures=(), promises=())).sentence == "No requirement is off track."


def test_each_line_has_the_first_date_the_reason_the_correction_the_new_date_and_who_agreed():
    exhibit = restricted(part(NotAchieved))
    assert exhibit.rows[-1] == (
        "S1 Scrutiny has met (N15)",
        "▲ at risk",
        "31 January 2013",
        "The post was vacant",
        "no action is under way",
        "30 June 2013",
        "Improvement board, 15 February 2013",
    )
    assert exhibit.sentence == (
        "3 things not achieved as planned or at risk; of 1 the Board has agreed to a later date."
    )


def test_what_is_off_track_and_not_explained_makes_a_draft():
    assert restricted(part(NotAchieved)).missing == ("Of M2 it is not said why it is off track",)


def test_what_is_at_risk_has_its_computed_reason_where_none_is_written():
    exhibit = restricted(with_plan(NotAchieved, measures=EXPLAINED))
    assert "Too few workers" in column(exhibit, "Why")
    promises = tuple(replace(each, slip=replace(each.slip, reason="")) for each in PLAN.promises)
    shown = restricted(with_plan(NotAchieved, promises=promises))
    assert column(shown, "Why")[-1].startswith("not done; put back from 31 January 2013")


def test_what_is_under_way_is_told_where_no_correction_is_named():
    plan = replace(PLAN, promises=(*PLAN.promises, promised("A3", "Book rooms early", objective="O3")))
    assert restricted(part(OffTrack, position=replace(NOW, plan=plan))).rows[1][2] == (
        "no corrective action is named; under way: A3 Book rooms early, due by 31 December 2013"
    )


def test_a_correction_that_is_late_itself_is_told_as_late():
    late = promised("A3", "Hire sooner", objective="O2", corrects="M2", due=AGREED.approved_on)
    assert restricted(with_plan(OffTrack, promises=(late,))).rows[0][2] == (
        "A3 Hire sooner, due by 15 February 2013 and late"
    )


def test_what_is_late_and_not_a_measure_says_only_why():
    late = (promised("S1", "Scrutiny has met", objective="O4", kind="milestone", due=PLAN.plan_on),)
    exhibit = restricted(with_plan(OffTrack, promises=late))
    assert exhibit.rows[-1][:2] == ("N15 Scrutiny has met", "not done by 15 March 2013")


def test_a_correction_that_is_done_says_when():
    done = tuple(
        replace(each, promise=replace(each.promise, done_on=PLAN.plan_on, evidence="the log"))
        if each.id == "A2"
        else each
        for each in PLAN.promises
    )
    assert restricted(with_plan(OffTrack, promises=done)).rows[0][2] == (
        "A2 Hire five workers (Head of service), done on 15 March 2013"
    )


def test_a_requirement_off_track_by_its_findings_says_where_what_is_done_stands():
    asked = RequirementItem("N22", "practice", "Each finding is addressed")
    found = (Finding("F1", "inspection", "See children", "O2"),)
    answer = replace(PLAN.objectives[0], id="O9", requirement="N22")
    done = promised("S9", "Answered", objective="O9", kind="milestone", due=dt.date(2013, 12, 1))
    exhibit = restricted(
        with_plan(
            OffTrack,
            requirements=(*PLAN.requirements, asked),
            objectives=(*PLAN.objectives, answer),
            promises=(*PLAN.promises, done),
            findings=found,
        )
    )
    assert exhibit.rows[-1] == (
        "N22 Each finding is addressed",
        "1 of the 1 findings is off track (F1)",
        ELSEWHERE,
        "–",
    )
