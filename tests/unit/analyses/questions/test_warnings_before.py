"""What was done about earlier backlogs."""

import datetime as dt

import pytest

from tests.support.queued_council import AS_AT, keep_queued_council
from turncurve.analyses.questions.warnings_before import warnings_before
from turncurve.tables.backlog_actions import BacklogAction, BacklogActions, keep
from turncurve.tables.records import Records

OWNER = "Head of referral and assessment"


def action(day, team="South", what="A rota"):
    return BacklogAction(dt.date.fromisoformat(day), what, "Head of service", team)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Keep the council of two teams, of which the second is over a limit of a week's arrivals in March 2013."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCURVE_ROOT", str(root))
        yield keep_queued_council(root)


@pytest.fixture
def asked(folder):
    """Return a function that asks, after the council has written some actions."""

    def ask(*actions, as_at=AS_AT):
        keep(BacklogActions(OWNER, actions), folder=folder)
        return warnings_before(Records("queueshire", as_at), weeks_allowed=1.0)

    return ask


def test_the_team_that_was_over_its_limit_is_told_with_its_weeks(asked):
    found = asked()
    (south,) = found.backlogs
    assert (south.team, south.most, south.is_over, south.actions) == ("South", 16, False, ())
    assert south.from_week < south.until_week == dt.date(2013, 3, 31)
    assert found.owner == OWNER
    assert south.warned is None or south.warned < south.from_week


def test_what_was_done_for_the_team_or_for_all_about_the_time_is_told(asked):
    theirs, all_teams = action("2013-03-18", team=" SOUTH"), action("2013-03-19", team="", what="A letter")
    (south,) = asked(theirs, all_teams).backlogs
    assert [each.what for each in south.actions] == ["A rota", "A letter"]


@pytest.mark.parametrize(("day", "team"), [("2013-03-18", "North"), ("2012-01-05", "South"), ("2014-06-01", "South")])
def test_what_was_done_for_others_long_before_or_after_the_report_is_not(asked, day, team):
    (south,) = asked(action(day, team)).backlogs
    assert south.actions == ()


def test_before_the_queue_grew_there_was_no_backlog(asked):
    assert asked(as_at=dt.date(2013, 1, 20)).backlogs == ()


def test_over_other_figures_no_team_is_told(asked):
    found = asked(action("2013-03-18"))
    over = found.over(found.figures)
    assert (over.backlogs, over.told) == ((), False)


def test_for_the_public_no_team_is_followed(asked):
    told = asked()
    public = warnings_before(Records("queueshire", AS_AT, audience="public"), weeks_allowed=1.0)
    assert public == told.over(told.figures)
