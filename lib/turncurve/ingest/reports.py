"""The reports of an ingest, as CSV files that a spreadsheet can open without running anything."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a report; a text that a spreadsheet would run as a formula is written with an apostrophe before it.

    Parameters
    ----------
    frame : DataFrame
        The report, one row a line.
    path : pathlib.Path
        The CSV file to write.
    """
    harmless = {
        name: column if pd.api.types.is_numeric_dtype(column) else _harmless(column.astype("str"))
        for name, column in frame.items()
    }
    text = pd.DataFrame(harmless, columns=frame.columns).to_csv(index=False, lineterminator="\n")
    path.write_text(text, encoding="utf-8", newline="\n")


def _harmless(column: pd.Series[str]) -> pd.Series[str]:
    """Return texts that no spreadsheet takes for formulas."""
    return column.where(~column.str.startswith(_FORMULA_STARTS).fillna(value=False).astype(bool), "'" + column)
