"""Two audits of the same questions, set beside each other as far as they allow."""

import datetime as dt

import pytest

from tests.support.audited_council import AS_AT, FOCUSED, MONTHLY, RE_AUDIT, TAKEN, keep_audits
from turncurve.analyses.audit_changed import change
from turncurve.errors import UnknownNameError
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.share_difference import difference_of_shares
from turncurve.tables.audit_actions import AuditAction


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_two_random_months_have_bounds_for_the_change(records):
    (found,) = change(records, MONTHLY, MONTHLY).questions
    assert (found.before.counts[0], found.after.counts[0]) == (8, 24)
    both = (found.before.met_in_all, found.after.met_in_all)
    assert found.difference == difference_of_shares(found.before.met, found.after.met, bounds=both)
    assert found.difference.lower > 0


def test_a_change_from_files_chosen_nobody_knows_how_cannot_be_told(records):
    (found,) = change(records, FOCUSED, RE_AUDIT).questions
    assert isinstance(found.difference, NoInterval)
    assert found.difference.reason.startswith("of the earlier audit, how the files were chosen is not stated")
    assert found.after.met == pytest.approx(32)


def test_a_random_month_and_a_stratified_draw_can_be_compared(records):
    (found,) = change(records, MONTHLY, RE_AUDIT).questions
    assert isinstance(found.difference, Interval)


def test_the_earlier_audits_findings_and_actions_come_with_it(records):
    assert change(records, FOCUSED, RE_AUDIT).actions == TAKEN
    assert change(records, MONTHLY, MONTHLY).actions.findings == ()


@pytest.mark.parametrize(
    ("due", "done_on", "state"),
    [
        (None, None, "not done; no date is set"), (dt.date(2013, 3, 30), None, "not done, overdue"),
        (AS_AT, None, "not done yet"), (AS_AT, AS_AT, "done"), (dt.date(2013, 3, 30), AS_AT, "done late"),
        (None, AS_AT, "done"), (AS_AT, dt.date(2013, 4, 1), "not done yet"),
    ],
)  # fmt: skip
def test_an_action_stands_as_it_did_on_the_reports_date(records, due, done_on, state):
    action = AuditAction("A", ("F1",), "Do it", due=due, done_on=done_on)
    assert change(records, FOCUSED, RE_AUDIT).state_of(action) == state


def test_figures_are_handed_to_the_audit_that_they_are_of(records):
    found = change(records, MONTHLY, RE_AUDIT)
    again = found.over(found.figures)
    assert again.questions == found.questions
    assert (again.before.figures, again.after.figures) == (found.before.figures, found.after.figures)


def test_an_audit_that_is_not_held_is_named_with_those_that_are(records):
    with pytest.raises(UnknownNameError, match="Audits held: Focused, Monthly, Re-audit"):
        change(records, "Peer", RE_AUDIT)
