"""From rows of records to cases: which period each falls in, by when it happened or by when it was open."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import BooleanArray

from turncurve.reference.periods import Period
from turncurve.tables import store
from turncurve.tables.records import Found

PERIOD = "period"
"""Column of a table of cases: the number of the period, from 0, that the case falls in."""

MEETS = "meets"
"""Column of a table of cases: whether the case is in the numerator; missing where the records do not say."""

AMOUNT = "amount"
"""Column of a table of cases: what a mean adds up; missing where the records do not say."""


class Tables(Protocol):
    """What an indicator reads: canonical tables by name."""

    def table(self, name: str) -> pd.DataFrame:
        """Return one canonical table.

        Parameters
        ----------
        name : str
            Name of the canonical table.

        Returns
        -------
        DataFrame
            Its rows; empty where none are held.
        """

    def once(self, work: Callable[..., Found], *given: Hashable) -> Found:
        """Work something out from these tables, for all indicators that ask for it.

        Parameters
        ----------
        work : callable
            A function of a module, called with these tables and what is given. Nobody may change what it returns.
        *given : hashable
            What else it needs.

        Returns
        -------
        object
            What it returns.
        """


@dataclass(frozen=True)
class TablesHeld:
    """Canonical tables held in memory.

    Parameters
    ----------
    held : mapping of str to DataFrame
        Tables by name.
    """

    held: Mapping[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        """Return one canonical table.

        Parameters
        ----------
        name : str
            Name of the canonical table.

        Returns
        -------
        DataFrame
            Its rows; empty, with the right columns, where it is not held.
        """
        return self.held[name] if name in self.held else store.empty(name)

    def once(self, work: Callable[..., Found], *given: Hashable) -> Found:
        """Work something out from these tables, anew each time: they may be changed between.

        Parameters
        ----------
        work : callable
            A function, called with these tables and what is given.
        *given : hashable
            What else it needs.

        Returns
        -------
        object
            What it returns.
        """
        return work(self, *given)


def days_of(dates: pd.Series) -> npt.NDArray[np.datetime64]:
    """Return dates as whole days.

    Parameters
    ----------
    dates : series of datetime64
        Dates, with or without a time of day.

    Returns
    -------
    array of datetime64[D]
        Days; NaT where missing.
    """
    return np.asarray(dates.to_numpy(dtype="datetime64[us]").astype("datetime64[D]"))


def happened(rows: pd.DataFrame, on: str, *, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the rows that happened in each period.

    Parameters
    ----------
    rows : DataFrame
        One row an event.
    on : str
        Column of the date on which it happened; a row without one happened in no period.
    periods : sequence of Period
        Periods, which may overlap: a row is then returned once for each.

    Returns
    -------
    DataFrame
        The rows, in order of period and date, with the column `period`.
    """
    days = days_of(rows[on])
    order = np.argsort(days, kind="stable")
    ordered = days[order]
    starts = np.array([each.start for each in periods], dtype="datetime64[D]")
    ends = np.array([each.end for each in periods], dtype="datetime64[D]")
    first = np.searchsorted(ordered, starts, side="left")
    after = np.searchsorted(ordered, ends, side="right")
    taken = [order[begin:end] for begin, end in zip(first, after, strict=True)]
    return _chosen(rows, taken)


def open_on(rows: pd.DataFrame, started: str, *, ended: str, periods: Sequence[Period]) -> pd.DataFrame:
    """Return the rows that were open at the end of each period's last day.

    What ended on the day itself is no longer open, so that what was open before, and what started, less what ended,
    gives what is open after.

    Parameters
    ----------
    rows : DataFrame
        One row a spell.
    started, ended : str
        Columns of the dates on which it began and ended; a spell without an end is open.
    periods : sequence of Period
        Periods, commonly single dates.

    Returns
    -------
    DataFrame
        The rows, in order of period, with the columns `period` and `open_on`, the date.
    """
    begun, over = days_of(rows[started]), days_of(rows[ended])
    dates = np.array([each.end for each in periods], dtype="datetime64[D]")
    taken = [np.flatnonzero((begun <= day) & (np.isnat(over) | (over > day))) for day in dates]
    chosen = _chosen(rows, taken)
    return chosen.assign(open_on=dates[chosen[PERIOD].to_numpy()].astype("datetime64[us]"))


def _chosen(rows: pd.DataFrame, taken: Sequence[npt.NDArray[np.intp]]) -> pd.DataFrame:
    """Return the rows taken for each period, one after another, numbered by period."""
    numbers = np.repeat(np.arange(len(taken)), [len(each) for each in taken])
    positions = np.concatenate(taken) if taken else np.array([], dtype=np.intp)
    # Rows that lie together as they are, as of a log kept in order of time, need no copy.
    together = len(positions) > 0 and bool((np.diff(positions) == 1).all())
    chosen = rows.iloc[positions[0] : positions[-1] + 1] if together else rows.take(positions)
    return chosen.reset_index(drop=True).assign(**{PERIOD: numbers})


def whether(condition: npt.NDArray[np.bool_] | pd.Series, *, known: npt.NDArray[np.bool_] | pd.Series) -> BooleanArray:
    """Return yes, no, or not known for each case.

    Parameters
    ----------
    condition : array of bool, one value a case
        Whether the case meets a condition, as far as the records go.
    known : array of bool, one value a case
        Whether the records settle it.

    Returns
    -------
    array of boolean
        Missing where they do not. It is no series, so that it falls on the cases by position.
    """
    return BooleanArray(np.asarray(condition, dtype=bool), ~np.asarray(known, dtype=bool))


def whole_days(start: pd.Series, end: pd.Series) -> pd.Series:
    """Return the days from one date to another, and nothing where they are missing or the wrong way round.

    Parameters
    ----------
    start, end : series of datetime64, one value a case
        The dates.

    Returns
    -------
    series of Int64
        Days, 0 or more; missing where a date is, or where the end lies before the start.
    """
    begun, over = days_of(start), days_of(end)
    usable = ~np.isnat(begun) & ~np.isnat(over) & (over >= begun)
    elapsed = np.zeros(len(begun), dtype="int64")
    elapsed[usable] = (over[usable] - begun[usable]).astype("int64")
    return pd.Series(elapsed, dtype="Int64", index=start.index).mask(~usable)
