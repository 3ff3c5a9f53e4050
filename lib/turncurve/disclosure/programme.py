"""What whole numbers could stand behind what is published: linear rows over counts, and what follows at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from turncurve.errors import DisclosureError

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
_ROUNDS = 60
_SLACK = 1e-9


@dataclass(frozen=True)
class Programme:
    """Unknown whole numbers, each between limits, tied by rows that each lie between limits.

    Parameters
    ----------
    matrix : sparse array, rows by unknowns
        Whole-number coefficients.
    row_least, row_most : array, one a row
        Limits of each row's sum; infinite where there is none.
    least, most : array, one an unknown
        Limits of each unknown; infinite where there is none.
    """

    matrix: sparse.csr_array
    row_least: Numbers
    row_most: Numbers
    least: Numbers
    most: Numbers


@dataclass(frozen=True)
class Part:
    """A set of unknowns that share no row with any other: it can be solved by itself.

    Parameters
    ----------
    columns : array
        Places of the unknowns in the whole programme.
    programme : Programme
        The unknowns and the rows that bind them.
    """

    columns: Places
    programme: Programme


@dataclass(frozen=True)
class Reduced:
    """A programme after what follows at once has been worked out.

    Parameters
    ----------
    least, most : array, one an unknown
        Limits of each unknown after propagation; equal where it is already certain.
    parts : tuple of Part
        Unknowns that are not certain and are bound by a row, in parts that do not touch.
    part_of : array, one an unknown
        Which part an unknown is in; -1 for one that is certain or that no row binds.
    """

    least: Numbers
    most: Numbers
    parts: tuple[Part, ...]
    part_of: Places


class ContradictionError(DisclosureError):
    """The published numbers are such that no counts could stand behind them."""

    def __init__(self) -> None:
        super().__init__(
            "the published numbers contradict one another, so nothing can be said of what they hide",
            remedy="Check that totals equal the sum of their parts and that percentages belong to their counts",
        )


def reduced(programme: Programme) -> Reduced:
    """Work out what follows at once, and split the rest into parts that do not touch.

    Parameters
    ----------
    programme : Programme
        Unknown whole numbers and the rows that tie them.

    Returns
    -------
    Reduced
        Limits after propagation, and the parts.

    Raises
    ------
    ContradictionError
        If no whole numbers satisfy every row.
    """
    entries = programme.matrix.tocoo()
    least, most = np.ceil(programme.least - _SLACK), np.floor(programme.most + _SLACK)
    for _ in range(_ROUNDS):
        before = least.copy(), most.copy()
        _propagate(programme, entries, least, most)
        if np.any(least > most):
            raise ContradictionError
        if np.array_equal(before[0], least) and np.array_equal(before[1], most):
            break
    smallest, largest = _activity(entries, least, most)
    if np.any(smallest > programme.row_most + _SLACK) or np.any(largest < programme.row_least - _SLACK):
        raise ContradictionError
    binding = (smallest < programme.row_least - _SLACK) | (largest > programme.row_most + _SLACK)
    return _split(programme, least, most, binding=binding)


def _propagate(programme: Programme, entries: sparse.coo_array, least: Numbers, most: Numbers) -> None:
    """Tighten the limits in place, once for every row."""
    row, column = entries.coords
    factor = entries.data
    low = np.where(factor > 0, factor * least[column], factor * most[column])
    high = np.where(factor > 0, factor * most[column], factor * least[column])
    room_above = programme.row_most[row] - _others(low, row, count=programme.matrix.shape[0])
    room_below = programme.row_least[row] - _others(high, row, count=programme.matrix.shape[0])
    upper = np.where(factor > 0, room_above, room_below) / factor
    lower = np.where(factor > 0, room_below, room_above) / factor
    np.minimum.at(most, column, np.floor(upper + _SLACK))
    np.maximum.at(least, column, np.ceil(lower - _SLACK))


def _others(contribution: Numbers, row: Places, *, count: int) -> Numbers:
    """Return for each entry the sum of the other entries of its row, which may be infinite."""
    finite = np.isfinite(contribution)
    total = np.bincount(row, weights=np.where(finite, contribution, 0), minlength=count)
    boundless = np.bincount(row, weights=~finite, minlength=count)
    rest = total[row] - np.where(finite, contribution, 0)
    sign = -np.inf if np.any(contribution == -np.inf) else np.inf
    return np.where(boundless[row] - ~finite > 0, sign, rest)


def _activity(entries: sparse.coo_array, least: Numbers, most: Numbers) -> tuple[Numbers, Numbers]:
    """Return the smallest and the largest sum that each row can have."""
    row, column = entries.coords
    factor, count = entries.data, entries.shape[0]
    low = np.where(factor > 0, factor * least[column], factor * most[column])
    high = np.where(factor > 0, factor * most[column], factor * least[column])
    smallest, largest = np.zeros(count), np.zeros(count)
    np.add.at(smallest, row, low)
    np.add.at(largest, row, high)
    return smallest, largest


def _split(programme: Programme, least: Numbers, most: Numbers, *, binding: npt.NDArray[np.bool_]) -> Reduced:
    """Return the unknowns that are not certain in parts that share no binding row."""
    free = np.flatnonzero(least < most)
    part_of = np.full(len(least), -1, dtype=np.int64)
    rows = programme.matrix[np.flatnonzero(binding)]
    inner = rows[:, free].tocsr()
    fixed = rows @ np.where(least == most, least, 0.0)
    row_least, row_most = programme.row_least[binding] - fixed, programme.row_most[binding] - fixed
    links = sparse.block_array([[None, inner], [inner.T, None]]) if inner.nnz else None
    if links is None:
        return Reduced(least, most, (), part_of)
    _, label = csgraph.connected_components(links, directed=False)
    row_label, column_label = label[: inner.shape[0]], label[inner.shape[0] :]
    parts = []
    for number, each in enumerate(np.unique(row_label[np.diff(inner.indptr) > 0])):
        chosen, columns = np.flatnonzero(row_label == each), np.flatnonzero(column_label == each)
        part_of[free[columns]] = number
        small = Programme(
            inner[chosen][:, columns].tocsr(),
            row_least[chosen],
            row_most[chosen],
            least[free[columns]],
            most[free[columns]],
        )
        parts.append(Part(free[columns], small))
    return Reduced(least, most, tuple(parts), part_of)
