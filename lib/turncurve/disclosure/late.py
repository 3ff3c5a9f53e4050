"""Parts that differ by few from what was shown, though one of the two numbers was never shown and must be worked out.

An earlier release showed a year and this one shows its quarters: whoever adds them up has the year as it stands now,
and the few records that came late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from turncurve.disclosure.programme import ContradictionError
from turncurve.disclosure.relations import Linked, linked, merged
from turncurve.disclosure.rule import RuleProfile
from turncurve.disclosure.sheet import sheet, standings
from turncurve.disclosure.told import Told
from turncurve.indicators.cell import Cell, CellKey

__all__ = ["by_few", "worked_out"]


def by_few(
    own: Mapping[CellKey, Cell], before: Mapping[CellKey, Told], *, revised: Iterable[CellKey], rule: RuleProfile
) -> dict[CellKey, Cell]:
    """Return the parts of a whole that differ by as few as the rule hides between two releases, seen or worked out.

    Of a whole itself the difference says only how many records came late, and not of whom.

    Parameters
    ----------
    own : mapping of CellKey to Cell
        The counts of this release.
    before : mapping of CellKey to Told
        What earlier releases told.
    revised : iterable of CellKey
        Counts that an earlier release gave otherwise, or that no longer agree with what it gave.
    rule : RuleProfile
        The rule.

    Returns
    -------
    dict of CellKey to Cell
        Those shown now, and those that follow from what is shown, with their counts as they are now.
    """
    changed = frozenset(revised)
    about = {(key.measure, key.area) for key in changed}
    mine = {key: cell for key, cell in own.items() if (key.measure, key.area) in about}
    theirs = {key: each.value for key, each in before.items() if (key.measure, key.area) in about}
    given = {key: value for key, value in theirs.items() if value is not None}
    gone = [key for key in changed if key.breakdown and key not in mine and key in given]
    new = [key for key in mine if key.breakdown and key not in theirs] if changed else []
    now = {key: cell.value for key, cell in mine.items() if key.breakdown and not cell.public_already}
    now |= worked_out(mine.values(), gone, rule=rule)
    then = {**given, **worked_out([Cell(key, value) for key, value in given.items()], new, rule=rule)}
    return {
        key: Cell(key, count)
        for key, count in sorted(now.items())
        if count and rule.learnt(count) == (count, count)
        if key in then and (key in changed or key not in theirs) and rule.hides(abs(count - then[key]))
    }


def worked_out(cells: Iterable[Cell], asked: Iterable[CellKey], *, rule: RuleProfile) -> dict[CellKey, int]:
    """Return the counts that nobody shows but that follow from those shown.

    Parameters
    ----------
    cells : iterable of Cell
        Counts that are shown.
    asked : iterable of CellKey
        The addresses asked about.
    rule : RuleProfile
        The rule that they are shown by.

    Returns
    -------
    dict of CellKey to int
        Only those that are certain; none of a group of counts that do not add up.
    """
    wanted = frozenset(asked)
    about = {(key.measure, key.area) for key in wanted}
    shown = [cell for cell in cells if (cell.key.measure, cell.key.area) in about]
    members = merged([*shown, *(Cell(key, None) for key in wanted)])
    found: dict[CellKey, int] = {}
    for group in linked(members.values()) if wanted else ():
        found |= _certain(group, members, wanted, rule=rule)
    return found


def _certain(
    group: Linked, members: Mapping[CellKey, Cell], wanted: frozenset[CellKey], *, rule: RuleProfile
) -> dict[CellKey, int]:
    """Return the counts of one group that follow from those shown."""
    ready = sheet(group, cells=members, rule=rule, small=frozenset())
    rows = [
        row
        for row, (key, role) in enumerate(zip(group.keys, group.roles, strict=True))
        if role == "cell" and key in wanted
    ]
    try:
        found = standings(ready, hidden=ready.unknown, rows=rows)
    except ContradictionError:
        return {}
    return {group.keys[each.row]: int(each.plain.lowest or 0) for each in found if each.plain.exact}
