"""Each rule finds the points that it says, at its edges and in agreement with a plain search of every window."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.methods.spc_rules import (
    ANHOEJ,
    MAKING_DATA_COUNT_EXCEL,
    NHS_PLOT_THE_DOTS,
    RULE_SETS,
    PointType,
    SpecialCause,
    judge,
    point_type,
    rule_set,
)

COMMON = SpecialCause.COMMON


def judged(values, *, rules=NHS_PLOT_THE_DOTS, centre=0.0, limit=9.0):
    series = np.array(values, dtype=float)
    same = np.ones(len(series))
    return judge(
        series,
        centre,
        limits=(same * (centre - limit), same * (centre + limit)),
        near=(same * (centre - limit * 2 / 3), same * (centre + limit * 2 / 3)),
        rules=rules,
    )


def causes(values, **how):
    return list(judged(values, **how).causes)


def plain_search(values, limit=9.0):
    """Find each point's cause by looking at every window that holds it, as a reader of the rules would."""
    number = len(values)
    sides = [int(value > 0) - int(value < 0) for value in values]
    close = [limit * 2 / 3 < abs(value) <= limit for value in values]

    def windows(point, length):
        starts = range(max(0, point - length + 1), min(point, number - length) + 1)
        return [range(start, start + length) for start in starts]

    def rises(window):
        return all(values[i] < values[i + 1] for i in window[:-1])

    def falls(window):
        return all(values[i] > values[i + 1] for i in window[:-1])

    def in_trend(point):
        return any(rises(window) or falls(window) for window in windows(point, 7))

    found = []
    for point in range(number):
        up = sides[point] > 0
        pairs = [
            window
            for window in windows(point, 3)
            if sum(close[i] for i in window) >= 2 and len({sides[i] for i in window}) == 1 and sides[point]
        ]
        shifts = [window for window in windows(point, 7) if {sides[i] for i in window} in ({1}, {-1})]
        if abs(values[point]) > limit:
            found.append(SpecialCause.ABOVE_UPPER_LIMIT if up else SpecialCause.BELOW_LOWER_LIMIT)
        elif in_trend(point):
            goes_on = point + 1 < number and in_trend(point + 1)
            step = values[point + 1] - values[point] if goes_on else values[point] - values[point - 1]
            found.append(SpecialCause.TREND_UP if step > 0 else SpecialCause.TREND_DOWN)
        elif close[point] and pairs:
            found.append(SpecialCause.TWO_OF_THREE_ABOVE if up else SpecialCause.TWO_OF_THREE_BELOW)
        elif shifts:
            found.append(SpecialCause.SHIFT_ABOVE if up else SpecialCause.SHIFT_BELOW)
        else:
            found.append(COMMON)
    return found


@given(st.lists(st.integers(-10, 10), max_size=40))
def test_the_causes_are_those_of_a_plain_search_of_every_window(values):
    assert causes(values) == plain_search(values)


@given(st.lists(st.integers(-10, 10), min_size=1, max_size=6), st.lists(st.integers(-9, 9), max_size=8))
def test_the_causes_are_those_of_a_plain_search_where_trends_are_common(steps, tail):
    values = [int(np.clip(value, -10, 10)) for value in np.cumsum(np.repeat(np.sign(steps), 6))] + tail
    assert causes(values) == plain_search(values)


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        (8.9, COMMON),
        (9.0, COMMON),
        (9.1, SpecialCause.ABOVE_UPPER_LIMIT),
        (-9.0, COMMON),
        (-9.1, SpecialCause.BELOW_LOWER_LIMIT),
    ],
)
def test_a_point_on_a_limit_is_not_outside_it(value, cause):
    assert causes([1, -1, value, 1, -1])[2] is cause


@pytest.mark.parametrize(("length", "is_shift"), [(6, False), (7, True), (8, True)])
def test_a_shift_begins_at_seven_points_on_one_side(length, is_shift):
    values = [-1, 1] + [-2, -1] * 0 + [-1, -3, -2, -4, -1, -3, -2, -4][:length] + [2, 1]
    marked = causes(values)[2 : 2 + length]
    assert marked == [SpecialCause.SHIFT_BELOW if is_shift else COMMON] * length


