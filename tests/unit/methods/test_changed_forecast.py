"""What would follow from a change of level: a forecast's own futures, each multiplied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from turncurve.errors import TurnCurveError
from turncurve.methods.changed_forecast import changed_forecast, gradual_change
from turncurve.methods.forecast import Forecast, no_forecast

DRAWS = np.array([[10.0, 20.0], [12.0, 30.0], [14.0, 40.0]])
FORECAST = Forecast("March 2013", 2, 9, "made", (), DRAWS, np.array([11.0, 21.0]))


def by_days(change, begins, full_by, first, last):
    """Return a period's mean factor by going through its days one moment at a time."""
    moments = np.linspace(first, last, 20001)
    ramp = full_by - begins
    part = np.clip((moments - begins) / ramp, 0, 1) if ramp else (moments >= begins)
    return 1 + change * part.mean()


def test_every_future_is_multiplied_and_all_else_stays():
    changed = changed_forecast(FORECAST, [1.0, 0.5])
    assert changed.draws.tolist() == [[10, 10], [12, 15], [14, 20]]
    assert (changed.origin, changed.n, changed.method) == ("March 2013", 9, "made")
    assert changed.naive.tolist() == [11, 21]
    assert FORECAST.draws.tolist() == DRAWS.tolist()


def test_a_scenario_is_as_unsure_as_what_it_is_laid_upon():
    changed = changed_forecast(FORECAST, [0.8, 0.8])
    assert changed.interval_80 == pytest.approx(0.8 * FORECAST.interval_80)


def test_no_share_comes_to_more_than_the_whole():
    assert changed_forecast(FORECAST, [9.0, 9.0], highest=100.0).draws.max() == 100.0


def test_where_there_is_no_forecast_there_is_no_scenario():
    none = no_forecast("nothing is held", origin="", horizon=2, n=0, method="made")
    assert changed_forecast(none, [1.0, 1.0]) is none


@pytest.mark.parametrize("factors", [[1.0], [1.0, -0.1], [1.0, np.nan], [1.0, np.inf], 1.0, [[1.0, 1.0]]])
def test_factors_that_are_not_one_a_period_are_refused(factors):
    with pytest.raises(TurnCurveError, match="one factor of 0 or more"):
        changed_forecast(FORECAST, factors)


@pytest.mark.parametrize(
    ("starts", "lengths", "ramp", "factors"),
    [
        ([-90, 0, 90], [90, 90, 90], 0, [1.0, 0.8, 0.8]),  # whole at once
        ([-90, 0, 90], [90, 90, 90], 90, [1.0, 0.9, 0.8]),  # over one period: half of it on average
        ([0, 100], [100, 100], 200, [0.95, 0.85]),
        ([-50], [100], 0, [0.9]),  # from the middle of a period
        ([-1, 0, 50, 100, 150], [0, 0, 0, 0, 0], 100, [1.0, 1.0, 0.9, 0.8, 0.8]),  # dates
        ([-1, 0], [0, 0], 0, [1.0, 0.8]),
    ],
)
def test_a_change_of_a_fifth_comes_in_evenly(starts, lengths, ramp, factors):
    assert gradual_change(-0.2, starts=starts, lengths=lengths, ramp=ramp) == pytest.approx(factors)


@given(some.floats(-0.9, 2), some.integers(-800, 800), some.integers(1, 400), some.integers(0, 900))
def test_a_periods_factor_is_the_mean_over_its_days(change, start, length, ramp):
    found = gradual_change(change, starts=[start], lengths=[length], ramp=ramp)[0]
    assert found == pytest.approx(by_days(change, 0, ramp, start, start + length), abs=2e-3)


@given(some.floats(-0.9, 2), some.integers(0, 900))
def test_the_change_never_goes_back_or_beyond_its_whole(change, ramp):
    factors = gradual_change(change, starts=np.arange(-300, 1500, 91), lengths=np.full(20, 91), ramp=ramp)
    assert (np.diff(factors) * np.sign(change) >= -1e-12).all()
    assert factors[0] == pytest.approx(1)
    assert factors[-1] == pytest.approx(1 + change)


@pytest.mark.parametrize(("lengths", "ramp"), [([-1], 10), ([1], -1)])
def test_a_change_that_runs_backwards_is_refused(lengths, ramp):
    with pytest.raises(TurnCurveError, match="before"):
        gradual_change(-0.2, starts=[0], lengths=lengths, ramp=ramp)
