"""A small table's rows as plain mappings: for what is looked at row by row, where a data frame would be slow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

Row = Mapping[str, Any]
"""One row by its columns: texts, numbers and Timestamps, and None for every blank cell."""


def plain_rows(table: pd.DataFrame) -> tuple[Row, ...]:
    """Return the rows of a table, each by its columns.

    Parameters
    ----------
    table : DataFrame
        Any table, of some hundreds of rows at most.

    Returns
    -------
    tuple of mapping
        In the table's order, with None for every blank cell, of whatever kind the blank was.
    """
    cells = {
        str(name): [
            None if blank else cell for cell, blank in zip(column.tolist(), column.isna().tolist(), strict=True)
        ]
        for name, column in table.items()
    }
    return tuple(dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True))
