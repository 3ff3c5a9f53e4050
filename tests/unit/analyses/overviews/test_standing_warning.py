"""The early warning as a clause: how many teams are warned, by which day, and that the public is told no number."""

import datetime as dt
from dataclasses import replace

import pytest

from turncurve.analyses.measure_status import NOT_SHOWN_HERE
from turncurve.analyses.overviews import standing_warning as module
from turncurve.analyses.overviews.standing_warning import said_of, standing_warning
from turncurve.analyses.team_queues import WEEKS_ALLOWED
from turncurve.analyses.team_standing import CALM, OVER, STANDING, TeamsStanding, TeamStanding
from turncurve.errors import TurnCurveError
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)


def team(name, state=STANDING, *, since=dt.date(2013, 3, 3), chance=0.4) -> TeamStanding:
    return TeamStanding(name, state, since, chance, (dt.date(2013, 3, 31),))


NORTH, SOUTH = team("North", chance=0.83), team("South", OVER, since=dt.date(2013, 3, 17))
HIGHEST = ", the highest chance of a breach within 13 weeks being 83%"
EAST = team("East", CALM, since=None, chance=0.1)


@pytest.mark.parametrize(
    ("teams", "by", "said"),
    [
        ((), AS_AT, ""),
        ((EAST,), AS_AT, ""),
        ((NORTH, EAST), AS_AT, f"the early warning: 1 of 2 teams is warned of a backlog or has one{HIGHEST}"),
        ((NORTH, SOUTH, EAST), AS_AT, f"the early warning: 2 of 3 teams are warned of a backlog or have one{HIGHEST}"),
        ((NORTH, SOUTH), dt.date(2013, 3, 16), "the early warning: 1 of 2 teams is warned of a backlog or has one"),
        ((NORTH, SOUTH), dt.date(2013, 3, 2), ""),
    ],
)
def test_the_clause_counts_the_warnings_that_stood(teams, by, said):
    assert said_of(TeamsStanding(teams), by=by) == said


def test_records_are_asked_and_the_public_is_told_no_number(monkeypatch):
    monkeypatch.setattr(module, "teams_standing", lambda records: TeamsStanding((NORTH,)))
    records = Records("exampleshire", AS_AT)
    assert standing_warning(records, by=AS_AT).startswith("the early warning: 1 of 1 teams is warned")
    assert standing_warning(replace(records, audience="public"), by=AS_AT) == NOT_SHOWN_HERE
    assert not any(letter.isdigit() for letter in NOT_SHOWN_HERE)
    early = dt.date(2013, 3, 2)
    assert standing_warning(replace(records, audience="public"), by=early) == ""


def test_what_is_foretold_is_worked_out_once_for_the_days_and_parts_of_a_page(monkeypatch):
    asked = []

    def ahead(records, weeks_allowed):
        asked.append(weeks_allowed)
        return TeamsStanding((NORTH,))

    monkeypatch.setattr("turncurve.analyses.team_standing._teams_standing", ahead)
    records = Records("exampleshire", AS_AT)
    first = standing_warning(records, by=AS_AT)
    assert standing_warning(records, by=dt.date(2013, 3, 2)) == ""
    assert standing_warning(records, by=AS_AT) == first
    assert asked == [WEEKS_ALLOWED]


def test_where_no_backlog_can_be_counted_no_warning_stands(monkeypatch):
    def fail(records):
        raise TurnCurveError("not held")

    monkeypatch.setattr(module, "teams_standing", fail)
    assert standing_warning(Records("exampleshire", AS_AT), by=AS_AT) == ""
