"""Independent routes to the same counts; the cases worked by hand are in tests/spec/front_door.md."""

import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.front_door import with_return
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import year_ending

DAYS = st.dates(min_value=dt.date(2009, 4, 1), max_value=dt.date(2013, 3, 31))


def a_year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return dt.date(day.year - 1, 2, 28)


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from("abc"), DAYS), max_size=20))
def test_a_return_is_a_referral_with_another_of_the_child_in_the_year_before(rows):
    held = canonical("referrals", [{"child_key": child, "referred_on": str(day)} for child, day in rows])
    for found in with_return(held).itertuples():
        day = found.referred_on.date()
        earlier = any(child == found.child_key and a_year_before(day) <= other < day for child, other in rows)
        expected = True if earlier else False if a_year_before(day) >= dt.date(2009, 4, 1) else None
        assert (None if pd.isna(found.meets) else bool(found.meets)) is expected


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from("abc"), DAYS), max_size=20))
def test_every_referral_is_in_the_share_once(rows):
    held = {"referrals": canonical("referrals", [{"child_key": child, "referred_on": str(day)} for child, day in rows])}
    counted = measure("referrals", held, periods=(year_ending(2013),), area="X").measurements[0]
    share = measure("re_referrals_within_12_months", held, periods=(year_ending(2013),), area="X").measurements[0]
    assert not rows or counted.numerator == share.denominator


def test_the_worklist_of_assessments_gives_the_days_taken_and_allowed():
    held = canonical(
        "assessments",
        [
            {"child_key": "a", "kind": "initial", "started_on": "2012-05-08", "completed_on": "2012-05-23"},
            {"child_key": "b", "started_on": "2012-05-08", "completed_on": "2012-05-23"},
        ],
    )
    listed = children_behind("assessments_on_time", {"assessments": held}, year_ending(2013))
    assert listed["working_days"].tolist() == [11, 11]
    assert listed["working_days_allowed"].tolist() == [10, pd.NA]
    assert listed["counted"].tolist() == ["no", "not known"]


def test_an_assessment_counts_in_the_year_in_which_it_was_finished():
    held = canonical(
        "assessments",
        [{"child_key": "a", "kind": "core", "started_on": "2012-03-20", "completed_on": "2012-04-20"}],
    )
    years = measure(
        "assessments_on_time", {"assessments": held}, periods=(year_ending(2012), year_ending(2013)), area="X"
    ).measurements
    assert [(each.numerator, each.denominator) for each in years] == [(0, 0), (1, 1)]
