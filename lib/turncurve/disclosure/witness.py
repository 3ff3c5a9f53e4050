"""Whether a hidden count could be one more or one less, shown by other counts that fit all that is published.

To know that a count is safe one need not know how far it could lie from the truth, only that it could lie beside it.
The nearest other counts that fit are found by moving as few as possible, which is quick even where many are tied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from turncurve.disclosure.programme import Numbers, Part, Reduced
from turncurve.disclosure.sheet import Sheet, Truths

_TOGETHER = 3000
_FAR = 1e6
_NEAR = 1e-6


@dataclass(frozen=True, order=True)
class Move:
    """A hidden count and the direction in which it is to move by one at least.

    Parameters
    ----------
    row : int
        The count's row.
    sign : int
        1 for more, -1 for less.
    """

    row: int
    sign: int


def possible(sheet: Sheet, moves: Sequence[Move], *, hidden: Truths, aware: bool) -> dict[Move, bool | None]:
    """Tell of each move whether other counts that fit all that is published make it.

    Parameters
    ----------
    sheet : Sheet
        The group of tied counts.
    moves : sequence of Move
        The moves asked about.
    hidden : array of bool, one a row
        Rows that are not shown.
    aware : bool
        Whether the reader knows the rule.

    Returns
    -------
    dict of Move to bool or None
        None where it takes a search over whole numbers to tell.
    """
    known = sheet.known(hidden=hidden, aware=aware)
    base = sheet.some_counts
    answers: dict[Move, bool | None] = {}
    asked: dict[int, list[tuple[Move, Numbers]]] = defaultdict(list)
    for move in sorted(set(moves)):
        start, stop = sheet.linked.matrix.indptr[move.row], sheet.linked.matrix.indptr[move.row + 1]
        columns, factors = sheet.linked.matrix.indices[start:stop], sheet.linked.matrix.data[start:stop]
        answer, part = _at_once(known, base, columns, move.sign * factors)
        if part < 0:
            answers[move] = answer
            continue
        cost = np.zeros(len(known.parts[part].columns))
        inside = known.part_of[columns] == part
        cost[np.searchsorted(known.parts[part].columns, columns[inside])] = move.sign * factors[inside]
        asked[part].append((move, cost))
    for part, questions in sorted(asked.items()):
        answers |= _searched(known.parts[part], base[known.parts[part].columns], questions)
    return answers


def _at_once(known: Reduced, base: Numbers, columns: Numbers, factors: Numbers) -> tuple[bool | None, int]:
    """Return the answer where no search is needed, or else the one part to search; -1 for none."""
    loose = known.part_of[columns] < 0
    room = np.where(factors > 0, known.most[columns] - base[columns], base[columns] - known.least[columns])
    if np.any(room[loose] >= 1):
        return True, -1
    parts = np.unique(known.part_of[columns[~loose]])
    if len(parts) == 0:
        return False, -1
    return None, int(parts[0]) if len(parts) == 1 else -1


def _searched(part: Part, base: Numbers, questions: Sequence[tuple[Move, Numbers]]) -> dict[Move, bool | None]:
    """Return the answers of moves within one part."""
    answers: dict[Move, bool | None] = {}
    together = max(1, _TOGETHER // len(base))
    waiting = list(questions)
    while waiting:
        batch, waiting = waiting[:together], waiting[together:]
        for (move, cost), moved in zip(batch, _nearest(part, base, [cost for _, cost in batch]), strict=True):
            answers[move] = _verdict(part, base, cost=cost, moved=moved)
    return answers


def _nearest(part: Part, base: Numbers, costs: Sequence[Numbers]) -> list[Numbers]:
    """Return for each move the nearest counts that make it, which need not be whole, and what is short of it."""
    inner, count = part.programme, len(base)
    held = inner.matrix @ base
    same = inner.row_least == inner.row_most
    equal, free = inner.matrix[np.flatnonzero(same)], np.flatnonzero(~same)
    above, below = free[np.isfinite(inner.row_most[free])], free[np.isfinite(inner.row_least[free])]
    bound = sparse.vstack([inner.matrix[above], -inner.matrix[below]], format="csr")
    limit = np.concatenate([inner.row_most[above] - held[above], held[below] - inner.row_least[below]])
    each = sparse.eye_array(len(costs))
    short = sparse.csr_array((bound.shape[0], 1))
    rows = sparse.hstack([bound, -bound, short])
    goals = [np.concatenate([-cost, cost, [-1.0]])[np.newaxis, :] for cost in costs]
    limits = np.concatenate([np.full(2 * count, np.inf), [1.0]])
    limits[:count], limits[count:-1] = inner.most - base, base - inner.least
    outcome = optimize.linprog(
        np.tile(np.concatenate([np.ones(2 * count), [_FAR]]), len(costs)),
        A_ub=sparse.vstack([sparse.kron(each, rows), sparse.block_diag(goals)], format="csr"),
        b_ub=np.concatenate([np.tile(limit, len(costs)), -np.ones(len(costs))]),
        A_eq=sparse.kron(each, sparse.hstack([equal, -equal, sparse.csr_array((equal.shape[0], 1))]), format="csr"),
        b_eq=np.zeros(equal.shape[0] * len(costs)),
        bounds=np.tile(np.column_stack([np.zeros(2 * count + 1), limits]), (len(costs), 1)),
        method="highs",
    )
    if outcome.status != 0:
        return [np.full(count + 1, np.nan)] * len(costs)
    found = outcome.x.reshape(len(costs), -1)
    return [np.append(line[:count] - line[count:-1], line[-1]) for line in found]


def _verdict(part: Part, base: Numbers, *, cost: Numbers, moved: Numbers) -> bool | None:
    """Return whether the move is made, checked in whole numbers; None where that cannot be told."""
    if moved[-1] > _NEAR:
        return False
    whole = base + np.round(moved[:-1])
    inner = part.programme
    activity = inner.matrix @ whole
    fits = np.all(activity >= inner.row_least) and np.all(activity <= inner.row_most)
    inside = np.all(whole >= inner.least) and np.all(whole <= inner.most)
    return True if fits and inside and np.dot(cost, whole - base) >= 1 else None
