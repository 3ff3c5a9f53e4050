"""Forecasts of counts are whole numbers, honest about chance, and agree with sampling every unknown at random."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods import count_forecast
from turncurve.methods.count_forecast import forecast_counts


def seeded(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def weights_of(forecast, name: str) -> dict[float, float]:
    return {setting.value: setting.weight for setting in forecast.settings if setting.name == name}


def by_random_sampling(counts: list[int], *, samples: int, rng: np.random.Generator) -> tuple[float, np.ndarray]:
    """Sample settings and whole paths from the prior and weigh them by the counts: the independent route."""
    steps = np.array(count_forecast.STEP_SDS)
    dispersions = np.array(count_forecast.DISPERSIONS)
    scale = count_forecast.PRIOR_SCALE

    def pick(grid: np.ndarray) -> np.ndarray:
        prior = 1 / (1 + (grid / scale) ** 2)
        return rng.choice(grid, p=prior / prior.sum(), size=samples)

    step, dispersion = pick(steps), pick(dispersions)
    move = rng.choice(len(count_forecast.MOVEMENT_PRIOR), p=count_forecast.MOVEMENT_PRIOR, size=samples)
    trend, pull = np.array(count_forecast.YEARLY_TRENDS)[move], np.array(count_forecast.YEARLY_PULLS)[move]
    recent = np.array(counts[-count_forecast.FEWEST_TYPICAL :])
    typical, typical_sd = np.log(recent.mean() + 0.5 / len(recent)), np.std(np.log(recent + 0.5))
    logs = np.log(np.array(counts) + 0.5)
    margin = 0.2 + 2 / np.sqrt(np.mean(counts) + 1)
    level = rng.uniform(logs.min() - margin, logs.max() + margin, size=samples)
    weight = np.zeros(samples)
    for period, count in enumerate(counts):
        if period:
            level = level + trend + pull * (typical - level) + step * rng.standard_normal(samples)
        mean = np.exp(level)
        size = 1 / np.maximum(dispersion, 1e-9)
        chance = np.where(
            dispersion > 0, stats.nbinom.logpmf(count, size, size / (size + mean)), stats.poisson.logpmf(count, mean)
        )
        weight += chance
    weight = np.exp(weight - weight.max())
    drawn_to = typical + typical_sd * rng.standard_normal(samples)
    ahead = level + count_forecast.DAMPING * trend + pull * (drawn_to - level) + step * rng.standard_normal(samples)
    mean = np.exp(ahead)
    shaken = np.where(dispersion > 0, rng.gamma(size) / size, 1.0)
    future = rng.poisson(mean * shaken)
    order = np.argsort(future)
    cumulative = np.cumsum(weight[order]) / weight.sum()
    return float(weight @ future / weight.sum()), future[order][np.searchsorted(cumulative, [0.1, 0.5, 0.9])]


@pytest.mark.parametrize("counts", [[22, 31, 25, 28, 35, 30], [3, 1, 4, 2, 6], [60, 75, 52, 90, 110, 99, 120]])
def test_the_distribution_one_ahead_agrees_with_sampling_every_unknown(counts):
    forecast = forecast_counts(counts, horizon=1, rng=seeded(), season_length=1, draws=40_000)
    mean, (low, middle, high) = by_random_sampling(counts, samples=400_000, rng=seeded(2))
    assert forecast.mean[0] == pytest.approx(mean, rel=0.05)
    assert forecast.median[0] == pytest.approx(middle, abs=max(1, 0.03 * middle))
    assert forecast.interval_80[0] == pytest.approx([low, high], abs=max(1, 0.05 * middle))


@given(st.lists(st.one_of(st.none(), st.integers(0, 3000)), min_size=0, max_size=30), st.sampled_from([1, 4, 12]))
@settings(max_examples=25, deadline=None)
def test_any_counts_give_whole_numbers_of_nought_or_more_or_a_reason(values, season_length):
    counts = np.array([np.nan if value is None else value for value in values], dtype=float)
    forecast = forecast_counts(counts, horizon=5, rng=seeded(), season_length=season_length, draws=200)
    if (~np.isnan(counts)).sum() < 4:
        assert "no forecast, because only" in forecast.reason
    else:
        assert forecast.draws.shape == (200, 5)
        assert (forecast.draws >= 0).all()
        assert (forecast.draws == np.rint(forecast.draws)).all()


@pytest.mark.parametrize(("known", "there_is_one"), [(3, False), (4, True), (5, True)])
def test_four_known_values_are_the_fewest(known, there_is_one):
    counts = [10.0] * known + [float("nan")] * 3
    forecast = forecast_counts(counts, horizon=2, rng=seeded(), origin="2024-03")
    assert forecast.known is there_is_one
    assert forecast.n == known
    assert forecast.origin == "2024-03"


def test_a_constant_series_goes_on_and_varies_by_chance_alone():
    forecast = forecast_counts([100] * 48, horizon=6, rng=seeded())
    assert forecast.median == pytest.approx(np.full(6, 100), abs=1)
    chance = stats.poisson.ppf([0.1, 0.9], 100)
    assert forecast.interval_80[0] == pytest.approx(chance, abs=2)
    assert weights_of(forecast, "seasonal pattern")[1.0] < 0.2


@pytest.mark.parametrize(("periods", "most", "none"), [(4, 3, 0.80), (12, 1, 0.87), (48, 1, 0.91)])
def test_all_zeros_foretell_zero_the_more_surely_the_longer_they_last(periods, most, none):
    forecast = forecast_counts([0] * periods, horizon=3, rng=seeded())
    assert forecast.median.tolist() == [0, 0, 0]
    assert forecast.interval_95[:, 1].max() <= most
    assert none < forecast.chance_at_most(0).min() < 1


def test_intervals_of_steady_chance_hold_as_often_as_they_say():
    rng = seeded(10)
    held = []
    for _ in range(50):
        counts = rng.poisson(30.0, size=42)
        forecast = forecast_counts(counts[:36], horizon=6, rng=rng, draws=1000)
        held.append(((counts[36:] >= forecast.interval_80[:, 0]) & (counts[36:] <= forecast.interval_80[:, 1])).mean())
    assert 0.78 <= np.mean(held) <= 0.93


def test_intervals_of_drifting_dispersed_counts_hold_as_often_as_they_say():
    rng = seeded(11)
    held = []
    for _ in range(60):
        level = 200 * np.exp(np.cumsum(rng.normal(0, 0.05, size=48)))
        counts = rng.poisson(level * rng.gamma(50.0, 1 / 50.0, size=48))
        forecast = forecast_counts(counts[:42], horizon=6, rng=rng, draws=1000)
        held.append(((counts[42:] >= forecast.interval_80[:, 0]) & (counts[42:] <= forecast.interval_80[:, 1])).mean())
    assert 0.72 <= np.mean(held) <= 0.90


def test_intervals_widen_the_further_ahead():
    counts = seeded(4).poisson(80 * np.exp(np.cumsum(seeded(5).normal(0, 0.08, size=40))))
    forecast = forecast_counts(counts, horizon=12, rng=seeded(), season_length=1, draws=20_000)
    for interval in (forecast.interval_80, forecast.interval_95):
        width = np.diff(np.log(interval + 0.5), axis=1).ravel()
        assert (np.diff(width) > -0.02).all()
        assert width[-1] > 1.3 * width[0]


def test_more_spread_than_chance_is_seen_and_carried_forward():
    counts = seeded(6).poisson(100 * seeded(7).gamma(10.0, 0.1, size=60))
    forecast = forecast_counts(counts, horizon=1, rng=seeded(), season_length=1)
    assert weights_of(forecast, "spread beyond chance")[0.0] < 0.01
    width = forecast.interval_80[0, 1] - forecast.interval_80[0, 0]
    assert width > 2 * np.diff(stats.poisson.ppf([0.1, 0.9], 100))[0]


def test_the_season_is_carried_forward_from_where_the_series_stops():
    counts = np.tile([300.0, 200.0, 100.0, 200.0], 6)[:-1]
    forecast = forecast_counts(counts, horizon=5, rng=seeded(), season_length=4)
    assert forecast.median == pytest.approx([200, 300, 200, 100, 200], rel=0.1)
    assert forecast.naive.tolist() == [200, 300, 200, 100, 200]


def test_missing_months_leave_the_season_in_step():
    counts = np.tile([300.0, 200.0, 100.0, 200.0], 6)
    counts[[5, 10]] = np.nan
    assert forecast_counts(counts, horizon=2, rng=seeded(), season_length=4).median == pytest.approx(
        [300, 200], rel=0.1
    )


def test_exposure_to_come_moves_the_forecast_in_proportion():
    exposure = np.array([20.0, 22, 19, 21] * 5 + [10.0, 20.0, 40.0])
    counts = seeded(8).poisson(10 * exposure[:20])
    forecast = forecast_counts(counts, horizon=3, rng=seeded(), season_length=1, exposure=exposure)
    assert forecast.median / [10.0, 20.0, 40.0] == pytest.approx([10, 10, 10], rel=0.12)


@pytest.mark.parametrize("exposure", [[1.0] * 6, [1.0] * 7 + [0.0], [1.0] * 7 + [float("nan")], [-1.0] * 8])
def test_exposure_that_does_not_fit_is_refused(exposure):
    with pytest.raises(TurnCurveError, match="exposure does not fit"):
        forecast_counts([1, 2, 3, 4, 5], horizon=3, rng=seeded(), exposure=exposure)


@pytest.mark.parametrize("counts", [[1, 2, -1, 4], [1, 2, float("inf"), 4]])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(TurnCurveError, match="cannot be"):
        forecast_counts(counts, horizon=1, rng=seeded())


def test_figures_rounded_to_tens_are_forecast_like_those_that_are_not():
    exact = seeded(9).poisson(400 * np.exp(0.15 * np.sin(np.arange(60) * np.pi / 6)))
    rounded = np.rint(exact / 10) * 10
    both = [forecast_counts(series, horizon=12, rng=seeded()) for series in (exact, rounded)]
    assert both[1].median == pytest.approx(both[0].median, rel=0.03)
    assert np.diff(both[1].interval_80) == pytest.approx(np.diff(both[0].interval_80), rel=0.35)


@pytest.mark.parametrize("size", [1_000, 50_000, 2_000_000])
def test_large_counts_are_no_trouble(size):
    counts = np.rint(size * np.exp(seeded(3).normal(0, 0.03, size=48)))
    forecast = forecast_counts(counts, horizon=3, rng=seeded())
    assert forecast.median == pytest.approx(np.full(3, size), rel=0.04)
    assert (np.diff(forecast.interval_80) < 0.2 * size).all()


def test_a_sudden_new_level_is_taken_up():
    counts = np.concatenate([seeded(1).poisson(50, size=30), seeded(2).poisson(150, size=12)])
    assert forecast_counts(counts, horizon=1, rng=seeded(), season_length=1).median[0] == pytest.approx(150, rel=0.15)


def test_one_wild_month_does_not_stop_the_forecast():
    counts = np.full(36, 40.0)
    counts[20] = 4000
    forecast = forecast_counts(counts, horizon=1, rng=seeded(), season_length=1)
    assert forecast.median[0] == pytest.approx(40, rel=0.25)


def test_after_a_high_year_a_return_towards_the_last_three_is_expected():
    rng = seeded(12)
    counts = np.concatenate([rng.poisson(100, size=24), rng.poisson(140, size=12)])
    forecast = forecast_counts(counts, horizon=12, rng=seeded(), season_length=12)
    assert 105 < forecast.median[-1] < forecast.median[0] < 145


def test_a_level_that_keeps_coming_back_earns_the_pull_its_weight():
    rng, level, counts = seeded(13), 0.0, []
    for _ in range(80):
        level = 0.4 * level + rng.normal(0, 0.3)
        counts.append(rng.poisson(300 * np.exp(level)))
    pulls = weights_of(forecast_counts(counts, horizon=1, rng=seeded(), season_length=1), "pull a year")
    assert pulls[0.6] > pulls[0.3] > pulls[0.0]


def test_the_weights_of_each_setting_sum_to_one():
    forecast = forecast_counts(seeded(1).poisson(20, size=40), horizon=1, rng=seeded())
    for name in {setting.name for setting in forecast.settings}:
        assert sum(weights_of(forecast, name).values()) == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_futures_and_another_does_not():
    counts = seeded(1).poisson(20, size=40)
    first, again, other = (forecast_counts(counts, horizon=3, rng=seeded(seed)) for seed in (5, 5, 6))
    assert np.array_equal(first.draws, again.draws)
    assert not np.array_equal(first.draws, other.draws)


def test_the_counts_given_are_not_altered():
    counts = np.array([5.0, np.nan, 7.0, 8.0, 9.0])
    forecast_counts(counts, horizon=1, rng=seeded())
    assert np.array_equal(counts, [5.0, np.nan, 7.0, 8.0, 9.0], equal_nan=True)
