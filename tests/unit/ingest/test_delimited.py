"""Delimited text is read cell by cell as text, with row numbers as a spreadsheet shows them."""

import pandas as pd
import pytest

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
