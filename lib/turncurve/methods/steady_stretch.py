"""Which stretch of a series sets a chart's limits, where those of the whole series would call most of it special."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.methods.spc_rules import ORDINARY, SpecialCause

FEWEST_STEADY = 12
"""A steady stretch has at least as many points as limits may be fixed from."""
MOST_SPECIAL = 0.5
"""A chart that calls more of its points special than this says nothing of any of them."""
NOT_STEADY = (
    "limits of all values would call more than half of them out of the ordinary, and no stretch of "
    f"{FEWEST_STEADY} or more is steady enough to judge the others by; a rebase, with its reason and approver, would "
    "give each level its own"
)

Positions = npt.NDArray[np.intp]
Causes = tuple[SpecialCause, ...]


@dataclass(frozen=True)
class SteadyStretch:
    """The points of a segment that set its limits.

    Attributes
    ----------
    first, last : int
        Positions of its first and last point among the segment's points that have a value.
    outside_all : int
        Points that limits of the whole segment would call special.
    """

    first: int
    last: int
    outside_all: int

    @property
    def points(self) -> int:
        """How many points set the limits."""
        return self.last - self.first + 1


def warns_of_most(causes: Causes) -> bool:
    """Tell whether a chart calls more than half of its points special, so that none of its limits can be believed.

    Parameters
    ----------
    causes : tuple of SpecialCause, one a point
        What the rules make of each.

    Returns
    -------
    bool
        True where more than half are special.
    """
    return special(causes) > MOST_SPECIAL * len(causes)


def special(causes: Causes) -> int:
    """Count the points that are special.

    Parameters
    ----------
    causes : tuple of SpecialCause, one a point
        What the rules make of each.

    Returns
    -------
    int
        Points that are neither ordinary nor untold.
    """
    return sum(each not in ORDINARY for each in causes)


def steady_stretch(
    points: int, *, causes_within: Callable[[Positions], Causes], causes_of_all: Callable[[Positions], Causes]
) -> tuple[int, int] | None:
    """Find the longest stretch in which nothing is special by its own limits, and which leaves most points ordinary.

    Parameters
    ----------
    points : int
        Points of the segment that have a value.
    causes_within : callable
        From positions of points in a row, to what the rules make of these by limits that they set themselves.
    causes_of_all : callable
        From the same, to what the rules make of all points of the segment by those limits.

    Returns
    -------
    tuple of int or None
        Positions of its first and last point, the earliest of those as long; None where there is none.

    References
    ----------
    Wheeler and Chambers (1992), Understanding Statistical Process Control: limits come of a stretch that was in
    control. Woodall (2000), Journal of Quality Technology 32, 341-350, on setting limits before watching.
    """
    for length in range(points - 1, FEWEST_STEADY - 1, -1):
        for first in range(points - length + 1):
            stretch = np.arange(first, first + length)
            steady = all(each is SpecialCause.COMMON for each in causes_within(stretch))
            if steady and not warns_of_most(causes_of_all(stretch)):
                return first, first + length - 1
    return None
