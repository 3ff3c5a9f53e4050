"""A Board's pack: which actions are shown and in which order, what lies ahead, and which measure is charted."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import AGREED, AS_AT, FIGURES, LAST_TIME, NOW, PLAN, part, promised
from turncurve.analyses.answer import Answer
from turncurve.analyses.overviews import board_pack
from turncurve.analyses.overviews.board_pack import ActionLog, ForwardPlan, NoChart, Risks, charted
from turncurve.analyses.plan_items import Meeting, Risk
from turncurve.tables.records import Records

DONE = {"done_on": LAST_TIME + dt.timedelta(days=1), "evidence": "the log"}


def with_plan(kind, **changes):
    return part(kind, position=replace(NOW, plan=replace(PLAN, **changes)))


def log(*promises):
    return with_plan(ActionLog, promises=promises)


def test_open_actions_stand_before_those_done_and_the_worst_first():
    found = log(
        promised("A1", **DONE),
        promised("A2"),
        promised("A3", due=dt.date(2013, 1, 31)),
        promised("A4", slip=AGREED, due=dt.date(2013, 1, 31)),
    )
    assert [each.item.id for each in found.actions] == ["A3", "A4", "A2", "A1"]


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, False), (1, True)])
def test_what_was_done_before_the_last_time_is_left_out_and_counted(days, shown):
    done = promised("A1", done_on=LAST_TIME + dt.timedelta(days=days), evidence="the log")
    found = log(done, promised("A2"))
    assert ("A1" in [each.item.id for each in found.actions]) is shown
    assert found.done_before == (not shown)


def test_milestones_are_no_actions():
    assert log(promised("S1", kind="milestone")).actions == ()


def test_the_gravest_risk_stands_first():
    risks = tuple(Risk(name, "N01", "x", *grades) for name, grades in (("K1", (2, 2)), ("K2", (3, 5)), ("K3", (5, 3))))
    assert [each.id for each in with_plan(Risks, risks=risks).gravest_first] == ["K2", "K3", "K1"]


def ahead(*promises, meetings=(), measures=()):
    return with_plan(ForwardPlan, promises=promises, meetings=meetings, measures=measures).ahead


@pytest.mark.parametrize(("days", "shown"), [(0, False), (1, True), (84, True), (85, False)])
def test_the_forward_plan_goes_twelve_weeks_ahead(days, shown):
    due = AS_AT + dt.timedelta(days=days)
    assert bool(ahead(promised("A1", due=due))) is shown


def test_what_is_done_is_not_ahead():
    assert ahead(promised("A1", due=dt.date(2013, 4, 30), **DONE)) == ()


def test_a_later_date_counts_where_the_board_agreed():
    slip = replace(AGREED, to=dt.date(2013, 5, 31))
    (found,) = ahead(promised("A1", due=dt.date(2013, 1, 31), slip=slip))
    assert (found.on, found.status, found.kind) == (slip.to, "at risk", "action")


def test_meetings_and_measures_stand_among_the_rest_in_order_of_time():
    found = ahead(
        promised("A1", "Publish", due=dt.date(2013, 5, 31)),
        meetings=(
            Meeting("B6", "Board meeting", "2013-04", dt.date(2013, 4, 11)),
            Meeting("B7", "Board meeting", "2013-05"),
        ),
        measures=(replace(PLAN.measures[0], due=dt.date(2013, 4, 30)),),
    )
    assert [(each.on.day, each.what, each.kind) for each in found] == [
        (11, "Board meeting", "meeting"),
        (30, "Assessments finished within the time allowed", "measure"),
        (31, "A1 Publish", "action"),
    ]


@pytest.fixture
def records(monkeypatch):
    """Return records whose position is the made one; a chart gives the name of what it is of."""
    monkeypatch.setattr(board_pack, "report", lambda records, kind, **more: part(kind))
    monkeypatch.setattr(board_pack, "special_causes", lambda records, name: name)
    return Records("exampleshire", AS_AT)


def test_the_measure_that_stands_worst_is_charted_first(records):
    assert charted(records, rank=1) == "initial_conferences_within_15_working_days"
    assert charted(records, rank=2) == "assessments_on_time"


def test_what_is_open_on_a_date_is_not_charted_and_the_last_is_followed_by_none(records):
    assert charted(records, rank=3) == NoChart(3)


def test_no_chart_is_an_answer():
    assert isinstance(NoChart(3), Answer)
    assert NoChart(3).over(()) == NoChart(3)


@pytest.mark.parametrize("kind", [ActionLog, Risks, ForwardPlan])
def test_each_part_rests_on_the_figures_of_the_plan(kind):
    assert part(kind).figures == FIGURES
    assert part(kind).over(FIGURES) == part(kind)
