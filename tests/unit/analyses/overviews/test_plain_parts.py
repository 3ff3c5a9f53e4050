"""Parts of other pages for elected members: the same answers, told apart only so that they are told plainly."""

from tests.support.made_progress import FIGURES, STEADY, part
from turncurve.analyses.overviews import plain_parts
from turncurve.analyses.overviews.plain_parts import PlainChanges, PlainHistory, PlainPromises, curve
from turncurve.analyses.overviews.progress_report import Changes, Promises
from turncurve.analyses.questions.the_curve_so_far import History


def test_what_changed_and_was_promised_is_what_the_progress_report_has():
    assert part(PlainChanges).changed == part(Changes).changed
    assert part(PlainPromises).promised == part(Promises).promised
    assert type(part(PlainChanges).over(FIGURES)) is PlainChanges


def test_a_curve_is_the_same_curve(monkeypatch):
    monkeypatch.setattr(plain_parts, "history", lambda records, indicator, *, grain: History((STEADY,), None))
    found = curve(None, "assessments_on_time", grain="year")
    assert type(found) is PlainHistory
    assert found.intervals == History((STEADY,), None).intervals
