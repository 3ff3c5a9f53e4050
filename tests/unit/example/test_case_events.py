"""The invented event log."""

from itertools import pairwise

import pandas as pd
import pytest

from turncurve.example.allocations import queue
from turncurve.example.case_events import FIRST, case_events
from turncurve.example.contacts import CONCERNS
from turncurve.example.days import LAST_DAY
from turncurve.tables.case_events import ACTIVITIES


@pytest.fixture(scope="module")
def held(lives):
    """Return who waited for a worker."""
    return queue(lives.episodes, lives.assessments, seed=2013)


@pytest.fixture(scope="module")
def events(lives, held):
    """Return the log of the example's own seed."""
    return case_events(lives.contacts, held.cases, lives.assessments, seed=2013)


def test_every_concern_of_the_half_year_is_a_case_that_begins_with_its_contact(events, lives):
    concerns = lives.contacts[lives.contacts["reason"].isin(CONCERNS)]
    assert events["case"].nunique() == concerns["received_on"].between(FIRST, LAST_DAY).sum()
    assert (events.groupby("case")["activity"].first() == "contact").all()


def test_each_step_is_first_done_after_those_that_it_follows(events):
    first = events.groupby(["case", "activity"])["started"].min().reset_index()
    first = first.pivot_table(index="case", columns="activity", values="started")
    for earlier, later in pairwise(ACTIVITIES):
        assert not (first[later] < first[earlier]).any()


def test_no_step_ends_before_it_begins_nor_is_anything_known_of_after_the_last_day(events):
    ended = events["ended"] >= 0
    assert (events.loc[ended, "ended"] > events.loc[ended, "started"]).all()
    assert events[["started", "ended"]].max().max() < (LAST_DAY + 1) * 1440
    assert set(events.loc[~ended, "activity"]) == {"assessment"}


def test_work_is_done_twice_sent_back_and_handed_on(events):
    times = pd.crosstab(events["case"], events["activity"])
    assert 0.2 < (times["contact"] > 1).mean() < 0.3
    assert 0.05 < (times["referral"] > 1).sum() / (times["referral"] > 0).sum() < 0.2
    assert (pd.crosstab(events["case"], events["team"]) > 0).sum(axis=1).gt(1).mean() > 0.4


def test_allocations_are_those_of_the_allocation_return(events, held):
    given = held.cases[held.cases["allocated_at"] >= FIRST * 1440]
    assert set(events.loc[events["activity"] == "allocation", "team"]) <= set(given["team"])
    assert 0 < (events["activity"] == "allocation").sum() <= len(given)


def test_the_same_seed_gives_the_same_log_and_another_another(events, held, lives):
    again = case_events(lives.contacts, held.cases, lives.assessments, seed=2013)
    pd.testing.assert_frame_equal(again, events)
    assert not case_events(lives.contacts, held.cases, lives.assessments, seed=7).equals(events)


def test_nothing_stands_at_midnight_which_would_mean_that_no_time_is_known(events):
    assert (events["started"] % 1440 != 0).all()
    assert (events.loc[events["ended"] >= 0, "ended"] % 1440 != 0).all()
