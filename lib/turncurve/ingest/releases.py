"""Our own signed releases, read back as what they forecast and what they showed: history is what was released."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pandera.errors

from turncurve.errors import RefusedInputError
from turncurve.reference import project
from turncurve.tables import held, store
from turncurve.tables.released import FIGURES, FORECASTS, read_figures, read_forecasts, source_of
from turncurve.tables.verify import MANIFEST, SIGN_OFF, verify

ISSUED, RELEASED = "issued_forecasts", "released_figures"


@dataclass(frozen=True)
class SignedFolder:
    """One audience's folder of one edition, found to be as it was signed.

    Parameters
    ----------
    council : str
        The council's folder.
    as_at : datetime.date
        The report's date.
    edition : int
        Edition of that report.
    audience : {"public", "restricted"}
        Who it is for.
    path : pathlib.Path
        Where it is.
    hashes : dict of str to str
        The hash of each of its files, by path below it.
    """

    council: str
    as_at: dt.date
    edition: int
    audience: str
    path: Path
    hashes: dict[str, str] = field(repr=False)

    def source(self, file: str) -> str:
        """Return the name under which one of its files is a source of a stored table.

        Parameters
        ----------
        file : str
            The file's name.

        Returns
        -------
        str
            Its path below the project.
        """
        return source_of(
            self.council, as_at=self.as_at.isoformat(), edition=self.edition, audience=self.audience, file=file
        )


@dataclass(frozen=True)
class ReleasesRead:
    """What reading a council's releases back gave.

    Parameters
    ----------
    editions : int
        Signed editions there are.
    forecasts : int
        Rows of the forecasts that the latest editions issued.
    figures : int
        Rows of the counts that all editions showed.
    """

    editions: int
    forecasts: int
    figures: int


def read_releases(council: str, *, reports: Path | None = None, processed: Path | None = None) -> ReleasesRead:
    """Read a council's signed releases back and store what they forecast and what they showed.

    Of each date the latest edition's forecasts stand. The counts of earlier editions are kept beside those of the
    latest, because what has been shown stays known.

    Parameters
    ----------
    council : str
        The council's name or folder.
    reports : pathlib.Path, optional
        Where its releases are; reports/<council> where not given.
    processed : pathlib.Path, optional
        Where its tables are stored; data/processed/<council> where not given.

    Returns
    -------
    ReleasesRead
        What was read; a council without any release has neither table.
    """
    target = processed or project.processed_folder(council)
    with held.tables(target, doing="turncurve ingest"):
        return _read_back(signed_folders(council, reports=reports), target)


def _read_back(folders: Sequence[SignedFolder], target: Path) -> ReleasesRead:
    """Store what signed folders hold."""
    latest = {each.as_at: each.edition for each in folders}  # in order of edition, so the last stands
    issuing = [each for each in folders if each.edition == latest[each.as_at] and FORECASTS in each.hashes]
    showing = [each for each in folders if FIGURES in each.hashes]
    return ReleasesRead(
        editions=len({(each.as_at, each.edition) for each in folders}),
        forecasts=_store(ISSUED, issuing, file=FORECASTS, read=read_forecasts, target=target),
        figures=_store(RELEASED, showing, file=FIGURES, read=read_figures, target=target),
    )


def signed_folders(council: str, *, reports: Path | None = None) -> tuple[SignedFolder, ...]:
    """Return the folders of every signed edition of a council's releases, each checked to the last file.

    Parameters
    ----------
    council : str
        The council's name or folder.
    reports : pathlib.Path, optional
        Where its releases are; reports/<council> where not given.

    Returns
    -------
    tuple of SignedFolder
        In order of date, edition and audience.

    Raises
    ------
    RefusedInputError
        If an edition is not signed, or a file, a manifest or a sign-off is not as it was when it was signed.
    """
    root = reports or project.reports_folder(council)
    dates = {path: _date(path.name) for path in root.glob("*") if path.is_dir()}
    editions = [
        (day, int(edition.name), edition)
        for path, day in dates.items()
        if day is not None
        for edition in path.glob("*")
        if edition.name.isdigit()
    ]
    return tuple(
        folder
        for day, number, edition in sorted(editions)
        for folder in _checked(edition, council=project.slug(council), as_at=day, number=number)
    )


def _date(text: str) -> dt.date | None:
    """Return a date written as YYYY-MM-DD; None where it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _checked(edition: Path, *, council: str, as_at: dt.date, number: int) -> list[SignedFolder]:
    """Return the folders of one edition, refusing one that is not what was signed, or not in its place."""
    where = f"reports/{council}/{as_at.isoformat()}/{number}"
    if not (edition / SIGN_OFF).is_file():
        _refuse("a release has no sign-off", where)
    faults = verify(edition, figures=False).faults
    if faults:
        _refuse("a release was changed after it was signed", faults[0].replace(str(edition), where).rstrip("."))
    signed = json.loads((edition / SIGN_OFF).read_text(encoding="utf-8"))
    held = {name: json.loads((edition / name / MANIFEST).read_text(encoding="utf-8")) for name in signed["manifests"]}
    own = {"council": council, "as_at": as_at.isoformat(), "edition": number}
    for audience, manifest in sorted(held.items()):
        if {**own, "audience": audience} != _place(manifest, signed):
            _refuse("a release is not in the place that it was signed for", f"{where}/{audience}")
    return [
        SignedFolder(council, as_at, number, audience, edition / audience, _hashes(manifest))
        for audience, manifest in sorted(held.items())
    ]


