"""Categories that are sums of others of the same dimension, such as the ages 0 to 9 beside 0 to 4 and 5 to 9."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from turncurve.disclosure.implied import Remainder
from turncurve.indicators.cell import CellKey

Nest = Mapping[str, Mapping[str, frozenset[str]]]
"""Of each dimension that has any, the categories that are sums, each with the finest categories that it is made of."""

OVERLAPPING = frozenset({"factor"})
"""Dimensions of which one case may have several categories, so that these may add to more than there are cases: the
factors found at the end of an assessment."""
_MOST = 12


@dataclass(frozen=True)
class _Place:
    """The counts of the categories of one dimension at one place, and the count that they are parts of."""

    whole: int
    parts: Mapping[str, int]


def nests(counts: Mapping[CellKey, int], dimensions: Iterable[str]) -> Nest:
    """Return the categories that are sums of others, so that without them the rest adds to the whole.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts of one measure and area.
    dimensions : iterable of str
        Dimensions whose categories add to more than their whole somewhere.

    Returns
    -------
    Nest
        Only dimensions that are explained in full: at every place where all are known each such category is the sum of
        the same others, and the rest adds to the whole. A sum that could be made of its parts in two ways explains
        nothing.
    """
    found = {}
    for dimension in sorted(dimensions):
        places = _places(counts, dimension)
        names = sorted({name for place in places for name in place.parts})
        sizes = range(len(names) - 1, 0, -1) if len(names) <= _MOST else ()
        ways = (_of_size(places, names, size) for size in sizes)
        way = next((each for each in ways if each is not None), {})
        if way:
            found[dimension] = way
    return found


def _of_size(places: list[_Place], names: list[str], size: int) -> Mapping[str, frozenset[str]] | None:
    """Return what categories are sums of, if so many are the finest; empty where not certain, None if none are."""
    # Several choices of the finest that fit, or sums that could be made in several ways, leave it uncertain.
    fitting = [leaves for leaves in combinations(names, size) if _fill(places, leaves)]
    if not fitting:
        return None
    return _explained(places, names, fitting[0]) if len(fitting) == 1 else {}


def _places(counts: Mapping[CellKey, int], dimension: str) -> list[_Place]:
    """Return each place at which a whole and its categories of a dimension are known."""
    parts: dict[CellKey, dict[str, int]] = defaultdict(dict)
    for key, value in counts.items():
        category = dict(key.breakdown).get(dimension)
        if category is not None:
            parts[_without(key, dimension)][category] = value
    return [_Place(counts[whole], found) for whole, found in sorted(parts.items()) if whole in counts]


def _fill(places: list[_Place], leaves: tuple[str, ...]) -> bool:
    """Tell whether some categories add to their whole at every place where all are known, and are not always none."""
    full = [place for place in places if all(name in place.parts for name in leaves)]
    some = any(place.whole for place in full)
    return some and all(sum(place.parts[name] for name in leaves) == place.whole for place in full)


def _explained(places: list[_Place], names: list[str], leaves: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return what each category but the finest is the sum of; empty where one is none, or could be several sums."""
    full = [place for place in places if all(name in place.parts for name in leaves)]
    sums = {name: _made_of(full, name, leaves) for name in names if name not in leaves}
    return {name: found for name, found in sums.items() if found} if all(sums.values()) else {}


def _made_of(places: list[_Place], name: str, leaves: tuple[str, ...]) -> frozenset[str] | None:
    """Return the only finest categories that a category is the sum of, without such as are none everywhere."""
    held = [place for place in places if name in place.parts]
    table = np.array([[place.parts[each] for each in leaves] for place in held], dtype=float).reshape(-1, len(leaves))
    wanted = np.array([place.parts[name] for place in held], dtype=float)
    if not wanted.any():
        return None
    some = [at for at in range(len(leaves)) if table[:, at].any()]
    ways = [
        chosen
        for size in range(1, len(some) + 1)
        for chosen in combinations(some, size)
        if np.array_equal(table[:, list(chosen)].sum(axis=1), wanted)
    ]
    return frozenset(leaves[at] for at in ways[0]) if len(ways) == 1 else None


def finest(counts: Mapping[CellKey, int], nest: Nest) -> tuple[dict[CellKey, int], tuple[Remainder, ...]]:
    """Return the counts without those that would be counted twice, and what sums leave beside the parts known.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts of one measure and area.
    nest : Nest
        Which categories are sums.

    Returns
    -------
    tuple of (dict of CellKey to int, tuple of Remainder)
        Where all finest categories of a sum are known the sum is left out, and elsewhere its parts are.
    """
    gone: set[CellKey] = set()
    left: list[Remainder] = []
    for key in sorted(counts):
        for dimension, category in key.breakdown:
            parts = nest.get(dimension, {}).get(category)
            if parts is None:
                continue
            inside = {name: _with(key, dimension, name) for name in sorted(parts)}
            known = {name: each for name, each in inside.items() if each in counts}
            if len(known) == len(parts):
                gone.add(key)
                continue
            gone |= set(known.values())
            if known:
                value = counts[key] - sum(counts[each] for each in known.values())
                left.append(Remainder(key, dimension, frozenset(known), value))
    return {key: value for key, value in counts.items() if key not in gone}, tuple(left)


def _without(key: CellKey, dimension: str) -> CellKey:
    """Return an address without one of its dimensions."""
    return replace(key, breakdown=tuple(each for each in key.breakdown if each[0] != dimension))


def _with(key: CellKey, dimension: str, category: str) -> CellKey:
    """Return an address with another category of one of its dimensions."""
    pairs = ((name, category if name == dimension else each) for name, each in key.breakdown)
    return replace(key, breakdown=tuple(sorted(pairs)))
