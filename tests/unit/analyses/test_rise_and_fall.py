"""Whether a measure rises before it falls is counted future by future, and told for an invented council."""

import numpy as np
import pytest

from turncurve.analyses.adoption_cases import adoption_cases
from turncurve.analyses.adoption_futures import adoption_futures, on_record
from turncurve.analyses.rise_and_fall import NOTICEABLE, rise_and_fall
from turncurve.analyses.scorecard_draws import A1, pooled


@pytest.fixture(scope="module")
def futures(adoption_records):
    return adoption_futures(adoption_cases(adoption_records), draws=40)


@pytest.fixture(scope="module")
def windows(futures):
    return (on_record(futures), *futures.periods("three_years"))


def told(futures, windows, rows):
    """Return what is told of made futures, each a row of the latest value and those ahead."""
    draws = np.array(rows, dtype=float)
    draws = np.column_stack([draws, *[draws[:, -1]] * (len(windows) - draws.shape[1])])
    return rise_and_fall(futures, draws, measure=A1, windows=windows)


@pytest.mark.parametrize(
    ("row", "rises", "at_all", "after", "below"),
    [
        ([600, 650, 680, 590], 1, 1, 1, 1),
        ([600, 650, 680, 640], 1, 1, 1, 0),
        ([600, 650, 680, 680], 1, 1, 0, 0),
        ([600, 600, 606, 600], 0, 1, 1, 0),
        ([600, 605, 605, 605], 0, 0, 0, 0),
        ([600, 590, 580, 570], 0, 0, 0, 1),
        ([600, 595, 595, 595], 0, 0, 0, 0),
    ],
)
def test_each_way_is_told_from_the_others_at_five_days(futures, windows, row, rises, at_all, after, below):
    found = told(futures, windows, [row])
    assert (found.rises, found.rises_at_all, found.falls_after, found.falls_below) == (rises, at_all, after, below)
    assert NOTICEABLE == 5


def test_shares_are_of_all_futures(futures, windows):
    found = told(futures, windows, [[600, 650, 680, 590], [600, 590, 580, 570], [600, 650, 660, 670], [600] * 4])
    assert (found.rises, found.falls_after, found.falls_below) == (0.5, 0.25, 0.5)


def test_a_window_that_counts_nobody_neither_rises_nor_falls(futures, windows):
    found = told(futures, windows, [[600, np.nan, 680, np.nan], [600, 610, 620, 630]])
    assert (found.rises, found.rises_at_all, found.falls_after) == (0.5, 1.0, 0.0)


def test_a_council_that_clears_a_backlog_is_told_that_those_who_waited_make_the_rise(futures, windows):
    """The council of these tests began to clear its backlog a year before: those who waited are placed and adopted."""
    draws = pooled(futures, A1, windows).mean
    found = rise_and_fall(futures, draws, measure=A1, windows=windows)
    rising = (np.nanmax(draws[:, 1:], axis=1) > draws[:, 0] + NOTICEABLE).mean()
    assert found.rises_at_all == pytest.approx(rising)
    assert 0 <= found.by_those_who_waited <= 1
    assert found.by_those_who_waited <= rising + 0.2
