"""Reads the Department for Education's open data files as published: every figure or a named error, never a guess."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.ingest import delimited
from turncurve.ingest.dfe_cells import read_cells, year_ends
from turncurve.reference.formats.dfe_open_data import FileKind, OpenDataFormat, PublishedFigure, load_open_data
from turncurve.tables import store

FIRST_RELEASE, LAST_RELEASE = 2010, 2100
ROUNDED_TO = 10
"""Counts of regions and of England are rounded to this, so a percentage need not be exactly that of the counts."""
MOST_HELD = 0.5
"""Share of a kind's columns from which a file is taken to be of that kind with columns renamed."""
MOST_APART = 0.02
"""Share of a file's rows whose percentage may differ from its counts before the file is refused."""


@dataclass(frozen=True)
class Release:
    """The release that a file belongs to.

    Parameters
    ----------
    year : int
        Calendar year in which it was published: it decides what the symbols mean.
    published_on : datetime.date
        Date of publication.
    """

    year: int
    published_on: dt.date


@dataclass(frozen=True)
class OpenDataRead:
    """What one file held.

    Parameters
    ----------
    kind : str
        Our name of the kind of file.
    figures : DataFrame
        Rows of the canonical table published_figures.
    left_out : mapping of str to int
        Rows not used, by reason: other geographic levels, and repeated rows.
    """

    kind: str
    figures: pd.DataFrame
    left_out: dict[str, int]


def read(content: bytes, *, file: str, release: Release, series: str = "dfe_children_in_need") -> OpenDataRead:
    """Read one open data file.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        Its name.
    release : Release
        The release it belongs to.
    series : str
        Our name of the statistical series.

    Returns
    -------
    OpenDataRead
        Its figures in the canonical form.

    Raises
    ------
    RefusedInputError
        If the file is of no known kind, a column that it should have is missing or was renamed, a period is not a
        reporting year, a symbol is not one of its release, two rows of one year and area differ, or the release
        cannot be that which is stated.
    """
    known = load_open_data(series)
    if not FIRST_RELEASE <= release.year <= LAST_RELEASE:
        raise RefusedInputError(
            "the year of the release is not known, so its symbols cannot be read",
            where=file,
            remedy="State release_year in source.yml beside the file",
        )
    table = _table(content, file=file)
    kind = kind_of(tuple(table.columns), file=file, known=known)
    columns = _found(table, (*known.columns, *kind.columns), file=file, what=kind.key.replace("_", " "))
    rows = table[list(columns.values())].set_axis(list(columns), axis=1)
    used = rows[rows[known.level].isin(known.areas)]
    single = _once(used, known, file=file)
    ends = year_ends(single, known, file=file)
    if len(ends) and ends.max().year > release.year:
        raise RefusedInputError(
            f"the file covers {ends.max().year}, after the release of {release.year} that it is said to belong to",
            where=file,
            remedy="Correct release_year in source.yml",
        )
    made = [_figures(single, figure, ends=ends, known=known, release=release, file=file) for figure in kind.figures]
    figures = pd.concat([store.empty("published_figures"), *made], ignore_index=True)
    left_out = {"other_levels": len(rows) - len(used), "repeated": len(used) - len(single)}
    return OpenDataRead(kind.key, figures, left_out)


def kind_of(columns: tuple[str, ...], *, file: str, known: OpenDataFormat) -> FileKind:
    """Tell which kind of file it is: by its columns, else by its name, else by most of its columns.

    Parameters
    ----------
    columns : tuple of str
        Its columns.
    file : str
        Its name.
    known : OpenDataFormat
        The statistical series.

    Returns
    -------
    FileKind
        The kind.

    Raises
    ------
    RefusedInputError
        If it is of no known kind.
    """
    held = {name.lower() for name in columns}
    fitting = [
        kind
        for kind in known.kinds
        if all(name.lower() in held for name in kind.columns) and not any(name.lower() in held for name in kind.without)
    ]
    if fitting:
        return max(fitting, key=lambda kind: len(kind.columns))
    stem = PurePosixPath(file).name.lower()
    named = [kind for kind in known.kinds if stem.startswith(kind.named)]
    nearest = max(known.kinds, key=lambda kind: _share_held(kind, held))
    if named or _share_held(nearest, held) >= MOST_HELD:
        return named[0] if named else nearest  # the column that is missing is then named to the user
    raise RefusedInputError(
        f"the file is none that we know of the release {known.title}",
        where=f"{file}, columns {_listed(columns)}",
        remedy="Use the file as published, or take it out of the folder",
    )


def _share_held(kind: FileKind, held: set[str]) -> float:
    """Return the share of a kind's columns that a file has."""
    return sum(name.lower() in held for name in kind.columns) / len(kind.columns)


def _table(content: bytes, *, file: str) -> pd.DataFrame:
    """Return the file as text, its columns named by the first row and its rows numbered as in the file."""
    cells = delimited.read(content, file=file).cells
    if len(cells) < 2:
        raise RefusedInputError("the file holds no rows", where=file, remedy="Download it again")
    names = cells.iloc[0].fillna("").str.strip()
    repeated = sorted(set(names[names.duplicated() & (names != "")]))
    if repeated:
        raise RefusedInputError(
            f"the column {repeated[0]!r} is there twice", where=file, remedy="Use the file as published"
        )
    body = cells.iloc[1:].set_axis(list(names), axis=1).set_axis(np.arange(2, len(cells) + 1), axis=0)
    return body.loc[body.notna().any(axis=1).to_numpy(), (names != "").to_numpy()]


