"""Working days, school holidays and months of the year, each by an independent route."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, monthly, yearly
from turncurve.analyses import door_months
from turncurve.reference.periods import month, spans
from turncurve.tables.initial_access import Holiday

YEARS = spans("month", first=dt.date(2010, 4, 1), last=dt.date(2013, 3, 31))


@pytest.mark.parametrize(
    ("year", "number", "days"),
    [
        (2012, 6, 19),  # 21 days from Monday to Friday, less the two of the jubilee
        (2012, 12, 19),  # less Christmas and Boxing Day
        (2013, 2, 20),
        (2013, 3, 20),  # less Good Friday
    ],
)
def test_working_days_are_those_of_the_calendar(year, number, days):
    assert door_months.working_days([month(year, number)]).tolist() == [days]


def test_only_working_days_within_the_holidays_are_counted():
    august = month(2012, 8)
    whole = [Holiday(dt.date(2012, 7, 20), dt.date(2012, 9, 3))]
    week = [Holiday(dt.date(2012, 8, 27), dt.date(2012, 8, 31))]  # its Monday is a bank holiday
    assert door_months.working_days([august], within=whole).tolist() == [22]
    assert door_months.working_days([august], within=week).tolist() == [4]
    assert door_months.working_days([august], within=[]).tolist() == [0]


def test_the_season_gives_each_month_one_term_and_the_last_what_they_leave():
    terms = door_months.season(YEARS)
    assert list(terms) == ["April", "May", "June", "July", "August", "September", "October", "November", "December",
                           "January", "February"]  # fmt: skip
    assert terms["April"][:12].tolist() == [1, *[0] * 10, -1]
    assert np.sum(list(terms.values())) == 0
    assert "March" in door_months.season(YEARS, without=4)


def test_the_trend_counts_years_from_the_first_month():
    found = door_months.trend(YEARS)
    assert found[0] == 0
    assert found[12] == pytest.approx(1.0)
    assert np.diff(found) == pytest.approx(1 / 12)


def test_a_trend_that_was_put_in_is_found_again():
    days = door_months.working_days(YEARS)
    counts = np.round(100 * days * 1.1 ** door_months.trend(YEARS)).astype(int).tolist()
    held = monthly(counts, words=COUNT, first=dt.date(2010, 4, 1)).measurements
    found = door_months.regress_months(held, {door_months.TREND: door_months.trend(YEARS)})
    assert found.ratio_of(door_months.TREND).ratio == pytest.approx(1.1, rel=1e-3)


def test_a_series_is_known_only_whole_and_by_month():
    assert len(door_months.known(monthly([4, 5], words=COUNT))) == 2
    assert door_months.known(monthly([4, None], words=COUNT)) == "1 of 2 months are not known or not shown"
    assert door_months.known(monthly([], words=COUNT)) == "no month is covered by the records"
    assert door_months.known(yearly([4, 5], words=COUNT)) == "the figures may not be shown by month"
