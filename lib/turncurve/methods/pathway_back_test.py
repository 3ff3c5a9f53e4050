"""How forecasts of a pooled mean would have done, made again from each past date with what was on record then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway import fit_pathway, simulate
from turncurve.methods.pathway_scorecard import pooled_windows
from turncurve.methods.recalibration import learn_widening
from turncurve.methods.scoring import coverage, crps_from_draws, interval_score, mean_absolute_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from turncurve.methods.pathway import PathwayModel
    from turncurve.methods.pathway_route import PathwayCases, Route
    from turncurve.methods.pathway_scorecard import DaysBetween
    from turncurve.methods.recalibration import Widening
    from turncurve.methods.scoring import Coverage

    _Row = tuple[float, float, NDArray[np.float64], float, float]

__all__ = ["BackTestedPathway", "as_it_stood", "back_test_pathway", "origins_for", "recorded_mean"]

YEAR = 365.25


@dataclass(frozen=True, eq=False)
class BackTestedPathway:
    """Past forecasts of one measure, each with what came; one row a date of forecast and length ahead.

    Parameters
    ----------
    origin : array of float, shape (forecasts,)
        The date of each forecast.
    ahead : array of float, shape (forecasts,)
        How many days after it the window ends.
    draws : array of float, shape (draws, forecasts)
        The futures.
    outcome : array of float, shape (forecasts,)
        What came.
    last : array of float, shape (forecasts,)
        The value of the window that ended on the date of the forecast.
    """

    origin: NDArray[np.float64]
    ahead: NDArray[np.float64]
    draws: NDArray[np.float64]
    outcome: NDArray[np.float64]
    last: NDArray[np.float64]

    @property
    def median(self) -> NDArray[np.float64]:
        """The point forecasts.

        Returns
        -------
        array of float, shape (forecasts,)
            The middle draw of each.
        """
        return _quantiles(self.draws, 0.5)

    def interval(self, level: float) -> NDArray[np.float64]:
        """Find the intervals of a level.

        Parameters
        ----------
        level : float
            Probability that each should hold, such as 0.8.

        Returns
        -------
        array of float, shape (forecasts, 2)
            Lower and upper ends.
        """
        return np.stack([_quantiles(self.draws, (1 - level) / 2), _quantiles(self.draws, (1 + level) / 2)], axis=1)

    def coverage(self, level: float) -> Coverage:
        """Find how often the intervals of a level held what came, forecasts of one date hanging together.

        Parameters
        ----------
        level : float
            Probability that each should hold, such as 0.8.

        Returns
        -------
        Coverage
            The share, with its own error.
        """
        return coverage(self.interval(level), self.outcome, groups=self.origin)

    @property
    def mean_absolute_error(self) -> float:
        """How far the point forecasts were out on average.

        Returns
        -------
        float
            Days; NaN without forecasts.
        """
        return mean_absolute_error(self.median, self.outcome)

    @property
    def last_value_error(self) -> float:
        """How far out the value on the date of the forecast would have been.

        Returns
        -------
        float
            Days; NaN without forecasts.
        """
        return mean_absolute_error(self.last, self.outcome)

    @property
    def crps(self) -> float:
        """The mean continuous ranked probability score.

        Returns
        -------
        float
            Days, lower is better; NaN without forecasts.
        """
        return float(crps_from_draws(self.draws, self.outcome).mean()) if len(self.outcome) else float("nan")

    @property
    def interval_score_80(self) -> float:
        """The mean interval score of the 80% intervals.

        Returns
        -------
        float
            Days, lower is better; NaN without forecasts.
        """
        if not len(self.outcome):
            return float("nan")
        return float(interval_score(self.interval(0.8), self.outcome, level=0.8).mean())

    @property
    def widening(self) -> Widening:
        """How much wider a new forecast should be.

        Returns
        -------
        Widening
            A factor of 1 without forecasts; forecasts whose windows run over the same years count as few.
        """
        group = np.floor(self.origin / YEAR)
        return learn_widening(self.outcome, median=self.median, interval_80=self.interval(0.8), groups=group)


def as_it_stood(cases: PathwayCases, *, as_at: float) -> PathwayCases:
    """Return the cases as the records of an earlier date would have shown them.

    Parameters
    ----------
    cases : PathwayCases
        The cases.
    as_at : float
        The earlier date; what came later is forgotten, and cases that were not on record by then are left out.

    Returns
    -------
    PathwayCases
        The cases then.
    """
    known = (cases.dates[:, 0] <= as_at) & (cases.observed_from <= as_at)
    dates, left = cases.dates[known].copy(), cases.exit[known].copy()
    dates[dates > as_at] = np.nan
    left[left > as_at] = np.nan
    return replace(
        cases,
        dates=dates,
        exit=left,
        exit_kind=np.where(np.isnan(left), -1, cases.exit_kind[known]),
        observed_from=cases.observed_from[known],
        born=cases.born[known],
        group=cases.group[known],
        as_at=as_at,
    )


def origins_for(
    cases: PathwayCases, *, ahead: float, window: float = 3 * YEAR, history: float = 2 * YEAR, apart: float = YEAR / 2
) -> NDArray[np.float64]:
    """Find the past dates from which a forecast can be judged by now.

    Parameters
    ----------
    cases : PathwayCases
        The cases.
    ahead : float
        How many days after the date the window ends.
    window : float
        The length of the window in days; all of it must be on record.
    history : float
        The days of records that a forecast needs.
    apart : float
        The days between dates.

    Returns
    -------
    array of float, shape (origins,)
        Whole days, in order of time; none where the records are too short.
    """
    begun, latest = float(cases.observed_from.min()), np.floor(cases.as_at - ahead)
    earliest = begun + max(history, window - ahead)
    number = int((latest - earliest) // apart) + 1 if latest >= earliest else 0
    return np.asarray(np.floor(latest - apart * np.arange(number - 1, -1, -1.0)))


def back_test_pathway(
    cases: PathwayCases,
    *,
    measures: Sequence[DaysBetween],
    origins: Sequence[float],
    ahead: Sequence[float] = (YEAR, 2 * YEAR),
    window: float | Sequence[float] = 3 * YEAR,
    draws: int = 200,
    seed: int = 0,
    learn: Callable[[PathwayCases], PathwayModel] = fit_pathway,
) -> tuple[BackTestedPathway, ...]:
    """Forecast measures again from past dates, and set beside them what came.

    Parameters
    ----------
    cases : PathwayCases
        The cases as they stand now.
    measures : sequence of DaysBetween
        What is forecast.
    origins : sequence of float
        The past dates, such as those of `origins_for`.
    ahead : sequence of float
        How many days after each date the windows end; those that end after the records are left out.
    window : float or sequence of float
        The length of the windows in days, or of each of `ahead`; the window before each date is as long as the first.
    draws : int
        How many futures from each date.
    seed : int
        Where chance begins, the same for every date.
    learn : callable
        What learns a model from the cases of a date; it is never shown later dates.

    Returns
    -------
    tuple of BackTestedPathway
        One for each measure; a window in which nothing came is left out.
    """
    rows: list[list[_Row]] = [[] for _ in measures]
    lengths = np.broadcast_to(np.asarray(window, dtype=np.float64), len(ahead))
    for origin in origins:
        ended = [(float(np.floor(origin + days)), length) for days, length in zip(ahead, lengths, strict=True)]
        windows = [(float(np.floor(end - length)) + 1, end) for end, length in ended if end <= cases.as_at]
        if not windows:
            continue
        ends = [end for _, end in windows]
        then = as_it_stood(cases, as_at=float(origin))
        futures = simulate(learn(then), horizon=max(ends), draws=draws, generator=np.random.default_rng(seed))
        last = (float(np.floor(origin - lengths[0])) + 1, float(origin))
        for held, measure in zip(rows, measures, strict=True):
            came = [recorded_mean(cases, measure=measure, window=each, route=futures.route) for each in windows]
            before = recorded_mean(then, measure=measure, window=last, route=futures.route)
            means = pooled_windows(futures, then, measure=measure, windows=windows).mean
            held.extend(
                (float(origin), end - float(origin), means[:, column], value, before)
                for column, (end, value) in enumerate(zip(ends, came, strict=True))
                if np.isfinite(value)
            )
    return tuple(_tested(held, draws) for held in rows)


def recorded_mean(cases: PathwayCases, *, measure: DaysBetween, window: tuple[float, float], route: Route) -> float:
    """Pool the days of a measure over the cases that the records count in a window.

    Parameters
    ----------
    cases : PathwayCases
        The cases.
    measure : DaysBetween
        Which days, over which cases.
    window : tuple of (float, float)
        The first and last day, both within it.
    route : Route
        The route, for its milestones.

    Returns
    -------
    float
        The mean days a case, NaN where no case counts.
    """
    day = {name: cases.dates[:, number] for number, name in enumerate(route.milestones)}
    counts = (day[measure.counted_on] >= window[0]) & (day[measure.counted_on] <= window[1])
    days = np.maximum(day[measure.end] - day[measure.start], measure.at_least)
    counts &= np.isfinite(days)
    if measure.before is not None:
        counts &= day[measure.before[0]] < day[measure.before[1]]
    return float(days[counts].mean()) if counts.any() else float("nan")


def _tested(rows: list[_Row], draws: int) -> BackTestedPathway:
    """Put the forecasts of one measure side by side."""
    columns = [np.array([row[place] for row in rows], dtype=np.float64) for place in (0, 1, 3, 4)]
    futures = np.stack([row[2] for row in rows], axis=1) if rows else np.empty((draws, 0))
    return BackTestedPathway(origin=columns[0], ahead=columns[1], draws=futures, outcome=columns[2], last=columns[3])


def _quantiles(draws: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """Return a quantile of each forecast, NaN where no draw has a value."""
    found = np.full(draws.shape[1], np.nan)
    some = np.isfinite(draws).any(axis=0)
    if some.any():
        found[some] = np.nanquantile(draws[:, some], level, axis=0)
    return found
