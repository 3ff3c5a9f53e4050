"""Long columns of text in which few values differ: each value is looked at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from turncurve.ingest.problems import Mask


def distinct(texts: pd.Series[str], *, but: str = "") -> list[str]:
    """Return the values of a column, each once.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    but : str, optional
        A pattern, as RE2 has them, of values that are left out.

    Returns
    -------
    list of str
        In the order in which they first stand; blank is none of them.
    """
    values = encoded(texts).dictionary
    if but:
        values = values.filter(pc.invert(pc.match_substring_regex(values, but)))
    return [str(value) for value in values.to_pylist()]


def replaced(texts: pd.Series[str], meaning: Mapping[str, str]) -> pd.Series[str]:
    """Replace each value of a column by what it means.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    meaning : mapping of str to str
        By value: what stands for it.

    Returns
    -------
    Series of str
        Missing where the cell is, or where its value means nothing.
    """
    held = encoded(texts)
    meanings = pa.array([meaning.get(value) for value in held.dictionary.to_pylist()], pa.large_string())
    return pd.Series(meanings.take(held.indices), index=texts.index, dtype="str")


def where(texts: pd.Series[str], values: frozenset[str] | set[str]) -> Mask:
    """Tell in which rows a column holds one of some values.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    values : frozenset or set of str
        The values.

    Returns
    -------
    array of bool
        False where blank.
    """
    if not values:  # as where a column has no fault
        return np.zeros(len(texts), dtype=bool)
    held = encoded(texts)
    there = np.array([*(value in values for value in held.dictionary.to_pylist()), False])  # the last one is for blanks
    return np.asarray(there[held.indices.fill_null(-1).to_numpy(zero_copy_only=False)], dtype=bool)


def encoded(texts: pd.Series[str]) -> pa.DictionaryArray:
    """Return a column as numbers of its values.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.

    Returns
    -------
    pyarrow.DictionaryArray
        The values in the order in which they first stand, and for each cell the number of its own; null where blank.
    """
    held = pa.array(texts, type=pa.large_string(), from_pandas=True)  # of several pieces where the column is so
    return (held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held).dictionary_encode()
