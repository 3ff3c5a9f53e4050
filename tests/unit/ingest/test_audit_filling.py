"""A return as people fill it: what is missing is taken from beside it, and every change is listed."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from turncurve.ingest.audit_filling import COLUMNS, Change, heading_of, problems_of, table_of, tidied
from turncurve.ingest.place import Place
from turncurve.ingest.sheet import Sheet
from turncurve.reference.formats.specification import load
from turncurve.tables.audit_programme import Criterion, Programme, QuestionSet

TABLE = load("audit_return").table("answers")
PLACE = Place("audits/a.xlsx", "Audit return", "audit_return", "answers", "audit_return/a", None)
SET = QuestionSet("Set", dt.date(2012, 9, 1), (Criterion("SMART", "Is it specific?"), Criterion("Views", "Recorded")))
MONTHLY = Programme("Monthly audit", "s", "monthly", ("children in need",), (SET,), files=5)
FULL = {"Programme": "Monthly audit", "Drawn on": "2012-10-01", "File": "F1", "Auditor": "A",
        "Audit date": "2012-10-09", "Standard": "SMART", "Criterion": "Is it specific?", "Answer": "Met"}  # fmt: skip
SECOND = {**FULL, "Standard": "Views", "Criterion": "Recorded"}


def read(*rows, heading=None, programmes=(MONTHLY,)):
    """Return the tidied rows as dicts, and the changes as (row, field, rule, before, after)."""
    cells = pd.DataFrame(list(rows), dtype="object")
    cells = cells.where(cells.notna() & (cells != ""), None).astype("str")
    sheet = Sheet(cells, {}, np.arange(len(cells)) + 3, {}, np.zeros(len(cells), dtype=bool))
    found, changes = tidied(sheet, table=TABLE, place=PLACE, heading=heading or {}, programmes=programmes)
    held = found.cells.astype("object").where(found.cells.notna(), "").to_dict("records")
    assert len(found.rows) == len(found.broken) == len(held)
    return held, [(each.row, each.field, each.rule, each.before, each.after) for each in changes]


def test_a_return_filled_as_the_template_asks_is_left_as_it_is():
    rows, changes = read(FULL, SECOND)
    assert rows == [FULL, SECOND]
    assert changes == []


@pytest.mark.parametrize("name", ["File", "Auditor", "Audit date", "Programme", "Drawn on"])
def test_a_blank_beside_filled_cells_of_the_file_is_filled(name):
    rows, changes = read(FULL, {**SECOND, name: ""})
    assert rows == [FULL, SECOND]
    assert changes == [(4, name, "filled_down", "", FULL[name])]


def test_what_is_written_once_lower_down_holds_for_the_rows_above():
    rows, _ = read({**FULL, "Auditor": ""}, SECOND)
    assert [row["Auditor"] for row in rows] == ["A", "A"]


def test_a_question_that_comes_again_begins_another_reading_so_nothing_is_carried_into_it():
    rows, changes = read(FULL, SECOND, {**FULL, "File": "", "Auditor": ""})
    assert (rows[2]["File"], rows[2]["Auditor"]) == ("", "")
    assert changes == []


def test_an_answer_is_never_filled_from_another():
    rows, changes = read(FULL, {**SECOND, "Answer": ""})
    assert rows[1]["Answer"] == ""
    assert changes == []


def test_two_auditors_of_one_block_are_not_mixed():
    third = {**SECOND, "Criterion": "Another", "Auditor": ""}
    rows, _ = read(FULL, {**SECOND, "Auditor": "B"}, third, programmes=())
    assert [row["Auditor"] for row in rows] == ["A", "B", ""]


@pytest.mark.parametrize("words", ["", "Criterion", " criterion "])
def test_a_row_that_asks_nothing_is_left_out(words):
    rows, changes = read(FULL, {**SECOND, "Criterion": words})
    assert len(rows) == 1
    assert changes == [(4, "", "extra_row", "", "")]


def test_a_file_that_nobody_filled_is_left_out():
    bare = {**FULL, "File": "F2", "Auditor": "", "Audit date": "", "Answer": ""}
    rows, changes = read(FULL, bare)
    assert [row["File"] for row in rows] == ["F1"]
    assert changes == [(4, "", "not_filled", "", "")]


def test_the_line_above_the_header_stands_for_columns_that_are_gone():
    heading = heading_of([["", "", "Programme: Monthly audit; Drawn on: 2012-10-01; Testshire"], []])
    assert heading == {"Programme": "Monthly audit", "Drawn on": "2012-10-01"}
    bare = {name: cell for name, cell in FULL.items() if name not in {"Programme", "Drawn on", "Standard"}}
    rows, changes = read(bare, heading=heading)
    assert rows == [FULL]
    assert [(field, rule) for _, field, rule, *_ in changes] == [
        ("Programme", "from_the_heading"), ("Drawn on", "from_the_heading"), ("Standard", "own_words"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", [[], [["Programme"]], [["Programme: A; Drawn on: soon"]], [["SYNTHETIC audit return"]]]
)
def test_another_line_above_the_header_says_nothing(line):
    assert heading_of(line) == {}


def test_questions_are_written_in_the_programmes_own_words():
    rows, changes = read({**FULL, "Programme": "MONTHLY AUDIT", "Criterion": "is it specific"})
    assert rows == [FULL]
    assert [(each[1], each[3]) for each in changes] == [("Programme", "MONTHLY AUDIT"), ("Criterion", "is it specific")]


def test_an_audit_that_the_programme_does_not_name_keeps_its_words():
    other = {**FULL, "Programme": "Peer audit", "Criterion": "IS IT SPECIFIC"}
    assert read(other) == ([other], [])


@pytest.mark.parametrize(
    ("given", "kept", "rule"),
    [("Y", "Met", "audit_spelling"), ("Met - old", "Met", "audit_note"), ("Good", "", "unknown_code")],
)
def test_answers_are_read_and_the_change_keeps_both_for_local_eyes(given, kept, rule):
    rows, changes = read({**FULL, "Answer": given})
    assert rows[0]["Answer"] == kept
    assert changes == [(3, "Answer", rule, given, kept)]


def test_a_date_in_a_way_of_its_own_is_read_beside_the_others():
    rows, changes = read(
        {**FULL, "Audit date": "08/10/2012"},
        {**SECOND, "Audit date": "08/10/2012"},
        {**FULL, "File": "F2", "Audit date": "9th Oct 12"},
    )
    assert [row["Audit date"] for row in rows] == ["08/10/2012", "08/10/2012", "2012-10-09"]
    assert changes == [(5, "Audit date", "typed_date", "9th Oct 12", "2012-10-09")]


def test_without_a_day_of_draw_no_odd_date_is_read():
    bare = {name: cell for name, cell in FULL.items() if name != "Drawn on"}
    rows, changes = read(bare, {**bare, "File": "F2", "Audit date": "9th Oct 12"})
    assert rows[1]["Audit date"] == "9th Oct 12"
    assert changes == []


def test_one_auditor_in_two_spellings_is_one_person_and_listed():
    rows, changes = read({**FULL, "Auditor": "A. Reader"}, {**SECOND, "Auditor": "a reader"}, {**FULL, "File": "F2"})
    assert [row["Auditor"] for row in rows] == ["A. Reader", "A. Reader", "A"]
    assert changes == [(4, "Auditor", "same_auditor", "a reader", "A. Reader")]


def dated(*typed, drawn="2013-03-01"):
    """Return the dates of audit as read with their rows' changes, for one file a date."""
    rows, changes = read(
        *({**FULL, "File": f"F{at}", "Drawn on": drawn, "Audit date": each} for at, each in enumerate(typed))
    )
    return [row["Audit date"] or "" for row in rows], [
        (row, rule, before, after) for row, _, rule, before, after in changes
    ]


