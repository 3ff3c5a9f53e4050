"""Shares, rates and counts are charted as textbooks print them, and widened only when they surely vary too much."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.attribute_chart import attribute_chart, over_dispersion_is_certain
from turncurve.methods.chart_result import ChartDesign, Rebase
from turncurve.methods.spc_rules import PointType

LOWER_IS_BETTER = ChartDesign(better="lower")
# Montgomery, Introduction to Statistical Quality Control: examples 7.1 (cans, samples of 50) and 7.3 (circuit boards).
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]


def days(number):
    return [(date(2012, 4, 1) + timedelta(days=day),) * 2 for day in range(number)]


def chart(numerators, denominators=None, **how):
    design = how.pop("design", LOWER_IS_BETTER)
    return attribute_chart(numerators, days(len(numerators)), design=design, denominators=denominators, **how)


def outside(found):
    return [position for position, point in enumerate(found.points, start=1) if point.outside_limits]


def test_a_p_chart_is_the_textbooks():
    found = chart(CANS, [50] * 30, kind="p")
    first = found.points[0]
    assert (first.centre, first.lower, first.upper) == pytest.approx((0.2313, 0.0524, 0.4102), abs=5e-5)
    assert outside(found) == [15, 23]
    assert found.kind_reason == "this kind was asked for"


def test_a_c_chart_is_the_textbooks():
    found = chart(BOARDS, kind="c")
    first = found.points[0]
    assert (first.centre, first.lower, first.upper) == pytest.approx((19.85, 6.48, 33.22), abs=0.01)
    assert outside(found) == [6, 20]


def test_a_u_chart_is_a_c_chart_over_its_exposure():
    counted, rated = chart(BOARDS, kind="c"), chart(BOARDS, [4.0] * 26, counted="events", kind="u")
    for one, other in zip(counted.points, rated.points, strict=True):
        assert other.value == pytest.approx(one.value / 4)
        assert other.upper == pytest.approx(one.upper / 4)
        assert other.lower == pytest.approx(one.lower / 4)


# Pooled 40/200 = .2; windows of 25 and 100 have standard deviations .08 and .04.
def test_limits_follow_each_windows_denominator():
    found = chart([4, 21, 10, 5], [25, 100, 50, 25], kind="p")
    assert [point.upper for point in found.points] == pytest.approx([0.44, 0.32, 0.2 + 3 * np.sqrt(0.0032), 0.44])
    assert [point.lower for point in found.points] == pytest.approx([0.0, 0.08, 0.2 - 3 * np.sqrt(0.0032), 0.0])
    assert found.segments[0].sigma is None


# Standardised by hand: p = .2, n = 100, sigma .04; shares .1, .3, .1, .3 are scores of 2.5 either side, ranges of 5.
def test_laneys_factor_is_the_mean_range_of_scores_over_1_128():
    found = chart([10, 30, 10, 30], [100] * 4, kind="p'")
    assert found.segments[0].over_dispersion == pytest.approx(5 / 1.128)
    assert found.segments[0].sigma == pytest.approx(0.04 * 5 / 1.128)


def test_counts_of_chance_alone_make_a_p_chart_and_over_dispersed_ones_a_p_prime_chart():
    seeded = np.random.default_rng(3)
    units = seeded.integers(60, 120, 36)
    plain = chart(seeded.binomial(units, 0.2), units)
    varied = chart(seeded.binomial(units, seeded.beta(8, 32, 36)), units)
    assert plain.kind == "p"
    assert "no more than chance" in plain.kind_reason
    assert plain.segments[0].over_dispersion is None
    assert varied.kind == "p'"
    assert "more than chance alone" in varied.kind_reason
    assert varied.segments[0].over_dispersion > 1


def test_events_make_a_u_chart_and_over_dispersed_ones_a_u_prime_chart():
    seeded = np.random.default_rng(4)
    exposure = seeded.uniform(80, 120, 36)
    plain = chart(seeded.poisson(0.3 * exposure), exposure, counted="events")
    varied = chart(seeded.poisson(exposure * seeded.gamma(4, 0.075, 36)), exposure, counted="events")
    assert (plain.kind, varied.kind) == ("u", "u'")


def test_bare_counts_make_a_c_chart_and_over_dispersed_ones_a_u_prime_chart():
    seeded = np.random.default_rng(5)
    assert chart(seeded.poisson(20, 30)).kind == "c"
    assert chart(seeded.poisson(seeded.gamma(4, 5, 30))).kind == "u'"


def test_one_shift_alone_is_no_over_dispersion():
    seeded = np.random.default_rng(6)
    units = np.full(40, 100)
    before, after = seeded.binomial(100, 0.15, 20), seeded.binomial(100, 0.35, 20)
    found = chart(np.concatenate([before, after]), units)
    assert found.kind == "p"
    assert {point.point_type for point in found.points[-10:]} == {PointType.CONCERN}


def test_chance_alone_is_called_over_dispersed_in_about_one_series_in_twenty():
    seeded = np.random.default_rng(7)
    kinds = [chart(seeded.binomial(80, 0.25, 24), [80] * 24).kind for _ in range(400)]
    assert 0.01 < np.mean([kind == "p'" for kind in kinds]) < 0.1


@pytest.mark.parametrize("points", [8, 20, 60])
def test_the_factors_uncertainty_is_that_of_simulated_series(points):
    scores = np.random.default_rng(8).normal(size=(4000, points))
    factors = np.abs(np.diff(scores, axis=1)).mean(axis=1) / 1.128
    certain = [over_dispersion_is_certain(factor, points=points) for factor in factors]
    assert np.mean(certain) == pytest.approx(0.05, abs=0.02)


def test_a_window_without_units_has_a_point_without_a_value():
    found = chart([5, 0, 4, 6, 5, 7], [25, 0, 30, 28, 25, 30], kind="p")
    assert found.points[1].value is None
    assert found.points[1].point_type is PointType.CANNOT_TELL
    assert found.points[1].upper is None
    assert found.segments[0].centre == pytest.approx(27 / 138)


@pytest.mark.parametrize(
    ("numerators", "denominators", "how", "reason"),
    [
        ([1, 2, 3], [10, 10, 10], {}, "fewer than 4 windows with units"),
        ([1, 2, 3, 0], [10, 10, 10, 0], {}, "fewer than 4 windows with units"),
        ([0, 0, 0, 0], [0, 0, 0, 0], {}, "fewer than 4 windows with units"),
        ([0] * 6, [10] * 6, {}, "nothing was counted in any window"),
        ([0] * 6, None, {}, "nothing was counted in any window"),
        ([10] * 6, [10] * 6, {}, "every unit has the property"),
        ([5] * 6, [10] * 6, {"kind": "p'"}, "every value is the same"),
        ([], [], {}, "there are no points"),
    ],
)
def test_a_series_that_can_set_no_limits_says_why(numerators, denominators, how, reason):
    found = chart(numerators, denominators, **how)
    assert reason in found.reason
    assert all(point.lower is None and point.upper is None for point in found.points)


@pytest.mark.parametrize(
    ("numerators", "denominators"),
    [([20] * 11, [100] * 11), ([5, 10, 15, 5], [10, 20, 30, 10]), ([7] * 6, None)],
)
def test_a_constant_series_has_no_limits(numerators, denominators):
    found = chart(numerators, denominators)
    assert found.reason == "every value is the same, so there is no variation to set limits from"
    assert {point.point_type for point in found.points} == {PointType.CANNOT_TELL}


@pytest.mark.parametrize(
    ("numerators", "denominators"),
    [
        ([50] * 6 + [5000] * 5, None),
        ([48, 52, 50, 47, 51, 50, 5010, 4990, 5003, 5000, 4996], None),
        ([10] * 6 + [90] * 5, [100] * 11),
        ([50] * 4 + [5000] * 4 + [50] * 4, None),
        ([50] * 5 + [500] + [50] * 6, None),
    ],
)
def test_a_series_of_a_few_large_steps_has_no_limits(numerators, denominators):
    found = chart(numerators, denominators)
    assert "a few large steps" in found.reason
    assert not outside(found)


# One level is known where the past sets the limits, so that a step since is what the chart is there to show.
def test_a_step_after_the_points_that_set_the_limits_is_outside_them():
    past = [48, 52, 50, 47, 51, 50, 49, 53, 50, 51, 46, 52]
    found = chart([*past, *[500] * 14], design=ChartDesign(better="lower", fix_after=12))
    assert outside(found) == list(range(13, 27))


def test_a_trend_and_a_single_odd_window_keep_their_limits():
    assert chart([100 + 40 * year + year % 3 for year in range(14)]).has_limits
    assert outside(chart([50, 52, 48, 51, 49, 500, 50, 53, 47, 50, 51, 49])) == [6]


def test_rare_events_keep_the_limits_of_chance():
    assert chart([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]).has_limits


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=30))
def test_the_limits_of_a_share_stay_between_nought_and_one(pairs):
    found = chart([min(pair) for pair in pairs], [max(pair) for pair in pairs])
    for point in found.points:
        if point.lower is not None:
            assert 0 <= point.lower < point.centre < point.upper <= 1


def test_small_expected_counts_are_cautioned():
    assert "a g or t chart" in chart([1, 0, 2, 1, 0, 1], [30] * 6, kind="p").segments[0].caution
    assert "a g or t chart" in chart([29, 30, 28, 29, 30, 29], [30] * 6, kind="p").segments[0].caution
    assert chart([10, 12, 9, 11, 13, 8], [40] * 6, kind="p").segments[0].caution == ""


def test_a_rebase_is_not_taken_for_over_dispersion():
    seeded = np.random.default_rng(9)
    counts = np.concatenate([seeded.binomial(200, 0.1, 14), seeded.binomial(200, 0.4, 14)])
    rebase = Rebase(on=days(28)[14][0], reason="a new front door", approver="the director")
    found = chart(counts, [200] * 28, design=ChartDesign(better="lower", rebases=(rebase,)))
    assert found.kind == "p"
    assert [segment.centre for segment in found.segments] == pytest.approx(
        [counts[:14].sum() / 2800, counts[14:].sum() / 2800]
    )


@pytest.mark.parametrize(
    ("numerators", "denominators", "how", "sentence"),
    [
        ([3, 2], [2, 2], {}, "larger than its denominator"),
        ([-1, 2], [2, 2], {}, "whole number of 0 or more"),
        ([1.5, 2], [2, 2], {"counted": "events"}, "whole number of 0 or more"),
        ([1, 2], [2], {}, "differ in number"),
        ([1, 2], [2, 0], {"counted": "events"}, "no exposure"),
        ([1, 2], [2, -1], {"counted": "events"}, "no exposure"),
        ([1, 2], [2, 2], {"counted": "children"}, "units or events"),
        ([1, 2], [2, 2], {"kind": "u"}, "Use p or p'"),
        ([1, 2], [2, 2], {"kind": "p", "counted": "events"}, "Use u or u'"),
        ([1, 2], None, {"kind": "p"}, "Use c or u'"),
    ],
)
def test_wrong_counts_and_kinds_are_refused(numerators, denominators, how, sentence):
    with pytest.raises(TurnCurveError, match=sentence):
        chart(numerators, denominators, **how)


def test_overlapping_windows_are_refused():
    windows = [(start, start + timedelta(days=27)) for start, _ in days(6)]
    with pytest.raises(TurnCurveError, match="overlapping windows"):
        attribute_chart([1, 2, 1, 2, 1, 2], windows, design=LOWER_IS_BETTER, denominators=[9] * 6)


def test_a_c_chart_warns_of_nearly_every_series_of_nine_times_the_variance_and_ours_of_few():
    rng = np.random.default_rng(9)
    # Mean 367 a month and variance nine times that, as the referrals of one council within a year.
    made = [rng.negative_binomial(367 / 8, 1 / 9, 36) for _ in range(40)]
    plain, ours = ([bool(outside(chart(each, kind=kind))) for each in made] for kind in ("c", None))
    assert np.mean(plain) >= 0.95
    assert np.mean(ours) <= 0.2
    points = [len(outside(chart(each))) / 36 for each in made]
    assert np.mean(points) <= 0.01
