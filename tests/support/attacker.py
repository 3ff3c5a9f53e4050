"""A reader who works out hidden counts without any code of the package: every person counted is a box to be filled.

What is shown is a sum of boxes; what is hidden is another. The smallest and the largest number that a hidden sum can be
are found over whole numbers by a solver, or, where there are few boxes, by trying every way to fill them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import optimize

from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period

FAR = 100_000


@dataclass(frozen=True)
class World:
    """Boxes, each with its categories and its month or period, and what is in each.

    Parameters
    ----------
    boxes : tuple of (categories, period)
        Categories as sorted pairs, and the shortest period that is counted.
    counts : tuple of int
        What is in each box.
    """

    boxes: tuple[tuple[tuple[tuple[str, str], ...], Period], ...]
    counts: tuple[int, ...]

    def within(self, key: CellKey) -> np.ndarray:
        """Return which boxes a count is the sum of."""
        return np.array(
            [
                set(key.breakdown) <= set(categories)
                and key.period.start <= period.start
                and period.end <= key.period.end
                for categories, period in self.boxes
            ],
            dtype=float,
        )

    def cell(self, key: CellKey) -> Cell:
        """Return the true count at an address."""
        return Cell(key, int(self.within(key) @ np.array(self.counts)))

    def cells(self, breakdowns: Iterable[Sequence[tuple[str, str]]], periods: Iterable[Period]) -> list[Cell]:
        """Return the counts of a table of breakdowns by periods."""
        keys = [
            CellKey("plans started", "Exampleshire", period, tuple(sorted(pairs)))
            for pairs, period in product(list(breakdowns), list(periods))
        ]
        return [self.cell(key) for key in keys]


@dataclass(frozen=True)
class Reader:
    """What somebody knows: sums of boxes, and between what numbers each lies."""

    world: World
    sums: tuple[tuple[CellKey, int, int], ...]

    def extremes(self, key: CellKey) -> tuple[int, int]:
        """Return the smallest and the largest number that a count can be; FAR where it has no limit."""
        rows = np.array([self.world.within(each) for each, _, _ in self.sums])
        low, high = (np.array([each[place] for each in self.sums], dtype=float) for place in (1, 2))
        ends = []
        for sign in (1, -1):
            outcome = optimize.milp(
                sign * self.world.within(key),
                constraints=optimize.LinearConstraint(rows, low, np.where(high >= FAR, np.inf, high)),
                integrality=np.ones(rows.shape[1]),
                bounds=optimize.Bounds(0, FAR),
            )
            assert outcome.status == 0
            ends.append(round(sign * outcome.fun))
        return ends[0], min(ends[1], FAR)

    def by_trying(self, key: CellKey, *, most: int) -> tuple[int, int]:
        """Return the same by trying every way to put up to `most` in each box."""
        rows = [(self.world.within(each), low, high) for each, low, high in self.sums]
        asked = self.world.within(key)
        found = [int(asked @ filled) for filled in _ways(rows, most=most)]
        return min(found), max(found)


def reader(world: World, cells: Iterable[Cell], *, hidden: Iterable[CellKey], step: int, least: int) -> Reader:
    """Return what somebody knows of a release.

    Parameters
    ----------
    world : World
        The boxes.
    cells : iterable of Cell
        All counts of the release.
    hidden : iterable of CellKey
        Those of them that are hidden.
    step : int
        What counts are rounded to where they are shown; 1 for not at all.
    least : int
        What the reader takes a hidden count for at least.
    """
    concealed = set(hidden)
    sums = []
    for cell in cells:
        if cell.key in concealed:
            sums.append((cell.key, least, FAR))
        else:
            alike = [each for each in range(cell.value + 9) if shown_as(each, step) == shown_as(cell.value, step)]
            sums.append((cell.key, min(alike), max(alike)))
    return Reader(world, tuple(sums))


def shown_as(count: int, step: int) -> int | None:
    """Return what a count is printed as; None for one that a rule of rounding hides, from 1 to 7."""
    if step == 1:
        return count
    return None if 1 <= count <= 7 else int(step * np.floor(count / step + 0.5))


def _ways(rows: Sequence[tuple[np.ndarray, int, int]], *, most: int) -> Iterator[np.ndarray]:
    """Give every way to fill the boxes that fits, one box after another."""
    count = len(rows[0][0])

    def fits(filled: np.ndarray, place: int) -> bool:
        for row, low, high in rows:
            now, room = row[:place] @ filled[:place], row[place:].sum() * most
            if now > high or now + room < low:
                return False
        return True

    def go(filled: np.ndarray, place: int) -> Iterator[np.ndarray]:
        if not fits(filled, place):
            return
        if place == count:
            yield filled.copy()
            return
        for each in range(most + 1):
            filled[place] = each
            yield from go(filled, place + 1)
        filled[place] = 0

    yield from go(np.zeros(count), 0)
