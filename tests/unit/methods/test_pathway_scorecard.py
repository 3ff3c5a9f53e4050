"""Pooled days, counts and chances of windows on every future, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_gathered import FIXED, NOT_BEGUN, PIPELINE
from turncurve.methods.pathway_scorecard import (
    DaysBetween,
    completions,
    counted_days,
    pooled_windows,
    probability_at_most,
)
from turncurve.methods.pathway_summary import mean_days_between

TO_PLACED = DaysBetween("entry", "placed", "adopted", fixed_by="placed")
TO_MATCH = DaysBetween("order", "match", "adopted", fixed_by="placed", at_least=0.0, before=("placed", "adopted"))


@pytest.fixture
def futures(by_hand):
    return by_hand.simulated(), by_hand.recorded()


@pytest.mark.parametrize(
    ("window", "days", "cases"),
    [
        # the adopted case of day 900 (400 days), the placed one of day 1100 (200), and in the second the new one (90)
        ((800, 1299), [[600, 0, 0], [400, 0, 0]], [[2, 0, 0], [1, 0, 0]]),
        ((800, 1300), [[600, 960, 0], [400, 0, 90]], [[2, 1, 0], [1, 0, 1]]),
        ((900, 900), [[400, 0, 0], [400, 0, 0]], [[1, 0, 0], [1, 0, 0]]),
        ((901, 1099), [[0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0]]),
        ((1101, 2000), [[0, 960 + 500, 0], [200, 350, 90]], [[0, 2, 0], [1, 1, 1]]),
    ],
)
def test_days_are_pooled_by_window_and_by_how_far_they_were_fixed(futures, window, days, cases):
    pooled = pooled_windows(*futures, measure=TO_PLACED, windows=[window])
    assert pooled.windows == (window,)
    assert pooled.days[:, 0].tolist() == days
    assert pooled.cases[:, 0].tolist() == cases
    total, number = np.sum(days, axis=1), np.sum(cases, axis=1)
    np.testing.assert_array_equal(pooled.mean[:, 0], np.where(number > 0, total / np.maximum(number, 1), np.nan))


def test_the_parts_make_up_the_whole(futures):
    pooled = pooled_windows(*futures, measure=TO_PLACED, windows=[(800, 1500), (1101, 2000)])
    rebuilt = np.nansum(pooled.part_shares * pooled.part_means, axis=2)
    np.testing.assert_allclose(rebuilt, pooled.mean)
    assert pooled.part_shares[1, 1].tolist() == pytest.approx([1 / 3] * 3)
    assert np.isnan(pooled.part_means[0, 1, FIXED])
    assert pooled.part_means[0, 1, PIPELINE] == 730
    assert pooled.part_means[1, 1, NOT_BEGUN] == 90


def test_every_window_is_as_it_would_be_alone_and_as_the_single_window_says(futures):
    windows = [(first, first + 500) for first in range(0, 1500, 100)]
    pooled = pooled_windows(*futures, measure=TO_PLACED, windows=windows)
    for number, window in enumerate(windows):
        alone = mean_days_between(*futures, start="entry", end="placed", counted_on="adopted", window=window)
        np.testing.assert_array_equal(pooled.days[:, number].sum(axis=1), alone.days)
        np.testing.assert_array_equal(pooled.mean[:, number], alone.mean)


def test_a_match_before_the_order_counts_as_no_days(futures):
    pooled = pooled_windows(*futures, measure=TO_MATCH, windows=[(1001, 2000)])
    assert pooled.days[:, 0].tolist() == [[0, 750 + 200, 0], [0, 50, 60]]
    below = pooled_windows(*futures, measure=replace(TO_MATCH, at_least=-np.inf), windows=[(1001, 2000)])
    assert below.days[:, 0, FIXED].tolist() == [-10, -10]


def test_a_case_not_placed_before_its_adoption_is_left_out(futures):
    simulated, recorded = futures
    dates = simulated.dates.copy()
    dates[0, 4] = dates[0, 5]
    changed = replace(simulated, dates=dates)
    for measure, expected in ((TO_MATCH, 2), (replace(TO_MATCH, before=None), 3)):
        assert pooled_windows(changed, recorded, measure=measure, windows=[(1001, 2000)]).cases[0].sum() == expected
    rows, days, counted_on = counted_days(changed, recorded, measure=TO_MATCH)
    assert len(rows.draw) == len(days)
    assert np.isnan(counted_on).sum() == 1


def test_days_of_those_who_moved_in_are_counted_in_the_window_they_did(futures):
    moved = DaysBetween("entry", "placed", "placed", fixed_by="placed")
    pooled = pooled_windows(*futures, measure=moved, windows=[(600, 1000), (1001, 1200)])
    assert pooled.days[:, 0].tolist() == [[200, 0, 0], [200, 0, 0]]
    assert pooled.days[:, 1].tolist() == [[0, 960 + 500, 0], [0, 0, 90]]


def test_no_windows_give_no_values(futures):
    pooled = pooled_windows(*futures, measure=TO_PLACED, windows=[])
    assert pooled.mean.shape == (2, 0)
    assert pooled.cases.shape == (2, 0, 3)


def test_completions_are_counted_by_period_recorded_or_to_come(futures):
    counted = completions(*futures, milestone="adopted", fixed_by="placed", edges=[0, 901, 1300, 1501, 2001])
    assert counted.edges == (0, 901, 1300, 1501, 2001)
    assert counted.total.tolist() == [[2, 1, 2, 0], [2, 0, 2, 1]]
    assert counted.counts[0].tolist() == [[2, 0, 0], [1, 0, 0], [0, 2, 0], [0, 0, 0]]
    assert counted.counts[1, 2].tolist() == [1, 0, 1]


@pytest.mark.parametrize("window", [(900, 2001), (900, 899)])
def test_a_window_that_the_futures_do_not_cover_is_refused_by_its_number(futures, window):
    with pytest.raises(TurnCurveError, match="window 2 of 2"):
        pooled_windows(*futures, measure=TO_PLACED, windows=[(0, 2000), window])
    with pytest.raises(TurnCurveError, match="window 1 of 1"):
        completions(*futures, milestone="adopted", fixed_by="placed", edges=[window[0], window[1] + 1])


@pytest.mark.parametrize(
    ("limit", "expected"), [(9, 0), (10, 1 / 3), (11, 1 / 3), (20, 2 / 3), (30, 1), ([10], 1 / 3), (np.nan, np.nan)]
)
def test_the_chance_of_meeting_a_limit_counts_a_value_that_equals_it(limit, expected):
    values = np.array([[10.0], [20.0], [30.0], [np.nan]])
    np.testing.assert_allclose(probability_at_most(values, limit=limit), [expected])


def test_each_window_has_its_own_limit_and_no_value_gives_no_chance():
    values = np.array([[10.0, 10.0, np.nan], [20.0, 20.0, np.nan]])
    np.testing.assert_allclose(probability_at_most(values, limit=[15, 25, 25]), [0.5, 1.0, np.nan])
