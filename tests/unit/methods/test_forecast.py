"""A forecast is a whole distribution, unchangeable, or a reason why there is none."""

import dataclasses

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import Forecast, Setting, checked_series, no_forecast, weighted_settings

HUNDRED = np.column_stack([np.arange(1, 101), 10 * np.arange(1, 101)]).astype(float)


def hundred() -> Forecast:
    return Forecast(
        origin="2024-03",
        horizon=2,
        n=48,
        method="worked by hand",
        settings=(),
        draws=HUNDRED,
        naive=np.array([40.0, 400.0]),
    )


def test_median_mean_and_intervals_are_those_of_the_draws():
    forecast = hundred()
    assert forecast.median.tolist() == [50, 500]
    assert forecast.mean.tolist() == [50.5, 505]
    assert forecast.interval_80.tolist() == [[10, 90], [100, 900]]
    assert forecast.interval_95.tolist() == [[3, 98], [30, 980]]
    assert forecast.interval(0.5).tolist() == [[25, 75], [250, 750]]


def test_the_wider_interval_holds_the_narrower():
    forecast = hundred()
    assert (forecast.interval_95[:, 0] <= forecast.interval_80[:, 0]).all()
    assert (forecast.interval_95[:, 1] >= forecast.interval_80[:, 1]).all()


def test_a_quantile_of_whole_numbers_is_a_whole_number():
    forecast = dataclasses.replace(hundred(), draws=np.array([[1.0], [2.0]]), horizon=1)
    assert forecast.quantile(0.5).tolist() == [1.0]
    assert forecast.quantile(0.51).tolist() == [2.0]


@pytest.mark.parametrize(("value", "chances"), [(0, [0, 0]), (50, [0.5, 0.05]), (90.5, [0.9, 0.09]), (1000, [1, 1])])
def test_the_chance_of_no_more_than_a_target_counts_the_draws(value, chances):
    assert hundred().chance_at_most(value).tolist() == pytest.approx(chances)


def test_totals_keep_the_periods_of_one_future_together():
    assert hundred().total().tolist() == (11 * np.arange(1, 101)).tolist()


def test_a_forecast_cannot_be_changed():
    forecast = hundred()
    with pytest.raises(ValueError, match="read-only"):
        forecast.draws[0, 0] = 7
    with pytest.raises(ValueError, match="read-only"):
        forecast.naive[0] = 7
    with pytest.raises(dataclasses.FrozenInstanceError):
        forecast.n = 3


def test_a_forecast_does_not_follow_later_changes_of_the_draws_given():
    draws = HUNDRED.copy()
    forecast = dataclasses.replace(hundred(), draws=draws)
    draws[:] = 0
    assert forecast.median.tolist() == [50, 500]


def test_where_there_is_none_the_reason_is_given_as_data():
    forecast = no_forecast("the series is too short", origin="2024", horizon=3, n=2, method="any")
    assert not forecast.known
    assert forecast.reason == "no forecast, because the series is too short"
    assert (forecast.origin, forecast.horizon, forecast.n, forecast.method) == ("2024", 3, 2, "any")


@pytest.mark.parametrize("part", ["mean", "median", "interval_80", "interval_95"])
def test_where_there_is_none_every_part_is_empty(part):
    forecast = no_forecast("the series is too short", origin="", horizon=3, n=2, method="any")
    assert getattr(forecast, part).size == 0
    assert forecast.total().size == 0
    assert forecast.chance_at_most(3).size == 0


def test_settings_are_listed_in_order_with_their_weights():
    assert weighted_settings("drift", values=(0.1, 0.2), weights=(0.7, 0.3)) == (
        Setting(name="drift", value=0.1, weight=0.7),
        Setting(name="drift", value=0.2, weight=0.3),
    )


def test_a_setting_without_a_weight_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="zip"):
        weighted_settings("drift", values=(0.1, 0.2), weights=(1.0,))


@pytest.mark.parametrize(
    ("values", "horizon", "words"),
    [
        ([1, 2], 0, "one period ahead"),
        ([1, 2], -1, "one period ahead"),
        (["many", 2], 1, "other than numbers"),
        ([[1, 2], [3, 4]], 1, "one row of values"),
        ([1, -2, 3], 1, "period 2 of 3"),
        ([1, 2, float("inf")], 1, "period 3 of 3"),
    ],
)
def test_what_cannot_be_forecast_is_refused_in_a_sentence(values, horizon, words):
    with pytest.raises(TurnCurveError, match=words) as raised:
        checked_series(values, horizon=horizon, lowest=0.0)
    assert raised.value.remedy


def test_a_series_that_may_be_negative_is_let_through_as_a_copy():
    values = np.array([-1.0, float("nan")])
    checked = checked_series(values, horizon=1)
    assert np.array_equal(checked, values, equal_nan=True)
    assert checked is not values
