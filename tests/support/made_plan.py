"""A small improvement plan for tests: as canonical tables, and as the workbook that an officer keeps."""

import datetime as dt

import pandas as pd

from tests.support.canonical import canonical
from turncurve.reference.formats.specification import load
from turncurve.tables.plan_as_at import ImprovementPlan

DAY = dt.date(2013, 3, 22)
PARTS = tuple(name for name in ImprovementPlan.__dataclass_fields__ if name not in {"plan_on", "earlier"})
WHOLE = {
    "notice": [{"aim_on": "2013-12-31", "served_on": "2012-09-01"}],
    "requirements": [{"requirement_id": "N02", "theme": "practice", "words": "No case waits"}],
    "findings": [],
    "objectives": [
        {"objective_id": "O02", "requirement_id": "N02", "words": "Every case has a worker", "agreed_on": "2012-09-13"}
    ],
    "measures": [
        {"measure_id": "I02", "objective_id": "O02", "indicator": "unallocated_cases", "aim": "at most", "target": 30.0,
         "due_on": "2012-12-31"}
    ],
    "milestones": [],
    "actions": [
        {"action_id": "A02", "objective_id": "O02", "words": "Run a rota", "owner": "Head of service",
         "due_on": "2013-04-30"}
    ],
    "evidence": [],
    "meetings": [
        {"meeting_id": "B04", "occasion": "Board meeting", "month": "2013-01", "held_on": "2013-01-17"},
        {"meeting_id": "S2", "occasion": "information to ministers", "month": "2013-03", "statement": "Better",
         "signed_off_by": "Independent chair", "signed_off_on": "2013-03-22"},
    ],
    "disagreements": [],
    "promises": [],
    "risks": [],
}  # fmt: skip
"""A plan to which nothing is missing, part by part: each row as it differs from blank."""


def made_plan(*, day=DAY, earlier=(), **parts):
    """Return a plan: that to which nothing is missing, with the parts given in place of its own."""
    tables = {
        name: canonical(f"improvement_{name}", [{"plan_on": day, **row} for row in parts.get(name, WHOLE[name])])
        for name in PARTS
    }
    return ImprovementPlan(day, **tables, earlier=tuple(earlier))


def changed(part, **values):
    """Return the rows of a part of the whole plan, with some values of its first row changed."""
    first, *others = WHOLE[part]
    return {part: [{**first, **values}, *others]}


SHEETS = {table.key: table for table in load("improvement_plan").tables}
FILLED = {
    "notice": [{"Plan as it stood on": DAY, "All to be met by": dt.date(2013, 12, 31)}],
    "requirements": [
        {"Requirement": "N02", "Theme": "Practice", "What must be shown": "No case waits"},
        {"Requirement": "N04", "Theme": "Practice", "What must be shown": "Demand is understood"},
    ],
    "objectives": [
        {"Objective": "O02", "For requirement": "N02", "What is to be different": "Every case has a worker",
         "Owner": "Head of referral and assessment"}
    ],
    "measures": [
        {"Measure": "I02", "For objective": "O02", "Indicator": "unallocated_cases", "Aim": "At most", "Target": 30,
         "Due": dt.date(2012, 12, 31)}
    ],
    "milestones": [{"Milestone": "M02", "For objective": "O02", "What will have happened": "The rota runs"}],
    "actions": [
        {"Action": "A01", "For objective": "O02", "What is done": "Run a rota", "Due": dt.date(2012, 12, 1),
         "Revised due": dt.date(2013, 4, 30), "Reason": "Leave", "Approved by": "Improvement Board",
         "Approved on": dt.date(2013, 1, 17)},
        {"Action": "A02", "For objective": "O02", "What is done": "Move two workers", "Done on": dt.date(2013, 2, 1)},
    ],
    "evidence": [
        {"Evidence": "E01", "Evidence for": "A02", "Kind of evidence": "Page", "Link": "06_workforce",
         "Shows": "Supports"}
    ],
    "meetings": [
        {"Meeting": "B04", "Occasion": "Board meeting", "Month": "2013-01", "Day": dt.date(2013, 1, 17)},
        {"Meeting": "S2", "Occasion": "Information to ministers", "Month": "2013-03"},
    ],
    "disagreements": [{"Chair's status": "At risk", "At meeting": "S2", "On requirement": "N02"}],
    "promises": [{"Promise": "P01", "Made at meeting": "S2", "What was promised": "No case waits"}],
    "risks": [{"Risk": "R01", "What may go wrong": "A rise", "Likelihood": 3, "Impact": 4}],
}  # fmt: skip
"""What an officer has filled in, sheet by sheet."""


def filled(**sheets):
    """Return the rows of a workbook's sheets under their headings, by title; those given in place of the usual ones."""
    rows = {**FILLED, **sheets}
    found = {}
    for key, table in SHEETS.items():
        names = [column.name for column in table.columns]
        found[table.titles[0]] = [names, *([row.get(name) for name in names] for row in rows.get(key, []))]
    return found


def with_change(sheet, row, **cells):
    """Return the sheet of the usual workbook with some cells of one row changed: headings with _ for a blank."""
    rows = [dict(each) for each in FILLED[sheet]]
    rows[row] |= {name.replace("_", " "): value for name, value in cells.items()}
    return {sheet: rows}


def day(text):
    """Return a moment from ISO text."""
    return pd.Timestamp(text)
