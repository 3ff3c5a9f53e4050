"""Categories that hold everybody, as a reader concludes from one total that they fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from turncurve.disclosure.implied import Remainder
from turncurve.indicators.cell import CellKey

__all__ = ["Closed", "closed", "last_ones"]

_Pair = tuple[str, str]


@dataclass(frozen=True, order=True)
class Closed:
    """Categories of one dimension that are taken for all that there are.

    Parameters
    ----------
    dimension : str
        What the categories are of.
    seen : frozenset of str
        The categories.
    inside : tuple of (str, str), optional
        The category of another dimension within which they are all, such as the region that has these councils; empty
        where they are all anywhere.
    """

    dimension: str
    seen: frozenset[str]
    inside: tuple[_Pair, ...] = ()


def closed(left: Iterable[Remainder], counts: Mapping[CellKey, int], *, keys: Iterable[CellKey]) -> tuple[Closed, ...]:
    """Return the categories that a reader takes for all that there are, having seen one total that they fill.

    Whoever sees that girls and boys add to all children of one quarter knows it of every quarter, area of a town and
    kind of plan, whether or not a table there shows both and their total. Whoever sees one council in a region, and
    other councils in others, knows that the region is that council.

    Parameters
    ----------
    left : iterable of Remainder
        What is left of each count when the categories shown of one dimension are taken from it.
    counts : mapping of CellKey to int
        The counts of one measure and area.
    keys : iterable of CellKey
        Every address of that measure and area, whether or not its count is known, but those of categories that are sums
        of others.

    Returns
    -------
    tuple of Closed
        In order. Several categories, or the only ones of a dimension within a category of another, all of which are
        known somewhere beside a total that is not zero, and which leave nothing of it there nor anywhere else where all
        are known.
    """
    addresses = tuple(keys)
    of, inside = _categories(addresses), _inside(addresses)
    full: dict[Closed, list[Remainder]] = defaultdict(list)
    for each in left:
        if each.dimension in dict(each.whole.breakdown) or each.dimension not in of:
            continue
        if len(of[each.dimension]) > 1:
            full[Closed(each.dimension, frozenset(of[each.dimension]))].append(each)
        for pair in each.whole.breakdown:
            if (each.dimension, pair) in inside:
                full[Closed(each.dimension, inside[each.dimension, pair], (pair,))].append(each)
    return tuple(
        sorted(
            (one for one, held in full.items() if _fills(one, held, counts)),
            key=lambda one: (one.dimension, one.inside),
        )
    )


def last_ones(full: Iterable[Closed], left: Iterable[Remainder]) -> dict[CellKey, int]:
    """Return the counts of categories that are all that is left of a total.

    Parameters
    ----------
    full : iterable of Closed
        Categories that are taken for all that there are.
    left : iterable of Remainder
        What is left of each count when the categories shown of one dimension are taken from it.

    Returns
    -------
    dict of CellKey to int
        Where all but one of the categories are known beside their total, the count of that one.
    """
    every = {(one.dimension, one.inside): one.seen for one in full}
    found: dict[CellKey, int] = {}
    for each in left:
        for inside in ((), *((pair,) for pair in each.whole.breakdown)):
            missing = sorted(every.get((each.dimension, inside), frozenset()) - each.seen)
            if len(missing) == 1 and each.value >= 0 and each.dimension not in dict(each.whole.breakdown):
                pairs = sorted((*each.whole.breakdown, (each.dimension, missing[0])))
                found[replace(each.whole, breakdown=tuple(pairs))] = each.value
    return found


def _fills(one: Closed, held: Iterable[Remainder], counts: Mapping[CellKey, int]) -> bool:
    """Tell whether categories leave nothing of any total beside which they are all known, one of them more than 0."""
    full = [each for each in held if each.seen >= one.seen]
    return all(each.value == 0 for each in full) and any(_some(each, counts) for each in full)


def _categories(keys: Iterable[CellKey]) -> dict[str, set[str]]:
    """Return the categories seen of each dimension."""
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        for dimension, category in key.breakdown:
            found[dimension].add(category)
    return found


def _inside(keys: Iterable[CellKey]) -> dict[tuple[str, _Pair], frozenset[str]]:
    """Return of each dimension that lies within another the categories within each of the other's."""
    # Councils lie within regions: there are several regions, and no council is seen in two.
    met: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for dimension, category, other, of_other in _together(keys):
        met[dimension, other][of_other].add(category)
    found: dict[tuple[str, _Pair], frozenset[str]] = {}
    for (dimension, other), by in met.items():
        members = [category for seen in by.values() for category in seen]
        if len(by) > 1 and len(members) == len(set(members)):
            found |= {(dimension, (other, of_other)): frozenset(seen) for of_other, seen in by.items()}
    return found


def _together(keys: Iterable[CellKey]) -> Iterator[tuple[str, str, str, str]]:
    """Give each dimension and category with each other dimension and category that they were seen with."""
    for breakdown in {key.breakdown for key in keys}:
        for one in breakdown:
            yield from ((*one, *other) for other in breakdown if other != one)


def _some(left: Remainder, counts: Mapping[CellKey, int]) -> bool:
    """Tell whether anybody is in one of the categories that fill a total, over its period or a part of it."""
    inside = {
        replace(left.whole, breakdown=tuple(sorted((*left.whole.breakdown, (left.dimension, name))))).breakdown
        for name in left.seen
    }
    start, end = left.whole.period.start, left.whole.period.end
    return any(
        count > 0 and key.breakdown in inside and start <= key.period.start and key.period.end <= end
        for key, count in counts.items()
    )
