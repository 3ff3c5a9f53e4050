"""Write the chairs' returns: text files of the year before monthly returns began, and a workbook a month after it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.chairs import FIRST_RETURN, ChairedLives, chaired
from turncurve.example.days import Numbers, number
from turncurve.example.lives import Lives, chance
from turncurve.example.rendering import coded, date_texts, known_by
from turncurve.example.workbook import SheetToWrite, write_workbook
from turncurve.reference.formats.specification import TableFormat, load

FOLDER = "conference_chairs"
MONTHLY_FROM = number(2012, 4, 1)
MONTHS = 12
_DATES = ("Conference date", "Raised on", "Resolved on")
_COLUMNS = {
    "Conference kind": "kind",
    "Non-compliance raised": "non_compliance_raised",
    "Unassessed risk recorded": "unassessed_risk_recorded",
    "Plan unchanged since last review": "plan_unchanged",
    "Contingency plan present": "contingency_plan_present",
    "Child took part": "child_took_part",
    "Parents took part": "parents_took_part",
    "Agency": "agency",
    "Attended": "attended",
    "Report received": "reported",
    "Challenge about": "about",
}


def write_chairs(lives: Lives, folder: Path, *, seed: int) -> int:
    """Write the chairs' returns.

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
    int
        Conferences and reviews of a child that were returned.
    """
    held = chaired(lives.conferences, lives.reviews, lives.children, rng=chance(seed, "chairs"))
    tables = {table.key: table for table in load("chair_return").tables}
    numbers = lives.children["child_id"].to_numpy(dtype=str)
    for key, rows in _between(held, FIRST_RETURN, MONTHLY_FROM - 1).items():
        path = folder / FOLDER / "2011-04-01_2012-03-31" / f"{key}_2012-03-31_SYNTHETIC.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        columns = _written(tables[key], rows, numbers, known_on=MONTHLY_FROM - 1)
        texts = [date_texts(values) if name in _DATES else values for name, values in columns.items()]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(zip(*texts, strict=True))
    for month in range(MONTHS):
        first, last = _month(month)
        sheets = [
            SheetToWrite(
                tables[key].titles[0],
                _written(tables[key], rows, numbers, known_on=last),
                dates=_DATES,
                heading="SYNTHETIC return of the conference chairs of Exampleshire, an invented council",
            )
            for key, rows in _between(held, first, last).items()
        ]
        path = folder / FOLDER / "2012-04-01_2013-03-31" / f"chairs_{np.datetime64(last, 'D')}_SYNTHETIC.xlsx"
        write_workbook(path, sheets, title="return of the conference chairs of Exampleshire")
    return len(held.conferences)


def _month(months: int) -> tuple[int, int]:
    """Return the first and last day of a month, counted from April 2012."""
    first = number(2012 + (months + 3) // 12, (months + 3) % 12 + 1, 1)
    return first, number(2012 + (months + 4) // 12, (months + 4) % 12 + 1, 1) - 1


def _between(held: ChairedLives, first: int, last: int) -> dict[str, pd.DataFrame]:
    """Return what was held between two days, and the challenges raised or resolved between them."""
    challenges = held.challenges
    new = challenges["raised_on"].between(first, last) | challenges["resolved_on"].between(first, last)
    return {
        "conferences": held.conferences[held.conferences["held_on"].between(first, last)],
        "agencies": held.agencies[held.agencies["held_on"].between(first, last)],
        "challenges": challenges[new],
    }


def _written(table: TableFormat, rows: pd.DataFrame, numbers: np.ndarray, *, known_on: int) -> dict[str, np.ndarray]:
    """Return one sheet's columns as its template has them, dates as day numbers, with what was known on a day."""
    days: dict[str, Numbers] = {"Conference date": rows["held_on"].to_numpy()}
    if "raised_on" in rows:
        days["Raised on"] = rows["raised_on"].to_numpy()
        days["Resolved on"] = known_by(rows["resolved_on"].to_numpy(), known_on)
    given: dict[str, np.ndarray] = {"Child ID": numbers[rows["child"]], **days}
    if "chair" in rows:
        given["Chair"] = np.array([f"SYN-CHAIR-{each + 1}" for each in rows["chair"]], dtype=str)
    if "agency" in rows:
        given["Invited"] = np.full(len(rows), "Yes")
    for name, source in _COLUMNS.items():
        if source in rows:
            given[name] = coded(table.column(name), rows[source].to_numpy(dtype=str))
    return {column.name: given[column.name] for column in table.columns}
