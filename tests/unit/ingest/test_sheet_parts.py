"""Sheets of an .xlsx: formulas without results, and how far the filled cells reach."""

import io
import zipfile

import pytest

from tests.hostile.corpus.makers import SHEET, book, in_sheet
from turncurve.errors import RefusedInputError
from turncurve.ingest import sheet_parts


def marks(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sheet_parts.look_into(archive, file="a.xlsx")


SOUND = book(("ID", "End"), ("A1", "HERE"), title="One")
# The second cell of the second row as programs write it        is its result unknown
CELLS = [
    (b'<c r="B2"><f>TODAY()</f></c>', True),
    (b'<c r="B2"><f>TODAY()</f><v></v></c>', True),
    (b'<c r="B2"><f>TODAY()</f><v/></c>', True),
    (b'<c r="B2" s="1"><f t="shared" si="0"/></c>', True),
    (b'<c r="B2" s="1"><f t="shared" ref="B2:B3" si="0">A2</f><v> </v></c>', True),
    (b'<x:c r="B2"><x:f>A2</x:f></x:c>', True),
    (b'<c r="B2" t="str"><f>A2</f></c>', True),
    (b'<c r="B2" t="str"><f>""</f><v></v></c>', False),
    (b'<c r="B2"><f>TODAY()</f><v>41044</v></c>', False),
    (b'<c r="B2" t="str"><f>A2</f><v>x</v></c>', False),
    (b'<c r="B2" s="1"/>', False),
    (b'<c r="B2"><v>7</v></c>', False),
]


@pytest.mark.parametrize(("written", "is_unknown"), CELLS)
def test_a_formula_saved_without_its_result_is_told_from_an_empty_result(written, is_unknown):
    found = marks(in_sheet(SOUND, b'<c r="B2" t="s"><v>3</v></c>', written))
    assert found.errors == {"One": ((1, 1),) if is_unknown else ()}


def test_a_formula_without_a_result_does_not_hide_the_cell_after_it():
    written = b'<c r="B2"><f>A2</f></c><c r="C2"><f>A2</f><v>1</v></c><c r="D2" t="e"><f>A2</f><v>#N/A</v></c>'
    found = marks(in_sheet(SOUND, b'<c r="B2" t="s"><v>3</v></c>', written))
    assert sorted(found.errors["One"]) == [(1, 1), (1, 3)]


# rows, columns, filled cells      refused
EXTENTS = [
    (1_000_000, 16, 16_000_000, False),
    (1_000_000, 20, 20_000_000, False),
    (1_000_000, 21, 21_000_000, True),
    (500_000, 10, 1, False),
    (500_001, 10, 50_000, True),
    (500_001, 10, 50_001, False),
]


@pytest.mark.parametrize(("rows", "columns", "filled", "is_refused"), EXTENTS)
def test_a_sheet_is_refused_where_it_is_too_large_or_large_and_almost_empty(rows, columns, filled, is_refused):
    if not is_refused:
        assert sheet_parts.check_sparse(rows, columns, filled=filled, place="a.xlsx") is None
        return
    with pytest.raises(RefusedInputError, match=r"million cells \(a\.xlsx\)"):
        sheet_parts.check_sparse(rows, columns, filled=filled, place="a.xlsx")


@pytest.mark.parametrize(("target", "part"), [("worksheets/a.xml", "xl/worksheets/a.xml"), ("/xl/b.xml", "xl/b.xml")])
def test_a_link_leads_to_a_part_from_its_folder_or_from_the_root(target, part):
    links = f"<Relationships><Relationship Id='i' Target='{target}'/></Relationships>".encode()
    assert sheet_parts.linked(links) == {"i": part}


def test_the_calendar_is_told_by_the_settings():
    assert marks(book(("ID",), options={"date_1904": True})).dates_from_1904 is True
    assert marks(SOUND).dates_from_1904 is False
    assert SHEET in zipfile.ZipFile(io.BytesIO(SOUND)).namelist()


# first, last, columns         can it be
STATED = [(0, 100, 5, True), (0, 0, 0, True), (1, 0, 5, False), (0, 2**32 - 1, 5, False), (0, 100, -1, False)]


@pytest.mark.parametrize(("first", "last", "across", "can_be"), STATED)
def test_a_stated_size_is_believed_only_where_it_can_be(first, last, across, can_be):
    if can_be:
        assert sheet_parts.check_stated(first, last, across=across) is None
        return
    with pytest.raises(ValueError, match="cannot be"):
        sheet_parts.check_stated(first, last, across=across)
