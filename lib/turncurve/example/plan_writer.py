"""Write the editions of Exampleshire's improvement plan: a workbook for each day on which the plan stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from turncurve.example.days import NEVER, number
from turncurve.example.workbook import BLANK, SheetToWrite, write_workbook
from turncurve.reference.formats.specification import ColumnFormat, TableFormat, load
from turncurve.reference.improvement_notice import notice

FOLDER = "improvement_plan"
HEADING = "SYNTHETIC improvement plan of Exampleshire, an invented council under an improvement notice"
AHEAD = frozenset({"Plan as it stood on", "All to be met by", "Due", "Revised due", "Day"})
"""Columns of dates that may lie after the plan's own day; any other is left out until it has come."""
_TOLD_WITH = {"Effect": "Done on", "Chair's statement": "Signed off on"}
Row = Mapping[str, Any]


@cache
def content() -> dict[str, Any]:
    """Return all that the editions say, with the day from which each says it.

    Returns
    -------
    dict
        As `improvement_plan.yml` states it.
    """
    path = resources.files("turncurve.example") / "improvement_plan.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def editions() -> tuple[dt.date, ...]:
    """List the days on which the plan stood.

    Returns
    -------
    tuple of datetime.date
        From the first meeting of the Board to the report to ministers of March 2013.
    """
    return tuple(content()["editions"])


def write_plans(folder: Path) -> int:
    """Write every edition of the plan.

    Parameters
    ----------
    folder : pathlib.Path
        The council's raw folder.

    Returns
    -------
    int
        How many editions there are.
    """
    for day in editions():
        sheets = [_sheet(table, rows_of(table.key, day)) for table in load(FOLDER).tables]
        path = folder / FOLDER / day.isoformat() / "improvement_plan_SYNTHETIC.xlsx"
        write_workbook(path, sheets, title=f"improvement plan of Exampleshire, {day:%d/%m/%Y}")
    return len(editions())


def rows_of(table: str, day: dt.date) -> list[dict[str, Any]]:
    """Return what one sheet of the plan says on a day.

    Parameters
    ----------
    table : str
        Our name of the sheet, such as "actions".
    day : datetime.date
        The day on which the plan stood.

    Returns
    -------
    list of dict
        One a row, by heading; what had not come about by then is left out.
    """
    if table == "notice":
        return [_known_on(_notice(day), day)]
    if table == "requirements":
        return [_requirement(number) for number in range(len(notice().requirements))]
    rows = _meetings() if table == "meetings" else content()[table]
    return [_known_on(row, day) for row in rows if row.get("from", editions()[0]) <= day]


def _known_on(row: Row, day: dt.date) -> dict[str, Any]:
    """Return what a row said on a day."""
    said = {name: value for name, value in row.items() if name not in {"from", "later"}}
    for later in row.get("later", ()):
        if later["told"] <= day:
            said |= {name: value for name, value in later.items() if name != "told"}
    to_come = {name for name, value in said.items() if isinstance(value, dt.date) and name not in AHEAD and value > day}
    untold = {name for name, date in _TOLD_WITH.items() if date in to_come}
    return {name: value for name, value in said.items() if name not in to_come | untold}


def _notice(day: dt.date) -> dict[str, Any]:
    """Return the sheet that says what the notice is; on which day it was served is not held."""
    held = notice()
    return {
        "Plan as it stood on": day,
        "All to be met by": held.aim_on,
        "Issued by": held.issued_by,
        "Notice made known on": content()["made_known_on"],
        "Weeks between Board meetings": held.weeks_between_meetings,
        "Chair of the Board": held.chair,
        "Areas": held.areas,
        "Grounds": held.grounds,
        "If it fails": held.if_failed,
    }


def _requirement(place: int) -> dict[str, Any]:
    """Return one requirement of the notice as a row."""
    each = notice().requirements[place]
    return {
        "Requirement": each.number,
        "Theme": each.theme,
        "What must be shown": each.shown,
        "What it also asks": each.also,
        "Months allowed": BLANK if each.months is None else each.months,
        "Evidence wanted": "; ".join(each.evidence),
    }


def _meetings() -> list[dict[str, Any]]:
    """Return the Board's calendar and the occasions that the notice names, with what was said for each."""
    said = {row["Meeting"]: row for row in content()["meetings"]}
    board = [
        {"Meeting": name, "Occasion": "Board meeting", "Month": f"{held:%Y-%m}", "Day": held}
        for name, held in content()["board"]
    ]
    others = [
        {"Meeting": each.number, "Occasion": each.occasion, "Month": each.month, "Kind of review": each.kind}
        for each in notice().occasions
    ]
    return [row | _statement(said.get(row["Meeting"], {})) for row in [*board, *others]]


def _statement(said: Row) -> dict[str, Any]:
    """Return what was said for a meeting or report, signed by the chair where it is signed."""
    words = {name: value for name, value in said.items() if name in {"told", "Asked for"}}
    signed = (
        {"Chair's statement": said["Chair's statement"], "Signed off on": said["signed"]} if "signed" in said else {}
    )
    chair = [{"told": said["signed"], "Signed off by": notice().chair}] if signed else []
    return signed | {"later": [*([words] if words else []), *chair]}


def _sheet(table: TableFormat, rows: Sequence[Row]) -> SheetToWrite:
    """Return one sheet of the workbook."""
    dates = tuple(column.name for column in table.columns if column.type == "date")
    columns = {column.name: _cells(column, rows) for column in table.columns}
    return SheetToWrite(table.titles[0], columns, dates=dates, heading=HEADING)


def _cells(column: ColumnFormat, rows: Sequence[Row]) -> np.ndarray:
    """Return one column: dates as day numbers, numbers as numbers, anything else as text."""
    if column.type == "date":
        days = [row.get(column.name) for row in rows]
        return np.array([number(each.year, each.month, each.day) if each else NEVER for each in days], dtype=np.int64)
    if column.type in {"integer", "decimal"}:
        return np.array([row.get(column.name, BLANK) for row in rows], dtype=np.int64)
    return np.array([row.get(column.name, "") for row in rows], dtype=str)
