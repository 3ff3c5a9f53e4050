"""A segmented design holds the change where it was said to be, and a season that repeats."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.segmented_design import SegmentedDesign, as_ratio, no_fit, without_change
from turncurve.methods.turning_point import SegmentedTerm


# Five periods, the change after three:  level trend change slope
#                                        1     1     0      0
#                                        1     3     0      0
#                                        1     4     1      1
def test_the_columns_are_as_drawn_by_hand():
    names, matrix = SegmentedDesign(3).matrix(5)
    assert names == ("level", "trend", "level change", "slope change")
    assert matrix.tolist() == [[1, 1, 0, 0], [1, 2, 0, 0], [1, 3, 0, 0], [1, 4, 1, 1], [1, 5, 1, 2]]


def test_trend_and_slope_can_be_left_out():
    names, _ = SegmentedDesign(3, trend=False, slope_change=False).matrix(5)
    assert names == ("level", "level change")


@pytest.mark.parametrize("length", [4, 12])
def test_the_season_repeats_each_year_and_sums_to_nothing_over_it(length):
    names, matrix = SegmentedDesign(6, season_length=length, harmonics=2).matrix(3 * length)
    season = matrix[:, [name.startswith("season") for name in names]]
    np.testing.assert_allclose(season[:length], season[length : 2 * length], atol=1e-12)
    np.testing.assert_allclose(season[:length].sum(axis=0), 0, atol=1e-12)
    assert np.linalg.matrix_rank(matrix) == matrix.shape[1]


def test_a_series_that_begins_in_april_has_aprils_season_first():
    _, january = SegmentedDesign(6, season_length=12).matrix(24)
    _, april = SegmentedDesign(6, season_length=12, first_season=4).matrix(24)
    np.testing.assert_allclose(april[0, 4:], january[3, 4:])


def test_without_the_change_level_and_slope_stay_and_the_season_too():
    names, matrix = SegmentedDesign(3, season_length=4, harmonics=1).matrix(8)
    kept = without_change(matrix, names)
    assert kept[:, names.index("level change")].sum() == 0
    assert kept[:, names.index("slope change")].sum() == 0
    np.testing.assert_array_equal(kept[:, [0, 1, 4, 5]], matrix[:, [0, 1, 4, 5]])


@pytest.mark.parametrize("change_at", [0, 5, 9, -1])
def test_a_change_outside_the_series_is_refused(change_at):
    with pytest.raises(TurnCurveError, match="does not lie inside"):
        SegmentedDesign(change_at).matrix(5)


def test_more_harmonics_than_the_season_can_hold_are_refused():
    with pytest.raises(TurnCurveError, match="half as many"):
        SegmentedDesign(3, season_length=4, harmonics=3).matrix(8)


def test_a_ratio_is_the_exponential_of_estimate_and_bounds():
    bounds = Interval(lower=-1.0, upper=0.0, level=0.95, method="m")
    found = as_ratio(SegmentedTerm("level change", np.log(0.5), 0.1, -1, 0.3, bounds))
    assert found.ratio == pytest.approx(0.5)
    assert found.ratio_interval == Interval(lower=float(np.exp(-1)), upper=1.0, level=0.95, method="m")


def test_where_there_is_no_fit_every_term_is_the_reason():
    found = no_fit("there is nothing", method="m", periods=3, columns=4)
    assert found.term("level change") == NoInterval(reason="there is nothing", method="m")
    assert found.degrees_of_freedom == 0
