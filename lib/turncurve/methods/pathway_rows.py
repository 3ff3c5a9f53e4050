"""The rows of a simulation: one for each case in each draw, as they stand before it moves on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_model import age_band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_entries import Entries
    from turncurve.methods.pathway_model import HazardModel
    from turncurve.methods.pathway_route import PathwayCases

__all__ = ["COMPLETED", "LEFT", "NEW_CASE", "Rows", "joined", "new_rows", "open_rows", "worth_keeping"]

NEW_CASE = -1
"""The case of a row that had not begun at the date of the record."""

LEFT, COMPLETED = -1, -2
"""The state of a row that left the route, and of one that reached its end."""


@dataclass(eq=False)
class Rows:
    """The rows as they stand at some moment of a simulation, which alone changes them in place.

    Parameters
    ----------
    draw : array of int, shape (rows,)
        The draw.
    case : array of int, shape (rows,)
        The case, or -1 for a new one.
    state : array of int, shape (rows,)
        The state, or -1 on leaving the route and -2 on completing it.
    since : array of float, shape (rows,)
        The day of arrival in the state.
    now : array of float, shape (rows,)
        The day up to which the row has been simulated.
    frailty : array of float, shape (rows,)
        What the rates of frail transitions are multiplied by.
    born : array of float, shape (rows,)
        The day of birth, NaN where not held.
    group : array of int, shape (rows,)
        The group.
    category : array of int, shape (rows,)
        The age band on arrival in the state times the number of groups, plus the group.
    last_day : array of float, shape (rows,)
        The day on which the age limit is reached.
    dates : array of float, shape (rows, milestones)
        The days of the milestones reached.
    exit : array of float, shape (rows,)
        The day of leaving the route.
    exit_kind : array of int, shape (rows,)
        The way of leaving.
    """

    draw: NDArray[np.int32]
    case: NDArray[np.int32]
    state: NDArray[np.int8]
    since: NDArray[np.float64]
    now: NDArray[np.float64]
    frailty: NDArray[np.float64]
    born: NDArray[np.float32]
    group: NDArray[np.int8]
    category: NDArray[np.int16]
    last_day: NDArray[np.float32]
    dates: NDArray[np.float32]
    exit: NDArray[np.float32]
    exit_kind: NDArray[np.int8]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.draw)


def open_rows(
    cases: PathwayCases,
    model: HazardModel,
    *,
    groups: int,
    draws: int,
    age_limit: float,
    generator: np.random.Generator,
) -> Rows:
    """Set up a row for each draw of each open case, with a frailty from what it has done and not done.

    Parameters
    ----------
    cases : PathwayCases
        The cases.
    model : HazardModel
        Their stays and frailties.
    groups : int
        How many groups there are.
    draws : int
        How many draws.
    age_limit : float
        The age in days at which a case leaves.
    generator : numpy.random.Generator
        The source of chance.

    Returns
    -------
    Rows
        The rows, all cases of the first draw first.
    """
    stays = model.stays
    going_on = stays.destination == -1
    case, state, since = stays.case[going_on], stays.state[going_on], stays.since[going_on]
    number, born, group = len(case), cases.born[case], cases.group[case]
    frailty = np.ones((draws, number))
    if np.isfinite(model.frailty_shape):
        shape, rate = model.frailty[:, case]
        frailty = generator.standard_gamma(shape, size=(draws, number)) / rate
    last = np.where(np.isnan(born), np.inf, born + age_limit)
    return Rows(
        draw=np.repeat(np.arange(draws, dtype=np.int32), number),
        case=np.tile(case.astype(np.int32), draws),
        state=np.tile(state.astype(np.int8), draws),
        since=np.tile(since, draws),
        now=np.full(draws * number, cases.as_at + 1),
        frailty=frailty.ravel(),
        born=np.tile(born.astype(np.float32), draws),
        group=np.tile(group.astype(np.int8), draws),
        category=np.tile((age_band(since - born) * groups + group).astype(np.int16), draws),
        last_day=np.tile(np.maximum(last, cases.as_at + 1).astype(np.float32), draws),
        dates=np.tile(cases.dates[case].astype(np.float32), (draws, 1)),
        exit=np.full(draws * number, np.nan, dtype=np.float32),
        exit_kind=np.full(draws * number, -1, dtype=np.int8),
    )


def new_rows(
    cases: PathwayCases,
    model: HazardModel,
    entries: Entries,
    *,
    groups: int,
    number: NDArray[np.int64],
    begins: float,
    ends: float,
    age_limit: float,
    generator: np.random.Generator,
) -> Rows:
    """Begin new cases over a stretch of time, each like a recent arrival.

    Parameters
    ----------
    cases : PathwayCases
        The cases, for what recent arrivals were like.
    model : HazardModel
        For the spread of frailty.
    entries : Entries
        Which cases are recent arrivals.
    groups : int
        How many groups there are.
    number : array of int, shape (draws,)
        How many begin in each draw; all 0 where there are no recent arrivals.
    begins : float
        The first day.
    ends : float
        The day after the last.
    age_limit : float
        The age in days at which a case leaves.
    generator : numpy.random.Generator
        The source of chance.

    Returns
    -------
    Rows
        The rows, in order of draw.
    """
    total = int(number.sum())
    alike = generator.integers(0, max(len(entries.like), 1), total)
    arrived = np.floor(begins + generator.random(total) * (ends - begins))
    like, arrival = entries.like, entries.arrived
    # what is known of a recent arrival, in days from its arrival
    before = np.where(cases.dates[like] <= arrival[:, None], cases.dates[like] - arrival[:, None], np.nan)
    born, since = cases.born[like] - arrival, np.nanmax(before, axis=1, initial=-np.inf)
    category = age_band(since - born) * groups + cases.group[like]
    last = np.where(np.isnan(born), np.inf, born + age_limit)
    frailty = np.ones(total)
    if np.isfinite(model.frailty_shape):
        frailty = generator.standard_gamma(model.frailty_shape, total) / model.frailty_shape
    return Rows(
        draw=np.repeat(np.arange(len(number), dtype=np.int32), number),
        case=np.full(total, NEW_CASE, dtype=np.int32),
        state=entries.state[alike].astype(np.int8),
        since=since[alike] + arrived,
        now=arrived,
        frailty=frailty,
        born=(born[alike] + arrived).astype(np.float32),
        group=cases.group[like][alike].astype(np.int8),
        category=category.astype(np.int16)[alike],
        last_day=np.maximum(last[alike] + arrived, arrived).astype(np.float32),
        dates=before.astype(np.float32)[alike] + arrived.astype(np.float32)[:, None],
        exit=np.full(total, np.nan, dtype=np.float32),
        exit_kind=np.full(total, -1, dtype=np.int8),
    )


def joined(parts: list[Rows]) -> Rows:
    """Join rows end to end.

    Parameters
    ----------
    parts : list of Rows
        The rows to join.

    Returns
    -------
    Rows
        All of them, in that order.
    """
    return Rows(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__dataclass_fields__})


def worth_keeping(rows: Rows, *, at_the_end: bool) -> Rows:
    """Drop new cases that left with no milestone but the first, and at the end those that have no other yet.

    Parameters
    ----------
    rows : Rows
        Rows of new cases.
    at_the_end : bool
        Whether the simulation is over.

    Returns
    -------
    Rows
        Those that matter still.
    """
    past = np.isfinite(rows.dates[:, 1:]).any(axis=1)
    kept = np.flatnonzero(past if at_the_end else past | (rows.state >= 0))
    return Rows(**{name: getattr(rows, name)[kept] for name in Rows.__dataclass_fields__})
