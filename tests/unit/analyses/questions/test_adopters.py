"""Families are counted year by year where a list of adopters is held, and not at all where none is."""

import datetime as dt

import pytest

from tests.support.made_council import keep_made_council
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.adopters import MEASURES, recruitment
from turncurve.indicators.registry import INDICATORS
from turncurve.tables.records import Records


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_made_council(tmp_path)


def test_each_measure_is_one_of_the_registry():
    assert set(MEASURES) <= set(INDICATORS)
    assert INDICATORS[MEASURES[-1]].definition.window == "point"


@pytest.mark.usefixtures("folder")
def test_families_are_counted_year_by_year():
    answer = recruitment(Records("madeshire", dt.date(2013, 3, 31)))
    assert isinstance(answer, Answer)
    applied, approved, in_time, waiting = answer.figures
    # eight adopters a month are four couples
    assert [each.numerator for each in applied.measurements] == [48, 48, 48, 48]
    assert all(0 < each.numerator <= 48 for each in approved.measurements[1:])
    assert [each.denominator for each in in_time.measurements] == [each.numerator for each in approved.measurements]
    assert [each.period.is_one_date for each in waiting.measurements] == [True] * 4


@pytest.mark.usefixtures("folder")
def test_worked_out_again_it_rests_on_the_figures_given():
    answer = recruitment(Records("madeshire", dt.date(2013, 3, 31)))
    assert answer.over(answer.figures[:1]).figures == answer.figures[:1]


def test_without_a_list_of_adopters_there_are_no_figures(folder):
    (folder / "adopters.parquet").unlink()
    assert recruitment(Records("madeshire", dt.date(2013, 3, 31))).figures == ()
