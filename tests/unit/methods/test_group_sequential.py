"""Bounds for repeated looks hold the allowance, agree with published ones, and give one p-value."""

import numpy as np
import pytest
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.group_sequential import boundaries, sequential_p_value, spent

EVEN = (1.0, 2.0, 3.0, 4.0, 5.0)


# One look spends all of it: 1.96 for 5 per cent on two sides.
@pytest.mark.parametrize(("allowance", "bound"), [(0.05, 1.959964), (0.01, 2.575829)])
def test_one_look_is_the_plain_test(allowance, bound):
    assert boundaries((3.7,), false_alarm=allowance) == pytest.approx((bound,), abs=1e-4)


# By the fifth look of five nothing is left; by the first, a 125th of it.
def test_the_allowance_is_spent_late():
    assert spent(5, false_alarm=0.05) == pytest.approx([0.05 / 125, 0.05 * 8 / 125, 0.0108, 0.0256, 0.05])


@pytest.mark.parametrize("information", [EVEN, (0.96, 1.85, 2.67, 3.43, 4.14, 4.8)])
def test_whoever_looks_every_time_crosses_as_often_as_allowed(information):
    bounds = np.array(boundaries(information, false_alarm=0.05))
    seeded = np.random.default_rng(1)
    steps = np.sqrt(np.diff([0, *information]))
    walks = np.cumsum(seeded.standard_normal((200_000, len(steps))) * steps, axis=1) / np.sqrt(information)
    assert (np.abs(walks) > bounds).any(axis=1).mean() == pytest.approx(0.05, abs=0.002)


# A fifth of .05 on two sides is .005 on either.
def test_an_allowance_spent_evenly_starts_at_its_fifth():
    bounds = boundaries(EVEN, false_alarm=0.05, power=1.0)
    assert bounds[0] == pytest.approx(stats.norm.isf(0.005), abs=1e-6)
    assert (np.diff(bounds) < 0).all()


def test_the_second_bound_is_where_first_crossings_have_their_share():
    first, second = boundaries((1.0, 2.0), false_alarm=0.05)
    both = stats.multivariate_normal(cov=[[1, np.sqrt(0.5)], [np.sqrt(0.5), 1]])
    inside = both.cdf([first, second], lower_limit=[-first, -second])
    assert 1 - inside == pytest.approx(0.05, abs=1e-3)
    assert 2 * stats.norm.sf(first) == pytest.approx(0.05 / 8)


def test_one_p_value_is_at_the_allowance_where_a_look_just_crosses():
    bound = boundaries(EVEN, false_alarm=0.03)[2]
    found = sequential_p_value([0.9, 0.9, 2 * stats.norm.sf(bound)], EVEN)
    assert 0.03 <= found <= 0.03 * 1.06


def test_more_looks_never_raise_the_p_value_and_nothing_seen_is_one_half():
    values = [0.4, 0.01, 0.2]
    found = [sequential_p_value(values[:count], EVEN) for count in range(4)]
    assert found == sorted(found, reverse=True)
    assert found[0] == 0.5


@pytest.mark.parametrize("information", [(), (1.0, 1.0), (2.0, 1.0), (-1.0,)])
def test_information_that_does_not_rise_is_refused(information):
    with pytest.raises(TurnCurveError, match="does not rise"):
        boundaries(information, false_alarm=0.05)


def test_more_looks_than_planned_are_refused():
    with pytest.raises(TurnCurveError, match="more looks than were planned"):
        sequential_p_value([0.1, 0.1], (1.0,))
