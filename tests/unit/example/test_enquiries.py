"""Section 47 enquiries."""

import pandas as pd
import pytest

from turncurve.example.days import LAST_DAY, NEVER, year_bounds
from turncurve.example.enquiries import children_of
from turncurve.example.referrals import Families
from turncurve.example.targets import YEARS, of_year


def test_a_group_is_laid_out_child_by_child():
    everyone = Families(sizes=pd.Series([3, 2]).to_numpy(), first_child=pd.Series([0, 3]).to_numpy())
    groups = pd.DataFrame({"case": [1, 0], "size": [2, 1], "held_on": [10, 20]})
    found = children_of(groups, everyone)
    assert found[["child", "held_on"]].to_numpy().tolist() == [[3, 10], [4, 10], [0, 20]]


@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_its_number(lives, year):
    assert int(lives.enquiries["held_on"].between(*year_bounds(year)).sum()) == of_year("section_47", year)


def test_no_child_has_two_on_one_day(lives):
    assert not lives.enquiries.duplicated(["child", "held_on"]).any()


def test_every_enquiry_is_about_a_child_referred_before(lives):
    first = lives.episodes.groupby("child")["referred_on"].min()
    assert (lives.enquiries["child"].map(first) <= lives.enquiries["held_on"]).all()


def test_a_conference_was_needed_where_one_was_held(lives):
    held = lives.enquiries[lives.enquiries["conference_on"] < NEVER]
    assert not held["not_needed"].any()
    assert (held["conference_on"] > held["held_on"]).all()


def test_a_few_enquiries_of_the_last_days_are_not_yet_decided(lives):
    rows = lives.enquiries
    open_still = rows[~rows["not_needed"].astype(bool) & (rows["conference_on"] == NEVER)]
    assert 0 < len(open_still) < 40
    assert (open_still["held_on"] > LAST_DAY - 20).all()
