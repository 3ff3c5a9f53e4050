"""Who was in which state, from when until when, and where they went: the input of every multi-state method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from turncurve.errors import RefusedInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

__all__ = ["MultiStateHistory", "history_from_moves", "history_from_stays"]

NO_MOVE = -1
"""The destination of a stay that observation ended before any move."""

_TIE_TOLERANCE = 1.5e-8
_ROWS_NAMED = 5


@dataclass(frozen=True, eq=False)
class MultiStateHistory:
    """What was observed, one row per stay of one subject in one state; rows ordered by subject and entry.

    Parameters
    ----------
    states : tuple of str
        The names of the states; all other arrays hold positions in it.
    subject : array of int, shape (stays,)
        The subject of each stay, numbered from 0.
    origin : array of int, shape (stays,)
        The state stayed in.
    destination : array of int, shape (stays,)
        The state moved to at the exit, or -1 where observation ended there without a move.
    entry : array of float, shape (stays,)
        When observation of the stay began (exclusive): later than the true start where it was left truncated.
    exit : array of float, shape (stays,)
        When the stay or its observation ended (inclusive).
    """

    states: tuple[str, ...]
    subject: NDArray[np.int64]
    origin: NDArray[np.int64]
    destination: NDArray[np.int64]
    entry: NDArray[np.float64]
    exit: NDArray[np.float64]

    @property
    def subjects(self) -> int:
        """How many subjects there are.

        Returns
        -------
        int
            The number of different subjects.
        """
        return int(self.subject.max()) + 1

    @property
    def moved(self) -> NDArray[np.bool_]:
        """Which stays ended in a move.

        Returns
        -------
        array of bool, shape (stays,)
            True where a destination was observed.
        """
        return np.asarray(self.destination != NO_MOVE)

    def counts(self) -> NDArray[np.int64]:
        """How many moves there were between each two states.

        Returns
        -------
        array of int, shape (states, states)
            Moves from the row's state to the column's.
        """
        table = np.zeros((len(self.states), len(self.states)), dtype=np.int64)
        np.add.at(table, (self.origin[self.moved], self.destination[self.moved]), 1)
        return table


def history_from_stays(
    *,
    subject: ArrayLike,
    origin: ArrayLike,
    destination: ArrayLike,
    entry: ArrayLike,
    exit: ArrayLike,  # noqa: A002 - the field's own word for the end of a stay
    censored: Sequence[str] = ("censored", "cens", "censor", ""),
    states: Sequence[str] | None = None,
) -> MultiStateHistory:
    """Read stays whose origin and destination are both recorded, in any order of rows.

    Parameters
    ----------
    subject : array, shape (stays,)
        Whose stay it is; any labels.
    origin : array of str or int, shape (stays,)
        The state stayed in.
    destination : array of str or int, shape (stays,)
        The state moved to, or one of `censored` where observation ended without a move.
    entry : array of float, shape (stays,)
        When the stay came under observation (exclusive).
    exit : array of float, shape (stays,)
        When it ended (inclusive); later than `entry`. Times within a relative 1.5e-8 of one another are one time.
    censored : sequence of str, optional
        The labels that mean "no move".
    states : sequence of str, optional
        The order of the states; by default the labels found, sorted.

    Returns
    -------
    MultiStateHistory
        The stays, ordered by subject and entry.

    Raises
    ------
    RefusedInputError
        If the columns differ in length, a time is missing, a stay does not end after it began, two stays of one
        subject overlap, a stay begins in another state than the last one ended in, or a state is not in `states`.
    """
    labels_from, labels_to = _labels(origin), _labels(destination)
    begin, end = np.asarray(entry, dtype=np.float64), np.asarray(exit, dtype=np.float64)
    subjects = np.asarray(subject)
    _refuse_bad_columns(subjects, labels_from, labels_to, begin, end)
    begin, end = _with_tied_times_made_equal(begin, end)
    _refuse("does not end after it begins", ~(end > begin), "Move the earlier of two moves at one time back a little")
    move = ~np.isin(labels_to, np.asarray(list(censored), dtype=str))
    known = tuple(states) if states is not None else tuple(sorted({*map(str, labels_from), *map(str, labels_to[move])}))
    position = {label: index for index, label in enumerate(known)}
    unknown = [label not in position for label in labels_from]
    unknown_to = [bool(m) and label not in position for label, m in zip(labels_to, move, strict=True)]
    _refuse(
        "has a state that is not in the list of states", np.array(unknown) | np.array(unknown_to), "List every state"
    )
    order = np.lexsort((begin, _numbered(subjects)))
    history = MultiStateHistory(
        states=known,
        subject=_numbered(subjects)[order],
        origin=np.array([position[label] for label in labels_from], dtype=np.int64)[order],
        destination=np.array(
            [position[label] if m else NO_MOVE for label, m in zip(labels_to, move, strict=True)], dtype=np.int64
        )[order],
        entry=begin[order],
        exit=end[order],
    )
    _refuse_contradictions(history, order)
    return history


def history_from_moves(
    *,
    subject: ArrayLike,
    destination: ArrayLike,
    entry: ArrayLike,
    exit: ArrayLike,  # noqa: A002 - the field's own word for the end of a stay
    initial_state: str,
    censored: Sequence[str] = ("censored", "cens", "censor", ""),
    states: Sequence[str] | None = None,
) -> MultiStateHistory:
    """Read stays that record only where each ended: everyone begins in one state and stays where they last moved to.

    Parameters
    ----------
    subject : array, shape (stays,)
        Whose stay it is.
    destination : array of str, shape (stays,)
        The state moved to at the exit, or one of `censored`.
    entry : array of float, shape (stays,)
        When the stay came under observation (exclusive).
    exit : array of float, shape (stays,)
        When it ended (inclusive).
    initial_state : str
        The state that every subject is in when first observed.
    censored : sequence of str, optional
        The labels that mean "no move".
    states : sequence of str, optional
        The order of the states; by default the initial state and then the others, sorted.

    Returns
    -------
    MultiStateHistory
        The stays, ordered by subject and entry. Raises as `history_from_stays` does.
    """
    labels = _labels(destination)
    numbers, begin = _numbered(np.asarray(subject)), np.asarray(entry, dtype=np.float64)
    _refuse_bad_columns(numbers, labels, labels, begin, np.asarray(exit, dtype=np.float64))
    move = ~np.isin(labels, np.asarray(list(censored), dtype=str))
    origin = np.full(labels.shape, initial_state, dtype=object)
    state, last = initial_state, -1
    for row in np.lexsort((begin, numbers)):
        state = initial_state if numbers[row] != last else state
        origin[row] = state
        state, last = (str(labels[row]) if move[row] else state), int(numbers[row])
    known = states or (initial_state, *sorted({*map(str, labels[move])} - {initial_state}))
    return history_from_stays(
        subject=subject,
        origin=origin,
        destination=labels,
        entry=entry,
        exit=exit,
        censored=censored,
        states=known,
    )


def _numbered(subjects: NDArray[np.generic]) -> NDArray[np.int64]:
    """Give the subjects numbers from 0 in the order of their labels."""
    return np.asarray(np.unique(subjects, return_inverse=True)[1], dtype=np.int64).reshape(-1)


def _labels(values: ArrayLike) -> NDArray[np.str_]:
    """Read labels as text: a missing value is empty, and whole numbers read as floats are whole numbers."""
    return np.array([_label(value) for value in np.asarray(values, dtype=object).reshape(-1)], dtype=np.str_)


def _label(value: object) -> str:
    """Read one label as text."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _refuse(what: str, rows: NDArray[np.bool_], remedy: str) -> None:
    """Refuse rows that are wrong, naming the first few by number (from 1) and never by value."""
    if rows.any():
        numbers = np.flatnonzero(rows) + 1
        named = ", ".join(str(number) for number in numbers[:_ROWS_NAMED])
        more = f" and {len(numbers) - _ROWS_NAMED} more" if len(numbers) > _ROWS_NAMED else ""
        raise RefusedInputError(f"A stay {what}", where=f"row {named}{more}", remedy=remedy)


