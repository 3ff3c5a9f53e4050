"""Write the contact log: one CSV file a year, one row a contact."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.contacts import ALLOCATED, NOT_STATED
from turncurve.example.days import year_bounds
from turncurve.example.faults import Fault, log_faults
from turncurve.example.lives import Lives
from turncurve.example.rendering import coded, date_texts
from turncurve.example.targets import YEARS
from turncurve.reference.formats.specification import load


def contact_rows(lives: Lives, year: int) -> pd.DataFrame:
    """Lay out one year's contacts as the log has them.

    Parameters
    ----------
    lives : Lives
        What happened.
    year : int
        The year in which the reporting year ends.

    Returns
    -------
    DataFrame
        Text, one row a contact, in the format's columns.
    """
    table = load("contact_log").table("contacts")
    first, last = year_bounds(year)
    rows = lives.contacts[lives.contacts["received_on"].between(first, last)]
    clock = np.array([f" {minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)])
    received = np.strings.add(date_texts(rows["received_on"].to_numpy()), clock[rows["minute"]])
    child, reason = rows["child"].to_numpy(), rows["reason"].to_numpy()
    named = lives.children["child_id"].to_numpy(dtype=str)[np.maximum(child, 0)]
    allocated = np.where(reason == ALLOCATED, "yes", np.where(reason == NOT_STATED, "", "no"))
    values = {
        "Received": received,
        "Child ID": np.where(child >= 0, named, ""),
        "Route": coded(table.column("Route"), rows["route"]),
        "From whom": rows["source"].to_numpy(dtype=str),
        "Reason": coded(table.column("Reason"), reason),
        "About an allocated case": coded(table.column("About an allocated case"), allocated),
        "Outcome": coded(table.column("Outcome"), rows["outcome"]),
    }
    return pd.DataFrame({column.name: values[column.name] for column in table.columns})


def write_contact_log(lives: Lives, folder: Path) -> tuple[Fault, ...]:
    """Write every year's contact log.

    Parameters
    ----------
    lives : Lives
        What happened.
    folder : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of Fault
        The faults put into the files on purpose.
    """
    place = folder / "contact_log"
    place.mkdir(parents=True, exist_ok=True)
    faults: list[Fault] = []
    for year in YEARS:
        rows = contact_rows(lives, year)
        lines, found = log_faults(year, list(rows.columns))
        text = "".join(f"{line}\r\n" for line in [*_lines(rows), *lines])
        name = f"contact_log_{year}_SYNTHETIC.csv"
        (place / name).write_bytes(text.encode("utf-8-sig" if year == YEARS[0] else "utf-8"))
        first = len(rows) + 2
        faults += [Fault(f"contact_log/{name}", "", first + at, *words) for at, words in enumerate(found)]
    return tuple(faults)


def _lines(rows: pd.DataFrame) -> list[str]:
    """Return a table as lines of CSV: none of its values holds a comma or a quote."""
    columns = [rows[name].tolist() for name in rows]
    return [",".join(rows.columns), *map(",".join, zip(*columns, strict=True))]
