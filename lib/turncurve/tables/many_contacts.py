"""Counts of contacts over files larger than memory: a nation's logs, or a large council's over many years."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from turncurve.errors import RefusedInputError, TurnCurveError, UnknownNameError

DIMENSIONS = ("route", "source", "reason", "outcome", "edition", "filename")
"""What contacts can be told apart by; `edition` names the council's log that each came from, `filename` the table."""
GRAINS = ("month", "year")
MEMORY = "2GB"
"""What DuckDB may hold; the rest of the work is done on disk."""
_YEAR = "date_trunc('year', received_at - INTERVAL 3 MONTH) + INTERVAL 3 MONTH"


def contacts_over(
    files: Sequence[Path], *, by: Sequence[str] = (), grain: str = "month", memory: str = MEMORY
) -> pd.DataFrame:
    """Count contacts by month or reporting year, and by what tells them apart, without holding them in memory.

    Parameters
    ----------
    files : sequence of pathlib.Path
        Parquet files of the canonical table contacts, of one council or of many.
    by : sequence of str
        Columns of `DIMENSIONS` to tell contacts apart by.
    grain : {"month", "year"}
        Months, or years that begin in April.
    memory : str
        The most that may be held at a time, such as "2GB".

    Returns
    -------
    DataFrame
        One row a period and kind, in order: from, the period's first day; the columns asked for, "not stated" where the
        log does not say; contacts; and referrals, the contacts that became one.

    Raises
    ------
    UnknownNameError
        If a column or a grain is not known.
    RefusedInputError
        If a file cannot be read as Parquet, or is no table of contacts.
    TurnCurveError
        If there is no file.
    """
    import duckdb

    unknown = [each for each in by if each not in DIMENSIONS]
    if unknown or grain not in GRAINS:
        raise UnknownNameError(
            f"contacts cannot be told apart by {', '.join([*unknown, *([] if grain in GRAINS else [grain])])!r}",
            remedy=f"Use {', '.join(DIMENSIONS)}; and {' or '.join(GRAINS)} for periods",
        )
    if not files:
        raise TurnCurveError("there is no file of contacts to count", where="files", remedy="Name one at least")
    period = _YEAR if grain == "year" else "date_trunc('month', received_at)"
    names = "".join(f", coalesce({each}, 'not stated') AS {each}" for each in by)
    groups = ", ".join(str(place) for place in range(1, 2 + len(by)))
    # Only names of `DIMENSIONS` and our own words stand in the query; the files go in as a parameter.
    query = (
        f'SELECT CAST({period} AS DATE) AS "from"{names}, count(*) AS contacts, '  # noqa: S608 - see above
        f"count(*) FILTER (outcome = 'referral') AS referrals FROM read_parquet(?) "
        f"GROUP BY {groups} ORDER BY {groups}"
    )
    for each in files:  # the query opens them past the interpreter, so that nobody else would know of it
        sys.audit("turncurve.read", str(each))
    try:
        with duckdb.connect(config={"memory_limit": memory, "threads": 2}) as held:
            if held.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(True,)]:
                held.execute("SET enable_progress_bar = false")  # in a notebook it is off already, and setting it fails
            return held.execute(query, [[str(each) for each in files]]).df()
    except duckdb.Error as problem:
        raise RefusedInputError(
            "a file is no table of contacts, or cannot be read",
            where=", ".join(each.name for each in files[:3]),
            remedy="Give the contacts.parquet files that `turncurve ingest` made",
        ) from problem
