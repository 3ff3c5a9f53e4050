"""What a plan does not say yet is found, each thing alone; what it says openly does not hold a release."""

import datetime as dt

import pytest

from tests.support.made_plan import DAY, WHOLE, changed, made_plan
from turncurve.tables.plan_gaps import OPEN, RULES, Gap, missing

AS_AT = dt.date(2013, 3, 31)
SLIP = {
    "revised_due_on": "2013-05-31",
    "reason": "Leave",
    "approved_by": "improvement board",
    "approved_on": "2013-01-17",
}
SECOND = {"requirement_id": "N15", "theme": "governance", "words": "Members ask"}
OBJECTIVE = {"objective_id": "O15", "requirement_id": "N15", "words": "Members ask", "agreed_on": "2012-12-06"}
MILESTONE = {"milestone_id": "M15", "objective_id": "O15", "words": "A committee meets", "due_on": "2013-06-30"}
EVIDENCE = {"evidence_id": "E15", "about_id": "N15", "kind": "document", "link": "Minutes", "shows": "supports"}
MEMBERS = {
    "requirements": [*WHOLE["requirements"], SECOND],
    "objectives": [*WHOLE["objectives"], OBJECTIVE],
    "milestones": [MILESTONE],
    "evidence": [EVIDENCE],
}
PROMISE = {"promise_id": "P1", "meeting_id": "S2", "requirement_id": "N02", "words": "None waits"}
FINDING = {
    "finding_id": "IR1", "source": "inspection recommendation", "words": "See children", "wording": "invented",
    "requirement_id": "N02", "objective_id": "O02",
}  # fmt: skip


def found(as_at=AS_AT, **parts):
    """Return the gaps of a plan as (number, rule)."""
    return [(gap.number, gap.rule) for gap in missing(made_plan(**parts), as_at=as_at)]


def test_nothing_is_missing_from_a_plan_that_says_everything():
    assert found() == []
    assert found(**MEMBERS) == []


@pytest.mark.parametrize(
    ("number", "rule", "parts"),
    [
        ("N15", "no_objective", {**MEMBERS, "objectives": WHOLE["objectives"], "milestones": []}),
        ("N15", "no_evidence", {**MEMBERS, "evidence": []}),
        ("N15", "evidence_to_come", {**MEMBERS, "evidence": [{**EVIDENCE, "kind": "none yet", "link": None}]}),
        ("O15", "no_measure_or_milestone", {**MEMBERS, "milestones": []}),
        ("IR1", "finding_without_objective", {"findings": [{**FINDING, "objective_id": None}]}),
        ("O02", "not_agreed", changed("objectives", agreed_on=None)),
        ("I02", "no_target", changed("measures", target=None)),
        ("I02", "no_due_date", changed("measures", due_on=None)),
        ("M15", "no_due_date", {**MEMBERS, "milestones": [{**MILESTONE, "due_on": None}]}),
        ("A02", "no_due_date", changed("actions", due_on=None)),
        ("A02", "no_owner", changed("actions", owner=None)),
        ("A02", "done_without_evidence", changed("actions", done_on="2013-03-01")),
        ("A02", "no_reason", changed("actions", **{**SLIP, "reason": None})),
        ("A02", "approval_not_stated", changed("actions", **{**SLIP, "approved_by": None, "approved_on": None})),
        ("A02", "approval_not_stated", changed("actions", **{**SLIP, "approved_on": None})),
        ("A02", "not_approved", changed("actions", **{**SLIP, "approved_by": "director"})),
        ("A02", "not_approved", changed("actions", **{**SLIP, "approved_by": "not yet approved"})),
        ("A02", "approval_without_meeting", changed("actions", **{**SLIP, "approved_on": "2013-01-18"})),
        ("I02", "no_reason", changed("measures", **{**SLIP, "reason": None})),
        ("M15", "not_approved", {**MEMBERS, "milestones": [{**MILESTONE, **SLIP, "approved_by": "other"}]}),
        ("P1", "promise_unanswered", {"promises": [{**PROMISE, "due_on": "2013-03-30"}]}),
        ("N02", "served_on_unknown",
         {**changed("requirements", months_allowed=1), **changed("notice", served_on=None)}),
        ("N02", "no_reason_of_the_chair",
         {"disagreements": [{"meeting_id": "S2", "requirement_id": "N02", "status": "at risk"}]}),
        ("S2", "no_statement", {"meetings": [WHOLE["meetings"][0], {**WHOLE["meetings"][1], "statement": None}]}),
        ("S2", "no_sign_off", {"meetings": [WHOLE["meetings"][0], {**WHOLE["meetings"][1], "signed_off_on": None}]}),
        ("S2", "report_before_notice", changed("notice", reported_on="2013-04-01")),
    ],
)  # fmt: skip
def test_one_thing_that_is_missing_is_found_alone(number, rule, parts):
    assert found(**parts) == [(number, rule)]


