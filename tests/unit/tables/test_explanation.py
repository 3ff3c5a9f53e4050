"""Which period some words name, and whether an explanation is of a period."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.reference.periods import Period, at, month, spans, year_ending
from turncurve.tables.explanation import Explanation, period_named


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("May 2012", month(2012, 5)),
        ("  may   2012 ", month(2012, 5)),
        ("April to June 2012", Period(dt.date(2012, 4, 1), dt.date(2012, 6, 30))),
        ("year to March 2013", year_ending(2013)),
        ("Year to December 2012", Period(dt.date(2012, 1, 1), dt.date(2012, 12, 31))),
        ("year to February 2012", Period(dt.date(2011, 3, 1), dt.date(2012, 2, 29))),
        ("31 March 2013", at(dt.date(2013, 3, 31))),
        ("29 February 2012", at(dt.date(2012, 2, 29))),
    ],
)
def test_a_period_is_named_as_pages_name_it(words, period):
    assert period_named(words) == period


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2012",
        "spring 2012",
        "May",
        "May 12",
        "June to April 2012",
        "31 April 2012",
        "0 May 2012",
        "29 February 2013",
    ],
)
def test_words_without_a_period_name_none(words):
    assert period_named(words) is None
    assert not Explanation(words, "Nobody knows").is_of(year_ending(2013))


@pytest.mark.parametrize("words", ["May 0000", "year to 2013", "2012-05", "year to 31 March 2013"])
def test_other_forms_of_dates_name_none(words):
    assert period_named(words) is None


@given(st.sampled_from(["month", "quarter", "year"]), st.integers(1990, 2090))
def test_every_label_that_a_chart_writes_is_understood(grain, year):
    periods = spans(grain, first=dt.date(year, 4, 1), last=dt.date(year + 1, 3, 31))
    assert [period_named(each.label) for each in periods] == list(periods)


@pytest.mark.parametrize(
    ("said", "period", "is_of"),
    [
        ("May 2012", month(2012, 5), True),
        ("May 2012", month(2012, 6), False),
        ("May 2012", year_ending(2013), True),
        ("year to March 2013", month(2012, 5), True),
        ("year to March 2013", month(2013, 4), False),
        ("31 March 2013", at(dt.date(2013, 3, 31)), True),
        ("31 March 2013", at(dt.date(2012, 3, 31)), False),
    ],
)
def test_an_explanation_is_of_each_period_that_it_shares_a_day_with(said, period, is_of):
    assert Explanation(said, "Two large families came back").is_of(period) == is_of
