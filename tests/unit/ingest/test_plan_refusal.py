"""A plan in which anything is wrong is refused whole, every place being named and no cell told."""

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.plan_refusal import NAMED, refuse
from turncurve.ingest.problems import Problem


def problem(*rows, rule="plan_number_twice", field="Action", form="improvement_plan", follows=""):
    return Problem("plan.xlsx", "Actions", rows, field, rule, form, follows)


@pytest.mark.parametrize(
    "found",
    [
        [],
        [problem(3, rule="order", form="workforce")],
        [problem(3, rule="corrected")],
        [problem(3, rule="plan_person")],
    ],
)
def test_what_is_wrong_elsewhere_or_was_mended_or_guessed_refuses_no_plan(found):
    assert refuse(found) is None


def test_a_fault_is_named_by_file_sheet_row_and_column():
    with pytest.raises(RefusedInputError) as refused:
        refuse([problem(7, rule="order", field="Revised due", follows="Due")])
    assert refused.value.where == (
        'plan.xlsx, sheet Actions, row 7, column Revised due: is earlier than "Due", the date that it should follow'
    )
    assert "1 cell in it" in refused.value.what
    assert refused.value.remedy.endswith("may stay blank")


def test_every_row_of_every_fault_is_named_in_order():
    with pytest.raises(RefusedInputError) as refused:
        refuse([problem(9, 3), problem(4, rule="plan_number_unknown", field="For objective")])
    places = refused.value.where.split("; ")
    assert [place.split(", ")[2] for place in places] == ["row 3", "row 4", "row 9"]
    assert "3 cells in it" in refused.value.what


def test_a_row_that_is_wrong_as_a_whole_names_no_column():
    with pytest.raises(RefusedInputError, match="sheet Actions, row 3: stands at or below a second header"):
        refuse([problem(3, rule="other_header", field="")])


@pytest.mark.parametrize(("faults", "more"), [(NAMED, ""), (NAMED + 1, "; and 1 more"), (NAMED + 30, "; and 30 more")])
def test_many_faults_are_counted_beyond_those_named(faults, more):
    with pytest.raises(RefusedInputError) as refused:
        refuse([problem(*range(2, 2 + faults))])
    assert refused.value.where.count(", row ") == NAMED
    assert refused.value.where.endswith(more or "the number of another row too")
    assert f"{faults} cells" in refused.value.what
