"""Counts that follow from how many there were, came and left: a stock before and after, and what flowed between.

The counts of different measures are not sums of one another, so their addresses do not tie them. But who was on the way
before, with those who came, less those who were adopted, less who is on the way after, are those who left otherwise: a
small number that some page may hide. Where any such number would follow, a whole measure of the balance is given up for
the public, every period of it: what is left of one that is hidden here and there can be put together again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from turncurve.disclosure.rule import RuleProfile
from turncurve.indicators.balance import Balance
from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.registry import INDICATORS

__all__ = ["STOCKS", "Stock", "given_away", "worth"]

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Stock:
    """A stock by all the names that it goes by, and the balance that the indicators' definitions say of it.

    Parameters
    ----------
    names : tuple of (str, breakdown)
        Measure and breakdown of the count at a date; several where one stock is counted under several names.
    balance : Balance
        What adds to it and takes from it.
    """

    names: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    balance: Balance


def _stocks() -> tuple[Stock, ...]:
    """Return every stock whose balance some definition says; two with the same balance are one by two names."""
    found: dict[Balance, dict[tuple[str, tuple[tuple[str, str], ...]], None]] = defaultdict(dict)
    for each in (indicator.definition for indicator in INDICATORS.values()):
        for said in each.balances:
            part = tuple(sorted({*each.subset, *said.within}))
            found[replace(said, within=())][each.base, part] = None
    in_order = sorted(found.items(), key=lambda item: (item[0].gives_up, item[0].came, item[0].went))
    return tuple(Stock(tuple(names), balance) for balance, names in in_order)


STOCKS = _stocks()
"""The public keeps how many children are on the way to adoption, are adopted, move in and have an order made: what
forecasts rest on, and what a notice asks to be told. What it gives up, `gives_up` says in the definitions."""


_DEAR = 100.0
_KEPT = frozenset(name for stock in STOCKS if stock.balance.keeps_stock for name in stock.names)


def worth(key: CellKey) -> float:
    """Return how many times its number a count is worth to the public, where one count is hidden to protect another.

    Parameters
    ----------
    key : CellKey
        The count's address.

    Returns
    -------
    float
        One, but more for a stock that is rather kept than what came and went.
    """
    return _DEAR if key.period.is_one_date and (key.measure, key.breakdown) in _KEPT else 1.0


def given_away(cells: Iterable[Cell], *, rule: RuleProfile, earlier: Sequence[Cell] = ()) -> frozenset[CellKey]:
    """Return the counts to hide so that no small number of others who left follows.

    Parameters
    ----------
    cells : iterable of Cell
        The counts of all tables of a release.
    rule : RuleProfile
        The rule.
    earlier : sequence of Cell, optional
        What earlier releases gave; what they gave is known, whatever is hidden now.

    Returns
    -------
    frozenset of CellKey
        Every period of a measure that is given up, but what is public already.
    """
    held = tuple(cells)
    before = {cell.key: cell.value for cell in earlier if cell.value is not None}
    fixed = frozenset(before) | {cell.key for cell in held if cell.public_already}
    known = {**before, **{cell.key: cell.value for cell in held if cell.value is not None}}
    shown = {key: count for key, count in known.items() if key in fixed or not rule.hides(count)}
    hidden: set[CellKey] = set()
    for stock in (each for each in STOCKS if each.balance.gives_up):
        ways = {
            "came": {cell.key for cell in held if cell.key.measure == stock.balance.came},
            "stock": {cell.key for cell in held if (cell.key.measure, cell.key.breakdown) in stock.names},
        }
        for name in sorted(ways, key=lambda each: each != stock.balance.gives_up):
            left = {key: count for key, count in shown.items() if key not in hidden}
            areas = _betrayed(left, stock, rule=rule)
            hidden |= {key for key in ways[name] - fixed if key.area in areas}
    return frozenset(hidden)


def _betrayed(shown: Mapping[CellKey, int], stock: Stock, *, rule: RuleProfile) -> frozenset[str]:
    """Return the areas in which a small number of others who left follows from what is shown."""
    came, went = (_flows(shown, measure) for measure in (stock.balance.came, stock.balance.went))
    found = set()
    for first, last in _pairs(shown, stock):
        span = (first.period.end + _DAY, last.period.end)
        gains, losses = (_over(flows[first.area], *span) for flows in (came, went))
        others = {shown[first] + gain - loss - shown[last] for gain in gains for loss in losses}
        if any(rule.hides(abs(each)) for each in others):
            found.add(first.area)
    return frozenset(found)


def _pairs(shown: Mapping[CellKey, int], stock: Stock) -> Iterator[tuple[CellKey, CellKey]]:
    """Give each two counts of one stock on different dates, the earlier first, by whichever names they go."""
    stocks: dict[str, list[CellKey]] = defaultdict(list)
    for key in sorted(shown):
        if (key.measure, key.breakdown) in stock.names and key.period.is_one_date:
            stocks[key.area].append(key)
    for keys in stocks.values():
        in_order = sorted(keys, key=lambda key: key.period)
        yield from (pair for pair in combinations(in_order, 2) if pair[0].period != pair[1].period)


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
