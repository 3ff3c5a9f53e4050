"""Who waits and how long, on every future: shares within a time, cohorts, and those waiting on a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_gathered import gathered, ratio, refuse_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from turncurve.methods.pathway_route import PathwayCases
    from turncurve.methods.pathway_simulation import SimulatedPathways

__all__ = ["ShareWindows", "Waiting", "cohort_shares", "months_later", "shares_within", "waiting_on"]

DAY_ZERO = np.datetime64("1970-01-01")


@dataclass(frozen=True, eq=False)
class ShareWindows:
    """How many of those counted in each window were within a time, in each draw, split into parts.

    Parameters
    ----------
    windows : tuple of (float, float)
        The first and last day of each window, both within it.
    within : array of int, shape (draws, windows, parts)
        How many were within the time.
    counted : array of int, shape (draws, windows, parts)
        Of how many.
    """

    windows: tuple[tuple[float, float], ...]
    within: NDArray[np.int64]
    counted: NDArray[np.int64]

    @property
    def share(self) -> NDArray[np.float64]:
        """The share within the time.

        Returns
        -------
        array of float, shape (draws, windows)
            From 0 to 1, NaN in a draw that counts no case.
        """
        return ratio(self.within.sum(axis=2), below=self.counted.sum(axis=2))


@dataclass(frozen=True, eq=False)
class Waiting:
    """Cases between two milestones on each of some days, in each draw, split into parts.

    Parameters
    ----------
    on : tuple of float
        The days.
    number : array of int, shape (draws, days, parts)
        How many wait at the end of each day.
    days : array of float, shape (draws, days, parts)
        How long they have waited, all together.
    long : array of int, shape (draws, days, parts)
        How many of them have waited long.
    """

    on: tuple[float, ...]
    number: NDArray[np.int64]
    days: NDArray[np.float64]
    long: NDArray[np.int64]

    @property
    def mean_days(self) -> NDArray[np.float64]:
        """How long those waiting have waited on average.

        Returns
        -------
        array of float, shape (draws, days)
            NaN in a draw in which nobody waits.
        """
        return ratio(self.days.sum(axis=2), below=self.number.sum(axis=2))


def months_later(days: NDArray[np.float64], *, months: int, day_zero: np.datetime64 = DAY_ZERO) -> NDArray[np.float64]:
    """Move days on by calendar months; a day that the month does not have becomes its last.

    Parameters
    ----------
    days : array of float, shape (n,)
        Whole days from day zero.
    months : int
        How many months.
    day_zero : numpy.datetime64
        The date of day 0.

    Returns
    -------
    array of float, shape (n,)
        Whole days from day zero.
    """
    date = day_zero.astype("datetime64[D]") + days.astype(np.int64)
    month = date.astype("datetime64[M]")
    first, following = ((month + months + extra).astype("datetime64[D]") for extra in (0, 1))
    later = first + np.minimum(date - month.astype("datetime64[D]"), following - first - np.timedelta64(1, "D"))
    return np.asarray((later - day_zero.astype("datetime64[D]")).astype(np.float64))


def shares_within(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    start: str,
    end: str,
    on_the_way: str,
    fixed_by: str,
    windows: Sequence[tuple[float, float]],
    months: Sequence[int],
    day_zero: np.datetime64 = DAY_ZERO,
) -> ShareWindows:
    """Find the share that went from one milestone to another within some months, with those still on the way.

    Counted are the cases that complete the route in a window and those on the way at its end; one that has not reached
    the second milestone by then is counted by its wait so far.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    start : str
        The milestone that the wait begins on.
    end : str
        The milestone that it ends on.
    on_the_way : str
        The milestone from which a case is on the way until it completes or leaves the route.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.
    windows : sequence of (float, float)
        The first and last day of each window, both within it.
    months : sequence of int
        The calendar months that each window allows; a wait is within them if it is shorter.
    day_zero : numpy.datetime64
        The date of day 0.

    Returns
    -------
    ShareWindows
        The shares. Raises as `refuse_windows` does.
    """
    refuse_windows(windows, horizon=simulated.horizon)
    rows = gathered(simulated, recorded, fixed_by=fixed_by, reached=(start, on_the_way))
    names = simulated.route.milestones
    begun, ended, way = (rows.dates[:, names.index(name)] for name in (start, end, on_the_way))
    completed = rows.dates[:, simulated.route.completed_by]
    allowed = {number: months_later(begun, months=number, day_zero=day_zero) for number in sorted(set(months))}
    within, counted = [], []
    for (first, last), number in zip(windows, months, strict=True):
        done = (completed >= first) & (completed <= last)
        still = (way <= last) & ~(completed <= last) & ~(rows.exit <= last)
        until = np.where(ended <= last, ended, np.where(still, last, np.nan))
        known = (done | still) & np.isfinite(until)
        counted.append(rows.summed(known))
        within.append(rows.summed(known & (until < allowed[number])))
    return ShareWindows(
        windows=tuple(windows),
        within=np.stack(within, axis=1).astype(np.int64),
        counted=np.stack(counted, axis=1).astype(np.int64),
    )


def cohort_shares(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    start: str,
    end: str,
    fixed_by: str,
    windows: Sequence[tuple[float, float]],
    months: int,
    day_zero: np.datetime64 = DAY_ZERO,
) -> ShareWindows:
    """Find the share of the cases that reach one milestone in a window which reach another within some months.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    start : str
        The milestone that brings a case into a window's cohort.
    end : str
        The milestone that it is followed to; one reached before the first is within.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.
    windows : sequence of (float, float)
        The first and last day of each window, both within it.
    months : int
        The calendar months allowed; a wait is within them if it is no longer.
    day_zero : numpy.datetime64
        The date of day 0.

    Returns
    -------
    ShareWindows
        The shares; a case whose months are not over by the end of the futures is not counted. Raises as
        `refuse_windows` does.
    """
    refuse_windows(windows, horizon=simulated.horizon)
    rows = gathered(simulated, recorded, fixed_by=fixed_by, reached=(start,))
    names = simulated.route.milestones
    begun, ended = (rows.dates[:, names.index(name)] for name in (start, end))
    allowed = months_later(begun, months=months, day_zero=day_zero)
    followed = allowed <= simulated.horizon
    inside = [followed & (begun >= first) & (begun <= last) for first, last in windows]
    return ShareWindows(
        windows=tuple(windows),
        within=np.stack([rows.summed(each & (ended <= allowed)) for each in inside], axis=1).astype(np.int64),
        counted=np.stack([rows.summed(each) for each in inside], axis=1).astype(np.int64),
    )


def waiting_on(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    since: str,
    until: str,
    fixed_by: str,
    days: Sequence[float],
    long: float,
) -> Waiting:
    """Find who is past one milestone and not past another at the end of each of some days, and for how long.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from, for those already over.
    since : str
        The milestone that the wait began on.
    until : str
        The milestone waited for; a case that leaves or completes the route no longer waits.
    fixed_by : str
        The milestone which, reached by the date of the records, makes a case already fixed.
    days : sequence of float
        The days.
    long : float
        The days waited from which a wait is long.

    Returns
    -------
    Waiting
        The numbers. Raises as `refuse_windows` does.
    """
    refuse_windows([(day, day) for day in days], horizon=simulated.horizon)
    rows = gathered(simulated, recorded, fixed_by=fixed_by, reached=(since,))
    names = simulated.route.milestones
    begun, ended = (rows.dates[:, names.index(name)] for name in (since, until))
    over = np.fmin(np.fmin(ended, rows.exit), rows.dates[:, simulated.route.completed_by])
    inside = [(begun <= day) & ~(over <= day) for day in days]
    waited = [day - begun for day in days]
    return Waiting(
        on=tuple(days),
        number=np.stack([rows.summed(each) for each in inside], axis=1).astype(np.int64),
        days=np.stack([rows.summed(each, so_far) for each, so_far in zip(inside, waited, strict=True)], axis=1),
        long=np.stack(
            [rows.summed(each & (so_far >= long)) for each, so_far in zip(inside, waited, strict=True)], axis=1
        ).astype(np.int64),
    )
