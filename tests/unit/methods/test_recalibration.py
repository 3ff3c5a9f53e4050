"""Widening by past forecasts: honest ones stay as they are, narrow ones widen, and few say little."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.recalibration import LARGEST_WIDENING, PRIOR_OUTCOMES, Widening, learn_widening, widened

HALF = 1.2815515655446004


def learnt(outcomes, *, spread=1.0, groups=None):
    """Learn from forecasts that say a normal distribution about 0."""
    number = len(outcomes)
    interval = np.tile([-HALF * spread, HALF * spread], (number, 1))
    return learn_widening(
        outcomes, median=np.zeros(number), interval_80=interval, groups=np.arange(number) if groups is None else groups
    )


def test_the_factor_is_the_root_of_the_mean_square_of_residuals_shrunk_to_one():
    found = learnt([2.0, -2.0, 1.0, 0.0])
    assert found.factor == pytest.approx(np.sqrt((PRIOR_OUTCOMES + 4 + 4 + 1 + 0) / (PRIOR_OUTCOMES + 4)))
    assert (found.outcomes, found.groups, found.covered) == (4, 4, 0.5)


@pytest.mark.parametrize("spread", [0.45, 0.6, 0.8])
def test_intervals_that_were_too_narrow_end_up_about_right(spread):
    past = np.random.default_rng(1).standard_normal(400)
    found = learnt(past, spread=spread)
    assert found.factor == pytest.approx(1 / spread, rel=0.12)
    assert found.covered < 0.8
    held = np.abs(np.random.default_rng(2).standard_normal(4000)) <= HALF * spread * found.factor
    assert held.mean() == pytest.approx(0.8, abs=0.06)


@pytest.mark.parametrize("spread", [1.0, 1.5, 4.0])
def test_honest_or_wide_intervals_stay_as_they_are(spread):
    past = np.random.default_rng(3).standard_normal(400)
    assert learnt(past, spread=spread).factor == pytest.approx(1.0, abs=0.03)


def test_few_outcomes_change_little_and_outcomes_that_hang_together_count_as_few():
    one, four_alike = learnt([3.0]).factor, learnt([3.0] * 4, groups=[1, 1, 1, 1]).factor
    four_apart = learnt([3.0] * 4).factor
    assert one == pytest.approx(four_alike)
    assert 1 < one < 1.4 < four_apart


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_the_factor_is_never_below_one_nor_beyond_the_largest(outcomes):
    assert 1.0 <= learnt(outcomes).factor <= LARGEST_WIDENING


def test_each_side_of_a_skewed_interval_is_judged_by_itself():
    interval = [[-1.0, 4.0]]
    above = learn_widening([4.0], median=[0.0], interval_80=interval, groups=[1])
    below = learn_widening([-4.0], median=[0.0], interval_80=interval, groups=[1])
    assert above.factor < below.factor
    assert (above.covered, below.covered) == (1.0, 0.0)


def test_outcomes_not_known_are_left_out_and_none_known_changes_nothing():
    assert learnt([2.0, np.nan]) == learnt([2.0])
    nothing = learnt([np.nan, np.nan])
    assert (nothing.factor, nothing.outcomes, nothing.groups) == (1.0, 0, 0)
    assert np.isnan(nothing.covered)
    assert isinstance(learnt([]), Widening)


def test_an_interval_without_width_counts_as_far_out_unless_it_was_right():
    wrong = learn_widening([1.0], median=[0.0], interval_80=[[0.0, 0.0]], groups=[1])
    right = learn_widening([0.0], median=[0.0], interval_80=[[0.0, 0.0]], groups=[1])
    assert wrong.factor > 1.3
    assert right.factor == 1.0


def test_draws_move_away_from_their_median():
    draws = np.array([[1.0, 10.0, np.nan], [2.0, 20.0, np.nan], [4.0, 60.0, np.nan]])
    found = widened(draws, factor=2.0)
    np.testing.assert_allclose(found[:, :2], [[0.0, 0.0], [2.0, 20.0], [6.0, 100.0]])
    assert np.isnan(found[:, 2]).all()
    np.testing.assert_allclose(widened(draws, factor=1.0), draws)
    np.testing.assert_allclose(widened(draws, factor=3.0, least=0.0)[0, :2], [0.0, 0.0])
    assert draws[0, 0] == 1.0


@pytest.mark.parametrize("factor", [-0.1, np.nan, np.inf])
def test_a_factor_that_is_no_number_from_nought_is_refused(factor):
    with pytest.raises(TurnCurveError, match="factor"):
        widened([1.0, 2.0], factor=factor)


def test_forecasts_that_do_not_fit_the_outcomes_are_refused():
    with pytest.raises(TurnCurveError, match="one forecast for each past outcome"):
        learn_widening([1.0, 2.0], median=[0.0], interval_80=[[0, 1], [0, 1]], groups=[1, 2])
    with pytest.raises(TurnCurveError, match="one forecast for each past outcome"):
        learn_widening([1.0], median=[0.0], interval_80=[0, 1], groups=[1])
