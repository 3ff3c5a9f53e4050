"""Referrals of the cases that went far."""

import numpy as np
import pytest

from turncurve.example.adoption import adoption_routes
from turncurve.example.care import care_periods
from turncurve.example.cases import YEAR_GAP, case_referrals, families_of
from turncurve.example.conferences import conferences
from turncurve.example.plans import plan_histories


@pytest.fixture(scope="module")
def world():
    def chance(number):
        return np.random.default_rng([6, number])

    histories = plan_histories(chance(0))
    held = conferences(histories.groups, rng=chance(1))
    routes = adoption_routes(chance(2))
    care = care_periods(histories, routes, first_case=int(held["case"].max()) + 1, rng=chance(3))
    return histories, held, care, case_referrals(histories, held, care, rng=chance(4))


def test_every_plan_conference_and_period_of_care_follows_a_referral_of_its_case(world):
    histories, held, care, rows = world
    first = rows.groupby("case")["referred_on"].min()
    assert (histories.groups["case"].map(first) < histories.groups["started_on"]).all()
    timed = held[~held["transfer"]]
    assert (timed["case"].map(first) <= timed["strategy_on"]).all()
    assert (care["case"].map(first) <= care["entered_on"]).all()


def test_as_many_children_are_referred_as_were_planned_for(world):
    histories, *_, rows = world
    most = rows.groupby("case")["size"].max()
    first = histories.groups[histories.groups["follows"] < 0]
    assert (first["case"].map(most) >= first["size"]).all()


def test_no_two_referrals_of_a_case_are_about_a_year_apart_or_close_together(world):
    *_, rows = world
    gap = rows["referred_on"] - rows.groupby("case")["referred_on"].shift()
    known = gap.dropna()
    assert not known.between(*YEAR_GAP).any()
    assert known.min() > 40


def test_some_families_had_been_referred_before(world):
    *_, rows = world
    assert 0.15 < (rows.groupby("case").size() > 1).mean() < 0.5


def test_a_child_who_comes_back_long_after_a_plan_is_referred_again(world):
    histories, held, _, rows = world
    last_end = histories.plans.groupby("group")["ends_on"].max()
    again = held[held["follows"] >= 0]
    long_after = again[again["held_on"] - again["follows"].map(last_end) > 200]
    assert len(long_after) > 5
    for each in long_after.itertuples():
        own = rows.loc[rows["case"] == each.case, "referred_on"]
        assert own.between(last_end[each.follows], each.strategy_on).any()


def test_a_family_has_those_referred_and_sometimes_one_more(world, rng):
    *_, rows = world
    sizes = families_of(rows, rng=rng)
    extra = sizes[rows["case"]] - rows["size"]
    assert len(sizes) == rows["case"].max() + 1
    assert extra.min() >= 0
    assert (sizes >= 1).all()
