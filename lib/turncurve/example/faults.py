"""Faults put into the files on purpose, as real extracts have them, each listed so that a report can be checked.

A faulty row is either additional, or the same event stands rightly in another file: refused, cleaned or merged as it
should be, the counts still come out exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from turncurve.example.days import NEVER
from turncurve.example.workbook import SheetToWrite

CHILD, BORN = "Child Unique ID", "Date of Birth"
REFUSED, BLANKED, CLEANED, MERGED, KEPT = "refused", "left blank", "cleaned", "merged", "kept"
NOWHERE = "SYN999999"
"""A child who is in no other row."""

Cell = str | int


@dataclass(frozen=True)
class Fault:
    """One fault.

    Parameters
    ----------
    file : str
        Path below the council's raw folder.
    sheet : str
        The sheet; empty for a CSV file.
    row : int
        Row number as a spreadsheet shows it.
    field : str
        The field's name in the standard; empty where the whole row is meant.
    kind : str
        What is wrong, in one word or two.
    treatment : str
        What a reader should do: refused (the row), left blank (the field), cleaned, merged or kept.
    """

    file: str
    sheet: str
    row: int
    field: str
    kind: str
    treatment: str


@dataclass(frozen=True)
class _Change:
    """A fault to be made: in a row that stands there, or in a copy of one put below the others."""

    kind: str
    field: str
    treatment: str
    change: Callable[[Cell], Cell]
    added: bool = False


def _padded(value: Cell) -> Cell:
    """Return an identifier with spaces before and after."""
    return f"  {value} "


def _small(value: Cell) -> Cell:
    """Return an identifier in small letters."""
    return str(value).lower()


def _misspelt(value: Cell) -> Cell:
    """Return a code that is in no list."""
    return f"Zz{str(value)[::-1]}"


def _blank(value: Cell) -> Cell:
    """Return a blank, of the kind that the column holds."""
    return NEVER if isinstance(value, int) else ""


def _same(value: Cell) -> Cell:
    """Return the value."""
    return value


def _no_such_day(_: Cell) -> Cell:
    """Return a date that is in no calendar."""
    return "31/02/2011"


def _long_before(_: Cell) -> Cell:
    """Return a date before any of these rows' events."""
    return "05/01/1999"


def _long_after(_: Cell) -> Cell:
    """Return a date after the last day of the files."""
    return "14/06/2014"


PLAN: Mapping[str, Sequence[_Change]] = {
    "list_1": (
        _Change("blank date of birth", BORN, KEPT, _blank),
        _Change("impossible_date", "Date of Contact", REFUSED, _no_such_day, added=True),
    ),
    "list_3": (
        _Change("padded identifier", CHILD, CLEANED, _padded),
        _Change("identifier in small letters", CHILD, CLEANED, _small),
        _Change("unknown_code", "Referral Source", BLANKED, _misspelt),
        _Change("blank date of birth", BORN, KEPT, _blank),
        _Change("duplicate row", "", MERGED, _same, added=True),
        _Change("impossible_date", "Date of referral", REFUSED, _no_such_day, added=True),
        _Change("after_extract", "Date of referral", REFUSED, _long_after, added=True),
    ),
    "list_4": (
        _Change("order", "Continuous Assessment Date of Authorisation", REFUSED, _long_before, added=True),
        _Change("duplicate row", "", MERGED, _same, added=True),
    ),
    "list_5": (
        _Change("padded identifier", CHILD, CLEANED, _padded),
        _Change("duplicate row", "", MERGED, _same, added=True),
    ),
    "list_7": (
        _Change("unknown_code", "Initial Category of Abuse", BLANKED, _misspelt),
        _Change("order", "Child Protection Plan End Date", REFUSED, _long_before, added=True),
        _Change("missing_required", CHILD, REFUSED, _blank, added=True),
    ),
}
FOOTERS = ("list_1", "list_3", "list_7")


