"""When a series changed its level, where nobody says when: least-squares change points, as many as the data bear."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt
from scipy import optimize
from scipy.special import erfcx, ndtr

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval, check_level

FloatArray = npt.NDArray[np.float64]

METHOD = "least-squares change points, number chosen by BIC"
SMALLEST_SEGMENT = 0.15
"""Part of the series that a segment has at least (Bai and Perron 2003)."""
MOST_CHANGES = 5
NEGLIGIBLE = 1e-12
"""Squares that are a smaller part than this of those about the mean are rounding: no change makes them less."""


@dataclass(frozen=True)
class ChangePoint:
    """One change of level.

    Attributes
    ----------
    last_before : int
        Position of the last period before the change, counted from 0.
    interval : Interval or NoInterval
        Between which positions that period plausibly lies.
    before, after : float
        The means of the two segments that it parts.
    """

    last_before: int
    interval: Interval | NoInterval
    before: float
    after: float


@dataclass(frozen=True)
class Partition:
    """The best way of cutting a series into a given number of segments.

    Attributes
    ----------
    changes : int
        How many changes there are.
    last_before : tuple of int
        Position of the last period before each.
    residual_sum_of_squares : float
        About the segments' means.
    bic : float
        Schwarz's criterion: the less the better.
    """

    changes: int
    last_before: tuple[int, ...]
    residual_sum_of_squares: float
    bic: float


@dataclass(frozen=True)
class ChangePoints:
    """The changes of level that a series shows.

    Attributes
    ----------
    changes : tuple of ChangePoint
        In order of time; empty where there are none.
    partitions : tuple of Partition
        The best for each number of changes, from none on.
    reason : str
        Why none can be looked for; empty where they can.
    """

    changes: tuple[ChangePoint, ...]
    partitions: tuple[Partition, ...]
    reason: str = ""


def change_points(
    values: npt.ArrayLike,
    *,
    smallest_segment: float | int = SMALLEST_SEGMENT,
    most_changes: int = MOST_CHANGES,
    level: float = 0.95,
) -> ChangePoints:
    """Find when a series changed its level, and how surely the dates are known.

    Parameters
    ----------
    values : array of float, shape (periods,)
        One value a period, none missing; each on its own, never a rolling average.
    smallest_segment : float or int
        Part of the series, or number of periods, that a segment has at least.
    most_changes : int
        The most changes that are looked for.
    level : float
        Confidence level of the dates' intervals.

    Returns
    -------
    ChangePoints
        Dates found on the data describe them: that a change was found is not a test of it, and autocorrelation makes
        BIC find too many.

    Raises
    ------
    TurnCurveError
        Where a value is missing or a segment would have fewer than 2 periods.

    References
    ----------
    Bai and Perron (2003), Journal of Applied Econometrics 18, 1-22; Bai (1997), Review of Economics and Statistics
    79, 551-563; Zeileis and others (2003), Computational Statistics & Data Analysis 44, 109-123.
    """
    check_level(level)
    series = np.asarray(values, dtype=float)
    if series.ndim != 1 or not np.isfinite(series).all():
        raise TurnCurveError("A series to look for changes in has a value that is missing", where="values")
    if not (smallest_segment < 1 or smallest_segment >= 2):
        raise TurnCurveError("A segment has at least 2 periods", where="smallest_segment")
    least = floor(smallest_segment * len(series)) if smallest_segment < 1 else int(smallest_segment)
    least = max(least, 2)
    if len(series) < 2 * least or len(series) < 4:
        return ChangePoints((), (), "there are too few periods for two segments")
    if float(np.ptp(series)) <= NEGLIGIBLE * float(np.abs(series).max()):
        return ChangePoints((), (), "every value is the same")
    most = min(most_changes, len(series) // least - 1)
    partitions = _partitions(series, least=least, most=most)
    best = min(partitions, key=lambda partition: (partition.bic, partition.changes))
    edges = (-1, *best.last_before, len(series) - 1)
    changes = tuple(
        _change(series, edges[place - 1] + 1, edges[place], edges[place + 1], level=level)
        for place in range(1, len(edges) - 1)
    )
    return ChangePoints(changes=changes, partitions=partitions)


def _partitions(series: FloatArray, *, least: int, most: int) -> tuple[Partition, ...]:
    """Return the best partition for each number of changes, by dynamic programming over exact segment sums."""
    count = len(series)
    centred = series - series.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(centred**power)]) for power in (1, 2))
    first, past = np.arange(count)[:, None], np.arange(1, count + 1)[None, :]
    size = past - first
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = (squares[past] - squares[first]) - (sums[past] - sums[first]) ** 2 / size
    cost = np.where(size >= least, cost, np.inf)
    best, came_from = cost[0], []
    rounding = NEGLIGIBLE * float(squares[-1])
    found = [_partition(count, best[-1], ())]
    for _ in range(most):
        ways = best[:-1, None] + cost[1:, :]
        came_from.append(ways.argmin(axis=0))
        best = ways.min(axis=0)
        if not np.isfinite(best[-1]):
            break
        edges, end = [], count - 1
        for step in reversed(came_from):
            end = int(step[end])
            edges.append(end)
        found.append(_partition(count, max(best[-1], rounding), tuple(reversed(edges))))
    return tuple(found)


def _partition(count: int, squares: float, edges: tuple[int, ...]) -> Partition:
    """Return a partition with its criterion: a mean a segment, the changes' dates and the variance are fitted."""
    squares = float(squares)
    fitted = 2 * (len(edges) + 1)
    bic = count * (np.log(squares) + 1 - np.log(count) + np.log(2 * np.pi)) + fitted * np.log(count)
    return Partition(changes=len(edges), last_before=edges, residual_sum_of_squares=squares, bic=float(bic))


