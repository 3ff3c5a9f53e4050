"""What simulated and recorded dates say of a window of time, draw by draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_route import PathwayCases
    from turncurve.methods.pathway_simulation import SimulatedPathways

__all__ = ["PooledMean", "mean_days_between", "reached_in"]


@dataclass(frozen=True, eq=False)
class PooledMean:
    """A sum of days over a number of cases, in each draw.

    Parameters
    ----------
    days : array of float, shape (draws,)
        The days of all cases counted.
    cases : array of int, shape (draws,)
        How many cases were counted.
    """

    days: NDArray[np.float64]
    cases: NDArray[np.int64]

    @property
    def mean(self) -> NDArray[np.float64]:
        """The mean days a case in each draw.

        Returns
        -------
        array of float, shape (draws,)
            NaN in a draw that counts no case.
        """
        return np.where(self.cases > 0, self.days / np.maximum(self.cases, 1), np.nan)


def mean_days_between(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    start: str,
    end: str,
    counted_on: str,
    window: tuple[float, float],
    at_least: float = -np.inf,
    started_only: bool = False,
) -> PooledMean:
    """Pool the days between two milestones over the cases that reach a third in a window.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already complete.
    start : str
        The milestone days are counted from.
    end : str
        The milestone they are counted to.
    counted_on : str
        The milestone whose day decides whether a case counts.
    window : tuple of float
        The window's first day and last day, both within it.
    at_least : float
        Fewer days than this count as this many.
    started_only : bool
        Whether only cases that began by the date of the records count.

    Returns
    -------
    PooledMean
        The pooled days and cases. A case without one of the three dates does not count.
    """
    columns = [simulated.route.milestones.index(name) for name in (start, end, counted_on)]
    known = simulated.case >= 0 if started_only else np.ones(len(simulated.case), dtype=bool)
    days, inside = _days(simulated.dates, columns, window, at_least)
    inside &= known
    draw = simulated.draw[inside]
    total = np.bincount(draw, weights=days[inside], minlength=simulated.draws)
    number = np.bincount(draw, minlength=simulated.draws)
    complete = np.isfinite(recorded.dates[:, simulated.route.completed_by])
    complete |= np.isfinite(recorded.exit)
    past, counted = _days(recorded.dates, columns, window, at_least)
    counted &= complete
    return PooledMean(days=total + past[counted].sum(), cases=number + int(counted.sum()))


def reached_in(
    simulated: SimulatedPathways, *, milestone: str, edges: NDArray[np.float64], began_in: tuple[int, ...] | None = None
) -> NDArray[np.int64]:
    """Count the cases that reach a milestone in each period after the records, in each draw.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    milestone : str
        The milestone.
    edges : array of float, shape (periods + 1,)
        The first day of each period, and the day after the last.
    began_in : tuple of int, optional
        Only cases in these states at the date of the records (-1 for those yet to come); by default all.

    Returns
    -------
    array of int, shape (draws, periods)
        How many.
    """
    day = simulated.dates[:, simulated.route.milestones.index(milestone)]
    after = day > simulated.as_at
    if began_in is not None:
        after &= np.isin(simulated.began_in, began_in)
    period = np.searchsorted(edges, day, side="right") - 1
    inside = after & (period >= 0) & (period < len(edges) - 1)
    cell = simulated.draw[inside].astype(np.int64) * (len(edges) - 1) + period[inside]
    return np.bincount(cell, minlength=simulated.draws * (len(edges) - 1)).reshape(simulated.draws, -1)


def _days(
    dates: NDArray[np.floating], columns: list[int], window: tuple[float, float], at_least: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the days between two milestones, and whether each case counts."""
    start, end, counted_on = (dates[:, column] for column in columns)
    inside = (counted_on >= window[0]) & (counted_on <= window[1]) & np.isfinite(start) & np.isfinite(end)
    return np.maximum((end - start).astype(np.float64), at_least), inside
