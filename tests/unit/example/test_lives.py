"""The whole simulation."""

import pandas as pd
import pytest

from turncurve.example.lives import TOPICS, chance, live


def test_the_same_seed_gives_the_same_lives(lives):
    again = live(2013)
    for name in lives.__dataclass_fields__:
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
