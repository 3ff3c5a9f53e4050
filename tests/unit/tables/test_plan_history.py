"""What changed between two editions of a plan is told, and what would make it look better kept is marked."""

import datetime as dt

import pytest

from tests.support.made_plan import WHOLE, changed, made_plan
from turncurve.tables.plan_history import REWRITING, Change, changes

EARLIER = dt.date(2013, 2, 28)
MILESTONE = {"milestone_id": "M1", "objective_id": "O02", "words": "A rota", "due_on": "2013-01-31"}


def told(now, then=None):
    """Return what changed as (number, kind, before, after)."""
    found = changes(made_plan(**now), made_plan(day=EARLIER, **(then or {})))
    return [(each.number, each.kind, each.before, each.after) for each in found]


def test_two_editions_that_say_the_same_differ_in_nothing():
    assert told({}) == []


@pytest.mark.parametrize(
    ("now", "then", "change"),
    [
        ({"actions": []}, {}, ("A02", "left out", "", "")),
        ({}, {"actions": []}, ("A02", "added", "", "")),
        (changed("actions", due_on="2013-06-30"), {}, ("A02", "first date changed", "2013-04-30", "2013-06-30")),
        (changed("actions", due_on=None), {}, ("A02", "first date changed", "2013-04-30", "")),
        (changed("actions", revised_due_on="2013-06-30"), {}, ("A02", "revised", "", "2013-06-30")),
        ({}, changed("actions", revised_due_on="2013-06-30"), ("A02", "taken back", "2013-06-30", "")),
        (changed("actions", done_on="2013-03-01"), {}, ("A02", "achieved", "", "2013-03-01")),
        ({}, changed("actions", done_on="2013-03-01"), ("A02", "taken back", "2013-03-01", "")),
        (changed("measures", target=40.0), {}, ("I02", "target changed", "30.0", "40.0")),
        (changed("measures", aim="at least"), {}, ("I02", "target changed", "at most", "at least")),
        (changed("measures", indicator="referrals"), {}, ("I02", "target changed", "unallocated_cases", "referrals")),
        (changed("objectives", words="Fewer wait"), {}, ("O02", "reworded", "Every case has a worker", "Fewer wait")),
        (
            changed("measures", baseline=50.0),
            changed("measures", baseline=60.0),
            ("I02", "baseline changed", "60", "50"),
        ),
        (
            changed("notice", aim_on="2014-03-31"),
            changed("notice", aim_on="2013-12-31"),
            ("Notice", "notice changed", "2013-12-31", "2014-03-31"),
        ),
        (
            {"milestones": [{**MILESTONE, "met_on": "2013-01-20", "lost_on": "2013-03-01"}]},
            {"milestones": [{**MILESTONE, "met_on": "2013-01-20"}]},
            ("M1", "lost", "", "2013-03-01"),
        ),
    ],
)
def test_one_change_is_told_alone_with_what_stood_there_before(now, then, change):
    assert told(now, then) == [change]


@pytest.mark.parametrize("blank", [changed("actions", due_on=None), changed("measures", target=None)])
def test_a_date_or_target_that_is_added_where_there_was_none_rewrites_nothing(blank):
    assert told({}, blank) == []


def test_changes_come_in_order_of_sheet_and_number():
    rows = [{**WHOLE["actions"][0], "action_id": number} for number in ("A03", "A01")]
    found = told({"actions": [*WHOLE["actions"], *rows], **changed("measures", target=20.0)})
    assert [number for number, *_ in found] == ["I02", "A01", "A03"]


@pytest.mark.parametrize(
    ("kind", "rewrites"),
    [("left out", True), ("first date changed", True), ("target changed", True), ("taken back", True),
     ("moved", True), ("notice changed", True), ("evidence rewritten", True), ("baseline changed", True),
     ("revised", False), ("achieved", False), ("added", False), ("lost", False), ("reworded", False)],
)  # fmt: skip
def test_what_would_make_a_plan_look_better_kept_is_marked(kind, rewrites):
    assert Change("actions", "A02", "N02", kind).rewrites is rewrites
    assert (kind in REWRITING) is rewrites


def test_a_change_names_the_requirement_that_it_bears_on_even_where_the_row_is_gone():
    (gone,) = changes(made_plan(actions=[]), made_plan(day=EARLIER))
    assert gone.requirement == "N02"
