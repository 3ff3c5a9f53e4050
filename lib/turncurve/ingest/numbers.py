"""Numbers of a file: whole ones, such as ages and counts, shares of a whole, and others, such as targets."""

from __future__ import annotations

import pandas as pd

from turncurve.ingest.problems import Mask

_WHOLE = r"-?\d{1,9}(?:\.0+)?"
_DECIMAL = r"-?\d{1,9}(?:\.\d{1,9})?"
_SHARE = r"(?:0?\.\d{1,9}|[01](?:\.\d{1,9})?)"


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


def parse_share(texts: pd.Series[str]) -> tuple[pd.Series[float], Mask]:
    """Read a column of shares of a whole, such as full-time equivalents.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.

    Returns
    -------
    tuple of (Series of Float64, array of bool)
        The shares above 0 and up to 1, missing where blank or not readable; and which rows hold something else.
    """
    written = texts.where(texts.str.fullmatch(_SHARE).fillna(False).astype(bool))
    shares = pd.to_numeric(written, errors="coerce").astype("Float64")
    sound = shares.where((shares > 0) & (shares <= 1))
    return sound, (texts.notna() & sound.isna()).to_numpy(dtype=bool)


def parse_decimal(texts: pd.Series[str]) -> tuple[pd.Series[float], Mask]:
    """Read a column of numbers, such as targets.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.

    Returns
    -------
    tuple of (Series of Float64, array of bool)
        The numbers, missing where blank or not readable; and which rows hold something else.
    """
    written = texts.where(texts.str.fullmatch(_DECIMAL).fillna(False).astype(bool))
    numbers = pd.to_numeric(written, errors="coerce").astype("Float64")
    return numbers, (texts.notna() & numbers.isna()).to_numpy(dtype=bool)
