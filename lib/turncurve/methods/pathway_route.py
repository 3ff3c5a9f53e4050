"""The states of a route with milestones, and the stays in them that the dates of cases imply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.errors import RefusedInputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["MATCHING_ROUTE", "PathwayCases", "PathwayStays", "Route", "pathway_cases", "stays_of"]

_ROWS_NAMED = 5

STILL_THERE = -1
"""The destination of a stay that goes on at the date of the record."""


@dataclass(frozen=True)
class Route:
    """The milestones of a pathway, the states between them, and the moves that are possible.

    Parameters
    ----------
    milestones : tuple of str
        The dated milestones, in the order in which they count where two fall on one day; the first begins the route.
    states : tuple of tuple of (str, frozenset of str)
        Each state's name and the milestones that put a case in it; the last state that fits counts.
    moves : tuple of (str, str)
        The moves from state to state that are possible; leaving the route is possible from every state but the last.
    exits : tuple of str
        The ways of leaving the route without reaching its end.
    end : str
        The state that completes the route.
    """

    milestones: tuple[str, ...]
    states: tuple[tuple[str, frozenset[str]], ...]
    moves: tuple[tuple[str, str], ...]
    exits: tuple[str, ...]
    end: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states.

        Returns
        -------
        tuple of str
            In the order of the route.
        """
        return tuple(name for name, _ in self.states)

    @property
    def completed_by(self) -> int:
        """The milestone that completes the route.

        Returns
        -------
        int
            Its position: the last of those that the end state needs.
        """
        return max(self.milestones.index(name) for name in dict(self.states)[self.end])

    @property
    def transitions(self) -> tuple[tuple[int, int], ...]:
        """The moves as positions of states, and then leaving the route from each state.

        Returns
        -------
        tuple of (int, int)
            Origin and destination; leaving has the number of states as its destination.
        """
        names, leave = self.names, len(self.states)
        moves = tuple((names.index(origin), names.index(destination)) for origin, destination in self.moves)
        return moves + tuple((state, leave) for state, name in enumerate(names) if name != self.end)

    def state_with(self, reached: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Tell the state of cases from the milestones they have reached.

        Parameters
        ----------
        reached : array of bool, shape (cases, milestones)
            Which milestones each has reached.

        Returns
        -------
        array of int, shape (cases,)
            The position of the last state all of whose milestones have been reached.
        """
        state = np.zeros(len(reached), dtype=np.int64)
        for position, (_, needed) in enumerate(self.states):
            columns = [self.milestones.index(name) for name in sorted(needed)]
            state[reached[:, columns].all(axis=1)] = position
        return state


MATCHING_ROUTE = Route(
    milestones=("entry", "decision", "order", "match", "placed", "adopted"),
    states=(
        ("entered", frozenset({"entry"})),
        ("decided", frozenset({"decision"})),
        ("ordered", frozenset({"order"})),
        ("matched before order", frozenset({"match"})),
        ("matched", frozenset({"order", "match"})),
        ("placed", frozenset({"placed"})),
        ("adopted", frozenset({"adopted"})),
    ),
    moves=(
        ("entered", "decided"),
        ("decided", "ordered"),
        ("decided", "matched before order"),
        ("ordered", "matched"),
        ("matched before order", "matched"),
        ("matched before order", "placed"),
        ("matched", "placed"),
        ("placed", "adopted"),
    ),
    exits=("plan changed", "home", "special guardianship", "other", "age limit"),
    end="adopted",
)
"""From entry to adoption, where the match may come before the order or after it."""


@dataclass(frozen=True, eq=False)
class PathwayCases:
    """The dates of cases as they stood on one date; one row per case.

    Parameters
    ----------
    dates : array of float, shape (cases, milestones)
        The day of each milestone, NaN where it has not been reached.
    exit : array of float, shape (cases,)
        The day a case left the route without reaching its end, NaN where it has not.
    exit_kind : array of int, shape (cases,)
        The position of the way it left, -1 where it has not.
    observed_from : array of float, shape (cases,)
        The day from which a case would have been on record: its entry, or later where the records begin later.
    born : array of float, shape (cases,)
        The day of birth, NaN where not held.
    group : array of int, shape (cases,)
        A group that may go faster or slower, from 0.
    as_at : float
        The last day that the records cover.
    """

    dates: NDArray[np.float64]
    exit: NDArray[np.float64]
    exit_kind: NDArray[np.int64]
    observed_from: NDArray[np.float64]
    born: NDArray[np.float64]
    group: NDArray[np.int64]
    as_at: float

    def __len__(self) -> int:
        """Return the number of cases."""
        return len(self.dates)


@dataclass(frozen=True, eq=False)
class PathwayStays:
    """The stays in states that dates imply; one row per stay, ordered by case and time.

    Parameters
    ----------
    case : array of int, shape (stays,)
        The row of the case.
    state : array of int, shape (stays,)
        The state stayed in.
    since : array of float, shape (stays,)
        The day the stay began, on record or not.
    observed : array of float, shape (stays,)
        Days into the stay from which it was on record.
    until : array of float, shape (stays,)
        Days into the stay at which it ended, or up to which it is known to have gone on. A day counts as its middle
        for a move and as its end for a stay that goes on, so that a move on the day of arrival has a length.
    destination : array of int, shape (stays,)
        The state moved to, the number of states on leaving the route, or -1 where the stay goes on.
    """

    case: NDArray[np.int64]
    state: NDArray[np.int64]
    since: NDArray[np.float64]
    observed: NDArray[np.float64]
    until: NDArray[np.float64]
    destination: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of stays."""
        return len(self.case)


def pathway_cases(
    dates: ArrayLike,
    *,
    as_at: float,
    exit: ArrayLike,  # noqa: A002 - the field's own word for leaving the route
    exit_kind: ArrayLike,
    observed_from: ArrayLike | None = None,
    born: ArrayLike | None = None,
    group: ArrayLike | None = None,
    route: Route = MATCHING_ROUTE,
) -> PathwayCases:
    """Take cases as they stood on a date, forgetting whatever happened after it.

    Parameters
    ----------
    dates : array of float, shape (cases, milestones)
        Whole days from any fixed day; NaN where a milestone has not been reached.
    as_at : float
        The last day that counts: later dates are forgotten, and cases that began later are left out.
    exit : array of float, shape (cases,)
        The day of leaving the route otherwise, NaN where there is none.
    exit_kind : array of int, shape (cases,)
        The position in `route.exits`; any value where there is no exit.
    observed_from : array of float, shape (cases,), optional
        The day from which each case was on record; by default its entry.
    born : array of float, shape (cases,), optional
        The day of birth; by default not held.
    group : array of int, shape (cases,), optional
        A group from 0; by default all are alike.
    route : Route
        The route.

    Returns
    -------
    PathwayCases
        The cases that had begun by the date.

    Raises
    ------
    RefusedInputError
        If a column does not fit the cases, a case has no first date, milestones fall before the first, the route ends
        or is left before a milestone, a case both ends and leaves, an exit has an unknown kind, or a step is not one
        of the route's moves.
    """
    table = np.array(dates, dtype=np.float64, ndmin=2)
    columns = {"exit": exit, "exit_kind": exit_kind, "observed_from": observed_from, "born": born, "group": group}
    _refuse_misfits(table, columns, route)
    left, number = np.array(exit, dtype=np.float64), len(table)
    _refuse("has no first date", np.isnan(table[:, 0]), "Give the day each case began")
    known = table[:, 0] <= as_at
    table[table > as_at] = np.nan
    left[left > as_at] = np.nan
    kind = np.where(np.isnan(left), STILL_THERE, np.asarray(exit_kind))
    kind = np.nan_to_num(kind, nan=len(route.exits)).astype(np.int64)  # a kind not held is none of the route's
    _refuse_impossible(table, left, kind, route)
    begun = table[:, 0] if observed_from is None else np.asarray(observed_from, dtype=np.float64)
    cases = PathwayCases(
        dates=table[known],
        exit=left[known],
        exit_kind=kind[known],
        observed_from=np.maximum(begun, table[:, 0])[known],
        born=(np.full(number, np.nan) if born is None else np.asarray(born, dtype=np.float64))[known],
        group=(np.zeros(number, np.int64) if group is None else np.asarray(group, dtype=np.int64))[known],
        as_at=as_at,
    )
    _refuse_impossible_steps(cases, np.flatnonzero(known), route)
    return cases


def stays_of(cases: PathwayCases, *, route: Route = MATCHING_ROUTE) -> PathwayStays:
    """Work out which state each case was in, from when until when, and where it went.

    Parameters
    ----------
    cases : PathwayCases
        The dates of the cases.
    route : Route
        The route.

    Returns
    -------
    PathwayStays
        The stays that were on record for any time at all.
    """
    number, width = cases.dates.shape
    order = np.argsort(np.where(np.isnan(cases.dates), np.inf, cases.dates), axis=1, kind="stable")
    day = np.take_along_axis(cases.dates, order, axis=1)
    reached = np.zeros((number, width), dtype=bool)
    columns: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
    for step in range(width):
        happened = np.isfinite(day[:, step])
        reached[np.flatnonzero(happened), order[happened, step]] = True
        columns.append((route.state_with(reached), day[:, step]))
    state = np.column_stack([column for column, _ in columns])
    changes = np.column_stack([np.ones(number, dtype=bool), state[:, 1:] != state[:, :-1]]) & np.isfinite(day)
    case, step_of = np.nonzero(changes)
    return _joined(cases, case, state[case, step_of], day[case, step_of], route)


def _joined(
    cases: PathwayCases, case: NDArray[np.int64], state: NDArray[np.int64], since: NDArray[np.float64], route: Route
) -> PathwayStays:
    """Join each arrival in a state to what came next: the next arrival, leaving, or the record's date."""
    following = np.append(case[1:] == case[:-1], False)
    left = np.isfinite(cases.exit[case]) & ~following
    destination = np.where(following, np.append(state[1:], 0), np.where(left, len(route.states), STILL_THERE))
    end = np.where(following, np.append(since[1:], 0.0), np.where(left, cases.exit[case], cases.as_at))
    until = end - since + np.where(destination == STILL_THERE, 1.0, 0.5)
    observed = np.maximum(cases.observed_from[case] - since, 0.0)
    kept = (state != route.names.index(route.end)) & (until > 0)
    return PathwayStays(
        case=case[kept],
        state=state[kept],
        since=since[kept],
        observed=np.minimum(observed, until)[kept],
        until=until[kept],
        destination=destination[kept],
    )


def _refuse_misfits(table: NDArray[np.float64], columns: dict[str, ArrayLike | None], route: Route) -> None:
    """Refuse dates without a column for each milestone, and columns without a value for each case."""
    if table.shape[1:] != (len(route.milestones),):
        raise RefusedInputError(
            "There is not one column of dates for each milestone",
            where="dates",
            remedy="Give them in the route's order",
        )
    for name, column in columns.items():
        if column is not None and np.shape(column) != (len(table),):
            raise RefusedInputError(
                "There is not one value for each case", where=name, remedy="Give them in the order of the dates"
            )


def _refuse(what: str, rows: NDArray[np.bool_], remedy: str) -> None:
    """Refuse cases that are wrong, naming the first few by number (from 1) and never by value."""
    if rows.any():
        numbers = np.flatnonzero(rows) + 1
        named = ", ".join(str(number) for number in numbers[:_ROWS_NAMED]) + (
            " and others" if len(numbers) > _ROWS_NAMED else ""
        )
        raise RefusedInputError(f"A case {what}", where=f"row {named}", remedy=remedy)


def _refuse_impossible(
    table: NDArray[np.float64], left: NDArray[np.float64], kind: NDArray[np.int64], route: Route
) -> None:
    """Refuse dates that cannot all be true."""
    later = np.where(np.isnan(table), -np.inf, table)
    early = np.asarray((table < table[:, :1]).any(axis=1), dtype=bool)
    _refuse("has a milestone before its first date", early, "Correct the date")
    end = route.completed_by
    ended = np.isfinite(table[:, end])
    _refuse("has a milestone after the route's end", ended & (later.max(axis=1) > later[:, end]), "Correct the date")
    _refuse("both reaches the route's end and leaves it", ended & np.isfinite(left), "Remove the one that is wrong")
    _refuse(
        "has a milestone after it left the route",
        np.less(left, later.max(axis=1)),
        "Begin a new case where it came back",
    )
    unknown = np.isfinite(left) & ((kind < 0) | (kind >= len(route.exits)))
    _refuse("left in a way that the route does not have", unknown, "Give the position of one of the route's exits")


def _refuse_impossible_steps(cases: PathwayCases, rows: NDArray[np.int64], route: Route) -> None:
    """Refuse cases that step from one state to another by no move of the route; `rows` numbers them as received."""
    stays, allowed = stays_of(cases, route=route), set(route.transitions)
    wrong = np.zeros(int(rows.max(initial=-1)) + 1, dtype=bool)
    for case, origin, destination in zip(stays.case, stays.state, stays.destination, strict=True):
        if destination != STILL_THERE and (int(origin), int(destination)) not in allowed:
            wrong[rows[case]] = True
    _refuse("takes a step that the route does not have", wrong, "Give the dates of the milestones between")
