"""Workbooks of Excel 97: made by hand, record by record, and looked into before they are read."""

import struct

import pytest

from tests.hostile.corpus.makers import Padded, compound, day, old_book, old_stream
from turncurve.errors import RefusedInputError
from turncurve.ingest import old_workbook, workbook

ROWS = [("ID", "On"), ("A1", day("2012-05-15")), ("A2", bytes([0x2A, 1]))]


def marks(content):
    return old_workbook.look_into(content, file="a.xls")


def test_an_error_is_told_by_its_sheet_and_place():
    assert marks(old_book(*ROWS, title="Plans")).errors == {"Plans": ((2, 1),)}


def test_the_error_of_a_formula_is_told_and_its_other_results_are_not():
    def formula(row, result):
        return struct.pack("<HHHHH", 0x06, 14, row, 0, 0) + result

    results = [b"\x02\x00\x07\x00\x00\x00\xff\xff", b"\x00\x00\x00\x00\x00\x00\xff\xff", struct.pack("<d", 2.0)]
    more = b"".join(formula(n, each) for n, each in enumerate(results))
    assert marks(old_book(("ID",), more=more)).errors == {"List_7": ((0, 0),)}


@pytest.mark.parametrize("from_1904", [True, False])
def test_the_calendar_is_told(from_1904):
    assert marks(old_book(*ROWS, from_1904=from_1904)).dates_from_1904 is from_1904


def test_true_and_false_are_no_errors():
    assert marks(old_book(("ID",), (bytes([1, 0]),))).errors == {"List_7": ()}


def test_a_password_is_told():
    with pytest.raises(RefusedInputError, match="protected by a password"):
        marks(old_book(*ROWS, encrypted=True))


def test_several_cells_of_one_record_count_as_far_as_the_last():
    record = struct.pack("<HHHH", 0xBD, 4 + 6 * 256 + 2, 65_535, 0) + bytes(6 * 256) + struct.pack("<H", 255)
    with pytest.raises(RefusedInputError, match="17 million cells"):
        marks(old_book(("ID",), more=record))


def test_a_short_stream_lies_among_the_small_sectors_of_others_and_is_still_found():
    stream = old_stream([("ID",), ("A1",)])
    assert marks(small(stream)).errors == {"List_7": ()}


def small(stream):
    """Return a compound file whose one stream lies in small sectors, as systems other than Excel write it."""
    free, end, own = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    pieces = -(-len(stream) // 64)
    held = stream.ljust(-(-len(stream) // 512) * 512, b"\x00")
    sectors = len(held) // 512
    chain = [own, end, end, *range(4, 3 + sectors), end]
    chain += [free] * (128 - len(chain))
    links = [*range(1, pieces), end]
    links += [free] * (128 - len(links))
    header = compound(stream)[:44] + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 2, 1, end, 0, 0)
    header = header[:80].ljust(512, b"\xff")
    folder = bytearray(compound(stream)[1024:1536])
    struct.pack_into("<II", folder, 116, 3, sectors * 512)
    struct.pack_into("<II", folder, 128 + 116, 0, len(stream))
    return header + struct.pack("<128I", *chain) + bytes(folder) + struct.pack("<128I", *links) + held


# name                                  bytes
DAMAGED = {
    "nothing but the signature": old_workbook.SIGNATURE,
    "zeros after the signature": old_workbook.SIGNATURE + bytes(4000),
    "cut in the stream": old_book(*ROWS)[:2000],
    "another name for the stream": compound(old_stream(ROWS), name="Words"),
    "a chain that runs in a circle": old_book(*ROWS)[:512] + struct.pack("<128I", *[1] * 128) + old_book(*ROWS)[1024:],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_workbook_is_refused_with_a_sentence(name):
    with pytest.raises(RefusedInputError, match=r"damaged or cut short \(a\.xls\)"):
        marks(DAMAGED[name])


def test_what_is_looked_into_is_what_is_read():
    (grid,) = workbook.read(old_book(*ROWS), file="a.xls")
    assert list(grid.column(0)[0]) == ["ID", "A1", "A2"]
    assert list(grid.column(1)[0]) == ["On", "2012-05-15", "#ERROR!"]


# first row, row after the last, first column, column after the last
EXTENTS = [(0, 0xFFFFFFFF, 0, 5), (5, 0, 0, 5), (0, 2, 9, 5), (0, 65_536, 0, 0xFFFF)]


@pytest.mark.parametrize("extent", EXTENTS)
def test_an_extent_that_cannot_be_is_refused_before_room_is_asked_for_it(extent):
    stream = old_stream(ROWS)
    at = stream.find(struct.pack("<HH", 0x0200, 14)) + 4
    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        marks(compound(stream[:at] + struct.pack("<IIHH", *extent) + stream[at + 12 :]))


def test_more_texts_than_there_can_be_are_refused():
    texts = struct.pack("<HHII", 0xFC, 8, 1, 0xFFFFFFFF)
    with pytest.raises(RefusedInputError, match="damaged or cut short"):
        marks(old_book(("ID",), more=texts))


def test_a_number_that_its_format_shows_with_zeros_is_told_by_its_place():
    assert marks(old_book(("ID", "n"), (Padded(71), 71), (5, Padded(5)))).padded == {"List_7": ((1, 0, 6), (2, 1, 6))}
    assert marks(old_book(*ROWS)).padded == {"List_7": ()}


def test_short_numbers_one_or_several_in_a_record_are_told_too():
    short = struct.pack("<I", 71 << 2 | 2)
    one = struct.pack("<HHHHH", 0x027E, 10, 3, 0, 2) + short
    row = struct.pack("<HH", 4, 1) + b"".join(struct.pack("<H", style) + short for style in (2, 0, 2))
    several = struct.pack("<HH", 0xBD, len(row) + 2) + row + struct.pack("<H", 3)
    told = marks(old_book(("ID",), more=one + several)).padded["List_7"]
    assert told == ((3, 0, 6), (4, 1, 6), (4, 3, 6))


def test_an_old_workbook_gives_the_number_as_it_is_shown():
    (grid,) = workbook.read(old_book(("ID",), (Padded(123),), (45,)), file="a.xls")
    assert list(grid.column(0)[0]) == ["ID", "000123", "45"]
