"""The whole simulation."""

import pandas as pd
import pytest

from turncurve.example.days import FIRST_DAY, LAST_DAY, NEVER, year_bounds
from turncurve.example.lives import TOPICS, chance, live
from turncurve.example.targets import YEARS, of_year


def test_the_same_seed_gives_the_same_lives(lives):
    again = live(2013)
    assert lives.council == again.council == "Exampleshire"
    for name in set(lives.__dataclass_fields__) - {"council"}:
        pd.testing.assert_frame_equal(getattr(lives, name), getattr(again, name))


def test_each_topic_has_its_own_source_of_chance():
    draws = {topic: chance(2013, topic).random() for topic in TOPICS}
    assert len(set(draws.values())) == len(TOPICS)


def test_a_topic_that_is_not_known_is_an_error():
    with pytest.raises(ValueError, match="not in tuple"):
        chance(2013, "weather")


def test_every_child_named_anywhere_is_known(lives):
    for name in ("episodes", "assessments", "enquiries", "conferences", "plans", "reviews", "care", "routes", "audits"):
        child = getattr(lives, name)["child"]
        assert child.between(0, len(lives.children) - 1).all(), name


def test_the_latest_discussion_of_a_conference_is_among_the_enquiries(lives):
    held = lives.conferences[lives.conferences["strategy_on"] > 0]
    asked = set(zip(lives.enquiries["child"], lives.enquiries["held_on"], strict=True))
    assert set(zip(held["child"], held["strategy_on"], strict=True)) <= asked


def test_another_seed_gives_other_lives_of_the_same_size(lives, other_lives):
    for name in ("plans", "conferences", "routes", "contacts", "audits"):
        one, other = getattr(lives, name), getattr(other_lives, name)
        assert len(one) == len(other), name
        assert not one.equals(other), name


def _at(lives, rows, day):
    """Return each row with the referral of its child that came last by a day."""
    referred = lives.episodes[["child", "referred_on", "closed_on", "event"]].sort_values("referred_on")
    return pd.merge_asof(rows.sort_values(day), referred, left_on=day, right_on="referred_on", by="child")


def test_a_referral_comes_before_an_assessment_before_a_discussion_before_a_conference(any_lives):
    held = any_lives.conferences[~any_lives.conferences["transfer"]]
    found = _at(any_lives, held, "held_on")
    assert (found["referred_on"] <= found["strategy_on"]).all()
    assert (found["strategy_on"] < found["held_on"]).all()
    initial = any_lives.assessments[any_lives.assessments["kind"] == "initial"]
    first = initial.groupby("child")["started_on"].min()
    assert (held["child"].map(first) <= held["held_on"]).all()


def test_a_plan_starts_on_the_day_of_its_conference_but_for_the_last_years_transfers(any_lives):
    known = any_lives.plans[any_lives.plans["started_on"] >= FIRST_DAY]
    led = any_lives.conferences[any_lives.conferences["led_to_plan"]]
    starts = set(zip(known["child"], known["started_on"], strict=True))
    conferences = set(zip(led["child"], led["held_on"], strict=True))
    assert conferences <= starts
    assert len(starts - conferences) == of_year("transfers_in", 2013)
    without = any_lives.conferences[~any_lives.conferences["led_to_plan"]]
    assert not set(zip(without["child"], without["held_on"], strict=True)) & starts


def test_a_conference_a_plan_and_care_each_fall_in_an_open_case_that_lasts_as_long(any_lives):
    for rows, start, end in (
        (any_lives.conferences, "held_on", "held_on"),
        (any_lives.plans, "started_on", "ends_on"),
        (any_lives.care, "entered_on", "left_on"),
    ):
        found = _at(any_lives, rows, start)
        assert found["referred_on"].notna().all(), start
        assert (found["closed_on"] >= found[end].clip(upper=LAST_DAY)).all(), start


