"""The seasonal naive forecast repeats the last known value of the same season."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.methods.naive_forecast import seasonal_naive

MISSING = float("nan")

#   values                              season  horizon  expected
WORKED = [
    ([1, 2, 3, 4], 4, 4, [1, 2, 3, 4]),
    ([1, 2, 3, 4, 5, 6], 4, 4, [3, 4, 5, 6]),
    ([1, 2, 3, 4], 1, 3, [4, 4, 4]),
    ([1, 2, 3, 4, 5], 4, 6, [2, 3, 4, 5, 2, 3]),
    ([7, 8], 4, 3, [8, 8, 7]),
    ([1, 2, MISSING, 4, 5, 6, MISSING, 8], 4, 4, [5, 6, 8, 8]),
    ([1, 2, 3, 4, 5, MISSING], 1, 2, [5, 5]),
    ([1, 2, 3, 4, MISSING, 6], 4, 4, [3, 4, 1, 6]),
]


@pytest.mark.parametrize(("values", "season", "horizon", "expected"), WORKED)
def test_each_season_repeats_its_last_known_value(values, season, horizon, expected):
    assert seasonal_naive(values, horizon=horizon, season_length=season).tolist() == expected


@pytest.mark.parametrize("values", [[], [MISSING, MISSING]])
def test_with_nothing_known_there_is_nothing_to_repeat(values):
    assert seasonal_naive(values, horizon=3).size == 0


@given(st.lists(st.integers(0, 50), min_size=12, max_size=40), st.integers(1, 30))
def test_a_year_ahead_repeats_itself(values, horizon):
    forecast = seasonal_naive(values, horizon=horizon, season_length=12)
    assert forecast.tolist() == [values[len(values) - 12 + ahead % 12] for ahead in range(horizon)]


def test_the_series_given_is_not_altered():
    values = np.array([1.0, MISSING, 3.0])
    seasonal_naive(values, horizon=2)
    assert np.array_equal(values, [1.0, MISSING, 3.0], equal_nan=True)
