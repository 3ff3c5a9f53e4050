"""Read the grades of a return as people fill them, by the rules that hold for answers: each change is listed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from turncurve.ingest.audit_answers import answer_meant
from turncurve.ingest.audit_filling import Change
from turncurve.ingest.place import Place
from turncurve.ingest.sheet import TEXT, Sheet
from turncurve.reference.formats.specification import TableFormat

GRADE, FILE = "Grade", "File"


def tidied_grades(sheet: Sheet, *, table: TableFormat, place: Place) -> tuple[Sheet, tuple[Change, ...]]:
    """Return the grades in the scale's own words, and every change that was made.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    table : TableFormat
        The return's table of grades.
    place : Place
        The sheet.

    Returns
    -------
    tuple of (Sheet, tuple of Change)
        A grade outside the scale, doubtful, or beside another is left blank; a file without a grade is
        listed, if any has one.
    """
    if GRADE not in sheet.cells:
        return sheet, ()
    column = table.column(GRADE)
    grades = [None if pd.isna(cell) else str(cell).strip() for cell in sheet.cells[GRADE]]
    files = [not pd.isna(cell) for cell in sheet.cells.get(FILE, pd.Series(True, index=sheet.cells.index))]
    kinds = np.array(sheet.kind_of(GRADE), dtype=np.uint8)
    changes: list[Change] = []
    is_used = any(grades)  # a sheet that was left as it was sent says nothing of one file
    for at, given in enumerate(grades):
        row = int(sheet.rows[at])
        if not given:
            changes += [Change(place, row, GRADE, "not_graded")] * (is_used and files[at])
        elif given not in column.codes:
            meant, noted = answer_meant(given, column)
            rule = "unknown_code" if meant is None else "audit_note" if noted else "audit_spelling"
            changes.append(Change(place, row, GRADE, rule, given, meant or ""))
            grades[at], kinds[at] = meant, TEXT
    cells = sheet.cells.assign(**{GRADE: pd.Series(grades, index=sheet.cells.index, dtype="str")})
    return replace(sheet, cells=cells, kinds={**sheet.kinds, GRADE: kinds}), tuple(changes)
