"""Known faults of a file, mended in the open: `corrections.yml` in the council's raw folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.ingest import yaml_file
from turncurve.ingest.headers import plain
from turncurve.ingest.place import Place
from turncurve.ingest.problems import Mask, Problem, found
from turncurve.ingest.sheet import DATE, TEXT, Sheet

NAME = "corrections.yml"
_NEEDED = ("file", "match", "field", "to", "reason")
_KNOWN = (*_NEEDED, "sheet", "expect", "from")
_REMEDY = "Give each entry a file, match (field: value), field, expect, to and reason, and a sheet where it needs one"


@dataclass(frozen=True)
class Correction:
    """One known fault and how it is mended.

    Parameters
    ----------
    number : int
        Its place in the file, from 1, for messages.
    file : str
        Path below the raw folder, with forward slashes.
    sheet : str
        The sheet's title or our name of its table; empty for all.
    match : mapping of str to str
        By field: the value that picks the rows out.
    field : str
        The field to mend.
    expect : str
        The value that the field must hold; empty for blank.
    to : str
        The value to use; empty for blank.
    to_is_date : bool
        Whether the value to use is a date in ISO form.
    reason : str
        Why.
    """

    number: int
    file: str
    sheet: str
    match: Mapping[str, str]
    field: str
    expect: str
    to: str
    to_is_date: bool
    reason: str


def read(raw: Path) -> tuple[Correction, ...]:
    """Read a council's corrections.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of Correction
        In the order of the file; none where there is no such file.

    Raises
    ------
    TurnCurveError
        If the file is not YAML, or an entry lacks a part.
    """
    path = raw / NAME
    if not path.is_file():
        return ()
    # A value is what a cell holds, to the letter: 012 is no ten, and "no" is not false.
    held = yaml_file.read(
        path, numbers=False, unread="the corrections cannot be read", remedy="Check that it is YAML: a list of entries"
    )
    entries = held.get("corrections") if isinstance(held, dict) and [*held] == ["corrections"] else held
    if not isinstance(entries or [], list):
        raise TurnCurveError("the corrections are not a list", where=NAME, remedy=_REMEDY)
    return tuple(_correction(number, entry) for number, entry in enumerate(entries or [], 1))


def _correction(number: int, entry: object) -> Correction:
    """Return one entry, or raise where it lacks a part, has another, or a part is not what it should be."""
    parts: dict[str, Any] = entry if isinstance(entry, dict) else {}
    lacking = [name for name in _NEEDED if name not in parts]
    if not lacking and not {"expect", "from"} & set(parts):
        lacking = ["expect"]
    wrong = [name for name in ("file", "field", "reason") if not isinstance(parts.get(name), str)]
    if lacking or not isinstance(parts["match"], dict) or wrong:
        _refuse(number, f'has no "{(lacking or wrong or ["match"])[0]}"')
    unknown = [name for name in parts if name not in _KNOWN]
    if unknown or {"expect", "from"} <= set(parts):
        _refuse(number, f"has no place for {str((unknown or ['from'])[0])!r}")
    values = {**parts["match"], **{name: parts[name] for name in parts if name != "match"}}
    many = next((name for name, value in values.items() if isinstance(value, list | dict)), None)
    if many is not None:
        _refuse(number, f"holds more than one value for {str(many)!r}")
    return Correction(
        number=number,
        file=parts["file"].strip().replace("\\", "/"),
        sheet=_text(parts.get("sheet")),
        match={str(name): _text(value) for name, value in parts["match"].items()},
        field=parts["field"].strip(),
        expect=_text(parts.get("expect", parts.get("from"))),
        to=_text(parts["to"]),
        to_is_date=isinstance(parts["to"], dt.date),
        reason=parts["reason"].strip(),
    )


def _refuse(number: int, what: str) -> NoReturn:
    """Refuse one entry."""
    raise TurnCurveError(f"entry {number} of the corrections {what}", where=NAME, remedy=_REMEDY)


def _text(value: object) -> str:
    """Return a value of the YAML as the text that a cell would hold."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def check_files(corrections: Sequence[Correction], *, files: Sequence[str]) -> None:
    """Refuse a correction of a file that is not there.

    Parameters
    ----------
    corrections : sequence of Correction
        The council's corrections.
    files : sequence of str
        The files of the raw folder.

    Raises
    ------
    TurnCurveError
        If a correction names another file.
    """
    for each in corrections:
        if each.file not in files:
            raise TurnCurveError(
                f"entry {each.number} of the corrections is about a file that is not there",
                where=f"{NAME}: {each.file}",
                remedy="Take the entry out, or mend the file's path",
            )


