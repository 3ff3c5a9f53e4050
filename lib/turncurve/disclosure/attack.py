"""What a reader could work out: the smallest and largest value of each hidden count, given all that is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from turncurve.disclosure.bounds import Constraint, bounds
from turncurve.disclosure.cuts import cuts
from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.need import Need, met, needs
from turncurve.disclosure.prepare import prepared
from turncurve.disclosure.published import Published
from turncurve.disclosure.recorded import RecordedTable
from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.disclosure.sheet import Sheet, Standing, Truths, standings
from turncurve.disclosure.told import Told
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey

__all__ = ["Constraint", "Found", "Interval", "bounds", "found_in", "found_out", "in_words", "refuse_leaks"]

_NAMED = 3


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
    earlier: Sequence[Cell | Told] = (),
    published: Sequence[Published] = (),
    small: Iterable[CellKey] = (),
    numerators: Iterable[CellKey] = (),
    explained: bool = True,
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
    earlier : sequence of Cell or Told, optional
        What earlier releases gave: a count, or no value where they hid it; or what they told by rules of their own.
    published : sequence of Published, optional
        Other numbers that are public: percentages, rates, means, rounded counts. A count that only they speak of is
        asked about too.
    small : iterable of CellKey, optional
        Counts that the rule hides besides those that are too small by themselves: numerators of shares.
    numerators : iterable of CellKey, optional
        Counts on top of shares, of which a rule for shares lets no reader conclude that they are not zero.
    explained : bool, optional
        Whether to find out from which counts an unsafe one follows, most of the work where many are unsafe.

    Returns
    -------
    tuple of Found
        The hidden counts in groups that hang together; small counts that nobody shows but that follow by
        subtraction, such as those in a share's denominator who are not in its numerator; and small counts that are
        shown, which are never safe.
    """
    concealed = frozenset(hidden)
    ready = prepared(
        cells,
        rule=rule_named(profile),
        earlier=earlier,
        published=published,
        small=frozenset(small) & concealed,
        numerators=frozenset(numerators),
        hidden=concealed,
    )
    return tuple(each for group in ready.sheets for each in _of(group, concealed=concealed, explained=explained))


def refuse_leaks(found: Iterable[Found], *, tables: Sequence[RecordedTable] = ()) -> None:
    """Stop where a hidden count could be worked out, and say which tables to drop or to show over longer periods.

    Parameters
    ----------
    found : iterable of Found
        What could be worked out.
    tables : sequence of RecordedTable, optional
        The release's tables, to be named.

    Raises
    ------
    DisclosureError
        If a hidden count is certain, or lies between limits that are too narrow, and would not if less were shown.
    """
    leaks = {each.key: each for each in found if not each.safe and not each.known_anyway}
    if not leaks:
        return
    guilty = frozenset(key for each in leaks.values() for key in each.because)
    held = [(table, place) for table in tables for place in _places(table, guilty)]
    many = "1 hidden count" if len(leaks) == 1 else f"{len(leaks)} hidden counts"
    exact = [in_words(key) for key, each in leaks.items() if each.exact]
    nearly = [in_words(key) for key, each in leaks.items() if not each.exact]
    how = [f"{word} {_some(words)}" for word, words in (("exactly", exact), ("too nearly", nearly)) if words]
    raise DisclosureError(
        f"{many} could be worked out from what is shown, so nothing is published: {', and '.join(how)}",
        where=_some(sorted({_title(table) for table, _ in held})) or _some([in_words(key) for key in sorted(guilty)]),
        remedy="; ".join(sorted({_remedy(table, place) for table, place in held}))
        or "Drop one of these or show it over longer periods, or make the suppression plan again",
    )


def in_words(key: CellKey) -> str:
    """Return what a count is of, in words and without its value.

    Parameters
    ----------
    key : CellKey
        Its address.

    Returns
    -------
    str
        Measure, area, categories and period: "contacts, Exampleshire, route calls, March 2013".
    """
    pairs = (f"{dimension} {category}" for dimension, category in key.breakdown)
    return ", ".join([key.measure.replace("_", " "), key.area, *pairs, key.period.label])


