"""A chart keeps every window, judges each segment by its own limits, and reads a target by its last ones."""

from datetime import date, timedelta

import numpy as np
import pytest

from turncurve.methods.chart_assembly import Limits, NoLimits, assemble
from turncurve.methods.chart_result import Assurance, ChartDesign, Rebase
from turncurve.methods.spc_rules import PointType, SpecialCause

WINDOWS = [(date(2012, 4, 1) + timedelta(days=day),) * 2 for day in range(8)]


def ten_either_side(positions, baseline):
    same = np.ones(len(positions))
    return Limits(
        centre=50.0,
        lower=same * 40,
        upper=same * 60,
        near_lower=same * 43,
        near_upper=same * 57,
        sigma=same * 10 / 3,
        caution="read with care",
    )


def none_at_all(positions, baseline):
    return NoLimits(reason="there is nothing to go by", centre=50.0)


def chart(values, *, limits_of=ten_either_side, **design):
    return assemble(
        np.array(values, dtype=float),
        WINDOWS[: len(values)],
        kind="XmR",
        kind_reason="because",
        design=ChartDesign(**({"better": "higher"} | design)),
        limits_of=limits_of,
    )


def test_a_point_carries_its_window_value_limits_and_cause():
    point = chart([50, 61, 45]).points[1]
    assert (point.start, point.end) == WINDOWS[1]
    assert (point.value, point.lower, point.centre, point.upper) == (61.0, 40.0, 50.0, 60.0)
    assert point.sigma == pytest.approx(10 / 3)
    assert (point.side, point.outside_limits, point.close_to_limits) == (1, True, False)
    assert point.special_cause is SpecialCause.ABOVE_UPPER_LIMIT
    assert point.point_type is PointType.IMPROVEMENT


def test_a_window_without_a_value_keeps_its_place_and_is_judged_by_nothing():
    found = chart([50, np.nan, 58, 59])
    assert [point.value for point in found.points] == [50.0, None, 58.0, 59.0]
    absent = found.points[1]
    assert absent.special_cause is SpecialCause.CANNOT_TELL
    assert (absent.lower, absent.upper, absent.sigma) == (None, None, None)
    assert absent.start == WINDOWS[1][0]


def test_a_window_without_a_value_neither_breaks_nor_joins_a_run():
    found = chart([51, 52, 51, np.nan, 52, 51, 52, 51])
    shifted = [point.special_cause is SpecialCause.SHIFT_ABOVE for point in found.points]
    assert shifted == [True] * 3 + [False] + [True] * 4


def test_a_segment_without_limits_keeps_its_reason_and_each_points_side():
    found = chart([51, 49, 50], limits_of=none_at_all)
    assert found.reason == "there is nothing to go by"
    assert [point.side for point in found.points] == [1, -1, 0]
    assert {point.point_type for point in found.points} == {PointType.CANNOT_TELL}
    assert {point.centre for point in found.points} == {50.0}


def test_a_segment_says_where_it_lies_and_what_it_is_like():
    rebase = Rebase(on=WINDOWS[5][0], reason="a new front door", approver="the director")
    found = chart([50, 51, 49, 52, 48, 50, 51, 49], rebases=(rebase,))
    assert [(segment.first, segment.last) for segment in found.segments] == [(0, 4), (5, 7)]
    assert [segment.rebase for segment in found.segments] == [None, rebase]
    assert found.segments[0].sigma == pytest.approx(10 / 3)
    assert found.segments[0].caution == "read with care"
    assert found.segments[0].runs.useful == 4
    assert [point.segment for point in found.points] == [0] * 5 + [1] * 3


def test_a_rule_does_not_reach_over_a_rebase():
    rebase = Rebase(on=WINDOWS[4][0], reason="a new front door", approver="the director")
    values = [51, 52, 51, 52, 51, 52, 51, 52]
    assert {point.special_cause for point in chart(values).points} == {SpecialCause.SHIFT_ABOVE}
    assert {point.special_cause for point in chart(values, rebases=(rebase,)).points} == {SpecialCause.COMMON}


def test_the_baseline_is_the_first_points_with_values():
    seen = []

    def spy(positions, baseline):
        seen.append((positions.tolist(), baseline.tolist()))
        return ten_either_side(positions, baseline)

    values = np.array([50.0] * 4 + [np.nan] + [51.0] * 12)
    windows = [(date(2012, 4, 1) + timedelta(days=day),) * 2 for day in range(17)]
    design = ChartDesign(better="higher", fix_after=12)
    assemble(values, windows, kind="XmR", kind_reason="", design=design, limits_of=spy)
    present = [0, 1, 2, 3, *range(5, 17)]
    assert seen == [(present, present[:12])]


# Limits of 40 and 60; a target on a limit is neither surely met nor surely missed.
@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (61.0, "higher", Assurance.CONSISTENTLY_FAILS),
        (61.0, "lower", Assurance.CONSISTENTLY_PASSES),
        (60.0, "higher", Assurance.INCONSISTENT),
        (50.0, "lower", Assurance.INCONSISTENT),
        (40.0, "lower", Assurance.INCONSISTENT),
        (39.0, "higher", Assurance.CONSISTENTLY_PASSES),
        (39.0, "lower", Assurance.CONSISTENTLY_FAILS),
        (39.0, "neither", None),
        (None, "higher", None),
    ],
)
def test_the_last_limits_say_whether_a_target_is_surely_met(target, better, expected):
    assert chart([50, 51, 49], target=target, better=better).assurance is expected


def test_without_limits_nothing_is_promised_about_a_target():
    assert chart([50, 51], limits_of=none_at_all, target=10.0).assurance is Assurance.CANNOT_TELL


def test_a_chart_of_nothing_has_no_points_and_no_segments():
    found = chart([], target=10.0)
    assert (found.points, found.segments) == ((), ())
    assert found.assurance is Assurance.CANNOT_TELL
