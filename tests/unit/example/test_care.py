"""Periods of care."""

import numpy as np
import pandas as pd
import pytest

from turncurve.example.care import AFTER_A_PLAN, BY_ANOTHER_WAY, LEAVING, LEAVING_CHANCES, SIBLINGS, in_care
from turncurve.example.days import FIRST_DAY, LAST_DAY, NEVER, working_days, year_bounds
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


def test_in_care_on_a_day_are_those_who_entered_by_it_and_left_after_it():
    """Drawn against the day 100: a period that ends on the day does not cover its end, one that begins on it does.

    | entered | left | on day 100 |
    |---------|------|------------|
    |      99 |  100 | no         |
    |      99 |  101 | yes        |
    |     100 |  101 | yes        |
    |     101 |  200 | no         |
    """
    periods = pd.DataFrame({"entered_on": [99, 99, 100, 101], "left_on": [100, 101, 101, 200]})
    assert in_care(periods, 100).tolist() == [False, True, True, False]


@pytest.mark.parametrize("year", YEARS)
def test_each_year_as_many_come_into_care_by_another_way_as_stated(any_lives, year):
    entered = any_lives.care[any_lives.care["entered_on"].between(*year_bounds(year))]
    ways = entered["kind"].value_counts()
    assert ways["care"] == BY_ANOTHER_WAY[year]
    assert ways["care after a plan"] == AFTER_A_PLAN


def test_why_children_leave_follows_the_stated_chances(any_lives):
    """Of those without a route to adoption who have not grown up in care: 4.5 standard errors either way."""
    others = any_lives.care[(any_lives.care["route"] < 0) & (any_lives.care["left_because"] != "E17")]
    shares = others["left_because"].value_counts(normalize=True)
    for code, expected in zip(LEAVING, LEAVING_CHANCES, strict=True):
        error = (expected * (1 - expected) / len(others)) ** 0.5
        assert shares[code] == pytest.approx(expected, abs=4.5 * error), code


def test_only_those_who_stayed_over_800_days_leave_as_grown_up_and_nearly_half_of_them(any_lives):
    others = any_lives.care[any_lives.care["route"] < 0]
    stayed = others["left_on"] - others["entered_on"]
    grown = others["left_because"] == "E17"
    assert stayed[grown].min() > 800
    assert grown[stayed > 800].mean() == pytest.approx(0.45, abs=0.12)


def test_the_first_periods_began_before_the_files_and_a_stay_lasts_a_month_where_it_was_moved(any_lives):
    care = any_lives.care
    before = care[care["entered_on"] < FIRST_DAY]
    assert (before["left_on"] >= FIRST_DAY).all()
    assert set(before["kind"]) == {"care", "adoption"}
    since = care[(care["entered_on"] >= FIRST_DAY) & (care["left_on"] <= LAST_DAY)]
    assert (since["left_on"] - since["entered_on"]).min() >= 28


def test_children_leave_on_working_days(any_lives):
    left = any_lives.care.loc[any_lives.care["left_on"] <= LAST_DAY, "left_on"]
    assert np.isin(left, working_days()).all()


def test_brothers_and_sisters_who_come_in_together_have_places_that_follow(any_lives):
    own = any_lives.care[any_lives.care["kind"] == "care"]
    for _, rows in own.groupby("case"):
        assert rows["member"].tolist() == list(range(len(rows)))
        assert len(set(rows["entered_on"])) == 1
    sizes = own.groupby("case").size().value_counts(normalize=True)
    assert [sizes[size] for size in (1, 2, 3)] == pytest.approx(SIBLINGS, abs=0.07)


def test_every_adopted_child_has_one_reason_with_its_brothers_and_sisters(any_lives):
    adopted = any_lives.care[(any_lives.care["route"] >= 0) & (any_lives.care["left_because"] != "")]
    assert set(adopted["left_because"]) == {"E11", "E12"}
    assert adopted.groupby("route")["left_because"].nunique().eq(1).all()
    open_still = any_lives.care[(any_lives.care["route"] >= 0) & (any_lives.care["left_on"] > LAST_DAY)]
    assert set(open_still["left_because"]) == {""}
