"""Each team's queue, week by week."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.support import kept_teams
from tests.support.kept_teams import START, WEEK, flow, held, rota
from tests.support.queued_council import AS_AT, FULL_FROM, WEEKS, keep_queued_council
from turncurve.analyses.team_queues import ends_early, rota_alone, team_queues
from turncurve.errors import TurnCurveError
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


@pytest.fixture
def teams(tmp_path, monkeypatch):
    """Return a function that follows the teams of some rows."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda cases, rows=(), **when: team_queues(held(tmp_path, cases, rows, **when))


def growing(week):
    """Take on all that come, but for the last four weeks two fewer."""
    return 8 if week < kept_teams.WEEKS - 4 else 6


def test_a_rota_that_has_just_begun_does_not_silence_a_warning(teams):
    just = rota("G", weeks=15, first=START + (kept_teams.WEEKS - 2) * WEEK)
    (without,) = teams(flow("G", taken=growing))
    (begun,) = teams(flow("G", taken=growing), just)
    assert not begun.has_rota
    assert begun.forecast().chance == without.forecast().chance >= 0.4
    assert [each.lifted for each in begun.warned().warnings] == [None]


def test_a_rota_of_the_last_quarter_warns_as_a_whole_one_does(teams):
    quarter = rota("G", weeks=26, first=START + (kept_teams.WEEKS - 13) * WEEK)
    whole = rota("G", weeks=kept_teams.WEEKS + 13)
    (late,), (always,) = teams(flow("G", taken=growing), quarter), teams(flow("G", taken=growing), whole)
    assert late.has_rota
    assert late.forecast().chance == pytest.approx(always.forecast().chance)


def test_a_few_days_of_leave_ahead_are_no_alarm(teams):
    whole = rota("G", weeks=kept_teams.WEEKS)
    leave = rota("G", weeks=13, days=(3,), first=START + kept_teams.WEEKS * WEEK, known=START)
    (found,) = teams(flow("G"), [*whole, *leave])
    assert found.history.planned[-1].tolist() == [18.0] * 13
    assert found.forecast().chance < 0.4


def test_a_team_spelled_otherwise_on_the_rota_keeps_its_rota(teams):
    fewer = rota(" team  g", weeks=13, days=(1, 1, 0, 0), first=START + kept_teams.WEEKS * WEEK, known=START)
    rows = [*rota("TEAM G", weeks=kept_teams.WEEKS), *fewer]
    (found,) = teams([*flow("Team G"), *flow("team g ", weeks=1)], rows)
    assert (found.team, found.has_rota) == ("Team G", True)
    assert found.forecast().chance > 0.9


def test_a_new_team_is_judged_by_its_own_weeks(teams):
    new = flow("F", came=6, taken=lambda week: 6, weeks=8, first=START + (kept_teams.WEEKS - 8) * WEEK, waiting=4)
    found, steady = teams([*flow("S"), *new])
    assert (found.team, len(found.weeks), found.limit, found.size) == ("F", 8, 13, 4)
    assert (found.is_new, found.can_be_told) == (True, False)
    assert (steady.is_new, steady.can_be_told) == (False, True)


def test_a_team_whose_rows_end_early_is_followed_until_then(teams):
    stops = flow("E", taken=lambda week: 8 if week < 88 else 6, weeks=94)
    found, steady = teams([*stops, *flow("S")])
    assert found.weeks[-1] == dt.date(2013, 1, 20)
    assert found.ended == dt.date(2013, 1, 18)
    assert (found.can_be_told, steady.can_be_told) == (False, True)
    assert (found.limit, found.size) == (16, 14)


def test_an_extract_cut_on_a_monday_says_nothing_of_its_week(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    cases = [each for each in flow("G") if each["ready_at"] < pd.Timestamp("2013-03-26")]
    for each in cases:
        if each.get("allocated_at", START) >= pd.Timestamp("2013-03-26"):
            each["allocated_at"] = each["worker_key"] = None
    records = held(tmp_path, cases)
    assert ends_early(records) == dt.date(2013, 3, 25)
    assert team_queues(records)[0].weeks[-1] == dt.date(2013, 3, 24)
    assert ends_early(held(tmp_path, cases, as_at=dt.date(2013, 3, 30))) is None


def test_one_old_row_moves_nothing(teams):
    old = {"child_key": "old", "referred_on": "1995-01-05", "ready_at": "1995-01-05", "allocated_at": "1995-01-06"}
    (found,), (without,) = teams([*flow("G"), old | {"team": "G"}]), teams(flow("G"))
    assert found.weeks == without.weeks
    assert found.history.queue.tolist() == without.history.queue.tolist()
    assert found.limits.tolist() == without.limits.tolist()


def test_who_waited_before_a_teams_first_week_waits_in_it(teams):
    waits = {"child_key": "waits", "referred_on": "2010-01-05", "ready_at": "2010-01-05", "team": "G"}
    (found,), (without,) = teams([*flow("G"), waits]), teams(flow("G"))
    assert found.size == without.size + 1


def test_a_team_of_the_rota_without_cases_is_named_as_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = [*rota("g", weeks=9), *rota("Team H", weeks=9), *rota("team h", weeks=2, names="x")]
    assert rota_alone(held(tmp_path, flow("G"), rows)) == ("Team H",)
    assert rota_alone(held(tmp_path, flow("G"))) == ()


@pytest.mark.parametrize("weeks", [0.0, -2.0, 53.0, float("nan"), float("inf")])
def test_weeks_that_no_queue_can_be_allowed_are_refused(records, weeks):
    with pytest.raises(TurnCurveError, match="cannot be too long"):
        team_queues(records, weeks_allowed=weeks)
