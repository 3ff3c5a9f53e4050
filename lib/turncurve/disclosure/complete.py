"""Totals that nobody shows but that several breakdowns of the same cases add to, over time or with counts unknown."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from turncurve.indicators.cell import CellKey
from turncurve.reference.periods import Period

_DAY = dt.timedelta(days=1)

Limits = tuple[float, float]
_Breakdown = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filled:
    """Categories of one dimension that fill their whole, so that nothing lies outside them.

    Parameters
    ----------
    whole : CellKey
        The count that they fill, whether or not it is shown.
    dimension : str
        What the categories are of.
    seen : frozenset of str
        The categories.
    """

    whole: CellKey
    dimension: str
    seen: frozenset[str]


@dataclass(frozen=True)
class Complete:
    """What follows where breakdowns are of the same cases.

    Parameters
    ----------
    totals : mapping of CellKey to int
        Totals that nobody shows but that two breakdowns add to, some of them over several periods.
    filled : tuple of Filled
        Breakdowns with counts that are not known, taken to fill the same whole as another.
    """

    totals: Mapping[CellKey, int]
    filled: tuple[Filled, ...]


def complete(counts: Mapping[CellKey, Limits]) -> Complete:
    """Return the totals that two breakdowns of the same cases share, where periods differ or counts are not known.

    Ages by quarter and sexes by year are the same children, whether or not a table says how many: whoever knows that
    takes what is shown of the one from the other. So does whoever saw one hidden count of ages a year ago.

    Parameters
    ----------
    counts : mapping of CellKey to (float, float)
        The counts of one measure and area, each between two numbers: the same twice where it is known.

    Returns
    -------
    Complete
        Two breakdowns, each of several categories and without a dimension in common, are taken to be of the same cases
        where they may add to the same.
    """
    series: dict[_Breakdown, dict[CellKey, Limits]] = defaultdict(dict)
    for key, limits in counts.items():
        series[key.breakdown][key] = limits
    totals: dict[CellKey, int] = {}
    found: list[Filled] = []
    for whole, ways in sorted(_ways(series).items()):
        for period in _periods(series, ways):
            pattern = replace(next(iter(counts)), breakdown=whole, period=period)
            if pattern in counts and _known(counts[pattern]):
                continue
            sums = {taken: _total(series, parts, period) for taken, parts in ways.items()}
            total, alike = _alike({taken: each for taken, each in sums.items() if each is not None})
            if total is not None:
                totals[pattern] = total
            found += [one for taken in alike for one in _filled(pattern, taken, ways[taken])]
    return Complete(totals, tuple(found))


def _known(limits: Limits) -> bool:
    """Tell whether a count is known exactly."""
    return limits[0] == limits[1]


def _ways(series: Iterable[_Breakdown]) -> dict[_Breakdown, dict[frozenset[str], list[_Breakdown]]]:
    """Return of each whole the breakdowns of several categories, where two of them have no dimension in common."""
    by: dict[_Breakdown, dict[frozenset[str], list[_Breakdown]]] = defaultdict(lambda: defaultdict(list))
    for breakdown in sorted(series):
        for size in range(len(breakdown)):
            for kept in combinations(breakdown, size):
                names = {name for name, _ in kept}
                by[kept][frozenset(name for name, _ in breakdown if name not in names)].append(breakdown)
    several = {whole: {taken: parts for taken, parts in ways.items() if len(parts) > 1} for whole, ways in by.items()}
    return {
        whole: ways
        for whole, ways in several.items()
        if any(one.isdisjoint(other) for one, other in combinations(ways, 2))
    }


def _periods(
    series: Mapping[_Breakdown, Mapping[CellKey, Limits]], ways: Mapping[frozenset[str], Iterable[_Breakdown]]
) -> list[Period]:
    """Return the periods over which breakdowns may be held against one another: those shown, and all that two share."""
    shown = {taken: {key.period for part in parts for key in series[part]} for taken, parts in ways.items()}
    spans = [(min(each.start for each in found), max(each.end for each in found)) for found in shown.values()]
    shared = [(max(one[0], other[0]), min(one[1], other[1])) for one, other in combinations(spans, 2)]
    return sorted(set().union(*shown.values()) | {Period(start, end) for start, end in shared if start <= end})


def _total(
    series: Mapping[_Breakdown, Mapping[CellKey, Limits]], parts: Iterable[_Breakdown], period: Period
) -> Limits | None:
    """Return between which numbers the categories of a breakdown add up over a period; None where fewer than two do."""
    # A category that is shown at another time and not at this one is none.
    found = [each for each in (_over(series[part], period) for part in parts) if each is not None]
    return (sum(low for low, _ in found), sum(high for _, high in found)) if len(found) > 1 else None


def _over(members: Mapping[CellKey, Limits], period: Period) -> Limits | None:
    """Return a category's count over a period from counts that follow one another; None where they do not cover it."""
    reached: dict[dt.date, Limits] = {period.start: (0.0, 0.0)}
    for key in sorted(members, key=lambda each: (each.period.start, each.period.end)):
        start, end = key.period.start, key.period.end
        if start in reached and end <= period.end:
            low, high = (one + other for one, other in zip(reached[start], members[key], strict=True))
            before = reached.get(end + _DAY)
            reached[end + _DAY] = (low, high) if before is None else (max(before[0], low), min(before[1], high))
    return reached.get(period.end + _DAY)


def _alike(sums: Mapping[frozenset[str], Limits]) -> tuple[int | None, list[frozenset[str]]]:
    """Return the total that two breakdowns share, None where it is not certain; and those that may fill it unknown."""
    certain = {taken: each[0] for taken, each in sums.items() if _known(each)}
    unsure = {taken: each for taken, each in sums.items() if taken not in certain}
    largest = max(certain.values(), default=None)
    if largest is None:
        alike = {one for pair in combinations(unsure, 2) if _may_agree(pair, unsure) for one in pair}
        return None, sorted(alike, key=sorted)
    have = [taken for taken, total in certain.items() if total == largest]
    fitting = [
        taken
        for taken, (low, high) in unsure.items()
        if low <= largest <= high and any(taken.isdisjoint(other) for other in have)
    ]
    shared = any(one.isdisjoint(other) for one, other in combinations(have, 2))
    total = round(largest) if largest > 0 and (shared or fitting) else None
    return total, sorted(fitting, key=sorted) if total is not None else []


def _may_agree(pair: tuple[frozenset[str], frozenset[str]], sums: Mapping[frozenset[str], Limits]) -> bool:
    """Tell whether two breakdowns have no dimension in common and may add to the same."""
    (low, high), (other_low, other_high) = (sums[each] for each in pair)
    return pair[0].isdisjoint(pair[1]) and max(low, other_low) <= min(high, other_high)


def _filled(whole: CellKey, taken: frozenset[str], parts: Iterable[_Breakdown]) -> list[Filled]:
    """Return the dimensions of a breakdown, each with the categories that fill a whole."""
    held = [dict(each) for each in parts]
    return [Filled(whole, name, frozenset(each[name] for each in held)) for name in sorted(taken)]
