"""A forecast as it is issued: one row a period, and the periods in order."""

import json
from dataclasses import replace

import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import month, year_ending
from turncurve.tables.issued import DO_NOTHING, Issued, from_data

LEVELS = (0.1, 0.5, 0.9)
TWO = FrozenForecast("March 2012", "held level", LEVELS, ((1, 2, 3), (1, 3, 5)), ((1, 2, 3), (1.5, 2.5, 3.5)))
NONE = FrozenForecast("March 2012", "none", LEVELS, (), (), "no forecast, because too few values are known")


def issued(forecast, *periods) -> Issued:
    return Issued("referrals", DO_NOTHING, "month", periods, forecast)


def test_a_forecast_is_known_by_its_indicator_scenario_length_of_period_and_method():
    assert issued(TWO, month(2012, 4), month(2012, 5)).name == ("referrals", "do nothing", "month", "held level")


@pytest.mark.parametrize("each", [issued(TWO, month(2012, 4), month(2012, 5)), issued(NONE)])
def test_a_forecast_written_as_plain_values_is_read_back_the_same(each):
    assert from_data(json.loads(json.dumps(each.as_data()))) == each


@pytest.mark.parametrize("periods", [(), (month(2012, 4),), (month(2012, 4), month(2012, 5), month(2012, 6))])
def test_a_forecast_for_other_than_its_own_number_of_periods_is_refused(periods):
    with pytest.raises(TurnCurveError, match=rf"of 2 periods cannot be issued for {len(periods)} \(referrals, do noth"):
        issued(TWO, *periods)


@pytest.mark.parametrize(
    "periods", [(month(2012, 5), month(2012, 4)), (month(2012, 4), month(2012, 4)), (month(2013, 3), year_ending(2013))]
)
def test_periods_out_of_order_or_twice_are_refused(periods):
    with pytest.raises(TurnCurveError, match="not in order of time"):
        issued(TWO, *periods)


@pytest.mark.parametrize("periods", [(), (month(2012, 4),)])
def test_where_there_is_no_forecast_the_reason_is_issued_for_any_periods(periods):
    assert issued(NONE, *periods).forecast.reason.startswith("no forecast, because")


def test_a_forecast_that_contradicts_itself_about_the_first_period_is_refused():
    with pytest.raises(TurnCurveError, match="differs from that of the mean of it alone"):
        issued(replace(TWO, mean_quantiles=((1, 2, 4), (1.5, 2.5, 3.5))), month(2012, 4), month(2012, 5))
