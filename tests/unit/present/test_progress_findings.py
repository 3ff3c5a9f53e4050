"""Each recommendation stands with the objective that answers to it, or with none."""

from dataclasses import replace

from tests.support.made_progress import NOW, PLAN, part
from tests.support.shown import restricted
from turncurve.analyses.overviews.progress_report import Findings
from turncurve.analyses.plan_items import Finding

FOUND = (
    Finding("F1", "inspection recommendation", "See children alone", "O1"),
    Finding("F2", "diagnostic area", "Recruit adopters", ""),
)


def with_findings(*findings):
    return part(Findings, position=replace(NOW, plan=replace(PLAN, findings=findings)))


def test_each_finding_has_the_status_of_its_objective():
    exhibit = restricted(with_findings(*FOUND))
    assert exhibit.rows[0][:4] == (
        "F1 See children alone",
        "inspection recommendation",
        "O1 Assess in time",
        "✓✓ met and sustained",
    )
    assert exhibit.sentence == "Of 2 findings 1 is on track or met; to 1 no objective answers."


def test_a_finding_that_no_objective_answers_to_is_told():
    exhibit = restricted(with_findings(FOUND[1]))
    assert exhibit.rows == (("F2 Recruit adopters", "diagnostic area", "none", "–", "no objective answers to it"),)
    assert exhibit.sentence == "Of 1 finding 0 are on track or met; to 1 no objective answers."


def test_where_each_has_an_objective_that_is_said():
    assert restricted(with_findings(FOUND[0])).sentence.endswith("to none no objective answers.")


def test_no_findings_are_no_table():
    exhibit = restricted(with_findings())
    assert exhibit.sentence == "No recommendation or area is held."
    assert exhibit.columns == ()
