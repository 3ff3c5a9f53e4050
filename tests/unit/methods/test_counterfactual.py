"""The counterfactual agrees with R's CausalImpact, is the same on every run, and says when there is none."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.counterfactual import structural_counterfactual


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "reference" / "causalimpact"


# R draws its result at random, so that its own digits move by about as much as these tolerances.
@pytest.mark.parametrize("scenario", ["basic", "no_effect"])
def test_a_series_without_controls_is_as_r_has_it(folder, scenario):
    reference = json.loads((folder / f"r_reference_{scenario}.json").read_text(encoding="utf-8"))
    theirs = reference["r_output"]
    found = structural_counterfactual(reference["data"]["y"], change_at=reference["n_pre"])
    width = theirs["ci_upper"] - theirs["ci_lower"]
    assert found.average_effect == pytest.approx(theirs["point_effect_mean"], abs=0.01 * width)
    assert found.cumulative_effect == pytest.approx(theirs["cumulative_effect_total"], abs=0.3 * width)
    assert found.average_interval.lower == pytest.approx(theirs["ci_lower"], abs=0.015 * width)
    assert found.average_interval.upper == pytest.approx(theirs["ci_upper"], abs=0.015 * width)
    assert found.tail_probability == pytest.approx(theirs["p_value"], abs=0.02)
    assert found.pre_period_fit is None


def test_a_strong_effect_is_within_one_per_cent_of_r(folder):
    reference = json.loads((folder / "r_reference_basic.json").read_text(encoding="utf-8"))
    theirs = reference["r_output"]
    found = structural_counterfactual(reference["data"]["y"], change_at=70)
    assert found.average_effect == pytest.approx(theirs["point_effect_mean"], rel=0.01)
    assert found.average_interval.lower == pytest.approx(theirs["ci_lower"], rel=0.01)
    assert found.average_interval.upper == pytest.approx(theirs["ci_upper"], rel=0.01)


# The vignette prints 11 (9.8 to 11) to two digits; with more, 10.51 (9.81 to 11.24).
def test_the_vignettes_effect_is_within_one_per_cent_of_r(folder):
    data = pd.read_csv(folder / "causalimpact_vignette_data.csv")
    found = structural_counterfactual(data["y"], change_at=70, controls=data["x1"])
    assert found.average_effect == pytest.approx(10.51, rel=0.01)
    assert found.average_interval.lower == pytest.approx(9.81, rel=0.01)
    assert found.average_interval.upper == pytest.approx(11.24, rel=0.01)
    assert found.control_weights == pytest.approx([1.0])
    assert found.pre_period_fit == pytest.approx(np.corrcoef(data["y"][:70], data["x1"][:70])[0, 1] ** 2)
    assert found.relative_interval.lower < found.relative_effect < found.relative_interval.upper


def test_the_same_input_gives_the_same_bytes():
    series = np.random.default_rng(3).poisson(40, size=30)
    first, second = (structural_counterfactual(series, change_at=24) for _ in range(2))
    assert first.expected.tobytes() == second.expected.tobytes()
    assert first.average_interval == second.average_interval


def test_an_effect_is_what_came_less_what_was_expected():
    series = np.random.default_rng(3).poisson(40, size=30).astype(float)
    found = structural_counterfactual(series, change_at=24)
    assert found.average_effect == pytest.approx((series[24:] - found.expected).mean())
    assert found.cumulative_effect == pytest.approx((series[24:] - found.expected).sum())
    assert (found.lower < found.expected).all()
    assert (found.expected < found.upper).all()


def test_a_change_of_unit_changes_nothing_else():
    series = np.random.default_rng(9).normal(size=30)
    plain = structural_counterfactual(series, change_at=24)
    other = structural_counterfactual(1000 + 10 * series, change_at=24)
    assert other.average_effect == pytest.approx(10 * plain.average_effect)
    assert other.tail_probability == pytest.approx(plain.tail_probability)


def test_the_season_is_carried_into_the_counterfactual():
    season = np.tile([0.0, 5.0, -5.0, 0.0], 8)
    series = 50 + season + 0.5 * np.random.default_rng(2).normal(size=32)
    found = structural_counterfactual(series, change_at=24, season_length=4)
    np.testing.assert_allclose(found.expected, 50 + season[24:], atol=1.5)


def test_intervals_hold_no_effect_as_often_as_they_say():
    seeded = np.random.default_rng(12)
    held = []
    for _ in range(120):
        interval = structural_counterfactual(seeded.normal(size=24), change_at=18, level=0.9).average_interval
        held.append(interval.lower <= 0 <= interval.upper)
    assert np.mean(held) == pytest.approx(0.9, abs=0.08)


def test_a_counterfactual_that_may_be_nothing_has_no_relative_effect():
    assert structural_counterfactual(np.random.default_rng(1).normal(size=20), change_at=15).relative_effect is None


def test_a_control_that_does_not_move_is_of_no_use():
    series = np.random.default_rng(1).normal(size=20)
    found = structural_counterfactual(series, change_at=15, controls=np.ones(20))
    assert found.control_weights == (0.0,)
    assert found.average_effect == pytest.approx(structural_counterfactual(series, change_at=15).average_effect)


@pytest.mark.parametrize(
    ("values", "change_at", "season", "says"),
    [
        ([1.0, 2.0, 3.0, 9.0], 3, 1, "only 3 of the 4"),
        ([1.0, float("nan"), 3.0, 2.0, 9.0], 4, 1, "only 3 of the 4"),
        ([2.0] * 6 + [3.0], 6, 1, "is the same"),
        (list(range(10)), 7, 4, "fewer than two years"),
    ],
)
def test_where_there_is_no_counterfactual_the_reason_is_given(values, change_at, season, says):
    found = structural_counterfactual(values, change_at=change_at, season_length=season)
    assert found.average_effect is None
    assert says in found.reason


@pytest.mark.parametrize(
    ("values", "change_at", "controls", "says"),
    [
        ([1.0, 2.0, 3.0], 3, None, "does not lie inside"),
        ([1.0, 2.0, 3.0, float("nan")], 2, None, "after the change is missing"),
        ([1.0, 2.0, 3.0], 2, [1.0, 2.0], "one value for each period"),
        ([1.0, 2.0, 3.0], 2, [1.0, 2.0, float("nan")], "control's value is missing"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(values, change_at, controls, says):
    with pytest.raises(TurnCurveError, match=says):
        structural_counterfactual(values, change_at=change_at, controls=controls)


FIGURES = ("average_effect", "cumulative_effect", "relative_effect", "tail_probability", "pre_period_fit")


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.floats(-20, 20))
def test_an_effect_more_is_an_effect_more(seed, more):
    series = 50 + np.random.default_rng(seed).normal(size=22)
    plain, other = (
        structural_counterfactual(one, change_at=16) for one in (series, series + more * (np.arange(22) > 15))
    )
    np.testing.assert_array_equal(other.expected, plain.expected)
    assert other.average_effect == pytest.approx(plain.average_effect + more)
    assert other.average_interval.lower == pytest.approx(plain.average_interval.lower + more)
    assert other.cumulative_interval.upper == pytest.approx(plain.cumulative_interval.upper + 6 * more)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_what_came_after_in_another_order_has_the_same_average(seed):
    seeded = np.random.default_rng(seed)
    series = 50 + seeded.normal(size=22)
    other = np.concatenate([series[:16], seeded.permutation(series[16:])])
    first, second = (structural_counterfactual(one, change_at=16) for one in (series, other))
    assert [getattr(second, name) for name in FIGURES] == pytest.approx([getattr(first, name) for name in FIGURES])


def test_a_series_turned_upside_down_has_its_effect_and_bounds_turned_too():
    series = np.random.default_rng(4).normal(size=22)
    plain, other = (structural_counterfactual(one, change_at=16) for one in (series, -series))
    assert other.average_effect == pytest.approx(-plain.average_effect)
    assert other.average_interval.lower == pytest.approx(-plain.average_interval.upper)
    assert other.tail_probability == pytest.approx(plain.tail_probability)
    np.testing.assert_allclose(other.lower, -plain.upper, atol=1e-7)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.99])
def test_no_effect_is_outside_the_interval_where_the_tail_says_so(level):
    seeded = np.random.default_rng(6)
    for effect in (0.0, 0.5, 1.0, 1.5, 2.0):
        series = seeded.normal(size=22) + effect * (np.arange(22) >= 16)
        found = structural_counterfactual(series, change_at=16, level=level)
        interval = found.average_interval
        assert interval.level == level
        assert (interval.lower > 0 or interval.upper < 0) == (found.tail_probability < (1 - level) / 2)


def test_a_higher_level_is_wider_in_each_period_and_over_all():
    series = 50 + np.random.default_rng(4).normal(size=22)
    narrow, wide = (structural_counterfactual(series, change_at=16, level=level) for level in (0.8, 0.95))
    assert (wide.lower < narrow.lower).all()
    assert (narrow.upper < wide.upper).all()
    for name in ("average_interval", "cumulative_interval", "relative_interval"):
        assert getattr(wide, name).lower < getattr(narrow, name).lower < getattr(narrow, name).upper
        assert getattr(narrow, name).upper < getattr(wide, name).upper


def test_a_relative_effect_is_the_effect_over_what_was_expected_where_that_is_well_known():
    series = 100 + np.random.default_rng(4).normal(size=22)
    series[16:] += 20
    found = structural_counterfactual(series, change_at=16)
    assert found.relative_effect == pytest.approx(found.average_effect / found.expected.mean(), rel=1e-3)
    assert found.relative_interval.upper == pytest.approx(found.average_interval.upper / 100, rel=0.02)


def test_of_two_controls_that_are_the_same_neither_spoils_the_other():
    seeded = np.random.default_rng(3)
    control = seeded.normal(size=26)
    series = 10 + 2 * control + 0.3 * seeded.normal(size=26)
    once, twice = (
        structural_counterfactual(series, change_at=20, controls=given_)
        for given_ in (control, np.column_stack([control, control]))
    )
    np.testing.assert_allclose(twice.expected, once.expected, atol=0.1)
    assert twice.pre_period_fit == pytest.approx(once.pre_period_fit)
    assert len(twice.control_weights) == 2


def test_a_control_in_another_unit_says_the_same():
    seeded = np.random.default_rng(3)
    control = seeded.normal(size=26)
    series = 10 + 2 * control + 0.3 * seeded.normal(size=26)
    plain, other = (structural_counterfactual(series, change_at=20, controls=c) for c in (control, 7 - 1000 * control))
    np.testing.assert_allclose(other.expected, plain.expected, rtol=1e-6)
    assert other.average_effect == pytest.approx(plain.average_effect, rel=1e-5)


@pytest.mark.parametrize(("known", "there"), [(3, False), (4, True), (5, True)])
def test_four_known_periods_are_enough_and_three_are_not(known, there):
    past = np.resize([1.0, 3.0, 2.0], known)
    found = structural_counterfactual([*past, 5.0], change_at=known)
    assert (found.average_effect is not None) is there
    assert bool(found.reason) is not there
    assert len(found.expected) == int(there)


@pytest.mark.parametrize(("known", "there"), [(7, False), (8, True), (9, True)])
def test_two_years_before_are_enough_for_a_season_and_a_period_less_is_not(known, there):
    past = np.resize([1.0, 3.0, 2.0, 6.0, 2.0], known)
    assert bool(structural_counterfactual([*past, 5.0], change_at=known, season_length=4).reason) is not there


def test_neither_the_series_nor_its_controls_are_changed():
    series, controls = np.random.default_rng(1).normal(size=20), np.random.default_rng(2).normal(size=(20, 2))
    before = series.copy(), controls.copy()
    structural_counterfactual(series, change_at=15, controls=controls)
    np.testing.assert_array_equal(series, before[0])
    np.testing.assert_array_equal(controls, before[1])


def test_the_cumulative_effect_and_its_bounds_are_those_of_the_average_times_the_periods():
    found = structural_counterfactual(50 + np.random.default_rng(4).normal(size=22), change_at=16)
    assert found.cumulative_effect == pytest.approx(6 * found.average_effect)
    assert found.cumulative_interval.lower == pytest.approx(6 * found.average_interval.lower)
    assert found.cumulative_interval.upper == pytest.approx(6 * found.average_interval.upper)
