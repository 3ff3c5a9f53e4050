"""How the counts of all tables hang together, by their addresses alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import sparse

from turncurve.disclosure.closed import closed, last_ones
from turncurve.disclosure.complete import Filled, Limits, complete
from turncurve.disclosure.implied import Remainder, between, remainders, totals_alike
from turncurve.disclosure.margins import Margins, Shape, margins
from turncurve.disclosure.nested import OVERLAPPING, Nest, finest, nests
from turncurve.disclosure.ranges import nested_ranges
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey

Role = Literal["cell", "implied", "known", "taken", "said"]
_Row = tuple[CellKey, Role, npt.NDArray[np.int64], float]
_KNOWN: tuple[Role, ...] = ("known",)


@dataclass(frozen=True)
class Linked:
    """Counts that are tied to one another, as sums of the same elementary counts.

    Parameters
    ----------
    keys : tuple of CellKey
        Address of each row.
    roles : tuple of {"cell", "implied", "known", "taken", "said"}
        A count of some table; one that nobody shows but that follows by subtraction; a sum that every reader knows,
        such as that nothing lies outside categories which add to their total; one that a reader takes for known, such
        as that categories which fill one total fill all; or a published number that bounds counts.
    matrix : sparse array, rows by elementary counts
        Which elementary counts each row is the sum of.
    values : array of float, one a row
        The true count; not a number where it is not known.
    limits : mapping of int to (float, float), optional
        Between which two numbers each row that is "said" lies, by row; infinite where there is no limit.
    """

    keys: tuple[CellKey, ...]
    roles: tuple[Role, ...]
    matrix: sparse.csr_array
    values: npt.NDArray[np.float64]
    limits: Mapping[int, tuple[float, float]] = field(default_factory=dict)


def merged(cells: Iterable[Cell]) -> dict[CellKey, Cell]:
    """Return each address once, refusing two values for one address.

    Where an official publication counts otherwise than we do, ours stands: theirs is not a count of the same records.

    Parameters
    ----------
    cells : iterable of Cell
        Counts of any number of tables.

    Returns
    -------
    dict of CellKey to Cell
        In order of address.

    Raises
    ------
    DisclosureError
        If two tables give different counts for one address.
    """
    found: dict[CellKey, Cell] = {}
    for cell in cells:
        other = found.setdefault(cell.key, cell)
        differ = None not in {cell.value, other.value} and cell.value != other.value
        if differ and cell.public_already == other.public_already:
            raise DisclosureError(
                "two tables give different counts for the same thing",
                where=str(cell.key),
                remedy="Count them by one rule, or give the measures different names",
            )
        takes_over = not cell.public_already if differ else cell.public_already and cell.value is not None
        if other.value is None or takes_over:
            found[cell.key] = cell
    return dict(sorted(found.items()))


def linked(cells: Iterable[Cell], *, limits: Mapping[CellKey, Limits] | None = None) -> tuple[Linked, ...]:
    """Return the counts in groups that are tied to one another.

    Flows of one measure and area add over time and over breakdowns. Counts at a date add over breakdowns only, so
    each date is a group.

    Parameters
    ----------
    cells : iterable of Cell
        Counts of all tables; an unknown one has no value.
    limits : mapping of CellKey to (float, float), optional
        Between which numbers a count lies whose value is not known; from zero without limit where nothing is said.

    Returns
    -------
    tuple of Linked
        In order of measure, area and date.
    """
    groups: dict[tuple[str, str, str], dict[CellKey, Limits]] = defaultdict(dict)
    for key, cell in merged(cells).items():
        date = key.period.start.isoformat() if key.period.is_one_date else ""
        groups[key.measure, key.area, date][key] = _limits(cell, (limits or {}).get(key))
    return tuple(_link(tuple(group.items())) for _, group in sorted(groups.items()))


def without_taken(group: Linked) -> Linked:
    """Return a group without what a reader only takes for known.

    Parameters
    ----------
    group : Linked
        Tied counts.

    Returns
    -------
    Linked
        The same counts, tied by what is certain alone.
    """
    kept = [row for row, role in enumerate(group.roles) if role != "taken"]
    place = {row: number for number, row in enumerate(kept)}
    return Linked(
        tuple(group.keys[row] for row in kept),
        tuple(group.roles[row] for row in kept),
        sparse.csr_array(group.matrix[kept]),
        group.values[kept],
        {place[row]: limits for row, limits in group.limits.items()},
    )


@lru_cache(maxsize=4096)
def _link(group: tuple[tuple[CellKey, Limits], ...]) -> Linked:
    """Return one group of counts with the sums that tie them; kept, because plan and audit ask for the same again."""
    cells = dict(group)
    counts = {key: round(low) for key, (low, high) in group if low == high}
    crowded = frozenset(each.dimension for each in remainders(counts) if each.value < 0)
    overlapping = crowded & OVERLAPPING
    own_name = {_apart(key, overlapping): key for key in cells}
    apart = {_apart(key, overlapping): value for key, value in counts.items()}
    named = {name for key in apart for name, _ in key.breakdown}
    nest = {**nested_ranges(apart, named - crowded), **nests(apart, crowded - overlapping)}
    once, within = finest(apart, nest)
    unknown = {key for key in own_name if key not in apart and not _is_sum(key, nest)}
    same = complete({key: cells[own_name[key]] for key in [*once, *sorted(unknown)]})
    left = (*remainders({**same.totals, **totals_alike(once), **once}), *within)
    shapes = {key: _shape(key) for key in own_name}
    grid = margins(shapes.values(), nest=nest)

    rows: list[_Row] = [
        (own_name[key], "cell", grid.members(shape), float(apart.get(key, np.nan))) for key, shape in shapes.items()
    ]
    for each in left:
        if each.value > 0:
            rows.append((each.key, "implied", _members_left(grid, each), each.value))
        elif each.value == 0 and len(each.seen) > 1:  # of one alone a reader learns so from its count, if shown
            rows.append((each.key, "known", _members_left(grid, each), 0))
    rows += [(each.whole, "known", _outside(grid, each), 0) for each in same.filled]
    full = closed(left, apart, keys=[key for key in own_name if not _is_sum(key, nest)])
    rows += _taken(rows, [grid.beyond(each.dimension, each.seen, inside=each.inside) for each in full])
    if not next(iter(cells)).period.is_one_date:
        rows += _in_between(grid, {**last_ones(full, left), **apart}, left)
    return _assembled(rows, grid)


def _taken(rows: Sequence[_Row], beyond: Iterable[npt.NDArray[np.int64]]) -> list[_Row]:
    """Return the rows of elementary counts that a reader takes for none, where other rows do not say so already."""
    none = [members for _, role, members, _ in rows if role == "known"]
    known = np.concatenate(none) if none else np.array([], dtype=np.int64)
    return [(rows[0][0], "taken", members, 0) for members in beyond if not np.isin(members, known).all()]


def _in_between(grid: Margins, counts: Mapping[CellKey, int], left: Iterable[Remainder]) -> list[_Row]:
    """Return the rows of stretches of time that follow by subtraction."""
    rows: list[_Row] = [
        (key, "implied", grid.members(_shape(key)), value) for key, value in between(counts).items() if value > 0
    ]
    series: dict[tuple[str, frozenset[str]], list[Remainder]] = defaultdict(list)
    for each in left:
        series[each.dimension, each.seen].append(each)
    for alike in series.values():  # what is left beside other categories is another count
        for key, value in between({each.key: each.value for each in alike}).items():
            pattern = next(each for each in alike if each.key.breakdown == key.breakdown)
            if value > 0:
                whole = replace(pattern.whole, period=key.period)
                rows.append((key, "implied", _members_left(grid, replace(pattern, whole=whole)), value))
    return rows


def _assembled(rows: list[_Row], grid: Margins) -> Linked:
    """Return the rows, and those that tie the blocks, as one matrix."""
    columns, numbers, factors = [], [], []
    for number, (_, _, members, _) in enumerate(rows):
        columns.append(members)
        numbers.append(np.full(len(members), number))
        factors.append(np.ones(len(members)))
    ties = grid.ties()
    for number, (one, other) in enumerate(ties, start=len(rows)):
        columns += [one, other]
        numbers += [np.full(len(one) + len(other), number)]
        factors += [np.ones(len(one)), -np.ones(len(other))]
    matrix = sparse.csr_array(
        (np.concatenate(factors), (np.concatenate(numbers), np.concatenate(columns))),
        shape=(len(rows) + len(ties), grid.count),
    )
    first = rows[0][0]
    nought = [members for _, role, members, _ in rows if role == "known"]
    return Linked(
        (*(row[0] for row in rows), *(first,) * len(ties)),
        (*(row[1] for row in rows), *_KNOWN * len(ties)),
        _fewest(matrix, without=np.concatenate(nought) if nought else np.array([], dtype=np.int64)),
        np.array([*(row[3] for row in rows), *[0.0] * len(ties)]),
    )


def _fewest(matrix: sparse.csr_array, *, without: npt.NDArray[np.int64]) -> sparse.csr_array:
    """Return the rows over as few elementary counts as tell the same: without those known to be none, alike as one."""
    left = np.ones(matrix.shape[1], dtype=bool)
    left[without] = False
    columns = matrix.tocsc()
    columns.sort_indices()
    ends = zip(columns.indptr, columns.indptr[1:], strict=False)
    patterns = {
        (columns.indices[start:stop].tobytes(), columns.data[start:stop].tobytes()): place
        for place, (start, stop) in enumerate(ends)
        if stop > start and left[place]
    }
    kept = sorted(patterns.values())
    return matrix if len(kept) in {0, len(left)} else sparse.csr_array(columns[:, kept])


def _members_left(grid: Margins, left: Remainder) -> npt.NDArray[np.int64]:
    """Return the elementary counts outside the categories shown."""
    return grid.members(_shape(left.whole), outside={left.dimension: left.seen})


def _outside(grid: Margins, filled: Filled) -> npt.NDArray[np.int64]:
    """Return the elementary counts outside the categories that fill a whole."""
    return grid.members(_shape(filled.whole), outside={filled.dimension: filled.seen})


def _limits(cell: Cell, said: Limits | None) -> Limits:
    """Return between which numbers a count lies: the same twice where it is known."""
    return (said or (0.0, np.inf)) if cell.value is None else (float(cell.value), float(cell.value))


def _shape(key: CellKey) -> Shape:
    """Return what an address covers."""
    return Shape(key.breakdown, key.period.start.toordinal(), key.period.end.toordinal() + 1)


def _apart(key: CellKey, overlapping: frozenset[str]) -> CellKey:
    """Return an address in which each category that overlaps others is a dimension by itself."""
    pairs = [(f"{name}: {value}", value) if name in overlapping else (name, value) for name, value in key.breakdown]
    return replace(key, breakdown=tuple(sorted(pairs)))


def _is_sum(key: CellKey, nest: Nest) -> bool:
    """Tell whether an address is of a category that is the sum of others."""
    return any(category in nest.get(dimension, ()) for dimension, category in key.breakdown)
