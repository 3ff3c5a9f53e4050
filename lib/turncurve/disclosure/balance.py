"""Counts that follow from how many there were, came and left: a stock before and after, and what flowed between.

The counts of different measures are not sums of one another, so their addresses do not tie them. But who was on the way
before, with those who came, less those who were adopted, less who is on the way after, are those who left otherwise: a
small number that some page may hide. Where it would follow, one of the two stocks is hidden.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from turncurve.disclosure.rule import RuleProfile
from turncurve.indicators.cell import Cell, CellKey

__all__ = ["BALANCES", "Balance", "given_away"]

_DAY = dt.timedelta(days=1)
_AT_HOME = (("lives with the family", "yes"),)


@dataclass(frozen=True)
class Balance:
    """A stock, what adds to it and what takes from it; who else left is what would follow.

    Parameters
    ----------
    stock : tuple of (str, breakdown)
        Measure and breakdown of the count at a date.
    came : str
        Measure of those who came in a period.
    went : str
        Measure of those who left in the way that is counted.
    """

    stock: tuple[str, tuple[tuple[str, str], ...]]
    came: str
    went: str


BALANCES = (
    Balance(("children_on_the_way_to_adoption", ()), came="adoption_decisions", went="children_adopted"),
    Balance(("children_on_the_way_to_adoption", _AT_HOME), came="children_moved_in", went="children_adopted"),
    Balance(("children_placed_for_adoption", ()), came="children_moved_in", went="children_adopted"),
)
"""From the first follow plans changed away from adoption; from the others, adoptive placements that ended early."""


def given_away(cells: Iterable[Cell], *, rule: RuleProfile, earlier: Sequence[Cell] = ()) -> frozenset[CellKey]:
    """Return the stocks to hide so that no small number of others who left follows.

    Parameters
    ----------
    cells : iterable of Cell
        The counts of all tables of a release.
    rule : RuleProfile
        The rule.
    earlier : sequence of Cell, optional
        What earlier releases gave; a stock that they gave stays shown, and the other is hidden.

    Returns
    -------
    frozenset of CellKey
        Of two stocks the earlier one, so that the latest stays wherever it can.
    """
    before = {cell.key: cell.value for cell in earlier if cell.value is not None}
    held = {cell.key: cell.value for cell in cells if cell.value is not None}
    fixed = frozenset(before) | {cell.key for cell in cells if cell.public_already}
    known = {**before, **held}
    shown = {key: count for key, count in known.items() if key in before or not rule.hides(count)}
    hidden: set[CellKey] = set()
    for balance in BALANCES:
        came, went = (_flows(shown, measure) for measure in (balance.came, balance.went))
        for first, last in _pairs(shown, balance):
            if first in hidden or last in hidden:
                continue
            span = (first.period.end + _DAY, last.period.end)
            gains, losses = (_over(flows[first.area], *span) for flows in (came, went))
            others = {shown[first] + gain - loss - shown[last] for gain in gains for loss in losses}
            if any(rule.hides(abs(each)) for each in others):
                hidden.add(last if first in fixed else first)
    return frozenset(hidden - fixed)


def _pairs(shown: Mapping[CellKey, int], balance: Balance) -> Iterator[tuple[CellKey, CellKey]]:
    """Give each two dates of one stock, the latest and nearest to it first."""
    measure, breakdown = balance.stock
    stocks: dict[str, list[CellKey]] = defaultdict(list)
    for key in sorted(shown):
        if key.measure == measure and key.breakdown == breakdown and key.period.is_one_date:
            stocks[key.area].append(key)
    for keys in stocks.values():
        latest_first = sorted(keys, key=lambda key: key.period, reverse=True)
        yield from ((first, last) for last, first in combinations(latest_first, 2))


def _flows(shown: Mapping[CellKey, int], measure: str) -> Mapping[str, dict[dt.date, list[tuple[dt.date, int]]]]:
    """Return the counts of one measure by area and first day: last day and count, whatever the breakdown."""
    found: dict[str, dict[dt.date, list[tuple[dt.date, int]]]] = defaultdict(lambda: defaultdict(list))
    for key, count in sorted(shown.items()):
        whole = not key.breakdown or any(category == "both dates known" for _, category in key.breakdown)
        if key.measure == measure and whole and not key.period.is_one_date:
            found[key.area][key.period.start].append((key.period.end, count))
    return found


def _over(flows: Mapping[dt.date, list[tuple[dt.date, int]]], first: dt.date, last: dt.date) -> frozenset[int]:
    """Return what the counts shown of periods that follow one another add up to from one day to another."""
    reached: dict[dt.date, set[int]] = {first: {0}}
    totals: set[int] = set()
    while reached:
        day = min(reached)
        sums = reached.pop(day)
        for end, count in flows.get(day, ()):
            ahead = {total + count for total in sums}
            if end == last:
                totals |= ahead
            elif end < last:
                reached.setdefault(end + _DAY, set()).update(ahead)
    return frozenset(totals)
