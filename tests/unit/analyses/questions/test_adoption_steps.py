"""Steps are measured where the records hold their dates, and named where they do not."""

import datetime as dt

import pytest

from tests.support.made_council import keep_made_council
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.adoption_steps import ACTIVITY, STEPS, Step, adoption_activity, adoption_steps
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.timescales import timescales
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_made_council(tmp_path)
    return Records("madeshire", AS_AT)


def test_every_step_names_limits_and_indicators_that_there_are():
    for step in STEPS:
        assert set(step.limits) <= set(timescales())
        assert not step.indicator or step.indicator in INDICATORS
        assert step.limits or step.indicator
    assert set(ACTIVITY) <= set(INDICATORS)


def test_every_limit_of_adoption_for_a_child_is_told():
    named = {name for step in STEPS for name in step.limits}
    assert {name for name in timescales() if name.startswith("adoption_")} <= named


def test_the_steps_are_measured_year_by_year(records):
    answer = adoption_steps(records)
    assert isinstance(answer, Answer)
    assert [step.indicator for step, _ in answer.measured()] == [each.definition.id for each in answer.figures]
    for figures in answer.figures:
        assert [each.period.end.year for each in figures.measurements] == [2010, 2011, 2012, 2013]
    assert len(answer.measured()) + len(answer.not_held()) == len(STEPS)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (dt.date(2011, 1, 31), ()),
        (dt.date(2011, 2, 1), ("adoption_permanence_plan", "adoption_panel")),
    ],
)
def test_a_limit_is_told_only_of_days_on_which_it_was_in_force(records, day, found):
    step = next(each for each in STEPS if len(each.limits) == 2)
    assert tuple(rule.id for rule in adoption_steps(records).limits(step, day=day)) == found


def test_of_two_limits_one_after_the_other_both_must_have_been_in_force(records):
    step = Step("made", ("adopter_stage_one", "adoption_panel"))
    answer = adoption_steps(records)
    assert answer.limits(step, day=dt.date(2012, 1, 1)) == ()
    assert len(answer.limits(step, day=dt.date(2014, 1, 1))) == 2


def test_worked_out_again_the_answers_rest_on_the_figures_given(records):
    for answer in (adoption_steps(records), adoption_activity(records)):
        fewer = answer.over(answer.figures[:2])
        assert fewer.figures == answer.figures[:2]
        assert type(fewer) is type(answer)
    assert len(adoption_steps(records).over(()).measured()) == 0


def test_each_years_work_is_counted(records):
    answer = adoption_activity(records)
    assert tuple(each.definition.id for each in answer.figures) == ACTIVITY
    assert all(each.definition.kind == "count" for each in answer.figures)
    decided = answer.figures[0]
    assert sum(each.numerator for each in decided.measurements) > 0
