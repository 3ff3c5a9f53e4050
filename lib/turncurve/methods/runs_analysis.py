"""Whether a series stays on one side of its centre for longer, or crosses it more seldom, than chance would."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import comb, log2

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

FEWEST_USEFUL = 10
"""Under ten useful points the rules' table does not start (Anhøj and Olesen 2014): a signal is provisional."""


@dataclass(frozen=True)
class RunsAnalysis:
    """How long the longest run is and how often the centre is crossed, against what chance allows.

    Attributes
    ----------
    useful : int
        Points that are not on the centre; only these count.
    longest_run : int
        The most useful points in a row on one side.
    longest_run_allowed : int
        The longest run that chance allows: the rounded base-2 logarithm of the useful points, plus 3.
    crossings : int
        How often the line crosses the centre.
    crossings_needed : int
        The fewest crossings that chance allows: the 5 per cent point of a binomial with even odds.
    provisional : bool
        Whether there are too few useful points for the rules to be trusted.
    """

    useful: int
    longest_run: int
    longest_run_allowed: int
    crossings: int
    crossings_needed: int
    provisional: bool

    @property
    def run_is_long(self) -> bool:
        """Tell whether the longest run is longer than chance allows.

        Returns
        -------
        bool
            True for a signal.
        """
        return self.longest_run > self.longest_run_allowed

    @property
    def crossings_are_few(self) -> bool:
        """Tell whether the centre is crossed less often than chance allows.

        Returns
        -------
        bool
            True for a signal.
        """
        return self.crossings < self.crossings_needed

    @property
    def signal(self) -> bool:
        """Tell whether either rule signals a shift.

        Returns
        -------
        bool
            True for a signal.
        """
        return self.run_is_long or self.crossings_are_few


def analyse_runs(values: npt.ArrayLike, centre: float) -> RunsAnalysis:
    """Measure the runs of a series about its centre.

    Parameters
    ----------
    values : sequence of float, one a point in order of time
        The series.
    centre : float
        The centre line: the median of a run chart, the mean of a control chart.

    Returns
    -------
    RunsAnalysis
        With no useful point, everything is 0 and nothing signals.

    Raises
    ------
    TurnCurveError
        Where a value or the centre is not a number.

    References
    ----------
    Anhøj and Olesen (2014), PLoS ONE 9(11): e113825; Schilling (2012); Chen (2010).
    """
    sides = np.sign(np.asarray(values, dtype=float) - centre)
    if np.isnan(sides).any():
        raise TurnCurveError("A run needs numbers on both sides of its centre", where="values, centre")
    lengths = [len(list(run)) for _, run in groupby(sides[sides != 0])]
    useful = sum(lengths)
    return RunsAnalysis(
        useful=useful,
        longest_run=max(lengths, default=0),
        longest_run_allowed=round(log2(useful)) + 3 if useful else 0,
        crossings=max(len(lengths) - 1, 0),
        crossings_needed=fewest_crossings(useful),
        provisional=useful < FEWEST_USEFUL,
    )


def fewest_crossings(useful: int) -> int:
    """Find the fewest crossings that chance allows.

    Parameters
    ----------
    useful : int
        Points that are not on the centre.

    Returns
    -------
    int
        The smallest number whose binomial probability of no more, with even odds, is 5 per cent or over.
    """
    steps = max(useful - 1, 0)
    ways, crossings = 1, 0
    # In whole numbers, so that no rounding moves the bound: 20 times the ways so far against all 2**steps.
    while 20 * ways < 2**steps:
        crossings += 1
        ways += comb(steps, crossings)
    return crossings


def in_long_run(sides: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Find the points that are part of a run longer than chance allows.

    Parameters
    ----------
    sides : array of float, one a point
        1 above the centre, -1 below, 0 on it; a point on the centre neither counts nor breaks a run.

    Returns
    -------
    array of bool, one a point
        True for a useful point in such a run.
    """
    long = np.zeros(len(sides), dtype=bool)
    useful = np.flatnonzero(sides)
    allowed = round(log2(len(useful))) + 3 if len(useful) else 0
    first = 0
    for _, run in groupby(sides[useful]):
        last = first + len(list(run))
        long[useful[first:last]] = last - first > allowed
        first = last
    return long
