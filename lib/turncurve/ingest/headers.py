"""Which column of a file is which column of the standard, whatever its spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from turncurve.ingest.remembered import remembered
from turncurve.reference.formats.specification import TableFormat

_YES_OR_NO = re.compile(r"\(\s*(?:y\s*/\s*n|yes\s*/\s*no)\s*\)")
_APOSTROPHES = re.compile("['‘’ʼ`´]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_NUMBERING = re.compile(r"^\s*\d{1,2}\s*[.):\-–]\s*(?=[A-Za-z])")
_CLOSING = re.compile(r"^(.*\S)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$", re.DOTALL)
# What an export puts behind a column's name, in brackets, and that says nothing of what the column holds: the system.
_SYSTEMS = frozenset({
    "mosaic", "frameworki", "framework i", "core logic", "corelogic", "liquidlogic", "liquid logic", "lcs", "ics",
    "protocol", "eclipse", "carefirst", "care first", "caredirector", "care director", "azeus", "charms", "ehm",
    "paris", "swift", "raise", "capita", "capita one", "olm", "servelec", "access", "system c",
})  # fmt: skip


@dataclass(frozen=True)
class HeaderMatch:
    """How one row of cells fits one table of a format.

    Parameters
    ----------
    columns : mapping of str to int
        By the standard's column name: position in the row; the first where there are several.
    repeated : mapping of str to tuple of int
        Positions of further columns by the same name.
    """

    columns: dict[str, int]
    repeated: dict[str, tuple[int, ...]]


@remembered
def plain(header: str) -> str:
    """Return a header without what councils spell differently: case, punctuation, quotes, spaces and "(Y/N)".

    Parameters
    ----------
    header : str
        A column's or sheet's name.

    Returns
    -------
    str
        Words in lower case, one space between them.
    """
    text = unicodedata.normalize("NFKC", header).casefold()
    text = _APOSTROPHES.sub("", _YES_OR_NO.sub(" ", text)).replace("&", " and ")
    return _NOT_WORDS.sub(" ", text).strip()


@cache
def _names_of(table: TableFormat) -> dict[str, str]:
    """Return the standard's column name by every plain spelling; the standard's own names come first."""
    also = {plain(other): column.name for column in table.columns for other in column.also}
    return also | {plain(column.name): column.name for column in table.columns}


def match(headers: Sequence[str], table: TableFormat) -> HeaderMatch:
    """Match a row of headers to a table's columns.

    Parameters
    ----------
    headers : sequence of str
        The cells of the row; empty where blank.
    table : TableFormat
        The table of the standard.

    Returns
    -------
    HeaderMatch
        The columns found; a header that matches nothing is left out.
    """
    names = _names_of(table)
    found: dict[str, list[int]] = {}
    for position, (header, bare) in enumerate(zip(headers, without_marks(tuple(headers)), strict=True)):
        if header and (name := names.get(plain(header)) or names.get(plain(bare))) is not None:
            found.setdefault(name, []).append(position)
    exact = {name: _best(name, positions, headers=headers) for name, positions in found.items()}
    return HeaderMatch(
        columns={name: positions[0] for name, positions in exact.items()},
        repeated={name: tuple(positions[1:]) for name, positions in exact.items() if len(positions) > 1},
    )


def _best(name: str, positions: list[int], *, headers: Sequence[str]) -> list[int]:
    """Keep only the columns by the standard's own name where there is one, else all."""
    own = [position for position in positions if plain(headers[position]) == plain(name)]
    return own or positions


@lru_cache(maxsize=512)
def without_marks(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row of headers without what an export puts before or behind names: a number, or the system's name.

    Parameters
    ----------
    headers : tuple of str
        The cells of the row; empty where blank.

    Returns
    -------
    tuple of str
        "1. Child Unique ID (Mosaic)" is "Child Unique ID". A number alone says nothing, and is taken off only where
        two headers or more have one; words in brackets only where they name a system, or stand behind most headers.
    """
    numbered = sum(_NUMBERING.match(header) is not None for header in headers) > 1
    bare = tuple(_NUMBERING.sub("", header) if numbered else header for header in headers)
    closings = [plain(found.group(2)) for header in bare if (found := _CLOSING.match(header))]
    filled = sum(bool(header) for header in headers)
    systems = _SYSTEMS | {words for words in closings if closings.count(words) * 2 > max(filled, 5)}
    return tuple(_without_system(header, systems) for header in bare)


def _without_system(header: str, systems: Collection[str]) -> str:
    """Return a header without a system's name in brackets behind it."""
    found = _CLOSING.match(header)
    return found.group(1) if found and plain(found.group(2)) in systems else header
