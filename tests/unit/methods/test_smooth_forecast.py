"""Forecasts of smooth series go on as the series did, in step with its season, and say how sure they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.smooth_forecast import forecast_smooth


def seeded(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def yearly_wave(years: int, *, seed: int = 1) -> np.ndarray:
    months = np.arange(12 * years)
    return 50_000 * np.exp(0.15 * np.sin(months * np.pi / 6) + seeded(seed).normal(0, 0.02, size=len(months)))


@given(st.lists(st.one_of(st.none(), st.floats(-1e5, 1e5)), max_size=30), st.sampled_from([1, 4]))
@settings(max_examples=40, deadline=None)
def test_any_values_give_finite_futures_or_a_reason(values, season_length):
    series = np.array([np.nan if value is None else value for value in values], dtype=float)
    forecast = forecast_smooth(series, horizon=4, rng=seeded(), season_length=season_length, draws=100)
    if (~np.isnan(series)).sum() < 4:
        assert "no forecast, because only" in forecast.reason
    else:
        assert forecast.draws.shape == (100, 4)
        assert np.isfinite(forecast.draws).all()


@pytest.mark.parametrize(("known", "there_is_one"), [(3, False), (4, True)])
def test_four_known_values_are_the_fewest(known, there_is_one):
    forecast = forecast_smooth([5.0] * known + [np.nan], horizon=2, rng=seeded(), origin="2024")
    assert forecast.known is there_is_one
    assert (forecast.n, forecast.origin, forecast.horizon) == (known, "2024", 2)


@pytest.mark.parametrize("value", [7.0, 0.0, -3.0, 60_000.0])
def test_a_constant_series_goes_on_unchanged(value):
    forecast = forecast_smooth([value] * 10, horizon=3, rng=seeded())
    assert forecast.median == pytest.approx([value] * 3)
    assert forecast.interval_95 == pytest.approx(np.full((3, 2), value))


def test_the_season_is_carried_forward_in_step():
    series = yearly_wave(6)[:-5]
    forecast = forecast_smooth(series, horizon=12, rng=seeded(), season_length=12)
    months = np.arange(67, 79)
    assert forecast.median == pytest.approx(50_000 * np.exp(0.15 * np.sin(months * np.pi / 6)), rel=0.06)


def test_a_season_is_not_looked_for_in_less_than_three_years():
    series = yearly_wave(3)[:-1]
    forecast = forecast_smooth(series, horizon=12, rng=seeded(), season_length=12)
    assert np.ptp(forecast.median) < 0.6 * np.ptp(series)


def test_intervals_of_a_walk_hold_as_often_as_they_say():
    rng = seeded(5)
    held = []
    for _ in range(80):
        walk = 1000 * np.exp(np.cumsum(rng.normal(0, 0.05, size=44)))
        forecast = forecast_smooth(walk[:40], horizon=4, rng=rng, draws=1000)
        held.append(((walk[40:] >= forecast.interval_80[:, 0]) & (walk[40:] <= forecast.interval_80[:, 1])).mean())
    assert 0.70 <= np.mean(held) <= 0.90


def test_intervals_widen_the_further_ahead():
    walk = 1000 * np.exp(np.cumsum(seeded(6).normal(0, 0.05, size=40)))
    forecast = forecast_smooth(walk, horizon=8, rng=seeded(), draws=20_000)
    for interval in (forecast.interval_80, forecast.interval_95):
        assert (np.diff(np.diff(np.log(interval), axis=1).ravel()) > 0).all()


def test_few_values_earn_no_trend():
    forecast = forecast_smooth([100.0, 120.0, 110.0, 130.0], horizon=2, rng=seeded())
    weights = {setting.name: setting.weight for setting in forecast.settings}
    assert sum(weights.values()) == pytest.approx(1.0)
    assert [weight for name, weight in weights.items() if ", level model" in name] == [1.0]


def test_a_long_clear_trend_earns_its_weight_and_goes_on():
    series = 1000 + 20.0 * np.arange(40) + seeded(7).normal(0, 5, size=40)
    forecast = forecast_smooth(series, horizon=3, rng=seeded())
    assert forecast.median[2] > series[-1] + 10


def test_series_above_nought_stay_so():
    series = np.abs(seeded(8).normal(3, 3, size=20)) + 0.01
    assert (forecast_smooth(series, horizon=12, rng=seeded()).draws > 0).all()
    with_nought = np.append(series, 0.0)
    assert (forecast_smooth(with_nought, horizon=12, rng=seeded()).draws >= 0).all()


def test_series_below_nought_may_go_on_below():
    assert forecast_smooth(seeded(9).normal(-5, 1, size=20), horizon=1, rng=seeded()).median[0] < 0


def test_a_gap_is_bridged_by_a_straight_line():
    series = np.array([10.0, 12, 14, np.nan, 18, 20, 22, 24])
    filled = np.array([10.0, 12, 14, 16, 18, 20, 22, 24])
    gap, whole = (forecast_smooth(values, horizon=2, rng=seeded()) for values in (series, filled))
    assert gap.median == pytest.approx(whole.median)
    assert (gap.n, whole.n) == (7, 8)


def test_missing_values_at_the_start_are_left_out():
    late, plain = (
        forecast_smooth(values, horizon=2, rng=seeded()) for values in ([np.nan, np.nan, 5.0, 6, 7, 9], [5.0, 6, 7, 9])
    )
    assert late.median == pytest.approx(plain.median)


def test_leading_gaps_leave_the_season_in_step():
    series = yearly_wave(6)
    series[:5] = np.nan
    forecast = forecast_smooth(series, horizon=12, rng=seeded(), season_length=12)
    assert forecast.median == pytest.approx(50_000 * np.exp(0.15 * np.sin(np.arange(12) * np.pi / 6)), rel=0.06)


def test_figures_rounded_to_tens_are_forecast_like_those_that_are_not():
    series = yearly_wave(5)
    exact, tens = (
        forecast_smooth(values, horizon=12, rng=seeded(), season_length=12)
        for values in (series, 10 * np.rint(series / 10))
    )
    assert tens.median == pytest.approx(exact.median, rel=0.01)


def test_the_same_seed_gives_the_same_futures():
    first, again = (forecast_smooth(yearly_wave(3), horizon=2, rng=seeded(4)) for _ in range(2))
    assert np.array_equal(first.draws, again.draws)


@pytest.mark.parametrize(("values", "horizon"), [([1.0, 2, 3, np.inf], 1), ([1.0, 2, 3, 4], 0)])
def test_what_cannot_be_forecast_is_refused(values, horizon):
    with pytest.raises(TurnCurveError):
        forecast_smooth(values, horizon=horizon, rng=seeded())
