"""Referrals of every child."""

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.example.days import NEVER, working_days, year_bounds
from turncurve.example.exact import SIBLINGS, allot
from turncurve.example.referrals import OTHER_FAMILIES, Families, _take, families
from turncurve.example.targets import YEARS, of_year, shape_of_year


def test_brothers_and_sisters_have_numbers_that_follow(rng):
    everyone = families(np.array([2, 3, 1]), rng=rng)
    assert isinstance(everyone, Families)
    assert everyone.first_child[:4].tolist() == [0, 2, 5, 6]
    assert everyone.sizes[:3].tolist() == [2, 3, 1]


@pytest.mark.parametrize("year", YEARS)
def test_each_month_has_its_number(lives, year):
    monthly = allot(of_year("referrals", year), shape_of_year("referrals", year))
    days = lives.episodes["referred_on"].to_numpy()
    inside = days[(days >= year_bounds(year)[0]) & (days <= year_bounds(year)[1])]
    months = inside.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    assert np.bincount(months - months.min()).tolist() == monthly.tolist()


@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_its_re_referrals(lives, year):
    inside = lives.episodes["referred_on"].between(*year_bounds(year))
    assert int((inside & (lives.episodes["gap"] <= 365)).sum()) == of_year("re_referrals", year)


def test_the_gap_is_the_days_since_the_childs_last_referral(lives):
    rows = lives.episodes.sort_values(["child", "referred_on"])
    before = rows.groupby("child")["referred_on"].shift()
    known = before.notna()
    assert (rows.loc[known, "gap"] == rows.loc[known, "referred_on"] - before[known]).all()
    assert (rows.loc[~known, "gap"] == NEVER).all()
    assert rows.groupby("child").size().max() + 4 > 5


def test_no_child_is_referred_twice_on_one_day_or_within_six_weeks(lives):
    assert lives.episodes["gap"].min() > 40


def test_referrals_come_on_working_days(lives):
    inside = lives.episodes["referred_on"] >= year_bounds(2010)[0]
    assert np.isin(lives.episodes.loc[inside, "referred_on"], working_days()).all()


def test_half_of_the_referred_children_come_with_a_brother_or_sister(lives):
    together = lives.episodes.groupby("event").size()
    assert 0.6 < (together[lives.episodes["event"]] > 1).mean() < 0.85


@pytest.mark.parametrize("year", YEARS)
def test_another_seed_has_each_months_number_and_each_years_re_referrals(other_lives, year):
    days = pd.Series(other_lives.episodes["referred_on"].to_numpy().astype("datetime64[D]").astype("datetime64[s]"))
    rows = other_lives.episodes[days.between(f"{year - 1}-04-01", f"{year}-03-31").to_numpy()]
    monthly = days[rows.index].dt.to_period("M").value_counts().sort_index()
    assert monthly.tolist() == allot(of_year("referrals", year), shape_of_year("referrals", year)).tolist()
    assert int((rows["gap"] <= 365).sum()) == of_year("re_referrals", year)


def test_whether_a_referral_is_within_12_months_hangs_on_no_definition(any_lives):
    assert not any_lives.episodes["gap"].between(361, 370).any()


def test_the_next_referral_is_the_one_whose_gap_counts_from_here(any_lives):
    rows = any_lives.episodes.sort_values(["child", "referred_on"])
    following = rows.groupby("child")["referred_on"].shift(-1)
    assert (rows["next_on"] == following.fillna(NEVER)).all()
    assert (rows["next_on"] > rows["referred_on"]).all()


def test_a_referral_of_a_family_names_its_children_in_their_order_from_the_first(any_lives):
    first_child = any_lives.children.reset_index(names="child").groupby("family")["child"].min()
    members = any_lives.episodes["child"] - any_lives.episodes["family"].map(first_child)
    together = members.groupby(any_lives.episodes["event"])
    assert (together.min() == 0).all()
    assert (together.max() == together.size() - 1).all()
    sizes = any_lives.children.groupby("family").size()
    assert (together.size() <= any_lives.episodes.groupby("event")["family"].first().map(sizes)).all()


def test_other_families_are_as_large_as_sibling_groups_are(rng):
    """Half have one child, about a quarter two: drawn once for some 14,500 families."""
    everyone = families(np.array([2, 3]), rng=rng)
    others = everyone.sizes[2:]
    assert len(others) == OTHER_FAMILIES
    shares = [float(np.mean(others == size)) for size in range(1, 6)]
    assert shares == pytest.approx(SIBLINGS, abs=0.02)
    assert everyone.first_child[-1] + everyone.sizes[-1] == everyone.sizes.sum()


SIZES = np.array([2, 1, 3, 2])


@pytest.mark.parametrize("total", range(1, 9))
def test_families_are_taken_until_they_hold_the_number_and_the_last_is_cut_to_fit(rng, total):
    found = _take(np.arange(4), SIZES, total, rng=rng)
    family, taken = found[:, 0], found[:, 1]
    assert taken.sum() == total
    assert len(set(family.tolist())) == len(family)
    assert (taken[:-1] == SIZES[family[:-1]]).all()
    assert 1 <= taken[-1] <= SIZES[family[-1]]


def test_nothing_is_taken_for_none(rng):
    assert _take(np.arange(4), SIZES, 0, rng=rng).shape == (0, 2)


@pytest.mark.parametrize("total", [-1, 9])
def test_more_children_than_there_are_or_fewer_than_none_are_refused(rng, total):
    with pytest.raises(TurnCurveError, match="referrals cannot be met"):
        _take(np.arange(4), SIZES, total, rng=rng)
    assert SIZES.tolist() == [2, 1, 3, 2]


def test_families_of_cases_are_left_out_of_the_filling_up(any_lives):
    """A case's family is never referred again by chance: what its referrals are, its plans and care say."""
    rows = any_lives.episodes.drop_duplicates("event")
    both = rows.groupby("family")["of_case"].nunique()
    assert (both == 1).all()
    assert 0.05 < rows["of_case"].mean() < 0.2
