"""The looked after return as XML: streamed child by child into the tables that its CSV files have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest.sheet import Sheet
from turncurve.ingest.xml_stream import STRAY, Names, elements, foreign_items, leaves, name_of, stray_table
from turncurve.reference.formats.specification import TableFormat, load

CHILD = "CHILD"
# The names of elements that stand for the column of another name in the CSV files.
COLUMNS = {"CHILDID": CHILD, "PL": "PLACE"}
# The element that holds each row of a table; the tables not named here have one row a child, in its header.
ROWS = {
    "EPISODE": "episodes",
    "AREVIEW": "reviews",
    "AD_PLACED": "placed_for_adoption",
    "OC2": "oc2",
    "AMISSING": "missing",
    "SWEPISODE": "social_worker",
}
IN_HEADER = ("header", "ad1", "previous_permanence", "uasc", "oc3")
_IDENTITY = ("CHILD", "DOB", "SEX")


def read(content: bytes, *, file: str) -> Mapping[str, Sheet]:
    """Read the return.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    mapping of str to Sheet
        By table of the return; a row's number is its place among the rows of its table. A table without a row is left
        out.

    Raises
    ------
    RefusedInputError
        If the XML is damaged or cut short, defines entities, or holds no child.
    """
    rows: dict[str, list[dict[str, str]]] = {table.key: [] for table in load("ssda903").tables}
    for element in elements(content, ("CHILD",), file=file, rest=True):
        if name_of(element, _known()) != CHILD:
            _take_strays(element, rows=rows, identity={}, within="")
        elif len(element):  # an element of the same name may hold the identifier alone
            _take_child(element, rows)
    if not rows["header"]:
        raise RefusedInputError(
            "the return holds no child", where=file, remedy="Export it again and check that it has children"
        )
    return {name: _sheet(load("ssda903").table(name), held) for name, held in rows.items() if held}


def _take_child(child: etree._Element, rows: dict[str, list[dict[str, str]]]) -> None:
    """Add the rows that one child gives to each table."""
    header: dict[str, str] = {}
    for part in child:
        if name_of(part, _known()) == "HEADER":
            header |= _named(leaves(part, _known()))
    identity = {name: header[name] for name in _IDENTITY if name in header}
    _take_strays(child, rows=rows, identity=identity, within="CHILD")
    for name in IN_HEADER:
        own = [column.name for column in load("ssda903").table(name).columns if column.name not in _IDENTITY]
        if name == "header" or any(column in header for column in own):
            rows[name].append(header)


def _take_strays(
    element: etree._Element, *, rows: dict[str, list[dict[str, str]]], identity: Mapping[str, str], within: str
) -> None:
    """Add the rows of the elements within one; those that stand where the return has none such are marked."""
    for part in element:
        name = name_of(part, _known())
        if not len(part) or (within == "" and name == CHILD):
            continue
        table = ROWS.get(name) if within in {"CHILD", "HEADER"} else None
        own = _named(leaves(part, _known()))
        if table is not None:
            rows[table].append({**identity, **own})
        elif not (within == "CHILD" and name == "HEADER"):
            meant = stray_table(own, _items())
            if meant is not None:
                rows[meant].append({**identity, **own, STRAY: "yes"})
        place = "HEADER" if within == "CHILD" and name == "HEADER" else "elsewhere"
        _take_strays(part, rows=rows, identity=identity, within=place if within else "")


@cache
def _known() -> Names:
    """Return the names of the return's elements, whatever their capitals."""
    columns = (column.name for table in load("ssda903").tables for column in table.columns)
    return Names((CHILD, "HEADER", *ROWS, *COLUMNS, *columns))


@cache
def _items() -> Mapping[str, frozenset[str]]:
    """Return by table the items that make a row of it, but for who the child is."""
    return {
        table.key: frozenset(column.name for column in table.columns) - set(_IDENTITY)
        for table in load("ssda903").tables
    }


def _named(held: Mapping[str, str]) -> dict[str, str]:
    """Return values by the column names of the CSV files."""
    return {COLUMNS.get(name, name): text for name, text in held.items()}


def _sheet(table: TableFormat, held: list[dict[str, str]]) -> Sheet:
    """Lay the rows of one table out as a sheet."""
    given = {name for row in held for name in row}
    columns = [column.name for column in table.columns if column.name in given or column.required]
    tables = IN_HEADER if table.key in IN_HEADER else (table.key,)
    own = {*_IDENTITY, *(name for each in tables for name in _items()[each])}
    return Sheet(
        cells=pd.DataFrame({name: pd.Series([row.get(name) for row in held], dtype="str") for name in columns}),
        kinds={},
        rows=np.arange(1, len(held) + 1),
        headers={name: name for name in columns if name in given},
        broken=np.array([STRAY in row for row in held], dtype=bool),
        broken_by="out_of_place",
        foreign=foreign_items(held, own=own, every=frozenset().union(*_items().values())),
    )