def _some(words: Sequence[str]) -> str:
    """Return the first few of some words, and how many more there are."""
    more = f"; and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return "; ".join(words[:_NAMED]) + more


def _places(table: RecordedTable, guilty: frozenset[CellKey]) -> list[int]:
    """Return which grains of a table show a count that gives another away."""
    found = [place for place, grain in enumerate(table.grains) if any(cell.key in guilty for cell in grain.cells)]
    return found[:1]


def _title(table: RecordedTable) -> str:
    """Return a table's name in words where it is the kind of an answer and its fingerprint."""
    kind, _, mark = table.table_id.rpartition(" ")
    if not (kind.isalpha() and table.digest.startswith(mark)):
        return table.table_id
    return f"{re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', kind).capitalize()} ({mark})"


def _remedy(table: RecordedTable, place: int) -> str:
    """Return what may be done about a table: to show it over longer periods where it can be, or to drop it."""
    longer = table.grains[place + 1].grain if place + 1 < len(table.grains) else None
    if longer is None:
        return f"Drop {_title(table)}, which cannot be shown over longer periods"
    return f"Drop {_title(table)}, or show it by {longer.replace('_', ' ')}"


def _of(group: Sheet, *, concealed: frozenset[CellKey], explained: bool) -> list[Found]:
    """Return what could be worked out within one group."""
    keys, roles = group.linked.keys, group.linked.roles
    cell = np.array([role == "cell" for role in roles])
    own = np.array([key in concealed for key in keys]) & cell & ~group.public
    hidden = own | (group.withheld & ~(cell & ~np.isnan(group.values)))
    rows = [int(row) for row in np.flatnonzero(own | group.targets)]
    return found_in(group, hidden=hidden, rows=rows, explained=explained)


def found_in(group: Sheet, *, hidden: Truths, rows: Sequence[int], explained: bool = True) -> list[Found]:
    """Return what could be worked out of some rows of one group.

    Parameters
    ----------
    group : Sheet
        Tied counts.
    hidden : array of bool, one a row
        Rows that are not shown.
    rows : sequence of int
        The rows asked about.
    explained : bool, optional
        Whether to find out from which counts an unsafe one follows.

    Returns
    -------
    list of Found
        One a row, in the order asked.
    """
    found = standings(group, hidden=hidden, rows=rows)
    unsafe = {each.row: wanting for each in found if (wanting := _unmet(group, each, needs(group, each.row)))}
    best = standings(group, hidden=hidden | group.choosable | group.withheld, rows=unsafe)
    anyway = {each.row for each in best if len(_unmet(group, each, unsafe[each.row])) == len(unsafe[each.row])}
    sought = unsafe.keys() - anyway if explained else frozenset[int]()
    return [
        Found(
            group.linked.keys[each.row],
            each.plain,
            each.aware,
            safe=each.row not in unsafe,
            known_anyway=each.row in anyway,
            because=_because(group, unsafe[each.row], hidden=hidden) if each.row in sought else (),
        )
        for each in found
    ]


def _unmet(group: Sheet, standing: Standing, wanted: Sequence[Need]) -> list[Need]:
    """Return which needs of one count are not met."""
    return [need for need in wanted if not met(need, value=group.values[standing.row], standing=standing)]


def _because(group: Sheet, unsafe: Sequence[Need], *, hidden: Truths) -> tuple[CellKey, ...]:
    """Return the counts shown from which a hidden one follows."""
    spread = np.maximum(hidden.astype(float), np.where(group.choosable, 0.02, 0.0))
    weights = cuts(group, unsafe, hiding=spread, step=1.0).max(axis=0)
    return tuple(sorted({group.linked.keys[row] for row in np.flatnonzero((weights > 0) & ~hidden)}))
