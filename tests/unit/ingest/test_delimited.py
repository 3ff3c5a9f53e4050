"""Delimited text is read cell by cell as text, with row numbers as a spreadsheet shows them."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import RefusedInputError
from turncurve.ingest import delimited


def cells(text):
    grid = delimited.read(text.encode(), file="log.csv")
    return [["" if pd.isna(cell) else cell for cell in row] for row in grid.cells.to_numpy()]


def test_every_cell_is_text_and_words_for_nothing_are_kept():
    assert cells("Team,Count\nNA,007\nnull,1.50\n") == [["Team", "Count"], ["NA", "007"], ["null", "1.50"]]


def test_spaces_around_cells_go_and_cells_of_spaces_are_blank():
    assert cells("a,b\n x ,   \n") == [["a", "b"], ["x", ""]]


def test_quoted_delimiters_quotes_and_line_ends_are_part_of_a_cell():
    assert cells('a,b\n"x, ""y""","one\ntwo"\n') == [["a", "b"], ['x, "y"', "one\ntwo"]]


def test_reach_tells_blank_rows_and_rows_with_more_cells_than_others():
    grid = delimited.read(b"a,b\n\n1,2\n1,2,3,4\n,\n", file="log.csv")
    assert list(grid.reach) == [2, 0, 2, 4, 0]
    assert grid.is_delimited


def test_how_the_file_was_read_is_stated():
    assert delimited.read(b"a;b\n1;2\n", file="log.csv").how_read == "UTF-8, semicolon between cells"


def test_an_empty_file_is_a_grid_without_rows():
    grid = delimited.read(b" \n", file="log.csv")
    assert (grid.top, len(grid.reach)) == ((), 0)


def test_a_quotation_mark_that_is_not_closed_is_refused():
    with pytest.raises(RefusedInputError, match=r"do not hold together.*log\.csv"):
        delimited.read(b'a,b\n1,"2\n3,4\n', file="log.csv")


def test_a_row_that_is_far_too_long_is_refused():
    rows = b"a,b\n" + b"1,2\n" * 60 + b"1" + b",2" * 40 + b"\n"
    with pytest.raises(RefusedInputError, match="a row is far too long"):
        delimited.read(rows, file="log.csv")


# text                                          cells
TEXTS = [
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
    ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
    ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
    ("a,b\n1\n", [["a", "b"], ["1", ""]]),
    ("a,b,,\n1,2,,\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n'1',2\n", [["a", "b"], ["'1'", "2"]]),
    ("a,b\n#1,2 # no comment\n", [["a", "b"], ["#1", "2 # no comment"]]),
    ("a,b\nTrue,1e5\n", [["a", "b"], ["True", "1e5"]]),
    ("a,b\n\u00a01\u00a0,\t2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n=1+1,@x\n", [["a", "b"], ["=1+1", "@x"]]),
    ("a\n1\n", [["a"], ["1"]]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_a_text_is_read_cell_by_cell_whatever_parts_it(text, wanted):
    assert cells(text) == wanted


def test_a_grid_of_text_has_no_kinds_and_no_calendar_of_1904():
    grid = delimited.read(b"a,b\n1,2\n", file="log.csv")
    assert grid.column(0)[1] is None
    assert (grid.name, grid.dates_from_1904) == ("", False)
    assert grid.top == (("a", "b"), ("1", "2"))


def test_only_the_first_rows_are_held_for_the_header():
    grid = delimited.read(b"a\n" * 50, file="log.csv")
    assert (len(grid.top), len(grid.reach)) == (10, 50)


@given(st.lists(st.lists(st.text("ab ,;\"'", max_size=4), min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_a_writer_of_csv_writes_is_read_back(rows):
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["x", "y"], *rows])
    wanted = [["x", "y"], *([each.strip() for each in row] for row in rows)]
    assert cells(written.getvalue()) == wanted
