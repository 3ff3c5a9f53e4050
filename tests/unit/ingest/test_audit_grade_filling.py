"""Grades are read by the rules that hold for answers, and every change is listed with what stood there."""

import numpy as np
import pandas as pd
import pytest

from turncurve.ingest.audit_grade_filling import tidied_grades
from turncurve.ingest.place import Place
from turncurve.ingest.sheet import Sheet
from turncurve.reference.formats.specification import load

TABLE = load("audit_return").table("grades")
PLACE = Place("audits/a.xlsx", "Grades", "audit_return", "grades", "audit_return/a", None)


def sheet_of(*grades, file="F1"):
    """Return a sheet of grades, one row each from row 2."""
    cells = pd.DataFrame({"File": [file] * len(grades), "Grade": list(grades)}, dtype="str")
    return Sheet(cells, {}, np.arange(len(grades)) + 2, {}, np.zeros(len(grades), dtype=bool))


def read(*grades, file="F1"):
    """Return the grades as read, and the changes as (row, rule, before, after)."""
    found, changes = tidied_grades(sheet_of(*grades, file=file), table=TABLE, place=PLACE)
    assert {each.field for each in changes} <= {"Grade"}
    held = [None if pd.isna(each) else each for each in found.cells["Grade"]]
    return held, [(each.row, each.rule, each.before, each.after) for each in changes]


@pytest.mark.parametrize(
    ("given", "kept", "rule"),
    [
        ("good", "Good", "audit_spelling"), ("RI", "Adequate", "audit_spelling"),
        ("Requires improvement", "Adequate", "audit_spelling"), ("Good - just", "Good", "audit_note"),
        ("Good?", None, "unknown_code"), ("Good/Adequate", None, "unknown_code"), ("2", None, "unknown_code"),
    ],
)  # fmt: skip
def test_a_grade_in_other_words_is_listed_with_both(given, kept, rule):
    assert read("Good", given) == (["Good", kept], [(3, rule, given, kept or "")])


def test_a_file_without_a_grade_is_listed_and_a_row_without_a_file_is_not():
    assert read("Good", None, " ") == (["Good", None, ""], [(3, "not_graded", "", ""), (4, "not_graded", "", "")])
    assert read("Good", None, file=None) == (["Good", None], [])


def test_a_sheet_that_nobody_filled_lists_no_file():
    assert read(None, None) == ([None, None], [])


@pytest.mark.parametrize("grade", ["Outstanding", "Good", "Adequate", "Inadequate"])
def test_the_scales_own_words_are_left_as_they_are(grade):
    assert read(grade) == ([grade], [])


def test_a_sheet_without_grades_is_left_and_the_sheet_given_is_not_changed():
    given = sheet_of("good")
    tidied_grades(given, table=TABLE, place=PLACE)
    assert given.cells["Grade"].tolist() == ["good"]
    bare = Sheet(given.cells[["File"]], {}, given.rows, {}, given.broken)
    assert tidied_grades(bare, table=TABLE, place=PLACE) == (bare, ())
