"""Runs about a centre are counted as by hand, and their bounds are those of the published rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.runs_analysis import analyse_runs, fewest_crossings, in_long_run


# Worked from the published rules: log2 rounded and 3 more; the 5 per cent point of a binomial of one step fewer.
@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [
        (10, 6, 2),
        (11, 6, 2),
        (12, 7, 3),
        (16, 7, 4),
        (20, 7, 6),
        (23, 8, 7),
        (24, 8, 8),
        (30, 8, 10),
        (40, 8, 14),
        (50, 9, 19),
        (60, 9, 23),
        (100, 10, 41),
    ],
)
def test_the_bounds_are_those_of_the_published_rules(useful, longest, crossings):
    found = analyse_runs([1.0, -1.0] * (useful // 2) + [1.0] * (useful % 2), 0.0)
    assert found.useful == useful
    assert found.longest_run_allowed == longest
    assert found.crossings_needed == crossings


@given(st.integers(1, 400))
def test_the_fewest_crossings_are_the_binomial_quantile(useful):
    assert fewest_crossings(useful) == stats.binom.ppf(0.05, useful - 1, 0.5)


# Above, above, on, below, above, above, above: the value on the centre neither counts nor breaks a run.
@pytest.mark.parametrize(
    ("values", "useful", "longest", "crossings"),
    [
        ([6, 7, 5, 4, 6, 7, 8], 6, 3, 2),
        ([6, 7, 5, 6, 7], 4, 4, 0),
        ([6, 4, 6, 4], 4, 1, 3),
        ([5, 5, 5], 0, 0, 0),
        ([5, 6, 5], 1, 1, 0),
        ([], 0, 0, 0),
    ],
)
def test_runs_and_crossings_are_those_counted_by_hand(values, useful, longest, crossings):
    found = analyse_runs(values, 5.0)
    assert (found.useful, found.longest_run, found.crossings) == (useful, longest, crossings)


@pytest.mark.parametrize(("run", "signals"), [(6, False), (7, False), (8, True)])
def test_a_run_signals_from_one_over_what_is_allowed(run, signals):
    values = [1] * run + [-1, 1] * ((20 - run) // 2) + [-1] * (run % 2)
    found = analyse_runs(values, 0.0)
    assert found.useful == 20
    assert found.run_is_long == signals
    assert found.signal == (signals or found.crossings_are_few)


@pytest.mark.parametrize(("blocks", "few"), [(6, True), (7, False), (8, False)])
def test_crossings_signal_from_one_under_what_is_needed(blocks, few):
    # Twenty useful points need six crossings, which is seven runs.
    lengths = [20 // blocks + (block < 20 % blocks) for block in range(blocks)]
    values = [side for block, length in enumerate(lengths) for side in [1 if block % 2 else -1] * length]
    found = analyse_runs(values, 0.0)
    assert found.crossings == blocks - 1
    assert found.crossings_are_few == few
    assert found.signal == few
    assert not found.run_is_long


@pytest.mark.parametrize(("useful", "provisional"), [(9, True), (10, False), (11, False)])
def test_fewer_than_ten_useful_points_are_provisional(useful, provisional):
    assert analyse_runs([1] * useful + [0] * 5, 0.0).provisional == provisional


def test_no_useful_point_never_signals():
    assert not analyse_runs([3.0] * 30, 3.0).signal


@given(st.lists(st.integers(-3, 3), max_size=60))
def test_turning_a_series_over_or_about_changes_no_count(values):
    found = analyse_runs(values, 0.0)
    assert analyse_runs([-value for value in values], 0.0) == found
    assert analyse_runs(values[::-1], 0.0) == found


@given(st.lists(st.integers(-2, 2), max_size=60))
def test_points_are_in_a_long_run_just_where_the_longest_run_is_long(values):
    sides = np.sign(np.array(values, dtype=float))
    marked = in_long_run(sides)
    found = analyse_runs(values, 0.0)
    assert marked.any() == found.run_is_long
    assert not marked[sides == 0].any()
    if found.run_is_long:
        assert marked.sum() >= found.longest_run


def test_a_long_run_is_marked_across_a_value_on_the_centre():
    sides = np.array([1.0, -1.0] * 4 + [1.0] * 5 + [0.0] + [1.0] * 5)
    assert in_long_run(sides).tolist() == [False] * 8 + [True] * 5 + [False] + [True] * 5


def test_under_chance_alone_about_one_series_in_twelve_signals():
    seeded = np.random.default_rng(11)
    signals = [analyse_runs(seeded.normal(size=24), 0.0).signal for _ in range(3000)]
    # Anhøj (2015) reports a specificity over 90 per cent for both rules together at 24 points.
    assert 0.03 < np.mean(signals) < 0.12


@pytest.mark.parametrize(("values", "centre"), [([1.0, float("nan")], 0.0), ([1.0, 2.0], float("nan"))])
def test_what_is_not_a_number_is_refused(values, centre):
    with pytest.raises(TurnCurveError, match="A run needs numbers"):
        analyse_runs(values, centre)
