"""What is not achieved: in short for the first page, and line by line with dates, reasons and agreement."""

from dataclasses import replace

from tests.support.made_progress import AGREED, AIM, NOW, PLAN, part, promised
from tests.support.shown import column, restricted
from turncurve.analyses.overviews.progress_report import NotAchieved, OffTrack

UNLIKELY = "the chance that it is met by its date is less than 5%"
EXPLAINED = tuple(
    replace(each, slip=replace(AGREED, to=AIM.replace(month=12, day=30), reason="Too few workers"))
    for each in PLAN.measures
)


def with_plan(kind, **changes):
    return part(kind, position=replace(NOW, plan=replace(PLAN, **changes)))


def test_what_is_off_track_stands_with_what_is_done_about_it():
    exhibit = restricted(part(OffTrack))
    assert exhibit.sentence == "2 things off track, in 2 requirements."
    assert exhibit.rows == (
        (
            "M2 Unallocated cases (N02)",
            "110 where at most 20 is wanted by 31 December 2012: the target was not met by its date",
            "A2 Hire five workers (Head of service), by 31 December 2013",
            "–",
        ),
        (
            "M3 Initial child protection conferences held within 15 working days (N12)",
            f"50.0% where at least 90.0% is wanted by 31 December 2013: {UNLIKELY}",
            "no action is under way",
            "–",
        ),
    )


def test_the_short_list_makes_no_draft_because_the_long_one_does():
    assert restricted(part(OffTrack)).missing == ()


def test_nothing_off_track_is_said():
    assert restricted(with_plan(OffTrack, measures=(), promises=())).sentence == "Nothing is off track."


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
        "no corrective action is named; under way: A3 Book rooms early, by 31 December 2013"
    )


def test_what_is_late_and_not_a_measure_says_only_why():
    late = (promised("S1", "Scrutiny has met", objective="O4", kind="milestone", due=PLAN.plan_on),)
    exhibit = restricted(with_plan(OffTrack, promises=late))
    assert exhibit.rows[-1][:2] == ("S1 Scrutiny has met (N15)", "not done by 15 March 2013")


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
