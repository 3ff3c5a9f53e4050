"""How long a team's queue may grow in the weeks ahead, how long cases may wait, and what would hold it back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.methods.weekly_rate import RateHistory, draw_counts, draw_rates, follow_rate
from turncurve.methods.weekly_season import season_ahead

FloatArray = npt.NDArray[np.float64]

HORIZON = 13
DRAWS = 2000
FEWEST_WEEKS = 8
LONGEST_WAIT = 52  # a case that waits longer counts as a year
LEAST_AVAILABLE = 0.01
ENOUGH = 0.2
"""What is needed to avoid a breach leaves this chance of one."""
STEPS = 40
USUAL_WEEKS = 26
PRESSED = 0.2
"""A day's part of a week: no more wait on a Friday evening because they came that day, and not for want of a worker."""
SPARE = 0.25
"""A team whose queue was always short can do at least this part more than came; less where it was so at times."""
PLAN_WEEKS = 2
PLAN_REMAINS = 0.7
PLAN_MET = (0.3, 1.5)
"""What fell short of the plan in the last two weeks is expected to, three tenths less of it each week ahead; a week
that met less than 0.3 or more than 1.5 of its plan says no more than those."""


@dataclass(frozen=True, eq=False)
class QueueHistory:
    """What is known of one team's queue: a row a week, oldest first, none left out.

    Parameters
    ----------
    arrivals : array of float, shape (weeks,)
        Cases that became ready for allocation.
    allocated : array of float, shape (weeks,)
        Cases given to a worker, or that left the queue another way.
    queue : array of float, shape (weeks,)
        Cases waiting at the week's end.
    available : array of float, shape (weeks,)
        What the team could take on, or days available: allocations are in proportion to it; 1 where not known.
    planned : array of float, shape (weeks, horizon)
        The same for the weeks ahead, as the rota stood at the end of each week.
    """

    arrivals: FloatArray
    allocated: FloatArray
    queue: FloatArray
    available: FloatArray
    planned: FloatArray

    @property
    def weeks(self) -> int:
        """How many weeks."""
        return len(self.arrivals)


@dataclass(frozen=True, eq=False)
class QueueRates:
    """What was known after each week of how fast cases come and are given to workers.

    Parameters
    ----------
    arrivals : RateHistory
        Cases a week, apart from the time of year.
    allocations : RateHistory
        Cases allocated for each unit available while there were cases waiting.
    season : array of float, shape (weeks, horizon)
        How busy each week ahead is for its time of year.
    plan : array of float, shape (weeks, horizon)
        What is planned for each week ahead, less what lately fell short of it, which fades; more where a queue that
        stayed short shows that the team can do more.
    """

    arrivals: RateHistory
    allocations: RateHistory
    season: FloatArray
    plan: FloatArray


@dataclass(frozen=True, eq=False)
class QueueForecast:
    """Possible futures of one queue, a row each.

    Parameters
    ----------
    size : float
        Cases waiting now.
    limit : float
        A week that ends with more waiting is a breach.
    arrivals : array of float, shape (draws, horizon)
        Cases that become ready each week.
    capacity : array of float, shape (draws, horizon)
        Cases that could be allocated each week.
    queue : array of float, shape (draws, horizon)
        Cases waiting at each week's end.
    """

    size: float
    limit: float
    arrivals: FloatArray
    capacity: FloatArray
    queue: FloatArray

    @property
    def chance_by_week(self) -> FloatArray:
        """Give the chance that the limit has been passed by the end of each week ahead."""
        return np.asarray((np.maximum.accumulate(self.queue, axis=1) > self.limit).mean(axis=0), dtype=float)

    @property
    def chance(self) -> float:
        """Give the chance that the limit is passed at all in the weeks ahead."""
        return float((self.queue.max(axis=1) > self.limit).mean())

    @property
    def breach_week(self) -> int | None:
        """Give the week ahead, from 1, by which the limit is more likely passed than not; None where there is none."""
        likely = np.flatnonzero(self.chance_by_week > 0.5)
        return int(likely[0]) + 1 if len(likely) else None

    def interval(self, level: float) -> FloatArray:
        """Give the central interval of the queue's size for each week ahead.

        Parameters
        ----------
        level : float
            Probability that the interval should hold.

        Returns
        -------
        array of float, shape (horizon, 2)
            Lower and upper ends, in cases.
        """
        tail = (1 - level) / 2
        return np.asarray(np.quantile(self.queue, [tail, 1 - tail], axis=0).T, dtype=float)

    def waits(self) -> FloatArray:
        """Give the weeks that the last case of each week waits if cases are taken in order of arrival.

        Returns
        -------
        array of float, shape (draws, 1 + horizon)
            Whole weeks; the first column is for the case that came last until now.
        """
        horizon = self.capacity.shape[1]
        later = np.repeat(self.capacity[:, -4:].mean(axis=1, keepdims=True), LONGEST_WAIT, axis=1)
        worked = np.cumsum(np.concatenate([self.capacity, later], axis=1), axis=1)
        worked = np.concatenate([np.zeros((len(worked), 1)), worked], axis=1)
        sizes = np.concatenate([np.full((len(worked), 1), self.size), self.queue], axis=1)
        waits = np.zeros_like(sizes)
        for week in range(LONGEST_WAIT):
            left = sizes - (worked[:, week : week + horizon + 1] - worked[:, : horizon + 1])
            waits += left > 0
        return waits


