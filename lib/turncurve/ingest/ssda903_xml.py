"""The looked after return as XML: streamed child by child into the tables that its CSV files have."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.ingest.sheet import Sheet
from turncurve.ingest.xml_stream import elements, leaves, name_of
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
    for child in elements(content, ("CHILD",), file=file):
        if len(child):  # an element of the same name may hold the identifier alone
            _take_child(child, rows)
    if not rows["header"]:
        raise RefusedInputError(
            "the return holds no child", where=file, remedy="Export it again and check that it has children"
        )
    return {name: _sheet(load("ssda903").table(name), held) for name, held in rows.items() if held}


def _take_child(child: object, rows: dict[str, list[dict[str, str]]]) -> None:
    """Add the rows that one child gives to each table."""
    parts = list(child)  # type: ignore[call-overload]  # an lxml element is its children
    header: dict[str, str] = {}
    for part in parts:
        if name_of(part) == "HEADER":
            header |= _named(leaves(part))
    identity = {name: header[name] for name in _IDENTITY if name in header}
    for part in parts:
        groups = list(part) if name_of(part) == "HEADER" else [part]
        for group in groups:
            table = ROWS.get(name_of(group))
            if table is not None and len(group):
                rows[table].append(identity | _named(leaves(group)))
    for name in IN_HEADER:
        own = [column.name for column in load("ssda903").table(name).columns if column.name not in _IDENTITY]
        if name == "header" or any(column in header for column in own):
            rows[name].append(header)


def _named(held: Mapping[str, str]) -> dict[str, str]:
    """Return values by the column names of the CSV files."""
    return {COLUMNS.get(name, name): text for name, text in held.items()}


def _sheet(table: TableFormat, held: list[dict[str, str]]) -> Sheet:
    """Lay the rows of one table out as a sheet."""
    given = {name for row in held for name in row}
    columns = [column.name for column in table.columns if column.name in given or column.required]
    return Sheet(
        cells=pd.DataFrame({name: pd.Series([row.get(name) for row in held], dtype="str") for name in columns}),
        kinds={},
        rows=np.arange(1, len(held) + 1),
        headers={name: name for name in columns if name in given},
        broken=np.zeros(len(held), dtype=bool),
    )
