"""Whether a series may be charted at all: numbers of windows that follow one another and never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.chart_result import Rebase

Window = tuple[date, date]
"""First and last day."""


@dataclass(frozen=True)
class Stretch:
    """One stretch of points that share their limits.

    Attributes
    ----------
    positions : slice
        Where the stretch is in the series.
    rebase : Rebase or None
        Why it starts anew; None for the first.
    """

    positions: slice
    rebase: Rebase | None


def check_windows(windows: Sequence[Window], *, points: int) -> None:
    """Refuse windows that overlap, as those of a rolling average do, or that are out of order.

    Values of overlapping windows share their units, so neighbours are alike whatever happens: the moving ranges, and
    with them the limits, come out far too narrow.

    Parameters
    ----------
    windows : sequence of two dates, one a point
        First and last day of each window.
    points : int
        How many values there are.

    Raises
    ------
    TurnCurveError
        Where windows and values differ in number, a window ends before it starts, or windows overlap or are unordered.

    References
    ----------
    Wheeler (2004), Advanced Topics in Statistical Process Control, 2nd edition.
    """
    if len(windows) != points:
        raise TurnCurveError("Values and windows differ in number", where="windows")
    for row, (start, end) in enumerate(windows, start=1):
        if end < start:
            raise TurnCurveError("A window ends before it starts", where=f"windows, point {row}")
    for row, (earlier, later) in enumerate(pairwise(windows), start=2):
        if later[0] < earlier[0]:
            raise TurnCurveError(
                "The windows are not in order of time", where=f"windows, point {row}", remedy="Sort them"
            )
        if later[0] <= earlier[1]:
            raise TurnCurveError(
                "A control chart cannot be drawn of overlapping windows, such as a rolling average's",
                where=f"windows, point {row}",
                remedy="Chart the separate months, quarters or years instead",
            )


def check_values(values: npt.ArrayLike, *, name: str = "values") -> npt.NDArray[np.float64]:
    """Turn values into an array, or refuse what is not a number.

    Parameters
    ----------
    values : sequence of float, one a point
        The series.
    name : str
        What the series is called in the message.

    Returns
    -------
    array of float
        A copy.

    Raises
    ------
    TurnCurveError
        Where a value is missing, infinite or not a number.
    """
    try:
        series = np.array(values, dtype=float)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError("A value is not a number", where=name) from problem
    wrong = np.flatnonzero(~np.isfinite(np.atleast_1d(series)))
    if series.ndim != 1 or len(wrong):
        place = f"{name}, point {wrong[0] + 1}" if len(wrong) else name
        raise TurnCurveError(
            "A value is missing or not a number", where=place, remedy="Leave out the window or mend its value"
        )
    return series


def stretches(windows: Sequence[Window], rebases: Sequence[Rebase]) -> tuple[Stretch, ...]:
    """Cut a series where its limits are rebased.

    Parameters
    ----------
    windows : sequence of two dates, one a point
        First and last day of each window, in order.
    rebases : sequence of Rebase
        Where limits start anew.

    Returns
    -------
    tuple of Stretch
        At least one where there are points; none where there are none.

    Raises
    ------
    TurnCurveError
        Where a rebase is not the first day of a window, or two are on the same day.
    """
    position_of = {start: position for position, (start, _) in enumerate(windows)}
    rebase_at: dict[int, Rebase] = {}
    for rebase in rebases:
        if rebase.on not in position_of:
            raise TurnCurveError(
                "A rebase is not on the first day of a window",
                where="rebases",
                remedy="Give the first day of the first window with new limits",
            )
        if position_of[rebase.on] in rebase_at:
            raise TurnCurveError("Two rebases are on the same day", where="rebases")
        rebase_at[position_of[rebase.on]] = rebase
    cuts = sorted({0, len(windows), *rebase_at})
    return tuple(Stretch(positions=slice(*cut), rebase=rebase_at.get(cut[0])) for cut in pairwise(cuts))
