"""Rates of the workforce by hand: who left, of those employed at the year's end, and the like."""

import datetime as dt

import pytest

from tests.support.made_workforce import keep_workforce
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.staffing import MEASURES, TREND, Rate, staffing, trend
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.working_days import working_days_between

YEAR, BEFORE = dt.date(2013, 3, 31), dt.date(2012, 3, 31)


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


@pytest.fixture(scope="module")
def answer(records):
    return staffing(records)


def test_every_measure_is_one_of_the_registry():
    assert {*MEASURES, *TREND} <= set(INDICATORS)


def test_it_is_an_answer_over_the_years(answer):
    assert isinstance(answer, Answer)
    assert answer.years == (BEFORE, YEAR)
    assert answer.over(answer.figures[:1]).figures == answer.figures[:1]


def test_people_are_counted(answer):
    # 25 began in 2010, 6 of an agency; one employee left in the first year, three in the second; five joined in it.
    assert [answer.people("social_workers_in_post", year) for year in answer.years] == [18, 20]
    assert [answer.people("social_workers_left", year) for year in answer.years] == [1, 3]
    assert [answer.people("social_workers_joined", year) for year in answer.years] == [0, 5]


def test_turnover_is_of_those_employed_at_the_years_end(answer):
    # w0 worked half time, w1 and w2 full time; of the 20 employed, w5, w20 and w25 work half time.
    assert answer.turnover(YEAR) == Rate(2.5, 18.5)
    assert answer.turnover_of_people(YEAR) == Rate(3, 20)
    assert answer.turnover(YEAR).percent == pytest.approx(13.5135, abs=1e-4)


def test_the_agency_rate_is_of_agency_and_employed_together(answer):
    # w10 to w15, of whom w10 and w15 work half time
    assert answer.agency(YEAR) == Rate(5.0, 23.5)


def test_vacancy_is_of_posts(answer):
    assert answer.vacancy(YEAR) == Rate(3, 25)
    assert answer.vacancy(BEFORE) == Rate(6, 25)


def test_sickness_is_of_the_working_days_of_whole_months(answer):
    assert answer.sickness(YEAR).top == 5
    assert answer.sickness(BEFORE).top == 0
    # The second year: 17 whole years, five of six months from October, three of April alone.
    day = [int(working_days_between([start], [end])[0]) for start, end in (
        (dt.date(2012, 3, 30), dt.date(2013, 3, 31)), (dt.date(2012, 9, 28), dt.date(2013, 3, 31)),
        (dt.date(2012, 3, 30), dt.date(2012, 4, 30)),
    )]  # fmt: skip
    assert answer.sickness(YEAR).below == 15 * day[0] + 5 * day[1] + 3 * day[2]


def test_a_hidden_count_hides_every_rate_that_rests_on_it(answer):
    hidden = frozenset(key for each in answer.figures for m in each.measurements for key in each.keys_of(m))
    blind = answer.over(tuple(each.hiding(hidden) for each in answer.figures))
    rates = [blind.turnover(YEAR), blind.turnover_of_people(YEAR), blind.agency(YEAR), blind.vacancy(YEAR)]
    assert [each.percent for each in rates] == [None] * 4
    assert blind.people("social_workers_left", YEAR) is None


def test_a_rate_without_a_base_has_no_percent():
    assert Rate(0, 0).percent is None
    assert Rate(0.0, 4.0).percent == 0.0


def test_the_trend_is_at_the_end_of_each_quarter(records):
    vacant, agency = trend(records).figures
    assert [(each.numerator, each.denominator) for each in vacant.measurements] == [(6, 25)] * 6 + [(3, 25)] * 2
    assert [each.numerator for each in agency.measurements] == [6] * 8
    assert trend(records).over((vacant,)).figures == (vacant,)


@pytest.mark.parametrize("table", ["workers", "posts", "absences"])
def test_without_a_table_there_are_no_figures(lacking, table):
    records = lacking(table)
    assert staffing(records).figures == ()
    assert staffing(records).years == ()
    assert (trend(records).figures == ()) == (table != "absences")
