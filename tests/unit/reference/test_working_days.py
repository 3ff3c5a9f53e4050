import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.reference.working_days import (
    add_working_days,
    bank_holidays,
    is_working_day,
    known_years,
    working_days_between,
)

DAYS = st.dates(min_value=dt.date(1995, 1, 1), max_value=dt.date(2030, 12, 31))


def array(*days):
    return np.array(days, dtype="datetime64[us]")


def one_at_a_time(start, end):
    """Count by walking from day to day: a route that shares nothing with numpy's."""
    holidays, count, day = set(bank_holidays()), 0, start
    while day < end:
        day += dt.timedelta(days=1)
        count += day.weekday() < 5 and day not in holidays
    return count


@pytest.mark.parametrize(
    ("start", "end", "expected", "why"),
    [
        ("2012-10-01", "2012-10-01", 0, "the day itself"),
        ("2012-10-01", "2012-10-02", 1, "the next day"),
        ("2012-10-01", "2012-10-22", 15, "three plain weeks"),
        ("2012-10-01", "2012-10-23", 16, "and a day"),
        ("2012-10-05", "2012-10-06", 0, "Friday to Saturday"),
        ("2012-10-05", "2012-10-08", 1, "Friday to Monday"),
        ("2012-10-06", "2012-10-08", 1, "Saturday to Monday"),
        ("2012-04-05", "2012-04-10", 1, "Maundy Thursday to the Tuesday after Easter"),
        ("2012-03-26", "2012-04-18", 15, "across Easter 2012: two bank holidays"),
        ("2012-05-28", "2012-06-20", 15, "across the Diamond Jubilee, with Monday 28 May a working day"),
        ("2012-05-25", "2012-05-28", 1, "the late May holiday was moved in 2012"),
        ("2011-04-28", "2011-05-03", 1, "royal wedding, weekend and early May"),
        ("2010-12-24", "2010-12-29", 1, "Christmas on a Saturday gives two substitutes"),
        ("2011-12-23", "2011-12-28", 1, "Christmas on a Sunday gives one"),
        ("2022-09-16", "2022-09-20", 1, "state funeral"),
        ("2012-10-02", "2012-10-01", -1, "the wrong way round"),
    ],
)
def test_working_days_are_counted_as_guidance_counts_them(start, end, expected, why):
    assert working_days_between(array(start), array(end)).tolist() == [expected], why


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("1995-05-08", "VE Day"),
        ("1999-12-31", "millennium"),
        ("2002-06-03", "Golden Jubilee"),
        ("2011-04-29", "wedding"),
        ("2012-06-04", "Diamond Jubilee"),
        ("2012-06-05", "Diamond Jubilee"),
        ("2020-05-08", "VE Day"),
        ("2022-06-02", "Platinum Jubilee"),
        ("2022-06-03", "Platinum Jubilee"),
        ("2022-09-19", "funeral"),
        ("2023-05-08", "coronation"),
        ("2013-03-29", "Good Friday"),
        ("2013-04-01", "Easter Monday"),
        ("2016-12-27", "Christmas Day was a Sunday"),
        ("2022-01-03", "New Year's Day was a Saturday"),
    ],
)
def test_special_and_substitute_days_are_bank_holidays(day, reason):
    assert dt.date.fromisoformat(day) in bank_holidays(), reason


@pytest.mark.parametrize("day", ["1995-05-01", "2012-05-28", "2020-05-04", "2022-05-30", "2011-12-28", "2012-12-24"])
def test_days_that_were_moved_away_are_working_days(day):
    assert is_working_day(array(day)).tolist() == [True]


def test_every_year_has_eight_bank_holidays_and_those_added_by_proclamation():
    added = {1999: 9, 2002: 9, 2011: 9, 2012: 9, 2022: 10, 2023: 9}
    by_year = pd.Series([day.year for day in bank_holidays()]).value_counts()
    assert {year: by_year[year] for year in range(1995, 2031)} == {
        year: added.get(year, 8) for year in range(1995, 2031)
    }


def test_bank_holidays_never_fall_on_a_weekend():
    assert all(day.weekday() < 5 for day in bank_holidays())


def test_a_missing_date_and_a_year_not_known_give_no_count():
    counts = working_days_between(
        array("NaT", "2012-01-03", "1994-12-30", "2030-12-30"), array("2012-01-03", "NaT", "1995-02-01", "2031-01-02")
    )
    assert np.isnan(counts).all()
    assert known_years() == (1995, 2030)


def test_series_indexes_and_times_of_day_are_taken_as_days():
    start = pd.Series(pd.to_datetime(["2012-10-01 17:30"]))
    end = pd.DatetimeIndex(["2012-10-02 09:00"])
    assert working_days_between(start, end).tolist() == [1]


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2012-10-01", 15, "2012-10-22"),
        ("2012-03-26", 15, "2012-04-18"),
        ("2012-10-06", 1, "2012-10-08"),
        ("2012-10-06", 0, "2012-10-05"),
        ("2012-06-01", 1, "2012-06-06"),
    ],
)
def test_working_days_are_added(start, days, expected):
    assert add_working_days(array(start), days).astype(str).tolist() == [expected]


def test_different_numbers_of_days_can_be_added_to_each_date_and_missing_dates_stay_missing():
    reached = add_working_days(array("2012-10-01", "NaT", "2012-10-01"), np.array([1, 1, 10]))
    assert reached.astype(str).tolist() == ["2012-10-02", "NaT", "2012-10-15"]


def test_a_limit_that_ends_beyond_the_known_years_is_not_guessed():
    assert np.isnat(add_working_days(array("2030-12-30"), 10)).all()


def test_taking_days_away_is_refused():
    with pytest.raises(TurnCurveError, match="can only be added"):
        add_working_days(array("2012-10-01"), -1)


@given(start=DAYS, length=st.integers(min_value=0, max_value=200))
def test_counting_agrees_with_walking_day_by_day(start, length):
    end = min(start + dt.timedelta(days=length), dt.date(2030, 12, 31))
    assert working_days_between(array(start), array(end)).tolist() == [one_at_a_time(start, end)]


@given(start=st.dates(min_value=dt.date(1995, 1, 3), max_value=dt.date(2029, 12, 31)), days=st.integers(1, 100))
def test_adding_and_counting_undo_each_other(start, days):
    reached = add_working_days(array(start), days)
    assert working_days_between(array(start), reached).tolist() == [days]
    assert is_working_day(reached).all()
