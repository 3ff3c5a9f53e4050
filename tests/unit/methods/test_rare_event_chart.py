"""Rare events are charted by what lies between them, as worked by hand, and never from a day shared by two."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.chart_result import ChartDesign, Rebase
from turncurve.methods.rare_event_chart import g_chart, t_chart
from turncurve.methods.spc_rules import ANHOEJ, PointType, SpecialCause

HIGHER_IS_BETTER = ChartDesign(better="higher")
# Times between the failures of a valve, near exponential, as Nelson's transformation expects.
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]


def days(number):
    return [(date(2012, 4, 1) + timedelta(days=day),) * 2 for day in range(number)]


def events_after(gaps):
    return [date(2000, 1, 1) + timedelta(days=int(total)) for total in np.cumsum([0, *gaps])]


# Mean 10: sigma = sqrt(10 x 11) = 10.488; upper limit 10 + 31.464; the median of the eight is 8.
def test_a_g_charts_limits_are_those_worked_by_hand():
    found = g_chart([2, 4, 6, 8, 8, 12, 15, 25], days(8), design=HIGHER_IS_BETTER)
    first = found.points[0]
    assert first.centre == 8.0
    assert (first.lower, first.upper) == pytest.approx((0.0, 41.464), abs=1e-3)
    assert found.segments[0].sigma == pytest.approx(10.488, abs=1e-3)
    assert found.kind == "g"


def test_a_very_long_time_without_the_event_is_an_improvement():
    found = g_chart([2, 4, 6, 8, 8, 12, 15, 25] * 3 + [90], days(25), design=HIGHER_IS_BETTER)
    assert found.points[-1].special_cause is SpecialCause.ABOVE_UPPER_LIMIT
    assert found.points[-1].point_type is PointType.IMPROVEMENT


def test_events_that_come_thick_and_fast_are_a_concern_by_the_rule_for_shifts():
    found = g_chart([12, 20, 8, 15, 30, 18, 9, 25, 16, 11, 1, 0, 2, 1, 0, 3, 1, 2], days(18), design=HIGHER_IS_BETTER)
    assert {point.point_type for point in found.points[-7:]} == {PointType.CONCERN}


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        ([], "there are no points"),
        ([3, 4, 5], "fewer than 4 points"),
        ([0, 0, 0, 0, 0], "every event follows straight on another"),
    ],
)
def test_a_g_chart_that_can_set_no_limits_says_why(between, reason):
    found = g_chart(between, days(len(between)), design=HIGHER_IS_BETTER)
    assert reason in found.reason
    assert all(point.upper is None for point in found.points)


def test_the_geometric_limits_are_rarely_crossed_by_chance():
    seeded = np.random.default_rng(2)
    found = g_chart(seeded.geometric(0.05, 4000) - 1, days(4000), design=ChartDesign(better="higher", rules=ANHOEJ))
    # Benneyan: a geometric count is over its mean and three standard deviations in just under 2 per cent of cases.
    assert 0.01 < np.mean([point.outside_limits for point in found.points]) < 0.025


@pytest.mark.parametrize("wrong", [[1, -1, 2], [1, 2.5, 3]])
def test_what_lies_between_events_is_a_count(wrong):
    with pytest.raises(TurnCurveError, match="whole number of 0 or more"):
        g_chart(wrong, days(3), design=HIGHER_IS_BETTER)


def test_a_g_chart_of_overlapping_windows_is_refused():
    windows = [(start, start + timedelta(days=3)) for start, _ in days(5)]
    with pytest.raises(TurnCurveError, match="overlapping windows"):
        g_chart([1, 2, 3, 4, 5], windows, design=HIGHER_IS_BETTER)


def test_a_t_charts_limits_are_those_of_the_transformed_times_transformed_back():
    found = t_chart(events_after(VALVE), design=ChartDesign(better="higher", rules=ANHOEJ))
    roots = np.array(VALVE) ** (1 / 3.6)
    sigma = np.mean(np.abs(roots[1:] - roots[:-1])) / 1.128
    first = found.points[0]
    assert first.centre == pytest.approx(roots.mean() ** 3.6)
    assert first.upper == pytest.approx((roots.mean() + 3 * sigma) ** 3.6)
    assert roots.mean() < 3 * sigma
    assert first.lower == 0.0
    assert not any(point.outside_limits for point in found.points)


def test_a_t_chart_has_one_point_fewer_than_events_each_ending_on_its_event():
    events = events_after([10, 20, 5, 30, 12])
    found = t_chart(events, design=HIGHER_IS_BETTER)
    assert [point.value for point in found.points] == [10.0, 20.0, 5.0, 30.0, 12.0]
    assert [point.end for point in found.points] == events[1:]
    assert [point.start for point in found.points] == [event + timedelta(days=1) for event in events[:-1]]


def test_limits_of_times_can_be_rebased_on_the_day_after_an_event():
    events = events_after([10, 20, 5, 30, 12, 60, 90, 45, 120, 80])
    rebase = Rebase(on=events[5] + timedelta(days=1), reason="a new rota", approver="the director")
    found = t_chart(events, design=ChartDesign(better="higher", rebases=(rebase,)))
    assert [(segment.first, segment.last) for segment in found.segments] == [(0, 4), (5, 9)]
    assert found.segments[1].centre > found.segments[0].centre


@pytest.mark.parametrize(
    ("gaps", "reason"),
    [
        ([], "there are no points"),
        ([5, 6, 7], "fewer than 4 points"),
        ([5, 0, 6, 7, 8], "two events fall on one day"),
        ([9] * 8, "every value is the same"),
    ],
)
def test_a_t_chart_that_can_set_no_limits_says_why(gaps, reason):
    found = t_chart(events_after(gaps), design=HIGHER_IS_BETTER)
    assert reason in found.reason
    assert all(point.upper is None for point in found.points)
    assert len(found.points) == len(gaps)


def test_no_event_at_all_makes_a_chart_of_nothing():
    assert t_chart([], design=HIGHER_IS_BETTER).points == ()


@given(st.lists(st.integers(1, 500), min_size=4, max_size=40))
def test_the_limits_of_times_lie_either_side_of_the_centre_and_never_under_nought(gaps):
    found = t_chart(events_after(gaps), design=HIGHER_IS_BETTER)
    for point in found.points:
        if point.upper is not None:
            assert 0 <= point.lower < point.centre < point.upper


def test_events_out_of_order_are_refused():
    with pytest.raises(TurnCurveError, match="The events are not in order of time"):
        t_chart(events_after([5, 6])[::-1], design=HIGHER_IS_BETTER)
