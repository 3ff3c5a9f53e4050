"""Base cells: the counts that everything shown rests on, each with an address.

Two figures that rest on the same people share cells by their addresses alone. A cell over a longer period, or without
a breakdown, is the sum of those inside it, which is what disclosure control reasons about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from turncurve.reference.periods import Period

_MARKS = str.maketrans({mark: quote(mark, safe="") for mark in "%|=\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"})
"""Signs that part an address, or a line, and so are written by their codes where a name holds them."""


@dataclass(frozen=True, order=True)
class CellKey:
    """The address of one base count.

    Parameters
    ----------
    measure : str
        What is counted, such as "child_protection_plans_started".
    area : str
        The area it is counted for.
    period : Period
        When; a single date for a count of what was open on it.
    breakdown : tuple of (str, str), optional
        Dimension and category, sorted: `(("previous plan", "yes"),)`. Empty for all.
    """

    measure: str
    area: str
    period: Period
    breakdown: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the address as one line of text that can be read back by `parse`."""
        measure, area = (name.translate(_MARKS) for name in (self.measure, self.area))
        pairs = (f"{name.translate(_MARKS)}={category.translate(_MARKS)}" for name, category in self.breakdown)
        return "|".join([measure, area, self.period.start.isoformat(), self.period.end.isoformat(), *pairs])


def parse(text: str) -> CellKey:
    """Read an address back from its text.

    Parameters
    ----------
    text : str
        What `str` of a `CellKey` gave.

    Returns
    -------
    CellKey
        The address.
    """
    measure, area, start, end, *breakdown = text.split("|")
    period = Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    pairs = (part.partition("=") for part in breakdown)
    return CellKey(
        unquote(measure),
        unquote(area),
        period,
        tuple((unquote(dimension), unquote(category)) for dimension, _, category in pairs),
    )


@dataclass(frozen=True, order=True)
class Cell:
    """One base count of people or events, with its address.

    Parameters
    ----------
    key : CellKey
        Its address.
    value : int or None
        The count; None where it is hidden or not known.
    public_already : bool
        Whether an official publication has already released it.
    """

    key: CellKey
    value: int | None = field(compare=False)
    public_already: bool = field(default=False, compare=False)
