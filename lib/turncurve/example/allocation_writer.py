"""Write the allocation return of Exampleshire: one CSV file of cases and one of the rota."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.allocations import Queue
from turncurve.example.days import Numbers
from turncurve.example.faults import REFUSED, Fault
from turncurve.example.lives import Lives
from turncurve.example.rendering import Texts, coded, date_texts
from turncurve.reference.formats.specification import load

FOLDER = "allocation/2011-01-03_2013-03-31"


def write_allocations(lives: Lives, held: Queue, *, folder: Path) -> tuple[Fault, ...]:
    """Write the allocation return.

    Parameters
    ----------
    lives : Lives
        What happened to children: a worker is needed for each assessment.
    held : Queue
        Who waited for a worker.
    folder : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of Fault
        The faults put into the files on purpose.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    faults: list[Fault] = []
    for name, rows, wrong in (
        ("allocations", case_rows(held, lives.children), _wrong_cases),
        ("availability", rota_rows(held), _wrong_weeks),
    ):
        path = f"{FOLDER}/{name}_2013-03-31_SYNTHETIC.csv"
        lines = [",".join(rows.columns), *(",".join(row) for row in rows.itertuples(index=False))]
        added = wrong(rows)
        lines += [",".join(row) for row, _, _ in added]
        first = len(rows) + 2
        faults += [Fault(path, "", first + at, field, rule, REFUSED) for at, (_, field, rule) in enumerate(added)]
        (folder / path).write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-8"))
    return tuple(faults)


def case_rows(held: Queue, children: pd.DataFrame) -> pd.DataFrame:
    """Lay out the cases as the return has them.

    Parameters
    ----------
    held : Queue
        The cases and the rota.
    children : DataFrame
        One row a child, by number.

    Returns
    -------
    DataFrame
        Text, one row a case, in the format's columns.
    """
    table, cases = load("allocation").table("allocations"), held.cases
    values = {
        "Child ID": children["child_id"].to_numpy(dtype=str)[cases["child"]],
        "Case referred": date_texts(cases["referred_on"].to_numpy()),
        "Ready for allocation": _moments(cases["ready_at"].to_numpy()),
        "Allocated to worker": _moments(cases["allocated_at"].to_numpy()),
        "Worker taking the case": cases["worker"].to_numpy(dtype=str),
        "Team it waits with": cases["team"].to_numpy(dtype=str),
        "Work needed": coded(table.column("Work needed"), cases["case_type"].to_numpy(dtype=str)),
        "Case ended": date_texts(cases["ended_on"].to_numpy()),
    }
    return pd.DataFrame({column.name: values[column.name] for column in table.columns})


def rota_rows(held: Queue) -> pd.DataFrame:
    """Lay out the rota as the return has it.

    Parameters
    ----------
    held : Queue
        The cases and the rota.

    Returns
    -------
    DataFrame
        Text, one row a worker's week as known from one day on, in the format's columns.
    """
    table, rota = load("allocation").table("availability"), held.rota
    values = {
        "Worker on rota": rota["worker"].to_numpy(dtype=str),
        "Team on rota": rota["team"].to_numpy(dtype=str),
        "Week starting": date_texts(rota["week"].to_numpy()),
        "Known from": date_texts(rota["known_on"].to_numpy()),
        "Days available": rota["days"].to_numpy().astype(str),
        "Days of leave": rota["leave"].to_numpy().astype(str),
        "New cases that can be taken": rota["new_cases"].to_numpy().astype(str),
    }
    return pd.DataFrame({column.name: values[column.name] for column in table.columns})


def _moments(minutes: Numbers) -> Texts:
    """Return moments as text, blank where there is none."""
    known = np.maximum(minutes, 0)
    clock = np.array([f" {minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)])
    texts = np.strings.add(date_texts(known // 1440), clock[known % 1440])
    return np.where(minutes >= 0, texts, "")


def _wrong_cases(rows: pd.DataFrame) -> list[tuple[list[str], str, str]]:
    """Return cases that cannot have been: allocated before they were referred, and out of order within a day."""
    early, late = rows.iloc[4000].copy(), rows.iloc[60].copy()
    early["Allocated to worker"] = "04/01/2011 10:00"
    early["Case referred"] = early["Ready for allocation"][:10]
    early["Ready for allocation"] = early["Ready for allocation"][:10] + " 16:59"
    late["Ready for allocation"] = late["Allocated to worker"][:10] + " 16:58"
    late["Allocated to worker"] = late["Allocated to worker"][:10] + " 09:01"
    late["Case ended"] = ""
    return [
        (early.tolist(), "Allocated to worker", "order"),
        (late.tolist(), "Allocated to worker", "order"),
    ]


def _wrong_weeks(rows: pd.DataFrame) -> list[tuple[list[str], str, str]]:
    """Return a week in which the rota has a worker in a second team."""
    other = rows.iloc[100].copy()
    other["Team on rota"] = "Safeguarding west"
    return [(other.tolist(), "Team on rota", "team_of_week")]
