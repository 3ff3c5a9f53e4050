"""Referrals of every child."""

import numpy as np
import pytest

from turncurve.example.days import NEVER, working_days, year_bounds
from turncurve.example.exact import allot
from turncurve.example.referrals import Families, families
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
