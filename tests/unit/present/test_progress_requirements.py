"""Requirements and measures: status, reason, counts, change and chance, each in its own column."""

from dataclasses import replace

import pytest

from tests.support.made_progress import AS_AT, FIGURES, NOW, PLAN, STEADY, by_quarter, part
from tests.support.shown import column, everything, numbers, public, restricted
from turncurve.analyses.overviews.position import Position
from turncurve.analyses.overviews.progress_report import Measures, Requirements
from turncurve.present.progress_requirements import APART, CHANCE, ON_THE_WAY


def test_each_requirement_has_its_status_reason_chance_and_last_status():
    exhibit = restricted(part(Requirements))
    assert exhibit.sentence == "Of 5 requirements 1 is on track or met."
    assert exhibit.rows[1] == (
        "N02 The backlog is cleared",
        "■ off track",
        "Unallocated cases: the target was not met by its date; M2 is 110, 31 March 2013, at most 20 wanted",
        "less than 5%",
        "■ off track",
    )
    assert column(exhibit, "Chance by December 2013") == ("more than 95%", "less than 5%", "less than 5%", "–", "–")


def test_the_reason_holds_every_caution():
    exhibit = restricted(part(Requirements))
    assert column(exhibit, "Why")[-1] == "no objective of the plan answers to it; no evidence is held of it yet"


def test_a_status_that_rests_on_what_is_hidden_states_no_figure():
    hidden = by_quarter("assessments_on_time", [None] * 16)
    shown = NOW.over((hidden, *NOW.figures[1:]))
    assert shown.requirements[0].deciding
    assert " is " in column(restricted(part(Requirements)), "Why")[0]
    assert "wanted" in column(restricted(part(Requirements)), "Why")[0]
    assert "wanted" not in column(restricted(part(Requirements, position=shown)), "Why")[0]


@pytest.mark.parametrize(("indicator", "told"), [("adoption_a1", True), ("adoption_a2", True), ("referrals", False)])
def test_where_the_chances_of_the_days_to_adoption_stand_is_said(indicator, told):
    measures = (replace(PLAN.measures[0], indicator=indicator), *PLAN.measures[1:])
    exhibit = restricted(part(Measures, position=replace(NOW, plan=replace(PLAN, measures=measures))))
    assert (ON_THE_WAY in exhibit.notes) is told
    assert exhibit.notes[:2] == (APART, CHANCE)


def test_one_theme_stands_alone():
    exhibit = restricted(part(Requirements, theme="adoption"))
    assert exhibit.title == "The requirements on adoption"
    assert exhibit.sentence == "Of 1 requirement on adoption 0 are on track or met."
    assert len(exhibit.rows) == 1


def test_without_a_plan_of_last_time_that_column_is_empty():
    assert set(column(restricted(part(Requirements, before=None)), "Last time")) == {"–"}


def test_each_measure_has_its_counts_its_change_and_its_chance():
    exhibit = restricted(part(Measures))
    assert exhibit.sentence == "Of 3 measures 1 is where the target wants it now."
    assert exhibit.rows[0][:4] == (
        "M1 Assessments finished within the time allowed",
        "at least 90.0% by 31 December 2013",
        "95.0% (380 of 400), the year to March 2013",
        "95.0% (380 of 400), the year to March 2012",
    )
    assert column(exhibit, "Really changing?")[0].startswith("cannot tell (−")
    assert column(exhibit, "Really changing?")[1].startswith("worse (+")
    assert column(exhibit, "Status") == ("✓✓ met and sustained", "■ off track", "■ off track")
    assert exhibit.notes == (APART, CHANCE)


def test_the_ends_of_a_change_have_their_signs():
    risen = by_quarter("assessments_on_time", [*[(700, 1000)] * 12, *[(900, 1000)] * 4])
    said = column(restricted(part(Measures, position=replace(NOW, figures=(risen, *FIGURES[1:])))), "Really changing?")
    ends = said[0].removeprefix("better (").removesuffix(" points)").split(" to ")
    assert [float(end) for end in ends] == pytest.approx([20, 20], abs=6)
    assert all(end.startswith("+") for end in ends)


def test_a_measure_without_a_target_or_figures_says_so():
    plan = replace(PLAN, measures=(replace(PLAN.measures[0], target=None),))
    exhibit = restricted(part(Measures, position=Position((), plan, AS_AT)))
    assert exhibit.rows[0][1:6] == ("not set by 31 December 2013", "–", "–", "cannot tell: nothing is measured", "–")


def test_where_figures_come_from_is_said_once():
    assert restricted(part(Measures)).source == "Made for a test"


def test_hidden_counts_are_not_told_by_status_chance_or_change():
    small = by_quarter("assessments_on_time", [(97, 100)] * 16)
    answer = part(Measures, position=replace(NOW, figures=(small, *FIGURES[1:])))
    exhibit = public(answer)
    row = exhibit.rows[0]
    assert row[-1] == "◇ cannot tell"
    assert row[-2] == "–"
    assert not {"388", "97", "97.0"} & numbers(everything(exhibit))


def test_the_public_sees_the_same_where_nothing_is_hidden():
    shown = by_quarter("assessments_on_time", [(50, 100)] * 16)
    answer = part(Measures, position=replace(NOW, figures=(shown, *FIGURES[1:])))
    assert public(answer).rows == restricted(answer).rows
    assert STEADY not in public(answer).rows
