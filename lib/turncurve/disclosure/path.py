"""The cheapest way to let one hidden count move: which counts must be hidden along with it.

For groups of counts too large to find the best choice for all hidden counts together, each is protected in turn.

References
----------
.. [1] Kelly, J. P., Golden, B. L. and Assad, A. A. (1992). Cell suppression: disclosure protection for sensitive
   tabular data. Networks 22(4), 397-417.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, sparse

from turncurve.disclosure.programme import Numbers
from turncurve.disclosure.sheet import Sheet, Truths
from turncurve.disclosure.witness import Move

_FAR = 1e7
_NEAR = 1e-6
_TIE = 1e-3


def along(sheet: Sheet, move: Move, *, hidden: Truths, aware: bool) -> Truths | None:
    """Return the rows to hide so that one hidden count can move by one, of little total value.

    Parameters
    ----------
    sheet : Sheet
        The group of tied counts.
    move : Move
        The count and its direction.
    hidden : array of bool, one a row
        Rows that are not shown already.
    aware : bool
        Whether hidden counts must stay at least as large as a reader who knows the rule would conclude.

    Returns
    -------
    array of bool or None
        Rows to hide besides; None where none would do.
    """
    matrix, base = sheet.linked.matrix, sheet.some_counts
    held = matrix @ base
    always, priced = ~hidden & ~sheet.choosable, np.flatnonzero(~hidden & sheet.choosable)
    at_most, at_least = (
        np.flatnonzero(always & np.isfinite(sheet.most)),
        np.flatnonzero(always & np.isfinite(sheet.least)),
    )
    floored = np.flatnonzero((sheet.floor > 0) & (hidden | sheet.choosable)) if aware else np.zeros(0, dtype=np.int64)
    goal = move.sign * matrix[[move.row]]
    blocks = [
        _limits(matrix[at_most], sheet.most[at_most] - held[at_most], others=len(priced)),
        _limits(-matrix[at_least], held[at_least] - sheet.least[at_least], others=len(priced)),
        _limits(matrix[priced], sheet.most[priced] - held[priced], others=len(priced), own=True),
        _limits(-matrix[priced], held[priced] - sheet.least[priced], others=len(priced), own=True),
        _limits(-matrix[floored], held[floored] - sheet.floor[floored], others=len(priced)),
        (sparse.hstack([-goal, goal, sparse.csr_array((1, len(priced))), [[-1.0]]]), np.array([-1.0])),
    ]
    count = len(base)
    outcome = optimize.linprog(
        np.concatenate([np.full(2 * count, _TIE), sheet.costs[priced], [_FAR]]),
        A_ub=sparse.vstack([rows for rows, _ in blocks], format="csr"),
        b_ub=np.concatenate([limit for _, limit in blocks]),
        bounds=np.column_stack(
            [
                np.zeros(2 * count + len(priced) + 1),
                np.concatenate([np.full(count, np.inf), base, np.full(len(priced), np.inf), [1.0]]),
            ]
        ),
        method="highs",
    )
    if outcome.status != 0 or outcome.x[-1] > _NEAR:
        return None
    chosen = np.zeros(len(hidden), dtype=bool)
    chosen[priced] = outcome.x[2 * count : -1] > _NEAR
    return chosen


def _limits(
    rows: sparse.csr_array, limit: Numbers, *, others: int, own: bool = False
) -> tuple[sparse.csr_array, Numbers]:
    """Return rows over what is more, what is less, what is hidden and what is short; priced rows may give way."""
    gives = -sparse.eye_array(others) if own else sparse.csr_array((rows.shape[0], others))
    return sparse.hstack([rows, -rows, gives, sparse.csr_array((rows.shape[0], 1))], format="csr"), limit
