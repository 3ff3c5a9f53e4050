"""Each way in which a route cannot be true, told from those that can, and counted under one reason."""

import pandas as pd
import pytest

from tests.support.adoption_council import adoption_tables
from tests.support.canonical import canonical
from turncurve.analyses.route_rules import Unusable, sorted_out

WHOLE = {
    "child_key": "a", "entered_care_on": "2009-01-01", "decided_on": "2009-07-01", "placement_order_on": "2009-10-01",
    "matched_on": "2010-01-01", "placed_on": "2010-02-01", "adopted_on": "2010-10-01", "left_care_on": "2010-10-01",
    "left_care_because": "E11",
}  # fmt: skip
WAITING = {key: WHOLE[key] for key in ("child_key", "entered_care_on", "decided_on", "placement_order_on")}


def usable(row):
    """Return the reason why a route cannot be used; nothing where it can."""
    kept, unusable = sorted_out(canonical("adoption_pathways", [row]))
    assert len(kept) + sum(each.rows for each in unusable) == 1
    return unusable[0].reason if unusable else ""


@pytest.mark.parametrize(
    "row",
    [
        WHOLE,
        WAITING,
        {**WHOLE, "placement_order_on": None},  # by consent
        {**WHOLE, "matched_on": "2009-08-01"},  # matched before the order
        {**WHOLE, "matched_on": "2010-02-01"},  # placed on the day of the match
        {**WAITING, "plan_changed_on": "2010-01-01"},
        {**WAITING, "plan_changed_on": "2009-06-30"},  # an earlier plan
        {**WHOLE, "adopted_on": None, "left_care_on": None, "left_care_because": None, "plan_changed_on": "2010-05-01"},
        {**WAITING, "left_care_on": "2010-05-01", "left_care_because": "E43"},
        {"child_key": "a", "entered_care_on": "2009-01-01"},
    ],
)
def test_a_route_that_can_be_true_is_used(row):
    assert usable(row) == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"adopted_on": "2008-12-31"}, "adopted before entering care"),
        ({"decided_on": "2008-12-31"}, "another step before entering care"),
        ({"decided_on": None}, "a placement order without a decision"),
        ({"decided_on": None, "placement_order_on": None}, "a match without a decision"),
        ({"matched_on": None}, "placed without a match"),
        ({"placed_on": None}, "adopted without having been placed"),
        ({"placement_order_on": "2009-06-30"}, "dates out of order"),
        ({"matched_on": "2010-02-02"}, "dates out of order"),
        ({"placed_on": "2010-10-02"}, "dates out of order"),
        ({"placement_order_on": "2010-02-02"}, "dates out of order"),
        ({"plan_changed_on": "2010-11-01"}, "the plan changed after the adoption, or before a later step"),
        ({"plan_changed_on": "2010-03-01"}, "the plan changed after the adoption, or before a later step"),
        ({"left_care_on": "2010-09-30"}, "a step after leaving care"),
        ({"adopted_on": None}, "left care by adoption without the day of the order"),
        ({"left_care_because": "E4A"}, "adopted and left care in another way"),
    ],
)
def test_a_route_that_cannot_be_true_says_why(changes, reason):
    assert usable({**WHOLE, **changes}) == reason


@pytest.mark.parametrize(("later", "counts"), [("2009-06-30", True), ("2009-07-01", False), ("2009-07-02", False)])
def test_an_order_may_fall_on_the_day_of_the_decision_and_not_before(later, counts):
    assert (usable({**WAITING, "placement_order_on": later}) != "") is counts


def test_a_route_with_two_faults_is_counted_once_under_the_first():
    twice = {**WHOLE, "adopted_on": "2008-12-31", "matched_on": None}
    _, unusable = sorted_out(canonical("adoption_pathways", [twice, twice, WHOLE]))
    assert unusable == (Unusable("adopted before entering care", 2),)


def test_what_is_kept_keeps_its_order_and_nothing_is_changed():
    rows = canonical("adoption_pathways", [{**WHOLE, "child_key": key} for key in ("c", "a", "b")])
    before = rows.copy()
    kept, _ = sorted_out(rows)
    assert list(kept["child_key"]) == ["c", "a", "b"]
    pd.testing.assert_frame_equal(rows, before)


def test_every_route_of_an_invented_council_can_be_used():
    routes, _ = adoption_tables()
    kept, unusable = sorted_out(routes)
    assert (len(kept), unusable) == (len(routes), ())


AT_HOME = {**WHOLE, "foster_placement_on": "2009-05-01", "matched_on": None, "placed_on": None}


@pytest.mark.parametrize(
    ("changes", "matched", "placed"),
    [
        ({}, "2009-10-01", "2009-10-01"),  # with the order
        ({"placement_order_on": None}, "2009-07-01", "2009-07-01"),  # by consent: with the decision
        ({"foster_placement_on": "2009-11-05"}, "2009-11-05", "2009-11-05"),  # an early placement after the order
        ({"matched_on": "2009-12-01"}, "2009-12-01", "2009-12-01"),
        ({"placed_on": "2010-02-01"}, "2010-02-01", "2010-02-01"),
        ({"matched_on": "2010-01-01", "placed_on": "2010-02-01"}, "2010-01-01", "2010-02-01"),
    ],
)
def test_a_child_adopted_by_foster_carers_is_placed_where_it_lives(changes, matched, placed):
    kept, unusable = sorted_out(canonical("adoption_pathways", [{**AT_HOME, **changes}]))
    assert unusable == ()
    assert [str(kept[name].iloc[0].date()) for name in ("matched_on", "placed_on")] == [matched, placed]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"foster_placement_on": None}, "adopted without having been placed"),
        ({"foster_placement_on": "2010-10-02"}, "dates out of order"),
        ({"foster_placement_on": "2008-12-31"}, ""),  # its day is not a step of the route, and tells none
    ],
)
def test_a_placement_is_not_made_up_where_the_foster_carers_day_is_missing_or_too_late(changes, reason):
    assert usable({**AT_HOME, **changes}) == reason


def test_a_child_who_lives_with_foster_carers_and_is_not_adopted_is_not_said_to_be_placed():
    waiting = {**WAITING, "foster_placement_on": "2009-05-01"}
    kept, unusable = sorted_out(canonical("adoption_pathways", [waiting]))
    assert unusable == ()
    assert kept[["matched_on", "placed_on"]].isna().all(axis=None)
