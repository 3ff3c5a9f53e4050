"""What a stored table was made from, kept beside it, so that a page can say what it rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from turncurve.errors import RefusedInputError


@dataclass(frozen=True)
class Lineage:
    """What a stored table was made from.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : int
        Rows stored.
    sha256 : str
        Hash of the Parquet file's bytes.
    sources : mapping of str to str
        Hash of each input file, by its path below the data folder.
    counts : mapping of str to int
        Rows read, refused, merged and the like, by name.
    """

    table: str
    rows: int
    sha256: str
    sources: Mapping[str, str]
    counts: Mapping[str, int]


def keep(lineage: Lineage, *, folder: Path) -> None:
    """Keep a table's lineage beside it.

    Parameters
    ----------
    lineage : Lineage
        What the table was made from.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    text = json.dumps(asdict(lineage), indent=1, sort_keys=True) + "\n"
    _lineage_path(folder, lineage.table).write_text(text, encoding="utf-8", newline="\n")


def known(table: str, *, folder: Path) -> Lineage | None:
    """Read what a stored table was made from.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    folder : pathlib.Path
        Where the council's tables are kept.

    Returns
    -------
    Lineage or None
        None where the table is not stored.

    Raises
    ------
    RefusedInputError
        If the lineage file is not what `keep` left.
    """
    path = _lineage_path(folder, table)
    if not path.is_file():
        return None
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Lineage(**held)
    except (ValueError, TypeError) as problem:
        raise RefusedInputError(
            "a lineage file is damaged", where=path.name, remedy="Run `turncurve ingest` again to make it anew"
        ) from problem


def of_rows(made: Lineage, rows: pd.DataFrame, *, sources: Iterable[str]) -> Lineage:
    """Return what some rows of a stored table were made from, whatever else it holds and will hold.

    Parameters
    ----------
    made : Lineage
        What the whole table was made from.
    rows : DataFrame
        The rows used, in the table's order.
    sources : iterable of str
        The input files that they came from.

    Returns
    -------
    Lineage
        With a hash of those rows alone, so that rows added later do not change it.
    """
    text = rows.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return Lineage(
        table=made.table,
        rows=len(rows),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sources={name: made.sources[name] for name in sorted(sources)},
        counts={"read": len(rows), "loaded": len(rows)},
    )


def _lineage_path(folder: Path, table: str) -> Path:
    """Return where a table's lineage is kept."""
    return folder / f"{table}.lineage.json"
