"""Every open case rolled forward from where it stands, and every case to come, many times over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_draws import LARGEST_DRIFT, draw_rates, epoch_edges, epoch_rates
from turncurve.methods.pathway_model import QUARTER, age_band
from turncurve.methods.pathway_rows import COMPLETED, LEFT, NEW_CASE, Rows, joined, new_rows, open_rows, worth_keeping

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_draws import RateDraws
    from turncurve.methods.pathway_entries import Entries
    from turncurve.methods.pathway_model import HazardModel
    from turncurve.methods.pathway_route import PathwayCases, Route
    from turncurve.methods.pathway_scenario import Scenario

__all__ = ["NEW_CASE", "SimulatedPathways", "simulate_pathways"]

AGE_LIMIT = -1
"""The choice of a row that reaches the age limit before it moves."""

_DAY_MAX = 8192


@dataclass(frozen=True, eq=False)
class SimulatedPathways:
    """The dates of every case in every draw; one row per draw and case, ordered by draw.

    Parameters
    ----------
    route : Route
        The route.
    draws : int
        How many draws there are.
    as_at : float
        The last day of the records; all simulated dates are later.
    horizon : float
        The last day simulated.
    draw : array of int, shape (rows,)
        The draw of each row.
    case : array of int, shape (rows,)
        The row of the case among those given, or -1 for one that had not begun.
    began_in : array of int, shape (rows,)
        The state at the date of the record, or -1 for a case that had not begun.
    dates : array of float, shape (rows, milestones)
        The day of each milestone, recorded or simulated; NaN where it is not reached by the horizon.
    exit : array of float, shape (rows,)
        The day of leaving the route otherwise, NaN where there is none by the horizon.
    exit_kind : array of int, shape (rows,)
        The position of the way of leaving, -1 where there is none.
    entries : array of int, shape (draws,)
        How many cases began after the date of the record; only those that reached a second milestone have rows.
    """

    route: Route
    draws: int
    as_at: float
    horizon: float
    draw: NDArray[np.int32]
    case: NDArray[np.int32]
    began_in: NDArray[np.int8]
    dates: NDArray[np.float32]
    exit: NDArray[np.float32]
    exit_kind: NDArray[np.int8]
    entries: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Epoch:
    """The rates over one stretch of the future, with what has built up by the start of each interval."""

    ends: float
    rate: NDArray[np.float64]
    built: NDArray[np.float64]
    begin: NDArray[np.float64]
    interval_of_day: NDArray[np.int64]
    share: NDArray[np.float64]


def simulate_pathways(
    cases: PathwayCases,
    *,
    model: HazardModel,
    entries: Entries,
    horizon: float,
    draws: int,
    scenario: Scenario,
    age_limit: float,
    generator: np.random.Generator,
) -> SimulatedPathways:
    """Roll every open case forward, and begin new ones, to a horizon.

    Parameters
    ----------
    cases : PathwayCases
        The cases as they stood on a date.
    model : HazardModel
        The rates, and each case's frailty.
    entries : Entries
        The rate of arrivals.
    horizon : float
        The last day to simulate.
    draws : int
        How many futures; each has its own draw of every rate.
    scenario : Scenario
        What is changed.
    age_limit : float
        The age in days at which a case leaves by the last of the route's exits; infinite for none.
    generator : numpy.random.Generator
        The source of chance.

    Returns
    -------
    SimulatedPathways
        The dates.
    """
    rates = draw_rates(model, draws=draws, scenario=scenario, generator=generator)
    known = open_rows(cases, model, groups=rates.groups, draws=draws, age_limit=age_limit, generator=generator)
    began_in, blocks = np.array(known.state), [known]
    arrival, arrival_drift = entries.draw_rate(draws, generator=generator)
    wander, counts = np.ones((len(model.fits), draws)), np.zeros(draws, dtype=np.int64)
    edges, middle = epoch_edges(scenario, begins=cases.as_at + 1, horizon=horizon + 1), cases.as_at
    for begins, ends in pairwise(edges.tolist()):
        # a stretch has the rates of its middle
        quarters, middle = ((begins + ends) / 2 - middle) / QUARTER, (begins + ends) / 2
        wander = wander * _wandered(rates.drift, quarters, generator)
        arrival = arrival * _wandered(arrival_drift, quarters, generator)
        due = arrival * _entry_factor(scenario, begins) * (ends - begins) * bool(len(entries.like))
        number = generator.poisson(due)
        counts += number
        blocks.append(
            new_rows(
                cases,
                model,
                entries,
                groups=rates.groups,
                number=number,
                begins=begins,
                ends=ends,
                age_limit=age_limit,
                generator=generator,
            )
        )
        rate, share = epoch_rates(model, rates, scenario=scenario, day=begins, wander=wander)
        epoch = _epoch(rates, rate, share, ends)
        for block in blocks:
            _advance(block, model, rates, epoch, generator)
        blocks = [known, *(worth_keeping(block, at_the_end=ends > horizon) for block in blocks[1:])]
    return _result(cases, model, joined(blocks), began_in, counts, draws, horizon)


def _entry_factor(scenario: Scenario, day: float) -> float:
    """Return what the scenario multiplies the rate of arrivals by on a day."""
    factor = 1.0
    for change in scenario.changes:
        if not change.origin and change.begins <= day < change.ends:
            factor *= change.multiplier
    return factor


def _wandered(drift: NDArray[np.float64], quarters: float, generator: np.random.Generator) -> NDArray[np.float64]:
    """Draw how rates change over some quarters, with mean 1."""
    spread = np.minimum(drift * np.sqrt(quarters), LARGEST_DRIFT)
    return np.asarray(np.exp(spread * generator.standard_normal(drift.shape) - spread**2 / 2))


def _epoch(rates: RateDraws, rate: NDArray[np.float64], share: NDArray[np.float64], ends: float) -> _Epoch:
    """Build up the rates of an epoch over time in state."""
    begin = np.concatenate([[0.0], rates.edges])
    built = np.zeros_like(rate)
    np.cumsum(rate[:, :, :-1] * np.diff(begin), axis=2, out=built[:, :, 1:])
    interval = np.searchsorted(rates.edges, np.arange(_DAY_MAX), side="right").astype(np.int64)
    return _Epoch(ends=ends, rate=rate, built=built, begin=begin, interval_of_day=interval, share=share.cumsum(axis=2))


def _advance(rows: Rows, model: HazardModel, rates: RateDraws, epoch: _Epoch, generator: np.random.Generator) -> None:
    """Move every row on until none moves again before the epoch ends, those least far along first."""
    end = model.route.names.index(model.route.end)
    pending = np.flatnonzero((rows.state >= 0) & (rows.now < epoch.ends))
    while len(pending):
        state = rows.state[pending]
        first = int(state.min())
        at, others = pending[state == first], pending[state != first]
        day, choice = _next_move(rows, at, first, model, rates, epoch, generator)
        happens = day < epoch.ends
        rows.now[at] = epoch.ends
        moved = at[happens]
        _record(rows, moved, day[happens], choice[happens], model, rates, epoch, generator)
        rows.state[moved[rows.state[moved] == end]] = COMPLETED
        pending = np.concatenate([others, moved[rows.state[moved] >= 0]])


def _next_move(
    rows: Rows,
    at: NDArray[np.int64],
    state: int,
    model: HazardModel,
    rates: RateDraws,
    epoch: _Epoch,
    generator: np.random.Generator,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw when each row moves and by which transition; a day past the epoch where it does not."""
    draw = rows.draw[at].astype(np.int64)
    since, width = rows.since[at], len(epoch.begin)
    begun, until = rows.now[at] - since, epoch.ends - since
    shared = _span(epoch, begun, until, draw * width)
    kind = draw * rates.factor.shape[2] + rows.category[at]
    best, choice = np.full(len(at), np.inf), np.full(len(at), AGE_LIMIT, dtype=np.int64)
    for t, (origin, _) in enumerate(model.route.transitions):
        if origin != state:
            continue
        built, rate = epoch.built[t].ravel(), epoch.rate[t].ravel()
        speed = rates.factor[t].ravel()[kind]
        if model.frail[t]:
            speed *= rows.frailty[at]
        clock, span, ahead = model.fits[t].clock, shared, np.zeros(0)
        if clock.pace != 1.0:
            ahead = clock.shift(since)
            span = _span(epoch, begun + ahead, until + ahead, draw * width)
        (first, past_first), (last, past_last) = span
        before = built[first] + rate[first] * past_first
        target = before + generator.standard_exponential(len(at)) / speed
        hit = np.flatnonzero(target < built[last] + rate[last] * past_last)
        when = _inverse(epoch, t, draw[hit], target[hit])
        when = when - ahead[hit] if len(ahead) else when
        sooner = when < best[hit]
        best[hit[sooner]], choice[hit[sooner]] = when[sooner], t
    day, limit = np.floor(since + best), rows.last_day[at].astype(np.float64)
    too_old = limit < np.minimum(day, epoch.ends)
    return np.where(too_old, np.maximum(limit, rows.now[at]), day), np.where(too_old, AGE_LIMIT, choice)


