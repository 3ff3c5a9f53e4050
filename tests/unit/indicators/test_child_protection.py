"""Independent routes to the same counts; the cases worked by hand are in tests/spec/child_protection.md."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical, plans
from turncurve.indicators.child_protection import with_history
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import at, spans, year_ending

MONTHS = spans("month", first=dt.date(2009, 4, 1), last=dt.date(2013, 3, 31))
STARTS = st.dates(min_value=dt.date(2008, 1, 1), max_value=dt.date(2013, 3, 31))
PLANS = st.lists(st.tuples(st.sampled_from("abcd"), STARTS, st.integers(1, 1200), st.booleans()), max_size=14)
LONG_RECORDS = "worked_example/1980-04-01_2013-03-31"


def table(rows):
    made = []
    for child, start, length, is_open in rows:
        made.append((child, str(start), None if is_open else str(start + dt.timedelta(days=length)), None))
    return plans(*made, edition=LONG_RECORDS)


@settings(max_examples=20, deadline=None)
@given(rows=PLANS)
def test_a_plan_is_a_repeat_where_the_child_has_a_plan_that_had_ended_by_its_start(rows):
    held = table(rows)
    found = with_history(held)
    for plan in found.itertuples():
        others = held[(held["child_key"] == plan.child_key) & (held["started_on"] < plan.started_on)]
        if (others["ended_on"] <= plan.started_on).any():
            assert plan.meets is True or bool(plan.meets)
        elif others.empty and (held["child_key"] == plan.child_key).sum() == 1:
            assert not plan.meets


@settings(max_examples=20, deadline=None)
@given(rows=PLANS)
def test_started_ended_and_open_agree_in_every_month(rows):
    held = {"cp_plans": table(rows)}
    opening, *dates = (at(dt.date(2009, 3, 31)), *(at(each.end) for each in MONTHS))
    started = measure("child_protection_plans_started", held, periods=MONTHS, area="X").measurements
    ended = measure("child_protection_plans_ended", held, periods=MONTHS, area="X").measurements
    still = measure("child_protection_plans_open", held, periods=(opening, *dates), area="X").measurements
    if not rows:
        return
    for number in range(len(MONTHS)):
        change = started[number].numerator - ended[number].numerator
        assert still[number + 1].numerator == still[number].numerator + change


@settings(max_examples=20, deadline=None)
@given(rows=PLANS)
def test_long_plans_are_counted_as_a_calendar_counts_them(rows):
    held = {"cp_plans": table(rows)}
    (found,) = measure(
        "child_protection_plans_ended_after_two_years_or_more", held, periods=(year_ending(2013),), area="X"
    ).measurements
    expected = sum(
        not is_open
        and dt.date(2012, 4, 1) <= start + dt.timedelta(days=length) <= dt.date(2013, 3, 31)
        and length + 1 > 729
        for _, start, length, is_open in rows
    )
    assert not rows or found.numerator == expected


@pytest.mark.parametrize(
    ("started", "age", "is_settled"),
    [
        ("2011-04-01", 0, True),
        ("2011-03-31", 0, False),
        ("2010-04-01", -1, True),
        ("2010-03-31", -1, False),
        ("2013-03-31", 3, False),
        ("2013-03-31", 1, True),
        ("2013-03-31", None, False),
    ],
)
def test_no_earlier_plan_is_concluded_only_where_the_records_reach_back_over_the_childs_life(started, age, is_settled):
    found = with_history(plans(("a", started, None, None, age), edition="worked_example/2009-04-01_2013-03-31"))
    assert found["meets"].notna().tolist() == [is_settled]


def test_no_life_reaches_back_more_than_eighteen_years():
    held = plans(("a", "2012-04-01", None, None, 17), edition="worked_example/1994-04-01_2013-03-31")
    assert with_history(held)["meets"].tolist() == [False]


def test_two_plans_that_start_on_one_day_are_not_each_others_history():
    held = plans(("a", "2012-04-01", "2012-08-01", None), ("a", "2012-04-01", "2012-09-01", None), edition=LONG_RECORDS)
    assert with_history(held)["meets"].fillna(value=True).tolist() == [False, True]
    assert with_history(held)["meets"].isna().tolist() == [False, True]


def test_the_worklist_shows_when_the_plan_before_ended():
    held = plans(("a", "2010-04-01", "2010-09-01", 0), ("a", "2012-06-01", None, None), edition=LONG_RECORDS)
    listed = children_behind("repeat_child_protection_plans", {"cp_plans": held}, year_ending(2013))
    assert listed["earlier_plan_ended_on"].tolist() == [pd.Timestamp("2010-09-01")]
    assert listed["counted"].tolist() == ["yes"]


def test_an_empty_table_has_no_history():
    assert with_history(canonical("cp_plans", [])).empty
