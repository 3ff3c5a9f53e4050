"""What a reader is shown of earlier backlogs."""

import datetime as dt

import pytest

from tests.support.queued_council import AS_AT, keep_queued_council
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.warnings_before import BacklogBefore, warnings_before
from turncurve.present.warnings_before import NO_OWNER, NOT_SHOWN, NOT_TOLD, NOTHING
from turncurve.tables.backlog_actions import BacklogAction, BacklogActions, keep
from turncurve.tables.records import Records

DONE = BacklogAction(dt.date(2013, 3, 18), "Agency workers came", "Head of service", "South", "It fell")


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Return a function that asks, after the council has written some words."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = keep_queued_council(tmp_path)

    def ask(words):
        keep(words, folder=folder)
        return warnings_before(Records("queueshire", AS_AT), weeks_allowed=1.0)

    return ask


def test_managers_see_what_was_done_by_whom_and_what_followed(asked):
    exhibit = restricted(asked(BacklogActions("Head of referral and assessment", (DONE,))))
    assert column(exhibit, "Team") == ("South",)
    assert column(exhibit, "What was done") == ("18 Mar 2013: Agency workers came",)
    assert column(exhibit, "By whom") == ("Head of service",)
    assert column(exhibit, "What followed") == ("It fell",)
    assert column(exhibit, "Until") == ("it lasts",)
    assert "On a warning the head of referral and assessment acts." in exhibit.sentence
    assert "what was done is recorded of 1" in exhibit.sentence
    assert exhibit.missing == ()


def test_where_nothing_is_written_it_is_said_and_the_page_is_a_draft(asked):
    exhibit = restricted(asked(BacklogActions()))
    assert column(exhibit, "What was done") == (NOTHING,)
    assert exhibit.missing == (NO_OWNER,)


def test_a_backlog_that_was_warned_of_and_ended_has_both_days(asked):
    from dataclasses import replace

    found = asked(BacklogActions("Head", ()))
    past = BacklogBefore(
        "North", dt.date(2012, 5, 6), dt.date(2012, 8, 5), 30, warned=dt.date(2012, 4, 1), is_over=True, actions=()
    )
    exhibit = restricted(replace(found, backlogs=(past,)))
    assert exhibit.rows[0][:5] == ("North", "6 May 2012", "5 Aug 2012", "30", "1 Apr 2012")
    none = restricted(replace(found, backlogs=()))
    assert "No team has been over its limit" in none.sentence


def test_the_public_is_told_of_no_team_and_of_no_action(asked):
    exhibit = public(asked(BacklogActions("Head of referral and assessment", (DONE,))))
    assert (exhibit.title, exhibit.sentence) == (NOT_SHOWN, NOT_TOLD)
    assert "South" not in everything(exhibit)
    assert "Agency workers" not in everything(exhibit)
