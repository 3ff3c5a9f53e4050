"""Categories that are sums of others by their names: the ages 0 to 9 beside 0 to 4 and 5 to 9."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from turncurve.indicators.cell import CellKey

__all__ = ["nested_ranges"]

_Range = tuple[float, float]
_FROM_TO = re.compile(r"\D*?(\d+)\s*(?:-|\u2013|to)\s*(\d+)\D*")
_AND_OVER = re.compile(r"\D*?(\d+)\s*(?:\+|and over|or over|and older|or older|or more|and more)\D*")
_UNDER = re.compile(r"\D*?(?:under|below|less than|fewer than|younger than)\s+(\d+)\D*", re.IGNORECASE)
_UP_TO = re.compile(
    r"\D*?(?:(?:up to|at most)\s+(\d+)|(\d+)\s*(?:and|or)\s*(?:under|below|less|fewer|younger))\D*", re.IGNORECASE
)
_OVER = re.compile(r"\D*?(?:over|above|more than|older than)\s+(\d+)\D*", re.IGNORECASE)
_ONE = re.compile(r"\D*?(\d+)\D*")
_OPEN = re.compile(r"under|over|less|fewer|more|below|above|younger|older|up to|at most", re.IGNORECASE)


def nested_ranges(counts: Mapping[CellKey, int], dimensions: Iterable[str]) -> dict[str, dict[str, frozenset[str]]]:
    """Return which categories are sums of others, where their names say so and every count agrees.

    Whether or not a table has a total, whoever sees 23 children of 0 to 9 years and 20 of 5 to 9 knows that 3 are
    younger than 5.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts of one measure and area.
    dimensions : iterable of str
        Dimensions whose categories may be ranges of whole numbers.

    Returns
    -------
    dict of str to dict of str to frozenset of str
        Of each dimension that has any, the categories that are sums, each with the finest categories that it is made
        of: ranges that follow one another from its first number to its last.
    """
    found = {}
    for dimension in sorted(dimensions):
        names = {dict(key.breakdown)[dimension] for key in counts if dimension in dict(key.breakdown)}
        sums = _sums({name: each for name in sorted(names) if (each := _range(name)) is not None})
        agreed = {name: parts for name, parts in sums.items() if _agree(counts, dimension, name, parts=parts)}
        if agreed and agreed == sums:
            found[dimension] = agreed
    return found


def _range(name: str) -> _Range | None:
    """Return the first and the last number of a range; None where a name is none."""
    if (both := _FROM_TO.fullmatch(name)) is not None:
        return float(both[1]), float(both[2])
    if (least := _AND_OVER.fullmatch(name)) is not None:
        return float(least[1]), math.inf
    if (under := _UNDER.fullmatch(name)) is not None:
        return 0.0, float(under[1]) - 1
    if (up_to := _UP_TO.fullmatch(name)) is not None:
        return 0.0, float(up_to[1] or up_to[2])
    if (over := _OVER.fullmatch(name)) is not None:
        return float(over[1]) + 1, math.inf
    if (one := _ONE.fullmatch(name)) is not None and _OPEN.search(name) is None:
        return float(one[1]), float(one[1])
    return None


def _sums(ranges: Mapping[str, _Range]) -> dict[str, frozenset[str]]:
    """Return the ranges that others follow one another through, each with the finest of them."""
    inside = {
        name: [
            other
            for other, (low, high) in ranges.items()
            if (low, high) != (first, last) and first <= low and high <= last
        ]
        for name, (first, last) in ranges.items()
    }
    finest = {name for name, others in inside.items() if not others}
    parts = {name: sorted(set(others) & finest, key=lambda each: ranges[each]) for name, others in inside.items()}
    return {
        name: frozenset(held)
        for name, held in parts.items()
        if held and _through([ranges[each] for each in held], ranges[name])
    }


def _through(parts: list[_Range], whole: _Range) -> bool:
    """Tell whether ranges in order follow one another from the first number of a whole to its last."""
    meet = all(one[1] + 1 == other[0] for one, other in pairwise(parts))
    return meet and parts[0][0] == whole[0] and parts[-1][1] == whole[1]


def _agree(counts: Mapping[CellKey, int], dimension: str, name: str, *, parts: frozenset[str]) -> bool:
    """Tell whether a category is the sum of its parts at every place where all are known, and somewhere not none."""
    places: dict[CellKey, dict[str, int]] = defaultdict(dict)
    for key, value in counts.items():
        category = dict(key.breakdown).get(dimension)
        if category == name or category in parts:
            left = tuple(each for each in key.breakdown if each[0] != dimension)
            places[replace(key, breakdown=left)][category] = value
    full = [held for held in places.values() if len(held) == len(parts) + 1]
    return any(held[name] for held in full) and all(held[name] == sum(held[each] for each in parts) for held in full)
