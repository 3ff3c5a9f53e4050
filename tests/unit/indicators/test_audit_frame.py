"""Which files could be drawn on a day."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.audit_frame import open_cases, records_end
from turncurve.indicators.cases import TablesHeld

DAY = dt.date(2012, 10, 1)


def frame(referrals=(), plans=(), care=(), day=DAY):
    names = ("child_key", "referred_on", "closed_on", "no_further_action", "team", "primary_need")
    held = {
        "referrals": canonical("referrals", [dict(zip(names, row, strict=False)) for row in referrals]),
        "cp_plans": canonical(
            "cp_plans", [dict(zip(("child_key", "started_on", "ended_on"), row, strict=False)) for row in plans]
        ),
        "care_episodes": canonical(
            "care_episodes", [dict(zip(("child_key", "started_on", "ended_on"), row, strict=False)) for row in care]
        ),
    }
    return open_cases(TablesHeld(held), day).set_index("child_key")


def test_what_is_closed_not_yet_begun_or_was_never_worked_is_not_there():
    found = frame([
        ("open", "2012-09-01"), ("closed", "2012-09-01", "2012-10-01"), ("later", "2012-10-02"),
        ("nothing done", "2012-09-01", None, True), ("closes later", "2012-09-01", "2012-10-02"),
    ])  # fmt: skip
    assert sorted(found.index) == ["closes later", "open"]


def test_care_comes_before_a_plan_and_a_plan_before_need():
    found = frame(
        [("need", "2012-09-01"), ("plan", "2012-09-01"), ("care", "2012-09-01")],
        [("plan", "2012-09-20", None), ("care", "2012-09-20", None), ("ended", "2012-01-01", "2012-02-01")],
        [("care", "2012-09-25", None)],
    )
    assert found["kind"].to_dict() == {
        "need": "children in need", "plan": "child protection plans", "care": "looked after",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("referred", "months", "length"),
    [
        ("2012-01-02", 8, "open up to 9 months"),
        ("2012-01-01", 8, "open up to 9 months"),
        ("2011-12-31", 9, "open over 9 months"),
    ],
)
def test_over_nine_months_is_more_than_nine_whole_months(referred, months, length):
    found = frame([("one", referred)]).loc["one"]
    assert (found["months"], found["length"]) == (months, length)


def test_a_case_is_as_old_as_its_referral_and_a_plan_without_one_as_the_plan():
    found = frame([("both", "2011-01-01")], [("both", "2012-09-01", None), ("alone", "2012-09-01", None)])
    assert found["opened_on"].dt.strftime("%Y-%m-%d").to_dict() == {"both": "2011-01-01", "alone": "2012-09-01"}


def test_team_and_need_are_in_words_and_what_is_not_stated_is_a_group_of_its_own():
    found = frame([("a", "2012-09-01", None, False, "North", "N1"), ("b", "2012-09-01", None, False, None, "N4"),
                   ("c", "2012-09-01")])  # fmt: skip
    assert found["team"].tolist() == ["North", "no team stated", "no team stated"]
    assert found["need"].tolist() == ["abuse or neglect", "another need", "need not stated"]


def test_a_child_with_two_open_referrals_is_one_case_since_the_first():
    found = frame([("one", "2012-05-01"), ("one", "2012-09-01")])
    assert found["opened_on"].dt.strftime("%Y-%m-%d").tolist() == ["2012-05-01"]


@pytest.mark.parametrize(
    ("tables", "last"),
    [
        ({}, None),
        ({"referrals": [{"child_key": "a", "referred_on": "2012-05-01"}]}, dt.date(2012, 5, 1)),
        (
            {
                "referrals": [{"child_key": "a", "referred_on": "2012-05-01", "closed_on": "2012-08-01"}],
                "cp_plans": [{"child_key": "a", "started_on": "2012-07-01"}],
            },
            dt.date(2012, 8, 1),
        ),
        (
            {
                "referrals": [{"child_key": "a", "referred_on": "2012-05-01"}],
                "care_episodes": [{"child_key": "b", "started_on": "2010-07-01", "ended_on": "2013-01-09"}],
            },
            dt.date(2013, 1, 9),
        ),
    ],
)
def test_records_end_with_the_last_that_began_or_ended(tables, last):
    held = {name: canonical(name, tables.get(name, [])) for name in ("referrals", "cp_plans", "care_episodes")}
    assert records_end(TablesHeld(held)) == last