def checked_history(
    arrivals: npt.ArrayLike,
    allocated: npt.ArrayLike,
    *,
    queue: npt.ArrayLike | None = None,
    available: npt.ArrayLike | None = None,
    planned: npt.ArrayLike | None = None,
    horizon: int = HORIZON,
) -> QueueHistory:
    """Put one team's history in order.

    Parameters
    ----------
    arrivals : array of float, shape (weeks,)
        Cases that became ready for allocation each week.
    allocated : array of float, shape (weeks,)
        Cases given to a worker each week.
    queue : array of float, shape (weeks,), optional
        Cases waiting at each week's end; where not given, the running difference, none waiting at first.
    available : array of float, shape (weeks,), optional
        What the team could take on each week, or its days available, in any unit.
    planned : array of float, shape (weeks, horizon) or (weeks + horizon,), optional
        The same for the weeks ahead, as planned at the end of each week, or one plan that never changed, from the
        first week of the history to the last ahead. Where not given, the mean of the last half year.
    horizon : int
        Weeks ahead.

    Returns
    -------
    QueueHistory
        The history.

    Raises
    ------
    TurnCurveError
        When the arrays do not fit one another or hold what cannot be.
    """
    came, gone = _amounts(arrivals, "arrivals"), _amounts(allocated, "allocated")
    weeks = len(came)
    sizes = np.maximum(np.cumsum(came - gone), 0.0) if queue is None else _amounts(queue, "queue")
    free = np.ones(weeks) if available is None else np.maximum(_amounts(available, "available"), LEAST_AVAILABLE)
    for name, each in (("allocated", gone), ("queue", sizes), ("available", free)):
        if each.shape != came.shape:
            raise TurnCurveError(f"{name} has another number of weeks than arrivals", where=name)
    ahead = _planned(planned, free, horizon=horizon)
    return QueueHistory(arrivals=came, allocated=gone, queue=sizes, available=free, planned=ahead)


def queue_rates(history: QueueHistory) -> QueueRates:
    """Follow how fast cases come and are allocated, week by week, each week from what was known by then.

    Parameters
    ----------
    history : QueueHistory
        One team's history.

    Returns
    -------
    QueueRates
        Allocations are learnt from the weeks that ended with more waiting than come in a day: in the others nobody
        knows how many more the team could have taken.
    """
    season = season_ahead(history.arrivals, horizon=history.planned.shape[1])
    allocations = follow_rate(history.allocated, exposure=history.available, known=_pressed(history))
    return QueueRates(
        arrivals=follow_rate(history.arrivals, exposure=np.concatenate([[1.0], season[:-1, 0]])),
        allocations=allocations,
        season=season,
        plan=_as_it_goes(history) * _spare(history, allocations.rate())[:, None],
    )


def forecast_queue(
    history: QueueHistory,
    *,
    limit: float,
    rng: np.random.Generator,
    rates: QueueRates | None = None,
    week: int | None = None,
    draws: int = DRAWS,
) -> QueueForecast:
    """Forecast the queue from the end of a week, using nothing that came later.

    Parameters
    ----------
    history : QueueHistory
        One team's history.
    limit : float
        A week that ends with more waiting is a breach.
    rng : numpy.random.Generator
        Source of chance.
    rates : QueueRates, optional
        From `queue_rates`, where it was worked out before.
    week : int, optional
        Position of the last week used; the last of the history where not given.
    draws : int
        How many futures.

    Returns
    -------
    QueueForecast
        The futures.

    Raises
    ------
    TurnCurveError
        When there are fewer than eight weeks to learn from.
    """
    last = history.weeks - 1 if week is None else week
    if last + 1 < FEWEST_WEEKS:
        raise TurnCurveError(f"a forecast of a queue needs {FEWEST_WEEKS} weeks of history", where="weeks")
    known = queue_rates(history) if rates is None else rates
    ahead = {"horizon": history.planned.shape[1], "draws": draws}
    came = draw_rates(known.arrivals, last, rng=rng, **ahead) * known.season[last]
    able = draw_rates(known.allocations, last, rng=rng, **ahead) * known.plan[last]
    arrivals = draw_counts(came, scatter=float(known.arrivals.scatter[last]), rng=rng)
    capacity = draw_counts(able, scatter=float(known.allocations.scatter[last]), rng=rng)
    size = float(history.queue[last])
    return QueueForecast(size, limit, arrivals, capacity, queue_sizes(size, arrivals=arrivals, capacity=capacity))


