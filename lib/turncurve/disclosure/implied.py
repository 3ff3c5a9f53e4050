"""Counts that nobody shows but that follow from those shown by taking one from another."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np

from turncurve.indicators.cell import CellKey
from turncurve.reference.periods import Period

EVERYTHING_ELSE = "everything else"
_Breakdown = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Remainder:
    """What is left of a count when the categories shown are taken from it.

    Parameters
    ----------
    whole : CellKey
        The count they are taken from.
    dimension : str
        What the categories are of.
    seen : frozenset of str
        The categories shown.
    value : int
        What is left.
    """

    whole: CellKey
    dimension: str
    seen: frozenset[str]
    value: int

    @property
    def key(self) -> CellKey:
        """An address for it, as if it were shown."""
        pair = (self.dimension, EVERYTHING_ELSE)
        return replace(self.whole, breakdown=tuple(sorted({*self.whole.breakdown, pair})))


def remainders(counts: Mapping[CellKey, int]) -> tuple[Remainder, ...]:
    """Return what is left of each count when the categories of one dimension are taken from it.

    A count that nobody shows, but that the years or months that make it up give away, is taken for shown.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts of one measure and area.

    Returns
    -------
    tuple of Remainder
        In order of address; negative where categories overlap or one is the sum of others, so that they add to more
        than the whole.
    """
    known = {**_made_up(counts), **counts}
    parts: dict[tuple[CellKey, str], dict[str, int]] = defaultdict(dict)
    for key, value in known.items():
        for dimension, category in key.breakdown:
            whole = _without(key, dimension)
            if whole in known and (key in counts or whole in counts):
                parts[whole, dimension][category] = value
    return tuple(
        Remainder(whole, dimension, frozenset(found), known[whole] - sum(found.values()))
        for (whole, dimension), found in sorted(parts.items(), key=lambda item: item[0])
    )


def totals_alike(counts: Mapping[CellKey, int]) -> dict[CellKey, int]:
    """Return the totals that nobody shows but that two breakdowns of the same cases both add to.

    Workers by load and workers by experience are the same workers, whether or not a table says how many: whoever
    knows that takes a hidden count of the one from the other.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts of one measure and area.

    Returns
    -------
    dict of CellKey to int
        Totals over two dimensions or more, each with several categories, and the sums on the way from a breakdown by
        both to its total. Where breakdowns add to different sums, the larger one that two of them share.
    """
    sums: dict[CellKey, dict[frozenset[str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, value in counts.items():
        for whole, taken in _above(key):
            if whole not in counts:
                sums[whole][taken].append(value)
    alike = {
        whole: found for whole, by in sums.items() if (found := _shared({k: v for k, v in by.items() if len(v) > 1}))
    }
    on_the_way = {
        between: sum(values)
        for between, by in sums.items()
        for taken, values in by.items()
        for whole, _ in _above(between)
        if whole in alike and len(taken) == 1 and between not in alike
    }
    return {**on_the_way, **alike}


def _above(key: CellKey) -> list[tuple[CellKey, frozenset[str]]]:
    """Return the addresses with fewer dimensions that a count is part of, and the dimensions taken out."""
    return [(CellKey(key.measure, key.area, key.period, kept), taken) for kept, taken in _kept_and_taken(key.breakdown)]


@lru_cache(maxsize=4096)
def _kept_and_taken(
    pairs: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[tuple[str, str], ...], frozenset[str]], ...]:
    """Return each part of a breakdown with fewer dimensions, and the names of those taken out."""
    kept = [each for size in range(len(pairs)) for each in combinations(pairs, size)]
    return tuple((each, frozenset(name for name, _ in pairs) - {name for name, _ in each}) for each in kept)


def _shared(by: Mapping[frozenset[str], Sequence[int]]) -> int:
    """Return the largest sum where two breakdowns that share no dimension have it; 0 where not."""
    totals = {taken: sum(values) for taken, values in by.items()}
    largest = max(totals.values(), default=0)
    have = [taken for taken, total in totals.items() if total == largest]
    return largest if any(one.isdisjoint(other) for one, other in combinations(have, 2)) else 0


def _without(key: CellKey, dimension: str) -> CellKey:
    """Return an address without one of its dimensions."""
    left = tuple(each for each in key.breakdown if each[0] != dimension)
    return CellKey(key.measure, key.area, key.period, left)


def _made_up(counts: Mapping[CellKey, int]) -> dict[CellKey, int]:
    """Return the sums of consecutive counts that a whole, or a part of a whole, at some address lacks."""
    series: dict[tuple[tuple[str, str], ...], dict[CellKey, int]] = defaultdict(dict)
    for key, value in counts.items():
        series[key.breakdown][key] = value
    lacking = {_without(key, dimension) for key in counts for dimension, _ in key.breakdown}
    for breakdown in (each for each in series if each):
        pattern = next(iter(series[breakdown]))
        wholes = {_without(pattern, dimension).breakdown for dimension, _ in breakdown}
        lacking |= {replace(key, breakdown=breakdown) for each in wholes for key in series.get(each, {})}
    sums = {key: _sum(series.get(key.breakdown, {}), key.period) for key in sorted(lacking - set(counts))}
    return {key: value for key, value in sums.items() if value is not None}


def _sum(members: Mapping[CellKey, int], period: Period) -> int | None:
    """Return the count over a period where counts of one series follow one another through it; None where not."""
    reached = {period.start: 0}
    for key in sorted(members):
        if key.period.start in reached and key.period.end <= period.end:
            reached.setdefault(key.period.end + dt.timedelta(days=1), reached[key.period.start] + members[key])
    return reached.get(period.end + dt.timedelta(days=1))


def between(counts: Mapping[CellKey, int]) -> dict[CellKey, int]:
    """Return the counts of stretches of time that follow from counts over longer ones.

    The quarter between April to June and April to September is one, even where only those two are shown.

    Parameters
    ----------
    counts : mapping of CellKey to int
        Flows of one measure and area.

    Returns
    -------
    dict of CellKey to int
        Counts that are certain, of the shortest stretches between the days at which some period starts or ends, and
        that are not among those given.
    """
    series: dict[tuple[tuple[str, str], ...], dict[CellKey, int]] = defaultdict(dict)
    for key, value in counts.items():
        series[key.breakdown][key] = value
    found: dict[CellKey, int] = {}
    for _, members in sorted(series.items()):
        found |= _stretches(members)
    return found


def _stretches(members: Mapping[CellKey, int]) -> dict[CellKey, int]:
    """Return the certain counts of the shortest stretches of one series."""
    keys = sorted(members)
    days = sorted({day for key in keys for day in (key.period.start.toordinal(), key.period.end.toordinal() + 1)})
    periods = [Period(dt.date.fromordinal(start), dt.date.fromordinal(stop - 1)) for start, stop in pairwise(days)]
    addresses = [replace(keys[0], period=period) for period in periods]
    if all(address in members for address in addresses):
        return {}
    covers = np.array(
        [[key.period.start <= period.start and period.end <= key.period.end for period in periods] for key in keys],
        dtype=float,
    )
    inverse = np.linalg.pinv(covers)
    certain = np.isclose(inverse @ covers, np.eye(len(periods)), atol=1e-6).all(axis=1)
    values = inverse @ np.array([members[key] for key in keys], dtype=float)
    return {
        address: round(float(value))
        for address, value, known in zip(addresses, values, certain, strict=True)
        if known and address not in members
    }
