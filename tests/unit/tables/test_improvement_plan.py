"""What a council means to do is strict in its lists, and open in what it has not written yet."""

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.tables.column import words_of
from turncurve.tables.improvement_plan import (
    AIMS,
    APPROVERS,
    BOARD,
    ImprovementActions,
    ImprovementMeasures,
    ImprovementMilestones,
    ImprovementObjectives,
)

MODELS = {
    "improvement_objectives": ImprovementObjectives,
    "improvement_measures": ImprovementMeasures,
    "improvement_milestones": ImprovementMilestones,
    "improvement_actions": ImprovementActions,
}
ROWS = {
    "improvement_objectives": {"objective_id": "O02", "requirement_id": "N02", "words": "No case waits"},
    "improvement_measures": {
        "measure_id": "I02", "objective_id": "O02", "indicator": "unallocated_cases", "aim": "at most",
    },
    "improvement_milestones": {"milestone_id": "M02", "objective_id": "O02", "words": "The rota runs"},
    "improvement_actions": {"action_id": "A02", "objective_id": "O02", "words": "Run a rota"},
}  # fmt: skip
SLIPPING = ("improvement_measures", "improvement_milestones", "improvement_actions")


def validated(table, **changes):
    row = {"plan_on": "2012-09-14", **ROWS[table], **changes}
    return MODELS[table].validate(canonical(table, [row]), lazy=True)


@pytest.mark.parametrize("table", MODELS)
def test_a_row_without_what_may_be_written_later_is_kept(table):
    assert len(validated(table)) == 1


@pytest.mark.parametrize("table", MODELS)
@pytest.mark.parametrize("column", ["plan_on", "objective_id"])
def test_a_row_of_no_plan_or_no_objective_is_refused(table, column):
    with pytest.raises(pandera.errors.SchemaErrors):
        validated(table, **{column: None})


@pytest.mark.parametrize("table", SLIPPING)
@pytest.mark.parametrize("approver", APPROVERS)
def test_each_approver_of_a_slip_is_known(table, approver):
    assert validated(table, approved_by=approver)["approved_by"].tolist() == [approver]


@pytest.mark.parametrize("table", SLIPPING)
def test_an_approver_of_no_list_is_refused(table):
    with pytest.raises(pandera.errors.SchemaErrors):
        validated(table, approved_by="the council")


@pytest.mark.parametrize("table", SLIPPING)
def test_what_is_due_lies_ahead_and_what_happened_does_not(table):
    words = words_of(MODELS[table])
    assert {name for name, each in words.items() if each["ahead"]} == {"due_on", "revised_due_on"}


@pytest.mark.parametrize(("aim", "known"), [*((aim, True) for aim in AIMS), ("about", False)])
def test_a_target_is_met_on_one_side(aim, known):
    if known:
        assert validated("improvement_measures", aim=aim, target=90.0)["target"].tolist() == [90.0]
    else:
        with pytest.raises(pandera.errors.SchemaErrors):
            validated("improvement_measures", aim=aim, target=90.0)


def test_the_board_is_one_of_those_who_approve():
    assert BOARD in APPROVERS
