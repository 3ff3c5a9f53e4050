"""Who the children are."""

import numpy as np
import pandas as pd
import pytest

from turncurve.example.children import DISABLED, ETHNICITIES, children
from turncurve.example.days import FIRST_DAY, LAST_DAY
from turncurve.example.needs import drawn
from turncurve.example.plans import PlanHistories
from turncurve.example.referrals import Families

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
    assert lives.children.groupby("family")["ethnicity"].nunique().eq(1).all()


def test_children_known_only_by_a_contact_were_born_before_the_files_begin(lives):
    spare = np.setdiff1d(np.arange(len(lives.children)), lives.episodes["child"])
    assert lives.children["born_on"].to_numpy()[spare].max() < FIRST_DAY


def test_a_weight_of_nothing_is_never_drawn(rng):
    assert set(drawn({"a": 1, "b": 0}, 500, rng=rng)) == {"a"}


def _born(lives, rows):
    return lives.children["born_on"].to_numpy()[rows["child"]]


def test_nothing_but_a_referral_a_conference_and_a_plan_comes_before_birth(any_lives):
    for rows, day in (
        (any_lives.care, "entered_on"),
        (any_lives.care_episodes, "started_on"),
        (any_lives.routes, "entered_on"),
        (any_lives.routes, "decided_on"),
        (any_lives.reviews[any_lives.reviews["child"].isin(any_lives.care["child"])], "reviewed_on"),
    ):
        assert (rows[day] >= _born(any_lives, rows)).all(), day


def test_a_stay_of_more_than_18_years_to_come_does_not_bring_a_child_into_care_before_birth(rng):
    """In care from day 11,285 to day 18,335, over 19 years: 18 years before the end is day 11,760, after the start."""
    started = LAST_DAY - 30
    referred = pd.DataFrame({"child": [0, 1, 2], "referred_on": [11_250, started, started]})
    plans = pd.DataFrame({"child": [1, 2], "group": [0, 1], "member": 0, "started_on": started, "in_care": False})
    plans = plans.assign(ends_on=started + 400)
    care = pd.DataFrame([
        {"child": 0, "entered_on": 11_285, "left_on": 18_335, "left_because": "E17", "kind": "care"}
    ])  # fmt: skip
    histories = PlanHistories(pd.DataFrame({"group": [0, 1], "follows": -1, "repeat": False}), plans)
    alone = Families(np.array([1, 1, 1]), np.array([0, 1, 2]))
    found = children(alone, histories, {"episodes": referred, "plans": plans, "care": care}, rng=rng)
    assert found["born_on"][0] < 11_285


@pytest.mark.parametrize(
    ("column", "expected", "within"),
    [("gender", {"M": 0.52, "F": 0.48}, 0.01), ("disabled", {True: DISABLED, False: 1 - DISABLED}, 0.01)],
)
def test_boys_girls_and_disabled_children_come_in_the_stated_shares(any_lives, column, expected, within):
    shares = any_lives.children[column].value_counts(normalize=True).to_dict()
    assert shares.keys() == expected.keys()
    assert all(shares[value] == pytest.approx(share, abs=within) for value, share in expected.items())


def test_each_ethnicity_comes_about_as_often_as_its_weight_says(any_lives):
    """Of some 16,000 families: four standard errors of a share are at most about one point in a hundred."""
    shares = any_lives.children.drop_duplicates("family")["ethnicity"].value_counts(normalize=True)
    whole = sum(ETHNICITIES.values())
    for code, weight in ETHNICITIES.items():
        expected = weight / whole
        error = (expected * (1 - expected) / any_lives.children["family"].nunique()) ** 0.5
        assert shares.get(code, 0) == pytest.approx(expected, abs=4.5 * error), code


def test_the_children_of_a_family_have_numbers_that_follow_in_rows_though_not_in_their_identifiers(any_lives):
    family = any_lives.children["family"].to_numpy()
    assert (np.diff(family) >= 0).all()
    identifiers = any_lives.children["child_id"].str[3:].astype(int).to_numpy()
    together = np.diff(family) == 0
    assert np.mean(np.abs(np.diff(identifiers)[together]) == 1) < 0.01


def test_every_whole_number_from_one_is_somebodys_identifier(any_lives):
    numbers = sorted(int(each[3:]) for each in any_lives.children["child_id"])
    assert numbers == list(range(1, len(any_lives.children) + 1))
