"""By how much two shares differ, from the bounds of each."""

from __future__ import annotations

from math import sqrt

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval


def difference_of_shares(before: float, after: float, *, bounds: tuple[Interval, Interval]) -> Interval:
    """Bound the difference of two shares that were found independently, from each one's own bounds.

    Parameters
    ----------
    before, after : float
        The two shares, in one unit.
    bounds : tuple of (Interval, Interval)
        The bounds of each, in the same unit, of one level, and each around its share.

    Returns
    -------
    Interval
        Of the later less the earlier.

    Raises
    ------
    TurnCurveError
        Where the two are not of one level, or do not hold their share.

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702; Newcombe (1998), Statistics in Medicine 17, 873-890.
    """
    first, second = bounds
    if first.level != second.level:
        raise TurnCurveError("Two intervals of different levels cannot be set against each other", where="bounds")
    if not (first.lower <= before <= first.upper and second.lower <= after <= second.upper):
        raise TurnCurveError("An interval does not hold its own share", where="bounds")
    change = after - before
    lower = change - sqrt((after - second.lower) ** 2 + (first.upper - before) ** 2)
    upper = change + sqrt((second.upper - after) ** 2 + (before - first.lower) ** 2)
    return Interval(lower, upper, first.level, f"from the bounds of each ({second.method})")
