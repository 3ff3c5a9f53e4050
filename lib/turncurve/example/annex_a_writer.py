"""Write Annex A: eight workbooks, each laid out a little differently, as councils' extracts are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from turncurve.example import annex_a_care, annex_a_lists
from turncurve.example.annex_a_lists import Values, Window
from turncurve.example.days import number
from turncurve.example.faults import Fault, spoiled
from turncurve.example.lives import Lives
from turncurve.example.rendering import coded, date_texts
from turncurve.example.workbook import BLANK, SheetToWrite, write_workbook
from turncurve.reference.formats.specification import ColumnFormat, TableFormat, load

LISTS: Mapping[str, Callable[[Lives, Window], Values]] = {
    "list_1": annex_a_lists.contacts,
    "list_2": annex_a_care.early_help,
    "list_3": annex_a_lists.referrals,
    "list_4": annex_a_lists.assessments,
    "list_5": annex_a_lists.enquiries,
    "list_6": annex_a_lists.children_in_need,
    "list_7": annex_a_lists.plans,
    "list_8": annex_a_care.children_in_care,
    "list_9": annex_a_care.care_leavers,
    "list_10": annex_a_care.adoption,
    "list_11": annex_a_care.adopters,
}
LAYOUT_YEAR = 2019
"""The published template is of August 2019: younger than the example's years, as README.txt says."""


@dataclass(frozen=True)
class Edition:
    """One workbook and how it is laid out.

    Parameters
    ----------
    name : str
        The date at which its six months end.
    headed : bool
        Whether a title stands above the header, which is then on row 2.
    sheet : str
        How a sheet is named, with the list's number in braces.
    headers : {"as published", "capitals", "small", "renamed"}
        How the columns are named.
    real_dates : bool
        Whether dates are dates of the workbook; else text, day first.
    prefixed : bool
        Whether codes keep the letter before them.
    """

    name: str
    headed: bool
    sheet: str
    headers: str
    real_dates: bool
    prefixed: bool

    @property
    def window(self) -> Window:
        """The six months."""
        year, month, day = (int(part) for part in self.name.split("-"))
        first = number(year, 4, 1) if month == 9 else number(year - 1, 10, 1)
        return Window(first, number(year, month, day))


EDITIONS = (
    Edition("2009-09-30", True, "List_{}", "as published", real_dates=False, prefixed=True),
    Edition("2010-03-31", False, "List {}", "capitals", real_dates=True, prefixed=True),
    Edition("2010-09-30", True, "List_{}", "renamed", real_dates=False, prefixed=False),
    Edition("2011-03-31", False, "List_{}", "as published", real_dates=True, prefixed=True),
    Edition("2011-09-30", False, "List {}", "small", real_dates=True, prefixed=False),
    Edition("2012-03-31", True, "List_{}", "renamed", real_dates=False, prefixed=True),
    Edition("2012-09-30", False, "List_{}", "as published", real_dates=True, prefixed=True),
    Edition("2013-03-31", True, "List {}", "as published", real_dates=True, prefixed=False),
)


def write_annex_a(lives: Lives, folder: Path) -> tuple[Fault, ...]:
    """Write every edition.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of Fault
        The faults put into the workbooks on purpose.
    """
    faults: list[Fault] = []
    for edition in EDITIONS:
        file = f"annex_a/{edition.name}/annex_a_SYNTHETIC.xlsx"
        sheets = []
        for key, rows_of in LISTS.items():
            table = load("annex_a").table(key)
            headers = {column.name: _header(column, edition) for column in table.columns}
            sheet = _sheet(table, rows_of(lives, edition.window), edition, council=lives.council)
            sheet, found = spoiled(sheet, key, file=file, headers=headers)
            sheets.append(sheet)
            faults += found
        write_workbook(
            folder / file, sheets, title=f"Annex A of {lives.council}, {edition.name}", council=lives.council
        )
    return tuple(faults)


def _sheet(table: TableFormat, values: Values, edition: Edition, *, council: str) -> SheetToWrite:
    """Lay one list out as its edition does."""
    count = len(next(iter(values.values())))
    columns, dates = {}, []
    for column in table.columns:
        if (column.since or LAYOUT_YEAR) > LAYOUT_YEAR:
            continue
        header = _header(column, edition)
        content = values.get(column.name)
        columns[header] = _written(column, content, edition) if content is not None else np.full(count, "")
        if column.type == "date" and edition.real_dates and content is not None:
            dates.append(header)
    listed = table.key.removeprefix("list_")
    heading = f"SYNTHETIC {table.titles[2]} - {council}, an invented council" if edition.headed else ""
    return SheetToWrite(edition.sheet.format(listed), columns, dates=tuple(dates), heading=heading)


def _header(column: ColumnFormat, edition: Edition) -> str:
    """Return how an edition names a column."""
    if edition.headers == "capitals":
        return column.name.upper()
    if edition.headers == "small":
        return column.name.lower()
    if edition.headers == "renamed" and column.also:
        return column.also[0]
    return column.name


def _written(column: ColumnFormat, content: np.ndarray, edition: Edition) -> np.ndarray:
    """Return a column's content as it is written: codes spelled out, dates as text where the edition has text."""
    if column.type == "date":
        return content if edition.real_dates else date_texts(content)
    if column.codes:
        return coded(column, content, prefixed=edition.prefixed)
    if column.type == "integer":
        return np.where(content == BLANK, BLANK, content).astype(np.int64)
    return content
