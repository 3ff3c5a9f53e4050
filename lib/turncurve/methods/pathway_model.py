"""What is known of a route's rates, and where they may step: by time in state, age, group and length of wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_clock import NO_CHANGE, Clock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_drift import Level
    from turncurve.methods.pathway_route import PathwayStays, Route

__all__ = [
    "AGE_BANDS",
    "INTERVALS",
    "QUARTER",
    "WAITS",
    "HazardModel",
    "ReferenceHazards",
    "TransitionFit",
    "age_band",
    "wait_band",
]

YEAR = 365.25
INTERVALS = (1, 31, 61, 91, 122, 152, 183, 244, 304, 365, 457, 548, 730, 1096, 1461)
"""Days in state at which the rate may step: the first day, months to six, two-monthly to a year, then coarser."""

AGE_BANDS = (183.0, YEAR, 2 * YEAR, 4 * YEAR, 6 * YEAR, 10 * YEAR)
"""Ages in days, on arrival in a state, at which the rate may step; an age not held is a band of its own."""

QUARTER = YEAR / 4
WAITS = (183, 365)
"""Days in state between which the level may drift on its own: short waits, middling and long."""


@dataclass(frozen=True, eq=False)
class ReferenceHazards:
    """The rates that a small council's own are shrunk towards.

    Parameters
    ----------
    rate : array of float, shape (transitions, intervals)
        Moves a day, in the order of `Route.transitions` and of `INTERVALS` (one more than its edges).
    """

    rate: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TransitionFit:
    """What is known of one transition's rate: gamma distributions of its factors.

    Parameters
    ----------
    base : array of float, shape (2, intervals)
        Gamma shapes, and rates in days, of the rate by time in state.
    age : array of float, shape (2, bands)
        Gamma shapes and rates of the factor by age on arrival in the state.
    group : array of float, shape (2, groups)
        Gamma shapes and rates of the factor by group.
    level : Level
        The rate now against its long run.
    by_wait : tuple of Level
        The rate now of those who have waited each length of time (see `WAITS`), against that.
    events : float
        The moves on record: what the overall level of the rate rests on.
    strength : float
        How many events' worth of evidence the reference was, in each interval.
    clock : Clock
        The clock that time in state is read from.
    """

    base: NDArray[np.float64]
    age: NDArray[np.float64]
    group: NDArray[np.float64]
    level: Level
    by_wait: tuple[Level, ...]
    events: float
    strength: float
    clock: Clock = NO_CHANGE


@dataclass(frozen=True, eq=False)
class HazardModel:
    """What is known of all rates of a route at a date, and of the cases then open.

    Parameters
    ----------
    route : Route
        The route.
    fits : tuple of TransitionFit
        One per transition, in the order of `Route.transitions`.
    exit_counts : array of float, shape (states, exits)
        How cases left each state, with a little of the overall pattern added.
    frail : array of bool, shape (transitions,)
        The transitions that an unseen frailty speeds or slows.
    frailty_shape : float
        The gamma shape of the frailty, whose mean is 1; infinite where no unseen difference was found.
    frailty : array of float, shape (2, cases)
        For each case, the gamma shape and rate of its frailty given all that it has done and not done.
    stays : PathwayStays
        The stays it rests on.
    """

    route: Route
    fits: tuple[TransitionFit, ...]
    exit_counts: NDArray[np.float64]
    frail: NDArray[np.bool_]
    frailty_shape: float
    frailty: NDArray[np.float64]
    stays: PathwayStays


def age_band(age: NDArray[np.float64]) -> NDArray[np.int64]:
    """Tell the band of an age.

    Parameters
    ----------
    age : array of float, shape (n,)
        Ages in days, NaN where not held.

    Returns
    -------
    array of int, shape (n,)
        Bands from 0 in order of age; the last is for ages not held.
    """
    band = np.searchsorted(np.array(AGE_BANDS), age, side="right")
    return np.where(np.isnan(age), len(AGE_BANDS) + 1, band)


def wait_band(interval: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tell the band of waiting of an interval of time in state.

    Parameters
    ----------
    interval : array of int, shape (n,)
        Positions of intervals.

    Returns
    -------
    array of int, shape (n,)
        0 for waits shorter than the first of `WAITS`, and so on.
    """
    return np.searchsorted([INTERVALS.index(wait) for wait in WAITS], interval, side="left")
