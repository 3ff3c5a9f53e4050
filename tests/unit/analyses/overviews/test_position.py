"""The position on a date: every requirement judged from its parts, and worked out anew from what may be shown."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_progress import AS_AT, FIGURES, NOW, PLAN, STEADY, THEN, by_quarter, promised
from turncurve.analyses.measure_status import NOT_SHOWN_HERE
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.plan_items import Finding, ObjectiveItem, Plan, RequirementItem
from turncurve.analyses.status import GREEN


def statuses(position):
    return {each.item.id: each.judgement.status for each in position.requirements}


def test_each_requirement_takes_the_worst_of_what_serves_it():
    assert statuses(NOW) == {
        "N01": "met and sustained",
        "N02": "off track",
        "N12": "off track",
        "N15": "at risk",
        "N19": "no evidence",
    }


def test_the_whole_is_off_track_and_says_how_many():
    assert NOW.overall.status == "off track"
    assert NOW.overall.because == "of 5 requirements 2 off track, 1 at risk, 1 no evidence, 1 met and sustained"


def test_the_reason_names_the_measure_in_words():
    backlog = NOW.requirements[1]
    assert backlog.judgement.because == "Unallocated cases: the target was not met by its date"


def test_a_requirement_has_the_measures_promises_and_least_chance_of_its_objectives():
    first, _, _, scrutiny, heard = NOW.requirements
    assert [each.item.id for each in first.measures] == ["M1"]
    assert [each.item.id for each in first.promises] == ["A1"]
    assert first.chance == first.measures[0].chance_at_aim
    assert scrutiny.chance is None
    assert heard.objectives == ()


def test_the_measures_that_decide_a_requirement_are_those_of_its_own_status():
    first, backlog, _, scrutiny, _ = NOW.requirements
    assert [each.item.id for each in first.deciding] == ["M1"]
    assert [each.item.id for each in backlog.deciding] == ["M2"]
    assert scrutiny.deciding == ()
    late = promised("A9", "Late", objective="O1", due=dt.date(2013, 3, 1))
    held = Position(FIGURES, replace(PLAN, promises=(*PLAN.promises, late)), AS_AT).requirements[0]
    assert held.judgement.status == "at risk"
    assert held.deciding == ()


def test_the_least_likely_measure_of_all_is_found_and_none_where_none_has_a_chance():
    measures = [each for one in NOW.requirements for each in one.measures]
    assert NOW.least_likely.chance_at_aim == min(each.chance_at_aim for each in measures)
    assert Position((), PLAN, AS_AT).least_likely is None


def test_the_least_likely_measure_gives_the_chance():
    moved = tuple(replace(each, objective="O1") for each in PLAN.measures)
    both = Position(FIGURES, replace(PLAN, measures=moved), AS_AT).requirements[0]
    assert both.chance == min(each.chance_at_aim for each in both.measures)


def test_figures_that_are_hidden_change_the_status_and_nothing_of_the_original_is_left():
    hidden = by_quarter("assessments_on_time", [None] * 16)
    shown = NOW.over((hidden, *FIGURES[1:]))
    assert statuses(shown)["N01"] == "cannot tell"
    assert statuses(NOW)["N01"] == "met and sustained"
    assert shown.over(FIGURES) == NOW
    assert shown.requirements[0].chance is None


def test_the_latest_year_is_read_where_a_quarter_of_it_is_hidden_and_the_year_is_not():
    quarters = FIGURES[0]
    gone = [replace(each, numerator=None, denominator=None, status="hidden") for each in quarters.measurements[-2:]]
    some = replace(quarters, measurements=(*quarters.measurements[:-2], *gone))
    assert statuses(NOW.over((some, *FIGURES[1:])))["N01"] == "cannot tell"
    years = quarters.coarser()
    last = replace(years, measurements=years.measurements[-2:])
    read = NOW.over((some, *FIGURES[1:], last)).requirements[0].measures[0]
    assert read.latest == last.measurements[-1]
    assert read.before is not None
    assert read.evidence.hidden is False


def test_an_indicator_without_figures_has_no_evidence():
    assert statuses(Position(FIGURES[1:], PLAN, AS_AT))["N01"] == "no evidence"


def test_evidence_against_an_objective_or_a_requirement_holds_it_back():
    objectives = (replace(PLAN.objectives[0], against=("an audit found gaps",)), *PLAN.objectives[1:])
    assert statuses(Position(FIGURES, replace(PLAN, objectives=objectives), AS_AT))["N01"] == "cannot tell"
    requirements = (replace(PLAN.requirements[0], against=("an audit found gaps",)), *PLAN.requirements[1:])
    assert statuses(Position(FIGURES, replace(PLAN, requirements=requirements), AS_AT))["N01"] == "cannot tell"


def test_a_requirement_that_lacks_evidence_is_never_green():
    requirements = (replace(PLAN.requirements[0], lacks="no evidence is held"), *PLAN.requirements[1:])
    assert statuses(Position(FIGURES, replace(PLAN, requirements=requirements), AS_AT))["N01"] == "no evidence"


def test_requirements_are_found_by_status_and_by_theme():
    assert [each.item.id for each in NOW.with_status("off track", "at risk")] == ["N02", "N12", "N15"]
    assert [each.item.id for each in NOW.of_theme("practice")] == ["N01", "N02"]
    assert NOW.of_theme("") == NOW.requirements


def test_the_position_of_last_time_rests_on_the_plan_and_the_periods_of_then():
    assert statuses(THEN)["N15"] == "on track"
    cut = replace(STEADY, measurements=STEADY.measurements[:-1])
    assert statuses(Position((cut, *FIGURES[1:]), THEN.plan, THEN.as_at)) == statuses(THEN)


def test_a_plan_with_nothing_in_it_has_no_evidence():
    empty = Position((), Plan(AS_AT, AS_AT), AS_AT)
    assert empty.requirements == ()
    assert empty.overall.status == "no evidence"


def test_a_requirement_from_which_something_was_taken_out_is_not_green():
    taken = (replace(PLAN.requirements[0], taken_out=("A9",)), *PLAN.requirements[1:])
    whole, cut = (replace(NOW, plan=replace(PLAN, requirements=each)) for each in (PLAN.requirements, taken))
    assert whole.requirements[0].judgement.is_green
    found = cut.requirements[0].judgement
    assert (found.status, found.rule) == ("cannot tell", "taken out")
    assert found.because == "A9, which it rested on, was taken out of the plan"


def with_timescales(**promise):
    """Return the made position with a requirement that the plans are carried out in time, and one promise of it."""
    more = promised("S9", "Nothing is late", objective="O9", kind="milestone", **promise)
    plan = replace(
        PLAN,
        requirements=(*PLAN.requirements, RequirementItem("N14", "governance", "The plans are carried out in time")),
        objectives=(*PLAN.objectives, ObjectiveItem("O9", "N14", "Do what is due")),
        promises=(*PLAN.promises, more),
    )
    return Position(FIGURES, plan, AS_AT)


def test_the_plans_are_not_carried_out_in_time_while_others_are_late():
    assert statuses(with_timescales())["N14"] == "on track"
    late = promised("A9", "Late", objective="O2", due=dt.date(2013, 3, 1))
    held = with_timescales()
    found = (
        Position(FIGURES, replace(held.plan, promises=(*held.plan.promises, late)), AS_AT).requirements[-1].judgement
    )
    assert (found.status, found.rule) == ("at risk", "others late")
    assert found.because == "1 of the plan's milestones and actions is late or no longer met (A9)"


def test_the_early_warning_is_weighed_for_the_backlog_alone_and_the_public_is_told_no_number_of_it():
    calm = replace(PLAN, measures=tuple(replace(each, target=200.0) for each in PLAN.measures if each.id == "M2"))
    warned = Position(FIGURES, replace(calm, promises=()), AS_AT, "the early warning: 1 of 2 teams is warned")
    (found,) = (each.measures[0].judgement for each in warned.requirements if each.measures)
    assert found.status == "at risk"
    assert "1 of 2 teams is warned" in found.sentence
    shown = next(each for each in warned.over(FIGURES).requirements if each.measures)
    assert "warned" not in shown.judgement.sentence


def test_a_status_that_rests_on_a_warning_that_the_public_is_not_shown_is_not_known_in_public():
    calm = replace(PLAN, measures=tuple(replace(each, target=200.0) for each in PLAN.measures if each.id == "M2"))
    plan = replace(calm, promises=())
    still = tuple(
        by_quarter("unallocated_cases", [100, 101] * 8) if each.definition.id == "unallocated_cases" else each
        for each in FIGURES
    )
    warned = Position(still, plan, AS_AT, "the early warning: 1 of 2 teams is warned")
    assert statuses(Position(still, plan, AS_AT))["N02"] in GREEN
    assert statuses(warned)["N02"] == "at risk"
    assert statuses(warned.over(still))["N02"] == "cannot tell"
    assert statuses(warned.over(still).over(still))["N02"] == "cannot tell"
    (found,) = (each.measures[0].judgement for each in warned.over(still).requirements if each.measures)
    assert found.because == NOT_SHOWN_HERE
    assert Position(still, plan, AS_AT).over(still).warned == ""


def with_findings(*objectives, own=("O9",)):
    """Return the status of a requirement that findings are addressed, with one finding for each objective named."""
    found = tuple(Finding(f"F{place}", "inspection", "See children", each) for place, each in enumerate(objectives))
    plan = replace(
        PLAN,
        requirements=(*PLAN.requirements, RequirementItem("N22", "practice", "Each finding is addressed")),
        objectives=(*PLAN.objectives, *(ObjectiveItem(each, "N22", "Nothing is left undone") for each in own)),
        promises=(*PLAN.promises, promised("S9", "All is answered", objective="O9", kind="milestone")),
        findings=found,
    )
    return Position(FIGURES, plan, AS_AT).requirements[-1].judgement


@pytest.mark.parametrize(
    ("objectives", "status", "because"),
    [
        ((), "on track", "due by"),
        (("O1",), "on track", "due by"),
        (("O1", "O2"), "off track", "1 of the 2 findings is off track (F1)"),
        (("O2", "O1", "O2", ""), "off track", "2 of the 4 findings are off track (F0, F2)"),
        (("O1", ""), "no evidence", "of 1 of the 2 findings there is no evidence (F1)"),
    ],
)
def test_findings_are_addressed_no_better_than_the_worst_objective_that_answers_to_one(objectives, status, because):
    found = with_findings(*objectives)
    assert found.status == status
    assert because in found.because
    assert found.is_green == (status == "on track")


def test_what_is_already_as_bad_keeps_its_own_reason_beside_the_findings():
    found = with_findings("", own=())
    assert (found.status, found.because) == ("no evidence", "no objective of the plan answers to it")
    assert found.cautions == ("of 1 of the 1 findings there is no evidence (F0)",)
