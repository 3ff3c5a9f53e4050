"""Child protection plans."""

import numpy as np
import pytest

from turncurve.example.days import LAST_DAY, NEVER, number, working_days, year_bounds
from turncurve.example.exact import allot
from turncurve.example.plans import CATEGORIES, CATEGORY_CHANCES, _away_from_two_years, plan_histories
from turncurve.example.targets import YEARS, of_year, shape_of_year


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


def test_the_categories_of_abuse_come_in_the_stated_shares(histories):
    """One draw a group for the initial category; the latest is another in some eight of a hundred."""
    plans = histories.plans
    groups = plans.drop_duplicates("group")
    shares = groups["initial_category"].value_counts(normalize=True)
    for code, expected in zip(CATEGORIES, CATEGORY_CHANCES, strict=True):
        error = (expected * (1 - expected) / len(groups)) ** 0.5
        assert shares[code] == pytest.approx(expected, abs=4.5 * error), code
    assert plans.groupby("group")["initial_category"].nunique().eq(1).all()
    assert set(plans["latest_category"]) == set(CATEGORIES)
    assert (plans["initial_category"] == plans["latest_category"]).mean() == pytest.approx(0.92, abs=0.03)


def test_a_group_has_a_plan_for_each_of_its_children(histories):
    groups = histories.groups.set_index("group")
    rows = histories.plans.groupby("group")
    assert rows.size().to_dict() == groups["size"].to_dict()
    assert (rows["started_on"].first() == groups["started_on"]).all()
    assert all(member.tolist() == list(range(len(member))) for _, member in rows["member"])
    assert groups.index.tolist() == list(range(len(groups)))


def test_no_child_is_on_two_plans_at_once(histories):
    rows = histories.plans.sort_values(["case", "member", "started_on"])
    before = rows.groupby(["case", "member"])["ends_on"].shift()
    assert not (before >= rows["started_on"]).any()


def test_a_returning_childs_plan_counts_those_before_and_one_more(histories):
    plans = histories.plans.set_index(["group", "member"])["previous_plans"]
    again = histories.groups[histories.groups["follows"] >= 0]
    for group in again.itertuples():
        for member in range(group.size):
            assert plans[group.group, member] == plans[group.follows, member] + 1


def test_a_group_is_followed_once_at_most(histories):
    follows = histories.groups.loc[histories.groups["follows"] >= 0, "follows"]
    assert follows.is_unique
    assert (follows.to_numpy() < histories.groups.loc[follows.index, "group"].to_numpy()).all()


@pytest.mark.parametrize("year", YEARS)
def test_each_month_starts_its_plans_away_from_christmas_and_the_turn_of_the_year(histories, year):
    plans = histories.plans[histories.plans["year"] == year]
    months = plans["started_on"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(int)
    counts = np.bincount(months - months.min(), minlength=12)
    assert counts.tolist() == allot(of_year("plans_started", year), shape_of_year("plans", year)).tolist()
    assert np.isin(plans["started_on"], working_days()).all()
    assert not plans["started_on"].between(number(year - 1, 12, 22), number(year, 1, 6)).any()
    assert not plans["started_on"].isin(year_bounds(year)).any()


@pytest.mark.parametrize("year", YEARS)
def test_as_many_transfer_in_as_stated_and_none_of_them_has_been_on_a_plan(histories, year):
    moved = histories.groups[histories.groups["transfer"] & (histories.groups["year"] == year)]
    assert int(moved["size"].sum()) == of_year("transfers_in", year)
    assert not moved["repeat"].any()
    assert moved["size"].max() <= 3


def test_in_the_first_year_every_earlier_plan_is_outside_the_files(histories):
    first = histories.groups[histories.groups["year"] == YEARS[0]]
    assert (first["follows"] == -1).all()
    assert first["repeat"].any()


@pytest.mark.parametrize(
    ("after", "expected"),
    [(720, 720), (721, 721), (722, 750), (731, 759), (740, 768), (741, 741), (742, 742)],
)
def test_an_end_within_nine_days_of_two_years_is_moved_four_weeks(after, expected):
    """Started on 2 June 2010: the year's end is far, so that the move is later."""
    started = np.array([number(2010, 6, 2)])
    assert (_away_from_two_years(started + after, started) - started).tolist() == [expected]


def test_it_is_moved_earlier_where_four_weeks_later_would_be_another_year():
    """Started on 15 March 2010: two years later is 15 March 2012, and four weeks after that is in April."""
    started = np.array([number(2010, 3, 15)])
    assert (_away_from_two_years(started + 731, started) - started).tolist() == [731 - 28]
