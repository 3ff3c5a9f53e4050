"""What an interval is, and the checks that every interval makes of its counts."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from scipy import special

from turncurve.errors import TurnCurveError


@dataclass(frozen=True)
class Interval:
    """Between which bounds the true value plausibly lies.

    Attributes
    ----------
    lower, upper : float
        The bounds, in the unit of the estimate (a proportion from 0 to 1, a count, or a rate).
    level : float
        The share of such intervals that would hold the true value: 0.95 for 95 per cent.
    method : str
        The method's name as a page would print it, such as "Wilson".
    """

    lower: float
    upper: float
    level: float
    method: str


@dataclass(frozen=True)
class NoInterval:
    """Why there is no interval: a proper result, to be shown in words.

    Attributes
    ----------
    reason : str
        One plain sentence without a full stop.
    method : str
        The method that was asked for.
    """

    reason: str
    method: str


def check_whole(value: float, *, name: str) -> None:
    """Refuse a count that is negative or not whole.

    Parameters
    ----------
    value : float
        The count.
    name : str
        What the count is called in the message.

    Raises
    ------
    TurnCurveError
        Where it is negative, not whole or not a number.
    """
    if not (isfinite(value) and value >= 0 and float(value).is_integer()):
        raise TurnCurveError("A count is a whole number of 0 or more", where=name)


def check_proportion(numerator: float, denominator: float) -> None:
    """Refuse counts that cannot be a part and its whole.

    Parameters
    ----------
    numerator, denominator : float
        The two counts, of the same units.

    Raises
    ------
    TurnCurveError
        Where either is not a count, or the numerator exceeds the denominator.
    """
    check_whole(numerator, name="numerator")
    check_whole(denominator, name="denominator")
    if numerator > denominator:
        raise TurnCurveError(
            "A numerator is larger than its denominator",
            where="numerator, denominator",
            remedy="Count the numerator among the denominator's own units",
        )


def check_level(level: float) -> float:
    """Return the confidence level, or refuse one that is not between 0 and 1.

    Parameters
    ----------
    level : float
        Confidence level.

    Returns
    -------
    float
        The same.

    Raises
    ------
    TurnCurveError
        Where it is not between 0 and 1, both excluded.
    """
    if not 0 < level < 1:
        raise TurnCurveError(
            "A confidence level lies between 0 and 1", where="level", remedy="Write 0.95 for 95 per cent"
        )
    return level


def normal_quantile(level: float) -> float:
    """Return the number of standard deviations that hold the level, 1.96 for 95 per cent.

    Parameters
    ----------
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    float
        The two-sided normal quantile.
    """
    return float(special.ndtri((1 + check_level(level)) / 2))


def nothing_to_bound(method: str) -> NoInterval:
    """Return the result for a denominator of 0.

    Parameters
    ----------
    method : str
        The method that was asked for.

    Returns
    -------
    NoInterval
        With its reason.
    """
    return NoInterval(reason="the denominator is 0, so there is no proportion to bound", method=method)
