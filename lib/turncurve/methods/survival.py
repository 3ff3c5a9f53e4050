"""How long until an event, where some have not had it yet: the Kaplan-Meier estimator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval, check_level, normal_quantile
from turncurve.methods.counting_process import CountingProcess, counting_process

FloatArray = npt.NDArray[np.float64]
IntervalKind = Literal["log", "log-log", "plain"]
"""The scale on which bounds are made: "log" is the default of R's survfit, "plain" is Greenwood's own."""


@dataclass(frozen=True, eq=False)
class SurvivalCurve:
    """What share has not had the event by each time.

    Attributes
    ----------
    times : array of float, shape (times,)
        The distinct times of an event.
    at_risk : array of int, shape (times,)
        Those under observation and without the event just before each time.
    events : array of int, shape (times,)
        Those who had the event at each time.
    survival : array of float, shape (times,)
        The share without the event after each time, 0 to 1.
    standard_error : array of float, shape (times,)
        Greenwood's standard error; NaN from where the share is 0.
    lower, upper : array of float, shape (times,)
        Bounds, 0 to 1; NaN from where the share is 0.
    level : float
        Confidence level of the bounds.
    kind : str
        The scale on which the bounds were made.
    caution : str
        Why the curve is to be read with care; else empty.
    """

    times: FloatArray
    at_risk: npt.NDArray[np.int64]
    events: npt.NDArray[np.int64]
    survival: FloatArray
    standard_error: FloatArray
    lower: FloatArray
    upper: FloatArray
    level: float
    kind: IntervalKind
    caution: str

    def at(self, time: float) -> float:
        """Read the share without the event at a time.

        Parameters
        ----------
        time : float
            Any time of 0 or more.

        Returns
        -------
        float
            1 before the first event; the last share after the last.
        """
        place = int(np.searchsorted(self.times, time, side="right"))
        return float(self.survival[place - 1]) if place else 1.0

    def quantile(self, share: float = 0.5) -> tuple[float | None, Interval | NoInterval]:
        """Find the time by which a share has had the event.

        Parameters
        ----------
        share : float
            Between 0 and 1: .5 for the median.

        Returns
        -------
        tuple
            The first time at which so many have had it, or None where it was not reached; and bounds where both the
            upper and the lower curve reach it.
        """
        method = "Kaplan-Meier quantile"
        time = _first_below(self.times, self.survival, 1 - share)
        low, high = (_first_below(self.times, bound, 1 - share) for bound in (self.lower, self.upper))
        if low is None or high is None:
            return time, NoInterval(reason="too few had the event for the share to be surely reached", method=method)
        return time, Interval(lower=low, upper=high, level=self.level, method=method)


def kaplan_meier(
    exit: npt.ArrayLike,  # noqa: A002 - the field's own word for the end of observation
    event: npt.ArrayLike,
    *,
    entry: npt.ArrayLike | None = None,
    kind: IntervalKind = "log",
    level: float = 0.95,
) -> SurvivalCurve:
    """Estimate what share has not had the event by each time.

    Parameters
    ----------
    exit : array of float, shape (rows,)
        When the event came or observation ended.
    event : array of bool, shape (rows,)
        Whether the event came at the exit.
    entry : array of float, shape (rows,), optional
        When each came under observation (exclusive), where that was later than time 0.
    kind : {"log", "log-log", "plain"}
        The scale on which bounds are made.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    SurvivalCurve
        With a caution where, under late entry, everyone then at risk had the event and the curve fell to 0 early.

    Raises
    ------
    TurnCurveError
        Where the rows are wrong, or the kind or level is unknown.

    References
    ----------
    Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457-481; Greenwood (1926);
    Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, 1.4.
    """
    check_level(level)
    if kind not in {"log", "log-log", "plain"}:
        raise TurnCurveError("There is no such kind of bounds", where="kind", remedy="Give log, log-log or plain")
    rows = counting_process(exit, event, entry=entry)
    times, at_risk, events = risk_table(rows)
    share: FloatArray = np.cumprod(1 - events / at_risk, dtype=np.float64)
    spare = np.maximum(at_risk - events, 0)
    terms = np.divide(events, at_risk * spare, out=np.full(len(times), np.nan), where=spare > 0)
    spread = np.sqrt(np.cumsum(terms))
    lower, upper = _bounds(share, spread, kind=kind, z=normal_quantile(level))
    early = bool(len(times) and (share[:-1] == 0).any())
    return SurvivalCurve(
        times=times,
        at_risk=at_risk,
        events=events,
        survival=share,
        standard_error=share * spread,
        lower=lower,
        upper=upper,
        level=level,
        kind=kind,
        caution="everyone then at risk had the event before others came under observation" if early else "",
    )


def risk_table(
    rows: CountingProcess,
) -> tuple[FloatArray, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Count who was at risk and who had the event at each time of an event.

    Parameters
    ----------
    rows : CountingProcess
        The rows.

    Returns
    -------
    tuple of array
        The times, those at risk just before each, and those who had the event at it.
    """
    times, events = np.unique(rows.exit[rows.event], return_counts=True)
    leaving = len(rows.exit) - np.searchsorted(np.sort(rows.exit), times, side="left")
    yet_to_come = len(rows.entry) - np.searchsorted(np.sort(rows.entry), times, side="left")
    return times, np.asarray(leaving - yet_to_come, dtype=np.int64), np.asarray(events, dtype=np.int64)


def _bounds(share: FloatArray, spread: FloatArray, *, kind: IntervalKind, z: float) -> tuple[FloatArray, FloatArray]:
    """Return bounds on the scale asked for; spread is the standard error of the logarithm."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind == "plain":
            low, high = share - z * share * spread, share + z * share * spread
        elif kind == "log":
            low, high = share * np.exp(-z * spread), share * np.exp(z * spread)
        else:
            wide = z * spread / np.log(share)
            low, high = share ** np.exp(-wide), share ** np.exp(wide)
    return np.asarray(np.clip(low, 0, 1)), np.asarray(np.clip(high, 0, 1))


def _first_below(times: FloatArray, curve: FloatArray, value: float) -> float | None:
    """Return the first time at which the curve is at or below a value."""
    below = np.flatnonzero(curve <= value + 1e-12)
    return float(times[below[0]]) if len(below) else None
