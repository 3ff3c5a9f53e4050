"""Dimensions whose categories hold everybody, as a reader concludes from one total that they fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from turncurve.disclosure.implied import Remainder
from turncurve.indicators.cell import CellKey

__all__ = ["closed"]


def closed(
    left: Iterable[Remainder], counts: Mapping[CellKey, int], categories: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return the dimensions of which a reader takes the categories seen for all that there are.

    Whoever sees that girls and boys add to all children of one quarter knows it of every quarter, area of a town and
    kind of plan, whether or not a table there shows both and their total.

    Parameters
    ----------
    left : iterable of Remainder
        What is left of each count when the categories shown of one dimension are taken from it.
    counts : mapping of CellKey to int
        The counts of one measure and area.
    categories : mapping of str to sequence of str
        Categories seen anywhere of each dimension.

    Returns
    -------
    tuple of str
        Sorted. Dimensions of several categories, all of which are known somewhere beside a total that is not zero, and
        which leave nothing of it there nor anywhere else where all are known.
    """
    full: dict[str, list[Remainder]] = {}
    for each in left:
        if each.dimension not in dict(each.whole.breakdown) and each.seen >= set(categories[each.dimension]):
            full.setdefault(each.dimension, []).append(each)
    return tuple(
        sorted(
            name
            for name, found in full.items()
            if len(categories[name]) > 1
            and all(each.value == 0 for each in found)
            and any(_some(each, counts) for each in found)
        )
    )


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
