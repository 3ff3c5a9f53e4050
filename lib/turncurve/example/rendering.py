"""How values are written in files: dates as text, and codes as a standard spells them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import NEVER, Numbers, number
from turncurve.reference.formats.specification import ColumnFormat, TableFormat

_FIRST, _LAST = number(1980, 1, 1), number(2015, 1, 1)
_EVERY = pd.date_range("1980-01-01", "2014-12-31")
_STYLES = {"day first": "%d/%m/%Y", "iso": "%Y-%m-%d"}
_TEXTS = {style: np.array(_EVERY.strftime(form), dtype=str) for style, form in _STYLES.items()}
_PREFIX = re.compile(r"^[a-z]{1,2}\d?\) ")

Texts = npt.NDArray[np.str_]


def date_texts(days: Numbers, style: str = "day first") -> Texts:
    """Return dates as text.

    Parameters
    ----------
    days : array of int
        Day numbers; NEVER, or any day outside 1980 to 2014, is blank.
    style : {"day first", "iso"}
        DD/MM/YYYY, or YYYY-MM-DD.

    Returns
    -------
    array of str
        One a day.
    """
    held = np.asarray(days)
    known = (held >= _FIRST) & (held < _LAST)
    return np.where(known, _TEXTS[style][np.where(known, held, _FIRST) - _FIRST], "")


def known_by(days: Numbers, day: int) -> Numbers:
    """Return dates as they were known on a day: what came later is blank.

    Parameters
    ----------
    days : array of int
        Day numbers.
    day : int
        The day of the extract.

    Returns
    -------
    array of int
        Day numbers, NEVER where later.
    """
    held = np.asarray(days)
    return np.where(held > day, NEVER, held)


def spelled(column: ColumnFormat, *, prefixed: bool = True) -> Mapping[str, str]:
    """Return how a standard spells each of our codes in a column.

    Parameters
    ----------
    column : ColumnFormat
        The column.
    prefixed : bool
        Whether the letter before a code, as in "a) Male", is written.

    Returns
    -------
    mapping of str to str
        The standard's value by our code; the first where there are several.
    """
    found: dict[str, str] = {}
    for value, code in column.codes.items():
        found.setdefault(code, value if prefixed else _PREFIX.sub("", value))
    return found


def coded(column: ColumnFormat, codes: npt.NDArray[np.str_] | pd.Series, *, prefixed: bool = True) -> Texts:
    """Write our codes as a standard spells them.

    Parameters
    ----------
    column : ColumnFormat
        The column.
    codes : array of str
        Our codes; empty for blank.
    prefixed : bool
        Whether the letter before a code is written.

    Returns
    -------
    array of str
        The standard's values; empty for blank.
    """
    words = {"": "", **spelled(column, prefixed=prefixed)}
    kinds, which = np.unique(np.asarray(codes, dtype=str), return_inverse=True)
    return np.array([words[kind] for kind in kinds], dtype=str)[which] if len(kinds) else np.array([], dtype=str)


def columns_in(table: TableFormat, year: int) -> tuple[ColumnFormat, ...]:
    """Return the columns that a table has in the layout of a year.

    Parameters
    ----------
    table : TableFormat
        The table.
    year : int
        Reporting year of the layout.

    Returns
    -------
    tuple of ColumnFormat
        Those that had come and not yet gone.
    """
    return tuple(each for each in table.columns if (each.since or year) <= year <= (each.until or year))
