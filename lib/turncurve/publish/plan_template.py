"""The workbook in which a council keeps its improvement plan: what the notice asks is filled in, the rest is chosen."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
import yaml

from turncurve.errors import TurnCurveError
from turncurve.indicators.registry import INDICATORS
from turncurve.publish.blank_return import guidance
from turncurve.reference.formats.specification import ColumnFormat, FileFormat, TableFormat, load
from turncurve.reference.improvement_notice import Requirement, notice
from turncurve.tables import durable

NOTES, LISTS = "How to keep this plan", "Lists"
LAST_ROW = 500
"""Rows below the header for which lists are offered."""
_REFERS = {
    "For requirement": "requirements",
    "On requirement": "requirements",
    "Brought in by requirement": "requirements",
    "For objective": "objectives",
    "Met by objective": "objectives",
    "At meeting": "meetings",
    "Made at meeting": "meetings",
}
_LISTED = {"Indicator": 0, "Owner": 1}
_FIVE = frozenset({"Likelihood", "Impact"})
Cell = str | int | dt.date
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's date of creation has no time zone


def write_plan_template(to: Path) -> Path:
    """Write the workbook, and never over a file that is there.

    Parameters
    ----------
    to : pathlib.Path
        The file, ending in .xlsx.

    Returns
    -------
    pathlib.Path
        The workbook.

    Raises
    ------
    TurnCurveError
        If a file of that name is there already, or its ending is another.
    """
    if to.suffix != ".xlsx":
        raise TurnCurveError("the plan is kept in a workbook", where=to.name, remedy="Give a name ending in .xlsx")
    if to.exists():
        raise TurnCurveError(
            "a file of that name is there already, and may hold somebody's plan",
            where=to.name,
            remedy="Give another name with --to, or move the file away",
        )
    durable.write(to, plan_workbook())
    return to


def plan_workbook() -> bytes:
    """Return the workbook.

    Returns
    -------
    bytes
        An .xlsx file, the same to the byte each time: notes, a sheet for each part of the plan, and lists out of sight.
    """
    held, plan = io.BytesIO(), load("improvement_plan")
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": plan.title, "created": _CREATED})
        free = {"locked": False, "text_wrap": True, "valign": "top"}
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True}),
            "free": book.add_format(free),
            "date": book.add_format({**free, "num_format": "dd/mm/yyyy"}),
            "words": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_notes(book.add_worksheet(NOTES), plan, formats)
        for table in plan.tables:
            _write_sheet(book.add_worksheet(table.titles[0]), table, plan, formats)
        lists = book.add_worksheet(LISTS)
        for place, values in enumerate((list(INDICATORS), notice().posts)):
            for row, value in enumerate(values):
                lists.write_string(row, place, value)
        lists.protect()
        lists.hide()
    return held.getvalue()


def how_to_keep() -> tuple[str, ...]:
    """Say how a plan is kept.

    Returns
    -------
    tuple of str
        One a paragraph.
    """
    path = resources.files("turncurve.reference.templates") / "improvement_plan.yml"
    return tuple(str(each) for each in yaml.safe_load(path.read_text(encoding="utf-8"))["how_to_keep"])


def filled_in(table: str) -> list[dict[str, Cell]]:
    """Return the rows that a sheet begins with.

    Parameters
    ----------
    table : str
        Our name of the sheet, such as "requirements".

    Returns
    -------
    list of dict
        One a row, by heading: what the notice states, its requirements and its occasions; none on any other sheet.
    """
    held = notice()
    if table == "notice":
        return [{
            "All to be met by": held.aim_on, "Issued by": held.issued_by,
            "Weeks between Board meetings": held.weeks_between_meetings, "Chair of the Board": held.chair,
            "Areas": held.areas, "Grounds": held.grounds, "If it fails": held.if_failed,
        }]  # fmt: skip
    if table == "requirements":
        return [_requirement(each) for each in held.requirements]
    if table == "meetings":
        occasions: list[dict[str, Cell]] = [
            {"Meeting": each.number, "Occasion": each.occasion, "Month": each.month, "Kind of review": each.kind}
            for each in held.occasions
        ]
        return occasions
    return []


def _requirement(wanted: Requirement) -> dict[str, Cell]:
    """Return one requirement of the notice as a row."""
    allowed: dict[str, Cell] = {} if wanted.months is None else {"Months allowed": wanted.months}
    return allowed | {
        "Requirement": wanted.number,
        "Theme": wanted.theme,
        "What must be shown": wanted.shown,
        "What it also asks": wanted.also,
        "Evidence wanted": "; ".join(wanted.evidence),
    }


def _write_notes(sheet: Any, plan: FileFormat, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write how the plan is kept, and what goes into each column."""
    sheet.set_column(0, 1, 22, formats["words"])
    sheet.set_column(2, 2, 12, formats["words"])
    sheet.set_column(3, 4, 60, formats["words"])
    for row, words in enumerate(how_to_keep()):
        sheet.merge_range(row, 0, row, 4, words, formats["words"])
        sheet.set_row(row, 32)
    top = len(how_to_keep()) + 1
    heads = ("Sheet", "Column", "Must be filled", "What goes into it", "Written as")
    for row, cells in enumerate([heads, *guidance(plan)], start=top):
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text, formats["head" if row == top else "words"])
    sheet.protect()


