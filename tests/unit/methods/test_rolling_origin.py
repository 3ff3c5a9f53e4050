"""A back-test shows a forecaster only what was known, and scores it against what came."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.methods.rolling_origin import judged_forecasts, rolling_origin

SERIES = np.arange(1.0, 11.0)


def same_again(values: np.ndarray, *, horizon: int = 2) -> Forecast:
    """Foretell the last value, give or take one, whatever came before."""
    return Forecast(
        origin="",
        horizon=horizon,
        n=len(values),
        method="same again",
        settings=(),
        draws=np.add.outer([-1.0, 0.0, 1.0], np.full(horizon, values[-1])),
        naive=np.full(horizon, values[0]),
    )


def test_scores_are_those_worked_by_hand():
    found = rolling_origin(SERIES, same_again, origins=[5, 8])
    # from 5 come 6 and 7, from 8 come 9 and 10: errors 1, 2, 1, 2; naive foretells 1: errors 5, 6, 8, 9
    assert (found.origins, found.n) == (2, 4)
    assert found.mean_absolute_error == 1.5
    assert found.naive_error == 7.0
    # the intervals run from 1 below to 1 above: half of the outcomes lie on the end, half 1 beyond it
    assert found.coverage_80.share == 0.5
    assert found.coverage_95.share == 0.5
    assert found.interval_score_80 == pytest.approx(2 + 10 * 0.5)
    # draws -1, 0, 1 about the last value: mean distance less 4/9 (half the mean distance between draws)
    assert found.crps == pytest.approx(((1 - 4 / 9) + (2 - 4 / 9)) / 2)
    assert found.reason == ""


def test_the_forecaster_is_never_shown_what_came_later():
    seen = []

    def spy(values: np.ndarray) -> Forecast:
        seen.append(values.tolist())
        return same_again(values)

    rolling_origin(SERIES, spy, origins=[3, 6])
    assert seen == [[1, 2, 3], [1, 2, 3, 4, 5, 6]]


def test_a_forecaster_that_alters_its_values_alters_no_others():
    def careless(values: np.ndarray) -> Forecast:
        forecast = same_again(values)
        values[:] = 0.0
        return forecast

    assert rolling_origin(SERIES, careless, origins=[5, 8]) == rolling_origin(SERIES, same_again, origins=[5, 8])


def test_outcomes_past_the_end_are_not_judged():
    assert rolling_origin(SERIES, same_again, origins=[9]).n == 1


def test_outcomes_not_known_are_not_judged():
    series = SERIES.copy()
    series[5] = np.nan
    found = rolling_origin(series, same_again, origins=[5, 8])
    assert found.n == 3
    assert found.mean_absolute_error == pytest.approx(5 / 3)


def test_origins_without_a_forecast_are_passed_over():
    def after_five(values: np.ndarray) -> Forecast:
        if len(values) <= 5:
            return no_forecast("there is too little", origin="", horizon=2, n=len(values), method="")
        return same_again(values)

    found = rolling_origin(SERIES, after_five, origins=[3, 5, 8])
    assert (found.origins, found.n) == (1, 2)


def test_where_nothing_can_be_judged_the_reason_is_given_as_data():
    series = np.append(SERIES[:5], [np.nan, np.nan])
    found = rolling_origin(series, same_again, origins=[5])
    assert found.reason == "no origin has a forecast and an outcome"
    assert found.n == 0
    assert np.isnan(found.mean_absolute_error)


@pytest.mark.parametrize("origin", [0, 10, 11, -1])
def test_an_origin_with_nothing_before_or_after_it_is_refused(origin):
    with pytest.raises(TurnCurveError, match="series of 10 values"):
        rolling_origin(SERIES, same_again, origins=[5, origin])


def test_coverage_takes_outcomes_of_one_origin_to_hang_together():
    found = rolling_origin(SERIES, same_again, origins=[2, 4, 6, 8])
    # each origin has one outcome in and one out, so that its sum about the share is always nought
    assert found.coverage_80.standard_error == pytest.approx(0.0)


def test_forecasts_made_anywhere_are_scored_as_those_of_one_series():
    pairs = [(same_again(SERIES[:origin]), SERIES[origin : origin + 2]) for origin in (5, 8)]
    assert judged_forecasts(pairs, groups=["one", "two"]) == rolling_origin(SERIES, same_again, origins=[5, 8])


def test_what_has_no_forecast_or_no_outcome_is_not_judged():
    none = no_forecast("there is too little", origin="", horizon=2, n=1, method="none")
    good = (same_again(SERIES[:5]), SERIES[5:7])
    unknown = (same_again(SERIES[:8]), [np.nan, np.nan])
    found = judged_forecasts([good, unknown, (none, SERIES[5:7])])
    assert (found.origins, found.n) == (1, 2)
    assert judged_forecasts([unknown]).reason == "no origin has a forecast and an outcome"
    assert judged_forecasts([]).n == 0


def test_outcomes_of_one_group_hang_together():
    # Forecasts 0 to 4 all hold what comes and 5 to 9 all miss: as two groups the share is known far less surely.
    pairs = [(same_again(SERIES[:5], horizon=1), [5.0 if place < 5 else 99.0]) for place in range(10)]
    apart = judged_forecasts(pairs)
    together = judged_forecasts(pairs, groups=[place // 5 for place in range(10)])
    assert apart.coverage_80.share == together.coverage_80.share == 0.5
    assert together.coverage_80.standard_error > 2 * apart.coverage_80.standard_error


def test_a_group_for_some_forecasts_alone_is_refused():
    with pytest.raises(TurnCurveError, match="not one group for each forecast"):
        judged_forecasts([(same_again(SERIES[:5]), SERIES[5:7])], groups=[])
