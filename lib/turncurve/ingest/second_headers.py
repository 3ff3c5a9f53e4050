"""Headers further down a sheet, where two exports were put below one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.ingest.headers import match, plain
from turncurve.reference.formats.specification import TableFormat


class Cells(Protocol):
    """What of a sheet is needed to look for headers."""

    @property
    def top(self) -> tuple[tuple[str, ...], ...]:
        """The first rows as text; blank cells are empty."""

    @property
    def column(self) -> Callable[[int], tuple[pd.Series[str], Any]]:
        """Given a column's position: its cells as text, missing where blank, and their kinds."""


@dataclass(frozen=True)
class SecondHeader:
    """A header below the first.

    Parameters
    ----------
    position : int
        Its row, from 0.
    names : tuple of str
        Its cells; empty where blank.
    columns : mapping of str to int, or None
        By the standard's column name: position of the column; None where it is not a header of the same columns, so
        that nothing below it can be read.
    has_moved : bool
        Whether any of the columns is elsewhere than by the header before it, or is another.
    """

    position: int
    names: tuple[str, ...]
    columns: Mapping[str, int] | None
    has_moved: bool


def of(grid: Cells, *, header: int, columns: Mapping[str, int], table: TableFormat) -> tuple[SecondHeader, ...]:
    """Find the headers below a sheet's first.

    Parameters
    ----------
    grid : Grid
        The sheet.
    header : int
        Position of the first header, from 0.
    columns : mapping of str to int
        By the standard's column name: the position of each column that is read.
    table : TableFormat
        The table of the standard.

    Returns
    -------
    tuple of SecondHeader
        In order; none where no row below is made of names of columns.
    """
    names = grid.top[header]
    known = {name for each in table.columns for name in (each.name, *each.also)} | {name for name in names if name}
    written = {name.casefold() for name in known}
    likely = _likely([grid.column(each)[0] for each in columns.values()], written=written, header=header)
    if not len(likely):
        return ()
    shown = [grid.column(each)[0].iloc[likely].fillna("").tolist() for each in range(max(map(len, grid.top)))]
    known_plainly = {plain(name) for name in known} - {""}
    found: list[SecondHeader] = []
    before: Mapping[str, int] | None = columns
    names_before: Sequence[str] = names
    for number, position in enumerate(likely.tolist()):
        row = tuple(column[number] for column in shown)
        if not _is_header(row, columns, known=known_plainly, table=table):
            continue
        places = columns if row == tuple(names) else _same_columns(row, columns, table=table)
        has_others = set(map(plain, row)) != set(map(plain, names_before))
        found.append(SecondHeader(position, row, places, has_others or places != before))
        before, names_before = places, row
    return tuple(found)


def _likely(columns: Sequence[pd.Series[str]], *, written: set[str], header: int) -> npt.NDArray[np.intp]:
    """Return the rows in which any of the columns read holds the name of a column."""
    if not columns:
        return np.zeros(0, dtype=np.intp)
    named = np.logical_or.reduce([column.str.lower().isin(written).to_numpy(dtype=bool) for column in columns])
    rows = np.flatnonzero(named)
    return rows[rows > header]


def _is_header(row: Sequence[str], columns: Mapping[str, int], *, known: set[str], table: TableFormat) -> bool:
    """Tell whether a row is made of names of columns, half of them known, or has every column that is read."""
    filled = [plain(cell) for cell in row if cell]
    named = known.intersection(filled)
    if len(named) < 2:
        return False
    most = sum(cell in known for cell in filled) * 2 >= len(filled)
    return most or set(columns) <= set(match(row, table).columns)


def _same_columns(row: Sequence[str], columns: Mapping[str, int], *, table: TableFormat) -> Mapping[str, int] | None:
    """Return where a row of names has the columns wanted, where it has every one of them once."""
    fit = match(row, table)
    if not set(columns) <= set(fit.columns) or set(columns) & set(fit.repeated):
        return None
    return {name: fit.columns[name] for name in columns}
