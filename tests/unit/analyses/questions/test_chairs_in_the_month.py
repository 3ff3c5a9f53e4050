"""The chairs' month over all of them, beside the twelve months to it and those before."""

import pytest

from tests.support.chaired_council import AS_AT, keep_chaired_council
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.chairs_in_the_month import CHALLENGE, INDICATORS, in_the_month
from turncurve.errors import TurnCurveError
from turncurve.reference.periods import month, year_ending
from turncurve.tables.records import Records


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep_chaired_council(tmp_path, silent=(0, 1))
    return Records("chairshire", AS_AT)


def test_every_indicator_is_measured_over_the_month_and_both_years(records):
    report = in_the_month(records)
    assert isinstance(report, Answer)
    assert tuple(each.definition.id for each in report.figures) == INDICATORS
    assert report.periods == (month(2013, 3), year_ending(2013), year_ending(2012))
    assert report.month == month(2013, 3)


def test_its_counts_are_those_of_all_chairs_together(records):
    report = in_the_month(records)
    figures = report.of(CHALLENGE)
    found = [report.at(figures, period) for period in report.periods]
    assert [(each.numerator, each.denominator) for each in found] == [(7, 9), (73, 97), (72, 96)]
    assert all(not each.breakdown for each in figures.measurements)


def test_it_is_worked_out_once_for_a_page_and_anew_from_other_figures(records):
    report = in_the_month(records)
    assert in_the_month(records) is report
    fewer = report.over(report.figures[:1])
    assert (fewer.figures, fewer.periods) == (report.figures[:1], report.periods)
    assert report.at(report.figures[0], year_ending(2001)) is None


def test_a_council_whose_chairs_return_nothing_is_told_what_to_do(tmp_path, monkeypatch, records):
    for path in (tmp_path / "data/processed/chairshire").glob("chaired_conferences*"):
        path.unlink()
    with pytest.raises(TurnCurveError, match="no records are held of chaired conferences"):
        in_the_month(Records("chairshire", AS_AT))
