"""Small canonical tables for tests, written row by row; what is not written is missing."""

from __future__ import annotations

import pandas as pd

from turncurve.tables import store

EDITION = "worked_example/2009-04-01_2013-03-31"


def canonical(table: str, rows: list[dict[str, object]], *, edition: str = EDITION) -> pd.DataFrame:
    """Return rows as a canonical table, dates being given as text."""
    empty = store.empty(table)
    written = pd.DataFrame(rows, columns=list(empty.columns), dtype=object)
    written["edition"] = written["edition"].fillna(edition) if "edition" in written else None
    columns = {}
    for name, dtype in empty.dtypes.items():
        values = written[name]
        if str(dtype).startswith("datetime"):
            columns[name] = pd.to_datetime(values).astype("datetime64[us]")
        else:
            columns[name] = values.where(values.notna(), None).astype(dtype)
    return pd.DataFrame(columns)


def plans(*rows: tuple[object, ...], edition: str = EDITION) -> pd.DataFrame:
    """Return child protection plans, each written as child, start, end and number of earlier plans."""
    names = ("child_key", "started_on", "ended_on", "previous_plans", "age_at_start")
    return canonical("cp_plans", [dict(zip(names, row, strict=False)) for row in rows], edition=edition)
