"""Workbooks of binary parts (.xlsb), made by hand, and looked into before they are read."""

import io
import struct
import zipfile

import pytest

from tests.hostile.corpus.makers import Padded, binary_book, day, rezipped
from turncurve.errors import RefusedInputError
from turncurve.ingest import archive, binary_workbook, workbook

ROWS = [("ID", "On"), ("A1", day("2012-05-15")), ("A2", bytes([0x2A]))]


def marks(content):
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return binary_workbook.look_into(held, file="a.xlsb")


def test_an_error_is_told_by_its_sheet_and_place():
    assert marks(binary_book(*ROWS, title="Plans & more")).errors == {"Plans & more": ((2, 1),)}


def test_an_error_below_rows_left_out_is_told_at_its_own_row():
    assert marks(binary_book(*ROWS, at={2: 70})).errors == {"List_7": ((70, 1),)}


@pytest.mark.parametrize("from_1904", [True, False])
def test_the_calendar_is_told(from_1904):
    assert marks(binary_book(*ROWS, from_1904=from_1904)).dates_from_1904 is from_1904


def test_a_text_longer_than_one_byte_can_say_is_passed_over_rightly():
    assert marks(binary_book(("x" * 5000, "On"), *ROWS[1:])).errors == {"List_7": ((2, 1),)}


def test_a_cell_far_below_and_beside_is_refused():
    with pytest.raises(RefusedInputError, match=r"million cells \(a\.xlsb, List_7, row 1048576, column 9\)"):
        marks(binary_book(("ID",), (*[None] * 8, "x"), at={1: 1_048_575}))


@pytest.mark.parametrize("part", ["xl/workbook.bin", "xl/worksheets/sheet1.bin"])
def test_a_part_that_is_cut_is_refused(part):
    content = rezipped(binary_book(*ROWS), {part: lambda held: held[:10] + b"\x9c"})
    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        archive.look_into(content, file="a.xlsb")


def test_what_is_looked_into_is_what_is_read():
    (grid,) = workbook.read(binary_book(*ROWS), file="a.xlsb")
    assert list(grid.column(1)[0]) == ["On", "2012-05-15", "#ERROR!"]


@pytest.mark.parametrize("extent", [(0, 0xFFFFFFFF, 0, 4), (5, 0, 0, 4), (0, 2, 9, 5), (0, 1_048_575, 0, 16_383)])
def test_an_extent_that_cannot_be_is_refused_before_room_is_asked_for_it(extent):
    stated = struct.pack("<BBB", 0x94, 1, 16)

    def change(part):
        at = part.find(stated) + 3
        return part[:at] + struct.pack("<IIII", *extent) + part[at + 16 :]

    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        archive.look_into(rezipped(binary_book(*ROWS), {"xl/worksheets/sheet1.bin": change}), file="a.xlsb")


def test_a_number_that_its_format_shows_with_zeros_is_told_and_given_as_it_is_shown():
    content = binary_book(("ID", "n"), (Padded(123), 7), (45, Padded(7)))
    assert marks(content).padded == {"List_7": ((1, 0, 6), (2, 1, 6))}
    (grid,) = workbook.read(content, file="a.xlsb")
    assert list(grid.column(0)[0]) == ["ID", "000123", "45"]
    assert list(grid.column(1)[0]) == ["n", "7", "000007"]


def test_a_workbook_without_styles_shows_no_zeros():
    bare = rezipped(binary_book(("ID",), (Padded(123),)), drop=("xl/styles.bin",))
    assert marks(bare).padded == {}
