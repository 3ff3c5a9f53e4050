"""Chairs are letters that stay their own, and a review is read beside the plan that the records say it was of."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical, plans
from turncurve.indicators.cases import TablesHeld
from turncurve.indicators.chaired import chaired, letters, reviews_with_plans, with_concern
from turncurve.indicators.conference_chairs import conferences_chaired
from turncurve.reference.periods import month
from turncurve.tables import store
from turncurve.tables.records import Records


def returned(*rows):
    names = ("child_key", "held_on", "kind", "chair_key")
    return canonical("chaired_conferences", [dict(zip(names, row, strict=True)) for row in rows])


def test_letters_follow_the_month_in_which_each_chair_first_appears():
    held = returned(
        ("c1", "2012-06-20", "review", "zz"), ("c2", "2012-07-01", "review", "aa"), ("c3", "2012-06-01", "review", "mm")
    )
    assert letters(held) == {"mm": "Chair A", "zz": "Chair B", "aa": "Chair C"}
    assert list(chaired(TablesHeld({"chaired_conferences": held}))["chair"]) == ["Chair B", "Chair C", "Chair A"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 28), min_size=1, max_size=12), st.integers(0, 20))
def test_a_chair_keeps_the_letter_as_more_chairs_come(days, more):
    first = returned(*((f"c{n}", f"2012-06-{day:02d}", "review", f"h{n:02d}") for n, day in enumerate(days)))
    later = returned(
        *((f"d{n}", "2012-07-02", "review", f"a{n:02d}") for n in range(more)), ("d", "2012-08-01", "review", "h00")
    )
    both = canonical("chaired_conferences", [*first.to_dict("records"), *later.to_dict("records")])
    assert {key: letters(both)[key] for key in letters(first)} == letters(first)
    assert len(set(letters(both).values())) == len(days) + more


def test_after_the_twenty_sixth_chair_there_are_two_letters():
    held = returned(*((f"c{n}", "2012-06-01", "review", f"h{n:02d}") for n in range(53)))
    named = list(letters(held).values())
    assert (named[25], named[26], named[51], named[52]) == ("Chair Z", "Chair AA", "Chair AZ", "Chair BA")


def test_a_return_without_a_row_has_no_letters():
    assert letters(returned()) == {}
    assert chaired(TablesHeld({})).empty


def test_a_review_is_read_with_the_plan_that_the_records_say_it_was_of():
    reviews = [{"child_key": "c1", "plan_started_on": "2012-06-01", "reviewed_on": "2012-08-20"}]
    held = TablesHeld(
        {
            "chaired_conferences": returned(
                ("c1", "2012-06-01", "initial", "h1"),
                ("c1", "2012-08-20", "review", "h1"),
                ("c2", "2012-08-20", "review", "h1"),
            ),
            "cp_plans": plans(("c1", "2011-01-03", "2011-06-01", 0), ("c1", "2012-06-01", None, 1)),
            "cp_reviews": canonical("cp_reviews", reviews),
        }
    )
    found = reviews_with_plans(held)
    assert list(found["child_key"]) == ["c1", "c2"]
    assert found["plan_started_on"].astype("str").fillna("").tolist()[:1] == ["2012-06-01"]
    assert found["plan_started_on"].isna().tolist() == [False, True]
    assert found["repeat_plan"].fillna(value=False).tolist() == [True, False]
    assert found["repeat_plan"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("said", "concern"),
    [
        ({}, False),
        ({"non_compliance_raised": True}, True),
        ({"unassessed_risk_recorded": True}, True),
        ({"plan_unchanged": True}, True),
        ({"contingency_plan_present": False}, True),
        ({"contingency_plan_present": True, "plan_unchanged": False, "non_compliance_raised": False}, False),
    ],
)
def test_something_to_challenge_is_what_the_chair_said_and_never_a_blank(said, concern):
    row = {"child_key": "c1", "held_on": "2012-06-01", "kind": "review", "chair_key": "h1", **said}
    assert len(with_concern(canonical("chaired_conferences", [row]))) == concern


def test_what_is_read_once_for_a_page_is_what_each_indicator_would_read_for_itself(tmp_path):
    records = Records("madeshire", dt.date(2013, 3, 31), folder=tmp_path)
    held = returned(("c1", "2012-06-01", "initial", "h1"), ("c1", "2012-08-20", "review", "h2"))
    store.write("chaired_conferences", held, folder=tmp_path, sources={}, counts={})
    first = chaired(records)
    assert list(first["chair"]) == ["Chair A", "Chair B"]
    assert chaired(records) is first
    cases = conferences_chaired(records, (month(2012, 6), month(2012, 8)))
    assert list(cases["period"]) == [0, 1]
    assert "period" not in chaired(records)
