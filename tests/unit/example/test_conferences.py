"""Conferences and the strategy discussions before them."""

import numpy as np
import pytest

from turncurve.example.conferences import TWO_DISCUSSIONS, conferences
from turncurve.example.days import working_days, year_bounds
from turncurve.example.plans import plan_histories
from turncurve.example.targets import YEARS, of_year


@pytest.fixture(scope="module")
def groups():
    return plan_histories(np.random.default_rng(3)).groups


@pytest.fixture(scope="module")
def held(groups):
    return conferences(groups, rng=np.random.default_rng(4))


def _working_days(start, end):
    calendar = working_days()
    return np.searchsorted(calendar, end, side="right") - np.searchsorted(calendar, start, side="right")


@pytest.mark.parametrize("year", YEARS)
def test_each_year_holds_its_number_of_which_its_number_in_time(held, year):
    first, last = year_bounds(year)
    inside = held[held["held_on"].between(first, last)]
    timed = inside[inside["strategy_on"] > 0]
    days = _working_days(timed["strategy_on"], timed["held_on"])
    assert inside["size"].sum() == of_year("conferences", year)
    assert timed["size"][days <= 15].sum() == of_year("conferences_in_time", year)


def test_a_conference_that_made_a_plan_is_held_on_the_day_it_starts(groups, held):
    made = held[held["led_to_plan"]]
    pairs = set(zip(groups["case"], groups["started_on"], strict=True))
    assert set(zip(made["case"], made["held_on"], strict=True)) <= pairs


def test_families_that_moved_in_have_no_discussion_and_in_the_last_year_no_conference(groups, held):
    moved = held[held["transfer"]]
    assert (moved["strategy_on"] == 0).all()
    assert set(moved["year"]) == {2010, 2011, 2012}
    came = groups[groups["transfer"] & (groups["year"] == 2013)]
    assert came["size"].sum() == of_year("transfers_in", 2013)
    assert not set(zip(came["case"], came["started_on"], strict=True)) & set(
        zip(held["case"], held["held_on"], strict=True)
    )


def test_some_conferences_follow_a_second_discussion_that_brings_them_into_time(held):
    twice = held[held["earlier_strategy_on"] > 0]
    assert (twice.groupby("year")["size"].sum() == TWO_DISCUSSIONS).all()
    assert (twice["earlier_strategy_on"] < twice["strategy_on"]).all()
    assert (_working_days(twice["earlier_strategy_on"], twice["held_on"]) > 15).any()
    assert (_working_days(twice["strategy_on"], twice["held_on"]) <= 15).all()


def test_discussions_and_conferences_are_on_working_days(held):
    assert np.isin(held["held_on"], working_days()).all()
    assert np.isin(held.loc[held["strategy_on"] > 0, "strategy_on"], working_days()).all()
