"""Steps between neighbours tell over-dispersion from a trend."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.dispersion import dispersion
from turncurve.methods.successive_dispersion import (
    count_steps,
    share_steps,
    successive_count_dispersion,
    successive_dispersion,
)


def test_a_steady_trend_is_not_taken_for_over_dispersion():
    shares = np.linspace(0.10, 0.30, 40)
    numerators, denominators = np.round(400 * shares), np.full(40, 400)
    assert dispersion(numerators, denominators).factor > 5
    assert successive_dispersion(numerators, denominators) == 1.0


def test_steps_of_chance_alone_give_a_factor_near_one():
    rng = np.random.default_rng(7)
    numerators = rng.binomial(400, 0.2, size=4000)
    assert successive_dispersion(numerators, np.full(4000, 400)) == pytest.approx(1.0, abs=0.1)


def test_twice_the_chance_of_whole_families_doubles_the_factor():
    rng = np.random.default_rng(8)
    numerators = 2 * rng.binomial(200, 0.2, size=4000)  # pairs of siblings, both or neither
    assert successive_dispersion(numerators, np.full(4000, 400)) == pytest.approx(2.0, rel=0.1)


def test_two_steps_are_worked_out_by_hand():
    # 20, 30, 20 of 100: each step .1; level .25; expected variance .25 x .75 x 2/100 = .00375; .01 / .00375 = 2.667
    assert successive_dispersion([20, 30, 20], [100, 100, 100]) == pytest.approx(0.01 / 0.00375)


@pytest.mark.parametrize(
    ("numerators", "denominators"), [([], []), ([2, 3], [10, 10]), ([0, 0, 0], [5, 5, 5]), ([5, 5, 5], [5, 5, 5])]
)
def test_where_nothing_varies_or_too_little_is_held_there_is_no_factor(numerators, denominators):
    assert successive_dispersion(numerators, denominators) is None


@pytest.mark.parametrize(
    ("numerators", "denominators", "said"),
    [([1, 2], [10], "differ in length"), ([11, 2, 3], [10, 10, 10], "."), ([-1, 2, 3], [10, 10, 10], ".")],
)
def test_counts_that_are_wrong_are_refused(numerators, denominators, said):
    with pytest.raises(TurnCurveError, match=said):
        successive_dispersion(numerators, denominators)


def test_a_period_without_units_is_left_out():
    with_gap = successive_dispersion([20, 0, 30, 20], [100, 0, 100, 100])
    assert with_gap == successive_dispersion([20, 30, 20], [100, 100, 100])


def test_counts_of_chance_alone_give_a_factor_near_one():
    rng = np.random.default_rng(9)
    assert successive_count_dispersion(rng.poisson(300, 4000)) == pytest.approx(1.0, abs=0.1)


def test_families_that_come_together_inflate_a_count_by_their_size():
    rng = np.random.default_rng(10)
    assert successive_count_dispersion(3 * rng.poisson(100, 4000)) == pytest.approx(3.0, rel=0.1)


def test_two_steps_of_a_count_are_worked_out_by_hand():
    # 80, 120, 90: 40^2/200 = 8 and 30^2/210 = 4.286
    assert count_steps([80, 120, 90]) == pytest.approx([8, 900 / 210])
    assert successive_count_dispersion([80, 120, 90]) == pytest.approx((8 + 900 / 210) / 2)


@pytest.mark.parametrize("counts", [[], [5], [5, 9], [0, 0, 0]])
def test_where_too_few_counts_are_held_or_nothing_happened_there_is_no_factor(counts):
    assert successive_count_dispersion(counts) is None


def test_a_count_below_nothing_is_refused():
    with pytest.raises(TurnCurveError, match="whole number"):
        count_steps([3, -1, 2])


def test_a_step_between_all_and_all_or_over_an_empty_period_is_left_out():
    assert list(share_steps([5, 5, 0, 3], [5, 5, 0, 6])) == pytest.approx([0.25 / (8 / 11 * 3 / 11 * (1 / 5 + 1 / 6))])
