"""How an exhibit is laid out: what is folded away, and which columns hold sentences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from turncurve.present.exhibit import Exhibit

FOLD_ROWS = 12
"""A table of more rows is folded; the sentence and the picture say what it says."""

NOTES_IN_SIGHT = 2
"""Further notes are folded, one click away and always printed."""

LONG_TEXT = 40
"""A column with a text of more characters than this is given room."""

MANY_COLUMNS = 7
"""A table of more columns is set smaller and closer."""

TOTALS = frozenset({"All", "Total", "The share"})
"""What a row is called that sums the others up; it stays last however a reader sorts them."""


@dataclass(frozen=True)
class Shape:
    """How an exhibit is laid out.

    Parameters
    ----------
    folded : bool
        Whether its table is folded.
    wide : bool
        Whether its table has so many columns that it is set smaller.
    long : frozenset of int
        Places of the columns that hold sentences.
    in_sight, further : tuple of str
        The notes that are read at once, and those that are folded.
    totals : int
        How many of its table's last rows sum the others up.
    """

    folded: bool
    wide: bool
    long: frozenset[int]
    in_sight: tuple[str, ...]
    further: tuple[str, ...]
    totals: int = 0


def shape_of(exhibit: Exhibit) -> Shape:
    """Return how an exhibit is laid out.

    Parameters
    ----------
    exhibit : Exhibit
        What is shown.

    Returns
    -------
    Shape
        What is folded, and which columns need room. One note too many is not folded by itself; below the page's own
        answer nothing stands but its sentence.
    """
    in_sight = 0 if exhibit.answer else NOTES_IN_SIGHT
    kept = in_sight if len(exhibit.notes) > in_sight + 1 else len(exhibit.notes)
    return Shape(
        folded=len(exhibit.rows) > FOLD_ROWS and not exhibit.in_sight,
        wide=len(exhibit.columns) > MANY_COLUMNS,
        long=frozenset(place for row in exhibit.rows for place, text in enumerate(row) if len(text) > LONG_TEXT),
        in_sight=exhibit.notes[:kept],
        further=exhibit.notes[kept:],
        totals=sum(1 for _ in takewhile(lambda row: row[0] in TOTALS, reversed(exhibit.rows))),
    )
