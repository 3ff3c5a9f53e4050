"""The mixture foretells as the plain algebra of normal distributions does, setting by setting."""

import numpy as np
import pytest
from scipy import stats

from turncurve.methods.structural_series import (
    NOISE_STEPS,
    _ahead,
    _parts,
    _slab,
    _subsets,
    _turned,
    foretell,
    mixture_quantile,
)


@pytest.fixture(scope="module")
def past():
    return np.random.default_rng(4).normal(size=15)


def test_changing_the_axes_changes_neither_likelihood_nor_forecast(past):
    parts = _parts(20, 1)
    structure = parts.start + 0.04 * parts.level
    controls = np.random.default_rng(5).normal(size=(20, 2))
    known = np.delete(np.arange(15), [3, 7])
    alike = np.eye(20) + _slab(controls, known)
    axes = _turned(past, known, structure=structure, alike=alike)
    mean, covariance = _ahead(axes, np.arange(len(NOISE_STEPS)))
    for place, noise in enumerate(NOISE_STEPS):
        whole = structure + noise**2 * alike
        here, ahead = whole[np.ix_(known, known)], np.arange(15, 20)
        away = past[known] - past[known[0]]
        weight = whole[np.ix_(ahead, known)] @ np.linalg.inv(here)
        np.testing.assert_allclose(mean[place], past[known[0]] + weight @ away, atol=1e-8)
        expected = whole[np.ix_(ahead, ahead)] - weight @ whole[np.ix_(known, ahead)]
        np.testing.assert_allclose(covariance[place], expected, atol=1e-7)
        likelihood = stats.multivariate_normal.logpdf(away, cov=here) + 0.5 * len(known) * np.log(2 * np.pi)
        assert axes.score[place] == pytest.approx(likelihood)


def test_a_season_repeats_where_it_does_not_move():
    parts = _parts(12, 4)
    drawn = np.linalg.cholesky(parts.season_start + 1e-12 * np.eye(12)) @ np.random.default_rng(1).normal(size=12)
    np.testing.assert_allclose(drawn[:4], drawn[4:8], atol=1e-4)
    assert drawn[:4].sum() == pytest.approx(0, abs=1e-4)


def test_a_level_moves_by_one_step_more_each_period():
    assert np.diag(_parts(5, 1).level).tolist() == [0, 1, 2, 3, 4]
    assert not _parts(5, 1).season.any()


def test_up_to_two_controls_are_always_in_and_more_are_chosen_among():
    assert [used.tolist() for used, _ in _subsets(2)] == [[0, 1]]
    ways = list(_subsets(4))
    assert len(ways) == 16
    assert sum(np.exp(log_prior) for _, log_prior in ways) == pytest.approx(1)
    assert [used.tolist() for used, _ in _subsets(9)] == [list(range(9))]


def test_a_useless_control_is_found_to_be_so_and_a_useful_one_too():
    seeded = np.random.default_rng(6)
    controls = seeded.normal(size=(45, 4))
    series = controls[:40, 0] + 0.3 * seeded.normal(size=40)
    series = (series - series.mean()) / series.std(ddof=1)
    found = foretell(series, 45, controls=controls, season_length=1, prior_level_sd=0.01)
    useful, *useless = found.weights @ found.chosen
    assert useful > 0.99
    assert max(useless) < 0.3
    assert found.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("probability", [0.025, 0.5, 0.9])
def test_a_quantile_of_a_mixture_has_its_probability_below_it(probability):
    weights, mean, sd = np.array([0.3, 0.7]), np.array([-1.0, 2.0]), np.array([0.5, 2.0])
    found = mixture_quantile(weights, mean, sd=sd, probability=probability)
    assert weights @ stats.norm.cdf(found, mean, sd) == pytest.approx(probability, abs=1e-9)
