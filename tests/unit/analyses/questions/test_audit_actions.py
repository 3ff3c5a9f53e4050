"""Each finding with what was done about it, and what the same question showed later."""

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, RE_AUDIT, keep_audits
from turncurve.analyses.questions.audit_actions import actions_taken


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_each_finding_stands_once_for_each_action_and_once_where_nothing_follows(records):
    lines = actions_taken(records, FOCUSED, RE_AUDIT).lines
    assert [(each.finding.id, each.action.id if each.action else None, each.state) for each in lines] == [
        ("F1", "A1", "done late"), ("F1", "A2", "not done, overdue"), ("F2", None, ""),
    ]  # fmt: skip


def test_the_questions_that_show_a_finding_are_those_that_it_names(records):
    lines = actions_taken(records, FOCUSED, RE_AUDIT).lines
    assert [[one.before.criterion for one in each.questions] for each in lines] == [["Specific"], ["Specific"], []]
    assert lines[0].questions[0].after.met == pytest.approx(32)


def test_an_audit_without_findings_has_no_lines(records):
    assert actions_taken(records, MONTHLY, MONTHLY).lines == ()


def test_it_is_worked_out_again_from_other_figures(records):
    taken = actions_taken(records, FOCUSED, RE_AUDIT)
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells())) for each in taken.figures)
    (question,) = taken.over(hidden).lines[0].questions
    assert (question.before.answered, question.after.met) == (None, None)
    assert taken.over(taken.figures).lines == taken.lines
