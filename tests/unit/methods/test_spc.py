"""Every point of the published charts is reproduced, and a chart that cannot be drawn says why."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.spc import (
    ANHOEJ,
    MAKING_DATA_COUNT_EXCEL,
    NHS_PLOT_THE_DOTS,
    Assurance,
    ChartDesign,
    PointType,
    Rebase,
    SpecialCause,
    xmr_chart,
)

BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
LABEL = {
    SpecialCause.COMMON: "Common Cause",
    SpecialCause.ABOVE_UPPER_LIMIT: "Above UCL",
    SpecialCause.BELOW_LOWER_LIMIT: "Below LCL",
    SpecialCause.TREND_UP: "7 Point Trend (Increasing)",
    SpecialCause.TREND_DOWN: "7 Point Trend (Decreasing)",
    SpecialCause.TWO_OF_THREE_ABOVE: "2 in 3 Above CL",
    SpecialCause.TWO_OF_THREE_BELOW: "2 in 3 Below CL",
    SpecialCause.SHIFT_ABOVE: "7 Points Above CL",
    SpecialCause.SHIFT_BELOW: "7 Points Below CL",
}


def read(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def windows_from(starts):
    """Give each window one day: published results know their first days only."""
    return [(start, start) for start in starts]


def months(number):
    starts = [date(2012 + month // 12, month % 12 + 1, 1) for month in range(number + 1)]
    return [(first, after - timedelta(days=1)) for first, after in pairwise(starts)]


def chart_of(rows, design):
    rows = sorted(rows, key=lambda row: row["x"])
    windows = windows_from([date.fromisoformat(row["x"]) for row in rows])
    return rows, xmr_chart([float(row["y"]) for row in rows], windows, design=design)


def assert_points_are_published(rows, chart):
    assert len(rows) == len(chart.points)
    for row, point in zip(rows, chart.points, strict=True):
        place = (row.get("f", row.get("case")), row["x"])
        assert point.centre == pytest.approx(float(row["mean_col"]), rel=1e-12), place
        assert point.lower == pytest.approx(float(row["lpl"]), rel=1e-12), place
        assert point.upper == pytest.approx(float(row["upl"]), rel=1e-12), place
        assert point.outside_limits == (row["outside_limits"] == "TRUE"), place
        assert point.close_to_limits == (row["close_to_limits"] == "TRUE"), place
        assert point.side == int(row["relative_to_mean"]), place
        assert LABEL[point.special_cause] == row["special_cause_type"], place
        assert point.point_type == row["point_type"], place
        assert chart.segments[point.segment].is_provisional == (row["short_group_warning"] == "TRUE"), place


def grouped(rows, key):
    return [list(group) for _, group in groupby(sorted(rows, key=key), key=key)]


@pytest.mark.parametrize(
    ("file", "asked"), [("default", {}), ("fix12", {"fix_after": 12}), ("target1000", {"target": 1000.0})]
)
def test_every_point_of_the_five_hospitals_is_the_published_one(shared, file, asked):
    rows = read(shared / f"reference/spc/ptd_expected_breaches_5orgs_{file}.csv")
    for hospital in grouped(rows, lambda row: row["f"]):
        assert_points_are_published(*chart_of(hospital, ChartDesign(better="lower", **asked)))


def test_the_summaries_of_the_five_hospitals_are_the_published_ones(shared):
    rows = read(shared / "reference/spc/ptd_expected_breaches_5orgs_target1000.csv")
    summaries = read(shared / "reference/spc/ptd_expected_breaches_5orgs_target1000_summary.csv")
    expected = {row["f"]: row for row in summaries}
    for hospital in grouped(rows, lambda row: row["f"]):
        _, chart = chart_of(hospital, ChartDesign(better="lower", target=1000.0))
        published, counted = expected[hospital[0]["f"]], Counter(point.point_type for point in chart.points)
        assert chart.assurance == published["assurance_type"]
        assert chart.points[-1].point_type == published["variation_type"]
        assert len(chart.points) == int(published["n"])
        assert [counted[kind] for kind in (PointType.COMMON_CAUSE, PointType.IMPROVEMENT, PointType.CONCERN)] == [
            int(published[name]) for name in ("common_cause", "special_cause_improvement", "special_cause_concern")
        ]


def test_every_point_of_the_rebased_series_is_the_published_one(shared):
    rows = read(shared / "reference/spc/ptd_expected_national_rebase.csv")
    rebases = tuple(
        Rebase(on=date(year, 4, 1), reason="a new year's plan", approver="the board") for year in (2017, 2018)
    )
    published, chart = chart_of(rows, ChartDesign(better="higher", rebases=rebases))
    assert_points_are_published(published, chart)
    assert [point.segment for point in chart.points] == [int(row["rebase_group"]) for row in published]
    assert [segment.rebase for segment in chart.segments] == [None, *rebases]


def test_every_point_of_the_small_cases_is_the_published_one(shared):
    rows = read(shared / "reference/spc/ptd_rule_microcases_expected.csv")
    rules = replace(NHS_PLOT_THE_DOTS, zero_width_limits_kept=True)
    for case in grouped(rows, lambda row: (row["case"], row["direction"])):
        assert_points_are_published(*chart_of(case, ChartDesign(better=BETTER[case[0]["direction"]], rules=rules)))


def test_only_the_stepped_small_case_differs_where_limits_of_no_width_are_not_drawn(shared):
    rows = read(shared / "reference/spc/ptd_rule_microcases_expected.csv")
    for case in grouped(rows, lambda row: (row["case"], row["direction"])):
        published, chart = chart_of(case, ChartDesign(better=BETTER[case[0]["direction"]]))
        if case[0]["case"] == "shift_broken_by_value_on_mean":
            assert "a few large steps" in chart.reason
        else:
            assert_points_are_published(published, chart)


# The package's own stored test output prints mean .142 and limits -3.01 and 3.29 for this seed.
def test_the_snapshot_series_has_the_limits_that_its_authors_print(shared):
    rows = read(shared / "reference/spc/ptd_snapshot_input_seed123.csv")
    _, chart = chart_of(rows, ChartDesign(better="higher"))
    found = (chart.points[0].centre, chart.points[0].lower, chart.points[0].upper)
    assert found == pytest.approx((0.142, -3.01, 3.29), abs=0.005)
    assert {point.special_cause for point in chart.points} == {SpecialCause.COMMON}


# All 17 ranges give a mean of 32/17; 8 and 9, about the 10, are over 3.267 times that: screened, 15 ones remain.
def test_the_excel_tool_screens_no_range():
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    screened = xmr_chart(values, months(18), design=ChartDesign(better="higher"))
    plain = xmr_chart(values, months(18), design=ChartDesign(better="higher", rules=MAKING_DATA_COUNT_EXCEL))
    assert screened.segments[0].sigma == pytest.approx(2.66 / 3)
    assert plain.segments[0].sigma == pytest.approx(2.66 / 3 * 32 / 17)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "there are no points"),
        ([5.0], "fewer than 4 points"),
        ([5.0, 6.0, 4.0], "fewer than 4 points"),
        ([5.0] * 20, "every value is the same"),
        ([0.0] * 20, "every value is the same"),
        ([0.1 + 0.2, 0.3] * 10, "every value is the same"),
        ([8.0] * 10 + [12.0] * 10, "a few large steps"),
    ],
)
def test_a_tiny_constant_or_stepped_series_has_no_limits_and_says_why(values, reason):
    chart = xmr_chart(values, months(len(values)), design=ChartDesign(better="lower", target=1.0))
    assert reason in chart.reason
    assert not chart.has_limits
    assert chart.assurance is Assurance.CANNOT_TELL
    assert all(point.lower is None and point.upper is None and point.sigma is None for point in chart.points)
    assert {point.point_type for point in chart.points} <= {PointType.CANNOT_TELL}


def test_four_points_are_the_fewest_with_limits_and_are_provisional():
    chart = xmr_chart([5.0, 6.0, 4.0, 7.0], months(4), design=ChartDesign(better="lower"))
    assert chart.has_limits
    assert chart.segments[0].is_provisional


@pytest.mark.parametrize(("number", "provisional"), [(12, True), (13, False), (14, False)])
def test_limits_are_provisional_up_to_twelve_points(number, provisional):
    chart = xmr_chart(([5.0, 6.0, 4.0] * 5)[:number], months(number), design=ChartDesign(better="lower"))
    assert chart.segments[0].is_provisional == provisional


def test_one_segment_without_limits_leaves_the_others_theirs():
    rebase = Rebase(on=months(15)[12][0], reason="a new front door", approver="the director")
    chart = xmr_chart([5.0, 6.0, 4.0] * 5, months(15), design=ChartDesign(better="lower", rebases=(rebase,)))
    assert chart.segments[0].reason == ""
    assert "fewer than 4 points" in chart.reason
    assert chart.points[0].upper is not None
    assert chart.points[-1].upper is None
    assert chart.points[-1].centre == 5.0


@pytest.mark.parametrize("step", [1, 3, 6, 11])
def test_a_rolling_average_is_refused(step):
    windows = [(first, months(40)[position + step][1]) for position, (first, _) in enumerate(months(24))]
    with pytest.raises(TurnCurveError, match="overlapping windows, such as a rolling average"):
        xmr_chart(np.arange(24.0), windows, design=ChartDesign(better="lower"))


def test_windows_that_touch_are_accepted_and_those_that_share_one_day_are_refused():
    windows = months(6)
    assert xmr_chart([1.0, 3, 2, 4, 2, 3], windows, design=ChartDesign(better="lower")).has_limits
    windows[3] = (windows[2][1], windows[3][1])
    with pytest.raises(TurnCurveError, match="windows, point 4"):
        xmr_chart([1.0, 3, 2, 4, 2, 3], windows, design=ChartDesign(better="lower"))


@given(
    st.lists(st.integers(-50, 50), min_size=4, max_size=60),
    st.sampled_from([NHS_PLOT_THE_DOTS, MAKING_DATA_COUNT_EXCEL, ANHOEJ]),
)
def test_a_chart_upside_down_finds_the_same_causes_on_the_other_side(values, rules):
    windows = months(len(values))
    chart = xmr_chart(values, windows, design=ChartDesign(better="higher", rules=rules))
    mirrored = xmr_chart([-value for value in values], windows, design=ChartDesign(better="lower", rules=rules))
    assert [point.point_type for point in chart.points] == [point.point_type for point in mirrored.points]


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=40))
def test_limits_are_never_missing_numbers_nor_without_width(values):
    chart = xmr_chart(values, months(len(values)), design=ChartDesign(better="neither"))
    for point in chart.points:
        if chart.has_limits:
            assert point.lower < point.centre < point.upper
        else:
            assert point.lower is None
            assert point.upper is None


def test_fixed_limits_come_from_the_first_points_alone():
    first, rest = [5.0, 6.0, 4.0] * 4, [50.0, 60.0, 40.0]
    fixed = xmr_chart(first + rest, months(15), design=ChartDesign(better="lower", fix_after=12))
    alone = xmr_chart(first, months(12), design=ChartDesign(better="lower"))
    assert fixed.points[-1].upper == alone.points[-1].upper
    assert fixed.points[-1].special_cause is SpecialCause.ABOVE_UPPER_LIMIT
    assert fixed.points[-1].point_type is PointType.CONCERN


def test_the_same_series_and_design_give_the_same_chart_and_change_no_argument():
    values = np.array([5.0, 6.0, 4.0, 7.0, 5.5] * 4)
    before = values.copy()
    design = ChartDesign(better="lower")
    assert xmr_chart(values, months(20), design=design) == xmr_chart(values, months(20), design=design)
    np.testing.assert_array_equal(values, before)


def test_under_the_anhoej_rules_a_long_run_is_marked_and_measured():
    values = [4.0, 6.0, 3.0, 7.0, 4.0, 6.0, 5.0, 4.0] + [9.0, 10.0, 8.0] * 4
    chart = xmr_chart(values, months(20), design=ChartDesign(better="higher", rules=ANHOEJ))
    assert chart.segments[0].runs.longest_run == 12
    assert chart.segments[0].runs.longest_run_allowed == 7
    assert {point.point_type for point in chart.points[8:]} == {PointType.IMPROVEMENT}


@given(st.lists(st.integers(0, 200), min_size=4, max_size=50), st.booleans())
def test_the_limits_are_those_of_a_plain_calculation(values, is_screened):
    rules = replace(NHS_PLOT_THE_DOTS, ranges_are_screened=is_screened)
    chart = xmr_chart(values, months(len(values)), design=ChartDesign(better="lower", rules=rules))
    ranges = pd.Series(values, dtype=float).diff().abs().dropna()
    kept = ranges[ranges < 3.267 * ranges.mean()] if is_screened else ranges
    assert chart.has_limits == (kept.sum() > 0)
    if chart.has_limits:
        mean, reach = np.mean(values), 2.66 * kept.mean()
        assert chart.points[0].lower == pytest.approx(mean - reach)
        assert chart.points[0].upper == pytest.approx(mean + reach)
        assert chart.segments[0].sigma == pytest.approx(reach / 3)


def test_windows_of_a_tables_timestamps_serve_as_well_as_dates():
    starts = pd.date_range("2012-04-01", periods=6, freq="MS")
    windows = list(zip(starts, starts + pd.offsets.MonthEnd(), strict=True))
    values = pd.Series([5.0, 6.0, 4.0, 7.0, 5.0, 6.0])
    chart = xmr_chart(values, windows, design=ChartDesign(better="lower"))
    by_date = xmr_chart(values, months(9)[3:], design=ChartDesign(better="lower"))
    assert [point.upper for point in chart.points] == [point.upper for point in by_date.points]
