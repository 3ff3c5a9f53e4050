"""The tables of a page as one workbook, laid out as government statistics are: cover, contents, a sheet a table."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import cell_autofit_width
from xlsxwriter.worksheet import Worksheet

_Value = str | int | float
_Shape = dict[str, Any]
SUFFIX = ".xlsx"
NOTHING = "[z]"
LEGEND = "[z] means that there is nothing to show here."
_ONE_TABLE = "This worksheet contains one table."
_SEE_NOTES = "Some cells may refer to notes, which can be found on the notes worksheet."
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_SAYS_NOTHING = re.compile(r"[^a-zA-Z0-9]*")
_SHORTHAND = re.compile(r"\[[\w\s]+\]")
# A workbook says when it was written; ours says the same every time.
_WRITTEN = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes times without a zone
_COVER_WIDTH = 85
_TEXT: _Shape = {"font_name": "Arial", "font_color": "automatic", "font_size": 12}
_WRAPPED = {**_TEXT, "text_wrap": True}
_SUBTITLE = {**_TEXT, "font_size": 14}
_TITLE = {**_TEXT, "font_size": 16, "bold": True}
_COVER_SUBTITLE = {**_SUBTITLE, "text_wrap": True, "bold": True}
_COVER_TITLE = {**_TITLE, "text_wrap": True}
_HEADING = {**_WRAPPED, "bold": True, "bottom": 1, "valign": "top"}
_LINK = {"underline": True, "font_color": "blue"}


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


@dataclass(frozen=True)
class _Table:
    """What stands on one sheet: the words above its table, and the table, first column first."""

    name: str
    title: str
    columns: dict[str, list[_Value]]
    subtitle: str = ""
    about: tuple[str, ...] = (_ONE_TABLE,)
    linked: bool = False


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
    notes = {note: place for place, note in enumerate(_once(each.notes for each in sheets), start=1)}
    tables = {f"Table {place}": each for place, each in enumerate(sheets, start=1)}
    titles = {name: _plain(f"{name}: {each.title}") for name, each in tables.items()}
    held = io.BytesIO()
    book = _Book(held)
    book.write_cover(_plain(title), [_plain(text) for text in intro])
    listed: dict[str, list[_Value]] = {"Sheet": list(titles), "What it shows": list(titles.values())}
    book.write_table("Contents", _Table("contents_table", "Table of contents", listed, linked=True))
    if notes:
        told: dict[str, list[_Value]] = {"Note number": list(notes.values()), "Note": [_plain(note) for note in notes]}
        book.write_table("Notes", _Table("notes_table", "Notes", told))
    for name, each in tables.items():
        marks = "".join(f" [note {notes[note]}]" for note in each.notes)
        book.write_table(name, _table(each, name=name, title=titles[name] + marks, noted=bool(notes)))
    book.made.set_properties({"title": title, "author": author, "created": _WRITTEN})
    book.made.close()
    return held.getvalue()


class _Book:
    """A workbook that is being written, each way of writing known once."""

    def __init__(self, held: io.BytesIO) -> None:
        self.made = Workbook(held, {"in_memory": True})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def write_cover(self, title: str, intro: Sequence[str]) -> None:
        """Write whose workbook it is, and what it answers."""
        sheet = self._sheet("Cover")
        above = [(title, _COVER_TITLE), ("Introductory information", _COVER_SUBTITLE)]
        self._write_words(sheet, [*above, *((text, _WRAPPED) for text in intro)])
        sheet.set_column(0, 0, _COVER_WIDTH)

    def write_table(self, name: str, table: _Table) -> None:
        """Write a sheet: words, then a table that spreadsheets and screen readers know as one."""
        sheet = self._sheet(name)
        above = [(table.title, _TITLE), (table.subtitle, _SUBTITLE), *((text, _TEXT) for text in table.about)]
        top = self._write_words(sheet, [(text, shape) for text, shape in above if text])
        columns = [
            (heading, values, {"align": "right" if place and _holds_numbers(values) else "left"})
            for place, (heading, values) in enumerate(table.columns.items())
        ]
        headed = [self._format(_HEADING | align) for _, _, align in columns]
        for place, (heading, values, _) in enumerate(columns):
            sheet.write_string(top, place, heading, headed[place])
            widths = [_width(heading, _HEADING), *(_width(str(value), _WRAPPED) for value in values)]
            sheet.set_column_pixels(place, place, max(widths))
        rows = list(zip(*table.columns.values(), strict=True))
        self._write_rows(
            sheet, rows, top=top + 1, shapes=[_WRAPPED | align for _, _, align in columns], linked=table.linked
        )
        marked = [{"header": name, "header_format": shape} for (name, _, _), shape in zip(columns, headed, strict=True)]
        about = {"header_row": True, "autofilter": False, "columns": marked, "style": None, "name": table.name}
        sheet.add_table(top, 0, top + len(rows), len(columns) - 1, about)

    def _write_rows(
        self, sheet: Worksheet, rows: Sequence[tuple[_Value, ...]], *, top: int, shapes: Sequence[_Shape], linked: bool
    ) -> None:
        """Write a table's rows: numbers as numbers, text as text, and names of sheets as ways to them."""
        formats = [self._format(each) for each in shapes]
        for row, values in enumerate(rows, start=top):
            for place, value in enumerate(values):
                if linked and not place:
                    link = self._format(shapes[place] | _LINK)
                    sheet.write_url(row, place, f"internal:'{value}'!A1", link, value)
                elif isinstance(value, str):
                    sheet.write_string(row, place, value, formats[place])
                else:
                    sheet.write_number(row, place, value, formats[place])

    def _write_words(self, sheet: Worksheet, words: Sequence[tuple[str, _Shape]]) -> int:
        """Write texts below one another, and return how many there are."""
        for row, (text, shape) in enumerate(words):
            sheet.write_string(row, 0, text, self._format(shape))
        return len(words)

    def _sheet(self, name: str) -> Worksheet:
        """Return a new sheet without lines between its cells."""
        sheet = self.made.add_worksheet(name)
        sheet.hide_gridlines(2)
        return sheet

    def _format(self, shape: _Shape) -> Format:
        """Return a way of writing, the same object for the same shape."""
        key = tuple(sorted(shape.items()))
        if key not in self._formats:
            self._formats[key] = self.made.add_format(shape)
        return self._formats[key]