def _write_sheet(
    sheet: Any,  # noqa: ANN401 - xlsxwriter has no types
    table: TableFormat,
    plan: FileFormat,
    formats: Mapping[str, Any],
) -> None:
    """Write one sheet: locked headings, what is filled in, and lists to choose from."""
    for place, column in enumerate(table.columns):
        wide = column.type == "text" and column.name.startswith(("What", "In words", "Effect", "Chair's", "Reason"))
        form = formats["date" if column.type == "date" else "free"]
        sheet.set_column(place, place, 48 if wide else max(13, len(column.name) + 2), form)
        sheet.write_string(0, place, column.name, formats["head"])
        rule = _rule(column, plan)
        if rule:
            sheet.data_validation(1, place, LAST_ROW, place, {"ignore_blank": True, "error_title": column.name, **rule})
    for row, cells in enumerate(filled_in(table.key), start=1):
        for place, column in enumerate(table.columns):
            value = cells.get(column.name)
            if isinstance(value, dt.date):
                sheet.write_datetime(row, place, pd.Timestamp(value).to_pydatetime(), formats["date"])
            elif value is not None and value != "":
                sheet.write(row, place, value, formats["free"])
    sheet.freeze_panes(1, 1)
    sheet.protect("", dict.fromkeys(("format_columns", "format_rows", "insert_rows", "delete_rows", "sort"), True))


def _rule(column: ColumnFormat, plan: FileFormat) -> dict[str, Any] | None:
    """Return what may be written into a column; None where anything may."""
    if column.codes:
        return _list(list(column.codes), "Choose from the list")
    if column.name in _REFERS:
        return _list(_numbers_on(plan, _REFERS[column.name]), "Choose a number that is on its own sheet")
    if column.name in _LISTED:
        values: Sequence[object] = (list(INDICATORS), notice().posts)[_LISTED[column.name]]
        letter = "AB"[_LISTED[column.name]]
        rule = _list(f"={LISTS}!${letter}$1:${letter}${len(values)}", "Choose from the list")
        return rule if column.name == "Indicator" else {**rule, "error_type": "warning"}
    if column.type == "date":
        first = dt.date(2000, 1, 1)
        return {"validate": "date", "criteria": ">=", "value": first, "error_message": "Write a date, as 31/03/2013"}
    if column.name in _FIVE:
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": 1,
            "maximum": 5,
            "error_message": "From 1 to 5",
        }
    return None


def _list(source: Iterable[str] | str, words: str) -> dict[str, Any]:
    """Return a rule by which a value is chosen from a list."""
    return {"validate": "list", "source": source, "error_message": words}


def _numbers_on(plan: FileFormat, key: str) -> str:
    """Return where the numbers of a sheet's rows stand."""
    return f"='{plan.table(key).titles[0]}'!$A$2:$A${LAST_ROW}"
