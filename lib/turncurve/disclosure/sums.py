"""The sums above means: a mean that is shown gives its sum away, and sums add like counts.

A mean of 131 days over 16 children says that their days add to 2,096. A chart draws the mean to more places than its
table prints, so that the sum is taken to be known to the day; only where the count below is rounded is it not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from turncurve.disclosure.relations import Linked, linked, merged, without_taken
from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.sheet import Sheet
from turncurve.disclosure.suppress import suppressed
from turncurve.indicators.cell import Cell, CellKey


@dataclass(frozen=True)
class Summed:
    """The sum above one mean.

    Parameters
    ----------
    key : CellKey
        Address of the count that the mean is over.
    indicator : str
        Identifier of the indicator whose mean it is.
    value : int
        The sum.
    """

    key: CellKey
    indicator: str
    value: int

    @property
    def address(self) -> CellKey:
        """An address for the sum, as if it were a count."""
        return replace(self.key, measure=f"sum of {self.indicator}")


@dataclass(frozen=True)
class SumSheet:
    """Sums that are tied to one another, ready to be protected.

    Parameters
    ----------
    sheet : Sheet
        The sums, as if they were counts.
    counts : tuple of CellKey
        For each row the address of the count that its mean is over.
    """

    sheet: Sheet
    counts: tuple[CellKey, ...]


def sum_sheets(
    sums: Iterable[Summed],
    *,
    cells: Mapping[CellKey, Cell],
    rule: RuleProfile,
    hidden: frozenset[CellKey],
    small: frozenset[CellKey],
) -> tuple[SumSheet, ...]:
    """Return the sums of a release in groups, ready to be protected.

    Parameters
    ----------
    sums : iterable of Summed
        The sums above all means of a release.
    cells : mapping of CellKey to Cell
        The counts of the release by address.
    rule : RuleProfile
        The rule.
    hidden : frozenset of CellKey
        Counts that are hidden, and so their means with them.
    small : frozenset of CellKey
        Those of them that are too small, whose sums must not be worked out.

    Returns
    -------
    tuple of SumSheet
        Without sums that may be less than nothing: how they add bounds none of them but by the counts' own ties.
    """
    by_indicator: dict[str, list[Summed]] = defaultdict(list)
    for each in sums:
        if each.key in cells:
            by_indicator[each.indicator].append(each)
    found = []
    for _, members in sorted(by_indicator.items()):
        if min(each.value for each in members) < 0:
            continue
        of = {each.address: each.key for each in members}
        given = [Cell(each.address, each.value, public_already=cells[each.key].public_already) for each in members]
        held = merged(given)
        found += [
            _sum_sheet(group, counts=of, held=held, cells=cells, rule=rule, hidden=hidden, small=small)
            for group in map(without_taken, linked(held.values()))
        ]
    return tuple(found)


def giving_away(found: Iterable[SumSheet]) -> frozenset[CellKey]:
    """Return the counts to hide so that no sum over few can be worked out from those of other means.

    Parameters
    ----------
    found : iterable of SumSheet
        The sums of a release.

    Returns
    -------
    frozenset of CellKey
        None where the counts hidden already protect the sums too, as they do but where some sums are zero.
    """
    more: set[CellKey] = set()
    for each in found:
        rows = np.flatnonzero(suppressed(each.sheet).hidden & each.sheet.choosable)
        more |= {each.counts[row] for row in rows}
    return frozenset(more)


def _sum_sheet(
    group: Linked,
    *,
    counts: Mapping[CellKey, CellKey],
    held: Mapping[CellKey, Cell],
    cells: Mapping[CellKey, Cell],
    rule: RuleProfile,
    hidden: frozenset[CellKey],
    small: frozenset[CellKey],
) -> SumSheet:
    """Return one group of sums ready to be protected."""
    over = tuple(counts.get(key, key) for key in group.keys)
    cell = np.array([role == "cell" for role in group.roles])
    public = cell & np.array([key in held and held[key].public_already for key in group.keys])
    gone = cell & ~public & np.array([key in hidden for key in over])
    implied = np.array([role == "implied" for role in group.roles])
    learnt = [
        _learnt(float(value), count=cells[key].value or 0, rule=rule) if own else (float(value), float(value))
        for key, value, own in zip(over, group.values, cell & ~public, strict=True)
    ]
    least, most = (np.array(each, dtype=float) for each in zip(*learnt, strict=True))
    some = np.array([key in cells and bool(cells[key].value) for key in over])
    sheet = Sheet(
        group,
        least,
        most,
        choosable=cell & ~public & ~gone & some,
        withheld=gone | implied,
        targets=gone & np.array([key in small for key in over]),
        floor=np.zeros(len(over)),
        public=public,
    )
    return SumSheet(sheet, over)


def _learnt(value: float, *, count: int, rule: RuleProfile) -> tuple[float, float]:
    """Return the smallest and the largest sum that a reader of a mean and of its count would hold possible."""
    low, high = rule.learnt(count)
    if low == high:
        return value, value
    shown = rule.rounded(count)
    sum_shown = round(value / count * shown)
    mean = sum_shown / shown if shown else 0.0
    return min(value, math.floor((mean - 0.5 / shown) * low)), max(value, math.ceil((mean + 0.5 / shown) * high))
