"""Where rates may step: the bands of age and of waiting, at their edges."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.methods.pathway_model import AGE_BANDS, INTERVALS, QUARTER, WAITS, ReferenceHazards, age_band, wait_band


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


@given(st.lists(st.floats(-500, 8000), max_size=20))
def test_a_band_counts_the_edges_that_an_age_has_reached(ages):
    expected = [sum(edge <= age for edge in AGE_BANDS) for age in ages]
    assert age_band(np.array(ages, dtype=float)).tolist() == expected


@given(st.floats(0, 7000), st.floats(0, 7000))
def test_an_older_child_is_never_in_a_younger_band(one, other):
    younger, older = age_band(np.array(sorted([one, other])))
    assert younger <= older


@pytest.mark.parametrize("edge", range(len(WAITS)))
def test_the_interval_that_begins_at_a_wait_is_the_first_of_the_next_band(edge):
    at = INTERVALS.index(WAITS[edge]) + 1  # interval 0 begins at day 0, interval 1 at the first edge
    assert wait_band(np.array([at - 1, at, at + 1])).tolist() == [edge, edge + 1, edge + 1]


def test_every_interval_has_a_wait_band_and_every_band_an_interval():
    bands = wait_band(np.arange(len(INTERVALS) + 1))
    assert (np.diff(bands) >= 0).all()
    assert set(bands.tolist()) == set(range(len(WAITS) + 1))


def test_four_quarters_are_a_year_and_ages_step_by_years():
    assert 4 * QUARTER == 365.25
    assert [edge / 365.25 for edge in AGE_BANDS[1:]] == [1, 2, 4, 6, 10]
    assert list(AGE_BANDS) == sorted(set(AGE_BANDS))


def test_ages_are_not_changed_and_an_empty_list_has_no_bands():
    ages = np.array([np.nan, 10.0])
    age_band(ages)
    np.testing.assert_array_equal(ages, [np.nan, 10.0])
    assert age_band(np.zeros(0)).tolist() == []
    assert wait_band(np.zeros(0, dtype=np.int64)).tolist() == []


def test_a_model_is_kept_as_it_was_learnt(exact):
    cases = exact.open_cases([10])
    model = exact.model_of(cases)
    for part, name in (
        (model, "frailty_shape"),
        (model.fits[0], "events"),
        (ReferenceHazards(np.ones((4, 16))), "rate"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(part, name, 0.0)
    assert len(model.fits) == len(model.route.transitions) == len(model.frail)
