"""Loads the public figures under data/raw/published: our own small tables, and open data files as published."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.ingest import delimited, dfe_open_data, yaml_file
from turncurve.ingest.dfe_open_data import Release
from turncurve.reference import project
from turncurve.tables import store
from turncurve.tables.held import tables as tables_held
from turncurve.tables.lineage import Lineage
from turncurve.tables.published import STATUSES

SOURCE = "source.yml"
OUR_LAYOUT = "ours"
NEEDED = ("publisher", "title", "published_on", "licence", "sensitivity", "layout", "files")
COLUMNS = (
    "measure",
    "area",
    "area_code",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "status",
)
MOST_APART = 1.0  # points: national counts are published rounded
_ADDRESS = ["measure", "area", "period_start", "period_end", "published_on"]


@dataclass(frozen=True)
class PublishedSource:
    """One edition of one source, as its `source.yml` describes it.

    Parameters
    ----------
    folder : pathlib.Path
        Where its files are.
    publisher, title, licence : str
        Who published it, under which title and licence.
    published_on : datetime.date
        Date of publication: its figures enter no report dated earlier.
    layout : str
        "ours", or our name of the statistical series whose open data files it holds.
    release_year : int
        Calendar year of the release.
    files : mapping of str to str
        Hash of each file's text by name; empty where it is not stated.
    """

    folder: Path
    publisher: str
    title: str
    licence: str
    published_on: dt.date
    layout: str
    release_year: int
    files: dict[str, str]


@dataclass(frozen=True)
class PublishedReport:
    """What loading the public figures did.

    Parameters
    ----------
    figures : int
        Figures stored.
    files : mapping of str to int
        Figures by file.
    repeated : int
        Figures that two files of one date state alike, kept once.
    lineage : Lineage
        What was stored, and from what.
    """

    figures: int
    files: dict[str, int]
    repeated: int
    lineage: Lineage


def load_published(*, raw: Path | None = None, processed: Path | None = None) -> PublishedReport:
    """Read every source of public figures and store them as one canonical table.

    Parameters
    ----------
    raw : pathlib.Path, optional
        Folder of the sources; data/raw/published where not given.
    processed : pathlib.Path, optional
        Where to store the table; data/processed/published where not given.

    Returns
    -------
    PublishedReport
        What was read and stored.

    Raises
    ------
    RefusedInputError
        If the folder holds no source, a source is not described in full, a file is not the one described, a file
        cannot be read, or two files of one date contradict each other.
    """
    folder = raw or project.published_folder()
    descriptions = sorted(folder.glob(f"*/*/{SOURCE}"))
    if not descriptions:
        raise RefusedInputError(
            "there are no published figures",
            where=f"looked for */*/{SOURCE} under {folder.name}",
            remedy="Restore data/raw/published from the repository",
        )
    tables: dict[str, pd.DataFrame] = {}
    hashes: dict[str, str] = {}
    for path in descriptions:
        source = read_source(path)
        for name in sorted(source.files):
            held = path.parent / name
            label = held.relative_to(folder).as_posix()
            hashes[label] = _checked_hash(held, source.files[name], label=label)
            tables[label] = _read(held, source, label=label)
    stated = pd.concat(tables.values(), ignore_index=True)
    figures = _once(stated)
    stored = processed or project.processed_folder("published")
    with tables_held(stored, doing="turncurve ingest"):
        lineage = store.write(
            "published_figures",
            figures,
            folder=stored,
            sources=hashes,
            counts={"read": len(stated), "loaded": len(figures), "merged": len(stated) - len(figures)},
        )
    counts = {label: len(table) for label, table in tables.items()}
    return PublishedReport(len(figures), counts, len(stated) - len(figures), lineage)


def read_source(path: Path) -> PublishedSource:
    """Read what a `source.yml` says.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    PublishedSource
        The source.

    Raises
    ------
    RefusedInputError
        If it is no YAML, lacks what a source must state, or is not public.
    """
    where = "/".join(path.parts[-3:])
    words = yaml_file.read(
        path,
        unread="the description of a source cannot be read",
        where=where,
        remedy="Check that it is YAML in UTF-8, and that its dates are days of the calendar",
    )
    missing = [name for name in NEEDED if not (isinstance(words, dict) and words.get(name))]
    if missing:
        raise RefusedInputError(
            f"the description of a source does not say its {', '.join(missing)}", where=where, remedy="Add it"
        )
    if words["sensitivity"] != "public":
        raise RefusedInputError(
            "a source among the published figures is not public", where=where, remedy="Take it out of the folder"
        )
    published_on = words["published_on"]
    if not isinstance(published_on, dt.date):
        raise RefusedInputError(
            "the date of publication is not a date such as 2024-10-31", where=where, remedy="Correct published_on"
        )
    return PublishedSource(
        folder=path.parent,
        publisher=str(words["publisher"]),
        title=str(words["title"]),
        licence=str(words["licence"]),
        published_on=published_on,
        layout=str(words["layout"]),
        release_year=_release_year(words.get("release_year", published_on.year), where=where),
        files=_listed(words["files"], where=where),
    )


def _release_year(stated: object, *, where: str) -> int:
    """Return the year of a release, refusing what is none."""
    if not re.fullmatch(r"\d{4}", str(stated)):
        raise RefusedInputError(
            "the year of a release is not a year such as 2024", where=where, remedy="Correct release_year"
        )
    return int(str(stated))


def _listed(stated: object, *, where: str) -> dict[str, str]:
    """Return the hash of each file by name, empty where none is stated; refuse files that are written otherwise."""
    if not isinstance(stated, dict):
        raise RefusedInputError(
            "the files of a source are not listed one a line with a hash each",
            where=where,
            remedy="Write them as `name.csv: sha256`, or as `name.csv:` where the hash is not known",
        )
    return {str(name): str(value or "") for name, value in stated.items()}


def text_hash(path: Path) -> str:
    """Return the hash of a text file, whichever way its lines end.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    str
        SHA-256 of its bytes with lines ended by a line feed, so that a copy made on Windows has the same.
    """
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _checked_hash(path: Path, stated: str, *, label: str) -> str:
    """Return a file's hash, refusing a file that is not there or not the one described."""
    if not path.is_file():
        raise RefusedInputError(
            "a file of published figures is not there", where=label, remedy="Restore it, or take it out of source.yml"
        )
    found = text_hash(path)
    if stated and found != stated:
        raise RefusedInputError(
            "a file of published figures is not the one that source.yml describes: its sha256 differs",
            where=label,
            remedy="Restore the file, or describe the new one as an edition of its own",
        )
    return found


