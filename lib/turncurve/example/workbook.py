"""Write workbooks that are the same to the byte each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from turncurve.example.days import NEVER, number

CREATED = dt.datetime(2013, 4, 1, 9, 0, 0)  # noqa: DTZ001 - a workbook's date of creation has no time zone
EXCEL_DAY_ZERO = number(1899, 12, 30)
BLANK = -999
"""A whole number that is written as a blank cell."""


@dataclass(frozen=True)
class SheetToWrite:
    """One sheet.

    Parameters
    ----------
    title : str
        The sheet's name.
    columns : mapping of str to array
        By header: text, whole numbers (BLANK for none), or day numbers.
    dates : sequence of str
        Headers of columns of day numbers, written as Excel dates (NEVER is blank).
    heading : str
        Text of a row above the header; none where empty.
    extra_rows : sequence of mapping
        Rows below the others: a text or number by header.
    """

    title: str
    columns: Mapping[str, np.ndarray]
    dates: Sequence[str] = ()
    heading: str = ""
    extra_rows: Sequence[Mapping[str, str | int]] = field(default_factory=tuple)

    @property
    def first_row(self) -> int:
        """The number, as a spreadsheet shows it, of the first row below the header."""
        return 3 if self.heading else 2


def write_workbook(path: Path, sheets: Sequence[SheetToWrite], *, title: str) -> None:
    """Write a workbook with fixed properties.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder is made where absent.
    sheets : sequence of SheetToWrite
        The sheets, in order.
    title : str
        The workbook's title; the word SYNTHETIC is put before it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({
            "title": f"SYNTHETIC: {title}", "subject": "SYNTHETIC", "company": "Exampleshire (invented)",
            "comments": "SYNTHETIC: every child in this workbook is invented.", "created": CREATED,
        })  # fmt: skip
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.title), sheet, day=day)


def _write_sheet(page: Any, sheet: SheetToWrite, *, day: Any) -> None:  # noqa: ANN401 - xlsxwriter is not typed
    """Write the heading, the header and the columns of one sheet."""
    if sheet.heading:
        page.write_string(0, 0, sheet.heading)
    top = sheet.first_row - 1
    for place, (header, content) in enumerate(sheet.columns.items()):
        page.write_string(top - 1, place, header)
        if header in sheet.dates:
            _write_dates(page, place, content, top=top, day=day)
        elif np.issubdtype(content.dtype, np.integer):
            for row, value in enumerate(content.tolist(), top):
                if value != BLANK:
                    page.write_number(row, place, value)
        else:
            for row, text in enumerate(content.tolist(), top):
                if text:
                    page.write_string(row, place, text)
    length = len(next(iter(sheet.columns.values())))
    for row, extra in enumerate(sheet.extra_rows, top + length):
        for place, header in enumerate(sheet.columns):
            _write_extra(page, row, place, extra.get(header, ""), day=day if header in sheet.dates else None)


def _write_dates(page: Any, place: int, content: np.ndarray, *, top: int, day: Any) -> None:  # noqa: ANN401 - not typed
    """Write day numbers as Excel's dates."""
    for row, value in enumerate(content.tolist(), top):
        if value < NEVER:
            page.write_number(row, place, value - EXCEL_DAY_ZERO, day)


def _write_extra(page: Any, row: int, place: int, value: str | int, *, day: Any) -> None:  # noqa: ANN401 - not typed
    """Write one cell of an extra row; a number in a column of dates is a day."""
    if isinstance(value, str):
        if value:
            page.write_string(row, place, value)
    elif day is not None and value < NEVER:
        page.write_number(row, place, value - EXCEL_DAY_ZERO, day)
    elif day is None and value != BLANK:
        page.write_number(row, place, value)
