"""Delimited text files: CSV in any of the spellings that councils' systems write."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.ingest.encoding import decode, delimiter_of
from turncurve.ingest.sheet import TOP, Grid

_SPARE_COLUMNS = 8
_WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


def read(content: bytes, *, file: str) -> Grid:
    """Read a delimited text file, every cell as text; "NA" and the like stay as they are.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    Grid
        The whole file.

    Raises
    ------
    RefusedInputError
        If the file is not text, or its quotes or rows do not hold together.
    """
    decoded = decode(content, file=file)
    delimiter = delimiter_of(decoded.text)
    how = f"{decoded.encoding}, {_WORDS.get(delimiter, 'other')} between cells"
    if not decoded.text.strip():
        return _grid(pd.DataFrame(), how_read=how)
    sample = io.StringIO(decoded.text[:200_000], newline="")
    width = max(len(row) for _, row in zip(range(50), csv.reader(sample, delimiter=delimiter), strict=False))
    try:
        cells = pd.read_csv(
            io.BytesIO(decoded.text.encode("utf-8")),
            sep=delimiter,
            header=None,
            names=list(range(width + _SPARE_COLUMNS)),
            dtype="str",
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            index_col=False,
        )
    except (pd.errors.ParserError, csv.Error) as problem:
        raise RefusedInputError(
            "the rows of the file do not hold together: a quotation mark is not closed, or a row is far too long",
            where=file,
            remedy="Export the file again, or mend the row in the system that it came from",
        ) from problem
    return _grid(cells, how_read=how)


def _grid(cells: pd.DataFrame, *, how_read: str) -> Grid:
    """Return the cells as a grid."""
    stripped = {number: _trimmed(column) for number, column in cells.items()}
    filled = np.asarray(pd.DataFrame(stripped).notna(), dtype=bool).reshape(len(cells), len(stripped))
    last = filled.shape[1] - np.argmax(filled[:, ::-1], axis=1) if filled.size else np.zeros(len(cells), dtype=int)
    reach = np.where(filled.any(axis=1), last, 0)
    width = int(reach.max()) if len(reach) else 0
    top = tuple(
        tuple("" if pd.isna(stripped[number].iloc[row]) else str(stripped[number].iloc[row]) for number in range(width))
        for row in range(min(TOP, len(cells)))
    )
    return Grid("", top, reach, lambda number: (stripped[number], None), how_read=how_read, is_delimited=True)


def _trimmed(column: pd.Series[str]) -> pd.Series[str]:
    """Return cells without spaces around them; a cell of spaces only is blank."""
    stripped = column.str.strip()
    return stripped.where(stripped != "")