def test_a_slip_with_its_reason_that_the_board_approved_at_a_meeting_is_no_gap():
    assert found(**changed("actions", **SLIP)) == []


@pytest.mark.parametrize(("due", "late"), [("2013-03-30", True), ("2013-03-31", False), ("2013-04-01", False)])
def test_a_thing_is_overdue_from_the_day_after_it_was_due(due, late):
    assert (("A02", "overdue") in found(**changed("actions", due_on=due))) is late
    assert (("M15", "overdue") in found(**{**MEMBERS, "milestones": [{**MILESTONE, "due_on": due}]})) is late


def test_a_later_date_is_the_one_that_counts():
    assert found(**changed("actions", **{**SLIP, "due_on": "2012-12-01"})) == []
    assert found(dt.date(2013, 6, 1), **changed("actions", **SLIP)) == [("A02", "overdue")]


def test_what_is_met_or_done_is_not_overdue():
    met = {**MEMBERS, "milestones": [{**MILESTONE, "due_on": "2013-01-01", "met_on": "2013-02-01"}]}
    done = changed("actions", due_on="2013-01-01", done_on="2013-02-01", effect="None waits")
    assert found(**met) == found(**done) == []


def test_evidence_of_an_action_stands_for_its_effect_and_none_yet_does_not():
    done = changed("actions", done_on="2013-03-01")
    shown = {"evidence_id": "E1", "about_id": "A02", "kind": "page", "link": "06_workforce", "shows": "supports"}
    assert found(**done, evidence=[shown]) == []
    assert found(**done, evidence=[{**shown, "kind": "none yet"}]) == [("A02", "done_without_evidence")]


def test_a_promise_that_was_kept_or_answered_is_no_gap():
    late = {**PROMISE, "due_on": "2013-01-31"}
    assert found(promises=[{**late, "kept_on": "2013-02-01"}]) == found(promises=[{**late, "outcome": "No"}]) == []


def test_only_the_last_report_to_ministers_that_has_come_needs_the_chairs_words():
    board, report = WHOLE["meetings"]
    first = {**report, "meeting_id": "S1", "month": "2012-09", "statement": None}
    to_come = {**report, "meeting_id": "S3", "month": "2013-09", "statement": None}
    assert found(meetings=[board, first, report, to_come]) == []
    assert found(dt.date(2013, 9, 30), meetings=[board, report, to_come])[-1] == ("S3", "no_statement")


@pytest.mark.parametrize("rule", [*RULES, *OPEN])
def test_what_is_not_said_yet_holds_a_release_and_what_is_said_openly_does_not(rule):
    gap = Gap("actions", "A02", "N02", rule)
    assert gap.holds_release is (rule in RULES)
    assert gap.sentence.startswith("A02 ")
    assert not gap.sentence.endswith(".")


def test_a_gap_names_its_sheet_and_requirement_and_the_plans_day_is_not_asked():
    (gap,) = missing(made_plan(day=DAY, **changed("actions", owner=None)), as_at=AS_AT)
    assert (gap.sheet, gap.requirement) == ("actions", "N02")


def test_a_statement_that_nobody_signed_by_name_of_post_is_not_signed_off():
    board, report = WHOLE["meetings"]
    assert found(meetings=[board, {**report, "signed_off_by": None}]) == [("S2", "no_sign_off")]


@pytest.mark.parametrize(
    ("signed", "held", "old"),
    [
        ("2012-09-22", None, True),
        ("2012-09-29", None, True),
        ("2012-09-30", None, False),
        ("2013-03-22", None, False),
        ("2012-09-22", "2012-09-20", False),
        ("2012-09-19", "2012-09-20", True),
    ],
)
def test_a_statement_signed_before_the_report_before_is_none_for_this_one(signed, held, old):
    board, report = WHOLE["meetings"]
    first = {**report, "meeting_id": "S1", "month": "2012-09", "held_on": held, "signed_off_on": "2012-09-28"}
    gaps = found(meetings=[board, first, {**report, "signed_off_on": signed}])
    assert gaps == ([("S2", "old_sign_off")] if old else [])


def test_where_no_report_came_before_the_day_of_the_signature_is_free():
    board, report = WHOLE["meetings"]
    assert found(meetings=[board, {**report, "signed_off_on": "2012-01-01"}]) == []
