"""The workbooks that auditors fill, and the record of the draw: the cases' own numbers, and no child's name."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from turncurve.publish.csv_files import literal
from turncurve.reference.formats.specification import load
from turncurve.tables.audit_programme import QuestionSet

WIDTHS = {
    "Programme": 26, "Drawn on": 11, "File": 14, "Reading": 9, "Auditor": 18, "Audit date": 12, "Standard": 20,
    "Criterion": 60, "Answer": 16, "Note": 40,
}  # fmt: skip
HEADERS = tuple(WIDTHS)
GRADE_WIDTHS = {
    "Programme": 26, "Drawn on": 11, "File": 14, "Reading": 9, "Graded by": 18, "Graded on": 12, "Grade": 16, "Why": 60,
}  # fmt: skip
GRADED = ("Graded by", "Graded on", "Grade", "Why")
FILLED = ("Auditor", "Audit date", "Answer", "Note")
DRAW_HEADERS = ("Programme", "Drawn on", "File", "Stratum", "Files in stratum", "Files drawn", "Read twice", "Seed")
HOW_TO_FILL = (
    "One row is one question on one file. Fill in what is not grey: auditor, audit date, answer and note.",
    "Choose the answer from the list. Where a question does not apply to the child, choose Not applicable.",
    "Leave an answer blank where you could not tell, and say why in the note. Notes are not read in.",
    "On the sheet Grades, grade each file as a whole and say why: it is your judgement, and no sum of the answers.",
    "A file that is to be read twice is read by two auditors, each without seeing the other's answers.",
    "Do not write a child's name. Do not add a file: one that was not drawn speaks for no other, and is refused.",
    "Send the workbook back as it is, or save the first sheet as CSV.",
)


def readings_of(files: pd.DataFrame, *, workbooks: int) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Share the readings of files among workbooks, so that nobody reads a file twice where there are several.

    Parameters
    ----------
    files : DataFrame
        One row a file drawn: file, its own number, and read_twice.
    workbooks : int
        How many workbooks there are.

    Returns
    -------
    tuple of tuple of (str, str)
        By workbook: each file with the reading that it is, "first" or "second".
    """
    shared: list[list[tuple[str, str]]] = [[] for _ in range(workbooks)]
    for place, row in enumerate(files.sort_values("file", kind="stable").to_dict("records")):
        shared[place % workbooks].append((str(row["file"]), "first"))
        if row["read_twice"]:
            shared[(place + 1) % workbooks].append((str(row["file"]), "second"))
    return tuple(tuple(sorted(each)) for each in shared)


def record_rows(files: pd.DataFrame, *, title: str, drawn_on: dt.date) -> list[tuple[object, ...]]:
    """Return the record of a draw as rows, the header first.

    Parameters
    ----------
    files : DataFrame
        One row a file drawn: file, its own number; stratum, stratum_files, stratum_drawn, read_twice and seed.
    title : str
        The audit's name.
    drawn_on : datetime.date
        The day of the draw.

    Returns
    -------
    list of tuple
        In order of stratum and file.
    """
    rows = [
        (
            title, drawn_on.isoformat(), str(each["file"]), str(each["stratum"]), int(each["stratum_files"]),
            int(each["stratum_drawn"]), "Yes" if each["read_twice"] else "No", int(each["seed"]),
        )
        for each in files.to_dict("records")
    ]  # fmt: skip
    return [DRAW_HEADERS, *sorted(rows, key=lambda row: (row[3], row[2]))]


