"""Every answer is a frozen value that rests on figures and can be worked out again from others."""

import dataclasses

import pytest

from tests.support.made_figures import COUNT, MEAN, yearly
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.adoption_forecasts_before import ForecastsBefore
from turncurve.analyses.questions.adoption_moves_first import MovesFirst
from turncurve.analyses.questions.adoption_scorecard import Scorecard
from turncurve.analyses.questions.audit_summary import AuditSummary
from turncurve.analyses.questions.beside_others import Comparison
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.analyses.questions.story_behind_the_curve import Told
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.indicators.audit_samples import Sample
from turncurve.reference.periods import year_ending
from turncurve.tables.story import Story

SHARES = yearly([(62, 388), (64, 512)])
OTHERS = yearly([(20, 388), (21, 512)])
COUNTS = yearly([16, 15], words=COUNT)
ANSWERS = [
    (Change((SHARES,)), (OTHERS,)),
    (History((SHARES,)), (OTHERS,)),
    (Projection((SHARES,), years_ahead=3), (OTHERS,)),
    (Comparison((SHARES, OTHERS), wide=("England",)), (OTHERS, SHARES)),
    (Scorecard((yearly([(30240, 48)], words=MEAN),)), (yearly([(29000, 47)], words=MEAN),)),
    (MovesFirst((SHARES,)), (OTHERS,)),
    (ForecastsBefore((COUNTS,), ()), (yearly([9, 8], words=COUNT),)),
    (AuditSummary((COUNTS, COUNTS), Sample("An audit", "random", 9, 40), year_ending(2013)), (COUNTS, COUNTS)),
    (Told("actions", Story("referrals")), ()),
]
KINDS = [type(answer).__name__ for answer, _ in ANSWERS]


@pytest.mark.parametrize(("answer", "others"), ANSWERS, ids=KINDS)
def test_every_kind_of_answer_keeps_to_the_promise(answer, others):
    assert isinstance(answer, Answer)
    assert type(answer.over(others)) is type(answer)


@pytest.mark.parametrize(("answer", "others"), ANSWERS, ids=KINDS)
def test_an_answer_over_other_figures_rests_on_those_and_on_nothing_else(answer, others):
    assert answer.over(others).figures == others
    assert answer.over(others).over(answer.figures) == answer


@pytest.mark.parametrize(("answer", "others"), ANSWERS, ids=KINDS)
def test_what_is_not_a_figure_is_kept(answer, others):
    kept = [field.name for field in dataclasses.fields(answer) if field.name != "figures"]
    again = answer.over(others)
    assert [getattr(again, name) for name in kept] == [getattr(answer, name) for name in kept]


@pytest.mark.parametrize(("answer", "others"), ANSWERS, ids=KINDS)
def test_an_answer_cannot_be_changed(answer, others):
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.figures = others


@pytest.mark.parametrize("thing", [SHARES, {"figures": ()}, 62, "62 of 388", None, [SHARES]])
def test_what_does_not_rest_on_figures_is_no_answer(thing):
    assert not isinstance(thing, Answer)


def test_what_was_worked_out_from_hidden_figures_is_forgotten_with_them():
    change = Change((SHARES,))
    assert change.difference.lower < 0
    hidden = change.over((yearly([None, None]),))
    assert "not shown" in hidden.difference.reason
    history = History((SHARES,))
    assert history.spread.factor == 3.5
    assert history.over((yearly([None, None]),)).intervals[0].reason == "there is no value to bound"
