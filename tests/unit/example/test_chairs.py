"""What the example's chairs saw fits its conferences and reviews, and practice changes with the guidance."""

import numpy as np
import pandas as pd
import pytest

from turncurve.example.chairs import FIRST_RETURN, WAYS, chaired, story
from turncurve.example.days import LAST_DAY, NEVER, number
from turncurve.example.lives import chance
from turncurve.tables.conference_chairs import ABOUT, AGENCIES, CHILD_TOOK_PART, PARENTS_TOOK_PART

GUIDANCE = number(2012, 12, 3)
TAKEN_HOLD = GUIDANCE + 60


@pytest.fixture(scope="module")
def returned(lives):
    return chaired(lives.conferences, lives.reviews, lives.children, rng=chance(2013, "chairs"))


@pytest.fixture(scope="module")
def held(returned):
    return returned.conferences


def test_every_conference_and_review_of_two_years_was_returned_by_somebody(lives, held):
    conferences = lives.conferences[lives.conferences["held_on"].between(FIRST_RETURN, LAST_DAY)]
    reviews = lives.reviews[lives.reviews["reviewed_on"].between(FIRST_RETURN, LAST_DAY)]
    theirs = {*zip(conferences["child"], conferences["held_on"], strict=True)}
    theirs |= {*zip(reviews["child"], reviews["reviewed_on"], strict=True)}
    assert {*zip(held["child"], held["held_on"], strict=True)} == theirs
    assert not held.duplicated(["child", "held_on"]).any()


def test_a_review_is_never_before_the_childs_first_plan(lives, held):
    first = lives.plans.groupby("child")["started_on"].min()
    reviews = held[held["kind"] == "review"]
    assert (reviews["held_on"].to_numpy() > first.loc[reviews["child"]].to_numpy()).all()


def test_brothers_and_sisters_share_a_meeting_and_its_chair(lives, held):
    family = lives.children["family"].to_numpy()[held["child"]]
    together = held.assign(family=family).groupby(["family", "held_on", "kind"])
    for said in ("chair", "non_compliance_raised", "plan_unchanged", "parents_took_part"):
        assert together[said].agg(lambda each: len(set(each))).eq(1).all()
    assert (together.size() > 1).any()


def test_a_family_mostly_keeps_its_chair(lives, held):
    family = lives.children["family"].to_numpy()[held["child"]]
    usual = held.assign(family=family).groupby("family")["chair"].agg(lambda chairs: chairs.mode()[0])
    same = (held["chair"].to_numpy() == usual.loc[family].to_numpy()).mean()
    assert 0.8 < same < 0.99


def test_there_are_nine_chairs_and_the_ninth_is_new(held):
    assert held["chair"].nunique() == 9
    assert held.loc[held["chair"] == 8, "held_on"].min() >= number(2013, 2, 11)
    assert (held["chair"] == 8).sum() < 20


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("non_compliance_raised", 0.17, 0.34), ("plan_unchanged", 0.31, 0.19), ("contingency_plan_present", 0.56, 0.78)],
)
def test_practice_changes_once_the_guidance_has_taken_hold(held, name, before, after):
    answered = held[held[name] != ""]
    early, late = answered[answered["held_on"] < GUIDANCE], answered[answered["held_on"] >= TAKEN_HOLD]
    # Families are discussed together, so that a share rests on fewer meetings than children.
    assert (early[name] == "yes").mean() == pytest.approx(before, abs=0.05)
    assert (late[name] == "yes").mean() == pytest.approx(after, abs=0.12)


def test_a_challenge_follows_a_concern_and_rises_with_the_guidance(held, returned):
    concern = (held[["non_compliance_raised", "unassessed_risk_recorded", "plan_unchanged"]] == "yes").any(axis=1)
    concerned = held[concern | (held["contingency_plan_present"] == "no")]
    keys = {*zip(concerned["child"], concerned["held_on"], strict=True)}
    challenges = returned.challenges
    assert {*zip(challenges["child"], challenges["held_on"], strict=True)} <= keys
    raised = pd.MultiIndex.from_frame(concerned[["child", "held_on"]]).isin(
        pd.MultiIndex.from_frame(challenges[["child", "held_on"]])
    )
    early = raised[(concerned["held_on"] < GUIDANCE).to_numpy()].mean()
    late = raised[(concerned["held_on"] >= TAKEN_HOLD).to_numpy()].mean()
    assert early < 0.25
    assert late > early + 0.2


def test_a_challenge_is_raised_soon_and_resolved_later_or_still_open(returned):
    challenges = returned.challenges
    waited = challenges["raised_on"] - challenges["held_on"]
    assert waited.between(0, 7).all()
    assert (challenges["resolved_on"] >= challenges["raised_on"]).all()
    still = challenges["resolved_on"] == NEVER
    assert 0 < still.sum() < 0.2 * len(challenges)
    assert (challenges.loc[~still, "resolved_on"] <= LAST_DAY).all()


def test_every_word_is_one_that_the_table_allows(held, returned):
    assert set(held["child_took_part"]) <= set(CHILD_TOOK_PART)
    assert set(held["parents_took_part"]) <= set(PARENTS_TOOK_PART)
    assert set(returned.agencies["agency"]) == set(AGENCIES) == set(story()["agencies"])
    assert set(returned.challenges["about"]) <= set(ABOUT)
    assert set(WAYS) == set(CHILD_TOOK_PART)


def test_the_youngest_are_too_young_and_nobody_else_is(lives, held):
    born = lives.children["born_on"].to_numpy()[held["child"]]
    age = (held["held_on"].to_numpy() - born) / 365.25
    assert ((held["child_took_part"] == "too young").to_numpy() == (age < story()["oldest_too_young"])).all()


def test_an_agency_is_at_a_conference_once(returned):
    agencies = returned.agencies
    assert not agencies.duplicated(["child", "held_on", "agency"]).any()
    assert set(agencies["attended"]) == {"yes", "no"}


def test_the_same_seed_gives_the_same_returns_and_another_others(lives, returned):
    again, other = (
        chaired(lives.conferences, lives.reviews, lives.children, rng=np.random.default_rng(seed)).conferences
        for seed in (1, 2)
    )
    once_more = chaired(lives.conferences, lives.reviews, lives.children, rng=np.random.default_rng(1)).conferences
    assert again.equals(once_more)
    assert not again.equals(other)
    assert not again.equals(returned.conferences)
