"""Windows that share a day are refused; a series is cut where its limits are rebased and nowhere else."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.chart_result import Rebase
from turncurve.methods.chart_windows import check_values, check_windows, stretches

FIRST = date(2012, 4, 1)


def weeks(number, *, gap=0):
    starts = [FIRST + timedelta(days=(7 + gap) * week) for week in range(number)]
    return [(start, start + timedelta(days=6)) for start in starts]


def rebase(on):
    return Rebase(on=on, reason="a new front door", approver="the director")


@given(st.integers(0, 30), st.integers(0, 5))
def test_separate_windows_with_or_without_gaps_are_accepted(number, gap):
    assert check_windows(weeks(number, gap=gap), points=number) is None


@given(st.integers(2, 30), st.integers(1, 6))
def test_windows_that_share_a_day_are_refused(number, shared_days):
    with pytest.raises(TurnCurveError, match="overlapping windows"):
        check_windows(weeks(number, gap=-shared_days), points=number)


def test_the_same_window_twice_is_refused():
    with pytest.raises(TurnCurveError, match=r"overlapping windows.*windows, point 3"):
        check_windows([*weeks(2), weeks(2)[1]], points=3)


def test_windows_out_of_order_are_refused_at_their_point():
    with pytest.raises(TurnCurveError, match=r"not in order of time \(windows, point 2\)"):
        check_windows(weeks(2)[::-1], points=2)


def test_a_window_that_ends_before_it_starts_is_refused():
    with pytest.raises(TurnCurveError, match=r"ends before it starts \(windows, point 1\)"):
        check_windows([(FIRST, FIRST - timedelta(days=1))], points=1)


@pytest.mark.parametrize("points", [0, 2, 4])
def test_values_and_windows_of_different_number_are_refused(points):
    with pytest.raises(TurnCurveError, match="differ in number"):
        check_windows(weeks(3), points=points)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), None])
def test_a_missing_value_is_refused_by_its_point(wrong):
    with pytest.raises(TurnCurveError, match=r"missing or not a number \(rates, point 2\)"):
        check_values([1.0, wrong, 3.0], name="rates")


@pytest.mark.parametrize("wrong", [["five", 6.0], [[1.0], [2.0, 3.0]]])
def test_what_is_no_series_of_numbers_is_refused(wrong):
    with pytest.raises(TurnCurveError, match="A value is not a number"):
        check_values(wrong)


@pytest.mark.parametrize("wrong", [5.0, [[1.0, 2.0], [3.0, 4.0]]])
def test_what_is_no_line_of_values_is_refused(wrong):
    with pytest.raises(TurnCurveError, match="missing or not a number"):
        check_values(wrong)


def test_the_values_are_a_copy():
    given_values = np.array([1.0, 2.0])
    checked = check_values(given_values)
    checked[0] = 9.0
    assert given_values[0] == 1.0


def test_a_series_without_rebases_is_one_stretch():
    (stretch,) = stretches(weeks(5), ())
    assert stretch.positions == slice(0, 5)
    assert stretch.rebase is None


def test_a_series_is_cut_at_its_rebases_in_order_of_time():
    windows = weeks(10)
    later, earlier = rebase(windows[7][0]), rebase(windows[4][0])
    found = stretches(windows, (later, earlier))
    assert [stretch.positions for stretch in found] == [slice(0, 4), slice(4, 7), slice(7, 10)]
    assert [stretch.rebase for stretch in found] == [None, earlier, later]


def test_a_rebase_on_the_first_day_of_all_leaves_one_stretch_with_its_reason():
    windows = weeks(4)
    (stretch,) = stretches(windows, (rebase(windows[0][0]),))
    assert stretch.rebase == rebase(windows[0][0])


@pytest.mark.parametrize("days", [-1, 1, 6, 1000])
def test_a_rebase_on_no_windows_first_day_is_refused(days):
    with pytest.raises(TurnCurveError, match="not on the first day of a window"):
        stretches(weeks(4), (rebase(FIRST + timedelta(days=days)),))


def test_two_rebases_on_one_day_are_refused():
    windows = weeks(4)
    with pytest.raises(TurnCurveError, match="Two rebases are on the same day"):
        stretches(windows, (rebase(windows[2][0]), rebase(windows[2][0])))


def test_no_windows_have_no_stretch():
    assert stretches([], ()) == ()
