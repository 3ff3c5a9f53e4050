"""What followed each referral."""

import numpy as np
import pytest

from turncurve.example.days import LAST_DAY, NEVER, number, working_days, year_bounds
from turncurve.example.needs import TRACKS, drawn
from turncurve.example.targets import YEARS


def test_codes_are_drawn_by_their_weights(rng):
    codes = drawn({"a": 3, "b": 1}, 20_000, rng=rng)
    assert np.mean(codes == "a") == pytest.approx(0.75, abs=0.02)


def test_an_episode_closes_after_its_referral_and_before_the_childs_next(lives):
    rows = lives.episodes
    assert (rows["closed_on"] >= rows["referred_on"]).all()
    again = rows[rows["next_on"] < NEVER]
    assert (again["closed_on"] < again["next_on"]).all()


def test_an_episode_stays_open_while_the_child_is_on_a_plan_or_in_care(lives):
    for rows, start, end in ((lives.plans, "started_on", "ends_on"), (lives.care, "entered_on", "left_on")):
        joined = rows.merge(lives.episodes, on="child")
        within = (joined["referred_on"] <= joined[start]) & (joined[start] < joined["next_on"])
        assert within.groupby([joined["child"], joined[start]]).any().all()
        assert (joined.loc[within, "closed_on"] >= joined.loc[within, end].clip(upper=LAST_DAY)).all()


@pytest.mark.parametrize("year", YEARS)
def test_about_1900_children_in_need_cases_and_more_with_plans_and_care_are_open(lives, year):
    day = year_bounds(year)[1]
    still = (lives.episodes["referred_on"] <= day) & (lives.episodes["closed_on"] > day)
    assert 2000 < int(still.sum()) < 2900


def _days(rows):
    calendar = working_days()
    done = np.searchsorted(calendar, rows["completed_on"], side="right")
    return done - np.searchsorted(calendar, rows["started_on"], side="right")


@pytest.mark.parametrize(("kind", "limit"), [("initial", 10), ("core", 35)])
def test_about_three_of_four_assessments_are_in_time(lives, kind, limit):
    rows = lives.assessments
    done = rows[
        (rows["kind"] == kind) & (rows["completed_on"] <= LAST_DAY) & (rows["started_on"] >= number(2010, 4, 1))
    ]
    share = np.mean(_days(done) <= limit)
    assert share == pytest.approx(0.76, abs=0.04)


def test_before_april_2010_about_three_of_four_initial_assessments_took_7_working_days_at_most(lives):
    rows = lives.assessments
    early = rows[(rows["kind"] == "initial") & rows["started_on"].between(year_bounds(2010)[0], year_bounds(2010)[1])]
    assert np.mean(_days(early[early["completed_on"] <= LAST_DAY]) <= 7) == pytest.approx(0.76, abs=0.04)


def test_a_few_completed_assessments_were_never_dated(lives):
    rows = lives.assessments
    closed = lives.episodes["closed_on"].to_numpy()[rows["episode"]] <= LAST_DAY
    undated = closed & (rows["completed_on"] == NEVER)
    assert 0.001 < undated.mean() < 0.01


def test_a_referral_without_further_action_has_no_assessment_and_closes_in_days(lives):
    ended = lives.episodes[lives.episodes["track"] == TRACKS[0]]
    assert not set(ended.index) & set(lives.assessments["episode"])
    assert (ended["closed_on"] - ended["referred_on"]).max() <= 5


def test_no_child_has_two_assessments_of_one_kind_on_one_day(lives):
    assert not lives.assessments.duplicated(["child", "started_on", "kind"]).any()


def test_adopted_children_are_closed_as_adopted(lives):
    adopted = lives.routes[lives.routes["adopted_on"] <= LAST_DAY]
    last = lives.episodes.drop_duplicates("child", keep="last").set_index("child").loc[adopted["child"]]
    assert (last["closed_because"] == "RC1").mean() > 0.95
