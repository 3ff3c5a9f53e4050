"""What a reader could work out: the smallest and largest value of each hidden count, given all that is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from turncurve.disclosure.bounds import Constraint, bounds
from turncurve.disclosure.cuts import cuts
from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.need import Need, met, needs
from turncurve.disclosure.prepare import prepared
from turncurve.disclosure.recorded import RecordedTable
from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.disclosure.sheet import Sheet, Standing, Truths, standings
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey

__all__ = ["Constraint", "Found", "Interval", "bounds", "found_out", "refuse_leaks"]


@dataclass(frozen=True)
class Found:
    """What could be worked out of one hidden count.

    Parameters
    ----------
    key : CellKey
        Its address; where nobody shows the count, the address that it would have.
    known : Interval
        What a reader of all that is published could conclude.
    known_by_rule : Interval
        The same for one who also knows that a hidden count is not zero.
    safe : bool
        Whether it is protected as it should be: a small count could be one more and one less, and no reader can be
        certain of any hidden count.
    known_anyway : bool
        Whether it is no safer with everything hidden that may be, because it follows from what is public already.
    because : tuple of CellKey
        Counts shown from which it follows; to hide one of them may make it safe.
    """

    key: CellKey
    known: Interval
    known_by_rule: Interval
    safe: bool
    known_anyway: bool = False
    because: tuple[CellKey, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether a reader could be certain of the count."""
        return self.known.exact or self.known_by_rule.exact


def found_out(
    cells: Iterable[Cell],
    *,
    hidden: Iterable[CellKey],
    profile: str = DEFAULT_PROFILE,
    earlier: Sequence[Cell] = (),
) -> tuple[Found, ...]:
    """Return what could be worked out of every hidden count.

    Parameters
    ----------
    cells : iterable of Cell
        The counts of all tables of a release, shown and hidden.
    hidden : iterable of CellKey
        Which of them are hidden.
    profile : str, optional
        Name of the rule.
    earlier : sequence of Cell, optional
        What earlier releases gave: a count, or no value where they hid it.

    Returns
    -------
    tuple of Found
        The hidden counts in groups that hang together; small counts that nobody shows but that follow by
        subtraction, such as those in a share's denominator who are not in its numerator; and small counts that are
        shown, which are never safe.
    """
    concealed = frozenset(hidden)
    ready = prepared(cells, rule=rule_named(profile), earlier=earlier)
    return tuple(each for group in ready.sheets for each in _of(group, concealed=concealed))


def refuse_leaks(found: Iterable[Found], *, tables: Sequence[RecordedTable] = ()) -> None:
    """Stop where a hidden count could be worked out, and say which tables give it away.

    Parameters
    ----------
    found : iterable of Found
        What could be worked out.
    tables : sequence of RecordedTable, optional
        The release's tables, to be named.

    Raises
    ------
    DisclosureError
        If a hidden count is not safe, and would be if less were shown.
    """
    leaks = [each for each in found if not each.safe and not each.known_anyway]
    if not leaks:
        return
    guilty = frozenset(key for each in leaks for key in each.because)
    named = sorted(
        {
            table.table_id
            for table in tables
            if any(cell.key in guilty for grain in table.grains[:1] for cell in grain.cells)
        }
    )
    many = "1 hidden count" if len(leaks) == 1 else f"{len(leaks)} hidden counts"
    culprits = ", ".join(named) or "; ".join(str(key) for key in sorted(guilty)[:3])
    raise DisclosureError(
        f"{many} could be worked out from what is shown, so nothing is published",
        where=culprits,
        remedy="Drop one of these or show it over longer periods, or make the suppression plan again",
    )


def _of(group: Sheet, *, concealed: frozenset[CellKey]) -> list[Found]:
    """Return what could be worked out within one group."""
    keys, roles = group.linked.keys, group.linked.roles
    cell = np.array([role == "cell" for role in roles])
    own = np.array([key in concealed for key in keys]) & cell & ~group.public
    hidden = own | (group.withheld & ~(cell & ~np.isnan(group.values)))
    rows = [int(row) for row in np.flatnonzero(own | group.targets)]
    found = standings(group, hidden=hidden, rows=rows)
    return [_one(group, each, hidden=hidden) for each in found]


def _one(group: Sheet, standing: Standing, *, hidden: Truths) -> Found:
    """Return what could be worked out of one count, and from what if it is not safe."""
    row = standing.row
    wanted = needs(group, row)
    unsafe = [need for need in wanted if not met(need, value=group.values[row], standing=standing)]
    key = group.linked.keys[row]
    if not unsafe:
        return Found(key, standing.plain, standing.aware, safe=True)
    (best,) = standings(group, hidden=hidden | group.choosable | group.withheld, rows=[row])
    anyway = not any(met(need, value=group.values[row], standing=best) for need in unsafe)
    because = () if anyway else _because(group, unsafe, hidden=hidden)
    return Found(key, standing.plain, standing.aware, safe=False, known_anyway=anyway, because=because)


def _because(group: Sheet, unsafe: Sequence[Need], *, hidden: Truths) -> tuple[CellKey, ...]:
    """Return the counts shown from which a hidden one follows."""
    spread = np.maximum(hidden.astype(float), np.where(group.choosable, 0.02, 0.0))
    weights = cuts(group, unsafe, hiding=spread, step=1.0).max(axis=0)
    return tuple(sorted({group.linked.keys[row] for row in np.flatnonzero((weights > 0) & ~hidden)}))
