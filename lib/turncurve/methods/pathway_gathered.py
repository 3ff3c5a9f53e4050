"""All cases of all futures in one table, each marked by how far it was fixed at the date of the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.errors import TurnCurveError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from turncurve.methods.pathway_route import PathwayCases
    from turncurve.methods.pathway_simulation import SimulatedPathways

__all__ = ["FIXED", "NOT_BEGUN", "PARTS", "PIPELINE", "Gathered", "gathered", "part_of", "ratio", "refuse_windows"]

FIXED, PIPELINE, NOT_BEGUN = range(3)
PARTS = ("already fixed", "in the pipeline", "not yet begun")
"""What a window's cases were at the date of the records: past the fixing milestone, begun, or not yet begun."""

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Gathered:
    """All cases of all draws, and those over by the date of the records once, as rows of draw -1.

    Parameters
    ----------
    dates : array of float, shape (rows, milestones)
        The day of each milestone, NaN where it is not reached.
    exit : array of float, shape (rows,)
        The day of leaving the route otherwise, NaN where there is none.
    draw : array of int, shape (rows,)
        The draw, or -1 for a case that is the same in every draw.
    part : array of int, shape (rows,)
        Position in `PARTS`, or in another list of parts.
    draws : int
        How many draws there are.
    parts : int
        How many parts there are.
    """

    dates: NDArray[np.float64]
    exit: NDArray[np.float64]
    draw: NDArray[np.int64]
    part: NDArray[np.int64]
    draws: int
    parts: int = len(PARTS)

    def summed(self, inside: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Add up rows by draw and part; rows that are the same in every draw are added to each.

        Parameters
        ----------
        inside : array of bool, shape (rows,)
            The rows that count.
        weights : array of float, shape (rows,), optional
            What to add up; by default each row counts one.

        Returns
        -------
        array of float, shape (draws, parts)
            The sums.
        """
        at = np.flatnonzero(inside)
        cell = (self.draw[at] + 1) * self.parts + self.part[at]
        size = (self.draws + 1) * self.parts
        sums = np.bincount(cell, weights=None if weights is None else weights[at], minlength=size)
        by_draw = sums.reshape(self.draws + 1, self.parts).astype(np.float64)
        return np.asarray(by_draw[1:] + by_draw[0])


def part_of(simulated: SimulatedPathways, *, fixed_by: str) -> NDArray[np.int64]:
    """Tell which part each row of the futures is.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.

    Returns
    -------
    array of int, shape (rows,)
        Positions in `PARTS`.
    """
    fixed = simulated.dates[:, simulated.route.milestones.index(fixed_by)] <= simulated.as_at
    return np.where(simulated.case == NOBODY, NOT_BEGUN, np.where(fixed, FIXED, PIPELINE)).astype(np.int64)


def gathered(
    simulated: SimulatedPathways, recorded: PathwayCases, *, fixed_by: str, reached: Sequence[str] = ()
) -> Gathered:
    """Put the futures and the cases that were over by the date of the records into one table.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.
    reached : sequence of str
        Only cases that reach all of these milestones; by default all cases.

    Returns
    -------
    Gathered
        The rows; those over by the date are already fixed.
    """
    names = simulated.route.milestones
    over = np.isfinite(recorded.dates[:, simulated.route.completed_by]) | np.isfinite(recorded.exit)
    columns = [names.index(name) for name in reached]
    past = np.flatnonzero(over & np.isfinite(recorded.dates[:, columns]).all(axis=1))
    future = np.flatnonzero(np.isfinite(simulated.dates[:, columns]).all(axis=1))
    return Gathered(
        dates=np.concatenate([recorded.dates[past], simulated.dates[future].astype(np.float64)]),
        exit=np.concatenate([recorded.exit[past], simulated.exit[future].astype(np.float64)]),
        draw=np.concatenate([np.full(len(past), NOBODY), simulated.draw[future]]).astype(np.int64),
        part=np.concatenate([np.full(len(past), FIXED), part_of(simulated, fixed_by=fixed_by)[future]]),
        draws=simulated.draws,
    )


def refuse_windows(windows: Sequence[tuple[float, float]], *, horizon: float) -> None:
    """Refuse windows that the futures do not cover.

    Parameters
    ----------
    windows : sequence of (float, float)
        The first and last day of each window.
    horizon : float
        The last day of the futures.

    Raises
    ------
    TurnCurveError
        If a window ends after the futures do, or before it begins.
    """
    for number, (first, last) in enumerate(windows, start=1):
        if last < first or last > horizon:
            raise TurnCurveError(
                "A window ends before it begins or after the futures do",
                where=f"window {number} of {len(windows)}",
                remedy="Simulate to a horizon that the last window ends on or before",
            )


def ratio(above: ArrayLike, *, below: ArrayLike) -> NDArray[np.float64]:
    """Divide, with NaN where there is nothing to divide by.

    Parameters
    ----------
    above : array of float, any shape
        What is divided.
    below : array of float, a shape that fits
        What it is divided by.

    Returns
    -------
    array of float
        The ratio.
    """
    bottom = np.asarray(below, dtype=np.float64)
    top = np.asarray(above, dtype=np.float64)
    return np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1.0), np.nan)
