"""Figures of the workforce by name, on whole periods and single dates."""

import datetime as dt

import pytest

from tests.support.made_figures import monthly, yearly
from tests.support.made_workforce import MONTH_ENDS, keep_workforce
from turncurve.analyses import workforce_figures
from turncurve.reference.periods import at


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_workforce(root)


def test_tables_are_held_where_none_of_them_is_empty(records):
    assert workforce_figures.held(records, "workers", "posts")
    assert not workforce_figures.held(records, "workers", "referrals")


def test_several_indicators_come_in_the_order_asked_for(records):
    found = workforce_figures.measured(records, ("posts_vacant", "social_workers_left"), grain="year")
    assert [each.definition.id for each in found] == ["posts_vacant", "social_workers_left"]
    assert [len(each.measurements) for each in found] == [2, 2]


def test_an_indicator_in_categories_is_measured_over_the_periods_given(records):
    found = workforce_figures.over_periods(records, "load_by_team", (at(dt.date(2013, 3, 31)),))
    assert [dict(each.breakdown)["team"] for each in found.measurements] == ["North", "South"]
    assert {each.area for each in found.measurements} == {"Madeshire"}


@pytest.mark.parametrize(
    ("months", "dates"),
    [
        ((12, 0), ["2012-03-31", "2013-03-31"]),
        ((1, 0), ["2013-02-28", "2013-03-31"]),
        ((0,), ["2013-03-31"]),
        ((60, 0), ["2013-03-31"]),
    ],
)
def test_the_last_dates_are_those_on_which_something_was_counted(records, months, dates):
    found = workforce_figures.last_dates(records, "caseloads", "stood_on", months=months)
    assert [each.end.isoformat() for each in found] == dates
    assert all(each.is_one_date for each in found)
    assert len(MONTH_ENDS) == 24


def test_figures_are_found_by_name_and_measurements_by_their_last_day():
    plans, days = yearly((1, 2)), monthly((3, 4), id="other")
    assert workforce_figures.of((plans, days), "other") is days
    assert workforce_figures.of((plans,), "other") is None
    assert workforce_figures.on(plans, dt.date(2013, 3, 31)).denominator is not False
    assert workforce_figures.on(plans, dt.date(2013, 3, 30)) is None
    assert workforce_figures.on(None, dt.date(2013, 3, 31)) is None


def test_one_category_is_taken_out_of_many(records):
    found = workforce_figures.over_periods(records, "load_by_team", (at(dt.date(2013, 3, 31)),))
    assert [each.denominator for each in workforce_figures.only(found, "team", "North").measurements] == [13]
    assert workforce_figures.only(found, "team", "West").measurements == ()
