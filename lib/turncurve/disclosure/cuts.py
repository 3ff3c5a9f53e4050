"""Why a hidden count is not safe, as a rule of what more must be hidden.

For a choice of what to hide, a linear programme finds how far a hidden count could move. Where it cannot move far
enough, the programme's prices name counts of which some must be hidden too, whatever else is: a cut.

References
----------
.. [1] Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
   constraints. Management Science 47(7), 1008-1027.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from turncurve.disclosure.need import Need
from turncurve.disclosure.programme import Numbers, Places
from turncurve.disclosure.sheet import Sheet
from turncurve.errors import DisclosureError

_TOGETHER = 4000
_NOTHING = 1e-7


@dataclass(frozen=True)
class _Frame:
    """The rows that bind a reader, with how each limit gives way as a row is hidden."""

    equal: sparse.csr_array
    equal_limit: Numbers
    bound: sparse.csr_array
    bound_limit: Numbers
    gives_way: Numbers
    row: Places
    largest: float


def cuts(sheet: Sheet, needs: Sequence[Need], *, hiding: Numbers, step: float | None = None) -> Numbers:
    """Return for each need what must be hidden more, as weights whose sum over hidden rows is at least 1.

    Parameters
    ----------
    sheet : Sheet
        The group of tied counts.
    needs : sequence of Need
        What must hold.
    hiding : array, one a row
        How far each row is hidden, from 0 to 1.
    step : float, optional
        How far a hidden count may move while looking for the cut; any distance if not given. Small steps give
        cuts that name fewer counts; the cut holds whatever the step.

    Returns
    -------
    array, needs by rows
        Weights from 0 to 1; a row of zeros where nothing stands in the way of the need.
    """
    found = np.zeros((len(needs), len(hiding)))
    for aware in (False, True):
        chosen = [number for number, need in enumerate(needs) if (need.side == _AWARE) == aware]
        if chosen:
            frame = _frame(sheet, aware=aware)
            found[chosen] = _cuts(sheet, [needs[each] for each in chosen], frame=frame, hiding=hiding, step=step)
    return found


_AWARE = "doubt of one who knows the rule"


def _frame(sheet: Sheet, *, aware: bool) -> _Frame:
    """Return the rows that bind a reader."""
    floor = sheet.floor if aware else np.zeros(len(sheet.floor))
    always = ~sheet.withheld & ~sheet.choosable
    certain = np.flatnonzero(always & (sheet.least == sheet.most))
    between = np.flatnonzero(always & (sheet.least != sheet.most))
    chosen = np.flatnonzero(sheet.choosable)
    floored = np.flatnonzero(sheet.withheld & (floor > 0))
    matrix, far = sheet.linked.matrix, 4 * float(np.nansum(sheet.values)) + 1000.0
    if sheet.linked.limits:  # a published number may speak of counts that no table has, which can be larger
        far += 4 * float(np.sum(sheet.some_counts))
    at_most, at_least = between[np.isfinite(sheet.most[between])], between[np.isfinite(sheet.least[between])]
    above, below = np.concatenate([at_most, chosen]), np.concatenate([at_least, chosen, floored])
    way = np.concatenate(
        [
            np.zeros(len(at_most)),
            np.full(len(chosen), far),
            np.zeros(len(at_least)),
            sheet.least[chosen] - floor[chosen],
        ]
    )
    low = np.concatenate([sheet.least[at_least], sheet.least[chosen], floor[floored]])
    return _Frame(
        matrix[certain],
        sheet.least[certain],
        sparse.vstack([matrix[above], -matrix[below]], format="csr"),
        np.concatenate([sheet.most[above], -low]),
        np.concatenate([way, np.zeros(len(floored))]),
        np.concatenate([above, below]).astype(np.int64),
        far,
    )


def _cuts(sheet: Sheet, needs: Sequence[Need], *, frame: _Frame, hiding: Numbers, step: float | None) -> Numbers:
    """Return the cuts of needs that are judged by the same reader."""
    ways = [(number, sign, target) for number, need in enumerate(needs) for sign, target in _ways(sheet, need)]
    constant = np.zeros(len(needs))
    weights = np.zeros((len(needs), len(hiding)))
    wanted = np.zeros(len(needs))
    give = frame.gives_way if step is None else np.minimum(frame.gives_way, step)
    limit = frame.bound_limit + give * hiding[frame.row]
    for batch in _batches(ways, size=frame.equal.shape[1]):
        rows = np.array([needs[number].row for number, _, _ in batch])
        signs = np.array([sign for _, sign, _ in batch])
        price_equal, price_bound, price_largest = _prices(sheet, rows, signs=signs, frame=frame, limit=limit)
        fixed = price_equal @ frame.equal_limit + price_bound @ frame.bound_limit + price_largest * frame.largest
        for place, (number, _, target) in enumerate(batch):
            constant[number] += fixed[place]
            wanted[number] += target
            np.add.at(weights[number], frame.row, price_bound[place] * frame.gives_way)
    return _scaled(weights, wanted - constant)


def _ways(sheet: Sheet, need: Need) -> list[tuple[float, float]]:
    """Return the directions in which a count must be able to move, and how far in all."""
    value = sheet.values[need.row]
    if need.side == "above":
        return [(1.0, value + 1)]
    if need.side == "below":
        return [(-1.0, 1 - value)]
    return [(1.0, 1.0), (-1.0, 0.0)]


def _batches(ways: list[tuple[int, float, float]], *, size: int) -> Iterator[list[tuple[int, float, float]]]:
    """Yield the directions in batches that are quick to solve together."""
    together = max(1, _TOGETHER // max(size, 1))
    for start in range(0, len(ways), together):
        yield ways[start : start + together]


def _prices(
    sheet: Sheet, rows: Numbers, *, signs: Numbers, frame: _Frame, limit: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the price of each limit for how far each row can move, all programmes solved as one."""
    copies, columns = len(rows), frame.equal.shape[1]
    cost = -(sparse.diags_array(signs) @ sheet.linked.matrix[rows]).toarray().ravel()
    each = sparse.eye_array(copies)
    outcome = optimize.linprog(
        cost,
        A_ub=sparse.kron(each, frame.bound, format="csr"),
        b_ub=np.tile(limit, copies),
        A_eq=sparse.kron(each, frame.equal, format="csr"),
        b_eq=np.tile(frame.equal_limit, copies),
        bounds=(0, frame.largest),
        method="highs",
    )
    if outcome.status != 0:
        raise DisclosureError(
            "the counts of different tables do not add up",
            where=str(sheet.linked.keys[0]),
            remedy="Check that each total is the sum of its parts",
        )
    largest = -outcome.upper.marginals.reshape(copies, columns).sum(axis=1)
    return -outcome.eqlin.marginals.reshape(copies, -1), -outcome.ineqlin.marginals.reshape(copies, -1), largest


def _scaled(weights: Numbers, short: Numbers) -> Numbers:
    """Return cuts whose right-hand side is 1, no weight above it; zeros where nothing is wanting."""
    cut = np.zeros_like(weights)
    wanting = short > 1e-6
    cut[wanting] = np.minimum(weights[wanting] / short[wanting, np.newaxis], 1.0)
    cut[cut < _NOTHING] = 0.0
    return cut
