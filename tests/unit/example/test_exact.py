"""Draws that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.example.days import working_days
from turncurve.example.exact import Stays, allot, choose_adding_to, groups_adding_to, settle_ends


@given(total=st.integers(0, 5000), weights=st.lists(st.integers(1, 100), min_size=1, max_size=30))
def test_parts_add_up_and_lie_within_one_of_their_share(total, weights):
    parts = allot(total, weights)
    share = total * np.array(weights) / sum(weights)
    assert parts.sum() == total
    assert np.all(np.abs(parts - share) < 1)


def test_a_total_in_its_own_proportions_is_given_back():
    assert allot(4405, [559, 498, 3348]).tolist() == [559, 498, 3348]


def test_what_is_left_goes_to_the_largest_remainders_first_come_first_served():
    assert allot(2, [1, 1, 1]).tolist() == [1, 1, 0]


@given(total=st.integers(0, 400), seed=st.integers(0, 50))
def test_groups_hold_exactly_the_children_asked_for(total, seed):
    sizes = groups_adding_to(total, rng=np.random.default_rng(seed)) if total else np.array([], dtype=int)
    assert sizes.sum() == total
    assert np.all((sizes >= 1) & (sizes <= 5))


def test_brothers_and_sisters_make_up_half_of_the_groups(rng):
    sizes = groups_adding_to(20_000, rng=rng)
    assert np.mean(sizes == 1) == pytest.approx(0.5, abs=0.02)


@given(seed=st.integers(0, 30))
def test_groups_chosen_add_up_exactly(seed):
    sizes = np.array([1, 2, 3, 1, 2, 5, 1, 0, 4])
    chosen = choose_adding_to(sizes, 7, rng=np.random.default_rng(seed))
    assert sizes[chosen].sum() == 7
    assert not chosen[7]


def test_a_total_that_no_choice_reaches_is_an_error(rng):
    with pytest.raises(TurnCurveError, match="cannot be met"):
        choose_adding_to(np.array([2, 2, 2]), 3, rng=rng)


def _settle(ends, *, ending, held=None, rng):
    stays = Stays(np.full(len(ends), 15_000), np.array(ends))
    still = np.zeros(len(ends), dtype=bool) if held is None else np.array(held)
    return settle_ends(stays, (15_100, 15_464), ending=ending, held=still, rng=rng).ends_on


def _in_year(ends):
    return int(((ends >= 15_100) & (ends <= 15_464)).sum())


def test_the_stays_nearest_to_their_end_are_those_that_end(rng):
    ends = _settle([15_200, 15_300, 15_700, 15_900], ending=3, rng=rng)
    assert _in_year(ends) == 3
    assert ends[3] == 15_900


def test_a_stay_too_many_ends_after_the_year(rng):
    ends = _settle([15_200, 15_300, 15_400], ending=1, rng=rng)
    assert _in_year(ends) == 1
    assert np.all(ends[1:] >= 15_464 + 20)


def test_a_held_stay_keeps_its_end_and_counts(rng):
    ends = _settle([15_200, 15_300, 15_350], ending=2, held=[False, True, False], rng=rng)
    assert ends[1] == 15_300
    assert _in_year(ends) == 2


def test_stays_end_on_working_days(rng):
    ends = _settle(list(range(15_150, 15_400, 10)), ending=20, rng=rng)
    settled = ends[(ends >= 15_100) & (ends <= 15_464)]
    assert np.isin(settled, working_days()).all()


def test_more_ends_than_open_stays_is_an_error(rng):
    with pytest.raises(TurnCurveError, match="too few"):
        _settle([15_200, 15_000], ending=3, rng=rng)
