"""Rows below a header keep their numbers, and rows longer than the header are marked."""

import pandas as pd
import pytest

from tests.support.council_files import day
from turncurve.ingest import delimited, workbook
from turncurve.ingest.sheet import DATE, NUMBER, TEXT, below_header

TEXTS = b"Title\nID,,Team\n1,x,North\n\n2,,\n3,,South,more\n"


def test_rows_are_numbered_as_in_the_file_and_blank_ones_are_left_out():
    grid = delimited.read(TEXTS, file="a.csv")
    sheet = below_header(grid, header=1, columns={"Child ID": 0, "Team": 2})
    assert list(sheet.rows) == [3, 5, 6]
    assert list(sheet.cells["Child ID"]) == ["1", "2", "3"]
    assert sheet.headers == {"Child ID": "ID", "Team": "Team"}


def test_only_rows_with_more_cells_than_the_header_are_broken():
    grid = delimited.read(TEXTS, file="a.csv")
    assert list(below_header(grid, header=1, columns={"Child ID": 0}).broken) == [False, False, True]


def test_a_column_of_text_only_has_cells_of_the_kind_text():
    grid = delimited.read(TEXTS, file="a.csv")
    assert set(below_header(grid, header=1, columns={"Team": 2}).kind_of("Team")) == {TEXT}


def test_notes_beside_the_table_of_a_workbook_do_not_break_its_rows(council):
    path = council.workbook("a.xlsx", {"One": [["ID"], ["1", "see the file"]]})
    (grid,) = workbook.read(path.read_bytes(), file="a.xlsx")
    assert list(below_header(grid, header=0, columns={"Child ID": 0}).broken) == [False]


def grid_of(content, *, file="a.csv"):
    return delimited.read(content, file=file)


# text                                     header  columns             rows as numbered, cells
TABLES = [
    (b"ID\n1\n2\n", 0, {"Child ID": 0}, [(2, "1"), (3, "2")]),
    (b"ID\n1\n\n \n2\n", 0, {"Child ID": 0}, [(2, "1"), (5, "2")]),
    (b"Title\nAs at\nID\n1\n", 2, {"Child ID": 0}, [(4, "1")]),
    (b"ID,Team\n,North\n", 0, {"Child ID": 0}, [(2, None)]),
    (b"Team,ID\nNorth,1\n", 0, {"Child ID": 1}, [(2, "1")]),
    (b"ID\n", 0, {"Child ID": 0}, []),
]


@pytest.mark.parametrize(("content", "header", "columns", "wanted"), TABLES)
def test_cells_stand_under_the_standards_name_with_the_number_of_their_row(content, header, columns, wanted):
    sheet = below_header(grid_of(content), header=header, columns=columns)
    (name,) = columns
    cells = [None if pd.isna(cell) else cell for cell in sheet.cells[name]]
    assert list(zip(sheet.rows, cells, strict=True)) == wanted
    assert len(sheet.broken) == len(wanted)


def test_blank_headers_within_the_table_are_part_of_its_width_and_those_after_it_are_not():
    inside = below_header(grid_of(b"ID,,Team\n1,x,North\n"), header=0, columns={"Child ID": 0})
    after = below_header(grid_of(b"ID,Team,,\n1,North,,x\n2,South,,\n"), header=0, columns={"Child ID": 0})
    assert list(inside.broken) == [False]
    assert list(after.broken) == [True, False]


def test_kinds_are_those_of_the_rows_that_are_kept(council):
    rows = [["On"], [day("2012-04-03")], [], [41002], ["03/04/2012"]]
    (grid,) = workbook.read(council.workbook("a.xlsx", {"One": rows}).read_bytes(), file="a.xlsx")
    sheet = below_header(grid, header=0, columns={"Received": 0})
    assert list(sheet.kind_of("Received")) == [DATE, NUMBER, TEXT]
    assert list(sheet.rows) == [2, 4, 5]


def test_a_column_that_the_sheet_lacks_has_cells_of_the_kind_text():
    sheet = below_header(grid_of(b"ID\n1\n2\n"), header=0, columns={"Child ID": 0})
    assert list(sheet.kind_of("Received")) == [TEXT, TEXT]


def test_every_cell_of_a_grid_can_be_had_at_once():
    cells = grid_of(b"a,b\n1,\n,2\n").cells
    assert cells.fillna("-").to_numpy().tolist() == [["a", "b"], ["1", "-"], ["-", "2"]]


def test_the_calendar_of_the_workbook_is_handed_on(council):
    path = council.workbook("a.xlsx", {"One": [["On"], [1]]}, options={"date_1904": True})
    (grid,) = workbook.read(path.read_bytes(), file="a.xlsx")
    assert below_header(grid, header=0, columns={"Received": 0}).dates_from_1904