def test_a_value_on_the_centre_breaks_a_shift():
    assert causes([1, 3, 2, 0, 1, 3, 2, 4]) == [COMMON] * 8


@pytest.mark.parametrize(("length", "is_trend"), [(6, False), (7, True), (8, True)])
def test_a_trend_begins_at_seven_rising_points(length, is_trend):
    values = list(range(-4, -4 + length))
    assert (SpecialCause.TREND_UP in causes(values)) == is_trend
    assert (SpecialCause.TREND_DOWN in causes(values[::-1])) == is_trend


def test_two_equal_values_break_a_trend():
    assert SpecialCause.TREND_UP not in causes([-4, -3, -2, -1, -1, 0, 1, 2])


def test_the_peak_between_two_trends_takes_the_direction_of_the_step_after_it():
    found = causes([-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2, -3])
    assert found == [SpecialCause.TREND_UP] * 6 + [SpecialCause.TREND_DOWN] * 7


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([7, 1, 8], [0, 2]),
        ([7, 8, 1], [0, 1]),
        ([7, -1, 8], []),
        ([7, 0, 8], []),
        ([7, 1, 1, 8], []),
        ([7, 10, 8], [0, 2]),
        ([7, 8], []),
        ([-7, -1, -8, 1], [0, 2]),
    ],
)
def test_two_of_three_need_all_three_on_one_side_and_mark_the_close_points(values, marked):
    found = causes(values)
    pairs = {SpecialCause.TWO_OF_THREE_ABOVE, SpecialCause.TWO_OF_THREE_BELOW}
    assert [point for point, cause in enumerate(found) if cause in pairs] == marked


def test_the_first_rule_met_names_the_point():
    found = causes([1, 2, 3, 4, 5, 6, 10])
    assert found == [SpecialCause.TREND_UP] * 6 + [SpecialCause.ABOVE_UPPER_LIMIT]


def test_the_anhoej_rules_know_neither_trend_nor_two_of_three():
    values = [-3, -2, -1, 0, 1, 2, 3, -2, 7, 1, 8]
    assert set(causes(values, rules=ANHOEJ)) == {COMMON}


def test_a_longer_shift_can_be_asked_for():
    rules = replace(NHS_PLOT_THE_DOTS, shift_length=8)
    assert set(causes([1, 3, 2, 4, 1, 3, 2, -1], rules=rules)) == {COMMON}
    assert SpecialCause.SHIFT_ABOVE in causes([1, 3, 2, 4, 1, 3, 2, 4], rules=rules)


def test_an_empty_series_has_no_cause():
    assert causes([]) == []


@pytest.mark.parametrize(
    ("cause", "better", "expected"),
    [
        (SpecialCause.ABOVE_UPPER_LIMIT, "higher", PointType.IMPROVEMENT),
        (SpecialCause.ABOVE_UPPER_LIMIT, "lower", PointType.CONCERN),
        (SpecialCause.BELOW_LOWER_LIMIT, "higher", PointType.CONCERN),
        (SpecialCause.TREND_DOWN, "lower", PointType.IMPROVEMENT),
        (SpecialCause.SHIFT_BELOW, "neither", PointType.NEITHER_LOW),
        (SpecialCause.TWO_OF_THREE_ABOVE, "neither", PointType.NEITHER_HIGH),
        (COMMON, "higher", PointType.COMMON_CAUSE),
        (COMMON, "neither", PointType.COMMON_CAUSE),
        (SpecialCause.CANNOT_TELL, "lower", PointType.CANNOT_TELL),
    ],
)
def test_a_cause_is_an_improvement_or_a_concern_by_which_values_are_better(cause, better, expected):
    assert point_type(cause, better) is expected


def test_a_polarity_that_is_none_of_the_three_is_refused():
    with pytest.raises(TurnCurveError, match="higher, lower or neither"):
        point_type(COMMON, "increase")


def test_each_rule_set_is_found_by_its_name_and_another_name_is_refused():
    assert [rule_set(name) for name in RULE_SETS] == [NHS_PLOT_THE_DOTS, MAKING_DATA_COUNT_EXCEL, ANHOEJ]
    with pytest.raises(UnknownNameError, match="Choose one of nhs_plot_the_dots, making_data_count_excel, anhoej"):
        rule_set("western_electric")
