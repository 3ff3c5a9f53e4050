"""The workbook that auditors fill: what is fixed is locked, what is chosen has its list, and nobody is named."""

import datetime as dt

import openpyxl
import pandas as pd
import pytest

from turncurve.publish.audit_workbook import GRADE_WIDTHS, HEADERS, readings_of, record, record_rows, write_workbook
from turncurve.tables.audit_programme import Criterion, QuestionSet

ASKED = QuestionSet("Set", dt.date(2012, 9, 1), (Criterion("SMART", "Specific"), Criterion("Views", "Recorded")))
FILES = pd.DataFrame(
    {"file": ["T2", "T1", "T3"], "stratum": ["b", "a", "a"], "stratum_files": [9, 5, 5], "stratum_drawn": [1, 2, 2],
     "read_twice": [False, True, False], "seed": 7}
)  # fmt: skip
DRAWN = record_rows(FILES, title="Monthly", drawn_on=dt.date(2012, 10, 1))


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "return.xlsx"
    (readings,) = readings_of(FILES, workbooks=1)
    write_workbook(path, readings, drawn=DRAWN, label="Testshire (SYNTHETIC)", asked=ASKED)
    return openpyxl.load_workbook(path)


def test_every_question_is_asked_of_every_reading(book):
    rows = list(book["Audit return"].iter_rows(min_row=3, values_only=True))
    assert [(row[2], row[3], row[7]) for row in rows] == [
        (file, reading, criterion)
        for file, reading in (("T1", "first"), ("T1", "second"), ("T2", "first"), ("T3", "first"))
        for criterion in ("Specific", "Recorded")
    ]
    assert {row[0] for row in rows} == {"Monthly"}


def test_headings_are_locked_and_what_is_filled_is_not(book):
    sheet = book["Audit return"]
    assert sheet.protection.sheet
    locked = {header: sheet.cell(3, place).protection.locked for place, header in enumerate(HEADERS, start=1)}
    assert [header for header, fixed in locked.items() if not fixed] == ["Auditor", "Audit date", "Answer", "Note"]
    assert sheet.cell(2, 1).protection.locked


def test_answers_are_chosen_from_the_scale(book):
    rules = {str(each.sqref): each for each in book["Audit return"].data_validations.dataValidation}
    assert rules["I3:I10"].formula1 == '"Met,Partly met,Not met,Not applicable"'
    assert rules["F3:F10"].type == "date"


def test_the_first_line_says_what_holds_for_every_row_in_a_column_that_is_needed(book):
    assert book["Audit return"]["C1"].value == "Programme: Monthly; Drawn on: 2012-10-01; Testshire (SYNTHETIC)"


def test_the_record_comes_back_with_the_workbook_out_of_sight(book):
    assert book["Draw"].sheet_state == "hidden"
    assert [row[2] for row in book["Draw"].iter_rows(min_row=2, values_only=True)] == ["T1", "T3", "T2"]


def test_the_same_draw_makes_the_same_bytes(tmp_path):
    paths = [tmp_path / f"{name}.xlsx" for name in "ab"]
    for path in paths:
        write_workbook(path, (("T1", "first"),), drawn=DRAWN, label="Testshire", asked=ASKED)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_nobody_reads_a_file_twice_where_there_are_several_workbooks():
    shared = readings_of(FILES, workbooks=2)
    assert shared == ((("T1", "first"), ("T3", "first")), (("T1", "second"), ("T2", "first")))


def test_the_record_as_text_has_one_line_a_file_and_nothing_that_runs():
    lines = record(DRAWN).decode("utf-8-sig").splitlines()
    assert lines[0] == "Programme,Drawn on,File,Stratum,Files in stratum,Files drawn,Read twice,Seed"
    assert lines[1] == "Monthly,2012-10-01,T1,a,5,2,Yes,7"
    assert len(lines) == 4
    odd = FILES.assign(stratum="=1+1")
    assert "'=1+1" in record(record_rows(odd, title="M", drawn_on=dt.date(2012, 10, 1))).decode("utf-8-sig")


def test_each_reading_is_graded_as_a_whole_apart_from_its_answers(book):
    sheet = book["Grades"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[2:4] for row in rows] == [("T1", "first"), ("T1", "second"), ("T2", "first"), ("T3", "first")]
    assert all(row[4:] == (None, None, None, None) for row in rows)
    assert [cell.value for cell in sheet[1]] == list(GRADE_WIDTHS)
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Outstanding,Good,Adequate,Inadequate"'
    locked = {cell.protection.locked for cell in sheet[2][4:]}
    assert (sheet.protection.sheet, locked, sheet["C2"].protection.locked) == (True, {False}, True)
