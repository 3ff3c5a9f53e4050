"""Independent routes to the same counts; the cases worked by hand are in tests/spec/conferences.md."""

import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical, plans
from turncurve.indicators.conferences import review_steps
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import at, year_ending
from turncurve.reference.working_days import bank_holidays

END = at(dt.date(2013, 3, 31))
LONG_RECORDS = "worked_example/2000-04-01_2013-03-31"


def working_days(start, end):
    holidays = set(bank_holidays())
    days = [start + dt.timedelta(days=step) for step in range(1, (end - start).days + 1)]
    return sum(day.weekday() < 5 and day not in holidays for day in days)


@settings(max_examples=20, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.dates(dt.date(2012, 3, 1), dt.date(2012, 12, 31)), st.integers(0, 40)), min_size=1, max_size=12
    )
)
def test_conferences_in_time_are_those_that_a_calendar_counts(rows):
    held = canonical(
        "conferences",
        [
            {
                "child_key": f"c{number}",
                "strategy_discussion_on": str(start),
                "held_on": str(start + dt.timedelta(days=length)),
            }
            for number, (start, length) in enumerate(rows)
        ],
    )
    inside = [
        (start, start + dt.timedelta(days=length))
        for start, length in rows
        if start + dt.timedelta(days=length) >= dt.date(2012, 4, 1)
    ]
    (found,) = measure(
        "initial_conferences_within_15_working_days", {"conferences": held}, periods=(year_ending(2013),), area="X"
    ).measurements
    assert found.denominator == len(inside)
    assert found.numerator == sum(working_days(start, end) <= 15 for start, end in inside)


def months_after(day, months):
    index = day.year * 12 + day.month - 1 + months
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(index // 12, index % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError


@settings(max_examples=20, deadline=None)
@given(start=st.dates(dt.date(2010, 6, 1), dt.date(2012, 12, 31)), gaps=st.lists(st.integers(20, 250), max_size=6))
def test_a_plan_is_on_time_where_walking_through_its_reviews_finds_none_late(start, gaps):
    held_on, reviews = start, []
    for gap in gaps:
        held_on += dt.timedelta(days=gap)
        if held_on <= dt.date(2013, 3, 31):
            reviews.append(held_on)
    due, late = months_after(start, 3), False
    for held in [*reviews, None]:
        if dt.date(2012, 3, 31) < due <= dt.date(2013, 3, 31) and (held is None or held > due):
            late = True
        due = months_after(held, 6) if held else due
    tables = {
        "cp_plans": plans(("a", str(start), None, 0), edition=LONG_RECORDS),
        "cp_reviews": canonical(
            "cp_reviews",
            [{"child_key": "a", "plan_started_on": str(start), "reviewed_on": str(day)} for day in reviews]
            or [{"child_key": "z", "plan_started_on": "2005-01-01", "reviewed_on": "2005-02-01"}],
            edition=LONG_RECORDS,
        ),
    }
    (found,) = measure("child_protection_reviews_on_time", tables, periods=(END,), area="X").measurements
    assert (found.numerator, found.denominator) == (int(not late), 1)


def test_reviews_outside_the_plan_and_reviews_told_twice_are_no_steps():
    held = plans(("a", "2012-01-10", "2012-12-10", 0))[["child_key", "started_on", "ended_on"]].assign(plan=0)
    row = {"child_key": "a", "plan_started_on": "2012-01-10"}
    reviews = canonical(
        "cp_reviews",
        [{**row, "reviewed_on": day} for day in ("2012-01-10", "2012-04-01", "2012-04-01", "2012-12-20")],
    )
    steps = review_steps(held, reviews)
    assert steps["due_on"].tolist() == [pd.Timestamp("2012-04-10"), pd.Timestamp("2012-10-01")]
    assert steps["held_on"].tolist()[0] == pd.Timestamp("2012-04-01")
    assert pd.isna(steps["held_on"].tolist()[1])


def test_the_worklist_of_conferences_gives_the_working_days_that_each_took():
    held = canonical(
        "conferences",
        [
            {"child_key": "a", "strategy_discussion_on": "2012-10-01", "held_on": "2012-10-23"},
            {"child_key": "b", "held_on": "2012-10-23"},
        ],
    )
    listed = children_behind("initial_conferences_within_15_working_days", {"conferences": held}, year_ending(2013))
    assert listed["working_days"].tolist() == [16, pd.NA]
    assert listed["counted"].tolist() == ["no", "not known"]


def test_without_any_review_held_no_plan_can_be_judged():
    tables = {"cp_plans": plans(("a", "2012-06-01", None, 0))}
    (found,) = measure("child_protection_reviews_on_time", tables, periods=(END,), area="X").measurements
    assert (found.status, found.numerator) == ("not available", None)
