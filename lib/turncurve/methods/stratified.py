"""What share of all units has something, where the units looked at were drawn stratum by stratum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval, check_level, check_whole

METHOD = "weighted by stratum, Korn and Graubard"


@dataclass(frozen=True)
class SampledStratum:
    """What was seen in one stratum.

    Attributes
    ----------
    units : int
        Units in the stratum.
    seen : int
        Units of it that were drawn and looked at.
    asked : int
        Units seen to which the question applies.
    holding : int
        Units asked that have what is looked for.
    """

    units: int
    seen: int
    asked: int
    holding: int


@dataclass(frozen=True)
class WeightedShare:
    """The share of all units that has something, or why it cannot be told.

    Attributes
    ----------
    share : float or None
        From 0 to 1; None where `interval` says why.
    standard_error : float or None
        Of the share, over other draws from the same strata.
    effective : float or None
        Units of a simple random sample that would tell it as precisely, as the interval counts them.
    interval : Interval or NoInterval
        Bounds for the share; no interval where every unit was seen.
    """

    share: float | None
    standard_error: float | None
    effective: float | None
    interval: Interval | NoInterval


def weighted_share(strata: Sequence[SampledStratum], *, level: float = 0.95) -> WeightedShare:
    """Estimate the share of all units, each stratum counting by its size and not by how many of it were seen.

    The share is a ratio, since a question need not apply to every unit. Its error is linearised, with the finite
    population correction of each stratum. The bounds are those of Clopper and Pearson at the effective number of units:
    never more than were asked, so that they are no narrower than exact bounds of a simple sample from an endless
    number.

    Parameters
    ----------
    strata : sequence of SampledStratum
        Every stratum of the frame.
    level : float
        The interval's level.

    Returns
    -------
    WeightedShare
        Without a share where a stratum was not seen at all, or the question applied to no unit.

    References
    ----------
    Korn and Graubard (1998), Survey Methodology 24, 193-201; Cochran (1977), Sampling Techniques, 6.10.
    """
    check_level(level)
    for each in strata:
        _check(each)
    if any(each.units and not each.seen for each in strata):
        return _without("no unit of one of the strata was seen")
    asked = sum(each.asked for each in strata)
    if asked == 0:
        return _without("the question applied to no unit")
    held = [each for each in strata if each.units]
    of_all = sum(each.units / each.seen * each.asked for each in held)
    share = sum(each.units / each.seen * each.holding for each in held) / of_all
    if all(each.seen == each.units for each in held):
        return WeightedShare(share, 0.0, None, NoInterval("every unit was seen", METHOD))
    if any(each.seen == 1 and each.units > 1 for each in held):
        reason = "one stratum has a single unit, so that its spread is not known"
        return WeightedShare(share, None, None, NoInterval(reason, METHOD))
    error = sqrt(sum(_spread(each, share=share) for each in held)) / of_all
    effective = _effective(held, share=share, error=error, level=level)
    return WeightedShare(share, error, effective, _bounds(share, effective, level=level))


def _spread(stratum: SampledStratum, *, share: float) -> float:
    """Return the variance that one stratum adds to the total of the residuals."""
    if stratum.seen == stratum.units:
        return 0.0
    without = stratum.asked - stratum.holding
    total = stratum.holding * (1 - share) - without * share
    squares = stratum.holding * (1 - share) ** 2 + without * share**2
    variance = (squares - total**2 / stratum.seen) / (stratum.seen - 1)
    return stratum.units**2 * (1 - stratum.seen / stratum.units) * max(variance, 0.0) / stratum.seen


def _effective(held: Sequence[SampledStratum], *, share: float, error: float, level: float) -> float:
    """Return the effective number of units, allowing for how well the error itself is known."""
    asked, seen = sum(each.asked for each in held), sum(each.seen for each in held)
    if error == 0.0:
        return float(asked)
    freedom = seen - len(held)
    tail = (1 + level) / 2
    known = float(special.stdtrit(seen - 1, tail) / special.stdtrit(freedom, tail)) ** 2
    return float(min(asked, known * share * (1 - share) / error**2))


def _bounds(share: float, effective: float, *, level: float) -> Interval:
    """Return Clopper and Pearson's bounds at an effective number of units, which need not be whole."""
    tail, holding = (1 - level) / 2, share * effective
    lower = 0.0 if share <= 0 else float(special.betaincinv(holding, effective - holding + 1, tail))
    upper = 1.0 if share >= 1 else float(special.betaincinv(holding + 1, effective - holding, 1 - tail))
    return Interval(lower, upper, level, METHOD)


def _without(reason: str) -> WeightedShare:
    """Return what says that there is no share, and why."""
    return WeightedShare(None, None, None, NoInterval(reason, METHOD))


def _check(stratum: SampledStratum) -> None:
    """Refuse counts that cannot be."""
    for name in ("units", "seen", "asked", "holding"):
        check_whole(getattr(stratum, name), name=name)
    if not stratum.holding <= stratum.asked <= stratum.seen <= stratum.units:
        raise TurnCurveError(
            "more units have something than were asked, seen or there",
            where="strata",
            remedy="Count each unit once, in its own stratum",
        )
