"""What a plan says otherwise than its earlier editions is found, and what it says the same is not."""

import datetime as dt

import pytest

from tests.support.made_plan import WHOLE, changed, made_plan
from turncurve.tables.plan_gaps import OPEN, RULES, missing
from turncurve.tables.plan_rewritten import rewritten

EARLIER = dt.date(2013, 2, 28)
AS_AT = dt.date(2013, 3, 31)
MILESTONE = {"milestone_id": "M1", "objective_id": "O02", "words": "A rota", "due_on": "2013-01-31"}
MET = {**MILESTONE, "met_on": "2013-01-10"}
LOST = {**MET, "lost_on": "2013-02-01"}
EVIDENCE = {"evidence_id": "E1", "about_id": "A02", "kind": "audit", "link": "Audit", "shows": "contradicts"}
PROMISE = {"promise_id": "P1", "meeting_id": "S2", "requirement_id": "N02", "words": "None waits", "outcome": "It grew"}
RISK = {"risk_id": "R1", "requirement_id": "N02", "words": "Leavers", "likelihood": 3, "impact": 3}


def plan(now, *then):
    """Return a plan with the editions before it, the oldest first."""
    earlier = [made_plan(day=EARLIER + dt.timedelta(days=place), **each) for place, each in enumerate(then)]
    return made_plan(earlier=earlier, **now)


def test_editions_that_say_the_same_are_not_rewritten():
    found = rewritten(plan({}, {}, {}))
    assert (found.left_out, found.first_due, found.eased, found.lost) == ((), {}, {}, {})
    assert not found.undone | found.reused


@pytest.mark.parametrize(
    ("sheet", "row", "number", "weighs"),
    [
        ("milestones", MET, "M1", True),
        ("evidence", EVIDENCE, "E1", True),
        ("evidence", {**EVIDENCE, "shows": "supports"}, "E1", False),
        ("promises", PROMISE, "P1", False),
        ("risks", RISK, "R1", False),
    ],
)
def test_a_row_that_was_taken_out_is_named_with_its_requirement(sheet, row, number, weighs):
    (found,) = rewritten(plan({}, {sheet: [row]}, {})).left_out
    assert (found.sheet, found.number, found.requirement, found.weighs) == (sheet, number, "N02", weighs)
    held = [(gap.number, gap.rule, gap.requirement) for gap in missing(plan({}, {sheet: [row]}), as_at=AS_AT)]
    assert (number, "left_out", "N02") in held


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"target": 40.0}, "its target was at most 30 in an earlier edition of the plan and is at most 40 now"),
        ({"target": 20.0}, ""),
        ({"target": None}, ""),
        ({"aim": "at least"}, "its target was at most 30 in an earlier edition of the plan and is at least 30 now"),
        ({"indicator": "referrals"}, ("its target was at most 30 in an earlier edition of the plan and is at most 30 "
                                     "now, and it was counted by unallocated_cases")),
    ],
)  # fmt: skip
def test_a_target_that_is_easier_or_another_is_told_then_and_now(now, said):
    assert rewritten(plan(changed("measures", **now), {})).eased.get("I02", "") == said


def test_the_first_of_several_first_dates_is_the_one_that_counts():
    then = [changed("actions", due_on=day) for day in (None, "2013-02-28", "2013-03-31")]
    assert rewritten(plan({}, *then)).first_due == {"A02": dt.date(2013, 2, 28)}


def test_a_loss_that_is_said_no_more_stands_until_the_milestone_is_met_again():
    lost = {"milestones": [LOST]}
    assert rewritten(plan({"milestones": [MET]}, lost)).lost == {"M1": dt.date(2013, 2, 1)}
    assert rewritten(plan({"milestones": [{**MET, "met_on": "2013-03-01"}]}, lost)).lost == {}
    assert rewritten(plan(lost, lost)).lost == {}


def test_what_was_done_and_is_no_more_is_named():
    assert rewritten(plan({"milestones": [MILESTONE]}, {"milestones": [MET]})).undone == {"M1"}
    assert rewritten(plan({"milestones": [MET]}, {"milestones": [MILESTONE]})).undone == frozenset()


def test_only_what_can_be_put_back_holds_a_release():
    assert {"left_out", "first_date_changed", "lost_taken_back"} <= set(RULES)
    assert {"target_eased", "taken_back", "approval_reused"} <= set(OPEN)
    (gap,) = missing(plan(changed("measures", target=40.0), {}), as_at=AS_AT)
    assert (gap.sheet, gap.number, gap.rule, gap.holds_release) == ("measures", "I02", "target_eased", False)
    assert len(WHOLE["measures"]) == 1


def test_the_first_of_several_easier_targets_is_the_one_a_measure_is_held_to():
    first, between = (changed("measures", target=each) for each in (20.0, 25.0))
    assert rewritten(plan({}, first, between)).held_to == {"I02": ("at most", 20.0)}
    assert rewritten(plan({}, changed("measures", indicator="referrals", target=20.0))).held_to == {}
    assert rewritten(plan({}, {})).held_to == {}
