"""How the columns of one table of a standard become the columns of one canonical table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from turncurve.ingest.place import Place


@dataclass(frozen=True)
class Recipe:
    """What one sheet offers to one canonical table.

    Parameters
    ----------
    table : str
        The canonical table.
    fields : mapping of str to str
        By canonical column: the standard's column.
    required : tuple of str
        Canonical columns without which a row is refused; the first date among them is when the row happened.
    order : tuple of (str, str)
        Pairs of canonical dates of which the second may not be earlier than the first.
    offered_where : str
        The canonical column that must be filled for a row to be offered at all; every row where empty.
    age : tuple of (str, str), optional
        The canonical column of the age, and that of the date at which it is taken; needs `born`.
    born : tuple of str
        The standard's columns of the date of birth, the first that is filled being used.
    kinds : mapping of str to str
        By canonical column of an identifier: whose it is; "child" where not named.
    stands_with : str
        The canonical table, offered by the same row of an earlier recipe, without which this row means nothing: where
        that was refused, this is refused too.
    instead : mapping of str to str
        By canonical column: the standard's column that states the same where the first is blank.
    only_where : mapping of str to str
        By canonical column: the standard's column that must answer yes for it to count; where the file has no such
        column, it counts.
    happened : tuple of str
        Canonical dates of what had happened when the extract was made, besides the first that is required: a row with
        a later one is refused.
    steps : tuple of (str, str)
        Pairs of canonical dates of which the second should not be earlier than the first: the row is kept, and named.
    ends : tuple of (str, str)
        Pairs of canonical dates of which the first should not be later than the second: the row is kept, and named.
    dated : tuple of (str, str)
        Pairs of a canonical date and the reason for it: a row with a reason and no date is kept, and named.
    reasoned : tuple of (str, str)
        Pairs of a canonical date and the reason for it: a row with a date and no reason is kept, and named.
    in_year : str
        The canonical date that cannot be later than the year of the return: the row is kept, and named.
    coded : tuple of (str, str)
        Pairs of a canonical code and the date that it belongs to: a code of other years is kept, and named.
    open_without : str
        The canonical date without whose column every row would count as open: a file that lacks it is named.
    """

    table: str
    fields: Mapping[str, str]
    required: tuple[str, ...]
    order: tuple[tuple[str, str], ...] = ()
    offered_where: str = ""
    age: tuple[str, str] | None = None
    born: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    stands_with: str = ""
    instead: Mapping[str, str] = field(default_factory=dict)
    only_where: Mapping[str, str] = field(default_factory=dict)
    happened: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    dated: tuple[tuple[str, str], ...] = ()
    open_without: str = ""
    reasoned: tuple[tuple[str, str], ...] = ()
    in_year: str = ""
    coded: tuple[tuple[str, str], ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The standard's columns that it reads."""
        return (*self.fields.values(), *self.instead.values(), *self.only_where.values(), *self.born)


@dataclass(frozen=True)
class Offer:
    """The rows that one sheet offers to one canonical table.

    Parameters
    ----------
    table : str
        The canonical table.
    place : Place
        The sheet.
    rows : DataFrame
        The canonical columns that the sheet states, and "row", its number in the file.
    read : int
        Rows that the sheet held for the table.
    refused : int
        Rows of them that were refused.
    """

    table: str
    place: Place
    rows: pd.DataFrame
    read: int
    refused: int
