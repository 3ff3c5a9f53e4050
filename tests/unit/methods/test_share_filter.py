"""A share is followed as the beta-binomial says, oddities set aside, and impossible shares are refused."""

import itertools

import numpy as np
import pytest
from scipy import stats
from scipy.special import logsumexp

from turncurve.errors import TurnCurveError
from turncurve.methods import share_filter
from turncurve.methods.share_filter import checked_shares, empirical_logits, filter_share

MISSING = float("nan")


def follow(top, bottom, *, path=None, spread=1.5, own_trends=(0.0,)):
    top, bottom = np.array(top, dtype=float), np.array(bottom, dtype=float)
    path = np.zeros(len(top)) if path is None else np.asarray(path, dtype=float)
    return filter_share(top, bottom, path=path, spread=spread, own_trends=own_trends)


def expected_share(filtered, settings: tuple[int, int, int], path: float = 0.0) -> float:
    chance = 1 / (1 + np.exp(-(path + filtered.levels)))
    return float(filtered.weights[settings] @ chance)


def test_one_year_without_drift_weighs_levels_by_the_beta_binomial():
    filtered = follow([30], [100])
    prior = np.exp(-0.5 * (filtered.levels / 1.5) ** 2) + 1e-9
    chance = 1 / (1 + np.exp(-filtered.levels))
    for place, overdispersion in enumerate(share_filter.OVERDISPERSIONS):
        size = 1 / overdispersion - 1 if overdispersion else 1e9
        usual = stats.betabinom.pmf(30, 100, chance * size, (1 - chance) * size)
        weights = prior / prior.sum() * (0.99 * usual + 0.01 / 101)
        assert filtered.log_likelihood[0, 0, place] == pytest.approx(np.log(weights.sum()), rel=1e-4)
        assert filtered.weights[0, 0, place] == pytest.approx(weights / weights.sum(), abs=1e-6)


def test_years_without_drift_multiply():
    filtered = follow([30, 40], [100, 110])
    prior = np.exp(-0.5 * (filtered.levels / 1.5) ** 2) + 1e-9
    chance = 1 / (1 + np.exp(-filtered.levels))
    logs = [
        np.logaddexp(np.log(0.99) + stats.binom.logpmf(k, n, chance), np.log(0.01 / (n + 1)))
        for k, n in ((30, 100), (40, 110))
    ]
    assert filtered.log_likelihood[0, 0, 0] == pytest.approx(
        logsumexp(np.log(prior / prior.sum()) + logs[0] + logs[1]), abs=1e-3
    )


def test_the_likelihood_of_every_numerator_sums_to_one():
    bottom = 12.0
    fixed = np.linspace(-3, 3, 7)
    chance = 1 / (1 + np.exp(-fixed))
    total = np.zeros((len(share_filter.OVERDISPERSIONS), 7))
    for top, (place, overdispersion) in itertools.product(range(13), enumerate(share_filter.OVERDISPERSIONS)):
        total[place] += np.exp(
            share_filter._log_probability(
                np.array([float(top)]), np.array([bottom]), chance=chance[None], overdispersion=overdispersion
            )[0]
        )
    assert total == pytest.approx(np.ones_like(total))


def test_a_missing_year_changes_the_likelihood_by_nothing():
    assert follow([30, MISSING], [100, MISSING]).log_likelihood == pytest.approx(follow([30], [100]).log_likelihood)


def test_an_odd_year_hardly_moves_the_level():
    settings = (2, 0, 3)
    plain = follow([80, 85, 82, 84], [400, 410, 405, 400])
    odd = follow([80, 85, 400, 84], [400, 410, 400, 400])
    assert expected_share(odd, settings) == pytest.approx(expected_share(plain, settings), abs=0.01)


def test_a_small_council_is_drawn_further_towards_the_path():
    path = [np.log(0.2 / 0.8)]
    small = follow([3], [10], path=path, spread=0.3)
    large = follow([300], [1000], path=path, spread=0.3)
    settings = (0, 0, 2)
    assert 0.2 < expected_share(small, settings, path[0]) < 0.25
    assert expected_share(large, settings, path[0]) > 0.27


def test_a_rising_share_favours_a_rising_trend():
    top = [40, 55, 72, 93, 118]
    filtered = follow(top, [400] * 5, own_trends=(-0.2, 0.0, 0.2))
    falling, still, rising = logsumexp(filtered.log_likelihood, axis=(0, 2))
    assert rising > still > falling


@pytest.mark.parametrize(("top", "bottom"), [([0, 0, 0, 0], [50, 60, 55, 40]), ([50, 60, 55, 40], [50, 60, 55, 40])])
def test_none_and_all_are_followed_too(top, bottom):
    filtered = follow(top, bottom)
    assert np.isfinite(filtered.log_likelihood).all()
    share = expected_share(filtered, (0, 0, 0))
    assert share == pytest.approx(top[0] / bottom[0], abs=0.03)


def test_weights_are_distributions_for_every_setting():
    filtered = follow([5, 8, MISSING, 9], [20, 25, MISSING, 31], own_trends=(-0.1, 0.1))
    assert filtered.weights.shape[:3] == filtered.log_likelihood.shape
    assert filtered.weights.sum(axis=-1) == pytest.approx(np.ones(filtered.log_likelihood.shape))


@pytest.mark.parametrize(
    ("top", "bottom", "logit"),
    [(50, 100, 0.0), (0, 10, np.log(0.5 / 10.5)), (10, 10, np.log(10.5 / 0.5)), (24.5, 100, np.log(25 / 76))],
)
def test_log_odds_stay_finite_by_half_a_case(top, bottom, logit):
    assert empirical_logits(np.array([top]), np.array([bottom]))[0] == pytest.approx(logit)


def test_years_not_wholly_known_are_blanked_in_both():
    top, bottom = checked_shares([1, MISSING, 3, 0], [10, 20, MISSING, 0])
    assert np.array_equal(top, [1, MISSING, MISSING, MISSING], equal_nan=True)
    assert np.array_equal(bottom, [10, MISSING, MISSING, MISSING], equal_nan=True)


def test_checking_does_not_alter_what_was_given():
    top, bottom = np.array([1.0, MISSING]), np.array([10.0, 20.0])
    checked_shares(top, bottom)
    assert bottom.tolist() == [10.0, 20.0]


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [
        ([1, 2], [10], "not of one length"),
        ([1, 11], [10, 10], "position 2"),
        ([-1, 5], [10, 10], "position 1"),
        ([[1, 2], [3, 40]], [[10, 10], [10, 10]], "position 4"),
    ],
)
def test_shares_that_cannot_be_are_refused(top, bottom, words):
    with pytest.raises(TurnCurveError, match=words):
        checked_shares(top, bottom)
