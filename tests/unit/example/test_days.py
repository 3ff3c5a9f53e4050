"""Days as numbers."""

import datetime as dt

import numpy as np
import pytest

from turncurve.example.days import (
    FIRST_DAY,
    LAST_DAY,
    NEVER,
    dates,
    number,
    shift,
    working_days,
    working_days_of_month,
    year_bounds,
    year_of,
)


def test_a_number_and_its_date_are_the_same_day():
    assert np.array([number(2012, 2, 29)]).astype("datetime64[D]")[0] == np.datetime64("2012-02-29")


def test_the_files_cover_four_reporting_years():
    assert (year_bounds(2010)[0], year_bounds(2013)[1]) == (FIRST_DAY, LAST_DAY)
    assert LAST_DAY - FIRST_DAY + 1 == 4 * 365 + 1


@pytest.mark.parametrize(
    ("day", "year"), [((2012, 3, 31), 2012), ((2012, 4, 1), 2013), ((2012, 12, 31), 2013), ((2013, 1, 1), 2013)]
)
def test_a_reporting_year_begins_in_april(day, year):
    assert year_of(np.array([number(*day)])).tolist() == [year]


def test_what_has_not_happened_by_the_last_day_has_no_date():
    found = dates(np.array([LAST_DAY, LAST_DAY + 1, NEVER]))
    assert found[0] == np.datetime64("2013-03-31")
    assert np.isnat(found[1:]).all()


def test_good_friday_and_weekends_are_no_working_days():
    days = {dt.date(1970, 1, 1) + dt.timedelta(days=int(day)) for day in working_days()}
    assert dt.date(2013, 3, 28) in days
    assert not {dt.date(2013, 3, 29), dt.date(2013, 3, 30), dt.date(2012, 6, 5)} & days


@pytest.mark.parametrize(
    ("start", "steps", "reached"),
    [
        ((2013, 3, 28), 1, (2013, 4, 2)),  # over Easter
        ((2013, 4, 2), -1, (2013, 3, 28)),
        ((2013, 3, 30), 0, (2013, 3, 28)),  # a Saturday counts as the working day before
        ((2012, 7, 2), 15, (2012, 7, 23)),
    ],
)
def test_working_days_are_counted_over_weekends_and_bank_holidays(start, steps, reached):
    assert shift(np.array([number(*start)]), steps).tolist() == [number(*reached)]


@pytest.mark.parametrize(("month", "count"), [(0, 19), (8, 19), (11, 20)])
def test_a_month_has_its_working_days(month, count):
    assert len(working_days_of_month(2013, month)) == count


def test_no_conference_is_held_about_christmas_or_the_turn_of_the_year():
    december = working_days_of_month(2013, 8, quiet=True)
    january = working_days_of_month(2013, 9, quiet=True)
    april = working_days_of_month(2014, 0, quiet=True)
    assert december.max() == number(2012, 12, 21)
    assert january.min() == number(2013, 1, 7)
    assert number(2013, 4, 1) not in april
