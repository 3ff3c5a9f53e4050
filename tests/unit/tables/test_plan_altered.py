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


EVIDENCE = {"evidence_id": "E09", "about_id": "A02", "kind": "audit", "link": "Audit of May", "shows": "contradicts"}


@pytest.mark.parametrize(
    ("column", "value"),
    [("shows", "supports"), ("about_id", "I02"), ("link", "Audit of June"), ("kind", "document")],
)
def test_evidence_that_was_rewritten_is_told(column, value):
    held = plan({"evidence": [{**EVIDENCE, column: value}]}, {"evidence": [EVIDENCE]})
    (found,) = altered(held)
    assert (found.number, found.rule, found.then, found.now) == ("E09", "evidence_rewritten", EVIDENCE[column], value)
    assert "E09" in [gap.number for gap in missing(held, as_at=AS_AT) if gap.rule == "evidence_rewritten"]


def test_evidence_that_has_come_since_is_not_rewritten_and_what_once_contradicted_is_remembered():
    to_come = {**EVIDENCE, "kind": "none yet", "link": None, "shows": "neither"}
    assert told({"evidence": [EVIDENCE]}, {"evidence": [to_come]}) == []
    neither = {"evidence": [{**EVIDENCE, "shows": "neither"}]}
    assert told(neither, neither, {"evidence": [EVIDENCE]}) == [
        ("evidence", "E09", "evidence_rewritten", "contradicts", "neither")
    ]


def test_a_baseline_that_was_changed_is_told_and_one_that_was_added_is_not():
    then, now = (changed("measures", baseline=value) for value in (122.0, 130.0))
    assert told(now, then) == [("measures", "I02", "baseline_changed", "122", "130")]
    assert told(now, {}) == []


def test_the_notices_own_dates_are_compared():
    held = plan(changed("notice", aim_on="2014-12-31"), {})
    (found,) = altered(held)
    assert (found.sheet, found.number, found.then, found.now) == ("notice", "Notice", "2013-12-31", "2014-12-31")
    assert [(gap.sheet, gap.rule) for gap in missing(held, as_at=AS_AT)] == [("notice", "notice_changed")]
    months = [changed("requirements", months_allowed=each) for each in (8, 10)]
    assert told(months[1], months[0]) == [("requirements", "N02", "notice_changed", "8", "10")]
    assert told(changed("notice", reported_on="2012-10-17"), {}) == []


def test_every_kind_of_alteration_has_words():
    assert {"moved", "notice_changed", "evidence_rewritten", "baseline_changed"} <= set(OPEN)


@pytest.mark.parametrize(
    ("cell", "said"),
    [(None, ""), (float("nan"), ""), (" O01 ", "O01"), (122.0, "122")],
)
def test_a_cell_is_told_as_it_is_written(cell, said):
    assert said_in(cell) == said
