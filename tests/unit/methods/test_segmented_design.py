"""A segmented design holds the change where it was said to be, and a season that repeats."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.integers(2, 40), st.data(), st.booleans(), st.booleans())
def test_the_columns_are_those_of_plain_loops(periods, data, trend, slope):
    change_at = data.draw(st.integers(1, periods - 1))
    names, matrix = SegmentedDesign(change_at, trend=trend, slope_change=slope).matrix(periods)
    for row in range(periods):
        after = row >= change_at
        expected = {"level": 1.0, "trend": row + 1.0, "level change": float(after)}
        expected["slope change"] = float(row - change_at + 1) if after else 0.0
        assert dict(zip(names, matrix[row], strict=True)) == {name: expected[name] for name in names}
    assert ("trend" in names, "slope change" in names) == (trend, slope)


@pytest.mark.parametrize(("change_at", "inside"), [(0, False), (1, True), (4, True), (5, False)])
def test_there_is_at_least_one_period_on_either_side(change_at, inside):
    if inside:
        assert SegmentedDesign(change_at).matrix(5)[1][:, 2].sum() == 5 - change_at
    else:
        with pytest.raises(TurnCurveError) as refusal:
            SegmentedDesign(change_at).matrix(5)
        assert refusal.value.where == f"change_at {change_at} of 5 periods"
        assert refusal.value.remedy


@pytest.mark.parametrize(
    ("length", "harmonics", "columns"), [(2, 1, 1), (4, 1, 2), (4, 2, 3), (12, 5, 10), (12, 6, 11)]
)
def test_a_season_has_two_columns_a_wave_but_one_where_the_sine_is_nothing(length, harmonics, columns):
    names, matrix = SegmentedDesign(3, season_length=length, harmonics=harmonics).matrix(3 * length)
    season = [name for name in names if name.startswith("season")]
    assert len(season) == columns
    assert np.linalg.matrix_rank(matrix[:, -columns:]) == columns
    lengths = (matrix[:length, -columns:] ** 2).sum(axis=0)
    assert set(np.round(lengths, 9).tolist()) <= {length / 2, float(length)}


@pytest.mark.parametrize("harmonics", [0, -1, 3])
def test_a_season_of_too_few_or_too_many_waves_is_refused_and_without_a_season_none_is_looked_at(harmonics):
    with pytest.raises(TurnCurveError, match="from one harmonic to half as many"):
        SegmentedDesign(3, season_length=4, harmonics=harmonics).matrix(8)
    assert SegmentedDesign(3, season_length=1, harmonics=harmonics).matrix(8)[1].shape == (8, 4)


@given(st.integers(1, 12), st.integers(0, 11))
def test_a_series_that_begins_later_in_the_year_has_the_rows_of_that_time(first, later):
    whole = SegmentedDesign(6, season_length=12, first_season=first).matrix(36)[1][:, 4:]
    start = SegmentedDesign(6, season_length=12, first_season=first + later).matrix(24)[1][:, 4:]
    np.testing.assert_allclose(start, whole[later : later + 24], atol=1e-9)


def test_taking_the_change_out_leaves_the_design_as_it_was_and_twice_is_once():
    names, matrix = SegmentedDesign(3).matrix(8)
    before = matrix.copy()
    kept = without_change(matrix, names)
    np.testing.assert_array_equal(matrix, before)
    np.testing.assert_array_equal(without_change(kept, names), kept)
    np.testing.assert_array_equal(kept[:3], matrix[:3])


@pytest.mark.parametrize(("periods", "columns", "freedom"), [(5, 4, 1), (4, 4, 0), (3, 4, 0)])
def test_degrees_of_freedom_are_never_negative(periods, columns, freedom):
    found = no_fit("there is nothing", method="m", periods=periods, columns=columns)
    assert found.degrees_of_freedom == freedom
    assert (len(found.terms), len(found.fitted), len(found.counterfactual)) == (0, 0, 0)


def test_a_term_is_found_by_its_name_and_one_that_is_not_there_is_refused():
    bounds = Interval(lower=-1.0, upper=1.0, level=0.95, method="m")
    terms = tuple(SegmentedTerm(name, 0.0, 0.5, 0.0, 1.0, bounds) for name in ("level", "level change"))
    found = replace(no_fit("", method="m", periods=9, columns=2), terms=terms)
    assert found.term("level change") is terms[1]
    with pytest.raises(TurnCurveError, match="term slope change"):
        found.term("slope change")
    with pytest.raises(FrozenInstanceError):
        found.terms = ()
    assert as_ratio(terms[0]).ratio == 1
    assert terms[0].ratio is None
