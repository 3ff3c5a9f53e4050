"""The invented workforce: about 120 posts in 8 teams, whose turnover and agency work fall after the notice."""

import numpy as np
import pytest

from turncurve.example.days import LAST_DAY, NEVER, number
from turncurve.example.workforce import MONTHS, TEAMS, TURNED, chance, month_start, staff


@pytest.fixture(scope="module", params=[2013, 7])
def everyone(request):
    return staff(request.param)


def test_the_months_run_from_april_2010_to_march_2013():
    assert month_start(0) == number(2010, 4, 1)
    assert month_start(9) == number(2011, 1, 1)
    assert month_start(TURNED) == number(2012, 10, 1)
    assert month_start(MONTHS) - 1 == LAST_DAY


def test_a_source_of_chance_goes_by_its_name_alone():
    one, two, other = (chance(2013, name).integers(0, 10**9) for name in ("a", "a", "b"))
    assert one == two != other


def test_there_are_120_posts_in_8_teams_and_a_manager_of_each(everyone):
    assert sum(TEAMS.values()) == 120
    assert (everyone.posts.groupby("stood_on")["posts"].sum() == 120).all()
    assert everyone.posts["stood_on"].nunique() == MONTHS
    managers = everyone.spells[everyone.spells["role"] == "Team manager"]
    assert sorted(managers["team"]) == sorted(TEAMS)


def test_a_post_is_held_by_one_employee_at_most_and_empty_posts_are_those_that_none_holds(everyone):
    for month in range(0, MONTHS, 5):
        day = month_start(month + 1) - 1
        there = everyone.at_work(day)
        employed = there[~there["agency"] & (there["role"] != "Team manager")].groupby("team").size()
        posts = everyone.posts[everyone.posts["stood_on"] == day].set_index("team")
        assert (employed.reindex(posts.index).fillna(0) + posts["vacant"] == posts["posts"]).all()


def test_nobody_is_in_two_posts_and_no_post_ends_before_it_began(everyone):
    spells = everyone.spells
    assert spells["worker"].is_unique
    assert (spells["ended_on"] > spells["started_on"]).all()
    assert (spells["qualified_on"] < spells["started_on"]).all()
    assert set(spells["share"]) <= {5, 6, 8, 10}


def test_turnover_and_agency_work_fall_after_the_notice(everyone):
    left = everyone.spells[~everyone.spells["agency"] & (everyone.spells["ended_on"] < NEVER)]["ended_on"]
    before = ((left >= month_start(TURNED - 12)) & (left < month_start(TURNED))).sum() / 12
    after = ((left >= month_start(TURNED)) & (left <= LAST_DAY)).sum() / (MONTHS - TURNED)
    assert after < before
    assert everyone.at_work(LAST_DAY)["agency"].sum() < everyone.at_work(month_start(TURNED) - 1)["agency"].sum()


def test_sickness_lies_inside_the_spell_and_no_two_spells_of_it_overlap(everyone):
    away = everyone.absences.merge(everyone.spells, on="worker", suffixes=("", "_post"))
    assert (away["started_on"] >= away["started_on_post"]).all()
    known = away["ended_on"] < NEVER
    assert (away.loc[known, "ended_on"] < away.loc[known, "ended_on_post"]).all()
    assert (away["ended_on"] >= away["started_on"]).all()
    ordered = away.sort_values(["worker", "started_on"])
    before = ordered.groupby("worker")["ended_on"].shift()
    assert not (ordered["started_on"] <= before).any()


def test_everyone_is_the_same_again_from_the_same_seed():
    one, two = staff(5), staff(5)
    assert one.spells.equals(two.spells)
    assert np.array_equal(one.absences, two.absences)
