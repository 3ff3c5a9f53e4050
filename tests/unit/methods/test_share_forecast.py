"""Forecasts of shares stay between none and all, allow for more than chance, and learn from other councils."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.share_forecast import forecast_share, forecast_shares
from turncurve.methods.share_panel import learn_share_panel

TOP = [60, 75, 70, 82, 88, 79, 91, 95]
BOTTOM = [400, 410, 390, 420, 405, 398, 412, 401]


def seeded(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def panel_of_many(*, councils: int = 30, years: int = 11, trend: float = 0.05, seed: int = 1):
    rng = seeded(seed)
    own = rng.normal(0, 0.25, size=(councils, 1)) + np.cumsum(rng.normal(0, 0.08, (councils, years)), axis=1)
    chance = 1 / (1 + np.exp(-(-1.3 + trend * np.arange(years) + own)))
    cases = np.repeat(rng.integers(150, 700, size=(councils, 1)), years, axis=1)
    shaken = rng.beta(chance * 160, (1 - chance) * 160)
    return rng.binomial(cases, shaken).astype(float), cases.astype(float)


def width(forecast) -> np.ndarray:
    return np.diff(forecast.interval_80, axis=1).ravel()


@st.composite
def tops_and_bottoms(draw):
    bottoms = draw(st.lists(st.integers(0, 500), min_size=0, max_size=10))
    return [draw(st.integers(0, bottom)) for bottom in bottoms], bottoms


@given(tops_and_bottoms())
@settings(max_examples=30, deadline=None)
def test_any_counts_give_shares_between_none_and_all_or_a_reason(both):
    top, bottom = both
    forecast = forecast_share(top, bottom, horizon=3, rng=seeded(), draws=200)
    if sum(cases > 0 for cases in bottom) < 4:
        assert "no forecast, because only" in forecast.reason
    else:
        assert forecast.draws.shape == (200, 3)
        assert ((forecast.draws >= 0) & (forecast.draws <= 1)).all()


@pytest.mark.parametrize(("known", "there_is_one"), [(3, False), (4, True)])
def test_four_known_years_are_the_fewest(known, there_is_one):
    forecast = forecast_share([20] * known + [0], [100] * known + [0], horizon=2, rng=seeded(), origin="2024")
    assert forecast.known is there_is_one
    assert (forecast.n, forecast.origin) == (known, "2024")


def test_a_steady_share_goes_on():
    forecast = forecast_share([100] * 8, [400] * 8, horizon=3, rng=seeded())
    assert forecast.median == pytest.approx([0.25] * 3, abs=0.01)
    assert forecast.naive.tolist() == [0.25] * 3


def test_intervals_are_wider_than_chance_alone():
    forecast = forecast_share(TOP, BOTTOM, horizon=1, rng=seeded())
    chance_alone = 2 * 1.2816 * np.sqrt(0.22 * 0.78 / 400)
    assert width(forecast)[0] > 1.3 * chance_alone


def test_intervals_widen_the_further_ahead():
    forecast = forecast_share(TOP, BOTTOM, horizon=6, rng=seeded(), draws=20_000)
    assert (np.diff(width(forecast)) > 0).all()


def test_smaller_councils_are_less_sure():
    small = forecast_share([top // 10 for top in TOP], [bottom // 10 for bottom in BOTTOM], horizon=1, rng=seeded())
    large = forecast_share(TOP, BOTTOM, horizon=1, rng=seeded())
    assert width(small)[0] > 1.5 * width(large)[0]


@pytest.mark.parametrize(("top", "share"), [([0] * 6, 0.0), ([50] * 6, 1.0)])
def test_none_or_all_every_year_is_foretold_so(top, share):
    forecast = forecast_share(top, [50] * 6, horizon=2, rng=seeded())
    assert forecast.median.tolist() == [share, share]
    assert forecast.interval_95[0].min() <= share <= forecast.interval_95[0].max()


def test_one_odd_year_hardly_moves_the_forecast():
    odd = [*TOP[:6], BOTTOM[6], TOP[7]]
    plain = forecast_share(TOP, BOTTOM, horizon=1, rng=seeded())
    disturbed = forecast_share(odd, BOTTOM, horizon=1, rng=seeded())
    assert disturbed.median[0] == pytest.approx(plain.median[0], abs=0.02)


def test_an_odd_last_year_hardly_moves_the_forecast_of_a_panel():
    top, bottom = panel_of_many()
    odd = top.copy()
    odd[3, -1] = bottom[3, -1]
    plain = forecast_share(top[3], bottom[3], horizon=1, rng=seeded(), panel=learn_share_panel(top, bottom))
    disturbed = forecast_share(odd[3], bottom[3], horizon=1, rng=seeded(), panel=learn_share_panel(odd, bottom))
    assert disturbed.median[0] == pytest.approx(plain.median[0], abs=0.04)


def test_a_panel_carries_its_trend_to_a_council_outside_it():
    top, bottom = panel_of_many(trend=0.10)
    panel = learn_share_panel(top[1:], bottom[1:])
    forecast = forecast_share(top[0], bottom[0], horizon=3, rng=seeded(), panel=panel, draws=20_000)
    assert (np.diff(forecast.median) > 0).all()


def test_a_panel_draws_an_unusual_small_council_in():
    top, bottom = panel_of_many(trend=0.0)
    panel = learn_share_panel(top[:, -4:], bottom[:, -4:])
    few = ([6, 5, 7, 6], [12, 10, 13, 11])
    alone = forecast_share(*few, horizon=3, rng=seeded())
    helped = forecast_share(*few, horizon=3, rng=seeded(), panel=panel)
    assert (helped.median < alone.median - 0.05).all()


def test_intervals_of_councils_outside_the_panel_hold_as_often_as_they_say():
    top, bottom = panel_of_many(councils=120, seed=3)
    panel = learn_share_panel(top[:40, :-1], bottom[:40, :-1])
    held = []
    for council in range(40, 120):
        forecast = forecast_share(
            top[council, :-1], bottom[council, :-1], horizon=1, rng=seeded(council), panel=panel, draws=1000
        )
        low, high = forecast.interval_80[0]
        held.append(low <= top[council, -1] / bottom[council, -1] <= high)
    assert 0.70 <= np.mean(held) <= 0.90


def test_a_council_is_forecast_the_same_whoever_else_is_asked_for():
    top, bottom = panel_of_many(councils=8)
    every = forecast_shares(top, bottom, horizon=2, rngs=[seeded(i) for i in range(8)], draws=500)
    panel = learn_share_panel(top, bottom)
    alone = forecast_share(top[5], bottom[5], horizon=2, rng=seeded(5), panel=panel, draws=500)
    assert np.array_equal(every[5].draws, alone.draws)


def test_a_panel_forecast_keeps_councils_without_enough_years_as_reasons():
    top, bottom = panel_of_many(councils=8)
    top[2, 3:] = np.nan
    every = forecast_shares(top, bottom, horizon=2, rngs=[seeded(i) for i in range(8)], draws=100)
    assert [forecast.known for forecast in every] == [True, True, False, True, True, True, True, True]


def test_future_denominators_wander_as_they_have():
    steady = forecast_share(TOP, [400] * 8, horizon=3, rng=seeded(), draws=300)
    whole_cases = steady.draws[:, 0] * 400
    assert not np.allclose(whole_cases, np.rint(whole_cases))


def test_weights_of_each_setting_sum_to_one():
    forecast = forecast_share(TOP, BOTTOM, horizon=1, rng=seeded())
    for name in {setting.name for setting in forecast.settings}:
        assert sum(s.weight for s in forecast.settings if s.name == name) == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_futures():
    first, again = (forecast_share(TOP, BOTTOM, horizon=2, rng=seeded(9)) for _ in range(2))
    assert np.array_equal(first.draws, again.draws)


def test_shares_rounded_to_tens_are_forecast_like_those_that_are_not():
    top, bottom = [7870, 9453, 10312, 11347, 12424, 13896], [52683, 59778, 62214, 63312, 66408, 68774]
    rounded = [10 * round(value / 10) for value in top], [10 * round(value / 10) for value in bottom]
    exact = forecast_share(top, bottom, horizon=2, rng=seeded())
    tens = forecast_share(*rounded, horizon=2, rng=seeded())
    assert tens.median == pytest.approx(exact.median, abs=0.003)


@pytest.mark.parametrize(
    ("top", "bottom", "horizon", "words"),
    [
        (TOP, BOTTOM[:-1], 1, "not of one length"),
        (TOP, BOTTOM, 0, "one period ahead"),
        ([*TOP[:-1], 999], BOTTOM, 1, "position 8"),
    ],
)
def test_what_cannot_be_is_refused(top, bottom, horizon, words):
    with pytest.raises(TurnCurveError, match=words):
        forecast_share(top, bottom, horizon=horizon, rng=seeded())


def test_a_panel_of_other_years_is_refused():
    top, bottom = panel_of_many(councils=8)
    with pytest.raises(TurnCurveError, match="differ in length"):
        forecast_share(TOP, BOTTOM, horizon=1, rng=seeded(), panel=learn_share_panel(top, bottom))


def test_quarters_stand_beside_the_same_quarters_of_the_last_year():
    top = np.array([10.0, 20, 30, 40, 11, 21, 31, 41])
    quarters = forecast_share(top, np.full(8, 100.0), horizon=6, rng=np.random.default_rng(1), periods_a_year=4)
    assert quarters.naive == pytest.approx([0.11, 0.21, 0.31, 0.41, 0.11, 0.21])
    years = forecast_share(top, np.full(8, 100.0), horizon=2, rng=np.random.default_rng(1))
    assert years.naive == pytest.approx([0.41, 0.41])


def test_a_quarters_level_is_held_to_drift_less_than_a_years():
    top = np.array([16.0, 15, 17, 16])
    spreads = [
        np.ptp(
            forecast_share(
                top, np.full(4, 100.0), horizon=4, rng=np.random.default_rng(1), periods_a_year=periods
            ).interval_80[-1]
        )
        for periods in (1, 4)
    ]
    assert spreads[1] < spreads[0]
