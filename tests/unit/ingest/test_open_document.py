"""Workbooks of LibreOffice (.ods), looked into before they are read."""

import io
import zipfile

import pytest

from tests.hostile.corpus.makers import day, open_document
from turncurve.errors import RefusedInputError
from turncurve.ingest import open_document as sheets
from turncurve.ingest import workbook

OFFICE, CALC = 'office:value-type="string"', 'calcext:value-type="error"'
# a cell                                                                                          is it an error
CELLS = [
    (f'<table:table-cell table:formula="of:=#REF!" {OFFICE} {CALC}><text:p>#REF!</text:p></table:table-cell>', True),
    (f'<table:table-cell table:formula="of:=1/0" {OFFICE}><text:p>#DIV/0!</text:p></table:table-cell>', True),
    (f'<table:table-cell table:formula="of:=X" {OFFICE}><text:p>Err:508</text:p></table:table-cell>', True),
    ('<table:table-cell table:formula="of:=TODAY()"/>', True),
    (f'<table:table-cell table:formula="of:=A1" {OFFICE}><text:p>A1</text:p></table:table-cell>', False),
    (f"<table:table-cell {OFFICE}><text:p>#1 Flat</text:p></table:table-cell>", False),
    ("<table:table-cell/>", False),
]


def marks(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sheets.look_into(archive.read("content.xml"), file="a.ods")


@pytest.mark.parametrize(("cell", "is_error"), CELLS)
def test_an_error_or_an_unknown_result_is_told_by_its_place(cell, is_error):
    assert marks(open_document(("ID", "On"), ("A1", cell), title="One")).errors == {
        "One": ((1, 1),) if is_error else ()
    }


def test_repeated_cells_and_rows_before_an_error_are_counted():
    above = '<table:table-row table:number-rows-repeated="5"><table:table-cell/></table:table-row>'
    row = f'<table:table-row><table:table-cell table:number-columns-repeated="3"/>{CELLS[0][0]}</table:table-row>'
    assert marks(open_document(table=above + row)).errors == {"List_7": ((5, 3),)}


# repeated rows, repeated columns, filled       refused
REPEATS = [(1_048_576, 16_384, True, True), (1_048_576, 16_384, False, False), (1_000, 100, True, False)]


@pytest.mark.parametrize(("rows", "columns", "is_filled", "is_refused"), REPEATS)
def test_a_cell_that_stands_for_millions_is_refused_only_where_it_is_filled(rows, columns, is_filled, is_refused):
    cell = f'<table:table-cell {OFFICE if is_filled else ""} table:number-columns-repeated="{columns}"/>'
    content = open_document(table=f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')
    if not is_refused:
        assert marks(content).errors == {"List_7": ()}
        return
    with pytest.raises(RefusedInputError, match="17,180 million cells"):
        marks(content)


def test_what_is_looked_into_is_what_is_read():
    content = open_document(("ID", "On", "Off"), ("A1", day("2012-05-15"), CELLS[0][0]))
    (grid,) = workbook.read(content, file="a.ods")
    assert [list(grid.column(n)[0]) for n in (1, 2)] == [["On", "2012-05-15"], ["Off", "#ERROR!"]]


FLOAT = '<table:table-cell office:value-type="{}" office:value="7"><text:p>{}</text:p></table:table-cell>'
# kind of the cell, as it is seen     digits that are seen of a number with zeros before it
SEEN = [("float", "007", 3), ("float", "07", 2), ("float", "7", 0), ("float", "0.07", 0), ("float", "0", 0),
        ("string", "007", 0), ("date", "07", 0), ("currency", "007", 0)]  # fmt: skip


@pytest.mark.parametrize(("kind", "seen", "digits"), SEEN)
def test_only_a_number_that_is_seen_with_zeros_before_it_is_told(kind, seen, digits):
    told = marks(open_document(("ID",), (FLOAT.format(kind, seen),))).padded
    assert told == {"List_7": ((1, 0, digits),) if digits else ()}


def test_a_number_that_stands_for_several_is_told_in_each_place_and_given_as_it_is_seen():
    twice = FLOAT.format("float", "007").replace("office:value=", 'table:number-columns-repeated="2" office:value=')
    rows = f'<table:table-row table:number-rows-repeated="2">{twice}</table:table-row>'
    content = open_document(table=rows)
    assert marks(content).padded == {"List_7": ((0, 0, 3), (0, 1, 3), (1, 0, 3), (1, 1, 3))}
    (grid,) = workbook.read(content, file="a.ods")
    assert [list(grid.column(place)[0]) for place in (0, 1)] == [["007", "007"]] * 2
