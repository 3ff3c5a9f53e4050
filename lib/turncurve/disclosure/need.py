"""When a hidden count is safe: the precise meaning of protection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from turncurve.disclosure.sheet import Sheet, Standing

Side = Literal["above", "below", "doubt", "doubt of one who knows the rule"]


@dataclass(frozen=True, order=True)
class Need:
    """One thing that must hold for a hidden count to be safe.

    Parameters
    ----------
    row : int
        The count's row.
    side : {"above", "below", "doubt", "doubt of one who knows the rule"}
        That it could be one more; that it could be one less; that it could be either of two numbers at least.
    """

    row: int
    side: Side

    @property
    def of_aware_reader(self) -> bool:
        """Whether it concerns a reader who knows the rule."""
        return self.side == "doubt of one who knows the rule"

    @property
    def signs(self) -> tuple[int, ...]:
        """The directions of which the count must be able to move in one: more, less, or either."""
        return {"above": (1,), "below": (-1,)}.get(self.side, (1, -1))


def needs(sheet: Sheet, row: int) -> tuple[Need, ...]:
    """Return all that must hold for a count to be safe.

    A count that must not be worked out could be one more and one less than it is, to a reader who knows what is
    published; and to a reader who knows the rule as well there is doubt. Of a count hidden only to protect another,
    or hidden by an earlier release and since unknown, no reader can be certain.

    Parameters
    ----------
    sheet : Sheet
        The group of tied counts.
    row : int
        The count's row.

    Returns
    -------
    tuple of Need
        What must hold.
    """
    value = sheet.values[row]
    aware = Need(row, "doubt of one who knows the rule")
    if not sheet.targets[row] or np.isnan(value):
        return (Need(row, "doubt"), aware)
    below = (Need(row, "below"),) if value >= 1 else ()
    return (Need(row, "above"), *below, aware)


def met(need: Need, *, value: float, standing: Standing) -> bool:
    """Tell whether one need is met.

    Parameters
    ----------
    need : Need
        What must hold.
    value : float
        The true count; not a number where it is not known.
    standing : Standing
        What could be worked out.

    Returns
    -------
    bool
        Whether it holds.
    """
    if need.side == "above":
        return standing.plain.highest is None or standing.plain.highest >= value + 1
    if need.side == "below":
        return standing.plain.lowest is None or standing.plain.lowest <= value - 1
    return not (standing.plain if need.side == "doubt" else standing.aware).exact
