"""The seasonal pattern is found where there is one, shrunk where there is little to go on, and else left out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.methods.seasonal_factors import no_season, seasonal_factors

PATTERN = np.log(np.array([0.9, 1.0, 1.0, 1.1, 0.7, 0.9, 1.2, 1.2, 0.8, 1.1, 1.1, 1.0]))
PATTERN -= PATTERN.mean()


def seasonal_counts(years: int, *, mean: float = 400.0, seed: int = 1) -> np.ndarray:
    expected = mean * np.exp(np.tile(PATTERN, years))
    return np.random.default_rng(seed).poisson(expected).astype(float)


def found(counts: np.ndarray, season_length: int = 12):
    return seasonal_factors(counts, season_length, offset=np.zeros(len(counts)))


def test_a_plain_pattern_is_found():
    factors = found(seasonal_counts(6))
    assert factors.mean == pytest.approx(PATTERN, abs=0.05)
    assert factors.weight > 0.999
    assert 8 < factors.freedom < 11


def test_the_pattern_sums_to_nothing():
    factors = found(seasonal_counts(4))
    assert factors.mean.sum() == pytest.approx(0.0, abs=1e-9)
    assert factors.covariance.sum() == pytest.approx(0.0, abs=1e-9)


def test_less_history_shrinks_the_pattern_and_makes_it_less_sure():
    long, short = found(seasonal_counts(8)), found(seasonal_counts(2, mean=60.0))
    assert np.abs(short.mean).sum() < np.abs(long.mean).sum()
    assert np.trace(short.covariance) > np.trace(long.covariance)
    assert short.freedom < long.freedom


def test_without_a_pattern_hardly_anything_is_added():
    counts = np.random.default_rng(2).poisson(300.0, size=72).astype(float)
    factors = found(counts)
    assert factors.weight < 0.2
    assert np.abs(factors.mean).max() < 0.02
    assert factors.freedom < 2


@pytest.mark.parametrize(("known", "season_length"), [(23, 12), (7, 4), (0, 4), (100, 1)])
def test_fewer_than_two_years_or_no_seasons_give_no_pattern(known, season_length):
    factors = found(np.full(known, 50.0), season_length)
    assert factors.mean.tolist() == [0.0] * season_length
    assert (factors.weight, factors.freedom) == (0.0, 0.0)


def test_two_years_are_enough_to_try():
    assert found(seasonal_counts(2)).weight > 0.9


def test_missing_months_do_not_count_towards_two_years():
    counts = seasonal_counts(2)
    counts[3] = np.nan
    assert found(counts).weight == 0.0


def test_missing_months_are_passed_over():
    counts = seasonal_counts(6)
    counts[[5, 17, 40]] = np.nan
    assert found(counts).mean == pytest.approx(PATTERN, abs=0.06)


def test_what_is_known_beforehand_is_not_found_again():
    counts = seasonal_counts(6)
    factors = seasonal_factors(counts, 12, offset=np.tile(PATTERN, 6))
    assert np.abs(factors.mean).max() < 0.03


def test_the_pattern_agrees_with_month_means_when_the_data_are_plenty():
    counts = seasonal_counts(12, mean=20_000.0)
    logs = np.log(counts + 0.5).reshape(12, 12)
    by_month = logs.mean(axis=0) - logs.mean()
    assert found(counts).mean == pytest.approx(by_month, abs=0.01)


def test_a_drifting_level_is_not_taken_for_a_season():
    rng = np.random.default_rng(3)
    level = np.cumsum(rng.normal(0, 0.05, size=72))
    factors = found(rng.poisson(500 * np.exp(level)).astype(float))
    assert np.abs(factors.mean).max() < 0.05


def test_quarters_work_as_months_do():
    quarters = np.tile([200.0, 100.0, 200.0, 100.0], 5)
    factors = found(quarters, 4)
    assert factors.mean[0] - factors.mean[1] == pytest.approx(np.log(2), abs=0.15)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_the_covariance_is_one(seed):
    rng = np.random.default_rng(seed)
    factors = found(rng.poisson(rng.uniform(0.1, 50), size=30).astype(float))
    assert factors.covariance == pytest.approx(factors.covariance.T, abs=1e-12)
    assert np.linalg.eigvalsh(factors.covariance).min() > -1e-9
    assert 0.0 <= factors.weight <= 1.0
    assert -1e-9 <= factors.freedom <= 11.0


def test_draws_have_the_mean_and_covariance_stated():
    factors = found(seasonal_counts(3, mean=50.0))
    draws = factors.draw(20_000, rng=np.random.default_rng(4))
    assert draws.mean(axis=0) == pytest.approx(factors.mean, abs=0.01)
    assert np.cov(draws.T) == pytest.approx(factors.covariance, abs=0.002)


def test_draws_of_no_season_are_all_nothing():
    assert no_season(4).draw(3, rng=np.random.default_rng(1)).tolist() == [[0.0] * 4] * 3
