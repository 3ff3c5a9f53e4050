"""How many rows of each table fall into each reporting year, and where that jumps or a month is missing."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

import pandas as pd

from turncurve.ingest.merge import Merged

COLUMNS = ["table", "year_ending", "rows", "year_before", "change_percent", "note"]
# The date by which a row of each table falls into a year.
DATES: Mapping[str, str] = {
    "contacts": "received_at",
    "referrals": "referred_on",
    "assessments": "started_on",
    "strategy_discussions": "held_on",
    "conferences": "held_on",
    "cp_plans": "started_on",
    "cp_reviews": "reviewed_on",
    "care_episodes": "started_on",
    "audits": "audited_on",
}
JUMP, BEYOND_CHANCE = 0.25, 4.0  # a quarter more or fewer, and four times what chance alone explains
FEWEST_A_MONTH = 5.0


def compare(merged: Sequence[Merged]) -> pd.DataFrame:
    """Compare the counts of each table from year to year.

    Parameters
    ----------
    merged : sequence of Merged
        The canonical tables.

    Returns
    -------
    DataFrame
        One row a table and reporting year: rows, those of the year before, the change per cent (missing where there is
        nothing to compare), and a note where the year is not whole, where the count jumps, or where a month between
        the first and the last has no row though five or more are usual.
    """
    lines: list[tuple[object, ...]] = []
    for table in merged:
        if table.table in DATES:
            dates = table.rows[DATES[table.table]].dropna()
            lines += [(table.table, *line) for line in _of_table(dates)]
    frame = pd.DataFrame(lines, columns=COLUMNS)
    return frame.astype({"rows": "Int64", "year_before": "Int64", "change_percent": "Float64"})


def _of_table(dates: pd.Series[pd.Timestamp]) -> list[tuple[object, ...]]:
    """Return the lines of one table: year, rows, those of the year before, change and note."""
    if dates.empty:
        return []
    months = dates.dt.year * 12 + dates.dt.month - 1
    by_month = months.value_counts().reindex(range(months.min(), months.max() + 1), fill_value=0).sort_index()
    years = pd.Series([(month + 9) // 12 for month in by_month.index], index=by_month.index)
    lines: list[tuple[object, ...]] = []
    before: int | None = None
    for year, counts in by_month.groupby(years):
        rows, is_whole = int(counts.sum()), len(counts) == 12
        compared = before if is_whole else None
        note = "; ".join(
            part
            for part in (
                "" if is_whole else f"part of a year: {len(counts)} months",
                _jump(rows, compared),
                _missing(counts, usual=float(by_month.median())),
            )
            if part
        )
        change = round(100 * (rows - compared) / compared, 1) if compared else None
        lines.append((dt.date(int(str(year)), 3, 31).isoformat(), rows, compared, change, note))
        before = rows if is_whole else None
    return lines


def _jump(rows: int, before: int | None) -> str:
    """Name a count that changes by a quarter or more, and by more than chance explains."""
    if not before:
        return ""
    is_large = abs(rows - before) >= JUMP * before and abs(rows - before) > BEYOND_CHANCE * math.sqrt(rows + before)
    return (
        f"jump: {'more' if rows > before else 'fewer'} than chance explains; is an extract missing or doubled?"
        * is_large
    )


def _missing(counts: pd.Series[int], *, usual: float) -> str:
    """Name the months without a row, where five or more a month are usual."""
    empty = [f"{int(str(month)) // 12}-{int(str(month)) % 12 + 1:02d}" for month, count in counts.items() if not count]
    return f"no row in {', '.join(empty)}" if empty and usual >= FEWEST_A_MONTH else ""
