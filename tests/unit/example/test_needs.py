"""What followed each referral."""

import numpy as np
import pandas as pd
import pytest

from turncurve.example.days import LAST_DAY, NEVER, number, working_days, year_bounds
from turncurve.example.needs import NEEDS, SOURCES, TRACKS, drawn, needs
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


def test_an_assessment_lies_within_its_episode(any_lives):
    rows = any_lives.assessments
    of = any_lives.episodes.loc[rows["episode"]].reset_index(drop=True)
    assert rows["child"].tolist() == of["child"].tolist()
    assert (rows["started_on"] >= of["referred_on"]).all()
    assert (rows["started_on"] <= of["closed_on"]).all()
    dated = rows["completed_on"] < NEVER
    assert (rows.loc[dated, "completed_on"] >= rows.loc[dated, "started_on"]).all()
    assert (rows.loc[dated, "completed_on"] <= of.loc[dated, "closed_on"]).all()


def test_a_core_assessment_follows_the_initial_one_of_its_episode_and_each_is_done_once(any_lives):
    rows = any_lives.assessments
    assert not rows.duplicated(["episode", "kind"]).any()
    initial = rows[rows["kind"] == "initial"].set_index("episode")
    core = rows[rows["kind"] == "core"].set_index("episode")
    first = initial.reindex(core.index)
    assert first["started_on"].notna().all()
    dated = first["completed_on"] < NEVER
    assert (core.loc[dated, "started_on"] > first.loc[dated, "completed_on"]).all()


@pytest.mark.parametrize(("column", "weights"), [("source", SOURCES), ("primary_need", NEEDS)])
def test_sources_and_needs_come_by_their_weights(any_lives, column, weights):
    """One draw a referral of a family, of some 14,000: within four and a half standard errors."""
    events = any_lives.episodes.drop_duplicates("event")
    shares = events[column].value_counts(normalize=True)
    assert set(shares.index) <= set(weights)
    for code, weight in weights.items():
        expected = weight / sum(weights.values())
        error = (expected * (1 - expected) / len(events)) ** 0.5
        assert shares.get(code, 0) == pytest.approx(expected, abs=4.5 * error), code


def test_brothers_and_sisters_referred_together_have_source_and_need_in_common(any_lives):
    together = any_lives.episodes.groupby("event")
    for column in ("source", "primary_need", "referred_on", "initial_days", "core_days"):
        assert together[column].nunique().eq(1).all(), column


def test_half_of_the_referrals_outside_the_cases_become_children_in_need(any_lives):
    events = any_lives.episodes[~any_lives.episodes["of_case"]].drop_duplicates("event")
    shares = events["track"].value_counts(normalize=True)
    assert [shares[track] for track in TRACKS] == pytest.approx([0.12, 0.38, 0.50], abs=0.04)


def test_an_enquiry_a_plan_or_care_makes_a_referral_more_than_no_further_action(any_lives):
    ended = any_lives.episodes[any_lives.episodes["track"] == TRACKS[0]]
    for rows, day in (
        (any_lives.plans, "started_on"),
        (any_lives.care, "entered_on"),
        (any_lives.enquiries, "held_on"),
    ):
        joined = rows.merge(ended, on="child")
        within = (joined["referred_on"] <= joined[day]) & (joined[day] < joined["next_on"])
        assert not within.any(), day


def test_an_episode_closes_on_a_working_day_or_just_before_the_next_referral(any_lives):
    rows = any_lives.episodes
    inside = rows[rows["closed_on"].between(year_bounds(2010)[0], LAST_DAY)]
    odd = inside[~np.isin(inside["closed_on"], working_days())]
    cut = (odd["closed_on"] == odd["next_on"] - 4) | (odd["closed_on"] == odd["referred_on"])
    assert cut.all()
    assert len(odd) < len(inside) / 20


def test_a_closed_case_has_the_reason_that_fits_what_happened(any_lives):
    rows = any_lives.episodes
    assert set(rows["closed_because"]) == {"RC1", "RC4", "RC5", "RC7", "RC8"}
    ended = rows[rows["track"] == TRACKS[0]]
    assert set(ended["closed_because"]) == {"RC8"}
    adopted = any_lives.care.loc[any_lives.care["left_because"].isin(["E11", "E12"]), "child"]
    assert rows.loc[rows["closed_because"] == "RC1", "child"].isin(adopted).all()


def test_nothing_followed_yet_where_the_only_referral_is_of_today():
    """One referral on the last day, with care that has not ended: the case stays open and is assessed."""
    rows = pd.DataFrame([{"event": 0, "child": 3, "referred_on": LAST_DAY - 1, "next_on": NEVER}])
    busy = pd.DataFrame([{"child": 3, "from_on": LAST_DAY, "until_on": NEVER, "left_because": ""}])
    found = needs(rows, busy, rng=np.random.default_rng(1))
    assert found.episodes["closed_on"].tolist() == [NEVER]
    assert found.episodes["track"].item() != TRACKS[0]
    assert set(found.assessments["kind"]) <= {"initial", "core"}
    assert rows.columns.tolist() == ["event", "child", "referred_on", "next_on"]
