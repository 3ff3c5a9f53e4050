"""Staffing: what the worked examples leave open."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators import staffing
from turncurve.indicators.cases import AMOUNT, MEETS, TablesHeld
from turncurve.indicators.registry import measure
from turncurve.reference.periods import at, month, year_ending

DAY = dt.date(2012, 12, 31)


def tables(workers, **others):
    rows = [
        {"team": "A", "role": "social worker", "agency": False, "full_time_equivalent": 1.0, **row} for row in workers
    ]
    held = {name: canonical(name, each) for name, each in others.items()}
    return TablesHeld({"workers": canonical("workers", rows), **held})


def test_whether_somebody_is_of_an_agency_is_left_out_where_it_is_not_stated():
    held = tables([{"worker_key": "a", "started_on": "2012-01-01", "agency": None}])
    assert staffing.social_workers_in_post(held, (at(DAY),)).empty
    assert staffing.agency_social_workers(held, (at(DAY),))[MEETS].isna().all()
    assert staffing.working_time_of_agency_workers(held, (at(DAY),)).empty


@pytest.mark.parametrize(("share", "percent"), [(1.0, 100), (0.6, 60), (0.333, 33), (None, None)])
def test_hours_are_in_whole_percent_of_full_time(share, percent):
    held = tables([{"worker_key": "a", "started_on": "2012-01-01", "full_time_equivalent": share}])
    (found,) = staffing.working_time_of_employees(held, (at(DAY),))[AMOUNT]
    assert (None if pd.isna(found) else found) == percent


@pytest.mark.parametrize(("begins", "left"), [("2012-09-01", 0), ("2012-10-01", 0), ("2012-10-02", 1), (None, 1)])
def test_somebody_who_begins_again_within_31_days_has_not_left(begins, left):
    rows = [{"worker_key": "a", "started_on": "2010-01-01", "ended_on": "2012-08-31"}]
    rows += [{"worker_key": "a", "started_on": begins}] if begins else []
    found = staffing.social_workers_left(tables(rows), (year_ending(2013),))
    assert len(found) == left


def test_an_agency_worker_who_becomes_an_employee_has_joined():
    rows = [
        {"worker_key": "a", "started_on": "2010-01-01", "ended_on": "2012-08-31", "agency": True},
        {"worker_key": "a", "started_on": "2012-09-01"},
    ]
    held = tables(rows)
    assert len(staffing.social_workers_joined(held, (year_ending(2013),))) == 1
    assert staffing.social_workers_left(held, (year_ending(2013),)).empty


def test_one_who_gives_up_one_of_two_posts_has_not_left():
    rows = [
        {"worker_key": "a", "started_on": "2010-01-01", "ended_on": "2012-08-31"},
        {"worker_key": "a", "started_on": "2011-01-01", "team": "B"},
    ]
    assert staffing.social_workers_left(tables(rows), (year_ending(2013),)).empty


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2012-07-02", "2012-07-06", 5),
        ("2012-07-07", "2012-07-08", 0),
        ("2012-06-29", "2012-07-02", 1),
        ("2012-07-31", "2012-08-03", 1),
        ("2012-06-01", None, 22),
        ("2012-08-01", None, 0),
        ("2011-01-03", "2011-01-07", 0),
    ],
)
def test_sickness_is_counted_in_the_working_days_of_the_month(first, last, days):
    held = tables(
        [{"worker_key": "a", "started_on": "2010-01-01"}],
        absences=[{"worker_key": "a", "started_on": first, "ended_on": last}],
    )
    assert staffing.days_lost_to_sickness(held, (month(2012, 7),))[AMOUNT].tolist() == [days]


def test_without_workers_there_is_nothing_to_count():
    held = tables([])
    for name in ("days_lost_to_sickness", "working_days_available", "social_workers_left", "social_workers_joined"):
        assert getattr(staffing, name)(held, (month(2012, 7),)).empty


def test_a_year_is_the_sum_of_its_months():
    rows = [{"worker_key": f"w{n}", "started_on": f"2010-0{1 + n % 9}-01"} for n in range(9)]
    away = [
        {"worker_key": f"w{n}", "started_on": f"2012-{4 + n:02d}-10", "ended_on": f"2012-{4 + n:02d}-25"}
        for n in range(8)
    ]
    held = dict(tables(rows, absences=away).held)
    year = measure("days_lost_to_sickness", held, periods=(year_ending(2013),), area="E").measurements
    months = [month(2012 + (n > 12), (n - 1) % 12 + 1) for n in range(4, 16)]
    each = measure("days_lost_to_sickness", held, periods=months, area="E").measurements
    assert year[0].numerator == sum(m.numerator for m in each)
    assert year[0].denominator == sum(m.denominator for m in each)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 900), st.booleans()), min_size=1, max_size=12))
def test_those_there_and_those_who_join_less_those_who_leave_are_those_there_after(spells):
    start = np.datetime64("2010-04-01")
    rows = [
        {
            "worker_key": f"w{place}",
            "started_on": str(start + begun),
            "ended_on": None if stays else str(start + begun + length),
        }
        for place, (begun, length, stays) in enumerate(spells)
    ]
    held = tables(rows)
    year = year_ending(2012)
    before, after = (len(staffing.social_workers_in_post(held, (at(day),))) for day in (dt.date(2011, 3, 31), year.end))
    joined, left = (len(find(held, (year,))) for find in (staffing.social_workers_joined, staffing.social_workers_left))
    assert before + joined - left == after


def test_posts_are_counted_team_by_team():
    posts = [{"stood_on": DAY, "team": name, "posts": 4, "vacant": empty} for name, empty in (("A", 0), ("B", 4))]
    found = staffing.posts_vacant(tables([], posts=posts), (at(DAY),))
    assert found.groupby("team")[MEETS].sum().to_dict() == {"A": 0, "B": 4}
