"""Delimited text files: CSV in any of the spellings that councils' systems write."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.ingest.encoding import decode, delimiter_of
from turncurve.ingest.sheet import TOP, Grid

_SPARE_COLUMNS = 8
_TEXT_AS_FORMULA = r'^="([^"]*)"$'  # how some systems keep a spreadsheet from taking zeros away
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
    rows = [row for _, row in zip(range(50), csv.reader(sample, delimiter=delimiter), strict=False)]
    width = max(map(len, rows))
    _check_end(decoded.text, rows, delimiter=delimiter, file=file)
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
    _check_quotes(decoded.text, cells, delimiter=delimiter, file=file)
    written = _written(decoded.text, delimiter=delimiter, rows=len(cells), file=file)
    return replace(_grid(cells, how_read=how), written=written)


def _written(text: str, *, delimiter: str, rows: int, file: str) -> npt.NDArray[np.int64]:
    """Return how many cells each row was written with: a blank cell is one, a missing one is none."""
    if '"' in text:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        counts = [len(line) for line in lines]
    else:
        lines_alone = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        counts = [line.count(delimiter) + 1 for line in lines_alone]
    if len(counts) < rows or any(count > 1 for count in counts[rows:]):
        raise RefusedInputError(
            "the rows of the file do not hold together: it cannot be told where each begins",
            where=file,
            remedy="Export the file again, or as a workbook",
        )
    return np.asarray(counts[:rows], dtype=np.int64)


def _check_end(text: str, rows: Sequence[Sequence[str]], *, delimiter: str, file: str) -> None:
    """Refuse a file that ends in the middle of a row: what came after it is lost."""
    if text.endswith(("\n", "\r")) or '"' in text[-2000:]:
        return
    last = text[max(text.rfind("\n"), text.rfind("\r")) + 1 :]
    widths = {len(row) for row in rows if len(row) > 1}
    cells = last.count(delimiter) + 1
    is_of_the_table = cells > 1 or last[:1].isdigit()  # a line of words alone is a footer
    if len(rows) > 2 and len(widths - {cells}) == 1 and cells < max(widths) and is_of_the_table:
        raise RefusedInputError(
            "the file ends in the middle of a row", where=file, remedy="Copy or export it again: rows are missing"
        )


def _check_quotes(text: str, cells: pd.DataFrame, *, delimiter: str, file: str) -> None:
    """Refuse a file in which a quotation mark that is not closed has taken the rows below it into one cell."""
    if '"' not in text:
        return
    several = [
        column[column.str.contains("\n|\r", regex=True).fillna(value=False).astype(bool)]
        for column in cells.to_dict("series").values()
    ]
    if not any(map(len, several)):
        return
    filled = int(cells.notna().any().sum())
    swallowed = any(
        line.count(delimiter) >= max(filled - 1, 1)
        for column in several
        for cell in column
        for line in cell.splitlines()
    )
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            continue
    except csv.Error:
        swallowed = True
    if swallowed:
        raise RefusedInputError(
            "a quotation mark that is not closed takes the rows below it into one cell",
            where=file,
            remedy="Export the file again, or mend the row in the system that it came from",
        )


def _grid(cells: pd.DataFrame, *, how_read: str) -> Grid:
    """Return the cells as a grid."""
    stripped = {number: column if column.isna().all() else _trimmed(column) for number, column in cells.items()}
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
    if stripped.str.startswith("=").any():
        stripped = stripped.str.replace(_TEXT_AS_FORMULA, r"\1", regex=True)
    return stripped.where(stripped != "")
