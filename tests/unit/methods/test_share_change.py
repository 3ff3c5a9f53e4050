"""A share of starts is told apart into those who return and those who come for the first time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.share_change import decompose_share


# 62 of 388 then 64 of 512: the mean of 64/390 - 62/388 and 64/512 - 62/510 for the numerator, and the rest.
def test_a_surge_of_first_starts_lowers_the_share_while_returns_rise():
    found = decompose_share([62, 64], [388 - 62, 512 - 64])
    by_hand = (64 / 390 - 62 / 388 + 64 / 512 - 62 / 510) / 2
    assert found.numerator_effect == pytest.approx(by_hand)
    assert found.numerator_effect > 0
    assert found.denominator_effect == pytest.approx(64 / 512 - 62 / 388 - by_hand)
    assert found.denominator_effect < 0


def test_returns_are_split_into_those_exposed_and_how_often_one_returned():
    found = decompose_share([62, 64], [326, 448], exposed=[1000, 1300])
    effects = {effect.factor: effect.effect for effect in found.decomposition.effects}
    assert list(effects) == ["exposed", "hazard", "first_time"]
    assert effects["exposed"] > 0 > effects["hazard"]
    assert effects["exposed"] + effects["hazard"] == pytest.approx(found.numerator_effect)


inflows = st.integers(1, 500)


@given(inflows, inflows, inflows, inflows)
def test_the_two_effects_always_sum_to_the_change(one, two, three, four):
    found = decompose_share([one, two], [three, four])
    assert found.numerator_effect + found.denominator_effect == pytest.approx(found.decomposition.difference, abs=1e-12)
    assert (found.numerator_effect > 0) == (two > one)
    assert (found.denominator_effect < 0) == (four > three)


def test_a_year_without_any_return_is_still_split():
    found = decompose_share([0, 10], [100, 100])
    assert found.denominator_effect == pytest.approx(0)
    assert found.numerator_effect == pytest.approx(10 / 110)


@pytest.mark.parametrize(
    ("returns", "first_time", "exposed", "says"),
    [
        ([1, 2, 3], [1, 2], None, "each of two periods"),
        ([1, -2], [1, 2], None, "each of two periods"),
        ([0, 2], [0, 2], None, "no starts"),
        ([1, 2], [1, 2], [0, 5], "Nobody could have returned"),
    ],
)
def test_what_cannot_be_split_is_refused_in_a_sentence(returns, first_time, exposed, says):
    with pytest.raises(TurnCurveError, match=says):
        decompose_share(returns, first_time, exposed=exposed)