def _refuse_bad_columns(
    subject: NDArray[np.generic],
    origin: NDArray[np.str_],
    destination: NDArray[np.str_],
    entry: NDArray[np.float64],
    exit_: NDArray[np.float64],
) -> None:
    """Refuse columns of different lengths, no rows at all, and missing times."""
    lengths = {column.shape for column in (subject, origin, destination, entry, exit_)}
    if len(lengths) != 1 or len(subject.shape) != 1:
        raise RefusedInputError("The columns of a history differ in length", remedy="Give one value per stay")
    if not len(subject):
        raise RefusedInputError("A history has no stays", remedy="Check the filter that chose them")
    missing = ~np.isfinite(entry) | ~np.isfinite(exit_)
    _refuse(
        "has no time of entry or exit", missing, "Give both, and mark a stay that goes on as censored at the extract"
    )


def _refuse_contradictions(history: MultiStateHistory, order: NDArray[np.int64]) -> None:
    """Refuse stays of one subject that overlap, or that do not join up; `order` gives the rows as received."""
    same = history.subject[1:] == history.subject[:-1]
    wrong = np.zeros(len(order), dtype=bool)
    wrong[order[1:]] = same & (history.entry[1:] < history.exit[:-1])
    _refuse("overlaps another of the same subject", wrong, "End one where the next begins")
    arrived = np.where(history.moved, history.destination, history.origin)[:-1]
    wrong[order[1:]] = same & (history.entry[1:] == history.exit[:-1]) & (history.origin[1:] != arrived)
    _refuse("begins in another state than the last one ended in", wrong, "Make the destination the next origin")


def _with_tied_times_made_equal(
    entry: NDArray[np.float64], exit_: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give times that differ by rounding alone one value, so that a tie in the dates is a tie in the numbers."""
    times, place = np.unique(np.concatenate([entry, exit_]), return_inverse=True)
    gap = np.diff(times)
    scale = max(float(np.abs(times).mean()), np.finfo(np.float64).tiny)
    first = np.concatenate([[True], (gap > _TIE_TOLERANCE) & (gap / scale > _TIE_TOLERANCE)])
    tied = times[np.flatnonzero(first)[np.cumsum(first) - 1]][place.reshape(-1)]
    return tied[: len(entry)], tied[len(entry) :]
