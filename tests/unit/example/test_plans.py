"""Child protection plans."""

import numpy as np
import pytest

from turncurve.example.days import LAST_DAY, NEVER, number, year_bounds
from turncurve.example.plans import plan_histories
from turncurve.example.targets import YEARS, of_year


@pytest.fixture(scope="module", params=[2013, 4, 11])
def histories(request):
    return plan_histories(np.random.default_rng(request.param))


@pytest.mark.parametrize("year", YEARS)
def test_each_year_starts_ends_and_repeats_what_it_should(histories, year):
    plans, (first, last) = histories.plans, year_bounds(year)
    started = plans[plans["started_on"].between(first, last)]
    assert len(started) == of_year("plans_started", year)
    assert int(plans["ends_on"].between(first, last).sum()) == of_year("plans_ended", year)
    assert int((started["previous_plans"] > 0).sum()) == of_year("repeat_plans", year)


def test_150_plans_are_open_when_the_files_begin(histories):
    first = year_bounds(2010)[0]
    assert int(((histories.plans["started_on"] < first) & (histories.plans["ends_on"] >= first)).sum()) == 150


def test_223_plans_are_open_for_three_months_or_more_on_the_last_day(histories):
    plans = histories.plans
    still_open = plans[(plans["started_on"] <= LAST_DAY) & (plans["ends_on"] > LAST_DAY)]
    assert len(still_open) == 328
    assert int((still_open["started_on"] <= number(2012, 12, 31)).sum()) == 223


def test_no_plan_starts_where_a_definition_of_three_months_would_decide(histories):
    near = histories.plans["started_on"].between(number(2012, 12, 22), number(2013, 1, 6))
    assert not near.any()


def test_no_plan_is_shorter_than_four_weeks_or_ends_at_about_two_years(histories):
    length = histories.plans["ends_on"] - histories.plans["started_on"]
    assert length.min() >= 15
    assert not ((length - 731).abs() < 8).any()
    assert (length > 800).sum() > 20


def test_brothers_and_sisters_start_together_and_mostly_end_together(histories):
    together = histories.plans.groupby("group")
    assert (together["started_on"].nunique() == 1).all()
    several = together.size() > 1
    assert (together["ends_on"].nunique()[several] == 1).mean() > 0.5


def test_a_child_who_comes_back_had_left_at_least_40_days_before(histories):
    groups, plans = histories.groups, histories.plans
    again = groups[groups["follows"] >= 0]
    last_end = plans.groupby("group")["ends_on"].max()
    assert len(again) >= 15
    assert ((again["started_on"] - again["follows"].map(last_end)) >= 40).all()
    assert (again["case"].to_numpy() == groups.set_index("group")["case"].loc[again["follows"]].to_numpy()).all()


def test_some_come_back_within_a_year_and_some_later(histories):
    again = histories.groups[histories.groups["follows"] >= 0]
    gap = again["started_on"] - again["follows"].map(histories.plans.groupby("group")["ends_on"].max())
    assert gap.min() < 365 < gap.max()


def test_earlier_plans_outside_the_files_are_known_by_their_number(histories):
    groups = histories.groups
    unseen = groups.loc[groups["repeat"] & (groups["follows"] < 0), "group"]
    numbers = histories.plans.loc[histories.plans["group"].isin(unseen), "previous_plans"]
    assert len(numbers) > 50
    assert set(numbers) == {1, 2, 3}


def test_every_plan_ends_some_day(histories):
    assert (histories.plans["ends_on"] < NEVER).all()


def test_the_same_seed_gives_the_same_plans():
    one, other = (plan_histories(np.random.default_rng(5)).plans for _ in range(2))
    assert one.equals(other)
