"""Bounds for the difference of two independent values, from the bounds of each."""

from __future__ import annotations

import math

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval


def difference(first: float, second: float, *, of_first: Interval, of_second: Interval) -> Interval:
    """Bound how much the second of two independent values is above the first.

    Where two samples share people, and the people tend to answer alike, the interval is wider than it need be.

    Parameters
    ----------
    first, second : float
        The two values, in one unit.
    of_first, of_second : Interval
        The bounds of each, of one level and in the values' unit.

    Returns
    -------
    Interval
        Bounds for the second value less the first.

    Raises
    ------
    TurnCurveError
        If the levels differ, or a value lies outside its own bounds.

    References
    ----------
    Newcombe RG (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
    17: 873-890.
    Zou GY, Donner A (2008). Construction of confidence limits about effect measures: a general approach. Statistics in
    Medicine 27: 1693-1702.
    """
    if of_first.level != of_second.level:
        raise TurnCurveError("two intervals of different levels cannot be put together", remedy="Use one level")
    for value, bounds in ((first, of_first), (second, of_second)):
        if not bounds.lower <= value <= bounds.upper:
            raise TurnCurveError("a value lies outside its own bounds", remedy="Give each value with its own interval")
    gap = second - first
    below = math.hypot(second - of_second.lower, of_first.upper - first)
    above = math.hypot(of_second.upper - second, first - of_first.lower)
    return Interval(
        gap - below, gap + above, of_first.level, f"difference of independent values, each {of_first.method}"
    )
