"""The mapping report: which column of a file became which, and how its dates were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from turncurve.ingest.place import Place
from turncurve.ingest.recognise import SheetMatch
from turncurve.ingest.sheet import Sheet

COLUMNS = ["file", "part", "taken_for", "header_row", "column", "header", "read_as"]


@dataclass(frozen=True)
class ColumnMapping:
    """What became of one column.

    Parameters
    ----------
    place : Place
        The sheet.
    header_row : int
        The header's row number; 0 for XML.
    column : str
        The standard's name; empty where the file's column is not used.
    header : str
        The file's name; empty where the file has no such column.
    read_as : str
        How it was read, or why not.
    """

    place: Place
    header_row: int
    column: str
    header: str
    read_as: str


def of_sheet(
    sheet: Sheet, *, place: Place, stated: Mapping[str, str], used: Iterable[str], matched: SheetMatch | None
) -> tuple[ColumnMapping, ...]:
    """Say what became of each column of a sheet.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    place : Place
        Where the sheet is.
    stated : mapping of str to str
        By the standard's column: how it was read, where that had to be decided.
    used : iterable of str
        The standard's columns that a canonical table is made from.
    matched : SheetMatch or None
        How the sheet was recognised; None for XML.

    Returns
    -------
    tuple of ColumnMapping
        The standard's columns that were found, those that are wanted but absent, then the file's other columns.
    """
    wanted = tuple(dict.fromkeys(used))
    row = matched.header + 1 if matched else 0
    top = matched.grid.top[matched.header] if matched else ()
    headers = {name: top[position] for name, position in matched.columns.items()} if matched else sheet.headers
    lines = [
        ColumnMapping(place, row, name, header, stated.get(name, "") if name in wanted else "not needed")
        for name, header in headers.items()
    ]
    lines += [ColumnMapping(place, row, name, "", "not in the file") for name in wanted if name not in headers]
    if matched:
        known = set(matched.columns.values())
        lines += [
            ColumnMapping(place, row, "", header, "not a column of the template: not used")
            for position, header in enumerate(top)
            if header and position not in known
        ]
    return tuple(lines)


def table_of(lines: Iterable[ColumnMapping]) -> pd.DataFrame:
    """Lay the mapping out one row a column.

    Parameters
    ----------
    lines : iterable of ColumnMapping
        What became of each column.

    Returns
    -------
    DataFrame
        Columns file, part, taken_for, header_row, column, header and read_as.
    """
    rows = [
        (
            each.place.file,
            each.place.part,
            f"{each.place.format} {each.place.table}",
            each.header_row,
            each.column,
            each.header,
            each.read_as,
        )
        for each in lines
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
