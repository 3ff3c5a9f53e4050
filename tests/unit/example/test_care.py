"""Periods of care."""

import pytest

from turncurve.example.care import AFTER_A_PLAN, in_care
from turncurve.example.days import LAST_DAY, NEVER, year_bounds
from turncurve.example.targets import YEARS, of_year, targets


def test_the_number_in_care_is_met_when_the_files_begin(lives):
    assert int(in_care(lives.care, year_bounds(2010)[0] - 1).sum()) == targets()["open_at_start"]["looked_after"]


@pytest.mark.parametrize("year", YEARS)
def test_the_number_in_care_at_the_end_of_each_year_is_met(lives, year):
    assert int(in_care(lives.care, year_bounds(year)[1]).sum()) == of_year("looked_after", year)


def test_the_number_in_care_stays_near_405_in_between(lives):
    counts = [int(in_care(lives.care, day).sum()) for day in range(year_bounds(2010)[0], LAST_DAY, 30)]
    assert 350 < min(counts) <= max(counts) < 450


@pytest.mark.parametrize("year", YEARS)
def test_some_come_into_care_on_the_day_their_plan_ends(lives, year):
    after = lives.care[lives.care["kind"] == "care after a plan"]
    inside = after[after["entered_on"].between(*year_bounds(year))]
    ends = set(zip(lives.plans["child"], lives.plans["ends_on"], strict=True))
    assert len(inside) == AFTER_A_PLAN
    assert set(zip(inside["child"], inside["entered_on"], strict=True)) <= ends


def test_no_child_is_in_care_twice_at_once(lives):
    ordered = lives.care.sort_values(["child", "entered_on"])
    before = ordered.groupby("child")["left_on"].shift()
    assert not (before > ordered["entered_on"]).any()


def test_adopted_children_leave_by_adoption_and_others_do_not(lives):
    left = lives.care[lives.care["left_on"] <= LAST_DAY]
    adopted = left["left_because"].isin(["E11", "E12"])
    assert (left.loc[adopted, "kind"] == "adoption").all()
    assert int(adopted.sum()) == sum(targets()["adoption"]["adopted"].values())


def test_a_child_still_waiting_for_adoption_has_not_left(lives):
    waiting = lives.routes[lives.routes["adopted_on"] == NEVER]
    assert (lives.care.set_index("child").loc[waiting["child"], "left_on"] > LAST_DAY).all()
