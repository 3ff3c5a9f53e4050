"""Rows below a header keep their numbers, and rows longer than the header are marked."""

from turncurve.ingest import delimited, workbook
from turncurve.ingest.sheet import TEXT, below_header

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
