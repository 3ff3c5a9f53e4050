"""An empty return for a user to fill in, written from the same specification by which it is read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from importlib import resources
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.reference.formats.specification import ColumnFormat, FileFormat, TableFormat, templates
from turncurve.tables import durable

GUIDE = "How to fill this in"
OWN_WORDS = ("audit_actions", "audit_programme", "initial_access", "peer_review", "workload_scheme")
ROWS = 1000
"""Rows below the header for which a workbook offers lists of codes to choose from."""
_HEADS = ("Sheet", "Column", "Must be filled", "What goes into it", "Written as")
_WRITTEN_AS = {
    "date": "a date, such as 31/03/2013",
    "datetime": "a date and time, such as 31/03/2013 14:30",
    "integer": "a whole number",
    "number": "a number",
    "decimal": "a number, such as 12.5",
    "identifier": "a name or number, the same each time",
    "text": "words",
}
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's date of creation has no time zone
_LONGEST_TITLE = 32  # nor a longer title of what it says of a value that is not on the list
_LONGEST_LIST = 255  # Excel takes no longer list of values in a cell's rule


def template(name: str) -> FileFormat:
    """Return the format of a return that can be asked for empty.

    Parameters
    ----------
    name : str
        Its short name, such as "chairs".

    Returns
    -------
    FileFormat
        Its tables and columns.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    known = templates()
    if name not in known:
        names = ", ".join((*known, *own_words()))
        raise UnknownNameError(f"there is no template called {name!r}", remedy=f"Use one of: {names}")
    return known[name]


def own_words() -> dict[str, str]:
    """Return the files in which a council says in its own words what no return holds.

    Returns
    -------
    dict of str to str
        By short name, such as "peer_review": the file's text, filled with an example.
    """
    folder = resources.files("turncurve.reference") / "templates"
    return {name: (folder / f"{name}.yml").read_text(encoding="utf-8") for name in OWN_WORDS}


def write_blank_return(name: str, *, to: Path | None = None) -> tuple[Path, ...]:
    """Write an empty return: a workbook with a sheet a table and a guide, or text files with the headings alone.

    A file of a council's own words is written as it stands, in the one form that it has.

    Parameters
    ----------
    name : str
        The template's short name, such as "chairs".
    to : pathlib.Path, optional
        The file, ending in .xlsx or .csv; a workbook called after the format, in the working directory, where not
        given.

    Returns
    -------
    tuple of pathlib.Path
        The workbook; or one .csv file a table, each called after the table where there are several.

    Raises
    ------
    TurnCurveError
        If a file of that name is there already, or its ending is neither.
    """
    made = _of_words(name, to) if name in own_words() else _of_tables(name, to)
    for each in made:
        if each.exists():
            raise TurnCurveError(
                "a file of that name is there already, and may hold somebody's work",
                where=each.name,
                remedy="Give another name with --to, or move the file away",
            )
    for each, content in made.items():
        durable.write(each, content)
    return tuple(made)


def _of_words(name: str, to: Path | None) -> dict[Path, bytes]:
    """Return a file of a council's own words; it is only found by the name that it has."""
    path = to or Path.cwd() / f"{name}.yml"
    if path.name != f"{name}.yml":
        raise TurnCurveError(
            "this file is found by its name alone", where=path.name, remedy=f"Give a folder and the name {name}.yml"
        )
    return {path: own_words()[name].encode()}


def _of_tables(name: str, to: Path | None) -> dict[Path, bytes]:
    """Return an empty return as a workbook, or as text files."""
    wanted = template(name)
    path = to or Path.cwd() / f"{wanted.key}.xlsx"
    if path.suffix not in {".xlsx", ".csv"}:
        raise TurnCurveError(
            "a template is a workbook or a text file", where=path.name, remedy="Give a name that ends in .xlsx or .csv"
        )
    return {path: workbook(wanted)} if path.suffix == ".xlsx" else _headings(wanted, path)


def workbook(wanted: FileFormat) -> bytes:
    """Return an empty return as a workbook.

    Parameters
    ----------
    wanted : FileFormat
        The format.

    Returns
    -------
    bytes
        An .xlsx file, the same to the byte each time: the headings, lists to choose codes from, and a guide.
    """
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"title": wanted.title, "created": _CREATED})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for table in wanted.tables:
            sheet = book.add_worksheet(table.titles[0])
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, bold)
                sheet.set_column(place, place, max(12, len(column.name) + 2), day if column.type == "date" else None)
                _offer_codes(sheet, place, column)
        guide = book.add_worksheet(GUIDE)
        guide.set_column(0, 2, 18, wrapped)
        guide.set_column(3, 4, 60, wrapped)
        for row, words in enumerate([_HEADS, *guidance(wanted)]):
            for place, text in enumerate(words):
                guide.write_string(row, place, text, bold if not row else wrapped)
    return held.getvalue()


def guidance(wanted: FileFormat) -> tuple[tuple[str, ...], ...]:
    """Say of each column of a return what goes into it.

    Parameters
    ----------
    wanted : FileFormat
        The format.

    Returns
    -------
    tuple of tuple of str
        One row a column: sheet, column, whether it must be filled, what goes into it, and how it is written.
    """
    return tuple(
        (table.titles[0], column.name, "yes" if column.required else "no", column.meaning, _written_as(column))
        for table in wanted.tables
        for column in table.columns
    )


def _written_as(column: ColumnFormat) -> str:
    """Say how a column's values are written."""
    return "; ".join(column.codes) if column.codes else _WRITTEN_AS[column.type]


def _offer_codes(sheet: Worksheet, place: int, column: ColumnFormat) -> None:
    """Let a column's codes be chosen from a list, where it has some."""
    codes = list(column.codes)
    if codes and len(",".join(codes)) <= _LONGEST_LIST:
        rule = {
            "validate": "list",
            "source": codes,
            "error_title": column.name[:_LONGEST_TITLE],
            "error_message": "Choose from the list",
        }
        sheet.data_validation(1, place, ROWS, place, rule)


def _headings(wanted: FileFormat, path: Path) -> dict[Path, bytes]:
    """Return a text file with the headings of each table."""
    several = len(wanted.tables) > 1
    return {
        (path.with_name(f"{path.stem}_{table.key}.csv") if several else path): _line(table) for table in wanted.tables
    }


def _line(table: TableFormat) -> bytes:
    """Return a table's headings as one line of text, marked as a spreadsheet expects."""
    held = io.StringIO()
    csv.writer(held).writerow([column.name for column in table.columns])
    return held.getvalue().encode("utf-8-sig")