def _read(path: Path, source: PublishedSource, *, label: str) -> pd.DataFrame:
    """Read one file in the layout that its source states."""
    if source.layout != OUR_LAYOUT:
        release = Release(source.release_year, source.published_on)
        return dfe_open_data.read(path.read_bytes(), file=label, release=release, series=source.layout).figures
    return _read_ours(path, source, label=label)


def _read_ours(path: Path, source: PublishedSource, *, label: str) -> pd.DataFrame:
    """Read one of our own small tables."""
    cells = delimited.read(path.read_bytes(), file=label).cells
    heading = tuple(cells.iloc[0].fillna("").str.strip()) if len(cells) else ()
    if heading != COLUMNS:
        raise RefusedInputError(
            f"the columns are not {', '.join(COLUMNS)}", where=label, remedy="Write the table in this layout"
        )
    rows = cells.iloc[1:].set_axis(list(COLUMNS), axis=1)
    unknown = ~rows["status"].isin(STATUSES)
    if unknown.any():
        raise RefusedInputError(
            "a figure has a status that is not known",
            where=f"{label}, row {unknown[unknown].index[0] + 1}",
            remedy=f"Use one of: {', '.join(STATUSES)}",
        )
    typed = rows.assign(
        published_on=pd.Timestamp(source.published_on),
        source=f"{source.publisher}, {source.title}",
    )
    try:
        dates = {name: pd.to_datetime(typed[name], format="%Y-%m-%d") for name in ("period_start", "period_end")}
        numbers = {name: pd.to_numeric(typed[name]) for name in ("numerator", "denominator", "value")}
        table = typed.assign(**dates, **numbers).astype(store.empty("published_figures").dtypes.to_dict())
    except (ValueError, TypeError) as problem:
        raise RefusedInputError(
            "a date is not written 2024-03-31, or a number is none",
            where=label,
            remedy="Correct the table and its sha256",
        ) from problem
    _check_possible(table, label=label)
    _check_units(table, label=label)
    return table


def _check_possible(table: pd.DataFrame, *, label: str) -> None:
    """Refuse a count below nought, a part larger than its whole, and a period that ends before it begins."""
    faults = {
        "a count is below 0": (table["numerator"] < 0) | (table["denominator"] < 0),
        "a numerator is larger than its denominator": table["numerator"] > table["denominator"],
        "a period ends before it begins": table["period_end"] < table["period_start"],
    }
    for what, rows in faults.items():
        impossible = rows.fillna(value=False).to_numpy(dtype=bool)
        if impossible.any():
            place = int(impossible.argmax())
            row = table.iloc[place]
            raise RefusedInputError(
                f"{what}: {row['measure']} of {row['area']}, period to {row['period_end']:%Y-%m-%d}",
                where=f"{label}, row {place + 2}",
                remedy="Correct the figures, then their sha256 in source.yml",
            )


def _check_units(table: pd.DataFrame, *, label: str) -> None:
    """Refuse a percentage that is not its numerator of its denominator: its unit has changed, or a total is wrong."""
    share = 100 * table["numerator"] / table["denominator"].mask(table["denominator"] == 0)
    apart = ((table["value"] - share).abs() > MOST_APART).fillna(value=False).to_numpy(dtype=bool)
    if apart.any():
        raise RefusedInputError(
            "a value is not the percentage that its numerator is of its denominator",
            where=f"{label}, row {int(apart.argmax()) + 2}",
            remedy="Write percentages as 16 and not as 0.16, and check the counts; then correct the sha256",
        )


def _once(stated: pd.DataFrame) -> pd.DataFrame:
    """Return each figure of each date of publication once, in order, refusing contradictions."""
    ordered = stated.sort_values([*_ADDRESS, "source"], kind="stable", ignore_index=True)
    values = [name for name in ordered.columns if name not in {"source", "area_code"}]
    single = ordered.drop_duplicates(values, ignore_index=True)
    again = single.duplicated(_ADDRESS)
    if again.any():
        row = single[again].iloc[0]
        raise RefusedInputError(
            f"two rows published on one day state different figures of {row['measure']} for {row['area']}",
            where=f"period to {row['period_end']:%Y-%m-%d}, one of them in {row['source']}",
            remedy="Keep the one that is right, or state its own date of publication",
        )
    return single
