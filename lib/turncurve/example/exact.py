"""Random draws that add up: a total spread over months, groups of brothers and sisters, stays that end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError
from turncurve.example.days import NEVER, Numbers, shift

SIBLINGS = (0.50, 0.26, 0.14, 0.07, 0.03)
"""Chance that a group taken in together has one child, two, three, four or five."""
ATTEMPTS = 500
"""Orders tried before a choice that must add up is given up."""


def allot(total: int, weights: Sequence[float] | Numbers | npt.NDArray[np.float64]) -> Numbers:
    """Spread a total over parts in proportion, so that the parts add up.

    Parameters
    ----------
    total : int
        What is spread.
    weights : sequence of float
        One a part.

    Returns
    -------
    array of int
        One a part, by largest remainder.
    """
    share = total * np.asarray(weights, dtype=float) / np.sum(weights)
    floor = np.floor(share).astype(np.int64)
    order = np.argsort(floor - share, kind="stable")
    floor[order[: total - int(floor.sum())]] += 1
    return floor


def groups_adding_to(total: int, *, rng: np.random.Generator, chances: Sequence[float] = SIBLINGS) -> Numbers:
    """Draw sizes of sibling groups until they hold a number of children.

    Parameters
    ----------
    total : int
        Children.
    rng : numpy Generator
        Source of chance.
    chances : sequence of float
        Chance of each size, from one.

    Returns
    -------
    array of int
        Sizes; the last is cut to fit.
    """
    sizes = rng.choice(len(chances), size=total, p=chances) + 1
    reached = np.cumsum(sizes)
    kept = sizes[: int(np.searchsorted(reached, total)) + 1]
    return kept - np.where(np.arange(len(kept)) == len(kept) - 1, kept.sum() - total, 0)


def choose_adding_to(sizes: Numbers, total: int, *, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Choose groups at random that hold a number of children exactly.

    Parameters
    ----------
    sizes : array of int
        Children in each group; 0 for a group that may not be chosen.
    total : int
        Children to be reached.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    array of bool
        True for the groups chosen.

    Raises
    ------
    TurnCurveError
        If no choice in the orders drawn adds up.
    """
    for _ in range(ATTEMPTS):
        order = rng.permutation(len(sizes))
        chosen, left = np.zeros(len(sizes), dtype=bool), total
        for place in order:
            if 0 < sizes[place] <= left:
                chosen[place] = True
                left -= int(sizes[place])
        if not left:
            return chosen
    raise TurnCurveError("the example's totals cannot be met", where=f"{total} children", remedy="Use another seed")


@dataclass(frozen=True)
class Stays:
    """Stays with a start and an end, such as plans and periods of care.

    Parameters
    ----------
    started_on : array of int
        Day numbers, one a stay.
    ends_on : array of int
        Day numbers on which they end; those after the last year settled may still move.
    """

    started_on: Numbers
    ends_on: Numbers


def settle_ends(
    stays: Stays, bounds: tuple[int, int], *, ending: int, held: npt.NDArray[np.bool_], rng: np.random.Generator
) -> Stays:
    """Make exactly a number of stays end in a year: those nearest to their end.

    Parameters
    ----------
    stays : Stays
        Stays that have begun by the end of the year.
    bounds : tuple of int
        First and last day of the year.
    ending : int
        How many of them end in it.
    held : array of bool
        True for a stay whose end is not to be moved.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    Stays
        The stays with their ends moved where they must be, to working days.

    Raises
    ------
    TurnCurveError
        If fewer stays are open than are to end.
    """
    first, last = bounds
    free = ~held & (stays.ends_on >= first) & (stays.started_on <= last - 45)
    fixed = int((held & (stays.ends_on >= first) & (stays.ends_on <= last)).sum())
    order = np.argsort(np.where(free, stays.ends_on, NEVER), kind="stable")[: ending - fixed]
    if not free[order].all():
        raise TurnCurveError("too few stays are open to end", where="example", remedy="Use another seed")
    leaving = np.zeros(len(held), dtype=bool)
    leaving[order] = True
    earliest = np.maximum(stays.started_on + 30, first + 8)
    moved = np.clip(rng.integers(first + 8, last - 5, len(held)), earliest, last - 5)
    inside = (stays.ends_on >= earliest) & (stays.ends_on <= last - 4)
    ends = np.where(leaving & ~inside, moved, stays.ends_on)
    staying = ~leaving & ~held & (ends >= first) & (ends <= last)
    later = last + 20 + rng.integers(0, 200, len(held))
    ends = np.where(staying, later, ends)
    return Stays(stays.started_on, np.where(leaving, shift(ends, 0), ends))
