"""Excel workbooks: every cell as text, with real dates and numbers marked as such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from turncurve.errors import RefusedInputError
from turncurve.ingest import old_workbook, zero_formats
from turncurve.ingest.archive import look_into
from turncurve.ingest.sheet import DATE, NUMBER, TEXT, TOP, Grid, Kinds
from turncurve.ingest.workbook_rows import Rows, UnreadableWorkbookError, read_apart, read_here

ERROR = (
    "#ERROR!"  # what stands for a cell that shows an error, such as #REF!, or whose formula was saved without a result
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the name that Excel gives a protected workbook's content


def read(content: bytes, *, file: str) -> tuple[Grid, ...]:
    """Read every worksheet of a workbook, hidden ones too.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    tuple of Grid
        One a worksheet that holds anything.

    Raises
    ------
    RefusedInputError
        If the workbook is damaged or protected by a password, far too large, or if it holds nothing.
    """
    if _ENCRYPTED in content:
        what, remedy = _why_not("encrypted")
        raise RefusedInputError(what, where=file, remedy=remedy)
    is_old = content.startswith(old_workbook.SIGNATURE)
    contents = old_workbook.look_into(content, file=file) if is_old else look_into(content, file=file)
    grids = [
        replace(
            _grid(
                name,
                zero_formats.shown(_with_errors(rows, contents.errors.get(name, ())), contents.padded.get(name, ())),
                dates_from_1904=contents.dates_from_1904,
            ),
            is_hidden=is_hidden,
        )
        for name, is_hidden, rows in _sheets(content, file=file, is_usual=contents.is_usual)
        if rows
    ]
    filled = tuple(grid for grid in grids if grid.reach.any())
    if not filled:
        raise RefusedInputError(
            "the workbook is empty", where=file, remedy="Export it again and check that it has rows before saving it"
        )
    return filled


def _sheets(content: bytes, *, file: str, is_usual: bool) -> Rows:
    """Return each worksheet's title, whether it is hidden, and its rows; refuse what cannot be opened."""
    try:
        return read_here(content) if is_usual else read_apart(content)
    except UnreadableWorkbookError as problem:
        what, remedy = _why_not(str(problem))
        raise RefusedInputError(what, where=file, remedy=remedy) from problem


def _why_not(reason: str) -> tuple[str, str]:
    """Return what is wrong with a workbook that cannot be opened, and what to do."""
    if "password" in reason.casefold() or "encrypt" in reason.casefold():
        return (
            "the workbook is protected by a password",
            "Open it in Excel, save a copy without a password, and put the copy in its place",
        )
    return (
        "the workbook is damaged or cut short",
        "Copy or export it again, and check that Excel opens it without repairs",
    )


def _with_errors(rows: list[list[Any]], errors: Sequence[tuple[int, int]]) -> list[list[Any]]:
    """Return a sheet's rows with its errors in their places; the reader gives them as blank cells."""
    whole = list(rows)
    for row, column in errors:
        if row < len(whole) and column < len(whole[row]):
            whole[row] = [*whole[row][:column], ERROR, *whole[row][column + 1 :]]
    return whole


def _grid(name: str, rows: Sequence[Sequence[object]], *, dates_from_1904: bool) -> Grid:
    """Return one worksheet's values as a grid."""

    @cache
    def column(position: int) -> tuple[pd.Series[str], Kinds | None]:
        """Return a column as text, and what kinds of cells it has."""
        cells = [row[position] for row in rows]
        kinds = None
        if set(map(type, cells)) != {str}:
            kinds = np.fromiter((_KINDS.get(type(cell), TEXT) for cell in cells), dtype=np.uint8, count=len(cells))
            cells = [cell if isinstance(cell, str) else _text(cell) for cell in cells]
        words = pd.Series(pa.array(cells, pa.large_string()), dtype="str").str.strip()
        return words.where(words != ""), kinds

    return Grid(
        name=name,
        top=tuple(tuple(_text(cell).strip() for cell in row) for row in rows[:TOP]),
        reach=np.fromiter(map(_is_filled, rows), dtype=np.int64, count=len(rows)),
        column=column,
        dates_from_1904=dates_from_1904,
        how_read="Excel",
    )


def _is_filled(row: Sequence[object]) -> bool:
    """Tell whether a row has a cell that is not blank."""
    first = row[0] if row else ""
    if isinstance(first, str) and first and not first.isspace():  # as nearly always
        return True
    return any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row)


_KINDS: dict[type, int] = {dt.date: DATE, dt.datetime: DATE, int: NUMBER, float: NUMBER}


@lru_cache(maxsize=1 << 16, typed=True)  # few days and numbers differ in a column; 1, 1.0 and true are three of them
def _text(cell: Hashable) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without a decimal point."""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
