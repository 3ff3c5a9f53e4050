"""Caseloads on a date: weighed row by row, whoever holds them."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.case_holders import LONG_AGO, case_holders, on_dates
from turncurve.indicators.cases import TablesHeld
from turncurve.reference.periods import at
from turncurve.reference.workforce import workload_scheme

DAY = dt.date(2012, 11, 30)


def tables(*rows):
    held = [{"stood_on": DAY, "worker_key": "w1", "case_type": "child in need", "cases": 2, **row} for row in rows]
    return TablesHeld({"caseloads": canonical("caseloads", held)})


@pytest.mark.parametrize(("day", "rows"), [(DAY, 1), (dt.date(2012, 11, 29), 0), (dt.date(2012, 12, 1), 0)])
def test_caseloads_are_those_counted_on_the_very_day(day, rows):
    assert len(on_dates(tables({}), (at(day),))) == rows


def test_points_are_those_of_all_the_cases_of_a_row():
    found = on_dates(tables({"cases": 3, "complexity": "complex"}, {"case_type": "child protection plan"}), (at(DAY),))
    assert found["points"].tolist() == [4.5, 4.0]


def test_nobody_on_the_list_holds_nothing():
    assert case_holders(tables({}), (at(DAY),)).empty


def test_so_long_ago_is_longer_than_any_target_asks():
    assert workload_scheme().targets[-1].from_months < LONG_AGO
