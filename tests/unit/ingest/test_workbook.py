"""Workbooks give text with real dates and numbers marked; damaged, protected and empty ones are refused."""

import datetime as dt
import io

import pandas as pd
import pytest
import xlsxwriter

from turncurve.errors import RefusedInputError
from turncurve.ingest import workbook
from turncurve.ingest.sheet import DATE, NUMBER, TEXT


def read(council, rows, **options):
    path = council.workbook("a.xlsx", {"One": rows}, **options)
    return workbook.read(path.read_bytes(), file="a.xlsx")


def test_cells_become_text_and_their_kinds_are_kept(council):
    (grid,) = read(council, [["ID", "On"], [7, dt.date(2012, 4, 3)], ["007", "03/04/2012"], [1.5, None], [True, "x"]])
    texts, kinds = grid.column(0)
    assert list(texts) == ["ID", "7", "007", "1.5", "True"]
    assert list(kinds) == [TEXT, NUMBER, TEXT, NUMBER, TEXT]
    texts, kinds = grid.column(1)
    assert list(texts.fillna("")) == ["On", "2012-04-03", "03/04/2012", "", "x"]
    assert list(kinds) == [TEXT, DATE, TEXT, TEXT, TEXT]


def test_a_column_of_text_has_no_kinds_and_spaces_go(council):
    (grid,) = read(council, [["Team"], [" North "], ["  "]])
    texts, kinds = grid.column(0)
    assert kinds is None
    assert list(texts.fillna("-")) == ["Team", "North", "-"]
    assert list(grid.reach > 0) == [True, True, False]


def test_times_of_a_date_are_kept(council):
    (grid,) = read(council, [["On"], [dt.datetime.fromisoformat("2012-04-03T09:30")]], date_format="dd/mm/yyyy hh:mm")
    assert list(grid.column(0)[0]) == ["On", "2012-04-03 09:30:00"]


@pytest.mark.parametrize("from_1904", [True, False])
def test_a_workbook_says_from_when_it_counts_its_days(council, from_1904):
    (grid,) = read(council, [["On"], [dt.date(2012, 4, 3)]], options={"date_1904": from_1904})
    assert grid.dates_from_1904 is from_1904
    assert list(grid.column(0)[0]) == ["On", "2012-04-03"]


def test_sheets_that_hold_nothing_are_left_out_and_hidden_ones_are_read(council):
    path = council.workbook("a.xlsx", {"Empty": [], "Full": [["x"]], "Spaces": [[" "]]})
    grids = workbook.read(path.read_bytes(), file="a.xlsx")
    assert [grid.name for grid in grids] == ["Full"]


def test_an_empty_workbook_is_refused(council):
    with pytest.raises(RefusedInputError, match=r"the workbook is empty \(a\.xlsx\)"):
        read(council, [])


def test_a_workbook_cut_short_is_refused(council):
    content = council.workbook("a.xlsx", {"One": [["x"]]}).read_bytes()
    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        workbook.read(content[: len(content) // 2], file="a.xlsx")


def test_a_protected_workbook_is_refused():
    with pytest.raises(RefusedInputError, match=r"protected by a password.*Open it in Excel"):
        workbook.read(encrypted_workbook(), file="a.xlsx")


def encrypted_workbook():
    """Return the least compound document that holds an encrypted package, as Excel writes a protected workbook."""
    sector, free, end = 512, b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00" + bytes(6)
    header += bytes(4) + (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")
    header += end + bytes(4) + end + bytes(4) + bytes(4)
    header = (header + free * 128)[:sector]
    table = (b"\xfd\xff\xff\xff" + end + free * 128)[:sector]
    names = ["Root Entry", "EncryptedPackage", "EncryptionInfo"]
    return header + table + b"".join(_entry(name, root=name == names[0]) for name in names).ljust(sector, b"\x00")


def _entry(name, *, root):
    """Return one directory entry of a compound document."""
    words = name.encode("utf-16-le")
    none, child = b"\xff\xff\xff\xff", (1).to_bytes(4, "little")
    head = words.ljust(64, b"\x00") + (len(words) + 2).to_bytes(2, "little") + (b"\x05" if root else b"\x02") + b"\x01"
    links = none + (none if root or name.endswith("Info") else (2).to_bytes(4, "little")) + (child if root else none)
    return (head + links + bytes(36) + b"\xfe\xff\xff\xff").ljust(128, b"\x00")


def test_the_kinds_of_a_missing_column_are_not_invented(council):
    (grid,) = read(council, [["a", "b"], [1]])
    assert list(grid.column(1)[0].fillna("")) == ["b", ""]
    assert isinstance(grid.column(1)[0], pd.Series)


def test_a_cell_that_shows_an_error_is_text_in_its_place_and_no_blank():
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        first, second = book.add_worksheet("One"), book.add_worksheet("Two")
        first.write_row(0, 0, ["ID", "On"])
        first.write(1, 0, 7)
        first.write_formula(1, 1, "=Absent!A1", None, "#REF!")
        second.write_row(0, 0, ["ID", "On"])
        second.write_formula(2, 0, "=NA()", None, "#N/A")
    one, two = workbook.read(held.getvalue(), file="a.xlsx")
    assert [list(one.column(place)[0].fillna("-")) for place in (0, 1)] == [["ID", "7"], ["On", workbook.ERROR]]
    assert list(one.column(1)[1] if one.column(1)[1] is not None else [TEXT, TEXT]) == [TEXT, TEXT]
    assert list(two.column(0)[0].fillna("-")) == ["ID", "-", workbook.ERROR]
    assert list(two.reach > 0) == [True, False, True]


# a cell as written            text, kind
WRITTEN = [
    (7, "7", NUMBER),
    (7.0, "7", NUMBER),
    (7.25, "7.25", NUMBER),
    (-3, "-3", NUMBER),
    (123456789012, "123456789012", NUMBER),
    (True, "True", TEXT),
    ("007", "007", TEXT),
    (" x ", "x", TEXT),
    (dt.date(2012, 4, 3), "2012-04-03", DATE),
]


@pytest.mark.parametrize(("cell", "text", "kind"), WRITTEN)
def test_each_kind_of_cell_becomes_the_text_that_a_reader_sees(council, cell, text, kind):
    (grid,) = read(council, [["x"], [cell], [None], ["y"], [1]])
    texts, kinds = grid.column(0)
    assert (texts.iloc[1], kinds[1]) == (text, kind)


def test_the_first_rows_are_kept_for_the_header_as_text(council):
    (grid,) = read(council, [[f"row {number}", number] for number in range(15)])
    assert grid.top[3] == ("row 3", "3")
    assert (len(grid.top), len(grid.reach)) == (10, 15)


def test_a_sheet_that_begins_far_down_keeps_its_row_numbers(council):
    (grid,) = read(council, [[], [], [None, "x"]])
    assert list(grid.reach > 0) == [False, False, True]
    assert list(grid.column(1)[0].fillna("-")) == ["-", "-", "x"]
