"""Who was under observation from when until when, and whether the event came: the input of every survival method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]

ROWS_NAMED = 5
TIE = 1e-9
"""Times that differ by no more than this, relative to the longest, are one time: a tie in the dates stays a tie."""


@dataclass(frozen=True, eq=False)
class CountingProcess:
    """Rows of observation, each from an entry (exclusive) to an exit (inclusive).

    Attributes
    ----------
    entry, exit : array of float, shape (rows,)
        When observation began and ended.
    event : array of bool, shape (rows,)
        Whether the event came at the exit.
    """

    entry: FloatArray
    exit: FloatArray
    event: npt.NDArray[np.bool_]


def counting_process(
    exit: npt.ArrayLike,  # noqa: A002 - the field's own word for the end of observation
    event: npt.ArrayLike,
    *,
    entry: npt.ArrayLike | None = None,
) -> CountingProcess:
    """Check rows of observation and put them in the form that every survival method takes.

    Parameters
    ----------
    exit : array of float, shape (rows,)
        When the event came or observation ended.
    event : array of bool, shape (rows,)
        Whether the event came at the exit.
    entry : array of float, shape (rows,), optional
        When each came under observation (exclusive); by default before every exit, so that an exit at time 0 counts.

    Returns
    -------
    CountingProcess
        With times that differ by rounding alone made equal.

    Raises
    ------
    TurnCurveError
        Where there are no rows, lengths differ, a time is missing, an event is neither 0 nor 1, or an exit is not
        after its entry.
    """
    end, flags = np.asarray(exit, dtype=float), np.asarray(event, dtype=float)
    if end.ndim != 1 or end.shape != flags.shape or not len(end):
        raise TurnCurveError("There is not one event for each exit, or there are no rows", where="exit, event")
    begin = np.full(len(end), min(0.0, float(np.fmin.reduce(end))) - 1.0) if entry is None else np.asarray(entry, float)
    if begin.shape != end.shape:
        raise TurnCurveError("There is not one entry for each exit", where="entry, exit")
    _refuse("has no time of entry or exit", ~(np.isfinite(begin) & np.isfinite(end)))
    _refuse("has an event that is neither 0 nor 1", ~np.isin(flags, (0.0, 1.0)))
    times, place = np.unique(np.concatenate([begin, end]), return_inverse=True)
    starts = np.concatenate([[True], np.diff(times) > TIE * max(float(np.abs(times).max()), 1.0)])
    tied = times[np.flatnonzero(starts)[np.cumsum(starts) - 1]][place.reshape(-1)]
    begin, end = tied[: len(begin)], tied[len(begin) :]
    _refuse("does not end after it begins", ~(end > begin))
    return CountingProcess(entry=begin, exit=end, event=flags == 1)


def _refuse(what: str, rows: npt.NDArray[np.bool_]) -> None:
    """Refuse rows that are wrong, naming the first few by number (from 1) and never by value."""
    if rows.any():
        numbers = np.flatnonzero(rows) + 1
        named = ", ".join(str(number) for number in numbers[:ROWS_NAMED])
        more = f" and {len(numbers) - ROWS_NAMED} more" if len(numbers) > ROWS_NAMED else ""
        raise TurnCurveError(f"A row of observation {what}", where=f"row {named}{more}", remedy="Correct or leave out")
