"""Findings and actions come back as they were kept."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.audit_actions import ACTIONS, AuditAction, AuditActions, Finding, actions_of, keep

FINDINGS = (
    Finding("F1", "Monthly", "No focus", dt.date(2012, 9, 30), "concern", ("Specific",)),
    Finding("F2", "Monthly", "Drift", dt.date(2013, 2, 1)),
    Finding("F3", "Peer", "Good work", dt.date(2012, 9, 30), "good practice"),
)
TAKEN = (
    AuditAction("A1", ("F1", "F3"), "Change it", "Head of service", dt.date(2012, 12, 31), dt.date(2012, 12, 1)),
    AuditAction("A2", ("F2",), "Change that"),
)
HELD = AuditActions(FINDINGS, TAKEN)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    made = tmp_path / "data" / "processed" / "testshire"
    made.mkdir(parents=True)
    return made


def test_what_is_kept_comes_back_the_same(folder):
    keep(HELD, folder=folder)
    assert actions_of("Testshire") == HELD


def test_a_council_that_wrote_nothing_has_none(folder):
    assert actions_of("Testshire") == AuditActions()


@pytest.mark.parametrize("text", ["{", "[]", '{"findings": [{"id": "F1"}], "actions": []}'])
def test_what_is_damaged_is_refused(folder, text):
    (folder / ACTIONS).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        actions_of("Testshire")


def test_an_audits_findings_are_those_known_by_the_date_with_their_actions():
    found = HELD.of_audit("Monthly", by=dt.date(2013, 1, 31))
    assert [each.id for each in found.findings] == ["F1"]
    assert [each.id for each in found.actions] == ["A1"]
    later = HELD.of_audit("Monthly", by=dt.date(2013, 2, 1))
    assert [each.id for each in later.findings] == ["F1", "F2"]
