"""Which weeks of the year are busier than others."""

import numpy as np
import pytest

from turncurve.methods.weekly_season import season_ahead


def test_nothing_is_seasonal_before_there_is_a_year():
    assert (season_ahead(np.arange(51.0), horizon=13) == 1).all()


def test_a_constant_series_has_no_season():
    assert season_ahead(np.full(160, 9.0), horizon=13) == pytest.approx(np.ones((160, 13)), abs=0.01)


def test_a_peak_of_last_year_is_expected_again_but_less():
    counts = np.full(120, 20.0)
    counts[28:33] = 40.0
    ahead = season_ahead(counts, horizon=13)
    # After week 75 (from 0) the fifth week ahead is week 80, a year after week 28.
    assert 1.05 < ahead[76, 5] < 2
    assert ahead[76, 5] == ahead[76].max()


def test_a_week_says_nothing_of_the_weeks_before_it():
    counts = np.random.default_rng(1).poisson(15, 160).astype(float)
    assert season_ahead(counts, horizon=8)[:110] == pytest.approx(season_ahead(counts[:110], horizon=8))


def test_counts_that_scatter_more_are_believed_less():
    counts = np.full(120, 20.0)
    counts[28:33] = 40.0
    sure, unsure = (season_ahead(counts, horizon=13, scatter=each)[76, 4] for each in (1.0, 20.0))
    assert 1 < unsure < sure


def test_one_factor_is_the_sums_by_hand():
    counts = np.random.default_rng(2).poisson(10, 70).astype(float)
    # After week 60 the third week ahead is week 63, a year after week 11: weeks 9 to 13 of weeks 0 to 51.
    seen, held = counts[9:14].sum(), counts[0:52].mean() * 5
    belief = 0.15**2 / (0.15**2 + 2 / held)
    assert season_ahead(counts, horizon=4)[60, 2] == pytest.approx(((seen + 1) / (held + 1)) ** belief)


def test_a_series_of_noughts_is_not_divided_by():
    assert np.isfinite(season_ahead(np.zeros(130), horizon=13)).all()
