"""Reading and writing canonical tables: the only place that touches Parquet.

A table is written beside a lineage file that names the files it was made from, so that a page can say what it rests on.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.tables import durable, lineage, together
from turncurve.tables.lineage import Lineage
from turncurve.tables.registry import model_of


def write(
    table: str, rows: pd.DataFrame, *, folder: Path, sources: Mapping[str, str], counts: Mapping[str, int]
) -> Lineage:
    """Check a table against its model and store it with its lineage, both or neither; one writer at a time.

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
    with together.changing(folder) as part:
        return put(table, rows, folder=part, sources=sources, counts=counts)


def put(
    table: str, rows: pd.DataFrame, *, folder: Path, sources: Mapping[str, str], counts: Mapping[str, int]
) -> Lineage:
    """Check a table against its model and put it with its lineage into a folder that nobody reads yet.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : DataFrame
        The table, exactly as its model says.
    folder : pathlib.Path
        The folder, as `together.changing` gives it.
    sources : mapping of str to str
        Hash of each input file, by its path below the data folder.
    counts : mapping of str to int
        Rows read, refused, merged and the like, by name.

    Returns
    -------
    Lineage
        What was put there and from what.
    """
    checked = model_of(table).validate(rows.reset_index(drop=True), lazy=True)
    path = folder / f"{table}.parquet"
    with durable.told(path):
        checked.to_parquet(path, index=False, compression="zstd")
        made = Lineage(
            table=table,
            rows=len(checked),
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            sources=dict(sorted(sources.items())),
            counts=dict(sorted(counts.items())),
        )
        lineage.keep(made, folder=folder)
    return made


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

    Raises
    ------
    RefusedInputError
        If the file is not what `write` left, or tables of the folder are being changed.
    """
    together.refuse_unfinished(folder, remedy="Wait until the other run has ended, or run `turncurve ingest` again")
    path = folder / f"{table}.parquet"
    sys.audit("turncurve.read", str(path))  # whoever listens knows what a result rests on, also where none is stored
    if not path.is_file():
        return empty(table)
    import pyarrow.parquet as pq  # only what reads a table needs it

    try:
        with pq.ParquetFile(path) as held:  # one file, read as it is: no folder of files to look for
            rows: pd.DataFrame = held.read(use_threads=False).to_pandas()
            return rows
    except (OSError, ValueError) as problem:
        raise RefusedInputError(
            "a stored table is damaged", where=path.name, remedy="Run `turncurve ingest` again to make it anew"
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
