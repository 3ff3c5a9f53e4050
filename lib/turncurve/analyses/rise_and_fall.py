"""Whether a measure rises before it falls, in each of many futures, and why it rises."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.analyses.adoption_futures import AdoptionFutures, span_of
from turncurve.methods.pathway_change import change_between, mean_by_wait
from turncurve.methods.pathway_scorecard import DaysBetween
from turncurve.reference.periods import Period

__all__ = ["NOTICEABLE", "RiseAndFall", "rise_and_fall"]

NOTICEABLE = 5.0
"""Days by which a measure must move for a future to count as one in which it rises or falls."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class RiseAndFall:
    """In which share of the futures a measure takes each way, from its latest value on record.

    Parameters
    ----------
    rises : float
        It is higher in the first window ahead.
    rises_at_all : float
        It is higher in some window ahead.
    falls_after : float
        Having risen, it is lower in the last window than at its highest.
    falls_below : float
        In the last window it is lower than it is now.
    by_those_who_waited : float
        More than half of its rise to the highest window ahead comes from children who had moved in, or were waiting
        under the court's order, on the report's date; 0 where it does not rise.
    """

    rises: float
    rises_at_all: float
    falls_after: float
    falls_below: float
    by_those_who_waited: float


def rise_and_fall(
    futures: AdoptionFutures, draws: FloatArray, *, measure: DaysBetween, windows: tuple[Period, ...]
) -> RiseAndFall:
    """Tell whether a measure rises before it falls.

    Parameters
    ----------
    futures : AdoptionFutures
        The futures.
    draws : array of float, shape (draws, windows)
        The measure in each, the latest window on record first.
    measure : DaysBetween
        What it pools.
    windows : tuple of Period
        The windows.

    Returns
    -------
    RiseAndFall
        The shares.
    """
    now, ahead = draws[:, :1], draws[:, 1:]
    highest = np.nanmax(ahead, axis=1)
    risen = highest > now[:, 0] + NOTICEABLE
    last = ahead[:, -1]
    return RiseAndFall(
        rises=_share(ahead[:, 0] > now[:, 0] + NOTICEABLE),
        rises_at_all=_share(risen),
        falls_after=_share(risen & (last < highest - NOTICEABLE)),
        falls_below=_share(last < now[:, 0] - NOTICEABLE),
        by_those_who_waited=_because(futures, np.nanmedian(ahead, axis=0), measure=measure, windows=windows),
    )


def _because(
    futures: AdoptionFutures, middles: FloatArray, *, measure: DaysBetween, windows: tuple[Period, ...]
) -> float:
    """Return how often those placed or waiting make more than half of the rise to the highest window."""
    highest = windows[1 + int(np.argmax(middles))]
    now, then = (
        mean_by_wait(futures.simulated, futures.recorded, measure=measure, window=span_of(each), waiting_since="order")
        for each in (windows[0], highest)
    )
    change = change_between(now, then)
    waited = change.already_fixed + change.backlog_cleared
    return _share((change.total > NOTICEABLE) & (waited > change.total / 2))


def _share(holds: npt.NDArray[np.bool_]) -> float:
    """Return the share of futures in which something holds."""
    return float(holds.mean())
