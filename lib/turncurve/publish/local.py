"""What stays beside the records and is never published: the check against published figures, and worklists."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.indicators.check import Comparison, compare
from turncurve.indicators.registry import children_behind, definition
from turncurve.publish.csv_files import literal
from turncurve.reference import project
from turncurve.reference.periods import Grain, Period, at, spans
from turncurve.tables import durable, store
from turncurve.tables.council import identify
from turncurve.tables.records import Records

_GRAIN_OF: dict[str, Grain] = {"three years pooled": "three_years"}
_YEARS_BACK = 6
_FIRST_YEAR, _LAST_YEAR = 1950, 2099


def folder_of(purpose: str) -> Callable[[str, str], Path]:
    """Return what says where pages go that stay beside the records, so that they touch no staged release.

    Parameters
    ----------
    purpose : str
        What they are for: a folder's name, such as "watch".

    Returns
    -------
    callable
        From a council and a date to a folder.
    """
    return lambda council, as_at: project.processed_folder(council) / purpose / as_at


def compared(council: str, as_at: str = "") -> Iterator[tuple[str, bool | None]]:
    """Set a council's records beside what was published of it.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The last day of the records that are used, as YYYY-MM-DD; today's knowledge where not given.

    Yields
    ------
    (str, bool or None)
        A line for each published figure, and whether the records give it; None where they cannot be compared.
    """
    identity = identify(council)
    figures = store.read("published_figures", folder=project.processed_folder("published"))
    records = Records(identity.folder, _date(as_at) if as_at else dt.date.max)
    for each in compare(records, figures, area=identity.follows or identity.name):
        yield _line(each), each.agrees


def write_worklist(indicator: str, *, council: str, as_at: str) -> tuple[Path, int]:
    """Write the list of children behind the latest figure of an indicator.

    Parameters
    ----------
    indicator : str
        The indicator's identifier.
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.

    Returns
    -------
    (pathlib.Path, int)
        The file, below data/processed, and its rows.
    """
    identity = identify(council)
    known = definition(indicator)
    day = _date(as_at)
    period = at(day) if known.window == "point" else _latest(_GRAIN_OF.get(known.window, "year"), day)
    rows = children_behind(indicator, Records(identity.folder, day), period)
    folder = project.processed_folder(identity.folder)
    named = _named(rows, folder)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*named.columns, "figure", "council"])
    for row in named.astype("str").fillna("").itertuples(index=False):
        writer.writerow([*(literal(value) for value in row), f"{known.title}, {period.label}", identity.label])
    path = folder / "worklists" / f"{indicator}_{as_at}.csv"
    durable.write(path, text.getvalue().encode("utf-8-sig"), private=True)
    return path, len(named)


def _latest(grain: Grain, day: dt.date) -> Period:
    """Return the last whole period by a date."""
    return spans(grain, first=day.replace(year=day.year - _YEARS_BACK, day=1), last=day)[-1]


def _named(rows: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Return a worklist with the council's own identifiers in place of pseudonyms, where they are kept."""
    path = folder / "identifiers.csv"
    if not path.is_file():
        return rows
    kept = pd.read_csv(path, dtype="str")
    own = dict(zip(kept["pseudonym"], kept["identifier"], strict=True))
    keys = [name for name in rows.columns if name.endswith("_key")]
    return rows.assign(**{name: rows[name].map(lambda key: own.get(key, key)) for name in keys})


def _line(each: Comparison) -> str:
    """Return one comparison as a line."""
    verdict = {True: "same", False: "DIFFERS", None: "not compared"}[each.agrees]
    return f"{verdict}: {each.indicator}, {each.period.label}" + (f" ({each.note})" if each.note else "")


def _date(text: str) -> dt.date:
    """Return the report's date, refusing what is none and what lies beyond the years that records can hold."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as problem:
        raise TurnCurveError(f"{text!r} is not a date", where="--as-at", remedy="Write it as YYYY-MM-DD") from problem
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise TurnCurveError(
            f"no report can be dated {text}",
            where="--as-at",
            remedy=f"Give a date between {_FIRST_YEAR} and {_LAST_YEAR}",
        )
    return day
