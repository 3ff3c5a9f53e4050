"""The cells of an open data file: numbers, symbols by the release's year, and reporting years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.reference.formats.dfe_open_data import OpenDataFormat
from turncurve.reference.vocabulary import symbols_of

_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|-?\d+(?:\.\d+)?%?"


@dataclass(frozen=True)
class Cells:
    """One column's cells, read.

    Parameters
    ----------
    column : str
        The column's name.
    number : series of Float64
        Numbers; missing where a symbol stands.
    status : series of str
        published, or what the symbol means.
    """

    column: str
    number: pd.Series
    status: pd.Series

    def whole(self, *, file: str) -> pd.Series:
        """Return the numbers as counts.

        Parameters
        ----------
        file : str
            The file's name, for the message.

        Returns
        -------
        series of Int64
            Whole numbers, missing where a symbol stands.

        Raises
        ------
        RefusedInputError
            If a number is negative or no whole number, so that the column cannot be a count.
        """
        wrong = (self.number.notna() & ((self.number % 1 != 0) | (self.number < 0))).fillna(value=False)
        if wrong.any():
            raise RefusedInputError(
                f"the column {self.column!r} should hold counts, and {int(wrong.sum())} of its numbers are none",
                where=f"{file}, row {self.number.index[wrong][0]}",
                remedy="Use the file as published; if the release changed the column's meaning, it cannot be used",
            )
        return self.number.astype("Int64")


def read_cells(texts: pd.Series, *, column: str, file: str, release_year: int) -> Cells:
    """Read one column of numbers and symbols.

    Parameters
    ----------
    texts : series of str
        The cells as text, the index being the row of the file.
    column : str
        The column's name.
    file : str
        The file's name, for the message.
    release_year : int
        Calendar year of the release, which decides what its symbols mean.

    Returns
    -------
    Cells
        Numbers and statuses; a blank cell is not available.

    Raises
    ------
    RefusedInputError
        If a cell is neither a number nor a symbol of the release.
    """
    trimmed = texts.fillna("").str.strip()
    is_number = trimmed.str.fullmatch(_NUMBER)
    number = pd.to_numeric(trimmed.where(is_number).str.replace(r"[,%]", "", regex=True)).astype("Float64")
    meanings = {**symbols_of(release_year), "": "not available"}
    bare = trimmed.str.lower().str.replace(r"^\[(.+)\]$", r"\1", regex=True)  # some releases write [c] for c
    status = bare.map(meanings).astype("str").mask(is_number, "published")
    unread = status.isna()
    if unread.any():
        raise RefusedInputError(
            f"the column {column!r} holds {trimmed[unread].iloc[0]!r}, which is no number and no symbol of the "
            f"{release_year} release",
            where=f"{file}, row {texts.index[unread][0]}",
            remedy="Look up the symbol in the release's guidance and add it to vocabulary.yml, or correct release_year",
        )
    return Cells(column, number, status)


def year_ends(rows: pd.DataFrame, known: OpenDataFormat, *, file: str) -> pd.DatetimeIndex:
    """Return the 31 March that ends the reporting year of each row.

    A year is written as the one in which it ends, 2024, or as both, 202324.

    Parameters
    ----------
    rows : DataFrame
        The file's rows.
    known : OpenDataFormat
        The statistical series.
    file : str
        The file's name, for the message.

    Returns
    -------
    DatetimeIndex
        One date a row.

    Raises
    ------
    RefusedInputError
        If a period is of another kind, or is not written as a year.
    """
    kinds = rows[known.kind_of_period].fillna("").str.strip()
    other = ~kinds.isin(known.kinds_of_period)
    if other.any():
        raise RefusedInputError(
            f"the column {known.kind_of_period!r} says {kinds[other].iloc[0]!r}, and only "
            f"{' and '.join(known.kinds_of_period)} end on 31 March",
            where=file,
            remedy="Use a file of reporting years",
        )
    return pd.DatetimeIndex([_year_end(text, known.period, file=file) for text in rows[known.period].fillna("")])


def _year_end(text: str, column: str, *, file: str) -> dt.date:
    """Return the last day of the reporting year that a cell names."""
    digits = text.strip().replace("/", "").replace("-", "")
    if digits.isdigit() and len(digits) == 4:
        return dt.date(int(digits), 3, 31)
    if digits.isdigit() and len(digits) == 6 and int(digits[4:]) == (int(digits[:4]) + 1) % 100:
        return dt.date(int(digits[:4]) + 1, 3, 31)
    raise RefusedInputError(
        f"the column {column!r} holds {text.strip()!r}, which is no reporting year such as 2024 or 202324",
        where=file,
        remedy="Use the file as published",
    )
