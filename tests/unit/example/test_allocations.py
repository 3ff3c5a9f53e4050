"""The invented queue of Exampleshire."""

import numpy as np
import pandas as pd
import pytest

from turncurve.example.allocations import FIRST_MONDAY, TEAMS, queue
from turncurve.example.days import LAST_DAY, NEVER


@pytest.fixture(scope="module")
def held(lives):
    """Return the queue of the example's own seed."""
    return queue(lives.episodes, lives.assessments, seed=2013)


def waiting(cases: pd.DataFrame, day: int) -> int:
    """Count who waits at the end of a day, the independent way: case by case."""
    ready = cases["ready_at"] // 1440 <= day
    gone = (cases["allocated_at"] >= 0) & (cases["allocated_at"] // 1440 <= day)
    return int((ready & ~gone).sum())


def test_nobody_is_allocated_before_being_ready_nor_ready_before_being_referred(held):
    given = held.cases[held.cases["allocated_at"] >= 0]
    assert (given["allocated_at"] > given["ready_at"]).all()
    assert (held.cases["ready_at"] // 1440 >= held.cases["referred_on"]).all()
    assert (given["ended_on"] > given["allocated_at"] // 1440).all()


def test_who_waits_has_no_worker_and_no_end(held):
    left = held.cases[held.cases["allocated_at"] < 0]
    assert len(left)
    assert (left["worker"] == "").all()
    assert (left["ended_on"] == NEVER).all()


def test_each_team_takes_who_came_first(held):
    for team in TEAMS:
        cases = held.cases[(held.cases["team"] == team) & (held.cases["allocated_at"] >= 0)]
        assert cases["allocated_at"].is_monotonic_increasing or (np.diff(cases["allocated_at"]) > -1440).all()


def test_a_backlog_of_2012_clears(held):
    cases = held.cases[held.cases["team"] == "Referral and assessment 1"]
    spring, autumn, winter = (
        waiting(cases, int(np.datetime64(day).astype(int))) for day in ("2012-03-31", "2012-08-31", "2012-12-31")
    )
    assert autumn > 150
    assert winter < 50
    assert spring < 75


def test_workers_who_take_cases_are_on_the_rota_of_that_week(held):
    given = held.cases[held.cases["allocated_at"] >= 0]
    week = FIRST_MONDAY + (given["allocated_at"] // 1440 - FIRST_MONDAY) // 7 * 7
    rota = set(zip(held.rota["worker"], held.rota["week"], strict=True))
    assert set(zip(given["worker"], week, strict=True)) <= rota


def test_no_worker_is_in_two_teams_and_no_week_is_too_long(held):
    assert len(held.rota[["worker", "team"]].drop_duplicates()) == held.rota["worker"].nunique()
    assert held.rota["days"].between(0, 5).all()
    assert (held.rota["known_on"] <= LAST_DAY).all()
    assert held.rota["week"].max() > LAST_DAY + 13 * 7


def test_the_same_seed_gives_the_same_queue_and_another_another(held, lives):
    again = queue(lives.episodes, lives.assessments, seed=2013)
    pd.testing.assert_frame_equal(again.cases, held.cases)
    assert not queue(lives.episodes, lives.assessments, seed=7).cases.equals(held.cases)


def test_every_assessment_of_the_time_needed_a_worker(held, lives):
    begun = lives.assessments["started_on"]
    core = (lives.assessments["kind"] == "core") & begun.between(FIRST_MONDAY, LAST_DAY)
    assert (held.cases["case_type"] == "core assessment").sum() == pytest.approx(core.sum(), rel=0.02)
