"""Why a pooled mean changes: who completed, by how long they had waited on a date, and how fast they went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_gathered import FIXED, PIPELINE, ratio, refuse_windows
from turncurve.methods.pathway_scorecard import counted_days

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_route import PathwayCases
    from turncurve.methods.pathway_scorecard import DaysBetween
    from turncurve.methods.pathway_simulation import SimulatedPathways

__all__ = ["MeanByWait", "PooledChange", "change_between", "mean_by_wait"]


@dataclass(frozen=True, eq=False)
class MeanByWait:
    """A pooled mean of one window, split by where each case stood at the date of the records.

    The first group was already fixed, the last was not waiting then, and those between waited, the shortest first.

    Parameters
    ----------
    as_at : float
        The date of the records.
    waits : tuple of float
        The days waited that part the groups of those waiting.
    days : array of float, shape (draws, groups)
        The days of the cases counted.
    cases : array of float, shape (draws, groups)
        How many were counted.
    """

    as_at: float
    waits: tuple[float, ...]
    days: NDArray[np.float64]
    cases: NDArray[np.float64]

    @property
    def mean(self) -> NDArray[np.float64]:
        """The mean days a case of all groups together.

        Returns
        -------
        array of float, shape (draws,)
            NaN in a draw that counts no case.
        """
        return ratio(self.days.sum(axis=1), below=self.cases.sum(axis=1))


@dataclass(frozen=True, eq=False)
class PooledChange:
    """A change in a pooled mean, in parts that add up to it in every draw.

    Parameters
    ----------
    composition : array of float, shape (draws, groups)
        Days of the change that come from a group's cases being more or fewer of those counted.
    pace : array of float, shape (draws, groups)
        Days of the change that come from the group's own mean being another.
    """

    composition: NDArray[np.float64]
    pace: NDArray[np.float64]

    @property
    def backlog_cleared(self) -> NDArray[np.float64]:
        """Who completed: the composition of all groups, and the days of those who were waiting on the date.

        Returns
        -------
        array of float, shape (draws,)
            Days of the change.
        """
        return np.asarray(self.composition.sum(axis=1) + self.pace[:, 1:-1].sum(axis=1))

    @property
    def speed(self) -> NDArray[np.float64]:
        """How fast those went who were not waiting on the date.

        Returns
        -------
        array of float, shape (draws,)
            Days of the change.
        """
        return self.pace[:, -1]

    @property
    def already_fixed(self) -> NDArray[np.float64]:
        """Other cases among those already fixed: none where one window is compared under two scenarios.

        Returns
        -------
        array of float, shape (draws,)
            Days of the change.
        """
        return self.pace[:, 0]

    @property
    def total(self) -> NDArray[np.float64]:
        """The whole change.

        Returns
        -------
        array of float, shape (draws,)
            Backlog cleared, speed and already fixed together.
        """
        return self.backlog_cleared + self.speed + self.already_fixed


def mean_by_wait(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    measure: DaysBetween,
    window: tuple[float, float],
    waiting_since: str,
    waits: tuple[float, ...] = (182.0, 365.0),
) -> MeanByWait:
    """Pool the days of one window by how long each case had waited at the date of the records.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    measure : DaysBetween
        Which days, over which cases.
    window : tuple of (float, float)
        The first and last day, both within it.
    waiting_since : str
        The milestone from which a case waits until it is fixed.
    waits : tuple of float
        Days waited that part those waiting into groups, in order.

    Returns
    -------
    MeanByWait
        The pooled mean by group. Raises as `refuse_windows` does.
    """
    refuse_windows([window], horizon=simulated.horizon)
    rows, days, counted_on = counted_days(simulated, recorded, measure=measure)
    inside = (counted_on >= window[0]) & (counted_on <= window[1])
    waited = simulated.as_at - rows.dates[:, simulated.route.milestones.index(waiting_since)]
    waiting = (rows.part == PIPELINE) & (waited >= 0)
    group = np.where(waiting, 1 + np.searchsorted(waits, waited, side="right"), len(waits) + 2)
    grouped = replace(rows, part=np.where(rows.part == FIXED, 0, group), parts=len(waits) + 3)
    return MeanByWait(
        as_at=simulated.as_at, waits=waits, days=grouped.summed(inside, days), cases=grouped.summed(inside)
    )


def change_between(before: MeanByWait, after: MeanByWait) -> PooledChange:
    """Part the change from one pooled mean to another into who was counted and how fast they went.

    Parameters
    ----------
    before : MeanByWait
        One window, or one scenario.
    after : MeanByWait
        Another of the same records and groups.

    Returns
    -------
    PooledChange
        The parts, which add up to the change in every draw; NaN in a draw in which one of the means is.

    Raises
    ------
    TurnCurveError
        If the two do not have the same date, groups and number of draws.

    References
    ----------
    Kitagawa, E. (1955), Components of a difference between two rates, JASA 50, 1168-1194; composition is measured from
    the middle of the two means, which leaves its sum as it is and gives each group its own part.
    """
    if (before.as_at, before.waits, before.days.shape) != (after.as_at, after.waits, after.days.shape):
        raise TurnCurveError(
            "Two pooled means do not have the same date, groups and draws",
            where="before, after",
            remedy="Simulate both from one date with one number of draws, and use the same waits",
        )
    first, second = (ratio(each.cases, below=each.cases.sum(axis=1, keepdims=True)) for each in (before, after))
    # a group without cases on one side has no pace of its own there, so that its whole part is composition
    means = [ratio(each.days, below=each.cases) for each in (before, after)]
    old = np.where(np.isnan(means[0]), means[1], means[0])
    new = np.where(np.isnan(means[1]), old, means[1])
    old, new = np.nan_to_num(old), np.nan_to_num(new)
    middle = (before.mean + after.mean)[:, None] / 2
    return PooledChange(
        composition=(second - first) * ((old + new) / 2 - middle), pace=(first + second) / 2 * (new - old)
    )
