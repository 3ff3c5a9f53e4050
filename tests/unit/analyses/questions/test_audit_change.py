"""The question of change is asked of two audits by name."""

import pytest

from tests.support.audited_council import MONTHLY, keep_audits
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.audit_change import change


def test_it_is_an_answer_over_the_figures_of_both(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = change(keep_audits(tmp_path), MONTHLY, MONTHLY)
    assert isinstance(found, Answer)
    assert len(found.figures) == 4
    assert [each.period.label for each in (found.before, found.after)] == ["October 2012", "March 2013"]
    assert found.questions[0].after.met == pytest.approx(80)
