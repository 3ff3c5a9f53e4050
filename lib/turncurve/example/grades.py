"""The grades that auditors of Exampleshire gave the files of the monthly audit: judgements, and no sums of answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.audits import programme
from turncurve.example.faults import REFUSED, Fault
from turncurve.example.lives import Lives
from turncurve.example.rendering import date_texts
from turncurve.example.workbook import SheetToWrite, write_workbook
from turncurve.example.workforce import chance
from turncurve.reference.formats.specification import load

FILE = "audits/2013-03-31/grades_SYNTHETIC.xlsx"
GRADES = ("Inadequate", "Adequate", "Good", "Outstanding")
ABOVE = 2
"""Rows above the first grade: the heading and the columns' names."""
_STEPS = (0.42, 0.68, 0.93)
"""How good a file must seem to its auditor, from 0 to 1, for the second, third and fourth grade."""


def grades(audits: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Simulate the grades: two readers of one file see much the same, and judge it each in their own way.

    Parameters
    ----------
    audits : DataFrame
        One row an answer: programme, audited_on, child, auditor and answer.
    seed : int
        The example's seed; grades have a source of chance of their own.

    Returns
    -------
    DataFrame
        One row a reading of a file: programme, audited_on, child, auditor and grade; a few were not given.
    """
    rng = chance(seed, "audit grades")
    own = audits[audits["programme"] == programme()["monthly"]["title"]]
    reading = ["programme", "audited_on", "child", "auditor"]
    seen = own.assign(met=own["answer"].eq("Met")).groupby(reading, sort=True)["met"].mean().reset_index()
    of_file = dict(zip(np.unique(seen["child"]), rng.normal(0, 0.1, len(seen)), strict=False))
    level = seen["met"] + seen["child"].map(of_file) + rng.normal(0, 0.08, len(seen))
    given = np.array(GRADES)[np.searchsorted(_STEPS, level.to_numpy())]
    made: pd.DataFrame = seen[reading].assign(grade=np.where(rng.random(len(seen)) < 0.02, "", given))
    return made


def write_grades(lives: Lives, folder: Path, *, seed: int) -> tuple[Fault, ...]:
    """Write the grades of the monthly audit.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.
    seed : int
        The example's seed.

    Returns
    -------
    tuple of Fault
        The files that an auditor read and did not grade.
    """
    rows = grades(lives.audits, seed=seed)
    values = {
        "Programme": rows["programme"].to_numpy(dtype=str),
        "Drawn on": np.full(len(rows), ""),
        "File": lives.children["child_id"].to_numpy(dtype=str)[rows["child"]],
        "Graded by": rows["auditor"].to_numpy(dtype=str),
        "Graded on": date_texts(rows["audited_on"].to_numpy()),
        "Grade": rows["grade"].to_numpy(dtype=str),
    }
    table = load("audit_return").table("grades")
    columns = {column.name: values[column.name] for column in table.columns}
    sheet = SheetToWrite(
        "Grades", columns, heading="SYNTHETIC grades of audited files, Exampleshire, an invented council"
    )
    write_workbook(folder / FILE, [sheet], title="grades of audited files, Exampleshire")
    ungraded = np.flatnonzero(rows["grade"].to_numpy(dtype=str) == "")
    return tuple(Fault(FILE, sheet.title, int(place) + ABOVE + 1, "Grade", "not_graded", REFUSED) for place in ungraded)
