"""Each team's queue, week by week."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.support.queued_council import AS_AT, FULL_FROM, WEEKS, keep_queued_council
from turncurve.analyses.team_queues import ends_early, team_queues
from turncurve.tables import store
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return a project with the council's records."""
    made = tmp_path_factory.mktemp("project")
    keep_queued_council(made)
    return made


@pytest.fixture
def records(root, monkeypatch):
    """Return the council's records."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    return Records("queueshire", AS_AT)


def test_each_team_has_its_weeks_to_the_last_whole_one(records):
    north, south = team_queues(records)
    assert (north.team, south.team) == ("North", "South")
    assert len(north.weeks) == WEEKS
    assert north.weeks[-1] == dt.date(2013, 3, 31)
    assert north.ahead()[0] == dt.date(2013, 4, 7)


def test_what_waits_is_what_came_and_was_not_taken_on(records):
    north, south = team_queues(records)
    assert north.size == 0
    assert south.history.queue[FULL_FROM - 1] == 0
    assert south.size == 2 * (WEEKS - FULL_FROM)
    assert south.history.arrivals.tolist() == [8] * WEEKS


def test_the_limit_is_what_comes_in_two_weeks(records):
    assert [each.limit for each in team_queues(records)] == [16, 16]
    assert [each.limit for each in team_queues(records, weeks_allowed=3)] == [24, 24]


def test_the_rota_is_what_it_was_at_each_weeks_end(records):
    north, south = team_queues(records)
    assert north.has_rota
    assert set(north.history.available) == {20}
    assert south.history.available[-1] == 15
    # The loss was known 100 days, 14 weeks and 2 days, before its week.
    assert south.history.planned[FULL_FROM - 10, 9 - 0] == 15
    assert south.history.planned[FULL_FROM - 10, 8] == 20
    assert (np.asarray(north.history.planned[:-1]) == 20).all()


def test_without_a_rota_teams_are_followed_all_the_same(tmp_path, monkeypatch):
    keep_queued_council(tmp_path, rota=False)
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = team_queues(Records("queueshire", AS_AT))
    assert [each.has_rota for each in found] == [False, False]
    assert found[1].size == 16


def test_nothing_after_the_reports_date_is_used(root, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    earlier = team_queues(Records("queueshire", dt.date(2013, 1, 27)))
    assert earlier[0].weeks[-1] == dt.date(2013, 1, 27)
    assert earlier[1].size == 0


@pytest.mark.parametrize("day", [dt.date(2011, 10, 1), dt.date(2012, 1, 1)])
def test_too_short_a_history_gives_no_queue(root, monkeypatch, day):
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    assert team_queues(Records("queueshire", day)) == ()


def test_a_team_that_cannot_take_on_what_comes_was_warned_of(records):
    _, south = team_queues(records)
    assert south.warned().warnings
    assert south.forecast().chance > 0.9


def test_weeks_without_data_are_not_weeks_in_which_nothing_came(root, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    late = team_queues(Records("queueshire", dt.date(2014, 12, 31)))
    assert [each.weeks[-1] for each in late] == [dt.date(2013, 3, 31)] * 2
    assert [each.limit for each in late] == [16, 16]


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        (dt.date(2013, 3, 31), None),
        (dt.date(2013, 4, 6), None),
        (dt.date(2013, 4, 7), dt.date(2013, 3, 28)),
        (dt.date(2014, 12, 31), dt.date(2013, 3, 28)),
        (dt.date(2011, 1, 1), None),
    ],
)
def test_a_return_ends_early_where_the_last_whole_week_is_not_in_it(root, monkeypatch, day, ended):
    monkeypatch.setenv("TURNCURVE_ROOT", str(root))
    assert ends_early(Records("queueshire", day)) == ended


def test_a_worker_who_moves_is_at_work_in_the_new_team_alone(tmp_path, monkeypatch):
    folder = keep_queued_council(tmp_path)
    rota = store.read("availability", folder=folder)
    week = rota[(rota["worker_key"] == "North-3") & (rota["week_starting"] == rota["week_starting"].min())]
    known = week["week_starting"] - pd.Timedelta(days=3)
    moved = pd.concat([rota, week.assign(team="South", known_on=known, days_available=4)], ignore_index=True)
    store.write("availability", moved, folder=folder, sources={"a.csv": "cd" * 32}, counts={"read": len(moved)})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    north, south = team_queues(Records("queueshire", AS_AT))
    assert north.history.available[:2].tolist() == [15, 20]
    assert south.history.available[:2].tolist() == [24, 20]
