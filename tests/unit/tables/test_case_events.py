"""The table of what was done on each case."""

import datetime as dt

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.reference.formats.specification import load
from turncurve.tables.case_events import ACTIVITIES, CaseEvents
from turncurve.tables.column import words_of
from turncurve.tables.records import cut


def step(**changes):
    """Return one step."""
    row = {
        "case_key": "a", "activity": "screening", "started_at": "2013-03-04 10:00", "ended_at": "2013-03-04 10:20",
        "team": "Duty desk",
    }  # fmt: skip
    return canonical("case_events", [row | changes])


@pytest.mark.parametrize("changes", [{}, {"ended_at": None}, {"team": None}])
def test_a_step_that_is_as_it_should_be_is_accepted(changes):
    assert len(CaseEvents.validate(step(**changes))) == 1


@pytest.mark.parametrize("changes", [{"case_key": None}, {"activity": None}, {"activity": "tea"}, {"started_at": None}])
def test_a_step_without_what_it_needs_is_refused(changes):
    with pytest.raises(pandera.errors.SchemaErrors):
        CaseEvents.validate(step(**changes), lazy=True)


def test_the_steps_are_those_of_the_template():
    assert list(load("event_log").table("events").column("Activity").codes.values()) == ACTIVITIES


def test_there_is_no_room_for_a_person():
    words = words_of(CaseEvents)
    assert not any(each["sensitivity"] == "staff" for each in words.values())
    assert "never a person" in words["team"]["description"]


def test_a_step_still_under_way_on_the_reports_date_is_open():
    rows = cut("case_events", step(ended_at="2013-03-06 09:00"), as_at=dt.date(2013, 3, 5))
    assert len(rows) == 1
    assert rows["ended_at"].isna().all()
    assert cut("case_events", step(), as_at=dt.date(2013, 3, 3)).empty
