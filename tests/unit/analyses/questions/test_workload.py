"""Workload by hand: 36 cases of each in the South are above target, 20 of each in the North only for some."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_workforce import keep_workforce
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.workload import MEASURES, by_team, spread, workload
from turncurve.indicators.registry import INDICATORS

LAST, NOTICE = dt.date(2013, 3, 31), dt.date(2012, 9, 30)


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
    return workload(records)


def test_every_measure_is_one_of_the_registry(answer):
    assert set(MEASURES) <= set(INDICATORS)
    assert [each.definition.id for each in answer.figures] == list(MEASURES)
    assert isinstance(answer, Answer)


def test_workers_are_over_target_by_weight_hours_and_experience(answer):
    # Points are cases. South: 36 is over 32 or 22. North: 20 is over 16, of the half-time w5, w15 and (22 / 2) w25.
    over = {each.period.end: (each.numerator, each.denominator) for each in answer.figures[0].measurements}
    assert over[LAST] == (13 + 3, 26)
    assert over[dt.date(2012, 3, 31)] == (13 + 2, 24)


def test_cases_are_of_full_time_equivalents_of_those_who_hold_any(answer):
    # 13 in the North hold 20, 13 in the South hold 36; w5, w10, w15, w20 and w25 work half time.
    assert answer.cases_a_full_time_worker(LAST) == pytest.approx((13 * 20 + 13 * 36) / 23.5)


def test_cases_are_not_set_against_hours_that_are_not_all_known(answer):
    cases, hours = answer.figures[1:3]
    short = replace(hours, measurements=tuple(replace(each, denominator=3) for each in hours.measurements))
    assert answer.over((answer.figures[0], cases, short)).cases_a_full_time_worker(LAST) is None
    assert answer.over(answer.figures[:2]).cases_a_full_time_worker(LAST) is None


def test_cases_without_a_worker_are_gone_after_the_notice(answer):
    waiting = {each.period.end: each.numerator for each in answer.figures[3].measurements}
    assert (waiting[NOTICE], waiting[LAST]) == (8, 0)


def test_the_spread_counts_every_worker_once(records):
    loads, experience, everyone = spread(records).figures
    found = {dict(each.breakdown)["load band"]: each.numerator for each in loads.measurements}
    # North: 8 at 62%, the newly qualified w27 and w29 at 91%, w5 and w15 on half time at 125%, w25 at 182%.
    # South: 9 at 112%, w10 and w20 on half time at 225%, the newly qualified w26 and w28 at 164%.
    assert found == {"Under 80% of target": 8, "80% to 100%": 2, "101% to 120%": 9, "Over 120%": 7}
    people = {
        dict(each.breakdown)["experience"]: (each.numerator, each.denominator) for each in experience.measurements
    }
    assert people == {"experienced": (11 + 2, 21), "newly qualified": (3, 5)}
    assert [(each.numerator, each.denominator) for each in everyone.measurements] == [(16, 26)]
    assert spread(records).scheme.targets[0].points == 22


def test_teams_are_shown_on_the_last_date_and_a_year_before(records):
    (figures,) = by_team(records).figures
    found = {(dict(each.breakdown)["team"], each.period.end.year): each.denominator for each in figures.measurements}
    assert found == {("North", 2012): 11, ("North", 2013): 13, ("South", 2012): 13, ("South", 2013): 13}
    assert by_team(records).over(()).figures == ()


@pytest.mark.parametrize("table", ["workers", "caseloads"])
def test_without_a_table_there_are_no_figures(lacking, table):
    records = lacking(table)
    assert workload(records).figures == spread(records).figures == by_team(records).figures == ()
    assert workload(records).dates == ()
