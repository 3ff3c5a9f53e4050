"""What became of every row that was read: loaded, refused or merged, adding up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from turncurve.errors import TurnCurveError
from turncurve.ingest.merge import Merged
from turncurve.ingest.recipe import Offer


@dataclass(frozen=True)
class Reconciled:
    """What became of the rows that one sheet held for one canonical table.

    Parameters
    ----------
    file : str
        Path below the council's raw folder.
    part : str
        The sheet or element; empty for a CSV file.
    table : str
        The canonical table.
    read : int
        Rows that the sheet held for the table.
    loaded : int
        Rows that stand in the table.
    refused : int
        Rows that could not be trusted.
    merged : int
        Rows about an event that another row stands for.
    """

    file: str
    part: str
    table: str
    read: int
    loaded: int
    refused: int
    merged: int


def reconcile(offers: Mapping[str, Sequence[Offer]], merged: Sequence[Merged]) -> tuple[Reconciled, ...]:
    """Account for every row that was read.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.
    merged : sequence of Merged
        The canonical tables.

    Returns
    -------
    tuple of Reconciled
        In order of file, part and table.

    Raises
    ------
    TurnCurveError
        If the rows do not add up, which would be a fault of the program.
    """
    lines: list[Reconciled] = []
    for table in merged:
        own = table.offered if table.offered is not None else offers[table.table]
        for offer in own:
            loaded, refused = table.loaded.get(offer.place, 0), offer.refused + table.refused.get(offer.place, 0)
            left = offer.read - loaded - refused
            line = Reconciled(offer.place.file, offer.place.part, table.table, offer.read, loaded, refused, left)
            if left < 0:
                raise TurnCurveError(
                    "the rows read do not add up",
                    where=f"{line.file} {line.part} {line.table}",
                    remedy="Report this fault",
                )
            lines.append(line)
        if sum(line.loaded for line in lines if line.table == table.table) != len(table.rows):
            raise TurnCurveError("the rows loaded do not add up", where=table.table, remedy="Report this fault")
    return tuple(sorted(lines, key=lambda line: (line.file, line.part, line.table)))
