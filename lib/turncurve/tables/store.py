"""Reading and writing canonical tables: the only place that touches Parquet.

A table is written beside a lineage file that names the files it was made from, so that a page can say what it rests on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.tables.registry import model_of


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


def write(
    table: str, rows: pd.DataFrame, *, folder: Path, sources: Mapping[str, str], counts: Mapping[str, int]
) -> Lineage:
    """Check a table against its model and store it with its lineage.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : DataFrame
        The table, exactly as its model says.
    folder : pathlib.Path
        Where to store it; made where absent.
    sources : mapping of str to str
        Hash of each input file, by its path below the data folder.
    counts : mapping of str to int
        Rows read, refused, merged and the like, by name.

    Returns
    -------
    Lineage
        What was stored and from what.
    """
    checked = model_of(table).validate(rows.reset_index(drop=True), lazy=True)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}.parquet"
    staged = path.with_suffix(".parquet.part")
    checked.to_parquet(staged, index=False, compression="zstd")
    lineage = Lineage(
        table=table,
        rows=len(checked),
        sha256=hashlib.sha256(staged.read_bytes()).hexdigest(),
        sources=dict(sorted(sources.items())),
        counts=dict(sorted(counts.items())),
    )
    staged.replace(path)
    text = json.dumps(asdict(lineage), indent=1, sort_keys=True) + "\n"
    _lineage_path(folder, table).write_text(text, encoding="utf-8", newline="\n")
    return lineage


def read(table: str, *, folder: Path) -> pd.DataFrame:
    """Read a stored table; an empty one, with the right columns, where none is stored.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    folder : pathlib.Path
        Where the council's tables are kept.

    Returns
    -------
    DataFrame
        One row as the table's model says.
    """
    path = folder / f"{table}.parquet"
    if not path.is_file():
        return empty(table)
    return pd.read_parquet(path)


def lineage(table: str, *, folder: Path) -> Lineage | None:
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
        If the lineage file is not what `write` left.
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


def empty(table: str) -> pd.DataFrame:
    """Return a canonical table without rows.

    Parameters
    ----------
    table : str
        Name of the canonical table.

    Returns
    -------
    DataFrame
        No rows; the columns and types of the model.
    """
    columns = model_of(table).to_schema().columns
    dtypes = {name: _pandas_dtype(str(field.dtype)) for name, field in columns.items()}
    return pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in dtypes.items()})


def _pandas_dtype(name: str) -> str:
    """Return the dtype in which we hold a column that pandera describes."""
    if name.startswith("datetime"):
        return "datetime64[us]"
    return "str" if name.startswith("str") else name


def _lineage_path(folder: Path, table: str) -> Path:
    """Return where a table's lineage is kept."""
    return folder / f"{table}.lineage.json"
