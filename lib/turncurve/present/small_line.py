"""A small line that shows how a series went, drawn in a cell of a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT, EDGE = 88, 22, 2
NONE = "–"
"""What stands in a series for a period without a value."""


@dataclass(frozen=True)
class SmallLine:
    """Where the parts of a small line go.

    Parameters
    ----------
    lines : tuple of str
        Points of each unbroken part of two or more, as a picture's `points` are written.
    dots : tuple of (str, str)
        Places of values that have none beside them, and of the last value that is known.
    """

    lines: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]


def small_line(values: str) -> SmallLine:
    """Return where the parts of a small line go.

    Parameters
    ----------
    values : str
        The values in order of time, parted by spaces; a dash for a period without one.

    Returns
    -------
    SmallLine
        In a field of `WIDTH` by `HEIGHT`: the lowest value at the bottom, the highest at the top, and a series whose
        values are all the same in the middle. A line is broken where a value is missing.
    """
    texts = values.split()
    known = [None if text == NONE else float(text) for text in texts]
    held = [value for value in known if value is not None]
    if not held:
        return SmallLine((), ())
    low, spread = min(held), max(held) - min(held)
    step = (WIDTH - 2 * EDGE) / max(len(known) - 1, 1)
    places = [
        None if value is None else _place(number * step, (value - low) / spread if spread else 0.5)
        for number, value in enumerate(known)
    ]
    parts = [[each for each in part if each] for there, part in groupby(places, key=bool) if there]
    alone = [part[0] for part in parts if len(part) == 1]
    last = [each for each in places if each][-1:]
    return SmallLine(
        tuple(" ".join(",".join(each) for each in part) for part in parts if len(part) > 1),
        tuple(dict.fromkeys([*alone, *last])),
    )


def _place(across: float, share: float) -> tuple[str, str]:
    """Return a point's place from the left and from the top."""
    return f"{EDGE + across:.1f}", f"{EDGE + (HEIGHT - 2 * EDGE) * (1 - share):.1f}"
