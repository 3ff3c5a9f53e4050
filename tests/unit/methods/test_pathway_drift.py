"""The level of a drifting rate: steady, doubled, silent; and its likelihood by an independent route."""

import numpy as np
import pytest
from scipy.stats import nbinom

from turncurve.methods.pathway_drift import ANCHOR, DISCOUNTS, PRIOR, filtered_level


def best(level):
    """Return the mean level over the discounts."""
    return float((level.probability * level.mean).sum())


def test_a_steady_rate_is_at_its_long_run_and_is_taken_as_steady():
    level = filtered_level(np.tile([9, 10, 11, 10], 8), expected=np.full(32, 10.0))
    assert best(level) == pytest.approx(1.0, abs=0.06)
    assert level.probability[0] == level.probability.max()
    assert level.probability[0] > PRIOR[0]
    assert level.events == 320


@pytest.mark.parametrize("factor", [0.3, 1.0, 2.5])
def test_a_rate_that_changed_is_followed(factor):
    counts = np.concatenate([np.full(20, 10.0), np.full(8, 10 * factor)])
    level = filtered_level(counts, expected=np.full(28, 10.0))
    assert best(level) == pytest.approx(factor, abs=0.2)
    assert (level.probability[0] > 0.3) == (factor == 1.0)
    assert abs(level.path[-1] - factor) <= abs(level.path[20] - factor) + 0.01


def test_nothing_expected_and_nothing_seen_leaves_the_prior():
    level = filtered_level(np.zeros(12), expected=np.zeros(12))
    np.testing.assert_allclose(level.probability, PRIOR)
    np.testing.assert_allclose(level.mean, 1.0)
    np.testing.assert_allclose(level.shape, ANCHOR)


def test_the_likelihood_of_each_discount_is_the_product_of_negative_binomials():
    counts, expected = [3.0, 8.0, 1.0], [4.0, 5.0, 2.0]
    weights = []
    for discount, prior in zip(DISCOUNTS, PRIOR, strict=True):
        shape = rate = ANCHOR
        weight = prior
        for count, due in zip(counts, expected, strict=True):
            shape, rate = discount * shape + (1 - discount) * ANCHOR, discount * rate + (1 - discount) * ANCHOR
            weight *= nbinom.pmf(count, shape, rate / (rate + due))
            shape, rate = shape + count, rate + due
        weights.append(weight)
    level = filtered_level(counts, expected=expected)
    np.testing.assert_allclose(level.probability, np.array(weights) / sum(weights))


def test_draws_are_about_the_level_and_a_steady_rate_adds_no_uncertainty_of_its_own():
    level = filtered_level(np.tile([2.0, 6.0], 10), expected=np.full(20, 4.0))
    draws, drift = level.draw(20_000, generator=np.random.default_rng(1))
    assert draws.mean() == pytest.approx(best(level), rel=0.02)
    assert (drift >= 0).all()
    steady = drift == 0
    assert steady.mean() == pytest.approx(level.probability[0], abs=0.02)
    np.testing.assert_allclose(draws[steady], level.mean[0])
    assert draws[~steady].std() > 0


def test_the_same_seed_draws_the_same_levels():
    level = filtered_level([1.0, 5.0], expected=[2.0, 2.0])
    first, again = (level.draw(50, generator=np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
