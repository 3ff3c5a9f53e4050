"""Supervision by hand: the North every month, the South only after the notice."""

import pytest

from tests.support.made_workforce import keep_workforce
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.supervision import functions, supervision


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


def test_quarters_follow_one_another(records):
    answer = supervision(records)
    assert isinstance(answer, Answer)
    (figures,) = answer.figures
    counts = [(each.numerator, each.denominator) for each in figures.measurements]
    # The first quarter: w3 of the North was there in April and left on 31 May. 12 of the North and 13 of the South.
    assert counts[0] == (12 + 11 + 11, 25 + 24 + 24)
    # The last: everyone once a month, and the five who have begun should have two until 3 March.
    assert counts[-1] == (3 * 21, 3 * 26)
    assert answer.rule.weekly_for_weeks == 6


def test_functions_are_measured_quarter_by_quarter(records):
    (figures,) = functions(records).figures
    assert len(figures.measurements) == 4 * 8
    last = {dict(each.breakdown)["function"]: (each.numerator, each.denominator) for each in figures.measurements[7::8]}
    assert last["Learning and career"] == (0, 78)
    assert last["Improving decisions and interventions"] == last["Line management and accountability"] == (78, 78)
    assert "Learning and career" in functions(records).rule.functions.values()


def test_worked_out_again_it_rests_on_the_figures_given(records):
    assert supervision(records).over(()).figures == ()
    assert functions(records).over(()).figures == ()


@pytest.mark.parametrize("table", ["workers", "supervisions"])
def test_without_a_table_there_are_no_figures(lacking, table):
    records = lacking(table)
    assert supervision(records).figures == functions(records).figures == ()
