"""How fast cases move from each state by time in state, age and group: shrunk, drifting, with unseen differences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from turncurve.errors import TurnCurveError
from turncurve.methods.pathway_clock import NO_CHANGE, Clock, Passage, found_clock
from turncurve.methods.pathway_drift import filtered_level
from turncurve.methods.pathway_exposure import cut
from turncurve.methods.pathway_model import (
    AGE_BANDS,
    INTERVALS,
    QUARTER,
    WAITS,
    HazardModel,
    TransitionFit,
    age_band,
    wait_band,
)
from turncurve.methods.pathway_reference import neutral_reference
from turncurve.methods.pathway_route import MATCHING_ROUTE, stays_of
from turncurve.methods.pathway_shrinkage import scaled_reference, shrunk, smooth_rates, table, with_recent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_exposure import Pieces
    from turncurve.methods.pathway_model import ReferenceHazards
    from turncurve.methods.pathway_route import PathwayCases, PathwayStays, Route

__all__ = ["FRAILTY_SHAPES", "fit_hazards"]

FRAILTY_SHAPES = (8.0, 4.0, 2.0, 1.0)
"""The gamma shapes of frailty that are tried: the smaller, the more cases differ."""

_ROUNDS = 12
_RECENT_YEARS = 3
_POSITION = np.sqrt(np.concatenate([[0.5], np.convolve(INTERVALS, [0.5, 0.5], "valid"), [1800.0]])) / 20 - 1
"""Where each interval lies for smoothing: the root of its middle, brought to about -1 to 1."""

_FRAILTY_MUST_GAIN = 1.5


@dataclass(frozen=True, eq=False)
class _Rows:
    """The pieces with what their rates depend on; `event` marks the piece that ended in each transition."""

    case: NDArray[np.int64]
    state: NDArray[np.int64]
    interval: NDArray[np.int64]
    age: NDArray[np.int64]
    group: NDArray[np.int64]
    period: NDArray[np.int64]
    days: NDArray[np.float64]
    middle: NDArray[np.float64]
    since: NDArray[np.float64]
    on_record: NDArray[np.bool_]
    destination: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Part:
    """The rows of one transition's origin, its events and clock, what its rates depart from, and its factors."""

    row: NDArray[np.int64]
    event: NDArray[np.bool_]
    base: NDArray[np.float64]
    age: NDArray[np.float64]
    group: NDArray[np.float64]
    strength: float
    interval: NDArray[np.int64]
    days: NDArray[np.float64]
    clock: Clock
    neutral: NDArray[np.float64]

    def rate(self, rows: _Rows) -> NDArray[np.float64]:
        """Return the rate of each row, before frailty."""
        at = self.row
        factor = _mean(self.age)[rows.age[at]] * _mean(self.group)[rows.group[at]]
        return np.asarray(_mean(self.base)[self.interval] * factor)


def fit_hazards(
    cases: PathwayCases,
    *,
    route: Route = MATCHING_ROUTE,
    reference: ReferenceHazards | None = None,
    frail_moves: tuple[str, ...] = ("matched", "matched before order"),
) -> HazardModel:
    """Learn how fast cases move, from those on record.

    Parameters
    ----------
    cases : PathwayCases
        The cases as they stood on a date.
    route : Route
        The route.
    reference : ReferenceHazards, optional
        The rates to shrink towards, scaled to the council's own level; by default its own, smoothed over time in state
        and departing from `neutral_reference` only as far as its cases say.
    frail_moves : tuple of str
        The states whose arrival an unseen frailty speeds or slows; none leaves frailty out.

    Returns
    -------
    HazardModel
        The rates and what is known of each case.

    Raises
    ------
    TurnCurveError
        If no case was on record for any time, or the reference has the wrong shape.
    """
    stays = stays_of(cases, route=route)
    if not len(stays):
        raise TurnCurveError("No case is on record for any time", remedy="Give cases that began by the date")
    width = len(INTERVALS) + 1
    if reference is not None and reference.rate.shape != (len(route.transitions), width):
        raise TurnCurveError(
            "The reference rates do not fit the route",
            where=f"{reference.rate.shape}, where {(len(route.transitions), width)} is needed",
            remedy="Give one rate per transition and interval",
        )
    periods = _quarters(cases)
    pieces = cut(stays, intervals=np.array(INTERVALS, dtype=np.float64), periods=periods)
    rows = _rows(cases, stays, pieces)
    frail = np.array([t < len(route.moves) and route.moves[t][1] in frail_moves for t in range(len(route.transitions))])
    parts, shape, known = _best_frailty(rows, route, reference, frail, len(cases), periods)
    weight = known[0] / known[1]
    fits = tuple(
        _with_levels(rows, part, weight if frail[t] else np.ones_like(weight), len(periods) + 1)
        for t, part in enumerate(parts)
    )
    return HazardModel(
        route=route,
        fits=fits,
        exit_counts=_exit_counts(cases, stays, route),
        frail=frail,
        frailty_shape=shape,
        frailty=known,
        stays=stays,
    )


