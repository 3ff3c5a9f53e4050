"""Whole numbers of a file, such as ages and counts."""

from __future__ import annotations

import pandas as pd

from turncurve.ingest.problems import Mask

_WHOLE = r"-?\d{1,9}(?:\.0+)?"


def parse(texts: pd.Series[str], *, least: int = 0) -> tuple[pd.Series[int], Mask]:
    """Read a column of whole numbers.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    least : int
        The least number that the field allows.

    Returns
    -------
    tuple of (Series of Int64, array of bool)
        The numbers, missing where blank or not readable; and which rows hold something else.
    """
    whole = texts.where(texts.str.fullmatch(_WHOLE).fillna(False).astype(bool))
    numbers = pd.to_numeric(whole, errors="coerce").astype("Float64").astype("Int64")
    sound = numbers.where(numbers >= least)
    return sound, (texts.notna() & sound.isna()).to_numpy(dtype=bool)
