"""What a reader is shown of findings, actions and what came of them."""

from dataclasses import replace

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, RE_AUDIT, TAKEN, keep_audits
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.audit_actions import actions_taken


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_each_action_has_its_owner_its_date_and_how_it_stands(records):
    exhibit = restricted(actions_taken(records, FOCUSED, RE_AUDIT))
    assert column(exhibit, "Owner") == ("Head of service", "Head of training", "–")
    assert column(exhibit, "Due") == ("31 December 2012", "28 February 2013", "–")
    assert column(exhibit, "Stands") == ("done late", "not done, overdue", "nothing follows from it")
    assert exhibit.sentence == "Of 2 actions that follow from the findings 1 are done and 1 are overdue."


def test_the_re_audit_stands_beside_the_action_and_claims_nothing(records):
    exhibit = restricted(actions_taken(records, FOCUSED, RE_AUDIT))
    assert column(exhibit, "Found then")[0] == "4 of 14 met"
    assert column(exhibit, "Checked later")[0] == "11 of 30 met"
    assert set(column(exhibit, "Practice changed")) == {"cannot tell"}
    assert column(exhibit, "Theme") == ("SMART", "SMART", "–")


def test_a_change_that_can_be_told_is_said(records):
    taken = actions_taken(records, MONTHLY, MONTHLY)
    own = replace(TAKEN, findings=tuple(replace(each, audit=MONTHLY) for each in TAKEN.findings))
    exhibit = restricted(replace(taken, change=replace(taken.change, actions=own)))
    assert column(exhibit, "Practice changed")[0] == "better, by more than chance"


def test_what_an_action_lacks_makes_the_page_a_draft(records):
    taken = actions_taken(records, FOCUSED, RE_AUDIT)
    bare = tuple(replace(each, owner="", due=None, evidence="") for each in TAKEN.actions)
    held = replace(taken, change=replace(taken.change, actions=replace(TAKEN, actions=bare)))
    assert restricted(held).missing == (
        "Action A1 has not an owner.", "Action A1 has not a date.",
        "Action A1 has not evidence of its effect, though it is done.",
        "Action A2 has not an owner.", "Action A2 has not a date.",
    )  # fmt: skip
    assert restricted(taken).missing == ()


def test_without_findings_it_says_so(records):
    exhibit = restricted(actions_taken(records, MONTHLY, MONTHLY))
    assert exhibit.sentence == "No finding of this audit is written down."
    assert exhibit.rows == ()


def test_the_public_sees_the_councils_words_and_no_small_count(records):
    exhibit = public(actions_taken(records, FOCUSED, RE_AUDIT))
    assert column(exhibit, "Found then")[0] == "hidden"
    assert "4 of 14" not in everything(exhibit)
    assert column(exhibit, "Action")[0] == "Change it"
