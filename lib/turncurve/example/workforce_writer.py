"""Write the workforce return of Exampleshire, as its personnel, training and survey records would fill it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER
from turncurve.example.faults import BLANKED, REFUSED, Fault
from turncurve.example.lives import Lives
from turncurve.example.rendering import Texts, known_by
from turncurve.example.workbook import SheetToWrite, write_workbook
from turncurve.example.workforce import Staff, chance, staff
from turncurve.example.workforce_records import caseloads, supervisions, surveys, training
from turncurve.reference.formats.specification import load

FILE = "workforce/2010-04-01_2013-03-31/workforce_2013-03-31_SYNTHETIC.xlsx"
NOBODY = "SYNW999"
"""A worker who is on no list."""
_HEADING = "SYNTHETIC workforce return of Exampleshire, an invented council"
_DATES = {
    "workers": ("Post started", "Post ended", "Qualified on"),
    "posts": ("Posts stood on",),
    "caseloads": ("Caseload date",),
    "absences": ("First day absent", "Last day absent"),
    "supervisions": ("Supervision date",),
    "training": ("Completed on",),
    "surveys": ("Wave closed on",),
}
_FUNCTIONS = {
    "Decisions and interventions": "decisions",
    "Line management and accountability": "accountability",
    "Caseload and workload": "workload",
    "Learning and career": "learning",
}


def write_workforce(lives: Lives, folder: Path, *, seed: int) -> tuple[Fault, ...]:
    """Write the workforce return.

    Parameters
    ----------
    lives : Lives
        What happened to children: their cases are what workers hold.
    folder : pathlib.Path
        The council's raw folder.
    seed : int
        The example's seed; the workforce has sources of chance of its own.

    Returns
    -------
    tuple of Fault
        The faults put into the file on purpose.
    """
    everyone = staff(seed)
    values = {
        **_of_staff(everyone),
        "caseloads": _caseloads(caseloads(everyone, lives, rng=chance(seed, "workforce caseloads"))),
        "supervisions": _supervisions(supervisions(everyone, rng=chance(seed, "workforce supervision"))),
        "training": _training(training(everyone, rng=chance(seed, "workforce training"))),
        "surveys": _surveys(surveys(everyone, rng=chance(seed, "workforce survey"))),
    }
    sheets = {key: _sheet(key, columns) for key, columns in values.items()}
    spoiled, faults = _spoiled(sheets)
    write_workbook(folder / FILE, list(spoiled.values()), title="workforce return of Exampleshire")
    return faults


def _sheet(key: str, columns: dict[str, np.ndarray]) -> SheetToWrite:
    """Return one table as a sheet, its columns in the template's order."""
    table = load("workforce").table(key)
    ordered = {column.name: columns[column.name] for column in table.columns}
    return SheetToWrite(table.titles[0], ordered, dates=_DATES[key], heading=_HEADING)


def _named(workers: pd.Series) -> Texts:
    """Return workers' numbers as the payroll has them; blank for nobody."""
    numbers = workers.to_numpy()
    return np.where(numbers > 0, np.strings.add("SYNW", np.strings.zfill(numbers.astype(str), 3)), "")


def _yes_no(answers: pd.Series) -> Texts:
    """Return answers as words."""
    return np.where(answers.to_numpy(dtype=bool), "Yes", "No")


def _of_staff(everyone: Staff) -> dict[str, dict[str, np.ndarray]]:
    """Return the list of workers, the posts and the absences as columns."""
    spells, posts, absences = everyone.spells, everyone.posts, everyone.absences
    ended = known_by(spells["ended_on"].to_numpy(), LAST_DAY)
    workers = {
        "Worker ID": _named(spells["worker"]),
        "Team": spells["team"].to_numpy(dtype=str),
        "Role": spells["role"].to_numpy(dtype=str),
        "Post started": spells["started_on"].to_numpy(),
        "Post ended": ended,
        "Full-time equivalent": np.where(spells["share"] == 10, "1", np.strings.add("0.", spells["share"].astype(str))),
        "Qualified on": spells["qualified_on"].to_numpy(),
        "Agency worker": _yes_no(spells["agency"]),
        "Reason for leaving": np.where(ended < NEVER, spells["reason"].to_numpy(dtype=str), ""),
    }
    stood = {
        "Posts stood on": posts["stood_on"].to_numpy(),
        "Team": posts["team"].to_numpy(dtype=str),
        "Funded posts": posts["posts"].to_numpy(),
        "Vacant posts": posts["vacant"].to_numpy(),
    }
    away = {
        "First day absent": absences["started_on"].to_numpy(),
        "Last day absent": absences["ended_on"].to_numpy(),
        "Worker ID": _named(absences["worker"]),
    }
    return {"workers": workers, "posts": stood, "absences": away}


