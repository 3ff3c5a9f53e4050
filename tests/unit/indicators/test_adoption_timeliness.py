"""Further edges of the time that steps took; the cases worked by hand are in tests/spec/adoption_steps.md."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import children_behind, definition, measure
from turncurve.reference.periods import year_ending
from turncurve.reference.timescales import timescale

YEAR = year_ending(2013)


def routes(*rows):
    held = [{"child_key": f"c{number}", "entered_care_on": "2011-01-01", **row} for number, row in enumerate(rows)]
    return {"adoption_pathways": canonical("adoption_pathways", held, edition="made/2009-04-01_2013-03-31")}


def counted(indicator, *rows):
    found = measure(indicator, routes(*rows), periods=(YEAR,), area="X").measurements[0]
    return found.numerator, found.denominator


@pytest.mark.parametrize(("entered", "in_time"), [("2012-03-14", 0), ("2012-03-15", 1), ("2012-09-15", 1)])
def test_a_decision_is_in_time_to_the_same_day_of_the_sixth_month(entered, in_time):
    row = {"entered_care_on": entered, "decided_on": "2012-09-15"}
    assert counted("adoption_decided_within_6_months_of_care", row) == (in_time, 1)


@pytest.mark.parametrize(
    ("decided", "matched", "expected"),
    [
        ("2012-09-30", None, (0, 1)),
        ("2012-09-30", "2013-03-30", (1, 1)),
        ("2012-09-30", "2013-03-31", (0, 1)),
        ("2012-10-01", "2012-11-01", (0, 0)),
        ("2011-09-30", "2011-11-01", (0, 0)),
        ("2011-10-01", "2011-11-01", (1, 1)),
        (None, "2012-05-01", (0, 0)),
    ],
)
def test_a_match_is_looked_for_when_six_months_have_passed(decided, matched, expected):
    assert counted("matched_within_6_months_of_decision", {"decided_on": decided, "matched_on": matched}) == expected


def test_the_months_are_those_of_the_limits():
    assert timescale("adoption_permanence_plan").limit + timescale("adoption_panel").limit == 6
    assert timescale("adoption_placement").limit == 6
    for name in ("adoption_decided_within_6_months_of_care", "matched_within_6_months_of_decision"):
        assert "6 months" in definition(name).title


@settings(max_examples=25, deadline=None)
@given(waits=st.lists(st.integers(-90, 400), min_size=1, max_size=12))
def test_days_from_order_to_match_are_added_up_without_any_below_nought(waits):
    matched = dt.date(2012, 12, 1)
    rows = [
        {"placement_order_on": str(matched - dt.timedelta(days=wait)), "matched_on": str(matched)} for wait in waits
    ]
    assert counted("days_from_order_to_match", *rows) == (sum(max(wait, 0) for wait in waits), len(waits))


def test_the_children_behind_the_days_are_listed_with_their_days():
    row = {"placement_order_on": "2012-05-01", "matched_on": "2012-08-01"}
    listed = children_behind("days_from_order_to_match", routes(row), YEAR)
    assert listed["days"].tolist() == [92]