def _table(sheet: Sheet, *, name: str, title: str, noted: bool) -> _Table:
    """Return what stands on a table's own sheet."""
    nothing = any(_SAYS_NOTHING.fullmatch(text) for row in sheet.rows for text in row)
    about = (
        f"{_ONE_TABLE} {_SEE_NOTES}" if noted else _ONE_TABLE,
        LEGEND if nothing else "",
        _plain(sheet.source) if sheet.source else "",
    )
    subtitle = _plain(sheet.sentence) if sheet.sentence else ""
    return _Table(name.replace(" ", "_").lower(), title, _columns(sheet), subtitle, about)


def _columns(sheet: Sheet) -> dict[str, list[_Value]]:
    """Return a table's columns with their numbers as numbers, and everything else as the text that it is."""
    headings = _apart([name if name.strip() else NOTHING for name, _ in sheet.columns])
    return {
        heading: [_number(row[place]) if numeric else _plain(row[place]) for row in sheet.rows]
        for place, (heading, (_, numeric)) in enumerate(zip(headings, sheet.columns, strict=True))
    }


def _holds_numbers(values: Sequence[_Value]) -> bool:
    """Tell whether a column holds numbers, and else nothing but signs in brackets."""
    said = [value for value in values if not (isinstance(value, str) and _SHORTHAND.search(value))]
    return bool(said) and not any(isinstance(value, str) for value in said)


def _width(text: str, shape: _Shape) -> int:
    """Return how many pixels wide a column must be for a text; capitals and bold letters take more room."""
    capitals = sum(map(str.isupper, text)) / len(text)
    scale = (shape["font_size"] / 11) * (1.1 if "bold" in shape else 1.0) * (1.0 + 0.15 * capitals)
    pixels: int = ceil(cell_autofit_width(text) * scale)
    return pixels


def _number(text: str) -> _Value:
    """Return the number that a text shows; any other text as it is."""
    if not _NUMBER.fullmatch(text):
        return _plain(text)
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _plain(text: str) -> str:
    """Return a text, or a sign where it says nothing."""
    return NOTHING if _SAYS_NOTHING.fullmatch(text) else text


def _once(groups: Iterable[Sequence[str]]) -> list[str]:
    """Return texts in order, each once."""
    return list(dict.fromkeys(text for group in groups for text in group))


def _apart(headings: list[str]) -> list[str]:
    """Return headings no two of which are the same to a spreadsheet, which knows no capitals."""
    seen: dict[str, int] = {}
    found = []
    for name in headings:
        times = seen[name.lower()] = seen.get(name.lower(), 0) + 1
        found.append(name if times == 1 else f"{name} ({times})")
    return found
