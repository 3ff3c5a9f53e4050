"""What became of rows on their way into a canonical table, as the reports of an ingest tell it: counts alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from turncurve.errors import RefusedInputError

PROBLEMS, RECONCILIATION = "problems.csv", "reconciliation.csv"
MENDED = "corrected"
_REFUSED, _BLANKED = "refused", "left blank"


@dataclass(frozen=True)
class Intake:
    """What became of the rows that a council's extracts held for one canonical table.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    read, refused : int
        Rows read in all extracts, and those of them that could not be trusted.
    mended : int
        Rows mended by the council's corrections.
    blanked : int
        Rows of which a field could not be read and was left blank, in the same sheets.
    doubted : int
        Rows kept and named for the council to look at, in the same sheets.
    """

    table: str
    read: int
    refused: int
    mended: int = 0
    blanked: int = 0
    doubted: int = 0


def intake_of(tables: tuple[str, ...], *, folder: Path) -> tuple[Intake, ...]:
    """Return what became of the rows of some tables.

    Parameters
    ----------
    tables : tuple of str
        Names of canonical tables.
    folder : pathlib.Path
        Where the council's tables and the reports of their ingest are kept.

    Returns
    -------
    tuple of Intake
        One a table, in the order asked for; none where no report is kept.

    Raises
    ------
    RefusedInputError
        If a report is not what ingest left.
    """
    if not (folder / RECONCILIATION).is_file() or not (folder / PROBLEMS).is_file():
        return ()
    try:
        lines, problems = (tuple(_rows(folder / name)) for name in (RECONCILIATION, PROBLEMS))
        return tuple(_of_table(table, lines, problems) for table in tables)
    except (KeyError, ValueError, csv.Error) as problem:
        raise RefusedInputError(
            "a report of the ingest is damaged",
            where=f"{RECONCILIATION} or {PROBLEMS}",
            remedy="Run `turncurve ingest` again to make it anew",
        ) from problem


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Return a report's lines."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _of_table(table: str, lines: tuple[dict[str, str], ...], problems: tuple[dict[str, str], ...]) -> Intake:
    """Return what became of one table's rows; a row with two faults of a kind is one row."""
    own = [line for line in lines if line["table"] == table]
    sheets = {(line["file"], line["part"]) for line in own}
    kinds: dict[str, set[tuple[str, str, str]]] = {MENDED: set(), _BLANKED: set(), "": set()}
    for problem in problems:
        place = (problem["file"], problem["part"])
        if place in sheets and _REFUSED not in problem["sentence"]:
            kinds[_kind(problem)].add((*place, problem["row"]))
    return Intake(
        table,
        read=sum(int(line["read"]) for line in own),
        refused=sum(int(line["refused"]) for line in own),
        mended=len(kinds[MENDED]),
        blanked=len(kinds[_BLANKED]),
        doubted=len(kinds[""]),
    )


def _kind(problem: dict[str, str]) -> str:
    """Return what was done about a problem that refused no row."""
    if problem["rule"] == MENDED:
        return MENDED
    return _BLANKED if _BLANKED in problem["sentence"] else ""
