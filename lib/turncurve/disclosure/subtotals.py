"""Sub-totals told in words, such as the north beside its teams: known by their counts, where no name or total says so.

A reader of the council's pages knows which teams the north is made of. We are not told, and see only that one count is
the sum of others wherever all of them are known.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from turncurve.disclosure.nested import OVERLAPPING
from turncurve.disclosure.published import Published
from turncurve.indicators.cell import CellKey
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.periods import Period

__all__ = ["subtotals"]

_DAY = dt.timedelta(days=1)
_MOST = 12
_MOST_WAYS = 8
_Keys = tuple[CellKey, ...]


@dataclass(frozen=True)
class _Place:
    """The categories of one dimension that are known over one period, among the same cases."""

    parts: Mapping[str, _Keys]
    values: Mapping[str, int]
    whole: int | None


def subtotals(counts: Mapping[CellKey, int]) -> tuple[Published, ...]:
    """Return that categories are sums of others, at every place where all are known.

    Parameters
    ----------
    counts : mapping of CellKey to int
        The counts that are known, shown and hidden.

    Returns
    -------
    tuple of Published
        Equalities that are true of these counts. A category that could be the sum of others in several ways is taken
        for each of them, but not where an indicator sorts its cases by that dimension, so that each has one category;
        one that fills a total together with the others is taken for none.
    """
    found: list[Published] = []
    of_one_category = {(each.definition.base, name) for each in INDICATORS.values() for name in each.definition.by}
    for (measure, _, dimension), series in sorted(_by_dimension(counts).items()):
        names = sorted({dict(key.breakdown)[dimension] for key in series})
        if 2 < len(names) <= _MOST and dimension not in OVERLAPPING:
            places = _places(series, counts, dimension)
            most = 1 if (measure, dimension) in of_one_category else _MOST_WAYS
            found += [each for name in names for each in _told(places, name, names, most=most)]
    return tuple(found)


def _by_dimension(counts: Mapping[CellKey, int]) -> dict[tuple[str, str, str], list[CellKey]]:
    """Return the addresses by measure, area and each dimension that they are broken down by."""
    found: dict[tuple[str, str, str], list[CellKey]] = defaultdict(list)
    for key in sorted(counts):
        for name, _ in key.breakdown:
            found[key.measure, key.area, name].append(key)
    return found


def _places(series: Sequence[CellKey], counts: Mapping[CellKey, int], dimension: str) -> list[_Place]:
    """Return each place at which three categories or more are known, by themselves or as the sum of shorter periods."""
    cases: dict[CellKey, dict[str, list[CellKey]]] = defaultdict(lambda: defaultdict(list))
    wholes: dict[CellKey, set[Period]] = defaultdict(set)
    for key in series:
        rest = replace(key, breakdown=tuple(pair for pair in key.breakdown if pair[0] != dimension))
        cases[replace(rest, period=series[0].period)][dict(key.breakdown)[dimension]].append(key)
        wholes[replace(rest, period=series[0].period)].add(rest.period)
    found = []
    for rest, by in cases.items():
        for period in sorted(wholes[rest]):
            parts = {name: way for name, keys in by.items() if (way := _way(keys, period)) is not None}
            if len(parts) > 2:
                values = {name: sum(counts[key] for key in way) for name, way in parts.items()}
                found.append(_Place(parts, values, counts.get(replace(rest, period=period))))
    return found


def _way(keys: Sequence[CellKey], period: Period) -> _Keys | None:
    """Return the counts of one category that follow one another through a period, the fewest first; None if none do."""
    reached: dict[dt.date, _Keys] = {period.start: ()}
    for key in sorted(keys, key=lambda each: (each.period.start, -each.period.end.toordinal())):
        if key.period.start in reached and key.period.end <= period.end:
            reached.setdefault(key.period.end + _DAY, (*reached[key.period.start], key))
    return reached.get(period.end + _DAY)


def _told(places: Sequence[_Place], name: str, names: Sequence[str], *, most: int) -> list[Published]:
    """Return what a category says of the others that it is the sum of, place by place; nothing of too many ways."""
    others = [each for each in names if each != name]
    held = [place for place in places if name in place.parts]
    if not held:
        return []
    ways = _ways(held, name, others)
    return [
        _equal(place.parts[name], [key for each in sorted(way) for key in place.parts[each]])
        for way in (ways if len(ways) <= most else [])
        for place in held
        if way <= set(place.parts)
    ]


def _ways(places: Sequence[_Place], name: str, others: Sequence[str]) -> list[frozenset[str]]:
    """Return each two or more categories that one is the sum of wherever all are known."""
    # All are protected where several fit: whichever a reader takes for the one, nothing follows from it.
    values = np.array([[place.values.get(each, 0) for place in places] for each in others])
    lacks = np.array([[each not in place.parts for place in places] for each in others])
    wanted = np.array([place.values[name] for place in places])
    ways = _subsets(len(others))
    beside = ways @ lacks == 0
    fits = (~beside & (ways @ values <= wanted)) | (beside & (ways @ values == wanted))
    fitting = fits.all(axis=1) & (beside & (wanted > 0)).any(axis=1)
    return [
        frozenset(others[int(at)] for at in np.flatnonzero(way))
        for way in ways[fitting]
        if not any(_fills(place, name) for place, all_known in zip(places, way @ lacks == 0, strict=True) if all_known)
        and all((values[at] > 0).any() for at in np.flatnonzero(way))
    ]


def _subsets(count: int) -> npt.NDArray[np.int64]:
    """Return every choice of two or more of some things, one a row."""
    numbers = np.arange(2**count)[:, np.newaxis]
    ways = (numbers >> np.arange(count)) & 1
    return np.asarray(ways[ways.sum(axis=1) > 1])


def _fills(place: _Place, name: str) -> bool:
    """Tell whether the categories fill a total as parts that do not overlap, this one among them."""
    return place.whole is not None and place.values[name] > 0 and sum(place.values.values()) == place.whole


def _equal(whole: Sequence[CellKey], parts: Sequence[CellKey]) -> Published:
    """Return that some counts add to the same as others."""
    terms = [*((key, Fraction(1)) for key in whole), *((key, Fraction(-1)) for key in parts)]
    return Published(tuple(terms), Fraction(0), Fraction(0))
