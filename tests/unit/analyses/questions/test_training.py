"""Induction and training by hand: three of five inductions in time, six of eight courses put to use."""

import pytest

from tests.support.made_workforce import keep_workforce
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.training import training


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_workforce(root)


@pytest.fixture
def lacking(tmp_path, monkeypatch):
    """Return a maker of the records of a council that lacks some tables."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda *without: keep_workforce(tmp_path, without=without)


def test_induction_training_and_its_effect(records):
    answer = training(records)
    assert isinstance(answer, Answer)
    inducted, completed, used = answer.figures
    # Due on 29 October: w25 and w26 long before, w27 on the day, w28 a day late, w29 never.
    assert [(each.numerator, each.denominator) for each in inducted.measurements] == [(0, 0), (3, 5)]
    held = {
        (dict(each.breakdown)["standard"][0], each.period.end.year): each.numerator for each in completed.measurements
    }
    assert held == {("1", 2012): 0, ("1", 2013): 4, ("4", 2012): 0, ("4", 2013): 8}
    (effect,) = used.measurements
    assert (effect.numerator, effect.denominator) == (6, 8)
    assert effect.period.label == "two years to March 2013"


def test_all_eight_standards_are_there_to_be_missed(records):
    assert len(training(records).standards) == 8
    assert training(records).weeks == 8
    assert training(records).over(()).figures == ()


@pytest.mark.parametrize("table", ["workers", "training"])
def test_without_a_table_there_are_no_figures(lacking, table):
    assert training(lacking(table)).figures == ()
