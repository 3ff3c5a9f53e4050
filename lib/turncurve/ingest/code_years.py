"""Which rows bear a code that their return did not have, or no longer had, in its year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pandas as pd

from turncurve.ingest.problems import Mask

Years = Mapping[str, tuple[int | None, int | None]]


def of_another_year(
    codes: pd.Series[str], dates: pd.Series[pd.Timestamp], *, years: Years, return_ends: dt.date | None
) -> Mask:
    """Tell which rows bear a code of other years.

    A code that came later is held against the year of the return, because a return gives open cases the codes of its
    own year; one that was given up, against the row's own date, because a return may hold older rows.

    Parameters
    ----------
    codes : Series of str
        Canonical codes, one a row; missing where blank.
    dates : Series of datetime64
        The day to which each code belongs; missing where not stated.
    years : mapping of str to (int or None, int or None)
        By code: the first and the last reporting year (year ending 31 March) in which the return had it.
    return_ends : datetime.date or None
        The last day that the return can cover; None where it is not known.

    Returns
    -------
    array of bool
        One a row.
    """
    another = np.zeros(len(codes), dtype=bool)
    for code, (first, last) in years.items():
        borne = (codes == code).to_numpy(dtype=bool, na_value=False)
        if first is not None and return_ends is not None and return_ends <= dt.date(first - 1, 3, 31):
            another |= borne
        if last is not None:
            another |= borne & (dates > pd.Timestamp(last, 3, 31)).to_numpy(dtype=bool)
    return another
