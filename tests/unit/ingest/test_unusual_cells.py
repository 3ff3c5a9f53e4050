"""Cells that are not written as programs write them are found where whoever reads XML finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.ingest.unusual_cells import UnusualCell, are_usual, cells, holds, lie_near

HEAD = b'<?xml version="1.0"?><worksheet xmlns="urn:x" xmlns:r="urn:r">'
FOOT = b'<pageMargins header="0.3" footer="0.3"/></worksheet>'


def sheet(rows):
    return HEAD + b"<sheetData>" + rows + b"</sheetData>" + FOOT


# The rows of a sheet                                                   are they as programs write them
WRITTEN = [
    (b"", True),
    (b'<row r="1"><c r="A1"><v>1</v></c></row>', True),
    (b'<row r="1" spans="1:2" s="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="2"/></row>', True),
    (b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>', True),
    (b'<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>1</v></c></row>', True),
    (b'<row r="1"><c><v>1</v></c></row>', False),
    (b'<row r="1"><c t="s"><v>1</v></c></row>', False),
    (b'<row r="1"><c t="s" r="A1"><v>1</v></c></row>', False),
    (b'<row r="1"><c  r="A1"><v>1</v></c></row>', False),
    (b'<row r="1"><c\tr="A1"><v>1</v></c></row>', False),
    (b'<row r="1"><c\nr="A1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r ="A1"><v>1</v></c></row>', False),
    (b"<row r=\"1\"><c r='A1'><v>1</v></c></row>", False),
    (b'<row r="1"><c r="a1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="$A$1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="&#65;1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="ABCD1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="A12345678"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="A01"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="A1" r="B1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="A1"\tr="B1"><v>1</v></c></row>', False),
    (b'<row r="1"><x:c r="A1"><v>1</v></x:c></row>', True),
    (b'<row r="1"><x:c t="s" r="A1"><v>1</v></x:c></row>', False),
    (b'<row r="1"><x:c r="a1"><v>1</v></x:c></row>', False),
    (b'<row r="1"><x:c><v>1</v></x:c></row>', False),
    (b'<!-- --><row r="1"><c r="A1"><v>1</v></c></row>', False),
    (b'</sheetData><sheetData><row r="1"/>', False),
]


@pytest.mark.parametrize(("rows", "usual"), WRITTEN)
def test_it_is_told_whether_cells_are_written_as_programs_write_them(rows, usual):
    assert are_usual(sheet(rows)) is usual


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        (HEAD + b"<sheetData/>" + FOOT, True),
        (HEAD + FOOT, False),
        (HEAD.replace(b"<", b"<x:") + b"<x:sheetData></x:sheetData>", False),
        (sheet(b"").decode().encode("utf-16"), False),
        (HEAD + b'<sheetData/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>', False),
        (b"", False),
    ],
)
def test_a_sheet_without_rows_where_they_are_looked_for_is_usual_only_if_it_says_so(written, usual):
    assert are_usual(written) is usual


@pytest.mark.parametrize("usual", [rows for rows, usual in WRITTEN if usual])
def test_whoever_knows_that_cells_lie_near_is_told_the_same(usual):
    assert are_usual(sheet(usual), near=lie_near(sheet(usual)))


# A cell, with its sheet                                  does it lie within column ZZ and row 99,999
PLACED = [
    (b'<row r="1"><c r="A1"><v>1</v></c></row>', True),
    (b'<row r="1"><c r="ZZ99999"><v>1</v></c></row>', True),
    (b'<row r="1"><c r="AAA1"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="A100000"><v>1</v></c></row>', False),
    (b'<row r="1"><c r="a1"><v>1</v></c></row>', False),
    (b'<row r="1"><x:c r="A1"><v>1</v></x:c></row>', True),
    (b'<row r="1"><x:c r="XFD1"><v>1</v></x:c></row>', False),
    (b'<row r="1"><c r="A1" t="inlineStr"><is><t>:c r=</t></is></c></row>', True),
]


@pytest.mark.parametrize(("rows", "near"), PLACED)
def test_it_is_told_whether_every_cell_lies_near(rows, near):
    assert lie_near(sheet(rows)) is near


_BITS = st.sampled_from([b"<sheetData>", b":", b"c", b":c", b"<", b"!", b"<!", b"x", b"</sheetData>"])


@given(st.lists(_BITS, max_size=8).map(b"".join), st.sampled_from([(b":c", b":"), (b"<!", b"!")]))
def test_a_mark_is_found_where_and_only_where_it_is(written, looked_for):
    mark, sign = looked_for
    assert holds(written, mark, sign=sign) is (mark in written)


def found(rows):
    return [(each.row, each.column) for each in cells(sheet(rows))]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c></row>', [(0, 0)]),
        (b"<row><c><v>1</v></c><c><v>1</v></c></row><row><c><v>1</v></c></row>", [(0, 0), (0, 1), (1, 0)]),
        (b'<row r="5"><c><v>1</v></c></row><row><c><v>1</v></c></row>', [(4, 0), (5, 0)]),
        (b'<row><c r="C1"><v>1</v></c><c><v>1</v></c></row>', [(0, 2), (0, 3)]),
        (b"<row><c/><c><v>1</v></c></row>", [(0, 1)]),
        (b'<row><c r="xfd1048576"><v>1</v></c></row>', [(1048575, 16383)]),
        (b'<row r="2"><c r="&#66;2"><v>1</v></c></row>', [(1, 1)]),
        (b"<row><!-- <c r='Z9'><v>1</v></c> --><c><v>1</v></c></row>", [(0, 0)]),
    ],
)
def test_a_cell_is_where_it_says_or_next_to_the_one_before_it(rows, places):
    assert found(rows) == places


@pytest.mark.parametrize(
    "rows",
    [
        b'<row><c r="A1048577"><v>1</v></c></row>',
        b'<row><c r="XFE1"><v>1</v></c></row>',
        b'<row><c r="$A$1"><v>1</v></c></row>',
        b'<row><c r=""><v>1</v></c></row>',
        b'<row><c r="A0"><v>1</v></c></row>',
        b'<row r="x"><c><v>1</v></c></row>',
        b'<row r="4294967295"><c><v>1</v></c></row>',
        b'<row r="0"><c><v>1</v></c></row>',
    ],
)
def test_a_cell_that_no_sheet_has_is_refused(rows):
    with pytest.raises(ValueError, match=r"cell|literal"):
        found(rows)


# What a cell holds                                     kind     has a formula, has a result
HELD = [
    (b'<c t="e"><v>#REF!</v></c>', "e", False, True),
    (b"<c><f>A1</f></c>", "", True, False),
    (b"<c><f>A1</f><v> </v></c>", "", True, False),
    (b"<c><f>A1</f><v>7</v></c>", "", True, True),
    (b'<c t="str"><f>A1</f><v></v></c>', "str", True, True),
    (b'<c t="str"><f>A1</f></c>', "str", True, False),
    (b'<c t="inlineStr"><is><t>x</t></is></c>', "inlineStr", False, True),
    (b"<x:c xmlns:x='urn:x'><x:f>A1</x:f></x:c>", "", True, False),
]


@pytest.mark.parametrize(("cell", "kind", "has_formula", "has_result"), HELD)
def test_what_a_cell_holds_is_told(cell, kind, has_formula, has_result):
    assert list(cells(sheet(b"<row>" + cell + b"</row>"))) == [UnusualCell(0, 0, kind, has_formula, has_result)]
