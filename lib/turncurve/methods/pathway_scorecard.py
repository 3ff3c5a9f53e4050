"""Pooled days and counts of windows of time on every future, split by how far they were already fixed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_gathered import PARTS, Gathered, gathered, ratio, refuse_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from turncurve.methods.pathway_route import PathwayCases
    from turncurve.methods.pathway_simulation import SimulatedPathways

__all__ = [
    "CountsByPart",
    "DaysBetween",
    "PooledWindows",
    "completions",
    "counted_days",
    "pooled_windows",
    "probability_at_most",
]


@dataclass(frozen=True)
class DaysBetween:
    """Which days a measure pools, and over which cases.

    Parameters
    ----------
    start : str
        The milestone days are counted from.
    end : str
        The milestone they are counted to.
    counted_on : str
        The milestone whose day decides whether a case counts in a window.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.
    at_least : float
        Fewer days than this count as this many.
    before : tuple of (str, str), optional
        Only cases that reached the first of these milestones before the day of the second count.
    """

    start: str
    end: str
    counted_on: str
    fixed_by: str
    at_least: float = -np.inf
    before: tuple[str, str] | None = None


@dataclass(frozen=True, eq=False)
class PooledWindows:
    """Days pooled over the cases of each window in each draw, split into `PARTS`.

    Parameters
    ----------
    windows : tuple of (float, float)
        The first and last day of each window, both within it.
    days : array of float, shape (draws, windows, parts)
        The days of all cases counted.
    cases : array of int, shape (draws, windows, parts)
        How many cases were counted.
    """

    windows: tuple[tuple[float, float], ...]
    days: NDArray[np.float64]
    cases: NDArray[np.int64]

    @property
    def mean(self) -> NDArray[np.float64]:
        """The mean days a case in each draw and window.

        Returns
        -------
        array of float, shape (draws, windows)
            NaN in a draw that counts no case.
        """
        return ratio(self.days.sum(axis=2), below=self.cases.sum(axis=2))

    @property
    def part_means(self) -> NDArray[np.float64]:
        """The mean days a case of each part.

        Returns
        -------
        array of float, shape (draws, windows, parts)
            NaN where a draw counts no case of the part.
        """
        return ratio(self.days, below=self.cases)

    @property
    def part_shares(self) -> NDArray[np.float64]:
        """Each part's share of the cases counted.

        Returns
        -------
        array of float, shape (draws, windows, parts)
            NaN in a draw that counts no case.
        """
        return ratio(self.cases, below=self.cases.sum(axis=2, keepdims=True))


@dataclass(frozen=True, eq=False)
class CountsByPart:
    """Cases that reach a milestone in each period, in each draw.

    Parameters
    ----------
    edges : tuple of float
        The first day of each period, and the day after the last.
    counts : array of int, shape (draws, periods, parts)
        How many.
    """

    edges: tuple[float, ...]
    counts: NDArray[np.int64]

    @property
    def total(self) -> NDArray[np.int64]:
        """The cases of all parts together.

        Returns
        -------
        array of int, shape (draws, periods)
            How many.
        """
        return np.asarray(self.counts.sum(axis=2))


def pooled_windows(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    measure: DaysBetween,
    windows: Sequence[tuple[float, float]],
) -> PooledWindows:
    """Pool the days between two milestones over the cases of each window, in every draw.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    measure : DaysBetween
        Which days, over which cases.
    windows : sequence of (float, float)
        The first and last day of each window, both within it.

    Returns
    -------
    PooledWindows
        Days and cases; a case without one of the measure's dates does not count.

    Raises
    ------
    TurnCurveError
        If a window ends after the futures do, or before it begins.
    """
    refuse_windows(windows, horizon=simulated.horizon)
    rows, days, counted_on = counted_days(simulated, recorded, measure=measure)
    inside = [(counted_on >= first) & (counted_on <= last) for first, last in windows]
    shape = (simulated.draws, 0, len(PARTS))
    return PooledWindows(
        windows=tuple(windows),
        days=np.stack([rows.summed(each, days) for each in inside], axis=1) if windows else np.zeros(shape),
        cases=(np.stack([rows.summed(each) for each in inside], axis=1) if windows else np.zeros(shape)).astype(int),
    )


def counted_days(
    simulated: SimulatedPathways, recorded: PathwayCases, *, measure: DaysBetween
) -> tuple[Gathered, NDArray[np.float64], NDArray[np.float64]]:
    """Find the days of every case that a measure may count, and the day on which it counts.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    measure : DaysBetween
        Which days, over which cases.

    Returns
    -------
    tuple of (Gathered; array of float, shape (rows,); array of float, shape (rows,))
        The cases with all the measure's dates; their days; and the day each counts on, NaN where it does not.
    """
    needed = (measure.start, measure.end, measure.counted_on, *(measure.before or ()))
    rows = gathered(simulated, recorded, fixed_by=measure.fixed_by, reached=needed)
    names = simulated.route.milestones
    day = {name: rows.dates[:, names.index(name)] for name in needed}
    counted_on = day[measure.counted_on]
    if measure.before is not None:
        counted_on = np.where(day[measure.before[0]] < day[measure.before[1]], counted_on, np.nan)
    return rows, np.maximum(day[measure.end] - day[measure.start], measure.at_least), counted_on


def completions(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    milestone: str,
    fixed_by: str,
    edges: Sequence[float],
) -> CountsByPart:
    """Count the cases that reach a milestone in each period, recorded or to come, in every draw.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    milestone : str
        The milestone.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.
    edges : sequence of float
        The first day of each period, and the day after the last.

    Returns
    -------
    CountsByPart
        How many.

    Raises
    ------
    TurnCurveError
        If a period ends after the futures do, or before it begins.
    """
    periods = [(first, following - 1) for first, following in pairwise(edges)]
    refuse_windows(periods, horizon=simulated.horizon)
    rows = gathered(simulated, recorded, fixed_by=fixed_by, reached=(milestone,))
    day = rows.dates[:, simulated.route.milestones.index(milestone)]
    counts = [rows.summed((day >= first) & (day <= last)) for first, last in periods]
    return CountsByPart(edges=tuple(edges), counts=np.stack(counts, axis=1).astype(np.int64))


def probability_at_most(values: NDArray[np.float64], *, limit: ArrayLike) -> NDArray[np.float64]:
    """Find how likely each window's value is to be at most its limit.

    Parameters
    ----------
    values : array of float, shape (draws, windows)
        The value in each draw, NaN where there is none.
    limit : float or array of float, shape (windows,)
        The limit of each window, in the unit of the values; NaN where there is none.

    Returns
    -------
    array of float, shape (windows,)
        The share of the draws with a value whose value is at most the limit; NaN where there is no limit or no value.
    """
    limits = np.broadcast_to(np.asarray(limit, dtype=np.float64), values.shape[1:])
    known = np.isfinite(values)
    share = ratio((known & (values <= limits)).sum(axis=0), below=known.sum(axis=0))
    return np.where(np.isnan(limits), np.nan, share)
