"""What every reader knows of counts besides how they add: balances of stocks, questions put to the same, sub-totals.

The definitions of the indicators say them, so a new stock or a new list of questions cannot be forgotten here. Each is
a bound on counts, as a published number is. Only those that the records bear out are taken: a reader who takes one for
true that is not works out a wrong number.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from turncurve.disclosure.balance import STOCKS, Stock
from turncurve.disclosure.published import Published
from turncurve.disclosure.subtotals import subtotals
from turncurve.indicators.cell import CellKey
from turncurve.indicators.registry import INDICATORS

__all__ = ["ties", "touching"]

_DAY = dt.timedelta(days=1)
_Counts = Mapping[CellKey, int]
_Flows = Mapping[str, Mapping[dt.date, Sequence[CellKey]]]
_Pairs = tuple[tuple[str, str], ...]
_Names = tuple[str, ...]


def ties(counts: _Counts) -> tuple[Published, ...]:
    """Return the balances of stocks, that questions put to the same cases have one total, and sub-totals told in words.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts that are known, shown and hidden.

    Returns
    -------
    tuple of Published
        Equalities and inequalities that are true of these counts.
    """
    return (*_of_stocks(counts), *_of_questions(counts), *subtotals(counts))


def touching(statements: Iterable[Published], hidden: Iterable[CellKey]) -> tuple[Published, ...]:
    """Return the statements that speak of hidden counts, and those that share a count with one of these.

    Statements of shown counts alone tell nobody anything. But what is hidden to protect a count is near it, so all that
    hang together are taken at once.

    Parameters
    ----------
    statements : iterable of Published
        Bounds on counts.
    hidden : iterable of CellKey
        The counts hidden.

    Returns
    -------
    tuple of Published
        In the order given.
    """
    given = tuple(statements)
    by_count: dict[CellKey, list[int]] = defaultdict(list)
    for number, each in enumerate(given):
        for key, _ in each.terms:
            by_count[key].append(number)
    ahead = sorted({number for key in hidden for number in by_count.get(key, ())})
    taken = set(ahead)
    while ahead:
        near = {number for key, _ in given[ahead.pop()].terms for number in by_count[key]} - taken
        taken |= near
        ahead += sorted(near)
    return tuple(each for number, each in enumerate(given) if number in taken)


def _of_stocks(counts: _Counts) -> list[Published]:
    """Return what each stock on two dates says of what came and went between."""
    found: list[Published] = []
    for stock in STOCKS:
        flows = [_flows(counts, measure) for measure in (stock.balance.came, stock.balance.went) if measure]
        for area, days in _days(counts, stock).items():
            found += [
                _bound([(one, 1), (other, -1)], exactly=True)
                for names in days.values()
                for one, other in pairwise(names)
                if counts[one] == counts[other]
            ]
            found += _over_time(counts, stock, {day: names[0] for day, names in days.items()}, flows, area=area)
    return found


def _over_time(
    counts: _Counts, stock: Stock, days: Mapping[dt.date, CellKey], flows: Sequence[_Flows], *, area: str
) -> list[Published]:
    """Return the balance of each two dates that is not made up of those of dates between them."""
    found: list[Published] = []
    done: set[tuple[dt.date, dt.date]] = set()
    exactly = stock.balance.others == "none"
    for first, last in sorted(combinations(sorted(days), 2), key=lambda pair: (pair[1] - pair[0], pair)):
        ways = [_way(each.get(area, {}), first + _DAY, last) for each in flows]
        if None in ways or any((first, day) in done and (day, last) in done for day in days):
            continue
        between = [(key, sign) for way, sign in zip(ways, (1, -1), strict=False) for key in way or ()]
        terms = [(days[first], 1), *between, (days[last], -1)]
        others = sum(sign * counts[key] for key, sign in terms)
        if others == 0 or (others > 0 and not exactly):
            found.append(_bound(terms, exactly=exactly))
            done.add((first, last))
    return found


def _days(counts: _Counts, stock: Stock) -> dict[str, dict[dt.date, list[CellKey]]]:
    """Return the counts of a stock by area and date, under each of its names."""
    found: dict[str, dict[dt.date, list[CellKey]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted(counts):
        if key.period.is_one_date and (key.measure, key.breakdown) in stock.names:
            found[key.area][key.period.start].append(key)
    return found


def _flows(counts: _Counts, measure: str) -> dict[str, dict[dt.date, list[CellKey]]]:
    """Return the counts of all that came or went by area and the period's first day, the longest period first."""
    found: dict[str, dict[dt.date, list[CellKey]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted(counts, key=lambda each: each.period.end, reverse=True):
        if key.measure == measure and not key.breakdown and not key.period.is_one_date:
            found[key.area][key.period.start].append(key)
    return found


def _way(flows: Mapping[dt.date, Sequence[CellKey]], first: dt.date, last: dt.date) -> tuple[CellKey, ...] | None:
    """Return counts of periods that follow one another from one day to another; None where there are none."""
    reached: dict[dt.date, tuple[CellKey, ...]] = {first: ()}
    while reached:
        day = min(reached)
        way = reached.pop(day)
        if day == last + _DAY:
            return way
        for key in flows.get(day, ()):
            if key.period.end <= last:
                reached.setdefault(key.period.end + _DAY, (*way, key))
    return None


def _of_questions(counts: _Counts) -> list[Published]:
    """Return that the answers to each of the questions put to the same cases add to the same total."""
    definitions = [each.definition for each in INDICATORS.values()]
    said = {each.base: each.put_to_the_same for each in definitions if each.put_to_the_same is not None}
    groups: dict[tuple[CellKey, _Names], dict[_Pairs, dict[bool, list[CellKey]]]] = defaultdict(dict)
    for key in sorted(counts):
        same = said.get(key.measure)
        if same is not None and any(name in same.questions for name, _ in key.breakdown):
            question = tuple(pair for pair in key.breakdown if pair[0] in same.questions)
            cases = tuple(pair for pair in key.breakdown if pair[0] not in {*same.questions, *same.answers})
            is_total = len(question) + len(cases) == len(key.breakdown)
            names = tuple(name for name, _ in question)
            found = groups[replace(key, breakdown=cases), names].setdefault(question, {})
            found.setdefault(is_total, []).append(key)
    return [each for _, group in sorted(groups.items()) for each in _alike(counts, group.values())]


def _alike(counts: _Counts, questions: Iterable[Mapping[bool, Sequence[CellKey]]]) -> list[Published]:
    """Return that questions have one total, where at least half of them have it."""
    parts = [_finest(each[True] if True in each else each[False]) for each in questions]
    totals = [sum(counts[key] for key in each) for each in parts]
    total, many = max(Counter(totals).items(), key=lambda item: (item[1], item[0]))
    if 2 * many < len(totals):
        return []
    same = [each for each, its in zip(parts, totals, strict=True) if its == total]
    return [
        _bound([*((key, 1) for key in one), *((key, -1) for key in other)], exactly=True)
        for one, other in pairwise(same)
    ]


def _finest(keys: Sequence[CellKey]) -> Sequence[CellKey]:
    """Return the counts that break one total down by the most dimensions, so that none is counted twice."""
    most = max(len(key.breakdown) for key in keys)
    return [key for key in keys if len(key.breakdown) == most]


def _bound(terms: Iterable[tuple[CellKey, int]], *, exactly: bool) -> Published:
    """Return that a sum is nothing, or not less than nothing."""
    return Published(tuple((key, Fraction(sign)) for key, sign in terms), Fraction(0), Fraction(0) if exactly else None)
