"""Counts of contacts of one council, of several or of a nation as one file, made without holding them in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.publish.csv_files import literal
from turncurve.reference import project
from turncurve.tables import durable
from turncurve.tables.council import identify
from turncurve.tables.many_contacts import contacts_over

TABLE = "contacts.parquet"
SENSITIVE = "OFFICIAL-SENSITIVE: small counts are not hidden"


@dataclass(frozen=True)
class ContactCounts:
    """What was counted and written.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    councils, contacts, rows : int
        Councils counted, their contacts, and rows of counts.
    """

    path: Path
    councils: int
    contacts: int
    rows: int


def write_contact_counts(
    council: str, *, to: Path, by: Sequence[str] = (), grain: str = "month", memory: str = "2GB"
) -> ContactCounts:
    """Count the contacts that are stored of councils, and write the counts.

    Parameters
    ----------
    council : str
        A council's name or folder; with a star every council with such a folder, "*" all of them.
    to : pathlib.Path
        The file, .csv.
    by : sequence of str
        What to tell contacts apart by: route, source, reason, outcome, edition.
    grain : {"month", "year"}
        Months, or years that begin in April.
    memory : str
        The most that may be held at a time, such as "2GB".

    Returns
    -------
    ContactCounts
        What was counted, and where it is.

    Raises
    ------
    TurnCurveError
        Where a file of that name is there already.
    """
    if to.exists():
        raise TurnCurveError(
            "a file of that name is there already",
            where=to.name,
            remedy="Give another name with --to, or move the file away",
        )
    folders = _folders(council)
    found = contacts_over([folder / TABLE for folder in folders], by=by, grain=grain, memory=memory)
    councils = [identify(folder.name) for folder in folders]
    synthetic = any(each.synthetic for each in councils)
    label = councils[0].label if len(councils) == 1 else f"{len(councils)} councils{' (SYNTHETIC)' * synthetic}"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*found.columns, "Council", "Audience"])
    for row in found.assign(**{"from": found["from"].astype("str").str[:10]}).itertuples(index=False):
        writer.writerow([*(literal(str(cell)) for cell in row), literal(label), SENSITIVE])
    durable.write(to, text.getvalue().encode("utf-8-sig"))
    return ContactCounts(to, len(folders), int(found["contacts"].sum()), len(found))


def _folders(council: str) -> list[Path]:
    """Return the folders of the stored tables of the councils that a name stands for, in order."""
    if "*" not in council:
        named = [project.processed_folder(identify(council).folder)]
    else:
        above = project.processed_folder("published").parent
        named = sorted(each for each in above.glob("*") if fnmatchcase(each.name, council))
    held = [each for each in named if (each / TABLE).is_file()]
    if not held:
        raise UnknownNameError(
            f"no contacts are stored of {council!r}",
            where="--council",
            remedy="Run `turncurve ingest` for a council with a contact log first",
        )
    return held
