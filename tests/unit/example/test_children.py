"""Who the children are."""

import numpy as np

from turncurve.example.days import FIRST_DAY, LAST_DAY
from turncurve.example.needs import drawn

YEAR = 365.25


def _age(lives, rows, day):
    return (rows[day].to_numpy() - lives.children["born_on"].to_numpy()[rows["child"]]) / YEAR


def test_every_number_is_a_childs_own_and_says_that_it_is_invented(lives):
    numbers = lives.children["child_id"]
    assert numbers.is_unique
    assert numbers.str.fullmatch(r"SYN\d{6}").all()


def test_no_number_tells_which_family_or_when(lives):
    order = np.corrcoef(lives.children["child_id"].str[3:].astype(int), np.arange(len(lives.children)))[0, 1]
    assert abs(order) < 0.02


def test_all_are_under_18_throughout(lives):
    for rows, day in ((lives.episodes, "referred_on"), (lives.plans, "started_on"), (lives.care, "entered_on")):
        assert _age(lives, rows, day).max() < 18
    left = lives.care.assign(until=lives.care["left_on"].clip(upper=LAST_DAY))
    assert _age(lives, left, "until").max() < 18.02


def test_those_who_leave_care_grown_up_have_just_turned_18(lives):
    grown = lives.care[(lives.care["left_because"] == "E17") & (lives.care["left_on"] <= LAST_DAY)]
    ages = _age(lives, grown, "left_on")
    assert len(grown) > 20
    assert ages.min() > 17.98


def test_twelve_plans_start_before_birth_and_two_of_the_children_are_unborn_on_the_last_day(lives):
    ages = _age(lives, lives.plans, "started_on")
    born = lives.children["born_on"].to_numpy()[lives.plans["child"]]
    assert int((ages < 0).sum()) == 12
    assert int((born > LAST_DAY).sum()) == 2
    assert ages.min() > -0.75


def test_no_child_is_referred_more_than_a_pregnancy_before_birth(lives):
    assert _age(lives, lives.episodes, "referred_on").min() > -0.75
    assert (_age(lives, lives.episodes, "referred_on") < 0).any()


def test_children_adopted_are_young(lives):
    adopting = lives.care[lives.care["kind"] == "adoption"]
    ages = _age(lives, adopting, "entered_on")
    assert ages.min() >= 0
    assert ages.max() < 6.1


def test_the_date_expected_is_near_the_date_of_birth(lives):
    assert (lives.children["expected_on"] - lives.children["born_on"]).abs().max() <= 12


def test_brothers_and_sisters_share_their_ethnicity(lives):
    assert (lives.children.groupby("family")["ethnicity"].nunique() == 1).all()


def test_children_known_only_by_a_contact_were_born_before_the_files_begin(lives):
    spare = np.setdiff1d(np.arange(len(lives.children)), lives.episodes["child"])
    assert lives.children["born_on"].to_numpy()[spare].max() < FIRST_DAY


def test_a_weight_of_nothing_is_never_drawn(rng):
    assert set(drawn({"a": 1, "b": 0}, 500, rng=rng)) == {"a"}
