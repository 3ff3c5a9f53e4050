"""Made open data files in the Department's layout."""

from __future__ import annotations

import csv
import datetime as dt
import io

from turncurve.ingest.dfe_open_data import OpenDataRead, Release, read

HEADER = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "category",
]
NAME = "d3_cpps_subsequent_plan_2013_to_2024.csv"
PLANS = ["CPP_start", "CPP_subsequent", "CPP_subsequent_percent"]


def place(level: str = "Local authority", *, period: str = "2013", kind: str = "Reporting year") -> list[str]:
    """Return the cells that say when and where."""
    region = ["E12000009", "South West"] if level != "National" else ["", ""]
    council = ["865", "E06000054", "Wiltshire"] if level == "Local authority" else ["", "", ""]
    return [period, kind, level, "E92000001", "England", *region, *council, "Plans"]


def file_of(*rows: list[str], columns: list[str] | None = None, header: list[str] | None = None) -> bytes:
    """Return a file as bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(header or HEADER), *(columns or PLANS)])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def read_made(content: bytes, *, file: str = NAME, year: int = 2024) -> OpenDataRead:
    """Read a made file as of a release."""
    return read(content, file=file, release=Release(year, dt.date(min(max(year, 1), 9999), 10, 31)))
