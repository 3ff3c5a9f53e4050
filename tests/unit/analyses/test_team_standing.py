"""Which team is warned, or over its limit, without its record of earlier warnings."""

import datetime as dt

import pytest

from tests.support.kept_teams import START, WEEK, flow, held, rota
from tests.support.queued_council import AS_AT, queued_records
from turncurve.analyses.questions.backlog_ahead import backlog_ahead
from turncurve.analyses.team_queues import team_queues
from turncurve.analyses.team_standing import CALM, OVER, STANDING, standing_of, teams_standing
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """Return the records of the council of two teams."""
    with queued_records(tmp_path_factory.mktemp("project")) as records:
        yield records


def test_each_team_stands_as_the_forecast_with_its_whole_record_says(records):
    told = {each.team: (each.state, each.since, each.chance) for each in backlog_ahead(records).teams}
    alone = teams_standing(Records("queueshire", AS_AT)).teams
    assert {each.team: (each.state, each.since, each.chance) for each in alone} == told
    assert {each.team: each.state for each in alone} == {"North": CALM, "South": STANDING}
    assert all(each.weeks[-1] == AS_AT for each in alone)


def test_a_queue_over_its_limit_is_that_and_not_warned_of(records):
    south = next(each for each in team_queues(records, weeks_allowed=1.0) if each.team == "South")
    found = standing_of(south)
    over = south.history.queue > south.limits
    assert found.state == OVER
    assert over[south.weeks.index(found.since) :].all()
    assert not over[south.weeks.index(found.since) - 1]


def test_a_longer_limit_is_passed_later_or_less_surely(records):
    usual, stretched = (
        {each.team: each.chance for each in teams_standing(records, weeks_allowed=weeks).teams} for weeks in (2.0, 6.0)
    )
    assert stretched["South"] < usual["South"]


def test_it_is_told_once_a_page_and_without_reading_the_contact_log(records):
    once = Records("queueshire", AS_AT)
    assert teams_standing(once) is teams_standing(once)
    assert "contacts" not in once.read_so_far


def test_nothing_is_told_from_a_return_that_ends_before_the_last_whole_week(records):
    assert teams_standing(Records("queueshire", dt.date(2013, 4, 7))).teams == ()
    assert records.as_at == AS_AT


def test_a_team_without_half_a_year_of_its_own_or_without_recent_rows_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    stops = flow("E", taken=lambda week: 8 if week < 88 else 6, weeks=94)
    new = flow("F", weeks=8, first=START + 96 * WEEK)
    asked = held(tmp_path, [*stops, *new, *flow("S")], rota(" s ", weeks=104))
    assert [each.team for each in teams_standing(asked, weeks_allowed=3.0).teams] == ["S"]
