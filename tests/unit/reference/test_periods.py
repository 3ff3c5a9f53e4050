import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.reference.periods import GRAINS, MONTHS_IN, Period, at, check_sequence, month, spans, year_ending

D = dt.date
DAYS = st.dates(min_value=D(1995, 1, 1), max_value=D(2030, 12, 31))


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(TurnCurveError, match="cannot end"):
        Period(D(2013, 1, 2), D(2013, 1, 1))


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (month(2013, 3), "March 2013"),
        (month(2012, 12), "December 2012"),
        (year_ending(2013), "year to March 2013"),
        (Period(D(2012, 4, 1), D(2012, 6, 30)), "April to June 2012"),
        (Period(D(2010, 4, 1), D(2013, 3, 31)), "three years to March 2013"),
        (Period(D(2007, 4, 1), D(2013, 3, 31)), "6 years to March 2013"),
        (Period(D(2012, 4, 1), D(2012, 5, 31)), "1 April 2012 to 31 May 2012"),
        (Period(D(2012, 4, 2), D(2012, 4, 30)), "2 April 2012 to 30 April 2012"),
        (at(D(2013, 3, 31)), "31 March 2013"),
    ],
)
def test_a_period_is_named_in_a_readers_words(period, label):
    assert period.label == label


@pytest.mark.parametrize(
    ("period", "months", "days"),
    [
        (month(2012, 2), 1, 29),
        (month(2013, 2), 1, 28),
        (year_ending(2013), 12, 365),
        (year_ending(2012), 12, 366),
        (Period(D(2012, 4, 1), D(2012, 4, 29)), None, 29),
        (at(D(2013, 3, 31)), None, 1),
    ],
)
def test_a_period_knows_its_length(period, months, days):
    assert (period.months, period.days, period.is_one_date) == (months, days, days == 1)


@given(year=st.integers(1995, 2030), number=st.integers(1, 12))
def test_a_month_has_the_days_that_the_calendar_gives_it(year, number):
    assert month(year, number).days == calendar.monthrange(year, number)[1]
    assert month(year, number).months == 1


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Period(D(2013, 3, 31), D(2013, 4, 2)), True),
        (Period(D(2013, 4, 1), D(2013, 4, 2)), False),
        (month(2012, 4), True),
        (month(2012, 3), False),
        (Period(D(2000, 1, 1), D(2030, 1, 1)), True),
    ],
)
def test_periods_overlap_where_they_share_a_day(other, expected):
    assert year_ending(2013).overlaps(other) is expected
    assert other.overlaps(year_ending(2013)) is expected


@pytest.mark.parametrize(
    ("grain", "count", "first", "last"),
    [
        ("month", 48, month(2009, 4), month(2013, 3)),
        ("quarter", 16, Period(D(2009, 4, 1), D(2009, 6, 30)), Period(D(2013, 1, 1), D(2013, 3, 31))),
        ("year", 4, year_ending(2010), year_ending(2013)),
        ("three_years", 2, Period(D(2009, 4, 1), D(2012, 3, 31)), Period(D(2010, 4, 1), D(2013, 3, 31))),
    ],
)
def test_four_reporting_years_hold_the_periods_one_expects(grain, count, first, last):
    found = spans(grain, first=D(2009, 4, 1), last=D(2013, 3, 31))
    assert (len(found), found[0], found[-1]) == (count, first, last)


@pytest.mark.parametrize(
    ("grain", "first", "last", "expected"),
    [
        ("month", D(2013, 1, 2), D(2013, 3, 30), ["February 2013"]),
        ("month", D(2013, 1, 1), D(2013, 1, 30), []),
        ("year", D(2012, 4, 2), D(2014, 3, 31), ["year to March 2014"]),
        ("year", D(2012, 1, 1), D(2014, 3, 30), ["year to March 2013"]),
        ("quarter", D(2012, 12, 31), D(2013, 4, 1), ["January to March 2013"]),
    ],
)
def test_only_whole_periods_count(grain, first, last, expected):
    assert [each.label for each in spans(grain, first=first, last=last)] == expected


@given(grain=st.sampled_from(GRAINS), first=DAYS, last=DAYS)
def test_spans_lie_inside_their_dates_are_whole_and_in_order(grain, first, last):
    found = spans(grain, first=first, last=last)
    assert all(first <= each.start and each.end <= last and each.months == MONTHS_IN[grain] for each in found)
    assert list(found) == sorted(set(found))
    if grain != "three_years":
        check_sequence(found)


@given(first=DAYS, last=DAYS)
def test_every_whole_month_is_found(first, last):
    expected = sum(
        first <= month(year, number).start and month(year, number).end <= last
        for year in range(1995, 2031)
        for number in range(1, 13)
    )
    assert len(spans("month", first=first, last=last)) == expected


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        ((month(2013, 1), month(2013, 1)), "is there twice"),
        ((month(2013, 1), month(2013, 3)), "nothing is held between"),
        ((year_ending(2012), Period(D(2011, 10, 1), D(2012, 9, 30))), "overlap"),
    ],
)
def test_a_series_with_a_gap_a_duplicate_or_an_overlap_is_refused(periods, said):
    with pytest.raises(TurnCurveError, match=said):
        check_sequence(periods)


def test_single_dates_may_lie_apart():
    dates = (at(D(2012, 3, 31)), at(D(2013, 3, 31)))
    check_sequence(dates)
    assert dates[0] < dates[1]
