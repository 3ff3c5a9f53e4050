"""One sheet as it was read: every cell as text, with what kind of cell it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.ingest.problems import Mask

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


def below_header(grid: Grid, *, header: int, columns: Mapping[str, int]) -> Sheet:
    """Take the rows below a header, named as the standard names them.

    Parameters
    ----------
    grid : Grid
        The whole sheet.
    header : int
        Position of the header row, from 0.
    columns : mapping of str to int
        By the standard's column name: the position of the column.

    Returns
    -------
    Sheet
        The rows that are not blank.
    """
    names = grid.top[header]
    width = max((position for position, name in enumerate(names) if name), default=-1) + 1
    positions = np.flatnonzero(grid.reach > 0)
    positions = positions[positions > header]
    taken = {name: grid.column(position) for name, position in columns.items()}
    return Sheet(
        cells=pd.DataFrame({name: texts.to_numpy()[positions] for name, (texts, _) in taken.items()}, dtype="str"),
        kinds={name: kinds[positions] for name, (_, kinds) in taken.items() if kinds is not None},
        rows=positions + 1,
        headers={name: names[position] for name, position in columns.items()},
        broken=np.asarray(grid.reach[positions] > width) & grid.is_delimited,
        dates_from_1904=grid.dates_from_1904,
    )
