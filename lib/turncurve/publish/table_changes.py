"""Which figures of tables differ between two releases: percentages, averages and forecasts, each beside what it was."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FIGURE = re.compile(r"[-+\u2212]?\d[\d,]*(?:\.\d+)?(?!\d)%?(?: .*)?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARKS = 2  # the council and the audience, the last columns of every file
Cells = dict[tuple[tuple[str, ...], str], str]


@dataclass(frozen=True)
class Difference:
    """One figure of a table that two releases give differently.

    Parameters
    ----------
    table, row, column : str
        The table's title, and the names of the row and the column that it stands in.
    before, now : str
        As the earlier and this release show it.
    """

    table: str
    row: str
    column: str
    before: str
    now: str


def differences(
    earlier: Path,
    files: Mapping[str, bytes],
    *,
    tables: Sequence[tuple[str, str]],
    hidden: Collection[str] = (),
    counted: Collection[tuple[str, str]] = (),
) -> tuple[Difference, ...]:
    """Compare the figures of a release's tables with those of an earlier release.

    A figure is held against the one in the same table, row and column, where row or column name their time; a table
    in which two rows have one name cannot be compared.

    Parameters
    ----------
    earlier : pathlib.Path
        The earlier release's folder, for the same audience.
    files : mapping of str to bytes
        This release's files by path.
    tables : sequence of tuple of two str
        Title and path of each table.
    hidden : collection of str, optional
        What stands where a figure is hidden; what was never a figure is not compared.
    counted : collection of tuple of two str, optional
        Counts before and now that are told elsewhere; they are not told again.

    Returns
    -------
    tuple of Difference
        In order of the tables and their rows.
    """
    return tuple(
        Difference(title, ", ".join(row), column, before[row, column], text)
        for title, path in tables
        if path in files and (earlier / path).is_file()
        for before, now in [(_cells((earlier / path).read_bytes()), _cells(files[path]))]
        for (row, column), text in now.items()
        if (row, column) in before
        and _differ(before[row, column], text, hidden=hidden)
        and (before[row, column], text) not in counted
    )


def _differ(before: str, now: str, *, hidden: Collection[str]) -> bool:
    """Tell whether two cells are of a figure that was revised, hidden or shown."""
    figures = [bool(_FIGURE.fullmatch(each)) for each in (before, now)]
    return before != now and any(figures) and all(a or b in hidden for a, b in zip(figures, (before, now), strict=True))


def _cells(data: bytes) -> Cells:
    """Return the cells of a table's file that are of a time, by the names of row and column; none where not apart."""
    heading, *rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) or [[]]
    names = _apart(heading[:-_MARKS])
    lead = next((place for place in range(1, len(names)) if _numeric(rows, place)), len(names))
    keys = [tuple(row[:lead]) for row in rows]
    if len({*keys}) < len(keys):
        return {}
    return dict(_of_a_time(keys, rows, names=names, lead=lead))


def _of_a_time(
    keys: Sequence[tuple[str, ...]], rows: Sequence[Sequence[str]], *, names: Sequence[str], lead: int
) -> Iterator[tuple[tuple[tuple[str, ...], str], str]]:
    """Yield the cells whose row or column names a year, with the names of both."""
    for key, row in zip(keys, rows, strict=True):
        named = any(map(_YEAR.search, key))
        for name, text in zip(names[lead:], row[lead:], strict=False):
            if named or _YEAR.search(name):
                yield (key, name), text


def _apart(names: Sequence[str]) -> list[str]:
    """Return headings no two of which are the same."""
    return [
        f"{name} ({names[:place].count(name) + 1})" if name in names[:place] else name
        for place, name in enumerate(names)
    ]


def _numeric(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Tell whether a column holds figures."""
    return any(_FIGURE.fullmatch(row[place]) for row in rows if place < len(row))
