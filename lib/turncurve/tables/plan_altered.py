"""What a plan says otherwise, cell by cell, than an earlier edition of it had said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from turncurve.tables.improvement_board import NONE_YET
from turncurve.tables.plain_rows import Row
from turncurve.tables.plan_as_at import ImprovementPlan

MOVED = "moved"
_NOTICE = "notice_changed"
_EVIDENCE = "evidence_rewritten"
_BASELINE = "baseline_changed"
NOTICE = "Notice"
"""What the one row of the notice's sheet is called, which has no number."""
_WATCHED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "notice": {
        "aim_on": (_NOTICE, "All to be met by"),
        "served_on": (_NOTICE, "Served on"),
        "reported_on": (_NOTICE, "Made known on"),
    },
    "requirements": {"months_allowed": (_NOTICE, "Months allowed")},
    "objectives": {"requirement_id": (MOVED, "For requirement")},
    "measures": {
        "objective_id": (MOVED, "For objective"),
        "baseline": (_BASELINE, "Baseline"),
        "baseline_on": (_BASELINE, "Baseline of"),
    },
    "milestones": {"objective_id": (MOVED, "For objective")},
    "actions": {"objective_id": (MOVED, "For objective")},
    "evidence": {
        "about_id": (_EVIDENCE, "Evidence for"),
        "kind": (_EVIDENCE, "Kind of evidence"),
        "link": (_EVIDENCE, "Link"),
        "shows": (_EVIDENCE, "Shows"),
    },
}


@dataclass(frozen=True)
class Altered:
    """One cell of a plan that says otherwise than an earlier edition of it had.

    Parameters
    ----------
    sheet, number : str
        Part of the plan, and the row's number.
    rule : str
        What kind of alteration it is, a key of `turncurve.tables.plan_gaps.OPEN`.
    requirement : str
        The requirement that the row served in that edition; empty where it served none.
    column : str
        Heading of the cell.
    then, now : str
        What it said, and what it says.
    """

    sheet: str
    number: str
    rule: str
    requirement: str
    column: str
    then: str
    now: str

    @property
    def said(self) -> str:
        """What the cell said and says, as a clause."""
        return f'"{self.column}" was {self.then} in an earlier edition and is {self.now or "blank"} now'


def altered(plan: ImprovementPlan) -> tuple[Altered, ...]:
    """Tell which cells of a plan say otherwise than earlier editions of it had.

    Parameters
    ----------
    plan : ImprovementPlan
        The plan, with its earlier editions.

    Returns
    -------
    tuple of Altered
        In order of the sheets and numbers; what was blank before may be filled in, and what was put back is not told.
    """
    return tuple(each for sheet, columns in _WATCHED.items() for each in _of_sheet(plan, sheet, columns))


def _of_sheet(plan: ImprovementPlan, sheet: str, columns: Mapping[str, tuple[str, str]]) -> Iterator[Altered]:
    """Yield the alterations of one sheet."""
    earlier = [(each, _rows(each, sheet)) for each in plan.earlier]
    for number, now in sorted(_rows(plan, sheet).items()):
        before = [(each, rows[number]) for each, rows in earlier if number in rows]
        for column, (rule, heading) in columns.items():
            stated = [(each, row) for each, row in before if said_in(row[column]) and row.get("kind") != NONE_YET]
            if not stated:
                continue
            # What once spoke against the plan is not forgotten because an edition before it had not said so yet.
            against = [each for each in stated if each[1][column] == "contradicts"]
            edition, then = (against or stated)[0]
            if then[column] != now[column]:
                served = edition.requirement_of(number)
                yield Altered(sheet, number, rule, served, heading, said_in(then[column]), said_in(now[column]))


def _rows(plan: ImprovementPlan, sheet: str) -> Mapping[str, Row]:
    """Return the rows of a sheet by number."""
    return {NOTICE: plan.rows["notice"][0]} if sheet == "notice" else plan.by_number[sheet]


def said_in(value: Any) -> str:  # noqa: ANN401 - a cell of a table
    """Return what a cell says.

    Parameters
    ----------
    value : str, float, Timestamp or None
        The cell.

    Returns
    -------
    str
        Dates as YYYY-MM-DD; empty where it is blank.
    """
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.strip() if isinstance(value, str) else f"{value:g}"
