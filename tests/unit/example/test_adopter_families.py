"""The families of the example take each step in order, and some wait, withdraw or are refused."""

import numpy as np

from turncurve.example.adopter_families import OTHERS, REFUSED, WITHDREW, families
from turncurve.example.days import LAST_DAY, NEVER


def test_every_matched_child_has_a_family_of_its_own_route(lives):
    found = families(lives)
    matched = found[found["matched_on"] < NEVER]
    assert len(matched) == lives.routes.loc[lives.routes["matched_on"] < NEVER, "route"].nunique()
    assert matched["children"].sum() == (lives.routes["matched_on"] < NEVER).sum()
    assert found["family"].is_unique


def test_the_steps_of_a_family_follow_one_another(lives):
    found = families(lives)
    assert (found["applied_on"] < found["approved_on"]).all()
    assert (found["approved_on"] <= found["matched_on"]).all()
    assert (found["matched_on"] <= found["placed_on"]).all()
    assert (found["placed_on"] <= found["adopted_on"]).all()


def test_others_wait_withdraw_or_are_refused(lives):
    found = families(lives)
    others = found[found["matched_on"] == NEVER]
    assert len(others) == OTHERS
    assert set(others["left_because"]) == {WITHDREW, REFUSED}
    assert (others.loc[others["left_because"] == REFUSED, "approved_on"] == NEVER).all()
    waiting = (others["approved_on"] <= LAST_DAY) & (others["left_on"] > LAST_DAY)
    assert 5 < waiting.sum() < 25


def test_more_families_apply_towards_the_end(lives):
    applied = families(lives)["applied_on"].to_numpy()
    years = [np.sum((applied > LAST_DAY - 365 * (back + 1)) & (applied <= LAST_DAY - 365 * back)) for back in (0, 1, 2)]
    assert years[0] + years[1] > 2 * years[2]


def test_the_families_are_the_same_each_time(lives):
    assert families(lives).equals(families(lives))
