"""Whether a step of a route lately takes a fraction of the time it took, and from when: a change of its clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_shrinkage import shrunk, smooth_rates, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["NO_CHANGE", "Clock", "Passage", "found_clock"]

PACES = (0.4, 0.5, 0.63, 0.75, 1.33, 1.6, 1.9, 2.3, 2.8)
"""How many times as fast a clock may run after a change as before it."""

LATEST_PERIODS = 12
"""How many of the last periods a change may begin in."""

FEWEST = (30, 8)
"""Fewest events before a change, and after it, from which one can be told."""

MUST_GAIN = (5.0, 2.5)
"""Log likelihood that a change of clock must gain over no change, and over a rate multiplied alike at every wait."""


@dataclass(frozen=True)
class Clock:
    """A date from which time in a state counts for more or less than it did.

    Parameters
    ----------
    begins : float
        The day from which the clock runs at its new pace.
    pace : float
        How many days of the old clock a day of the new one is worth; 1 for no change.
    """

    begins: float
    pace: float

    def shift(self, since: NDArray[np.float64]) -> NDArray[np.float64]:
        """Tell by how many days the new clock is ahead of the days in state, after the change.

        Parameters
        ----------
        since : array of float, shape (n,)
            The days of arrival.

        Returns
        -------
        array of float, shape (n,)
            Days, negative where time before the change counts for less; 0 for those who arrived after it.
        """
        if self.pace == 1.0:
            return np.zeros(len(since))
        return np.asarray(np.maximum(self.begins - since, 0.0) * (1 / self.pace - 1))


NO_CHANGE = Clock(begins=-np.inf, pace=1.0)
"""A clock that always ran as it does."""


@dataclass(frozen=True, eq=False)
class Passage:
    """Time at risk of one step, in pieces.

    Parameters
    ----------
    middle : array of float, shape (pieces,)
        Days in state at the middle of each piece.
    since : array of float, shape (pieces,)
        The day of arrival in the state.
    period : array of int, shape (pieces,)
        The calendar period of each piece.
    days : array of float, shape (pieces,)
        Its length, times what else the rate depends on.
    event : array of bool, shape (pieces,)
        Whether it ended in the step.
    """

    middle: NDArray[np.float64]
    since: NDArray[np.float64]
    period: NDArray[np.int64]
    days: NDArray[np.float64]
    event: NDArray[np.bool_]


def found_clock(
    passage: Passage, *, periods: NDArray[np.float64], intervals: NDArray[np.float64], position: NDArray[np.float64]
) -> Clock:
    """Look for a date from which a step takes a multiple of the time it took, and has gained enough to be believed.

    Parameters
    ----------
    passage : Passage
        The time at risk.
    periods : array of float, shape (edges,)
        The days on which calendar periods end.
    intervals : array of float, shape (edges,)
        The days in state at which rates step.
    position : array of float, shape (intervals,)
        Where each interval lies, for smoothing.

    Returns
    -------
    Clock
        The likeliest change, or none.

    References
    ----------
    Wei, L. (1992), The accelerated failure time model, Statistics in Medicine 11, 1871-1879; cases under way at the
    change keep the time that they have used up (Cox and Oakes, 1984, Analysis of Survival Data, 5.2).
    """
    best, least = NO_CHANGE, MUST_GAIN[0]
    for first in range(max(len(periods) + 1 - LATEST_PERIODS, 1), len(periods) + 1):
        earlier = passage.period < first
        counts = passage.event[earlier].sum(), passage.event[~earlier].sum()
        if counts[0] < FEWEST[0] or counts[1] < FEWEST[1]:
            continue
        begins = float(periods[first - 1])
        rate = _rates(passage, earlier, intervals, position)
        for pace, gain, over_alike in _gains(passage, ~earlier, rate, intervals, begins):
            if gain > least and over_alike > MUST_GAIN[1]:
                best, least = Clock(begins=begins, pace=pace), gain
    return best


def _rates(
    passage: Passage, counted: NDArray[np.bool_], intervals: NDArray[np.float64], position: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Estimate the rate by time in state from some of the pieces."""
    level = np.searchsorted(intervals, passage.middle[counted], side="right")
    counts, time = table(passage.event[counted], passage.days[counted], level=level, levels=len(intervals) + 1)
    shape, rate = shrunk(counts, time, reference=smooth_rates(counts, time, position=position))[0]
    return np.asarray(shape / rate)


def _gains(
    passage: Passage,
    later: NDArray[np.bool_],
    rate: NDArray[np.float64],
    intervals: NDArray[np.float64],
    begins: float,
) -> Iterator[tuple[float, float, float]]:
    """Try each pace: what its log likelihood gains over no change, and over a rate multiplied alike."""
    middle, event, days = passage.middle[later], passage.event[later], passage.days[later]
    waited = np.maximum(begins - passage.since[later], 0.0)
    number = int(event.sum())

    def likelihood(at: NDArray[np.float64], pace: float) -> tuple[float, float]:
        """Return the log likelihood of the events and how many were due, at times read from a clock."""
        now = pace * rate[np.searchsorted(intervals, at, side="right")]
        due = float((days * now).sum())
        return float(np.log(now[event]).sum()) - due, due

    plain, due = likelihood(middle, 1.0)
    alike = number * np.log(number / due) - (number - due)
    for pace in PACES:
        gain = likelihood(waited + pace * (middle - waited), pace)[0] - plain
        yield pace, gain, gain - alike
