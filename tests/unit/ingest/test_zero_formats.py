"""Zeros that a number format shows are part of a number's text; other formats change nothing."""

import pytest

from tests.hostile.corpus.makers import book
from turncurve.ingest import workbook, zero_formats

STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>
<numFmt numFmtId="164" formatCode="{}"/></numFmts><cellStyleXfs><xf numFmtId="164"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"""
# a number format      digits that its style shows
FORMATS = [
    ("000000", {1: 6}), ("00", {1: 2}), ("&quot;000&quot;", {1: 3}), ("0000;-0000", {1: 4}), ("0", {}), ("0.00", {}),
    ("#,##0", {}), ("00/00", {}), ("dd/mm/yyyy", {}), ("General", {}),
]  # fmt: skip


@pytest.mark.parametrize(("form", "wanted"), FORMATS)
def test_only_formats_of_zeros_alone_show_zeros(form, wanted):
    assert zero_formats.widths(STYLES.format(form).encode()) == wanted


@pytest.mark.parametrize(("code", "digits"), [("000000", 6), ("00;@", 2), ("0", 0), ("#000", 0), ("", 0), ('"000"', 3)])
def test_a_format_of_zeros_alone_says_how_many_digits_it_shows(code, digits):
    assert zero_formats.digits_of(code) == digits


def test_the_cells_of_such_a_style_are_found_by_their_place():
    written = (
        b'<row r="2"><c r="A2" s="1"><v>71</v></c><c r="AB2" s="2"><v>1</v></c><c s="1" r="AC12" t="n"><v>3</v></c>'
    )
    assert list(zero_formats.padded_cells(written, {1: 6})) == [(1, 0, 6), (11, 28, 6)]
    assert list(zero_formats.padded_cells(written, {})) == []


# a cell's value    as it is seen in three digits
VALUES = [
    (7, "007"),
    (7.0, "007"),
    (0, "000"),
    (123, 123),
    (1234.0, 1234.0),
    (7.5, 7.5),
    (-7, -7),
    ("7", "7"),
    (True, True),
]


@pytest.mark.parametrize(("value", "seen"), VALUES)
def test_a_whole_number_of_fewer_digits_is_seen_with_zeros(value, seen):
    rows = [[value, "x"]]
    assert zero_formats.shown(rows, [(0, 0, 3), (5, 5, 3)]) == [[seen, "x"]]
    assert rows == [[value, "x"]]


def test_a_workbook_gives_the_number_as_it_is_shown():
    def change(made, sheet):
        sheet.write_number(1, 0, 123, made.add_format({"num_format": "000000"}))

    (grid,) = workbook.read(book(("ID",), (1,), (45,), change=change), file="a.xlsx")
    assert list(grid.column(0)[0]) == ["ID", "000123", "45"]