def _found(table: pd.DataFrame, wanted: tuple[str, ...], *, file: str, what: str) -> dict[str, str]:
    """Return the file's own name of each column wanted, or an error that names the column and what there is."""
    held = {name.lower(): name for name in table.columns}
    missing = [name for name in dict.fromkeys(wanted) if name.lower() not in held]
    if missing:
        others = [name for name in table.columns if name.lower() not in {each.lower() for each in wanted}]
        near = difflib.get_close_matches(missing[0], others, n=3, cutoff=0.4)
        shown = (*near, *(name for name in others if name not in near))
        raise RefusedInputError(
            f"the column {missing[0]!r} of the table of {what} is not there; found instead: {_listed(shown)}",
            where=file,
            remedy="The release may have renamed it: add the new layout to the format's .yml once you are sure what "
            "the column means",
        )
    return {name: held[name.lower()] for name in dict.fromkeys(wanted)}


def _once(rows: pd.DataFrame, known: OpenDataFormat, *, file: str) -> pd.DataFrame:
    """Return each year and area once, refusing rows that contradict one another."""
    single = rows.drop_duplicates()
    stated = [
        known.period,
        known.level,
        *(column for area in known.areas.values() for column in (area.name, area.code)),
    ]
    again = single.duplicated(stated)
    if again.any():
        raise RefusedInputError(
            f"{int(again.sum())} rows repeat a year and area with other figures",
            where=f"{file}, the first in row {single.index[again][0]}",
            remedy="Keep the rows of one category only, as the release's guidance says",
        )
    return single


def _figures(
    rows: pd.DataFrame,
    figure: PublishedFigure,
    *,
    ends: pd.DatetimeIndex,
    known: OpenDataFormat,
    release: Release,
    file: str,
) -> pd.DataFrame:
    """Return one figure of every year and area in the canonical form."""
    parts = [read_cells(rows[name], column=name, file=file, release_year=release.year) for name in figure.columns]
    status = pd.Series("published", index=rows.index, dtype="str")
    for part in reversed(parts):
        status = part.status.where(part.status != "published", status)
    shown = status == "published"
    tops = [part.whole(file=file) for part in parts[: len(figure.numerator)]]
    numerator = sum(tops[1:], start=tops[0]).where(shown)
    below = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    if figure.denominator:
        below = parts[len(figure.numerator)].whole(file=file)
    worked_out = _worked_out(numerator, below, is_share=bool(figure.denominator))
    value = parts[-1].number if figure.value else worked_out
    _check_agreement(value, worked_out, below, figure=figure, file=file)
    start, end = _periods(ends, figure)
    made = {
        "measure": figure.measure,
        "area": _area(rows, known, "name"),
        "area_code": _area(rows, known, "code"),
        "period_start": start,
        "period_end": end,
        "numerator": numerator,
        "denominator": below,
        "value": value.where(shown).astype("Float64"),
        "status": status,
        "published_on": pd.Timestamp(release.published_on),
        "source": f"{known.publisher}, {known.title} {release.year}, {PurePosixPath(file).name}",
    }
    like = store.empty("published_figures").dtypes
    return pd.DataFrame(made, index=rows.index).astype(like.to_dict())


def _worked_out(numerator: pd.Series, below: pd.Series, *, is_share: bool) -> pd.Series:
    """Return the value where the file does not state it: the count, or the percentage to one decimal."""
    if not is_share:
        return numerator.astype("Float64")
    usable = below.gt(0).fillna(value=False)
    return (100 * numerator.astype("Float64") / below.where(usable).astype("Float64")).round(1)


def _check_agreement(
    value: pd.Series, worked_out: pd.Series, below: pd.Series, *, figure: PublishedFigure, file: str
) -> None:
    """Refuse a file whose percentages are not those of its counts: a column may have changed its meaning."""
    rounding = 0.2 + 100 * ROUNDED_TO / below.astype("Float64")
    apart = ((value - worked_out).abs() > rounding).fillna(value=False) if figure.value else pd.Series([], dtype="bool")
    if int(apart.sum()) > MOST_APART * max(len(value), 1):
        raise RefusedInputError(
            f"the percentages {figure.value!r} are not {' and '.join(figure.numerator)} of {figure.denominator!r} in "
            f"{int(apart.sum())} rows",
            where=file,
            remedy="The release may have changed what a column means: check its guidance before using it",
        )


def _area(rows: pd.DataFrame, known: OpenDataFormat, which: str) -> npt.NDArray[np.object_]:
    """Return the name or code of each row's area."""
    found = np.full(len(rows), None, dtype=object)
    for level, area in known.areas.items():
        of_level = (rows[known.level] == level).to_numpy()
        found[of_level] = rows.loc[of_level, area.name if which == "name" else area.code].to_numpy(dtype=object)
    return found


def _periods(ends: pd.DatetimeIndex, figure: PublishedFigure) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
    """Return the first and last day that the figure covers in the years that end on the dates given."""
    if figure.month is not None:
        first = pd.DatetimeIndex(
            [dt.datetime(day.year - (figure.month > 3), figure.month, 1) for day in ends]  # noqa: DTZ001 - plain days
        )
        return first, first + pd.offsets.MonthEnd(0)
    if figure.at == "end":
        return ends, ends
    return ends - pd.DateOffset(years=1) + pd.Timedelta(days=1), ends


def _listed(names: tuple[str, ...]) -> str:
    """Return names as a short list."""
    shown = ", ".join(names[:8])
    return f"{shown} and {len(names) - 8} more" if len(names) > 8 else shown
