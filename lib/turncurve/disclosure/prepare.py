"""The counts of a release and of those before it, in groups that are tied to one another, ready to be protected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from turncurve.disclosure.programme import ContradictionError, reduced
from turncurve.disclosure.relations import Linked, linked, merged
from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.sheet import Sheet, programme, sheet
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey


@dataclass(frozen=True)
class Prepared:
    """The counts of a release, in groups.

    Parameters
    ----------
    own : mapping of CellKey to Cell
        The counts of this release that have a value.
    sheets : tuple of Sheet
        Groups of tied counts with at least one of this release.
    revised : frozenset of CellKey
        Counts that an earlier release gave otherwise, or that no longer agree with what it gave.
    """

    own: Mapping[CellKey, Cell]
    sheets: tuple[Sheet, ...]
    revised: frozenset[CellKey]


def prepared(
    cells: Iterable[Cell], *, rule: RuleProfile, small: frozenset[CellKey] = frozenset(), earlier: Sequence[Cell] = ()
) -> Prepared:
    """Return the counts in groups, ready to be protected.

    Parameters
    ----------
    cells : iterable of Cell
        The counts of all tables of a release.
    rule : RuleProfile
        The rule.
    small : frozenset of CellKey, optional
        Counts to hide besides those that are too small by themselves: numerators of shares.
    earlier : sequence of Cell, optional
        What earlier releases gave: a count, or no value where they hid it.

    Returns
    -------
    Prepared
        The same whatever the order of the counts.

    Raises
    ------
    DisclosureError
        If the counts of one measure do not add up.
    """
    own = merged(cell for cell in cells if cell.value is not None)
    before = merged(earlier)
    revised = {key for key, cell in before.items() if key in own and cell.value not in {None, own[key].value}}
    together = merged([*own.values(), *_known_before(own, before, revised=revised)])
    too_small = small | {key for key, cell in own.items() if cell.value is not None and rule.hides(cell.value)}
    sheets = []
    for group in linked(together.values()):
        if not any(key in own for key in group.keys):
            continue
        ready, outdated = _ready(group, own=own, together=together, rule=rule, small=frozenset(too_small))
        sheets.append(ready)
        revised |= outdated
    return Prepared(own, tuple(sheets), frozenset(revised))


def _known_before(own: Mapping[CellKey, Cell], before: Mapping[CellKey, Cell], *, revised: set[CellKey]) -> list[Cell]:
    """Return what earlier releases add: counts that they gave, and those they hid that are not counted now."""
    return [
        Cell(key, cell.value, public_already=cell.value is not None)
        for key, cell in before.items()
        if key not in revised and (cell.value is not None or key not in own)
    ]


def _ready(
    group: Linked,
    *,
    own: Mapping[CellKey, Cell],
    together: Mapping[CellKey, Cell],
    rule: RuleProfile,
    small: frozenset[CellKey],
) -> tuple[Sheet, set[CellKey]]:
    """Return a group ready to be protected, by itself where what was public before no longer agrees with it."""
    members = {key: together[key] for key, role in zip(group.keys, group.roles, strict=True) if role == "cell"}
    every = sheet(group, cells=members, rule=rule, small=small)
    if _adds_up(every):
        return every, set()
    counted = {key: own[key] for key in members if key in own and not own[key].public_already}
    alone = [sheet(each, cells=counted, rule=rule, small=small) for each in linked(counted.values())]
    if not all(_adds_up(each) for each in alone):
        raise DisclosureError(
            "counts of one measure do not add up over time or categories",
            where=f"{group.keys[0].measure}, {group.keys[0].area}",
            remedy="Check that totals are the sums of their parts, or give measures that do not add different names",
        )
    return (alone or [every])[0], set(members) - set(own)


def _adds_up(group: Sheet) -> bool:
    """Tell whether some counts could stand behind all true counts of a group, hidden, shown or rounded."""
    try:
        reduced(programme(group, hidden=np.isnan(group.values), aware=False, exactly=True))
    except ContradictionError:
        return False
    return True