def queue_sizes(size: float, *, arrivals: FloatArray, capacity: FloatArray) -> FloatArray:
    """Follow a queue through weeks: what waits is what waited and came, less what could be taken, and never below 0.

    Parameters
    ----------
    size : float
        Cases waiting at first.
    arrivals, capacity : array of float, shape (draws, weeks)
        Cases that come, and that could be taken, each week.

    Returns
    -------
    array of float, shape (draws, weeks)
        Cases waiting at each week's end.

    References
    ----------
    Lindley (1952), Mathematical Proceedings of the Cambridge Philosophical Society 48, 277-289.
    """
    moved = np.cumsum(arrivals - capacity, axis=1) + size
    return np.asarray(moved - np.minimum(np.minimum.accumulate(moved, axis=1), 0.0), dtype=float)


def capacity_needed(forecast: QueueForecast, *, enough: float = ENOUGH, from_week: int = 1) -> float:
    """Find how many more cases a week must be taken on for a breach to become unlikely.

    Parameters
    ----------
    forecast : QueueForecast
        The possible futures.
    enough : float
        The chance of a breach that is left.
    from_week : int
        The first week ahead, from 1, in which more can be taken on.

    Returns
    -------
    float
        Cases a week, to a tenth and rounded up, or as many fewer arrivals; 0 where a breach is unlikely already,
        infinite where it comes before help can.
    """
    later = np.arange(forecast.capacity.shape[1]) >= from_week - 1

    def _chance(more: float) -> float:
        """Return the chance of a breach with so much more capacity."""
        sizes = queue_sizes(forecast.size, arrivals=forecast.arrivals, capacity=forecast.capacity + more * later)
        return float((sizes > forecast.limit).any(axis=1).mean())

    low, high = 0.0, float(forecast.arrivals.max() + forecast.size + 1)
    if _chance(low) <= enough:
        return 0.0
    if _chance(high) > enough:
        return float("inf")
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _chance(middle) <= enough else (middle, high)
    return float(np.ceil(high * 10 - 1e-6) / 10)


def _pressed(history: QueueHistory) -> npt.NDArray[np.bool_]:
    """Tell the weeks that ended with more waiting than usually come in a day, as far as was known by then."""
    sums = np.concatenate([[0.0], np.cumsum(history.arrivals)])
    last = np.arange(1, history.weeks + 1)
    first = np.maximum(last - USUAL_WEEKS, 0)
    usual = (sums[last] - sums[first]) / (last - first)
    return np.asarray(history.queue > PRESSED * usual, dtype=bool)


def _spare(history: QueueHistory, rate: FloatArray) -> FloatArray:
    """Raise what a team is thought able to do to what it must be able to, where its queue has been short for weeks."""
    calm = ~_pressed(history)
    factors = np.ones(history.weeks)
    for week in range(history.weeks):
        recent = slice(max(week + 1 - USUAL_WEEKS, 0), week + 1)
        short = calm[recent]
        if short.any():
            handled = history.arrivals[recent][short].mean() * (1 + SPARE * short.mean())
            able = rate[week] * history.available[recent][short].mean()
            factors[week] = max(handled / max(able, LEAST_AVAILABLE), 1.0)
    return factors


def _as_it_goes(history: QueueHistory) -> FloatArray:
    """Take from the plan what lately fell short of it: who is ill this week may well be ill in the next."""
    came = history.available[1:] / history.planned[:-1, 0]
    met = np.concatenate([[1.0], np.clip(came, *PLAN_MET)])
    lately = np.array([met[max(week - PLAN_WEEKS + 1, 0) : week + 1].mean() for week in range(len(met))])
    fading = PLAN_REMAINS ** np.arange(1, history.planned.shape[1] + 1)
    return np.asarray(history.planned * (1 + (lately[:, None] - 1) * fading), dtype=float)


def _amounts(values: npt.ArrayLike, name: str) -> FloatArray:
    """Return amounts as an array, refusing what cannot be."""
    amounts = np.asarray(values, dtype=float)
    if amounts.ndim != 1 or not np.isfinite(amounts).all() or (amounts < 0).any():
        raise TurnCurveError(f"{name} are not all numbers of 0 or more, one a week", where=name)
    return amounts


def _planned(planned: npt.ArrayLike | None, available: FloatArray, *, horizon: int) -> FloatArray:
    """Lay out what was planned for the weeks ahead, a row for each week from which one looks ahead."""
    weeks = len(available)
    if planned is None:
        recent = np.array([available[max(week + 1 - USUAL_WEEKS, 0) : week + 1].mean() for week in range(weeks)])
        return np.repeat(recent[:, None], horizon, axis=1)
    plan = np.asarray(planned, dtype=float)
    if plan.shape == (weeks + horizon,):
        plan = plan[np.arange(weeks)[:, None] + np.arange(1, horizon + 1)]
    if plan.shape != (weeks, horizon) or not np.isfinite(plan).all() or (plan < 0).any():
        raise TurnCurveError(
            "the plan does not fit the history",
            where="planned",
            remedy=f"Give {weeks} rows of {horizon} weeks ahead, or one row of {weeks + horizon} weeks",
        )
    return np.asarray(np.maximum(plan, LEAST_AVAILABLE), dtype=float)