def test_a_child_is_registered_again_only_after_the_plan_before_has_ended(any_lives):
    rows = any_lives.plans.sort_values(["child", "started_on"])
    before = rows.groupby("child")[["ends_on", "previous_plans"]].shift()
    again = before["ends_on"].notna()
    assert again.sum() > 20
    assert (rows.loc[again, "started_on"] - before.loc[again, "ends_on"] >= 40).all()
    assert (rows.loc[again, "previous_plans"] == before.loc[again, "previous_plans"] + 1).all()


def test_no_child_is_on_a_plan_and_in_care_at_once(any_lives):
    joined = any_lives.care.merge(any_lives.plans, on="child")
    assert len(joined) >= 140
    assert not ((joined["entered_on"] < joined["ends_on"]) & (joined["left_on"] > joined["started_on"])).any()


def test_children_whose_plans_or_routes_go_together_are_of_one_family(any_lives):
    family = any_lives.children["family"].to_numpy()
    for name, together in (("plans", "group"), ("routes", "route"), ("episodes", "event")):
        rows = getattr(any_lives, name)
        of_family = pd.Series(family[rows["child"]]).groupby(rows[together].to_numpy())
        assert of_family.nunique().eq(1).all(), name
        assert (of_family.size() > 1).any(), name


def test_a_route_to_adoption_has_a_row_a_child_and_that_childs_care_is_its_own(any_lives):
    rows = any_lives.routes
    assert rows["child"].is_unique
    assert (rows.groupby("route").size() == rows.groupby("route")["size"].first()).all()
    care = any_lives.care[any_lives.care["route"] >= 0].set_index("child").loc[rows["child"]]
    assert care["entered_on"].tolist() == rows["entered_on"].tolist()
    assert care["left_on"].tolist() == rows["adopted_on"].tolist()


def test_nothing_is_told_of_what_was_held_after_the_last_day(any_lives):
    for name, day in (
        ("reviews", "reviewed_on"), ("conferences", "held_on"), ("enquiries", "held_on"), ("contacts", "received_on"),
        ("care_episodes", "started_on"), ("assessments", "started_on"), ("episodes", "referred_on"),
    ):  # fmt: skip
        assert getattr(any_lives, name)[day].max() <= LAST_DAY, name


def test_an_enquiry_is_decided_at_a_conference_after_it_or_needs_none(any_lives):
    rows = any_lives.enquiries
    held = rows["conference_on"] < NEVER
    assert (rows.loc[held, "conference_on"] > rows.loc[held, "held_on"]).all()
    assert not rows.loc[held, "not_needed"].any()
    assert not rows.loc[~held, "led_to_plan"].any()
    undecided = rows[~held & ~rows["not_needed"]]
    assert (undecided["held_on"] > LAST_DAY - 21).all()


@pytest.mark.parametrize("year", YEARS)
def test_another_seed_holds_the_same_totals(other_lives, year):
    inside = year_bounds(year)
    plans, held = other_lives.plans, other_lives.conferences
    counted = {
        "referrals": other_lives.episodes["referred_on"].between(*inside).sum(),
        "re_referrals": (
            other_lives.episodes["referred_on"].between(*inside) & (other_lives.episodes["gap"] <= 365)
        ).sum(),
        "section_47": other_lives.enquiries["held_on"].between(*inside).sum(),
        "conferences": held["held_on"].between(*inside).sum(),
        "plans_started": plans["started_on"].between(*inside).sum(),
        "plans_ended": plans["ends_on"].between(*inside).sum(),
        "repeat_plans": (plans["started_on"].between(*inside) & (plans["previous_plans"] > 0)).sum(),
        "looked_after": (
            (other_lives.care["entered_on"] <= inside[1]) & (other_lives.care["left_on"] > inside[1])
        ).sum(),
        "plans_changed": other_lives.routes["changed_on"].between(*inside).sum(),
    }
    assert counted == {subject: of_year(subject, year) for subject in counted}
