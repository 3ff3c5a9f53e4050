"""Where the time at risk was spent: stays cut into pieces by time in state and by quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_route import PathwayStays

__all__ = ["Pieces", "cut"]


@dataclass(frozen=True, eq=False)
class Pieces:
    """Stays cut where an interval of time in state or a calendar period ends; one row per piece.

    Parameters
    ----------
    stay : array of int, shape (pieces,)
        The row of the stay.
    interval : array of int, shape (pieces,)
        The interval of time in state.
    period : array of int, shape (pieces,)
        The calendar period.
    days : array of float, shape (pieces,)
        The length of the piece.
    middle : array of float, shape (pieces,)
        Days in state at its middle.
    on_record : array of bool, shape (pieces,)
        False for time before the case came on record: survived, but not at risk of being seen to move.
    last : array of bool, shape (pieces,)
        Whether the stay ended with this piece.
    """

    stay: NDArray[np.int64]
    interval: NDArray[np.int64]
    period: NDArray[np.int64]
    days: NDArray[np.float64]
    middle: NDArray[np.float64]
    on_record: NDArray[np.bool_]
    last: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.stay)


def cut(stays: PathwayStays, *, intervals: NDArray[np.float64], periods: NDArray[np.float64]) -> Pieces:
    """Cut stays at the edges of intervals of time in state, at the start of their record, and at calendar dates.

    Parameters
    ----------
    stays : PathwayStays
        The stays.
    intervals : array of float, shape (edges,)
        The days in state at which intervals end, in order; the last interval has no end.
    periods : array of float, shape (edges,)
        The days on which calendar periods end, in order; the last period has no end.

    Returns
    -------
    Pieces
        Pieces of positive length; within a stay they are in order of time and sum to its length.
    """
    rows = np.arange(len(stays))
    edges = np.concatenate(
        [
            np.zeros((len(rows), 1)),
            np.broadcast_to(intervals, (len(rows), len(intervals))),
            stays.observed[:, None],
            periods[None, :] - stays.since[:, None],
            stays.until[:, None],
        ],
        axis=1,
    )
    edges = np.sort(np.clip(edges, 0.0, stays.until[:, None]), axis=1)
    days = np.diff(edges, axis=1)
    row, place = np.nonzero(days > 0)
    begin, length = edges[row, place], days[row, place]
    middle = begin + length / 2
    return Pieces(
        stay=row,
        interval=np.searchsorted(intervals, middle, side="right"),
        period=np.searchsorted(periods, stays.since[row] + middle, side="right"),
        days=length,
        middle=middle,
        on_record=middle > stays.observed[row],
        last=np.append(row[1:] != row[:-1], True),
    )