def _mean(gamma: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the means of gamma distributions given as shapes and rates."""
    return np.asarray(gamma[0] / gamma[1])


def _quarters(cases: PathwayCases) -> NDArray[np.float64]:
    """Return the ends of quarters counted back from the date of the record to its beginning."""
    begun = float(cases.observed_from.min())
    number = max(int((cases.as_at + 1 - begun) // QUARTER), 1)
    return np.asarray(cases.as_at + 1 - QUARTER * np.arange(number - 1, 0, -1, dtype=np.float64))


def _rows(cases: PathwayCases, stays: PathwayStays, pieces: Pieces) -> _Rows:
    """Give each piece what its rates depend on."""
    stay = pieces.stay
    return _Rows(
        case=stays.case[stay],
        state=stays.state[stay],
        interval=pieces.interval,
        age=age_band(stays.since - cases.born[stays.case])[stay],
        group=cases.group[stays.case[stay]],
        period=pieces.period,
        days=pieces.days,
        middle=pieces.middle,
        since=stays.since[stay],
        on_record=pieces.on_record,
        destination=np.where(pieces.last, stays.destination[stay], -1),
    )


def _best_frailty(
    rows: _Rows,
    route: Route,
    reference: ReferenceHazards | None,
    frail: NDArray[np.bool_],
    cases: int,
    periods: NDArray[np.float64],
) -> tuple[list[_Part], float, NDArray[np.float64]]:
    """Fit without frailty, then frail moves under each strength of it; frailty must earn its place."""
    neutral = neutral_reference(route).rate
    parts = [_first_part(rows, *move, its) for move, its in zip(route.transitions, neutral, strict=True)]
    prior = [None if reference is None else reference.rate[t] for t in range(len(parts))]
    for t, part in enumerate(parts):
        parts[t] = _settled(rows, part, prior[t])
        if t < len(route.moves):
            changed = _on_its_clock(rows, parts[t], periods)
            parts[t] = parts[t] if changed is parts[t] else _settled(rows, changed, prior[t])
    which = np.flatnonzero(frail)
    best, shape, known = [parts[t] for t in which], float("inf"), np.ones((2, cases))
    fit = _frailties(rows, best, cases, np.inf)[1] + _FRAILTY_MUST_GAIN
    for tried in FRAILTY_SHAPES if len(which) else ():
        frailer, gamma, now = _fitted_with_frailty(rows, best, [prior[t] for t in which], cases, tried)
        if now > fit:
            best, shape, known, fit = frailer, tried, gamma, now
    for t, part in zip(which.tolist(), best, strict=True):
        parts[t] = part
    return parts, shape, known


def _settled(rows: _Rows, part: _Part, prior: NDArray[np.float64] | None) -> _Part:
    """Go round the factors of one transition, without frailty, until they agree."""
    even = np.ones(len(rows.days))
    for _ in range(_ROUNDS // 2):
        part = _refitted(rows, part, even, prior)
    return part


def _on_its_clock(rows: _Rows, part: _Part, periods: NDArray[np.float64]) -> _Part:
    """Read time in state from a clock that changed its pace, where one did."""
    at, intervals = part.row, np.array(INTERVALS, dtype=np.float64)
    factor = _mean(part.age)[rows.age[at]] * _mean(part.group)[rows.group[at]] * rows.on_record[at]
    clock = found_clock(
        Passage(
            rows.middle[at], rows.since[at], rows.period[at], rows.days[at] * factor, part.event & rows.on_record[at]
        ),
        periods=periods,
        intervals=intervals,
        position=_POSITION,
    )
    if clock == NO_CHANGE:
        return part
    middle, since = rows.middle[at], rows.since[at]
    before = since + middle < clock.begins
    read = np.where(before, middle / clock.pace, middle + clock.shift(since))
    return replace(
        part,
        interval=np.searchsorted(intervals, read, side="right"),
        days=np.where(before, rows.days[at] / clock.pace, rows.days[at]),
        clock=clock,
    )


def _fitted_with_frailty(
    rows: _Rows, parts: list[_Part], prior: list[NDArray[np.float64] | None], cases: int, shape: float
) -> tuple[list[_Part], NDArray[np.float64], float]:
    """Go round the factors and the frailties until they agree; return them and the log likelihood."""
    known, fit = _frailties(rows, parts, cases, shape)
    for _ in range(_ROUNDS):
        weight = (known[0] / known[1])[rows.case]
        parts = [_refitted(rows, part, weight, its) for part, its in zip(parts, prior, strict=True)]
        known, fit = _frailties(rows, parts, cases, shape)
    return parts, known, fit


def _first_part(rows: _Rows, origin: int, destination: int, neutral: NDArray[np.float64]) -> _Part:
    """Gather the rows of one transition, all factors 1 to begin with."""
    at = np.flatnonzero(rows.state == origin)
    groups = int(rows.group.max()) + 1
    return _Part(
        row=at,
        event=(rows.destination[at] == destination),
        base=np.ones((2, len(INTERVALS) + 1)),
        age=np.ones((2, len(AGE_BANDS) + 2)),
        group=np.ones((2, groups)),
        strength=1.0,
        interval=rows.interval[at],
        days=rows.days[at],
        clock=NO_CHANGE,
        neutral=neutral,
    )


def _refitted(rows: _Rows, part: _Part, weight: NDArray[np.float64], prior: NDArray[np.float64] | None) -> _Part:
    """Update each factor of one transition given the others."""
    at = part.row
    days = part.days * weight[at] * rows.on_record[at]
    event = part.event & rows.on_record[at]
    interval, age, group = part.interval, rows.age[at], rows.group[at]
    year = np.maximum(_RECENT_YEARS - (rows.period.max() - rows.period[at]) // 4, 0)
    by_age, by_group = _mean(part.age), _mean(part.group)
    lived = days * by_age[age] * by_group[group]
    shape = (_RECENT_YEARS + 1, part.base.shape[1])
    tables = table(event, lived, level=year * shape[1] + interval, levels=shape[0] * shape[1])
    counts, time = (each.reshape(shape) for each in tables)
    reference = _reference(counts.sum(axis=0), time.sum(axis=0), prior, part.neutral)
    base, strength = shrunk(counts[0], time[0], reference=reference)
    for recent, recently in zip(counts[1:], time[1:], strict=True):
        base = with_recent(base, recent, time=recently)
    now = days * _mean(base)[interval]
    ages = _factor(event, age, now * by_group[group], part.age.shape[1])
    groups = _factor(event, group, now * _mean(ages)[age], part.group.shape[1])
    return replace(part, base=base, age=ages, group=groups, strength=strength)


def _reference(
    counts: NDArray[np.float64],
    time: NDArray[np.float64],
    prior: NDArray[np.float64] | None,
    neutral: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the rates to shrink towards: those given, at the council's own level, or its own, smoothed."""
    if prior is None:
        return smooth_rates(counts, time, position=_POSITION, towards=scaled_reference(counts, time, reference=neutral))
    return scaled_reference(counts, time, reference=prior)


def _factor(
    event: NDArray[np.bool_], level: NDArray[np.int64], expected: NDArray[np.float64], levels: int
) -> NDArray[np.float64]:
    """Estimate a factor by level, shrunk towards 1 as strongly as they are alike, and 1 over all at risk."""
    counts, due = table(event, expected, level=level, levels=levels)
    posterior = shrunk(counts, due, reference=np.ones(levels))[0]
    overall = (due * _mean(posterior)).sum() / due.sum() if due.sum() > 0 else 1.0
    posterior[1] *= overall
    return posterior


def _frailties(rows: _Rows, parts: list[_Part], cases: int, shape: float) -> tuple[NDArray[np.float64], float]:
    """Return each case's frailty given all it has done, and the log likelihood of what was on record."""
    events, hazard, fit = np.zeros((2, cases)), np.zeros((2, cases)), 0.0
    for part in parts:
        at, rate = part.row, part.rate(rows)
        seen, case = rows.on_record[at], rows.case[at]
        fit += float(np.log(rate[part.event & seen]).sum())
        passed = rate * part.days
        # the second row is what came before the record: known, but not evidence of the rates
        for which, counted in enumerate((np.ones_like(seen), ~seen)):
            events[which] += np.bincount(case, part.event & counted, minlength=cases)
            hazard[which] += np.bincount(case, passed * counted, minlength=cases)
    if np.isinf(shape):
        return np.ones((2, cases)), fit - float((hazard[0] - hazard[1]).sum())
    marginal = gammaln(shape + events) - (shape + events) * np.log(shape + hazard)
    return np.stack([shape + events[0], shape + hazard[0]]), fit + float((marginal[0] - marginal[1]).sum())


def _with_levels(rows: _Rows, part: _Part, weight: NDArray[np.float64], periods: int) -> TransitionFit:
    """Follow one transition's level over the quarters, and then that of long waits against it."""
    at = part.row
    seen = rows.on_record[at]
    expected = part.rate(rows) * part.days * weight[rows.case[at]] * seen
    event, period = part.event & seen, rows.period[at]
    level = filtered_level(
        np.bincount(period[event], minlength=periods), expected=np.bincount(period, expected, minlength=periods)
    )
    band, after = wait_band(part.interval), expected * level.path[period]
    by_wait = tuple(
        filtered_level(
            np.bincount(period[event & (band == which)], minlength=periods),
            expected=np.bincount(period, after * (band == which), minlength=periods),
        )
        for which in range(len(WAITS) + 1)
    )
    return TransitionFit(
        base=part.base,
        age=part.age,
        group=part.group,
        level=level,
        by_wait=by_wait,
        events=float(event.sum()),
        strength=part.strength,
        clock=part.clock,
    )


def _exit_counts(cases: PathwayCases, stays: PathwayStays, route: Route) -> NDArray[np.float64]:
    """Count how cases left each state, with two cases' worth of the overall pattern added to each."""
    counts = np.zeros((len(route.states), len(route.exits)))
    left = stays.destination == len(route.states)
    np.add.at(counts, (stays.state[left], cases.exit_kind[stays.case[left]]), 1.0)
    overall = (counts.sum(axis=0) + 0.5) / (counts.sum() + 0.5 * len(route.exits))
    return np.asarray(counts + 2.0 * overall)