def _place(manifest: dict[str, Any], signed: dict[str, Any]) -> dict[str, Any]:
    """Return the place that a manifest and its sign-off were made for."""
    council = manifest.get("council")
    return {
        "council": council.get("folder") if isinstance(council, dict) else None,
        **{name: manifest.get(name) for name in ("as_at", "audience")},
        "edition": signed.get("edition"),
    }


def _hashes(manifest: dict[str, Any]) -> dict[str, str]:
    """Return the hash of each file that a manifest names."""
    return {path: entry["sha256"] for path, entry in manifest["files"].items()}


def _store(
    table: str,
    folders: Sequence[SignedFolder],
    *,
    file: str,
    read: Callable[..., pd.DataFrame],
    target: Path,
) -> int:
    """Store what one file of each folder holds as one table; where there is no such file, there is no table."""
    if not folders:
        for path in (target / f"{table}.parquet", target / f"{table}.lineage.json"):
            path.unlink(missing_ok=True)
        return 0
    columns = list(store.empty(table).columns)
    rows = pd.concat([_rows(each, file=file, read=read) for each in folders], ignore_index=True)[columns]
    sources = {each.source(file): each.hashes[file] for each in folders}
    try:
        made = store.write(table, rows, folder=target, sources=sources, counts={"read": len(rows), "loaded": len(rows)})
    except pandera.errors.SchemaErrors as problem:
        failed = sorted({str(case) for case in problem.failure_cases["column"].dropna()})
        _refuse(f"releases hold what no {file} can", f"columns: {', '.join(failed)}", cause=problem)
    return made.rows


def _rows(folder: SignedFolder, *, file: str, read: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """Return what one file holds, with the release that it is of."""
    rows = read((folder.path / file).read_bytes(), where=folder.source(file))
    day = pd.Timestamp(folder.as_at).as_unit("us")
    dates = {name: pd.Series([day] * len(rows), dtype="datetime64[us]") for name in ("issued_as_at", "released_as_at")}
    return rows.assign(
        **dates,
        edition_number=pd.Series([folder.edition] * len(rows), dtype="Int64"),
        audience=pd.Series([folder.audience] * len(rows), dtype="str"),
    )


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a release."""
    raise RefusedInputError(
        what,
        where=where,
        remedy="Restore the release from where it was kept, and check it with `turncurve verify`",
    ) from cause
