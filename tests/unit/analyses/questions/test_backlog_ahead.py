"""Is a backlog of unallocated cases coming?"""

import datetime as dt

import pytest

from tests.support.kept_teams import START, WEEK, flow, held, rota
from tests.support.queued_council import AS_AT, queued_records
from turncurve.analyses.questions.backlog_ahead import CALM, NOT_TOLD, STANDING, backlog_ahead, most_pressing
from turncurve.tables.records import Records


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """Return the records of the council of two teams."""
    with queued_records(tmp_path_factory.mktemp("project")) as records:
        yield records


def test_the_team_that_falls_behind_is_warned_and_comes_first(records):
    south, north = backlog_ahead(records).teams
    assert (south.team, south.state) == ("South", STANDING)
    assert (north.team, north.state) == ("North", CALM)
    assert south.chance > 0.9
    assert north.chance < 0.4
    assert backlog_ahead(records).warned == (south,)
    assert backlog_ahead(records).over_limit == ()


def test_the_breach_is_dated_and_the_help_is_told(records):
    south = backlog_ahead(records).teams[0]
    # 16 wait at a limit of 16, and two more come each week than are taken on.
    assert south.breach_by == dt.date(2013, 4, 7)
    assert south.since < AS_AT
    assert south.size == south.limit == 16
    assert south.too_late or south.needed.cases >= 1


def test_waits_and_ranges_are_told_for_every_week(records):
    south = backlog_ahead(records).teams[0]
    assert len(south.ahead) == len(south.expected) == 13
    assert all(low <= middle <= high for low, middle, high in zip(south.low, south.expected, south.high, strict=True))
    assert [len(each) for each in south.waits] == [3] * 4
    assert south.waits[3][0] > south.waits[0][0] >= 2


def test_what_is_worked_out_once_is_not_worked_out_again(records):
    assert backlog_ahead(records) is backlog_ahead(records)


def test_over_other_figures_nothing_is_foretold(records):
    found = backlog_ahead(records)
    assert found.over(found.figures).teams == ()
    assert found.over(found.figures).reason == NOT_TOLD
    one = most_pressing(records)
    assert one.outlook.team == "South"
    assert one.over(one.figures).outlook is None
    assert one.over(one.figures).reason == NOT_TOLD


def test_there_are_only_so_many_teams(records):
    assert most_pressing(records, rank=2).outlook.team == "North"
    assert "not so many teams" in most_pressing(records, rank=3).reason


def test_a_longer_limit_is_passed_later_or_less_surely(records):
    stretched = backlog_ahead(records, weeks_allowed=6.0)
    south = next(each for each in stretched.teams if each.team == "South")
    assert south.limit == 48
    assert south.chance < backlog_ahead(records).teams[0].chance


def test_nothing_is_foretold_from_a_return_that_ends_before_the_last_whole_week(records):
    found = backlog_ahead(Records("queueshire", dt.date(2013, 4, 7)))
    assert found.teams == ()
    assert found.reason == "the allocation return ends on 28 March 2013 and says nothing of the last whole week"
    assert most_pressing(Records("queueshire", dt.date(2013, 4, 7))).reason == found.reason
    assert records.as_at == AS_AT


def test_teams_of_which_nothing_can_be_foretold_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    stops = flow("E", taken=lambda week: 8 if week < 88 else 6, weeks=94)
    new = flow("F", weeks=8, first=START + 96 * WEEK)
    asked = held(tmp_path, [*stops, *new, *flow("S")], rota(" s ", weeks=104))
    found = backlog_ahead(asked, weeks_allowed=3.0)
    assert [each.team for each in found.teams] == ["S"]
    assert [said.split(":")[0] for said in found.untold] == [
        "No warning can be given of E",
        "No warning can be given of F, with 2 cases waiting",
    ]
    assert found.missed == 1
    assert [said.split(" is ")[0] for said in found.remarks] == ["E", "F"]
    assert found.weeks_allowed == most_pressing(asked, weeks_allowed=3.0).weeks_allowed == 3.0
    hidden = found.over(found.figures)
    assert (hidden.untold, hidden.remarks, hidden.missed, hidden.weeks_allowed) == ((), (), 0, 3.0)


def test_for_the_public_nothing_is_worked_out_that_they_may_not_read(records):
    public = Records("queueshire", AS_AT, audience="public")
    told = backlog_ahead(records)
    assert backlog_ahead(public) == told.over(told.figures)
    one = most_pressing(records)
    assert most_pressing(public) == one.over(one.figures)