def test_one_date_with_its_month_first_does_not_turn_the_others_round():
    found, changes = dated("04/03/2013", "04/03/2013", "03/14/2013")
    assert found == ["2013-03-04", "2013-03-04", ""]
    assert changes == [
        (3, "typed_date", "04/03/2013", "2013-03-04"),
        (4, "typed_date", "04/03/2013", "2013-03-04"),
        (5, "impossible_date", "03/14/2013", ""),
    ]


@pytest.mark.parametrize("drawn", ["2012-09-01", "2013-03-05", ""])
def test_beside_a_date_with_its_month_first_no_order_is_guessed_that_the_draw_does_not_bear_out(drawn):
    found, changes = dated("04/03/2013", "03/14/2013", "05/05/2013", drawn=drawn)
    assert found == ["", "", "05/05/2013"]
    assert [rule for _, rule, *_ in changes] == ["undecidable_date", "impossible_date"]


def test_without_a_column_for_the_draw_no_date_is_turned_round_either():
    bare = {name: cell for name, cell in FULL.items() if name != "Drawn on"}
    rows, changes = read({**bare, "Audit date": "04/03/2013"}, {**bare, "File": "F2", "Audit date": "03/14/2013"})
    assert [row["Audit date"] or "" for row in rows] == ["", ""]
    assert [rule for _, _, rule, *_ in changes] == ["undecidable_date", "impossible_date"]


@pytest.mark.parametrize(
    "typed", [["04/03/2013", "14/03/2013"], ["04/03/2013", "05/03/2013"], ["2013-03-04", "2013-03-14"]]
)
def test_dates_with_their_day_first_or_in_iso_are_left_as_they_are(typed):
    assert dated(*typed) == (typed, [])


def test_problems_hold_rows_and_no_values_and_the_table_holds_both():
    first, second = (
        Change(PLACE, 3, "Answer", "audit_note"),
        Change(PLACE, 4, "Answer", "audit_note", "Met - Sam", "Met"),
    )
    changes = [second, first]
    (problem,) = problems_of(changes)
    assert (problem.rows, problem.field, problem.rule) == ((3, 4), "Answer", "audit_note")
    assert "Sam" not in repr(problem)
    table = table_of(changes)
    assert list(table.columns) == COLUMNS
    assert table["before"].tolist() == ["", "Met - Sam"]
    assert table_of([]).empty