def _change(series: FloatArray, first: int, last_before: int, end: int, *, level: float) -> ChangePoint:
    """Return a change with Bai's interval for its date."""
    before, after = series[first : last_before + 1], series[last_before + 1 : end + 1]
    step = float(after.mean() - before.mean())
    method = "Bai"
    interval: Interval | NoInterval
    spreads = float(((before - before.mean()) ** 2).mean()), float(((after - after.mean()) ** 2).mean())
    if min(spreads) <= NEGLIGIBLE * step**2:
        interval = NoInterval(reason="a segment does not vary, so the date is as sharp as it looks", method=method)
    else:
        scale = spreads[0] / step**2
        low, high = (
            scale * _quantile(share, ratio=spreads[1] / spreads[0]) for share in ((1 - level) / 2, (1 + level) / 2)
        )
        lower, upper = last_before - int(np.ceil(high)), last_before - int(np.floor(low))
        interval = Interval(
            lower=float(max(lower, 0)), upper=float(min(upper, len(series) - 1)), level=level, method=method
        )
    return ChangePoint(
        last_before=last_before, interval=interval, before=float(before.mean()), after=float(after.mean())
    )


def _quantile(share: float, *, ratio: float) -> float:
    """Return a quantile of the scaled distance between the true date and the one found."""
    reach = 10.0 * max(1.0, ratio)
    while not _probability(-reach, ratio=ratio) < share < _probability(reach, ratio=ratio):
        reach *= 2
    return float(optimize.brentq(lambda place: _probability(place, ratio=ratio) - share, -reach, reach, xtol=1e-9))


def _probability(place: float, *, ratio: float) -> float:
    """Return the distribution function of Bai (1997) for a shift of the mean; ratio is variance after over before."""
    # Seen from the other side the variances change places, and so does the unit of distance.
    if place > 0:
        return 1 - _probability(-place / ratio, ratio=1 / ratio)
    size, part = abs(place), 1 / ratio
    root = np.sqrt(size)
    # exp(part (1 + part) size / 2) N(-(1/2 + part) root), so written that neither factor grows beyond all bounds
    scaled = np.exp(-size / 8) * erfcx((0.5 + part) * root / np.sqrt(2)) / 2
    return float(
        -root * np.exp(-size / 8) / np.sqrt(2 * np.pi)
        - ratio * (ratio + 2) / (ratio + 1) * scaled
        + (size / 2 - 2 + (ratio + 2) ** 2 / (ratio + 1)) * ndtr(-root / 2)
    )