def _caseloads(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return cases held as columns."""
    return {
        "Caseload date": rows["stood_on"].to_numpy(),
        "Worker ID": _named(rows["worker"]),
        "Team": rows["team"].to_numpy(dtype=str),
        "Case type": rows["kind"].to_numpy(dtype=str),
        "Complexity": rows["complexity"].to_numpy(dtype=str),
        "Cases held": rows["cases"].to_numpy(),
    }


def _supervisions(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return sessions of supervision as columns."""
    covered = {name: _yes_no(rows[column]) for name, column in _FUNCTIONS.items()}
    return {"Supervision date": rows["held_on"].to_numpy(), "Worker ID": _named(rows["worker"]), **covered}


def _training(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return completed courses as columns."""
    return {
        "Completed on": rows["completed_on"].to_numpy(),
        "Worker ID": _named(rows["worker"]),
        "Course": rows["course"].to_numpy(dtype=str),
        "Kind of training": rows["kind"].to_numpy(dtype=str),
        "Employer standard": rows["standard"].to_numpy(dtype=str),
        "Put to use": rows["put_to_use"].to_numpy(dtype=str),
    }


def _surveys(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return answers to the staff survey as columns; a respondent's number says nothing of who it is."""
    return {
        "Wave closed on": rows["closed_on"].to_numpy(),
        "Wave": rows["wave"].to_numpy(dtype=str),
        "Respondent": np.strings.add("SYNR", np.strings.zfill(rows["respondent"].to_numpy().astype(str), 3)),
        "Team": rows["team"].to_numpy(dtype=str),
        "Statement": rows["statement"].to_numpy(dtype=str),
        "Answer": rows["answer"].to_numpy(dtype=str),
        "Staff asked": rows["asked"].to_numpy(),
    }


def _spoiled(sheets: dict[str, SheetToWrite]) -> tuple[dict[str, SheetToWrite], tuple[Fault, ...]]:
    """Put faults into the sheets: rows that are additional, and a blank answer that becomes one outside the scale."""
    extra: dict[str, dict[str, str | int]] = {
        "workers": {
            "Worker ID": NOBODY, "Team": "Safeguarding north", "Role": "Social worker",
            "Post started": LAST_DAY - 90, "Post ended": LAST_DAY - 120,
        },
        "posts": {
            "Posts stood on": LAST_DAY, "Team": "Team of no posts", "Funded posts": 2, "Vacant posts": 3,
        },
        "supervisions": {"Supervision date": LAST_DAY - 10, "Worker ID": NOBODY},
    }  # fmt: skip
    told = {
        "workers": ("Post ended", "order"),
        "posts": ("Vacant posts", "more_than_all"),
        "supervisions": ("Worker ID", "worker_unknown"),
    }
    found, faults = dict(sheets), []
    for key, row in extra.items():
        sheet = sheets[key]
        last = sheet.first_row + len(next(iter(sheet.columns.values())))
        found[key] = replace(sheet, extra_rows=(row,))
        faults.append(Fault(FILE, sheet.title, last, *told[key], REFUSED))
    answers = sheets["surveys"].columns["Answer"]
    place = int(np.flatnonzero(answers == "")[0])
    outside = np.where(np.arange(len(answers)) == place, "6", answers)
    found["surveys"] = replace(sheets["surveys"], columns={**sheets["surveys"].columns, "Answer": outside})
    row_number = sheets["surveys"].first_row + place
    faults.append(Fault(FILE, sheets["surveys"].title, row_number, "Answer", "unknown_code", BLANKED))
    return found, tuple(faults)
