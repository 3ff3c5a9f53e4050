"""The chair's words stand beside the computed status, and never change it."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import NOW, PLAN, part
from tests.support.shown import restricted
from turncurve.analyses.overviews.progress_report import Chair
from turncurve.present.progress_chair import BESIDE

REPORT = PLAN.meetings[1]


def with_meeting(**changes):
    meetings = (PLAN.meetings[0], replace(REPORT, **changes))
    return part(Chair, position=replace(NOW, plan=replace(PLAN, meetings=meetings)))


def test_the_statement_the_signature_and_the_disagreement_are_shown():
    exhibit = restricted(part(Chair))
    assert exhibit.sentence == (
        "The backlog worries me. The chair sees 1 status otherwise. Signed off by Independent chair, 20 March 2013: "
        "before 31 March 2013, the day up to which these figures run."
    )
    assert exhibit.rows == (
        ("N01 Assessments are timely", "✓✓ met and sustained", "▲ at risk", "The audits say otherwise"),
    )
    assert exhibit.notes == (BESIDE,)
    assert exhibit.missing == ()


def test_a_disagreement_changes_no_status():
    otherwise = with_meeting(disagreements=())
    assert otherwise.position.overall == part(Chair).position.overall
    assert "The chair disagrees with no computed status." in restricted(otherwise).sentence
    assert restricted(otherwise).columns == ()


@pytest.mark.parametrize("signed", [NOW.as_at, NOW.as_at + dt.timedelta(days=9)])
def test_what_is_signed_on_the_day_of_the_figures_or_later_is_signed_without_more(signed):
    sentence = restricted(with_meeting(signed_off_on=signed)).sentence
    assert "Signed off by Independent chair, " in sentence
    assert "before" not in sentence


def seen(*statuses):
    """The chair's status of each of the first requirements."""
    judged = NOW.requirements[: len(statuses)]
    return tuple(
        replace(REPORT.disagreements[0], requirement=each.item.id, status=status or each.judgement.status)
        for each, status in zip(judged, statuses, strict=True)
    )


def test_a_status_that_is_the_computed_one_is_told_as_agreeing():
    exhibit = restricted(with_meeting(disagreements=seen("")))
    assert "The chair disagrees with no computed status, and sees 1 as the rule does." in exhibit.sentence
    assert len(exhibit.rows) == 1
    assert exhibit.rows[0][1] == exhibit.rows[0][2]
    assert exhibit.notes == ()


def test_only_a_status_other_than_the_computed_one_is_counted_as_seen_otherwise():
    exhibit = restricted(with_meeting(disagreements=seen("no evidence", "")))
    assert "The chair sees 1 status otherwise, and 1 as the rule does." in exhibit.sentence
    assert len(exhibit.rows) == 2
    assert exhibit.notes == (BESIDE,)


def test_a_disagreement_without_a_reason_shows_that_none_is_written():
    bare = tuple(replace(each, reason="") for each in REPORT.disagreements)
    assert restricted(with_meeting(disagreements=bare)).rows[0][-1] == "not written yet"


def test_a_disagreement_about_a_requirement_that_is_not_there_is_left_out():
    other = tuple(replace(each, requirement="N99") for each in REPORT.disagreements)
    assert restricted(with_meeting(disagreements=other)).rows == ()


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"statement": ""}, ("The report lacks the chair's statement",)),
        ({"signed_off_by": ""}, ("The report lacks the chair's signature",)),
        (
            {"statement": "", "signed_off_by": ""},
            ("The report lacks the chair's statement", "The report lacks the chair's signature"),
        ),
    ],
)
def test_information_to_ministers_is_a_draft_without_the_chairs_words_and_signature(changes, lacks):
    exhibit = restricted(with_meeting(**changes))
    assert exhibit.missing == lacks
    said = {"statement": "The chair has made no statement yet.", "signed_off_by": "Not signed off yet."}
    assert all(said[name] in exhibit.sentence for name in changes)


def test_a_meeting_of_the_board_needs_neither():
    exhibit = restricted(part(Chair, occasion="Board meeting"))
    assert exhibit.missing == ()
    assert exhibit.sentence.startswith("The chair has made no statement yet.")


def test_an_occasion_that_the_plan_does_not_name_makes_a_draft():
    exhibit = restricted(part(Chair, occasion="department review"))
    assert exhibit.missing == ("The plan names no department review up to this date",)


def test_a_report_to_ministers_without_a_statement_of_its_own_is_a_draft():
    old = replace(PLAN.meetings[1], month="2012-09")
    exhibit = restricted(part(Chair, position=replace(NOW, plan=replace(PLAN, meetings=(PLAN.meetings[0], old)))))
    assert exhibit.missing == ("The plan names no information to ministers since 31 December 2012 up to this date",)
    assert "worries" not in exhibit.sentence
