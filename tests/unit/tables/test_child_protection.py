"""The tables of child protection: what they take, what they refuse, and whom they could reveal."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.reference.vocabulary import words_of as codes_of
from turncurve.tables.child_protection import CATEGORIES, Conferences, CpPlans, CpReviews, StrategyDiscussions

PLAN = {"child_key": "c1", "started_on": "2012-04-03", "previous_plans": 0, "age_at_start": 4}
ROWS = {
    "strategy_discussions": (StrategyDiscussions, {"child_key": "c1", "held_on": "2012-04-03"}),
    "conferences": (Conferences, {"child_key": "c1", "held_on": "2012-04-20", "led_to_plan": True}),
    "cp_plans": (CpPlans, PLAN),
    "cp_reviews": (CpReviews, {"child_key": "c1", "plan_started_on": "2012-04-03", "reviewed_on": "2012-06-20"}),
}


@pytest.mark.parametrize("table", ROWS)
def test_a_row_with_nothing_but_what_must_be_known_is_taken(table):
    model, row = ROWS[table]
    assert len(model.validate(canonical(table, [row]), lazy=True)) == 1


@pytest.mark.parametrize("table", ROWS)
def test_no_row_is_without_a_child_or_an_event(table, dictionary):
    model, row = ROWS[table]
    events = [name for name, words in dictionary[table].items() if words["event"]]
    assert len(events) == 1
    for blank in ("child_key", *events):
        with pytest.raises(pa.errors.SchemaErrors, match="not_nullable"):
            model.validate(canonical(table, [{**row, blank: None}]), lazy=True)


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("previous_plans", -1, False),
        ("previous_plans", 0, True),
        ("previous_plans", 1, True),
        ("age_at_start", -2, False),
        ("age_at_start", -1, True),
        ("age_at_start", 0, True),
        ("initial_category", "NEG", True),
        ("initial_category", "neglect", False),
        ("latest_category", "MUL", True),
        ("latest_category", "XYZ", False),
        ("ended_on", None, True),
    ],
)
def test_what_a_plan_may_hold_has_bounds(name, value, taken):
    rows = canonical("cp_plans", [{**PLAN, name: value}])
    if taken:
        assert len(CpPlans.validate(rows, lazy=True)) == 1
        return
    with pytest.raises(pa.errors.SchemaErrors):
        CpPlans.validate(rows, lazy=True)


def test_the_categories_of_abuse_are_those_of_the_field():
    assert set(CATEGORIES) == set(codes_of("category_of_abuse"))


def test_how_often_a_child_had_a_plan_is_about_the_child(dictionary):
    assert dictionary["cp_plans"]["previous_plans"]["sensitivity"] == "child"
    assert dictionary["cp_plans"]["age_at_start"]["sensitivity"] == "child"