def record(rows: Sequence[Sequence[object]]) -> bytes:
    """Return the record of a draw as CSV: what the weights of its files are worked out from.

    Parameters
    ----------
    rows : sequence of sequence
        The record as rows, the header first.

    Returns
    -------
    bytes
        UTF-8 with the mark that spreadsheets look for.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([literal(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_workbook(
    path: Path | io.BytesIO,
    readings: Sequence[tuple[str, str]],
    *,
    drawn: Sequence[Sequence[object]],
    label: str,
    asked: QuestionSet,
) -> None:
    """Write one workbook of a draw: the same bytes from the same draw.

    Parameters
    ----------
    path : pathlib.Path or io.BytesIO
        The file, or where its bytes are to go.
    readings : sequence of (str, str)
        The files that it asks about, by their own numbers, with the reading that it is.
    drawn : sequence of sequence
        The record of the draw, as rows.
    label : str
        The council as it must stand on every output.
    asked : QuestionSet
        What is asked.
    """
    title, day = str(drawn[1][0]), dt.date.fromisoformat(str(drawn[1][1]))
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path if isinstance(path, io.BytesIO) else str(path), options) as book:
        made = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a workbook's date has no zone
        book.set_properties({"title": title, "comments": f"{label}. OFFICIAL-SENSITIVE", "created": made})
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True}),
            "fixed": book.add_format({"bg_color": "#F2F2F2", "text_wrap": True, "valign": "top"}),
            "free": book.add_format({"locked": False, "border": 1, "text_wrap": True, "valign": "top"}),
            "date": book.add_format({"locked": False, "border": 1, "num_format": "dd/mm/yyyy", "valign": "top"}),
        }
        _write_return(book, readings, formats, head=(title, day, label), asked=asked)
        _write_grades(book.add_worksheet("Grades"), readings, formats, head=(title, day))
        _write_lines(book.add_worksheet("How to fill"), HOW_TO_FILL)
        _write_draw(book.add_worksheet("Draw"), drawn)


def _write_return(
    book: Any,  # noqa: ANN401 - xlsxwriter has no types
    readings: Sequence[tuple[str, str]],
    formats: dict[str, Any],
    *,
    head: tuple[str, dt.date, str],
    asked: QuestionSet,
) -> None:
    """Write the sheet that is filled: what is fixed is locked, the rest is chosen from lists."""
    title, drawn_on, label = head
    sheet = book.add_worksheet("Audit return")
    # In one cell of a column that nobody can do without, so that it is there when another column is taken out.
    head_line = f"Programme: {title}; Drawn on: {drawn_on.isoformat()}; {label}"
    sheet.write_string(0, HEADERS.index("File"), head_line)
    for place, (header, width) in enumerate(WIDTHS.items()):
        sheet.write_string(1, place, header, formats["head"])
        sheet.set_column(place, place, width)
    lines = [(file, turn, each) for file, turn in readings for each in asked.criteria]
    for number, (file, turn, each) in enumerate(lines, start=2):
        fixed = (title, drawn_on.isoformat(), file, turn, "", "", each.standard, each.criterion, "", "")
        for place, (header, cell) in enumerate(zip(HEADERS, fixed, strict=True)):
            if header in FILLED:
                sheet.write_blank(number, place, None, formats["date" if header == "Audit date" else "free"])
            else:
                sheet.write_string(number, place, cell, formats["fixed"])
    _add_lists(sheet, last=len(lines) + 1, drawn_on=drawn_on)
    sheet.freeze_panes(2, 4)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _write_grades(
    sheet: Any,  # noqa: ANN401 - xlsxwriter has no types
    readings: Sequence[tuple[str, str]],
    formats: dict[str, Any],
    *,
    head: tuple[str, dt.date],
) -> None:
    """Write the sheet on which each reading of a file is graded as a whole, apart from its answers."""
    title, drawn_on = head
    places = {header: place for place, header in enumerate(GRADE_WIDTHS)}
    for header, place in places.items():
        sheet.write_string(0, place, header, formats["head"])
        sheet.set_column(place, place, GRADE_WIDTHS[header])
    for number, (file, turn) in enumerate(readings, start=1):
        for place, cell in enumerate((title, drawn_on.isoformat(), file, turn)):
            sheet.write_string(number, place, cell, formats["fixed"])
        for header in GRADED:
            sheet.write_blank(number, places[header], None, formats["date" if header == "Graded on" else "free"])
    scale = list(load("audit_return").table("grades").column("Grade").codes)
    wrong = {"error_title": "No such grade", "error_message": f"Choose one of: {', '.join(scale)}"}
    rule = {"validate": "list", "source": scale, **wrong}
    sheet.data_validation(1, places["Grade"], max(len(readings), 1), places["Grade"], rule)
    sheet.freeze_panes(1, 4)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _add_lists(sheet: Any, *, last: int, drawn_on: dt.date) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Give the answers their list, and the dates their limits, with words that say what is wanted."""
    scale = list(load("audit_return").table("answers").column("Answer").codes)
    answer, date = HEADERS.index("Answer"), HEADERS.index("Audit date")
    wrong = {"error_title": "Not on the scale", "error_message": f"Choose one of: {', '.join(scale)}"}
    sheet.data_validation(2, answer, last, answer, {"validate": "list", "source": scale, **wrong})
    wrong = {"error_title": "Not a date", "error_message": "Type the day, month and year, such as 31/03/2013"}
    limits = {"validate": "date", "criteria": ">=", "value": drawn_on, "error_type": "warning"}
    sheet.data_validation(2, date, last, date, {**limits, **wrong})


def _write_lines(sheet: Any, lines: Sequence[str]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write lines of words."""
    sheet.set_column(0, 0, 120)
    for number, words in enumerate(lines):
        sheet.write_string(number, 0, words)
    sheet.protect()


def _write_draw(sheet: Any, rows: Sequence[Sequence[object]]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write the record of the draw out of sight, so that a filled workbook brings it back."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    sheet.protect()
    sheet.hide()
