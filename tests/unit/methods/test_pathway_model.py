"""Where rates may step: the bands of age and of waiting, at their edges."""

import numpy as np
import pytest

from turncurve.methods.pathway_model import AGE_BANDS, INTERVALS, WAITS, age_band, wait_band


@pytest.mark.parametrize("edge", range(len(AGE_BANDS)))
def test_an_age_at_an_edge_is_in_the_older_band(edge):
    day = AGE_BANDS[edge]
    assert age_band(np.array([day - 1, day, day + 1])).tolist() == [edge, edge + 1, edge + 1]


def test_an_age_that_is_not_held_has_a_band_of_its_own():
    bands = age_band(np.array([np.nan, 1e6, -1.0]))
    assert bands.tolist() == [len(AGE_BANDS) + 1, len(AGE_BANDS), 0]


def test_each_interval_falls_in_the_wait_that_holds_its_beginning():
    begins = np.array([0, *INTERVALS])
    expected = np.searchsorted(WAITS, begins, side="right")
    assert wait_band(np.arange(len(begins))).tolist() == expected.tolist()


def test_intervals_and_waits_are_in_order_and_waits_are_edges_of_intervals():
    assert list(INTERVALS) == sorted(set(INTERVALS))
    assert set(WAITS) <= set(INTERVALS)
