"""Drift as chairs see it: long plans to the day, unchanged plans as answered, repeat plans as the records know."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import month

JULY = month(2012, 7)


def tables(*, started="2011-01-05", held="2012-07-05", previous=None, unchanged=None, ended=None, age=None):
    which = {"child_key": "c1"}
    return {
        "chaired_conferences": canonical(
            "chaired_conferences",
            [{**which, "held_on": held, "kind": "review", "chair_key": "h1", "plan_unchanged": unchanged}],
        ),
        "cp_plans": canonical(
            "cp_plans",
            [{**which, "started_on": started, "ended_on": ended, "previous_plans": previous, "age_at_start": age}],
        ),
        "cp_reviews": canonical("cp_reviews", [{**which, "plan_started_on": started, "reviewed_on": held}]),
    }


def counted(indicator, held, *, period=JULY):
    (each,) = measure(indicator, held, periods=(period,), area="Exampleshire").measurements
    return each.numerator, each.denominator, each.unknown


@pytest.mark.parametrize(("day", "long"), [("2012-07-04", 0), ("2012-07-05", 1), ("2012-07-06", 1)])
def test_a_plan_is_long_from_the_day_on_which_it_has_lasted_18_months(day, long):
    assert counted("reviews_of_long_plans", tables(held=day)) == (long, 1, 0)


def test_a_plan_that_began_on_a_day_that_the_month_lacks_is_long_from_the_last_day_of_that_month():
    held = tables(started="2010-08-31", held="2012-02-29")
    assert counted("reviews_of_long_plans", held, period=month(2012, 2)) == (1, 1, 0)


def test_the_review_that_ended_the_plan_counts_by_how_long_it_had_lasted():
    assert counted("reviews_of_long_plans", tables(ended="2012-07-05")) == (1, 1, 0)


@pytest.mark.parametrize(("unchanged", "expected"), [(True, (1, 1, 0)), (False, (0, 1, 0)), (None, (None, None, 1))])
def test_an_unchanged_plan_is_what_the_chair_answered(unchanged, expected):
    assert counted("plans_unchanged_between_reviews", tables(unchanged=unchanged)) == expected


@pytest.mark.parametrize(("previous", "expected"), [(1, (1, 1, 0)), (0, (0, 1, 0)), (None, (None, None, 1))])
def test_a_repeat_plan_is_what_the_records_know_of_earlier_ones(previous, expected):
    assert counted("reviews_of_repeat_plans", tables(previous=previous)) == expected


@pytest.mark.parametrize("indicator", ["reviews_of_long_plans", "reviews_of_repeat_plans"])
def test_a_review_that_no_record_shows_is_not_known(indicator):
    held = tables(previous=0)
    held["cp_reviews"] = held["cp_reviews"].assign(child_key="another")
    held["chaired_conferences"] = held["chaired_conferences"]
    assert counted(indicator, held)[2] == 1
