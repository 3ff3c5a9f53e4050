"""One sheet as it was read: every cell as text, with what kind of cell it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.ingest import second_headers
from turncurve.ingest.problems import Mask
from turncurve.ingest.second_headers import SecondHeader
from turncurve.reference.formats.specification import TableFormat

TEXT, DATE, NUMBER = 0, 1, 2
TOP = 10  # rows among which a header is looked for
Kinds = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet before it is known which row is the header; a column is made into text when asked for.

    Parameters
    ----------
    name : str
        The sheet's title; empty for a CSV file.
    top : tuple of tuple of str
        The first rows as text; blank cells are empty.
    reach : array of int
        One a row: the position after its last filled cell; 0 where the row is blank.
    column : callable
        Given a column's position: its cells as text (missing where blank; a real date is ISO text), and their kinds,
        or None where all are text.
    dates_from_1904 : bool
        Whether the workbook counts days from 1904.
    how_read : str
        Encoding and delimiter, or kind of workbook, in a reader's words.
    is_delimited : bool
        Whether it is a delimited text, in which a row may have more cells than the header.
    written : array of int or None
        For a delimited text, one a row: with how many cells it was written, blank ones included.
    is_hidden : bool
        Whether the workbook does not show the sheet.
    """

    name: str
    top: tuple[tuple[str, ...], ...]
    reach: npt.NDArray[Any]
    column: Callable[[int], tuple[pd.Series[str], Kinds | None]]
    dates_from_1904: bool = False
    how_read: str = ""
    is_delimited: bool = False
    is_hidden: bool = False
    written: npt.NDArray[Any] | None = None

    @property
    def cells(self) -> pd.DataFrame:
        """Every cell as text: one column a column of the sheet, numbered from 0; blank cells are missing."""
        width = max((len(row) for row in self.top), default=0)
        return pd.DataFrame({position: self.column(position)[0] for position in range(width)}, dtype="str")


@dataclass(frozen=True)
class Sheet:
    """The rows below a sheet's header, by the standard's column names.

    Parameters
    ----------
    cells : DataFrame of str
        One column a matched column of the standard, one row a row of the file that is not blank.
    kinds : mapping of str to array of uint8
        As in `Grid`, by the standard's column name.
    rows : array of int
        Row numbers as a spreadsheet shows them.
    headers : mapping of str to str
        By the standard's column name: the header in the file.
    broken : array of bool
        Whether the row has more cells than the header.
    dates_from_1904 : bool
        Whether the workbook counts days from 1904.
    unfit : mapping of str to array of bool
        By rule: other rows whose cells may be in the wrong columns; see `UNFIT`.
    broken_by : str
        The rule by which a broken row is refused.
    foreign : mapping of str to array of bool
        By item of another table: the rows in which it stands.
    """

    cells: pd.DataFrame
    kinds: Mapping[str, Kinds]
    rows: npt.NDArray[Any]
    headers: Mapping[str, str]
    broken: Mask
    dates_from_1904: bool = False
    unfit: Mapping[str, Mask] = field(default_factory=dict)
    broken_by: str = "extra_cells"
    foreign: Mapping[str, Mask] = field(default_factory=dict)

    def kind_of(self, column: str) -> Kinds:
        """Return the kind of each cell of a column.

        Parameters
        ----------
        column : str
            The standard's column name.

        Returns
        -------
        array of uint8
            TEXT, DATE or NUMBER, one a row.
        """
        held = self.kinds.get(column)
        return np.zeros(len(self.cells), dtype=np.uint8) if held is None else held


def below_header(grid: Grid, *, header: int, columns: Mapping[str, int], table: TableFormat | None = None) -> Sheet:
    """Take the rows below a header, named as the standard names them.

    Parameters
    ----------
    grid : Grid
        The whole sheet.
    header : int
        Position of the header row, from 0.
    columns : mapping of str to int
        By the standard's column name: the position of the column.
    table : TableFormat, optional
        The table of the standard, where headers further down are to be looked for.

    Returns
    -------
    Sheet
        The rows that are not blank; those below a header further down are read by that one, or marked as unfit.
    """
    names = grid.top[header]
    positions = np.flatnonzero(grid.reach > 0)
    positions = positions[positions > header]
    taken = {name: grid.column(position) for name, position in columns.items()}
    further = () if table is None else second_headers.of(grid, header=header, columns=columns, table=table)
    taken = {name: _rejoined(name, cells, grid=grid, further=further) for name, cells in taken.items()}
    widths = np.full(len(grid.reach), _width(names))
    for each in further:
        widths[each.position :] = _width(each.names)
    unfit = {} if table is None else _unfit(further, rows=len(grid.reach))
    if grid.written is not None:
        unfit["too_few_cells"] = grid.written < widths
    return Sheet(
        cells=pd.DataFrame({name: texts.to_numpy()[positions] for name, (texts, _) in taken.items()}, dtype="str"),
        kinds={name: kinds[positions] for name, (_, kinds) in taken.items() if kinds is not None},
        rows=positions + 1,
        headers={name: names[position] for name, position in columns.items()},
        broken=np.asarray(grid.reach[positions] > widths[positions]) & grid.is_delimited,
        dates_from_1904=grid.dates_from_1904,
        unfit={rule: mask[positions] for rule, mask in unfit.items() if mask[positions].any()},
    )


def _width(names: Sequence[str]) -> int:
    """Return how many columns a header has."""
    return max((position for position, name in enumerate(names) if name), default=-1) + 1


def _unfit(further: Sequence[SecondHeader], *, rows: int) -> dict[str, Mask]:
    """Return by rule which rows of a grid headers further down make unfit."""
    unfit = {rule: np.zeros(rows, dtype=bool) for rule in ("columns_moved", "other_header")}
    ends = [*(each.position for each in further), rows][1:]
    for each, after in zip(further, ends, strict=True):
        if each.columns is None:
            unfit["other_header"][each.position : after] = True
        elif each.has_moved:
            unfit["columns_moved"][each.position] = True
    return unfit


def _rejoined(
    name: str, cells: tuple[pd.Series[str], Kinds | None], *, grid: Grid, further: Sequence[SecondHeader]
) -> tuple[pd.Series[str], Kinds | None]:
    """Return a column's cells and kinds, those below a header further down from where that has the column."""
    texts, kinds = cells
    if not any(each.columns is not None and each.has_moved for each in further):
        return texts, kinds
    texts = texts.copy()
    kinds = np.zeros(len(texts), dtype=np.uint8) if kinds is None else kinds.copy()
    for each in (each for each in further if each.columns is not None):
        moved, of_kind = grid.column((each.columns or {})[name])
        texts.iloc[each.position :] = moved.iloc[each.position :]
        kinds[each.position :] = 0 if of_kind is None else of_kind[each.position :]
    return texts, kinds
