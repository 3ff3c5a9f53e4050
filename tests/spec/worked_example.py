"""Worked examples drawn as text: a few rows of records, and the counts that a person gets from them by hand.

An example is a fenced block under a heading. It names the indicator and the days that the records cover, then draws the
canonical tables, and at last a table `expected`. A blank cell is a missing value.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from turncurve.indicators.figures import Measurement
from turncurve.reference.periods import Period, at, month, year_ending
from turncurve.tables import store

AREA = "Exampleshire"


@dataclass(frozen=True)
class WorkedExample:
    """One example: an indicator, the records it reads, and the measurements expected."""

    title: str
    indicator: str
    tables: dict[str, pd.DataFrame]
    expected: tuple[Measurement, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that the example asks for, each once and in order."""
        return tuple(dict.fromkeys(each.period for each in self.expected))


def read(path: Path) -> list[WorkedExample]:
    """Read the worked examples of one page."""
    examples, title, block = [], "", None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            if block is not None:
                examples.append(_example(title, block))
            block = [] if block is None else None
        elif block is not None:
            block.append(line)
        elif line.startswith("#"):
            title = line.strip("# ")
    return examples


def _example(title: str, lines: list[str]) -> WorkedExample:
    """Turn one block into an example."""
    words = dict(line.split(": ", 1) for line in lines if ": " in line and "|" not in line)
    edition = "worked_example/" + "_".join(words["records from"].split(" to "))
    drawn = _tables(lines)
    tables = {name: _canonical(name, rows, edition) for name, rows in drawn.items() if name != "expected"}
    expected = tuple(_measurement(row) for row in drawn["expected"])
    return WorkedExample(title, words["indicator"], tables, expected)


def _tables(lines: list[str]) -> dict[str, list[dict[str, str]]]:
    """Return the tables drawn in a block: a name on a line of its own, a heading, a rule and rows."""
    found: dict[str, list[dict[str, str]]] = {}
    name, heading = "", []
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("-") or not line.strip():
            continue
        if "|" not in line:
            name, heading = line.strip(), []
        elif not heading:
            heading = cells
            found[name] = []
        else:
            assert len(cells) == len(heading), f"a row of {name} has {len(cells)} cells and not {len(heading)}: {line}"
            found[name].append(dict(zip(heading, cells, strict=True)))
    return found


def _canonical(table: str, rows: list[dict[str, str]], edition: str) -> pd.DataFrame:
    """Return drawn rows as a canonical table: columns that are not drawn are missing."""
    empty = store.empty(table)
    drawn = pd.DataFrame([{**row, "edition": row.get("edition", edition)} for row in rows])
    assert not set(drawn.columns) - set(empty.columns), (
        f"{table} has no column {set(drawn.columns) - set(empty.columns)}"
    )
    return pd.DataFrame({name: _typed(drawn, name, dtype) for name, dtype in empty.dtypes.items()})


def _typed(drawn: pd.DataFrame, name: str, dtype: object) -> pd.Series:
    """Return one column in its canonical type."""
    held = drawn[name] if name in drawn else pd.Series([""] * len(drawn))
    values = [value or None for value in held]
    if str(dtype).startswith("datetime"):
        return pd.Series(pd.to_datetime(pd.Series(values), format="ISO8601")).astype("datetime64[us]")
    if str(dtype) == "boolean":
        return pd.Series([None if value is None else value == "yes" for value in values], dtype="boolean")
    return pd.Series(pd.to_numeric(pd.Series(values)) if str(dtype) in {"Int64", "Float64"} else values, dtype=dtype)


def _measurement(row: dict[str, str]) -> Measurement:
    """Turn one row of the expected counts into a measurement."""
    counts = {name: None if row.get(name, "") == "" else int(row[name]) for name in ("numerator", "denominator")}
    named = {"period", "numerator", "denominator", "unknown", "status"}
    breakdown = tuple(sorted((name.replace("_", " "), cell) for name, cell in row.items() if name not in named))
    return Measurement(
        AREA,
        _period(row["period"]),
        counts["numerator"],
        counts["denominator"],
        row.get("status") or "measured",
        breakdown,
        int(row.get("unknown") or 0),
    )


def _period(words: str) -> Period:
    """Read a period: `year 2013`, `three years 2013`, `month 2012-09` or `at 2013-03-31`."""
    kind, _, when = words.rpartition(" ")
    if kind == "at":
        return at(dt.date.fromisoformat(when))
    if kind == "month":
        year, number = when.split("-")
        return month(int(year), int(number))
    if kind == "three years":
        return Period(dt.date(int(when) - 3, 4, 1), dt.date(int(when), 3, 31))
    assert kind == "year", words
    return year_ending(int(when))
