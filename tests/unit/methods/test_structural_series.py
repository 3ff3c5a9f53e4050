"""The mixture foretells as the plain algebra of normal distributions does, setting by setting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from turncurve.methods.structural_series import (
    LEVEL_STEPS,
    NOISE_STEPS,
    SEASON_STEPS,
    _ahead,
    _log_prior,
    _parts,
    _slab,
    _structures,
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


def alone(past, periods, **more):
    """Foretell without controls."""
    how = {"season_length": 1, "prior_level_sd": 0.01} | more
    return foretell(np.asarray(past, dtype=float), periods, controls=np.zeros((periods, 0)), **how)


def test_a_season_is_minus_the_sum_of_those_before_it_plus_its_steps():
    length, periods = 4, 11
    start, steps = np.array([1.0, -2.0, 0.5]), np.random.default_rng(3).normal(size=periods)
    state, drawn = list(start), []
    for period in range(periods):
        drawn.append(state[0])
        state = [steps[period] - sum(state), *state[:-1]]
    # the covariance of one unit is that of the same recursion, one source at a time
    parts, by_source = _parts(periods, length), []
    for source in range(length - 1 + periods):
        state, column = [float(source == one) for one in range(length - 1)], []
        for period in range(periods):
            column.append(state[0])
            state = [float(source == length - 1 + period) - sum(state), *state[:-1]]
        by_source.append(column)
    made = np.array(by_source).T
    np.testing.assert_allclose(made @ np.concatenate([start, steps]), drawn)
    np.testing.assert_allclose(parts.season_start, made[:, :3] @ made[:, :3].T)
    np.testing.assert_allclose(parts.season, made[:, 3:] @ made[:, 3:].T)


def test_a_level_that_wanders_has_the_covariance_of_a_random_walk():
    walks = np.cumsum(np.eye(6, 5, k=-1), axis=0)  # a row a period, a column a step
    np.testing.assert_allclose(_parts(6, 1).level, walks @ walks.T)
    np.testing.assert_allclose(_parts(6, 1).start, 1.0)


def test_every_drift_is_tried_with_and_without_a_season():
    parts = _parts(8, 4)
    plain = list(_structures(parts, season=False, prior_level_sd=0.02))
    seasonal = list(_structures(parts, season=True, prior_level_sd=0.02))
    assert len(plain) == len(LEVEL_STEPS)
    assert len(seasonal) == len(LEVEL_STEPS) * len(SEASON_STEPS)
    drift = LEVEL_STEPS[0] * 0.02
    np.testing.assert_allclose(plain[0][0], 1 + drift**2 * parts.level)
    expected = plain[0][0] + parts.season_start + SEASON_STEPS[1] ** 2 * parts.season
    np.testing.assert_allclose(seasonal[1][0], expected)


@pytest.mark.parametrize(("guess", "worth"), [(0.01, 32), (1.0, 0.01), (0.4, 50)])
def test_the_prior_of_a_standard_deviation_is_a_gamma_on_its_precision(guess, worth):
    sds = np.array([0.2, 0.7, 1.9]) * guess
    # the density of log sd is the gamma density of the precision times |d precision / d log sd| = 2 * precision
    precision = sds**-2
    expected = stats.gamma.logpdf(precision, worth / 2, scale=2 / (worth * guess**2)) + np.log(2 * precision)
    ours = np.array([_log_prior(sd, guess=guess, worth=worth) for sd in sds])
    np.testing.assert_allclose(np.diff(ours), np.diff(expected), rtol=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 4]))
def test_what_is_foretold_is_a_proper_mixture(seed, season):
    found = alone(np.random.default_rng(seed).normal(size=12), 15, season_length=season)
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights.min() > 0
    assert found.mean.shape == (len(found.weights), 3)
    assert found.chosen.shape == (len(found.weights), 0)
    np.testing.assert_allclose(found.covariance, found.covariance.transpose(0, 2, 1), atol=1e-9)
    assert np.linalg.eigvalsh(found.covariance).min() > 0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_mirror_image_of_a_past_has_the_mirror_image_of_its_future(seed):
    past = np.random.default_rng(seed).normal(size=12)
    plain, other = alone(past, 15), alone(-past, 15)
    np.testing.assert_allclose(other.weights, plain.weights, rtol=1e-9)
    np.testing.assert_allclose(other.mean, -plain.mean, atol=1e-9)
    np.testing.assert_allclose(other.covariance, plain.covariance)


def test_the_further_ahead_the_less_is_known():
    found = alone(np.random.default_rng(2).normal(size=20), 30)
    spread = np.einsum("sii->si", found.covariance)
    assert (np.diff(spread, axis=1) >= -1e-12).all()


def test_a_level_that_hardly_drifts_is_foretold_as_the_mean_and_one_that_drifts_as_the_last_values():
    past = np.repeat([-1.0, 1.0], 10) + 0.1 * np.resize([1.0, -1.0], 20)
    still = alone(past, 21, prior_level_sd=1e-6)
    moving = alone(past, 21, prior_level_sd=1.0)
    # the prior's level is the first value, and worth a period: 1 part of 21
    assert still.weights @ still.mean[:, 0] == pytest.approx((20 * past.mean() + past[0]) / 21, abs=0.01)
    assert moving.weights @ moving.mean[:, 0] == pytest.approx(1.0, abs=0.12)


def test_a_missing_period_is_neither_nought_nor_a_shorter_past():
    past = np.random.default_rng(5).normal(size=16)
    gappy, nought = past.copy(), past.copy()
    gappy[7], nought[7] = np.nan, 0.0
    found, short, filled = (alone(one, len(one) + 2, prior_level_sd=0.3) for one in (gappy, np.delete(past, 7), nought))
    ahead = [one.weights @ one.mean[:, 0] for one in (found, short, filled)]
    assert np.isfinite(ahead).all()
    assert np.abs(np.diff(ahead)).min() > 1e-6
    assert np.isnan(gappy[7])


def test_a_season_is_carried_on_where_it_was_seen():
    season = np.tile([1.0, 0.0, -1.0, 0.0], 5)
    found = alone(season, 24, season_length=4)
    np.testing.assert_allclose(found.weights @ found.mean, season[:4], atol=0.1)


def test_controls_are_known_by_what_they_do_and_not_by_their_place():
    seeded = np.random.default_rng(6)
    controls = seeded.normal(size=(24, 3))
    past = controls[:20, 1] + 0.2 * seeded.normal(size=20)
    past = (past - past.mean()) / past.std(ddof=1)
    how = {"season_length": 1, "prior_level_sd": 0.01}
    plain, turned = foretell(past, 24, controls=controls, **how), foretell(past, 24, controls=controls[:, ::-1], **how)
    np.testing.assert_allclose(turned.weights @ turned.mean, plain.weights @ plain.mean, atol=1e-8)
    np.testing.assert_allclose((turned.weights @ turned.chosen)[::-1], plain.weights @ plain.chosen, atol=1e-8)


@pytest.mark.parametrize("controls", [1, 2, 3, 4])
def test_the_choices_among_controls_are_as_likely_as_all_of_them_together(controls):
    ways = [(tuple(used.tolist()), prior) for used, prior in _subsets(controls)]
    assert len({used for used, _ in ways}) == len(ways)
    assert sum(np.exp(prior) for _, prior in ways) == pytest.approx(1)
    size = sum(len(used) * np.exp(prior) for used, prior in ways)
    assert size == pytest.approx(controls * min(1, 3 / (controls + 1)))


@given(st.floats(0.01, 0.98), st.floats(0.001, 0.01), st.floats(-50, 50))
def test_a_quantile_rises_with_its_probability_and_moves_with_the_mixture(probability, more, shift):
    weights, mean, sd = np.array([0.2, 0.5, 0.3]), np.array([-3.0, 0.0, 4.0]), np.array([0.1, 1.0, 3.0])
    here = mixture_quantile(weights, mean, sd=sd, probability=probability)
    assert mixture_quantile(weights, mean, sd=sd, probability=probability + more) > here
    assert mixture_quantile(weights, mean + shift, sd=sd, probability=probability) == pytest.approx(
        here + shift, abs=1e-7
    )
    assert mixture_quantile(weights, -mean, sd=sd, probability=1 - probability) == pytest.approx(-here, abs=1e-7)


@pytest.mark.parametrize("probability", [0.001, 0.5, 0.999])
def test_a_mixture_of_one_is_a_normal_distribution(probability):
    found = mixture_quantile(np.ones(1), np.array([3.0]), sd=np.array([2.0]), probability=probability)
    assert found == pytest.approx(stats.norm.ppf(probability, 3, 2))
