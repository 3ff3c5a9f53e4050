"""Episodes of care."""

import numpy as np
import pandas as pd

from turncurve.example.care_episodes import care_episodes
from turncurve.example.days import LAST_DAY, NEVER, number

PLACED = ["A3", "A4", "A5", "A6"]


def test_a_route_to_adoption_becomes_a_placement_order_then_a_placement_then_an_adoption(rng):
    first = number(2010, 6, 1)
    days = {"decided_on": 200, "order_on": 300, "placed_on": 450, "adopted_on": 700, "matched_on": 420}
    dated = {name: first + after for name, after in days.items()}
    route = pd.DataFrame([dated | {"changed_on": NEVER, "foster": False, "consent": False}])
    period = pd.DataFrame(
        [{"child": 5, "entered_on": first, "left_on": first + 700, "left_because": "E12", "route": 0}]
    )
    found = care_episodes(period, route, rng=rng)
    order = found[found["started_on"] == first + 300].iloc[0]
    placed = found[found["started_on"] == first + 450].iloc[0]
    assert (order["legal_status"], order["started_because"]) == ("E1", "L")
    assert (placed["legal_status"], placed["placement"], placed["started_because"]) == ("E1", "A6", "P")
    assert (placed["ended_on"], placed["ended_because"]) == (first + 700, "E12")


def test_each_period_starts_once_and_its_episodes_join(lives):
    rows = lives.care_episodes
    starts = rows[rows["started_because"] == "S"]
    assert starts["period"].is_unique
    assert set(starts["period"]) == set(rows["period"])
    following = rows.groupby("period")["started_on"].shift(-1)
    joined = following.notna()
    assert (rows.loc[joined, "ended_on"] == following[joined]).all()
    assert (rows.loc[joined, "ended_because"] == "X1").all()


def test_an_episode_ends_as_its_period_does(lives):
    last = lives.care_episodes.groupby("period").tail(1)
    left = lives.care["left_on"].to_numpy()[last["period"]]
    because = lives.care["left_because"].to_numpy()[last["period"]]
    ended = left <= LAST_DAY
    assert (last["ended_on"].to_numpy()[ended] == left[ended]).all()
    assert (last["ended_because"].to_numpy()[ended] == because[ended]).all()
    assert (last["ended_because"].to_numpy()[~ended] == "").all()


def test_an_episode_lasts_at_least_a_day(lives):
    assert (lives.care_episodes["ended_on"] > lives.care_episodes["started_on"]).all()


def test_30_children_are_placed_and_47_under_an_order_on_the_last_day(lives):
    now = lives.care_episodes[lives.care_episodes["ended_on"] == NEVER]
    assert int(now["placement"].isin(PLACED).sum()) == 30
    assert int((now["legal_status"] == "E1").sum()) == 47


def test_when_the_plan_changes_the_placement_order_goes(lives):
    changed = lives.routes[lives.routes["changed_on"] <= LAST_DAY]
    rows = lives.care_episodes[lives.care_episodes["child"].isin(changed["child"])]
    after = rows.merge(changed[["child", "changed_on"]], on="child")
    after = after[after["started_on"] >= after["changed_on"]]
    assert len(after) >= len(changed)
    assert set(after["legal_status"]) == {"C2"}
    assert not after["placement"].isin(PLACED).any()


def test_other_children_are_never_placed_for_adoption(lives):
    others = lives.care_episodes[lives.care["route"].to_numpy()[lives.care_episodes["period"]] < 0]
    assert not others["placement"].isin(PLACED).any()
    assert not np.isin(others["legal_status"], ["E1", "D1"]).any()
