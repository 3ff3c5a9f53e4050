"""Scenarios: what each changes, and what is refused."""

import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_scenario import (
    AS_NOW,
    Change,
    clear_long_waits,
    faster,
    fewer_exits,
    more_entries,
)


def test_nothing_is_changed_as_now():
    assert AS_NOW.changes == ()


def test_faster_changes_each_move_named():
    scenario = faster(1.5, moves=(("ordered", "matched"), ("matched", "placed")), begins=10.0)
    assert [(change.origin, change.destination, change.multiplier) for change in scenario.changes] == [
        ("ordered", "matched", 1.5),
        ("matched", "placed", 1.5),
    ]


def test_clearing_touches_only_those_who_have_waited():
    (change,) = clear_long_waits(3.0, move=("ordered", "matched"), waited=365, begins=10.0, ends=375.0).changes
    assert (change.waited, change.begins, change.ends, change.multiplier) == (365, 10.0, 375.0, 3.0)


def test_fewer_exits_changes_each_way_of_leaving_each_state():
    scenario = fewer_exits(0.5, exits=("plan changed", "home"), states=("ordered",), begins=0.0)
    assert {(change.origin, change.destination) for change in scenario.changes} == {
        ("ordered", "plan changed"),
        ("ordered", "home"),
    }


def test_two_scenarios_join_into_one():
    both = more_entries(1.2, begins=5.0) + faster(2.0, moves=(("matched", "placed"),), begins=5.0)
    assert both.name == "more entries and faster"
    assert [change.origin for change in both.changes] == ["", "matched"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"multiplier": -0.1},
        {"multiplier": float("inf")},
        {"multiplier": float("nan")},
        {"ends": 10.0},
        {"waited": -1.0},
    ],
)
def test_a_change_that_makes_no_sense_is_refused(wrong):
    sound = {"multiplier": 1.0, "origin": "ordered", "destination": "matched", "begins": 10.0}
    assert Change(**sound).multiplier == 1.0
    with pytest.raises(TurnCurveError, match="ordered to matched"):
        Change(**{**sound, **wrong})
