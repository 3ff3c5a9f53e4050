"""A chart that would call most of its points special takes its limits from a steady stretch, or gives none."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.methods.spc import ChartDesign, xmr_chart
from turncurve.methods.spc_rules import ORDINARY, SpecialCause
from turncurve.methods.steady_stretch import (
    FEWEST_STEADY,
    NOT_STEADY,
    SteadyStretch,
    special,
    steady_stretch,
    warns_of_most,
)

COMMON, HIGH, UNTOLD = SpecialCause.COMMON, SpecialCause.ABOVE_UPPER_LIMIT, SpecialCause.CANNOT_TELL
ORDINARY_WAITS = [2.1, 1.9, 2.4, 1.7, 2.2, 2.0, 1.8, 2.3, 1.6, 2.2, 1.9, 2.5, 2.0, 1.8]
BACKLOG = [5.0, 9.0, 12.0, 14.0, 20.0, 9.0]


def chart(values, *, steady=True):
    windows = [(date(2012, 4, 1) + timedelta(days=day),) * 2 for day in range(len(values))]
    return xmr_chart(values, windows, design=ChartDesign("lower", steady=steady))


def flagged(found):
    return [point.special_cause not in ORDINARY for point in found.points]


def of_one_level(*levels):
    """Say that a stretch is steady where it lies within one of some levels, and ordinary points are those of it."""
    level_of = [level for level, length in enumerate(levels) for _ in range(length)]

    def within(stretch):
        return tuple(COMMON if level_of[place] == level_of[stretch[0]] else HIGH for place in stretch)

    def whole(stretch):
        return tuple(COMMON if level == level_of[stretch[0]] else HIGH for level in level_of)

    return {"points": len(level_of), "causes_within": within, "causes_of_all": whole}


def found_of(*levels):
    given = of_one_level(*levels)
    return steady_stretch(given.pop("points"), **given)


@pytest.mark.parametrize(
    ("causes", "count", "most"),
    [
        ((HIGH, HIGH, COMMON), 2, True),
        ((HIGH, COMMON), 1, False),
        ((HIGH, HIGH, UNTOLD, UNTOLD), 2, False),
        ((), 0, False),
    ],
)
def test_more_than_half_special_is_a_chart_that_tells_nothing(causes, count, most):
    assert special(causes) == count
    assert warns_of_most(causes) is most


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ((14, 6, 6), (0, 13)),
        ((6, 14, 6), (6, 19)),
        ((12, 12), (0, 11)),
        ((11, 11), None),
        ((14, 15, 16), None),
    ],
)
def test_the_longest_steady_stretch_is_found_and_the_earliest_of_two_as_long(levels, found):
    assert found_of(*levels) == found


def test_a_stretch_counts_the_points_that_set_the_limits():
    assert SteadyStretch(first=6, last=19, outside_all=25).points == 14


def test_a_backlog_in_the_middle_no_longer_sits_in_the_centre_line():
    waits = [*ORDINARY_WAITS, *BACKLOG, *ORDINARY_WAITS[1:7]]
    before, now = chart(waits, steady=False), chart(waits)
    assert sum(flagged(before)) > len(waits) / 2
    assert flagged(now) == [False] * 14 + [True] * 6 + [False] * 6
    assert now.segments[0].steady == SteadyStretch(0, 13, outside_all=sum(flagged(before)))
    assert now.segments[0].centre == pytest.approx(np.mean(ORDINARY_WAITS))
    ranges = np.abs(np.diff(ORDINARY_WAITS))
    assert now.points[20].upper == pytest.approx(np.mean(ORDINARY_WAITS) + 2.66 * ranges.mean())


def test_limits_of_twelve_points_are_on_trial_however_long_the_series_is():
    found = chart([*ORDINARY_WAITS[:12], *[wait + 40 for wait in ORDINARY_WAITS[:10]]])
    assert (found.segments[0].steady.points, found.segments[0].is_provisional) == (FEWEST_STEADY, True)


def test_without_a_steady_stretch_there_are_no_limits_and_the_reason_is_given():
    found = chart([1.5**place for place in range(20)])
    assert (found.reason, found.segments[0].centre) == (NOT_STEADY, None)
    assert not any(flagged(found))


def test_a_steady_series_keeps_the_limits_that_it_had():
    assert chart(ORDINARY_WAITS * 2).points == chart(ORDINARY_WAITS * 2, steady=False).points
    assert chart(ORDINARY_WAITS * 2).segments[0].steady is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=20))
def test_a_chart_never_calls_more_than_half_of_its_points_special(values):
    found = chart([float(value) for value in values])
    assert sum(flagged(found)) <= len(values) / 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_change_for_good_of_a_steady_series_is_still_seen(seed):
    rng = np.random.default_rng(seed)
    found = chart([*rng.normal(20, 1, 16), *rng.normal(40, 1, 14)])
    assert all(flagged(found)[16:])
    assert found.segments[0].centre == pytest.approx(20, abs=1)
