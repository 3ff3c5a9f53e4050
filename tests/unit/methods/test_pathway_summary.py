"""Pooled days and counts in windows, by hand."""

import numpy as np
import pytest

from turncurve.methods.pathway_route import MATCHING_ROUTE, pathway_cases
from turncurve.methods.pathway_simulation import SimulatedPathways
from turncurve.methods.pathway_summary import mean_days_between, reached_in

NONE = np.nan


@pytest.fixture
def recorded():
    """Return one case adopted at 900, one long ago, and one still placed."""
    dates = [
        [0, 100, 200, 300, 400, 900],
        [0, 10, 20, 30, 40, 50],
        [500, 600, 650, 640, 700, NONE],
    ]
    return pathway_cases(dates, as_at=1000, exit=[NONE] * 3, exit_kind=[-1] * 3)


@pytest.fixture
def simulated():
    """Return two draws: the placed case is adopted in both, and a new one in the second."""
    placed = [500, 600, 650, 640, 700]
    dates = np.array([[*placed, 1100], [*placed, 1500], [1010, 1020, 1030, 1090, 1100, 1300]], dtype=np.float32)
    return SimulatedPathways(
        route=MATCHING_ROUTE,
        draws=2,
        as_at=1000.0,
        horizon=2000.0,
        draw=np.array([0, 1, 1], dtype=np.int32),
        case=np.array([2, 2, -1], dtype=np.int32),
        began_in=np.array([5, 5, -1], dtype=np.int8),
        dates=dates,
        exit=np.full(3, NONE, dtype=np.float32),
        exit_kind=np.full(3, -1, dtype=np.int8),
        entries=np.array([0, 1]),
    )


@pytest.mark.parametrize(
    ("window", "days", "number"),
    [
        ((800, 1200), [400 + 200, 400], [2, 1]),
        ((900, 1100), [400 + 200, 400], [2, 1]),
        ((901, 1099), [0, 0], [0, 0]),
        ((900, 1500), [600, 400 + 200 + 90], [2, 3]),
    ],
)
def test_days_are_pooled_over_all_who_finish_in_the_window(recorded, simulated, window, days, number):
    pooled = mean_days_between(simulated, recorded, start="entry", end="placed", counted_on="adopted", window=window)
    assert pooled.days.tolist() == days
    assert pooled.cases.tolist() == number
    expected = np.where(np.array(number) > 0, np.array(days) / np.maximum(number, 1), NONE)
    np.testing.assert_array_equal(pooled.mean, expected)


def test_a_match_before_the_order_counts_as_no_days(recorded, simulated):
    how = {"start": "order", "end": "match", "counted_on": "adopted", "window": (1001, 2000)}
    assert mean_days_between(simulated, recorded, **how).days.tolist() == [-10, -10 + 60]
    assert mean_days_between(simulated, recorded, **how, at_least=0).days.tolist() == [0, 60]


def test_those_yet_to_come_can_be_left_out(recorded, simulated):
    pooled = mean_days_between(
        simulated,
        recorded,
        start="entry",
        end="placed",
        counted_on="adopted",
        window=(1001, 2000),
        started_only=True,
    )
    assert pooled.cases.tolist() == [1, 1]


def test_those_who_reach_a_milestone_are_counted_by_period_and_by_where_they_began(simulated):
    edges = np.array([1001.0, 1101.0, 1301.0, 2001.0])
    assert reached_in(simulated, milestone="adopted", edges=edges).tolist() == [[1, 0, 0], [0, 1, 1]]
    assert reached_in(simulated, milestone="adopted", edges=edges, began_in=(-1,)).tolist() == [[0, 0, 0], [0, 1, 0]]
    assert reached_in(simulated, milestone="placed", edges=edges).tolist() == [[0, 0, 0], [1, 0, 0]]