def spoiled(
    sheet: SheetToWrite, key: str, *, file: str, headers: Mapping[str, str]
) -> tuple[SheetToWrite, tuple[Fault, ...]]:
    """Put a list's faults into its sheet.

    Parameters
    ----------
    sheet : SheetToWrite
        The sheet as it should be.
    key : str
        Our name of the list, such as "list_3".
    file : str
        Path below the council's raw folder.
    headers : mapping of str to str
        The sheet's header of each column of the standard.

    Returns
    -------
    tuple of (SheetToWrite, tuple of Fault)
        The sheet with its faults, and the faults; a sheet without rows has none.
    """
    columns = dict(sheet.columns)
    count = len(next(iter(columns.values())))
    if not count:
        return sheet, ()
    faults: list[Fault] = []
    added: list[Mapping[str, Cell]] = []
    seed = sum(file.encode())
    for place, each in enumerate(PLAN.get(key, ())):
        row = (seed * 7 + place * 131 + 3) % count
        header = headers.get(each.field, "")
        if each.added:
            added.append(_copied(sheet, row, header, each))
            row = count + len(added) - 1
        else:
            columns[header] = _changed(columns[header], row, each)
        faults.append(Fault(file, sheet.title, sheet.first_row + row, each.field, each.kind, each.treatment))
    if key in FOOTERS:
        added.append({headers[CHILD]: "", headers["Gender"]: f"SYNTHETIC - {count} rows"})
        last = sheet.first_row + count + len(added) - 1
        faults.append(Fault(file, sheet.title, last, "", "footer", REFUSED))
    return replace(sheet, columns=columns, extra_rows=tuple(added)), tuple(faults)


def _changed(content: np.ndarray, row: int, change: _Change) -> np.ndarray:
    """Return a column with one cell changed."""
    spoilt = change.change(content[row].item())
    copy = content if isinstance(spoilt, int) else content.astype(f"U{max(content.itemsize // 4, len(str(spoilt)))}")
    copy = copy.copy()
    copy[row] = spoilt
    return copy


def _copied(sheet: SheetToWrite, row: int, header: str, change: _Change) -> dict[str, Cell]:
    """Return a copy of a row with one cell changed; unless it is a duplicate, of a child in no other row."""
    cells: dict[str, Cell] = {name: content[row].item() for name, content in sheet.columns.items()}
    identifier = next(iter(cells))
    if change.field:
        cells[identifier] = NOWHERE
        cells[header] = change.change(cells[header])
    return cells


def log_faults(year: int, columns: Sequence[str]) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return faulty lines to be added below a year's contact log.

    Parameters
    ----------
    year : int
        The year in which the reporting year ends.
    columns : sequence of str
        The log's columns.

    Returns
    -------
    tuple of (list of str, list of tuple)
        The lines, and of each: field, kind and treatment.
    """
    sound = {"Child ID": NOWHERE, "Route": "Phone", "From whom": "2A", "Reason": "Other", "Outcome": "Not stated"}
    impossible = {**sound, "Received": f"31/02/{year} 10:00"}
    blank = {**sound, "Received": ""}
    lines = [",".join(row.get(name, "") for name in columns) for row in (impossible, blank)]
    crowded = ",".join([f"04/03/{year} 11:20", *(sound.get(name, "") for name in columns[1:]), "moved", "along"])
    footer = f"SYNTHETIC contact log {year}" + "," * (len(columns) - 1)
    found = [
        ("Received", "impossible_date", REFUSED), ("Received", "missing_required", REFUSED),
        ("", "extra_cells", REFUSED), ("", "footer", REFUSED),
    ]  # fmt: skip
    return [*lines, crowded, footer], found


def write_faults(faults: Sequence[Fault], folder: Path) -> None:
    """Write the list of faults beside the files.

    Parameters
    ----------
    faults : sequence of Fault
        Every fault put into the files.
    folder : pathlib.Path
        The council's raw folder.
    """
    held = {
        "note": "SYNTHETIC: faults put into these files on purpose, and what a reader should do with each",
        "faults": [asdict(each) for each in faults],
    }
    text = yaml.safe_dump(held, sort_keys=False, width=200, allow_unicode=True)
    (folder / "faults.yml").write_text(text, encoding="utf-8", newline="\n")