def _span(
    epoch: _Epoch, begun: NDArray[np.float64], until: NDArray[np.float64], offset: NDArray[np.int64]
) -> tuple[tuple[NDArray[np.int64], NDArray[np.float64]], ...]:
    """Find where two times in state lie: the place of each one's interval in its draw's rates, and the days past it."""
    found = []
    for day in (begun, until):
        interval = epoch.interval_of_day[np.minimum(day, _DAY_MAX - 1).astype(np.int64)]
        found.append((interval + offset, day - epoch.begin[interval]))
    return tuple(found)


def _inverse(
    epoch: _Epoch, transition: int, draw: NDArray[np.int64], target: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Find the time in state at which a rate has built up to a target."""
    built = epoch.built[transition]
    interval = np.zeros(len(target), dtype=np.int64)
    for column in range(1, built.shape[1]):
        interval += target >= built[draw, column]
    rest = target - built[draw, interval]
    return np.asarray(epoch.begin[interval] + rest / epoch.rate[transition][draw, interval])


def _record(
    rows: Rows,
    at: NDArray[np.int64],
    day: NDArray[np.float64],
    choice: NDArray[np.int64],
    model: HazardModel,
    rates: RateDraws,
    epoch: _Epoch,
    generator: np.random.Generator,
) -> None:
    """Write down the moves: milestones newly reached, or leaving the route."""
    route = model.route
    leave = len(route.states)
    destinations = np.array([destination for _, destination in route.transitions])
    to = np.where(choice == AGE_LIMIT, leave, destinations[choice])
    for state, (_, needed) in enumerate(route.states):
        here = at[to == state]
        days = day[to == state]
        for name in sorted(needed):
            column = route.milestones.index(name)
            missing = np.isnan(rows.dates[here, column])
            rows.dates[here[missing], column] = days[missing]
    left = to == leave
    gone, draw = at[left], rows.draw[at[left]]
    kind = (generator.random(len(gone))[:, None] > epoch.share[rows.state[gone], draw]).sum(axis=1)
    kind = np.minimum(kind, len(route.exits) - 1)
    rows.exit_kind[gone] = np.where(choice[left] == AGE_LIMIT, len(route.exits) - 1, kind)
    rows.exit[gone] = day[left]
    rows.state[at] = np.where(left, LEFT, to)
    rows.since[at] = rows.now[at] = day
    age = day - rows.born[at]
    rows.category[at] = age_band(age) * rates.groups + rows.group[at]


def _result(
    cases: PathwayCases,
    model: HazardModel,
    rows: Rows,
    began_in: NDArray[np.int8],
    counts: NDArray[np.int64],
    draws: int,
    horizon: float,
) -> SimulatedPathways:
    """Order the rows by draw."""
    began = np.full(len(rows), NEW_CASE, dtype=np.int8)
    began[: len(began_in)] = began_in
    order = np.argsort(rows.draw, kind="stable")
    return SimulatedPathways(
        route=model.route,
        draws=draws,
        as_at=cases.as_at,
        horizon=horizon,
        draw=rows.draw[order],
        case=rows.case[order],
        began_in=began[order],
        dates=rows.dates[order],
        exit=rows.exit[order],
        exit_kind=rows.exit_kind[order],
        entries=counts,
    )
