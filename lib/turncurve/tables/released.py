"""What a signed release leaves for later reports, as files: the forecasts it issues and the counts it shows.

They are written and read here, so that there is one layout.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NoReturn

import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.tables.issued import Issued

FORECASTS = "forecasts.csv"
FIGURES = "figures.csv"
_FORECAST = ("indicator", "scenario", "grain", "period_start", "period_end", "periods", "quantile", "value")
_ABOUT = ("method", "origin")
_MARKS = ("council", "audience")
_LIVE = ("=", "+", "-", "@", "\t", "\r", "'")


def forecasts_file(issued: Iterable[Issued], *, label: str, audience: str) -> bytes:
    """Return the forecasts that a folder issues, as a file.

    Parameters
    ----------
    issued : iterable of Issued
        The forecasts, each once.
    label : str
        The council as it must stand on every file.
    audience : str
        Who the folder is for.

    Returns
    -------
    bytes
        CSV, one row a quantile of one period, or of the mean of the first so many; only its header where nothing is
        issued.
    """
    rows = (row for each in sorted(issued, key=lambda each: each.name) for row in _rows(each))
    return _written((*_FORECAST, *_ABOUT, *_MARKS), ((*row, label, audience) for row in rows))


def figures_file(counts: Mapping[str, int | None], *, label: str, audience: str) -> bytes:
    """Return the counts of our own that a folder shows, as a file: one row an address.

    Parameters
    ----------
    counts : mapping of str to int or None
        The count as shown, by its address as text; None where it is hidden from this audience.
    label : str
        The council as it must stand on every file.
    audience : str
        Who the folder is for.

    Returns
    -------
    bytes
        CSV; only its header where no count of our own is shown.
    """
    rows = ((cell, "" if count is None else count, label, audience) for cell, count in sorted(counts.items()))
    return _written(("cell", "value", *_MARKS), rows)


def read_forecasts(data: bytes, *, where: str) -> pd.DataFrame:
    """Read a folder's forecasts back.

    Parameters
    ----------
    data : bytes
        What `forecasts_file` gave.
    where : str
        The file, for a message.

    Returns
    -------
    DataFrame
        One row a quantile, without the release's date, edition and audience.

    Raises
    ------
    RefusedInputError
        If the file is laid out otherwise.
    """
    held = _read(data, (*_FORECAST, *_ABOUT, *_MARKS), where=where)
    try:
        return pd.DataFrame(
            {
                **{name: pd.Series(held[name], dtype="str") for name in ("indicator", "scenario", "grain", *_ABOUT)},
                **{
                    name: pd.to_datetime(pd.Series(held[name], dtype="str"), format="%Y-%m-%d").astype("datetime64[us]")
                    for name in ("period_start", "period_end")
                },
                "periods": pd.Series([int(text) for text in held["periods"]], dtype="Int64"),
                **{
                    name: pd.Series([float(text) for text in held[name]], dtype="Float64")
                    for name in ("quantile", "value")
                },
            }
        )
    except ValueError as problem:
        _refuse(where, problem)


def read_figures(data: bytes, *, where: str) -> pd.DataFrame:
    """Read the counts that a folder shows back.

    Parameters
    ----------
    data : bytes
        What `figures_file` gave.
    where : str
        The file, for a message.

    Returns
    -------
    DataFrame
        One row an address, with the count or nothing.

    Raises
    ------
    RefusedInputError
        If the file is laid out otherwise.
    """
    held = _read(data, ("cell", "value", *_MARKS), where=where)
    try:
        counts = [int(text) if text else None for text in held["value"]]
    except ValueError as problem:
        _refuse(where, problem)
    return pd.DataFrame({"cell": pd.Series(held["cell"], dtype="str"), "value": pd.Series(counts, dtype="Int64")})


def source_of(council: str, *, as_at: str, edition: int, audience: str, file: str) -> str:
    """Return the name under which a file of a signed release is a source of a stored table.

    Parameters
    ----------
    council : str
        The council's folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    edition : int
        Its edition.
    audience : str
        Who the folder is for.
    file : str
        The file's name.

    Returns
    -------
    str
        Its path below the project.
    """
    return f"reports/{council}/{as_at}/{edition}/{audience}/{file}"


def sources_before(sources: Iterable[str], *, as_at: dt.date, audiences: Iterable[str]) -> tuple[str, ...]:
    """Return the files of releases that a report may rest on.

    Parameters
    ----------
    sources : iterable of str
        As `source_of` gave them.
    as_at : datetime.date
        The report's date.
    audiences : iterable of str
        Whose folders the report's readers may know.

    Returns
    -------
    tuple of str
        Those of releases dated before the report, in order.
    """
    allowed = frozenset(audiences)
    parts = {name: PurePosixPath(name).parts for name in sources}
    return tuple(
        sorted(
            name
            for name, (_, _, day, _, audience, _) in parts.items()
            if dt.date.fromisoformat(day) < as_at and audience in allowed
        )
    )


def _rows(issued: Issued) -> Iterator[tuple[object, ...]]:
    """Give the rows of one forecast: each period's own quantiles, then those of the means of the first two and more."""
    forecast, first = issued.forecast, issued.periods[:1]
    spans = [
        *((each, 1, own) for each, own in zip(issued.periods, forecast.quantiles, strict=False)),
        *(
            (each, number, mean)
            for number, (each, mean) in enumerate(zip(issued.periods, forecast.mean_quantiles, strict=False), start=1)
            if number > 1
        ),
    ]
    for period, number, quantiles in spans:
        start = (period if number == 1 else first[0]).start
        for level, value in zip(forecast.levels, quantiles, strict=True):
            yield (
                *issued.name[:3],
                start.isoformat(),
                period.end.isoformat(),
                number,
                repr(float(level)),
                repr(float(value)),
                forecast.method,
                forecast.origin,
            )


def _written(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    """Return rows as bytes: UTF-8 with the mark that spreadsheets look for, lines ended as they expect."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """Return words that no spreadsheet takes for a formula; numbers as they are."""
    try:
        float(text)
    except ValueError:
        return f"'{text}" if text.startswith(_LIVE) else text
    return text


def _plain(text: str) -> str:
    """Return the words that `_harmless` was given."""
    return text.removeprefix("'")


def _read(data: bytes, header: tuple[str, ...], *, where: str) -> dict[str, list[str]]:
    """Return the columns of a file, refusing other columns and rows that are not whole."""
    try:
        first, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as problem:
        _refuse(where, problem)
    if tuple(first) != header or any(len(row) != len(header) for row in rows):
        _refuse(where)
    return {name: [_plain(row[place]) for row in rows] for place, name in enumerate(header)}


def _refuse(where: str, cause: Exception | None = None) -> NoReturn:
    """Refuse a file that is not laid out as ours are."""
    raise RefusedInputError(
        "a file of a signed release is not laid out as it was released",
        where=where,
        remedy="Restore the release from where it was kept, and check it with `turncurve verify`",
    ) from cause
