"""The invented early help."""

import pandas as pd
import pytest

from turncurve.example.days import LAST_DAY, NEVER
from turncurve.example.early_help import FIRST, STEP_DOWN, STEP_UP, early_help
from turncurve.tables.early_help import CAME_THROUGH, LEVELS, OUTCOMES


@pytest.fixture(scope="module")
def spells(lives):
    """Return early help of the example's own seed."""
    return early_help(lives.episodes, lives.contacts, seed=2013)


def test_spells_lie_in_the_two_years_and_end_after_they_began(spells):
    assert spells["began_on"].between(FIRST, LAST_DAY).all()
    assert (spells["ended_on"] > spells["began_on"]).all()
    assert ((spells["ended_on"] <= LAST_DAY) | (spells["ended_on"] == NEVER)).all()
    assert (spells.loc[spells["ended_on"] == NEVER, "outcome"] == "").all()
    assert not spells.duplicated(["child", "began_on"]).any()


def test_nobody_is_helped_twice_over_at_one_time(spells):
    held = spells.sort_values(["child", "began_on"])
    following = held.groupby("child")["began_on"].shift(-1)
    ends = held["ended_on"].mask(held["ended_on"] == NEVER, LAST_DAY + 1)
    assert following.notna().sum() > 50
    assert (ends <= following)[following.notna()].all()


def test_assessments_are_finished_within_the_spell(spells):
    done = spells[spells["assessed_on"] != NEVER]
    assert 0.5 < len(done) / len(spells) < 0.95
    assert (done["assessed_on"] > done["began_on"]).all()
    assert (done["assessed_on"] <= LAST_DAY).all()


def test_words_are_those_of_the_table(spells):
    assert set(spells["came_through"]) == set(CAME_THROUGH)
    assert set(spells["level"]) <= {"", *LEVELS}
    assert set(spells["outcome"]) <= {"", *OUTCOMES}
    assert {STEP_DOWN, STEP_UP} <= {*CAME_THROUGH, *OUTCOMES}


def test_a_child_is_stepped_down_when_its_case_is_closed_and_before_it_comes_back(spells, lives):
    down = spells[spells["came_through"] == STEP_DOWN]
    joined = down.reset_index().merge(lives.episodes, on="child")
    near = (joined["began_on"] - joined["closed_on"]).between(-1, 12) & (joined["began_on"] < joined["next_on"])
    assert near.groupby(joined["index"]).any().all()


def test_some_who_were_stepped_down_are_referred_again_and_more_are_not(spells, lives):
    down = spells[(spells["came_through"] == STEP_DOWN) & (spells["began_on"] < LAST_DAY - 366)]
    joined = down.reset_index().merge(lives.episodes[["child", "referred_on"]], on="child")
    back = (joined["referred_on"] - joined["began_on"]).between(1, 365).groupby(joined["index"]).any()
    assert 0.05 < back.mean() < 0.5


def test_the_same_seed_gives_the_same_help_and_another_another(spells, lives):
    pd.testing.assert_frame_equal(early_help(lives.episodes, lives.contacts, seed=2013), spells)
    assert not early_help(lives.episodes, lives.contacts, seed=7).equals(spells)