def apply(
    sheet: Sheet, corrections: Sequence[Correction], *, place: Place
) -> tuple[Sheet, tuple[Problem, ...], frozenset[int]]:
    """Mend a sheet's cells.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    corrections : sequence of Correction
        The council's corrections; those of other files and sheets are passed over.
    place : Place
        Where the sheet is.

    Returns
    -------
    tuple of (Sheet, tuple of Problem, frozenset of int)
        The sheet as mended, a note of each row mended, and the numbers of the entries used.
    """
    notes: list[Problem] = []
    used: set[int] = set()
    for each in corrections:
        if each.file != place.file or (each.sheet and plain(each.sheet) not in {plain(place.part), plain(place.table)}):
            continue
        if not each.sheet and _column(each.field, sheet) is None:
            continue
        sheet, where = _mend(sheet, each, place=place)
        notes += found(place, rows=sheet.rows, where=where, field=each.field, rule="corrected")
        used.add(each.number)
    return sheet, tuple(notes), frozenset(used)


def check_used(corrections: Sequence[Correction], *, used: frozenset[int]) -> None:
    """Refuse a correction that found no sheet to mend.

    Parameters
    ----------
    corrections : sequence of Correction
        The council's corrections.
    used : frozenset of int
        Numbers of the entries that were used.

    Raises
    ------
    TurnCurveError
        If an entry was not used.
    """
    for each in corrections:
        if each.number not in used:
            raise TurnCurveError(
                f'entry {each.number} of the corrections found no sheet with the field "{each.field}"',
                where=f"{NAME}: {each.file}",
                remedy="Check the names of the sheet and the field, or take the entry out",
            )


def _column(name: str, sheet: Sheet) -> str | None:
    """Return the standard's name of a field given by that name or by the file's own header."""
    names = {plain(header): column for column, header in sheet.headers.items()}
    names |= {plain(str(column)): str(column) for column in sheet.cells}
    return names.get(plain(name))


def _mend(sheet: Sheet, correction: Correction, *, place: Place) -> tuple[Sheet, Mask]:
    """Apply one correction to a sheet, or raise where it does not hold."""
    where = np.ones(len(sheet.cells), dtype=bool)
    for name, value in correction.match.items():
        where &= (_cells(sheet, name, correction, place=place) == value).to_numpy(dtype=bool)
    if not where.any():
        raise _no_longer(correction, "matches no row", place=place)
    column = _column(correction.field, sheet)
    held = _cells(sheet, correction.field, correction, place=place)
    if (held[where] != correction.expect).any():
        raise _no_longer(correction, "expects another value than the field holds", place=place)
    mended = held.mask(where, correction.to)
    kinds = sheet.kind_of(str(column)).copy()
    kinds[where] = DATE if correction.to_is_date else TEXT
    cells = sheet.cells.assign(**{str(column): mended.where(mended != "")})
    return replace(sheet, cells=cells, kinds={**sheet.kinds, str(column): kinds}), where


def _cells(sheet: Sheet, name: str, correction: Correction, *, place: Place) -> pd.Series[str]:
    """Return a field's cells with blanks as empty text, or raise where there is no such field."""
    column = _column(name, sheet)
    if column is None:
        raise _no_longer(correction, f'names a field "{name}" that the sheet does not have', place=place)
    return sheet.cells[column].fillna("")


def _no_longer(correction: Correction, why: str, *, place: Place) -> TurnCurveError:
    """Return the error that a correction no longer holds."""
    return TurnCurveError(
        f"entry {correction.number} of the corrections no longer holds: it {why}",
        where=f"{NAME}: {place.file} {place.part}".rstrip(),
        remedy="If the source has been mended, take the entry out; if not, bring it up to date",
    )
