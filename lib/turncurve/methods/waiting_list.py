"""How a waiting list stands: load, size against a target, and the capacity that keeps it or brings it back."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FloatArray = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]

MEAN_PART = 4.0
"""The mean wait may be this part of the target, if nearly nobody is to wait longer than the target."""
TOO_BIG = 2.0
WEEK = 7.0
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class WaitingList:
    """A waiting list at the end of a period, with what its past says of demand and capacity.

    Attributes
    ----------
    demand, capacity : float
        Arrivals and removals a week; capacity is counted over the time in which there was somebody to remove.
    arrivals, removals : int
        The times between arrivals and between removals that these rest on.
    load : float
        Demand as a share of capacity: at 1 or more the list grows for ever.
    size : int
        How many wait at the end.
    target_size : float
        The largest list at which nearly nobody waits longer than the target.
    too_big : bool
        Whether the list is more than twice that: then relief comes before balance.
    mean_wait : float
        Weeks waited so far by those who wait; nan where nobody does.
    arrival_variation, removal_variation : float
        Standard deviation of the times between arrivals, or removals, as a part of their mean.
    pressure : float
        Twice the mean wait as a part of the target: above 1 the target is out of reach.
    target_capacity : float or None
        Removals a week that keep the list at its target; None where it is too big.
    relief_capacity : float or None
        Removals a week that bring a list that is too big back to its target in the time given; None where it is not.
    """

    demand: float
    capacity: float
    arrivals: int
    removals: int
    load: float
    size: int
    target_size: float
    too_big: bool
    mean_wait: float
    arrival_variation: float
    removal_variation: float
    pressure: float
    target_capacity: float | None
    relief_capacity: float | None


def target_size(demand: float, target_wait: float, *, part: float = MEAN_PART) -> float:
    """Return the largest list at which nearly nobody waits longer than the target.

    Parameters
    ----------
    demand : float
        Arrivals a week.
    target_wait : float
        The target in weeks.
    part : float
        The mean wait may be this part of the target.

    Returns
    -------
    float
        Cases.

    Raises
    ------
    TurnCurveError
        Where a number is not finite or cannot be: below nought, or nought for the target or its part.

    References
    ----------
    Fong, Mushtaq, House and others (2022), Understanding Waiting Lists Pressures, medRxiv.
    """
    return _from_nought(demand, "demand") * _positive(target_wait, "target_wait") / _positive(part, "part")


def relief_capacity(demand: float, *, size: float, target: float, weeks: float = 26.0) -> float:
    """Return the capacity that brings a list down to its target in time.

    Parameters
    ----------
    demand : float
        Arrivals a week.
    size, target : float
        Cases on the list now, and wanted.
    weeks : float
        In how many weeks.

    Returns
    -------
    float
        Removals a week.

    Raises
    ------
    TurnCurveError
        Where a number is not finite or cannot be: below nought, or a list shorter than its target.
    """
    over = _from_nought(size, "size") - _from_nought(target, "target")
    if over < 0:
        raise TurnCurveError("a list no longer than its target needs no relief", where="size")
    return _from_nought(demand, "demand") + over / _positive(weeks, "weeks")


def target_capacity(
    demand: float,
    target_wait: float,
    *,
    part: float = MEAN_PART,
    arrival_variation: float = 1.0,
    removal_variation: float = 1.0,
) -> float:
    """Return the capacity that keeps a list at its target: always somewhat more than the demand.

    Parameters
    ----------
    demand : float
        Arrivals a week.
    target_wait : float
        The target in weeks.
    part : float
        The mean wait may be this part of the target.
    arrival_variation, removal_variation : float
        Coefficients of variation of the times between; 1 for pure chance.

    Returns
    -------
    float
        Removals a week.

    Raises
    ------
    TurnCurveError
        Where a number is not finite or cannot be: below nought, or nought for the target or its part.

    References
    ----------
    Kingman (1961), Mathematical Proceedings of the Cambridge Philosophical Society 57, 902-904.
    """
    arrivals, removals = (
        _from_nought(arrival_variation, "arrival_variation"),
        _from_nought(removal_variation, "removal_variation"),
    )
    spread = (arrivals**2 + removals**2) / 2
    wait, held = _positive(target_wait, "target_wait"), _positive(part, "part")
    return _from_nought(demand, "demand") + spread * held / wait


def list_sizes(arrived: npt.ArrayLike, removed: npt.ArrayLike) -> tuple[Days, npt.NDArray[np.int64]]:
    """Count who waits at the end of each day, from the first arrival to the last.

    Parameters
    ----------
    arrived : array of datetime64, shape (cases,)
        Day of arrival.
    removed : array of datetime64, shape (cases,)
        Day of removal; NaT for who still waits.

    Returns
    -------
    (array of datetime64, array of int), both of shape (days,)
        Each day, and the list's size at its end.

    Raises
    ------
    TurnCurveError
        Where a day of arrival is missing or a case was removed before it came.
    """
    came, left = _checked(arrived, removed)
    days = np.arange(came.min(), came.max() + _DAY)
    gone = np.sort(left[~np.isnat(left)])
    sizes = np.searchsorted(np.sort(came), days, side="right") - np.searchsorted(gone, days, side="right")
    return days, sizes.astype(np.int64)


def waiting_list(
    arrived: npt.ArrayLike, removed: npt.ArrayLike, *, target_wait: float, relief_weeks: float = 26.0
) -> WaitingList:
    """Say how a waiting list stands on the day of its last arrival.

    Parameters
    ----------
    arrived : array of datetime64, shape (cases,)
        Day of arrival.
    removed : array of datetime64, shape (cases,)
        Day of removal; NaT for who still waits.
    target_wait : float
        The target in weeks.
    relief_weeks : float
        In how many weeks a list that is too big is to be back at its target.

    Returns
    -------
    WaitingList
        Its state, and what would keep or relieve it.

    Raises
    ------
    TurnCurveError
        Where a day of arrival is missing, a case was removed before it came, fewer than two came or were removed,
        none was removed, or nobody waited overnight.

    Notes
    -----
    Days do not say in which order things happened on them. As the published program does, the time up to a day at
    whose end nobody waited is left out of the times between removals, but for the first.

    References
    ----------
    NHS England, NHSRwaitinglist (MIT), whose printed results this reproduces; its pressure divides days by weeks, ours
    weeks by weeks.
    """
    came, left = _checked(arrived, removed)
    start, end = came.min(), came.max()
    between_arrivals = _days_between(np.concatenate([[start], np.sort(came), [end]]))
    between_removals = _between_removals(came, left, start=start, end=end)
    if not (left <= end).any():
        raise TurnCurveError(
            "nobody was taken off the list by the day of the last arrival, so nothing can be said of capacity",
            where="the waiting list",
        )
    if not between_removals.sum():
        raise TurnCurveError("nobody waited overnight, so nothing can be said of capacity", where="the waiting list")
    if len(between_arrivals) < 3 or len(between_removals) < 2:
        raise TurnCurveError("fewer than two cases came or were removed", where="the waiting list")
    demand, capacity = WEEK / between_arrivals.mean(), WEEK / between_removals.mean()
    waiting = np.isnat(left) | (left > end)
    size, wanted = int(waiting.sum()), target_size(demand, target_wait)
    mean_wait = float(((end - came[waiting]) / _DAY).mean() / WEEK) if size else float("nan")
    variation = [float(each.std(ddof=1) / each.mean()) for each in (between_arrivals, between_removals)]
    too_big = size > TOO_BIG * wanted
    kept = target_capacity(demand, target_wait, arrival_variation=variation[0], removal_variation=variation[1])
    relieved = relief_capacity(demand, size=size, target=wanted, weeks=relief_weeks) if too_big else None
    return WaitingList(
        demand=float(demand),
        capacity=float(capacity),
        arrivals=len(between_arrivals),
        removals=len(between_removals),
        load=float(demand / capacity),
        size=size,
        target_size=float(wanted),
        too_big=too_big,
        mean_wait=mean_wait,
        arrival_variation=variation[0],
        removal_variation=variation[1],
        pressure=2 * mean_wait / target_wait,
        target_capacity=None if too_big else float(kept),
        relief_capacity=relieved,
    )


def _checked(arrived: npt.ArrayLike, removed: npt.ArrayLike) -> tuple[Days, Days]:
    """Return days as arrays, refusing what contradicts itself."""
    came = np.asarray(arrived, dtype="datetime64[D]")
    left = np.asarray(removed, dtype="datetime64[D]")
    if came.shape != left.shape or came.ndim != 1 or not len(came):
        raise TurnCurveError("each case has one day of arrival and one of removal or none", where="the waiting list")
    missing = np.flatnonzero(np.isnat(came))
    early = np.flatnonzero(left < came)
    for rows, what in ((missing, "a day of arrival is missing"), (early, "a case was removed before it came")):
        if len(rows):
            raise TurnCurveError(what, where=f"row {rows[0] + 1}, and {len(rows) - 1} more", remedy="Correct the days")
    return came, left


def _between_removals(came: Days, left: Days, *, start: np.datetime64, end: np.datetime64) -> FloatArray:
    """Return the days between removals, without the time up to each day at whose end nobody waited."""
    days, sizes = list_sizes(came, left)
    empty = days[sizes == 0]
    gone = left[~np.isnat(left) & (left <= end)]
    when = np.concatenate([[start], empty, gone])
    removal = np.concatenate([[True], np.zeros(len(empty), bool), np.ones(len(gone), bool)])
    # The mark of an empty list stands before the removals of its day.
    order = np.concatenate([[0], 1 + np.lexsort((removal[1:], when[1:]))])
    kept = removal[order][1:]
    kept[:1] = True
    between: FloatArray = _days_between(when[order])[kept]
    return between


def _days_between(days: Days) -> FloatArray:
    """Return the days from each to the next."""
    return (np.diff(days) / _DAY).astype(np.float64)


def _positive(value: float, name: str) -> float:
    """Return a number, refusing one that is not above nought."""
    if not (value > 0 and isfinite(value)):
        raise TurnCurveError(f"{name} must be more than 0", where=name)
    return value


def _from_nought(value: float, name: str) -> float:
    """Return a number, refusing one below nought."""
    if not (value >= 0 and isfinite(value)):
        raise TurnCurveError(f"{name} must be 0 or more", where=name)
    return value
