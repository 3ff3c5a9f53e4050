"""A cell that says otherwise than it did is told with both, and one that says the same or was blank is not."""

import datetime as dt

import pytest

from tests.support.made_plan import WHOLE, changed, made_plan
from turncurve.tables.plan_altered import altered, said_in
from turncurve.tables.plan_gaps import OPEN, missing

AS_AT = dt.date(2013, 3, 31)
SECOND = {"objective_id": "O04", "requirement_id": "N04", "words": "Less", "agreed_on": "2012-09-13"}
BOTH = {
    "requirements": [*WHOLE["requirements"], {"requirement_id": "N04", "theme": "practice", "words": "Demand"}],
    "objectives": [*WHOLE["objectives"], SECOND],
}
MILESTONE = {"milestone_id": "M1", "objective_id": "O02", "words": "A rota", "due_on": "2013-05-31"}


def plan(now, *then):
    """Return a plan with the editions before it, the oldest first."""
    days = [dt.date(2013, 2, 1) + dt.timedelta(days=place) for place in range(len(then))]
    return made_plan(earlier=[made_plan(day=day, **each) for day, each in zip(days, then, strict=True)], **now)


def told(now, *then):
    """Return what is told of a plan as (sheet, number, rule, then, now)."""
    return [(each.sheet, each.number, each.rule, each.then, each.now) for each in altered(plan(now, *then))]


def test_editions_that_say_the_same_are_not_altered():
    assert told({}) == told({}, {}, {}) == []


@pytest.mark.parametrize("sheet", ["measures", "milestones", "actions"])
def test_what_was_moved_to_another_objective_is_told_at_what_it_served(sheet):
    rows = {**WHOLE, "milestones": [MILESTONE]}[sheet]
    held = plan({**BOTH, sheet: [{**rows[0], "objective_id": "O04"}]}, {**BOTH, sheet: rows})
    (found,) = altered(held)
    assert (found.sheet, found.rule, found.requirement, found.then, found.now) == (sheet, "moved", "N02", "O02", "O04")
    (gap,) = [each for each in missing(held, as_at=AS_AT) if each.rule == "moved"]
    assert gap.sentence.startswith(f"{found.number} serves another part")
    assert gap.sentence.endswith(f'(sheet {sheet}: "For objective" was O02 in an earlier edition and is O04 now)')
    assert (gap.requirement, gap.holds_release) == ("N02", False)


def test_an_objective_that_was_moved_to_another_requirement_is_told():
    moved = {**BOTH, "objectives": [{**WHOLE["objectives"][0], "requirement_id": "N04"}, SECOND]}
    assert told(moved, BOTH) == [("objectives", "O02", "moved", "N02", "N04")]


def test_what_was_put_back_is_not_told():
    moved = {**BOTH, **changed("measures", objective_id="O04")}
    assert told(BOTH, BOTH, moved) == []
    assert len(told(moved, BOTH, moved)) == 1


def test_every_kind_of_alteration_has_words():
    assert "moved" in OPEN


@pytest.mark.parametrize(
    ("cell", "said"),
    [(None, ""), (float("nan"), ""), (" O01 ", "O01"), (122.0, "122")],
)
def test_a_cell_is_told_as_it_is_written(cell, said):
    assert said_in(cell) == said
