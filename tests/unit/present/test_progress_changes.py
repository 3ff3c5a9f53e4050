"""What changed is told with what it was, dates with the first agreed, and promises with what happened."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import AGREED, NOT_AGREED, NOW, PLAN, THEN, measure, part, promised
from tests.support.shown import column, public, restricted
from turncurve.analyses.overviews.progress_report import Changes, Dates, Promises
from turncurve.analyses.plan_items import Slip
from turncurve.present.progress_changes import AS_THEN, TWICE, agreed_by

NOBODY = "No plan is held of 31 December 2012 or before, so there is nothing to compare with."


def test_a_requirement_that_changed_stands_with_both_statuses_and_why():
    exhibit = restricted(part(Changes))
    assert exhibit.title == "What has changed since 31 December 2012"
    assert exhibit.sentence == "1 requirement got better and 1 got worse."
    assert exhibit.rows[0] == (
        "N15 Members can challenge",
        "● on track",
        "▲ at risk",
        "not done; put back from 31 January 2013 to 30 June 2013, as the Board agreed",
    )
    assert AS_THEN in exhibit.notes


def test_a_requirement_that_is_new_is_called_new():
    before = replace(THEN, plan=replace(THEN.plan, requirements=PLAN.requirements[:-1]))
    assert "new" in column(restricted(part(Changes, before=before)), "Last time")


def test_nothing_changed_is_said_without_a_table():
    exhibit = restricted(part(Changes, before=NOW))
    assert exhibit.sentence == "No requirement has another status."
    assert exhibit.rows == ()


@pytest.mark.parametrize("kind", [Changes, Dates, Promises])
def test_without_a_plan_of_last_time_there_is_nothing_to_compare_with(kind):
    exhibit = restricted(part(kind, before=None))
    assert exhibit.sentence == NOBODY
    assert exhibit.rows == ()


@pytest.mark.parametrize("kind", [Dates, Promises])
def test_dates_and_promises_are_the_same_for_the_public(kind):
    assert public(part(kind)).rows == restricted(part(kind)).rows


def test_a_revised_date_stands_beside_the_first_with_who_agreed():
    exhibit = restricted(part(Dates))
    assert exhibit.sentence == "1 date was revised."
    assert exhibit.rows == (
        (
            "S1 Scrutiny has met",
            "31 January 2013",
            "31 January 2013",
            "30 June 2013",
            "The post was vacant",
            "Improvement board, 15 February 2013",
        ),
    )


def test_dates_without_the_boards_agreement_are_counted_and_a_missing_reason_shows():
    late = (
        promised("A1", due=dt.date(2013, 1, 31), slip=replace(NOT_AGREED, reason="")),
        promised("A2", objective="O2", slip=AGREED),
        *PLAN.promises[:1],
    )
    exhibit = restricted(part(Dates, position=replace(NOW, plan=replace(PLAN, promises=late))))
    assert exhibit.sentence == "3 dates were revised, 1 of them without the Board's agreement."
    assert column(exhibit, "Why")[0] == "not written yet"
    assert column(exhibit, "Agreed by")[0] == "Director, 15 February 2013 (not the Board)"


def test_a_measures_date_is_told_by_the_indicators_title():
    measures = (measure("M1", "assessments_on_time", slip=AGREED), *PLAN.measures[1:])
    exhibit = restricted(part(Dates, position=replace(NOW, plan=replace(PLAN, measures=measures))))
    assert column(exhibit, "What")[0] == "M1 Assessments finished within the time allowed"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (Slip(), "–"),
        (Slip(dt.date(2013, 6, 30)), "nobody yet"),
        (AGREED, "Improvement board, 15 February 2013"),
        (Slip(dt.date(2013, 6, 30), "Why", "not yet approved"), "nobody yet"),
        (replace(AGREED, approved_on=None), "Improvement board"),
        (NOT_AGREED, "Director, 15 February 2013 (not the Board)"),
    ],
)
def test_who_agreed_is_said_and_whether_it_was_the_board(slip, said):
    assert agreed_by(promised("A1", slip=slip)) == said


def test_promises_are_told_with_what_happened():
    exhibit = restricted(part(Promises))
    assert exhibit.sentence == (
        "Of 2 promises made at meetings, 1 was kept. Of 2 milestones and actions then due, 1 was done."
    )
    assert exhibit.notes == (TWICE,)
    assert column(exhibit, "What happened") == (
        "not done",
        "done on 28 February 2013",
        "not done; now due by 30 June 2013",
        "done on 20 January 2013",
    )
    assert column(exhibit, "In the council's words") == (
        "It grew",
        "Published",
        "The post was vacant",
        "shown by the log",
    )


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ({"pledges": ()}, "Of 2 milestones and actions then due, 1 was done."),
        ({"promises": ()}, "Of 2 promises made at meetings, 1 was kept."),
    ],
)
def test_one_kind_of_promise_is_counted_alone_and_needs_no_note(gone, said):
    exhibit = restricted(part(Promises, before=replace(THEN, plan=replace(THEN.plan, **gone))))
    assert (exhibit.sentence, exhibit.notes) == (said, ())


def test_nothing_promised_is_said():
    before = replace(THEN, plan=replace(THEN.plan, pledges=(), promises=()))
    assert restricted(part(Promises, before=before)).sentence == (
        "Nothing was promised for the time since 31 December 2012."
    )
