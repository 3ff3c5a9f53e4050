"""The calendar: months and holidays that were put in are found again, and what cannot be told is said."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, monthly
from turncurve.analyses import door_months
from turncurve.analyses.questions.contact_calendar import ContactCalendar
from turncurve.reference.periods import spans
from turncurve.tables.initial_access import Holiday

FIRST = dt.date(2009, 4, 1)
MONTHS = spans("month", first=FIRST, last=dt.date(2013, 3, 31))
HOLIDAYS = tuple(
    Holiday(dt.date(year, *first), dt.date(year, *last))
    for year in range(2009, 2014)
    for first, last in (((4, 6), (4, 17)), ((7, 23), (9, 2)), ((12, 20), (12, 31)))
)


def calendar(counts, holidays=HOLIDAYS):
    return ContactCalendar((monthly(counts, words=COUNT, first=FIRST),), holidays)


def counts_of(level, *, seed=1, dispersion=4.0):
    """Return monthly counts about a level, more variable than chance."""
    rng = np.random.default_rng(seed)
    shape = 200.0 * 20 / (dispersion - 1)
    return rng.poisson(level * rng.gamma(shape, 1 / shape, len(level))).tolist()


def test_a_quiet_august_is_found_and_no_other_month_stands_out_far():
    days = door_months.working_days(MONTHS)
    level = 200 * days * np.array([0.7 if each.start.month == 8 else 1.0 for each in MONTHS])
    months = {each.name: each for each in calendar(counts_of(level)).months}
    assert len(months) == 12
    # The average month is a geometric mean: 0.7 to the power 11/12 beside it.
    assert months["August"].ratio == pytest.approx(0.7 ** (11 / 12), rel=0.03)
    assert months["August"].interval.upper < 0.85
    assert all(abs(each.ratio - 1) < 0.08 for name, each in months.items() if name != "August")


def test_the_ratios_of_the_twelve_months_multiply_to_one():
    found = calendar(counts_of(200 * door_months.working_days(MONTHS))).months
    assert np.prod([each.ratio for each in found]) == pytest.approx(1.0)


def test_contacts_a_working_day_are_counts_over_days():
    days = door_months.working_days(MONTHS)
    april = calendar((10 * days).astype(int).tolist()).months[0]
    assert (april.name, april.a_day) == ("April", 10.0)


def test_fewer_contacts_in_school_holidays_are_found_again():
    days = door_months.working_days(MONTHS)
    inside = door_months.working_days(MONTHS, within=HOLIDAYS)
    level = 200 * days * np.exp(np.log(0.8) * inside / days)
    found = calendar(counts_of(level)).in_holidays
    assert found.ratio == pytest.approx(0.8, rel=0.05)
    assert found.interval.upper < 1


def test_a_trend_is_told_with_the_season_allowed_for():
    level = 200 * door_months.working_days(MONTHS) * 1.05 ** door_months.trend(MONTHS)
    found = calendar(counts_of(level)).a_year
    assert found.interval.lower < 1.05 < found.interval.upper


@pytest.mark.parametrize(
    ("holidays", "reason"),
    [
        ((), "the council has not stated its school holidays"),
        (HOLIDAYS[:3], "the school holidays stated do not cover all years of the records"),
        (HOLIDAYS[6:], "the school holidays stated do not cover all years of the records"),
    ],
)
def test_holidays_that_are_not_stated_are_not_guessed(holidays, reason):
    assert calendar([4000] * 48, holidays).in_holidays == reason


def test_a_season_is_not_told_from_a_year_or_from_hidden_months():
    short, hidden = calendar([4000] * 23), calendar([4000, None] * 24)
    assert short.reason == "a season cannot be told from chance in 23 months; 24 are needed"
    assert hidden.reason == "24 of 48 months are not known or not shown"
    assert (short.months, short.a_year, short.in_holidays) == ((), None, short.reason)


def test_the_same_is_worked_out_of_other_figures():
    found = calendar([4000] * 48)
    assert found.over(calendar([4000, None] * 24).figures).months == ()
