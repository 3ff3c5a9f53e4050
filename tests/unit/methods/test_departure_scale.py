"""Counts and shares vary evenly on their scales, and come back from them as they went."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.departure_scale import scale_counts, scale_shares, scale_values, seasonal_exposure


@pytest.mark.parametrize("mean", [1, 5, 40])
def test_a_poisson_count_has_the_variance_that_the_scale_says(mean):
    drawn = np.random.default_rng(2).poisson(mean, size=200_000)
    scaled = scale_counts(drawn)
    assert scaled.values.var() == pytest.approx(scaled.variance, rel=0.02)


def test_large_counts_have_a_variance_of_one_whatever_their_mean():
    assert scale_counts([30, 50, 40]).variance == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("chance", [0.1, 0.4])
def test_a_binomial_share_has_the_spread_that_the_scale_says(chance):
    drawn = np.random.default_rng(2).binomial(400, chance, size=100_000)
    scaled = scale_shares(drawn, np.full(100_000, 400))
    assert scaled.values.std() == pytest.approx(scaled.spread[0], rel=0.02)
    assert scaled.variance == 1


@given(st.floats(0.0, 500.0))
def test_a_mean_of_counts_comes_back_as_it_went(mean):
    scaled = scale_counts([1, 2, 3])
    assert scaled.backward(scaled.forward(mean)) == pytest.approx(mean, abs=1e-9)


@given(st.floats(0.0, 1.0))
def test_a_share_comes_back_as_it_went(share):
    scaled = scale_shares([1, 2], [10, 10])
    assert scaled.backward(scaled.forward(share)) == pytest.approx(share, abs=1e-9)


def test_twice_the_exposure_halves_the_rate_and_its_variance():
    scaled = scale_counts([40, 80], exposure=[1, 2])
    assert scaled.values[0] == pytest.approx(scaled.values[1], abs=0.05)
    assert (scaled.spread[0] / scaled.spread[1]) ** 2 == pytest.approx(2)


def test_the_first_periods_are_those_that_were_known_then():
    scaled = scale_shares([1, 2, 3], [10, 20, 30])
    early = scaled.first(2)
    np.testing.assert_array_equal(early.values, scaled.values[:2])
    np.testing.assert_allclose(early.original, [0.1, 0.1])
    assert len(early.spread) == len(early.events) == 2


def test_a_season_of_the_past_is_an_exposure_and_noise_is_hardly_any():
    season = np.tile([1.4, 1.0, 0.6, 1.0], 8)
    seeded = np.random.default_rng(3)
    found = seasonal_exposure(seeded.poisson(100 * season), origin=24, season_length=4)
    np.testing.assert_allclose(found, season, atol=0.1)
    steady = seasonal_exposure(seeded.poisson(40, size=32), origin=24, season_length=4)
    np.testing.assert_allclose(steady, 1, atol=0.06)


def test_what_came_after_the_origin_does_not_shape_the_season():
    counts = np.random.default_rng(4).poisson(60, size=32)
    later = np.concatenate([counts[:24], counts[24:] * np.tile([3, 1], 4)])
    first, second = (seasonal_exposure(one, origin=24, season_length=4) for one in (counts, later))
    np.testing.assert_array_equal(first, second)


def test_values_stay_as_they_are():
    scaled = scale_values([3.0, -1.0])
    assert scaled.values.tolist() == scaled.original.tolist() == [3.0, -1.0]
    assert scaled.variance is None


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: scale_counts([1, -1]), "period 2 of 2"),
        (lambda: scale_counts([1, float("nan")]), "period 2 of 2"),
        (lambda: scale_counts([]), "one row of values"),
        (lambda: scale_counts([1, 2], exposure=[1, 0]), "above 0"),
        (lambda: seasonal_exposure([1, 2], origin=3, season_length=4), "outside the series"),
        (lambda: scale_shares([5], [4]), "larger than its denominator"),
        (lambda: scale_shares([0], [0]), "denominator is 0"),
        (lambda: scale_values([float("inf")]), "period 1 of 1"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(call, says):
    with pytest.raises(TurnCurveError, match=says):
        call()
