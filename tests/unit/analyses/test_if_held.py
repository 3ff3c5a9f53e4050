"""What stands in a page of many parts where a council holds no records for one of them."""

import pytest

from tests.support.audited_council import MONTHLY, keep_audits
from turncurve.analyses.if_held import NotHeld, if_held
from turncurve.analyses.questions.audit_summary import latest
from turncurve.errors import NoRecordsError, TurnCurveError, UnknownNameError


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_a_question_that_can_be_answered_is_answered_as_ever(records):
    assert if_held(latest, records, MONTHLY) == latest(records, MONTHLY)
    assert if_held(latest, records, programme=MONTHLY) == latest(records, MONTHLY)


def test_where_no_records_are_held_the_answer_says_so_and_rests_on_no_figure():
    def nothing(records, *, of):
        raise NoRecordsError(f"no records are held of {of}", where="by the report's date", remedy="Read some in")

    found = if_held(nothing, None, of="allocations")
    assert found == NotHeld((), "no records are held of allocations")
    assert found.over(()) == found


@pytest.mark.parametrize("problem", [UnknownNameError("no audit called 'Mnthly'"), TurnCurveError("not a date")])
def test_what_is_wrong_is_not_taken_for_what_is_not_held(problem):
    def wrong():
        raise problem

    with pytest.raises(TurnCurveError, match=problem.what):
        if_held(wrong)
