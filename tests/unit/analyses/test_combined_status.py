"""Statuses are put together by the worst, with the exceptions that the page names, and never by an average."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.worked_tables import rows_of
from turncurve.analyses.combined_status import Member, objective_status, overall_status, requirement_status
from turncurve.analyses.status import STATUSES, Judgement

COLUMNS = ("example", "measures", "milestones", "actions", "status", "rule")
EXAMPLES = rows_of(ROOT / "docs" / "status_rule.md", with_columns=COLUMNS)
KINDS = {"measures": "measure", "milestones": "milestone", "actions": "action"}
RULES = {("milestones", "met"): "done", ("actions", "met"): "done", ("actions", "off track"): "late"}


def judged(status, rule="made up", because="so it is"):
    return Judgement(status, rule, because)


def members(row):
    return [
        Member(f"{kind} {place}", kind, judged(status, RULES.get((column, status), "made up")))
        for column, kind in KINDS.items()
        for place, status in enumerate(filter(None, row[column].split(", ")), start=1)
    ]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_each_worked_example_has_the_status_and_the_rule_that_the_page_gives(row):
    found = objective_status(members(row))
    assert (found.status, found.rule) == (row["status"], row["rule"])


def test_it_is_said_whose_status_it_is_and_how_many_have_the_same():
    found = objective_status([Member(name, "measure", judged("at risk", because=f"{name} slips")) for name in "AB"])
    assert found.because == "A: A slips"
    assert found.cautions == ("the same holds of 1 more of its 2 parts",)


def test_the_only_part_of_an_objective_needs_no_name():
    assert objective_status([Member("A", "measure", judged("on track"))]).because == "so it is"


def test_a_requirement_without_an_objective_has_no_evidence():
    assert requirement_status([]).rule == "no objective"


def test_a_requirement_takes_the_worst_of_its_objectives_and_names_it():
    found = requirement_status([("O1", judged("met")), ("O2", judged("at risk", because="it slips"))])
    assert (found.status, found.because) == ("at risk", "objective O2: it slips")
    assert requirement_status([("O1", judged("met"))]) == judged("met")


def test_the_whole_counts_every_status_and_takes_the_worst_without_exception():
    found = overall_status([judged("met"), judged("off track"), judged("met"), judged("on track")])
    assert found.status == "off track"
    assert found.because == "of 4 requirements 1 off track, 1 on track, 2 met"


def test_a_plan_without_requirements_has_no_evidence():
    assert overall_status([]).status == "no evidence"


kinds = st.sampled_from(["measure", "milestone", "action"])
some = st.lists(st.builds(Member, st.just("A"), kinds, st.sampled_from(STATUSES).map(judged)), min_size=1)


@given(some)
def test_nothing_is_green_with_a_part_that_goes_wrong_or_is_not_known(parts):
    found = objective_status(parts)
    assert not found.is_green or all(each.judgement.is_green for each in parts)


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(parts, shuffled):
    other = list(parts)
    shuffled.shuffle(other)
    assert objective_status(parts).status == objective_status(other).status


@given(st.lists(st.sampled_from(STATUSES).map(judged), min_size=1))
def test_the_whole_is_as_bad_as_its_worst_requirement(requirements):
    assert overall_status(requirements).status == min(
        (each.status for each in requirements), key=lambda status: STATUSES.index(status)
    )
