"""A frozen forecast says after years what it said when it was issued, of each period and of the mean of several."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.frozen_forecast import DECIMALS, LEVELS, FrozenForecast, freeze


def drawn(draws):
    """Make a forecast of given futures."""
    draws = np.asarray(draws, dtype=float)
    return Forecast("2024-03", draws.shape[1], 24, "worked by hand", (), draws, np.zeros(draws.shape[1]))


def futures():
    """Make 199 futures: the second period moves against the first, so that their mean hardly moves."""
    first = np.arange(1, 200)
    return drawn(np.column_stack([first, 200 - first]))


def test_levels_are_the_ends_of_the_usual_intervals():
    assert LEVELS[0] == 0.025
    assert LEVELS[-1] == 0.975
    assert {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95} <= set(LEVELS)
    assert list(LEVELS) == sorted(LEVELS)
    assert np.allclose(np.array(LEVELS) + np.array(LEVELS)[::-1], 1)


def test_quantiles_of_each_period_are_those_of_the_draws():
    forecast, frozen = futures(), freeze(futures())
    for ahead in (1, 2):
        assert list(frozen.interval(ahead, 0.80)) == forecast.interval_80[ahead - 1].tolist()
        assert list(frozen.interval(ahead, 0.95)) == forecast.interval_95[ahead - 1].tolist()
        assert frozen.quantile(ahead, 0.5) == forecast.median[ahead - 1]
    assert frozen.interval(1, 0.80) == (20, 180)


def test_the_mean_of_periods_that_balance_is_known_far_better_than_each():
    frozen = freeze(futures())
    assert frozen.mean_interval(1, 0.80) == frozen.interval(1, 0.80)
    assert frozen.mean_interval(2, 0.80) == (100, 100)


@pytest.mark.parametrize(
    ("value", "way", "beyond"),
    [
        (19, -1, True),
        (20, -1, False),
        (181, -1, False),
        (180, 1, False),
        (181, 1, True),
        (19, 1, False),
        (181, 0, True),
    ],
)
def test_beyond_is_outside_the_interval_on_the_side_asked_for(value, way, beyond):
    assert freeze(futures()).mean_is_beyond(1, value=value, way=way) is beyond


def test_a_mean_of_thirds_is_not_beyond_itself():
    frozen = freeze(drawn(np.full((100, 3), [1, 1, 2])))
    assert frozen.mean_interval(3, 0.80)[0] == round(4 / 3, DECIMALS)
    assert not frozen.mean_is_beyond(3, value=np.mean([1, 1, 2]), way=1)
    assert not frozen.mean_is_beyond(3, value=np.mean([1, 1, 2]), way=-1)
    assert frozen.mean_is_beyond(3, value=5 / 3, way=1)


# The rule read off the futures themselves: at most a tenth of them come to as little, or as much.
@given(
    draws=some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), min_size=11, max_size=60),
    came=some.tuples(some.integers(0, 9), some.integers(0, 9)),
    way=some.sampled_from([-1, 1]),
)
def test_beyond_agrees_with_counting_the_futures_that_came_as_far(draws, came, way):
    means, value = np.mean(draws, axis=1), float(np.mean(came))
    part = np.mean(means <= value) if way < 0 else np.mean(means >= value)
    at_the_end = np.isclose(part, 0.1)
    assert at_the_end or freeze(drawn(draws)).mean_is_beyond(2, value=value, way=way) == (part < 0.1)


def test_in_another_unit_every_number_moves_alike():
    frozen = freeze(futures())
    parts = frozen.times(0.01)
    assert parts.interval(1, 0.80) == (0.2, 1.8)
    assert parts.mean_interval(2, 0.80) == (1, 1)
    assert (parts.origin, parts.method, parts.levels) == (frozen.origin, frozen.method, frozen.levels)


def test_what_is_written_down_and_read_again_is_the_same_forecast():
    frozen = freeze(drawn(np.random.default_rng(1).normal(20, 3, size=(500, 4))))
    told = json.loads(json.dumps(asdict(frozen)))
    read = FrozenForecast(
        origin=told["origin"],
        method=told["method"],
        levels=tuple(told["levels"]),
        quantiles=tuple(map(tuple, told["quantiles"])),
        mean_quantiles=tuple(map(tuple, told["mean_quantiles"])),
    )
    assert read == frozen
    assert read.horizon == 4
    assert read.known


def test_where_there_is_no_forecast_the_reason_is_frozen():
    frozen = freeze(no_forecast("3 values are too few", origin="2024", horizon=4, n=3, method="any"))
    assert not frozen.known
    assert frozen.horizon == 0
    assert frozen.reason == "no forecast, because 3 values are too few"
    assert frozen.times(0.01) == frozen


def test_what_was_not_written_down_is_refused():
    frozen = freeze(futures())
    with pytest.raises(TurnCurveError, match=r"no quantile at 0\.005"):
        frozen.interval(1, 0.99)
    for ahead in (0, 3):
        with pytest.raises(TurnCurveError, match=f"2 periods says nothing of period {ahead}"):
            frozen.interval(ahead, 0.80)
        with pytest.raises(TurnCurveError, match=f"2 periods says nothing of period {ahead}"):
            frozen.mean_interval(ahead, 0.80)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"levels": (0.5, 0.1, *LEVELS[2:])}, "do not rise"),
        ({"levels": (0.0, *LEVELS[1:])}, "do not rise"),
        ({"mean_quantiles": ()}, "as many periods"),
        ({"quantiles": ((1.0,), (1.0,))}, "not one number a level"),
        ({"quantiles": (tuple(range(len(LEVELS), 0, -1)), tuple(LEVELS))}, "none below the last"),
        ({"mean_quantiles": (tuple([float("nan")] * len(LEVELS)), tuple(LEVELS))}, "not one number a level"),
    ],
)
def test_what_no_forecast_can_have_said_is_refused(change, says):
    with pytest.raises(TurnCurveError, match=says):
        replace(freeze(futures()), **change)
