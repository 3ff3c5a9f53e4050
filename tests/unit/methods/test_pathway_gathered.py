"""Futures and cases already over in one table, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_gathered import (
    FIXED,
    NOT_BEGUN,
    PARTS,
    PIPELINE,
    gathered,
    part_of,
    ratio,
    refuse_windows,
)


def test_each_case_is_fixed_in_the_pipeline_or_not_yet_begun(by_hand):
    parts = part_of(by_hand.simulated(), fixed_by="placed")
    assert parts.tolist() == [FIXED, PIPELINE, PIPELINE, PIPELINE, FIXED, PIPELINE, PIPELINE, PIPELINE, NOT_BEGUN]
    matched = part_of(by_hand.simulated(), fixed_by="order")
    assert matched.tolist() == [FIXED, FIXED, FIXED, PIPELINE, FIXED, FIXED, FIXED, PIPELINE, NOT_BEGUN]


def test_cases_over_by_the_date_come_once_and_open_ones_only_from_the_futures(by_hand):
    rows = gathered(by_hand.simulated(), by_hand.recorded(), fixed_by="placed")
    assert (rows.draw == -1).sum() == 3
    assert len(rows.draw) == 3 + 9
    assert rows.exit[2] == 800
    assert (rows.part[:3] == FIXED).all()


def test_only_cases_that_reach_all_the_milestones_asked_for_are_kept(by_hand):
    rows = gathered(by_hand.simulated(), by_hand.recorded(), fixed_by="placed", reached=("match", "adopted"))
    assert np.isfinite(rows.dates[:, [3, 5]]).all()
    assert np.bincount(rows.draw + 1).tolist() == [2, 3, 3]


def test_sums_by_draw_add_those_who_are_the_same_in_every_draw(by_hand):
    rows = gathered(by_hand.simulated(), by_hand.recorded(), fixed_by="placed")
    everyone = np.ones(len(rows.draw), dtype=bool)
    assert rows.summed(everyone).tolist() == [[3 + 1, 3, 0], [3 + 1, 3, 1]]
    assert rows.summed(everyone, np.full(len(everyone), 2.0)).tolist() == [[8, 6, 0], [8, 6, 2]]
    assert rows.summed(~everyone).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_parts_can_be_of_another_list(by_hand):
    rows = gathered(by_hand.simulated(), by_hand.recorded(), fixed_by="placed")
    other = replace(rows, part=np.full(len(rows.part), 4), parts=5)
    assert other.summed(rows.draw >= 0).tolist() == [[0, 0, 0, 0, 4], [0, 0, 0, 0, 5]]
    assert rows.parts == len(PARTS)


def test_windows_up_to_the_last_day_of_the_futures_are_taken():
    windows = [(0.0, 10.0), (10.0, 10.0)]
    refuse_windows(windows, horizon=10.0)
    with pytest.raises(TurnCurveError, match="window 1 of 2"):
        refuse_windows(windows, horizon=9.0)


def test_nothing_divided_by_is_nothing_known():
    np.testing.assert_array_equal(ratio([1.0, 0.0, 3.0], below=[2, 0, 0]), [0.5, np.nan, np.nan])
