"""The tables of a page as one workbook, laid out as government statistics are: cover, contents, a sheet a table."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from pandas.errors import Pandas4Warning

SUFFIX = ".xlsx"
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_LITERAL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
# A workbook says when it was written; ours says the same every time.
NOTHING = "[z]"
LEGEND = "[z] means that there is nothing to show here."
_SAYS_NOTHING = re.compile(r"[^a-zA-Z0-9]*")
_WRITTEN = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes times without a zone


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook.

    Parameters
    ----------
    title : str
        What it shows.
    sentence : str
        What it says.
    columns : tuple of (str, bool)
        Heading of each column, and whether it holds numbers.
    rows : tuple of tuple of str
        As shown on the page.
    notes : tuple of str
        What must be borne in mind.
    source : str
        Where the numbers come from.
    """

    title: str
    sentence: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    source: str = ""


def workbook(sheets: Sequence[Sheet], *, title: str, intro: Sequence[str], author: str = "") -> bytes:
    """Return a workbook: a cover, a list of contents and a sheet for each table.

    Parameters
    ----------
    sheets : sequence of Sheet
        The tables, at least one.
    title : str
        What the workbook answers.
    intro : sequence of str
        Whose it is, for whom, at which date.
    author : str, optional
        Who made it, as the file itself says.

    Returns
    -------
    bytes
        An .xlsx file, the same to the byte for the same content. Text stays text: no formula, no link is made of it.
    """
    from gptables import Cover, GPTable, produce_workbook

    names = [f"Table {place}" for place in range(1, len(sheets) + 1)]
    notes = tuple(dict.fromkeys(note for each in sheets for note in each.notes))
    tables = {
        name: GPTable(
            table=_frame(each),
            table_name=name.replace(" ", "_").lower(),
            title=_plain(f"{name}: {each.title}") + "".join(f"$${notes.index(note)}$$" for note in each.notes),
            subtitles=[_plain(each.sentence)] if each.sentence else [],
            source=_plain(each.source) if each.source else None,
            legend=[LEGEND] if any(_SAYS_NOTHING.fullmatch(text) for row in each.rows for text in row) else [],
            index_columns={},
        )
        for name, each in zip(names, sheets, strict=True)
    }
    references = [str(place) for place in range(len(notes))]
    noted = pd.DataFrame({"Reference": references, "Note": [_plain(note) for note in notes]}) if notes else None
    held = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No note text provided")
        warnings.simplefilter("ignore", Pandas4Warning)  # the library's own use of pandas, not ours
        made = produce_workbook(
            held,  # the library passes it on to one that takes a buffer
            sheets=tables,
            cover=Cover(title=_plain(title), intro=[_plain(text) for text in intro]),
            contentsheet_options={"column_names": ["Sheet", "What it shows"]},
            notes_table=noted,
            workbook_options=dict(_LITERAL),
        )
    made.set_properties({"title": title, "author": author, "created": _WRITTEN})
    made.close()
    return held.getvalue()


def _frame(sheet: Sheet) -> pd.DataFrame:
    """Return a table with its numbers as numbers, and everything else as the text that it is."""
    columns = [
        [_number(row[place]) if numeric else _plain(row[place]) for row in sheet.rows]
        for place, (_, numeric) in enumerate(sheet.columns)
    ]
    headings = _apart([_plain(name) for name, _ in sheet.columns])
    return pd.DataFrame(dict(zip(headings, columns, strict=True)), dtype=object)


def _number(text: str) -> float | int | str:
    """Return the number that a text shows; any other text as it is."""
    if not _NUMBER.fullmatch(text):
        return _plain(text)
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _plain(text: str) -> str:
    """Return a text of which the library makes no link and no reference to a note; a sign where it says nothing."""
    if _SAYS_NOTHING.fullmatch(text):
        return NOTHING
    return text.replace("](", "] (").replace("$$", "$ $")


def _apart(headings: list[str]) -> list[str]:
    """Return headings no two of which are the same."""
    seen: dict[str, int] = {}
    found = []
    for name in headings:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
