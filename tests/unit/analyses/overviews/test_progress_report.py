"""The parts of the progress report rest on one set of figures, and are worked out anew from what may be shown."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import AGREED, AIM, AS_AT, FIGURES, LAST_TIME, NOW, PLAN, by_quarter, part
from turncurve.analyses.answer import Answer
from turncurve.analyses.measure_status import NOT_SHOWN_HERE
from turncurve.analyses.overviews import progress_report
from turncurve.analyses.overviews.progress_report import (
    Asked,
    Chair,
    Changes,
    Dates,
    Findings,
    Lacking,
    Measures,
    NotAchieved,
    OffTrack,
    Overall,
    Promises,
    Requirements,
    report,
)
from turncurve.analyses.plan_items import Finding, Meeting
from turncurve.errors import NoRecordsError, TurnCurveError
from turncurve.tables.records import Records

PARTS = (
    Overall, OffTrack, Changes, Asked, Chair, Requirements, Measures, NotAchieved, Dates, Promises, Findings, Lacking,
)  # fmt: skip


@pytest.fixture
def records(monkeypatch):
    """Return records whose plan is the made one, in two editions, and whose figures are the made ones."""
    held = {each.definition.id: each for each in FIGURES}

    def planned(records, *, by=None):
        return PLAN if by is None or by >= PLAN.plan_on else None if by.year < 2012 else replace(PLAN, plan_on=by)

    def measured(records, name, *, grain):
        assert grain in {"quarter", "year"}
        if name not in held or grain == "year":
            raise TurnCurveError("not held")
        return held[name]

    monkeypatch.setattr(progress_report, "plan_of", planned)
    monkeypatch.setattr(progress_report.series, "measured", measured)
    monkeypatch.setattr(progress_report, "standing_warning", lambda _, *, by: f"a warning stood on {by}")
    return Records("exampleshire", AS_AT)


@pytest.mark.parametrize("kind", PARTS)
def test_every_part_is_an_answer_over_the_same_figures(kind):
    answer = part(kind)
    assert isinstance(answer, Answer)
    assert answer.figures == FIGURES
    assert answer.over(FIGURES) == answer


@pytest.mark.parametrize("kind", PARTS)
def test_other_figures_reach_the_position_of_last_time_too(kind):
    shown = (by_quarter("assessments_on_time", [None] * 16), *FIGURES[1:])
    answer = part(kind).over(shown)
    assert answer.figures == shown
    assert answer.before.figures == shown
    assert type(answer) is kind


def test_without_a_plan_of_last_time_nothing_is_compared():
    alone = part(Changes, before=None)
    assert alone.changed == ()
    assert alone.over(FIGURES).before is None
    assert part(Dates, before=None).revised == ()
    assert part(Promises, before=None).promised == ()


@pytest.mark.parametrize(
    ("as_at", "number"), [(dt.date(2013, 2, 28), None), (AS_AT, "R1"), (dt.date(2013, 6, 30), "R1"), (AIM, "R2")]
)
def test_the_meeting_is_that_of_the_month_or_the_last_before_it(as_at, number):
    later = Meeting("R2", "information to ministers", "2013-09")
    position = replace(NOW, plan=replace(PLAN, meetings=(*PLAN.meetings, later)), as_at=as_at)
    meeting = part(Chair, position=position).meeting
    assert (meeting.id if meeting else None) == number


def test_the_meeting_is_one_of_the_occasion():
    assert part(Chair, occasion="Board meeting").meeting.id == "B1"
    assert part(Chair, occasion="department review").meeting is None


def test_a_boards_pack_is_for_the_meeting_that_comes_next():
    coming = (
        Meeting("B2", "Board meeting", "2013-04", dt.date(2013, 4, 11)),
        Meeting("B3", "Board meeting", "2013-05"),
    )
    position = replace(NOW, plan=replace(PLAN, meetings=(*PLAN.meetings, *coming)))
    assert part(Chair, occasion="Board meeting", position=position).meeting.id == "B2"


def test_for_a_board_the_last_time_was_its_last_meeting(records):
    assert report(records, Changes, occasion="Board meeting").since == dt.date(2013, 2, 15)
    assert report(records, Changes, occasion="department review").since == LAST_TIME


def test_themes_choose_the_requirements():
    assert [each.item.id for each in part(Requirements, theme="adoption").standings] == ["N12"]
    assert len(part(Measures).standings) == 5


def test_findings_stand_with_the_objective_that_answers():
    findings = (Finding("F1", "inspection", "See children alone", "O1"), Finding("F2", "diagnostic", "Recruit", ""))
    answered = part(Findings, position=replace(NOW, plan=replace(PLAN, findings=findings))).answered
    assert [standing and standing.item.id for _, standing in answered] == ["O1", None]


def test_a_report_measures_each_indicator_once_and_in_order(records):
    answer = report(records, Overall)
    assert [each.definition.id for each in answer.figures] == sorted(each.definition.id for each in FIGURES)
    assert report(records, Changes).position is answer.position


def test_the_last_two_years_stand_after_all_that_is_measured_by_quarters(records, monkeypatch):
    quarters = progress_report.series.measured

    def measured(records, name, *, grain):
        held = quarters(records, name, grain="quarter")
        return held.coarser() if grain == "year" else held

    monkeypatch.setattr(progress_report.series, "measured", measured)
    answer = report(records, Overall)
    first, years = answer.figures[: len(FIGURES)], answer.figures[len(FIGURES) :]
    assert [each.definition.id for each in first] == sorted(each.definition.id for each in FIGURES)
    by_quarter = [each for each in first if each.definition.window != "point" and each.grain() == "quarter"]
    assert by_quarter
    assert [each.definition.id for each in years] == [each.definition.id for each in by_quarter]
    for quarterly, yearly in zip(by_quarter, years, strict=True):
        assert yearly.measurements == quarterly.coarser().measurements[-2:]
    # Where nothing is hidden the quarters say all that the years do.
    both, alone = (answer.over(held).position.requirements for held in (answer.figures, first))
    assert [each.judgement for each in both] == [each.judgement for each in alone]


def test_the_last_time_is_three_months_before(records):
    answer = report(records, Changes)
    assert answer.since == LAST_TIME
    assert answer.before.as_at == LAST_TIME


def test_another_last_time_can_be_asked_for(records):
    assert report(records, Changes, since="2012-09-30").before.as_at == dt.date(2012, 9, 30)
    assert report(records, Changes, since="2011-09-30").before is None


@pytest.mark.parametrize("since", ["yesterday", "2013-03-31", "2014-01-01"])
def test_what_is_no_earlier_date_is_refused(records, since):
    with pytest.raises(TurnCurveError):
        report(records, Changes, since=since)


def test_an_indicator_that_cannot_be_measured_has_no_figures(records, monkeypatch):
    extra = replace(PLAN.measures[0], id="M9", indicator="adoption_a1")
    plan = replace(PLAN, measures=(*PLAN.measures, extra))
    monkeypatch.setattr(progress_report, "plan_of", lambda records, *, by=None: plan)
    answer = report(records, Measures)
    assert len(answer.figures) == len(FIGURES)
    assert answer.position.requirements[0].measures[1].judgement.status == "no evidence"


def test_without_a_plan_there_is_no_report_and_it_is_said_what_to_do(records, monkeypatch):
    monkeypatch.setattr(progress_report, "plan_of", lambda records, *, by=None: None)
    with pytest.raises(NoRecordsError, match=r"no records are held of an improvement plan.*turncurve plan-template"):
        report(records, Lacking)


def test_what_the_chair_said_for_an_earlier_report_to_ministers_is_not_said_of_this_one():
    old = replace(PLAN.meetings[1], month="2012-09")
    position = replace(NOW, plan=replace(PLAN, meetings=(PLAN.meetings[0], old)))
    assert part(Chair, position=position).meeting is None


def test_the_early_warning_of_today_and_of_then_is_weighed_where_the_plan_measures_the_backlog(records):
    found = report(records, Overall)
    assert found.position.warned == "a warning stood on 2013-03-31"
    assert found.before.warned == "a warning stood on 2012-12-31"
    assert found.over(FIGURES).position.warned == NOT_SHOWN_HERE
    assert found.over(FIGURES).before.warned == NOT_SHOWN_HERE


def test_no_warning_is_asked_for_where_no_measure_is_of_the_backlog(records, monkeypatch):
    without = replace(PLAN, measures=tuple(each for each in PLAN.measures if each.indicator != "unallocated_cases"))
    monkeypatch.setattr(progress_report, "plan_of", lambda _, *, by=None: without)
    assert report(records, Overall).position.warned == ""


def test_each_part_names_the_indicators_that_it_shows_and_no_others():
    everything = tuple(each.definition.id for each in FIGURES)
    assert part(Requirements, theme="adoption").indicators == ("initial_conferences_within_15_working_days",)
    assert part(Requirements, theme="governance").indicators == ()
    assert part(Measures).indicators == everything
    assert {part(each).indicators for each in (Asked, Lacking, Chair, Promises)} == {()}


def test_a_status_leads_to_the_measures_that_decide_it_and_to_no_others():
    late, short = "unallocated_cases", "initial_conferences_within_15_working_days"
    assert part(Overall).indicators == (NOW.least_likely.item.indicator,)
    assert part(OffTrack).indicators == part(NotAchieved).indicators == (short, late)
    assert part(Changes).indicators == tuple(
        sorted({each.item.indicator for one in part(Changes).changed for each in one.now.deciding})
    )
    revised = replace(PLAN, measures=tuple(replace(each, slip=AGREED) for each in PLAN.measures if each.id == "M3"))
    assert part(Dates).indicators == ()
    assert part(Dates, position=replace(NOW, plan=revised)).indicators == (short,)
    answered = replace(PLAN, findings=(Finding("F1", "inspection", "See children", "O2"), Finding("F2", "s", "t")))
    assert part(Findings, position=replace(NOW, plan=answered)).indicators == (late,)


def test_what_decides_is_read_from_what_may_be_shown():
    hidden = by_quarter("initial_conferences_within_15_working_days", [None] * 16)
    figures = tuple(hidden if each.definition.id == hidden.definition.id else each for each in FIGURES)
    assert part(OffTrack).over(figures).indicators == ("unallocated_cases",)
    assert part(Overall).over(()).indicators == ()
