"""Read one raw file: recognise it, mend it, and take from it what it offers to the canonical tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from turncurve.errors import RefusedInputError
from turncurve.ingest import (
    adoption_tracker,
    allocation,
    annex_a,
    audit_filling,
    audits,
    chair_return,
    cin_census,
    collector,
    contact_coding,
    contact_log,
    dates,
    early_help,
    event_log,
    identifier_map,
    improvement_plan,
    mapping,
    questionnaire,
    ssd,
    ssda903,
    ssda903_xml,
    workforce,
)
from turncurve.ingest import corrections as mending
from turncurve.ingest.audit_filling import Change
from turncurve.ingest.audit_grade_filling import tidied_grades
from turncurve.ingest.corrections import Correction
from turncurve.ingest.headers import plain
from turncurve.ingest.identifiers import Key
from turncurve.ingest.mapping import ColumnMapping
from turncurve.ingest.offer import read_sheet
from turncurve.ingest.place import Place, edition_of, stated_date
from turncurve.ingest.problems import Problem
from turncurve.ingest.recipe import Offer, Recipe
from turncurve.ingest.recognise import Recognised, SheetMatch, recognise
from turncurve.ingest.sheet import Sheet, below_header
from turncurve.ingest.snapshot import RawFile
from turncurve.reference.formats.specification import TableFormat, load
from turncurve.tables.audit_programme import Programme

EXTRACT_DATE = "Extract date"
_NO_DATE = " It says nowhere on which date it was extracted, so no forecast can be made from it."
RECIPES: dict[str, dict[str, tuple[Recipe, ...]]] = {
    "annex_a": annex_a.RECIPES,
    "cin_census": cin_census.RECIPES,
    "ssda903": ssda903.RECIPES,
    "ssd": ssd.RECIPES,
    "contact_log": contact_log.RECIPES,
    "contact_coding": contact_coding.RECIPES,
    "adoption_tracker": adoption_tracker.RECIPES,
    "audit_return": audits.RECIPES,
    "workforce": workforce.RECIPES,
    "chair_return": chair_return.RECIPES,
    "allocation": allocation.RECIPES,
    improvement_plan.FORMAT: improvement_plan.RECIPES,
    "event_log": event_log.RECIPES,
    "early_help": early_help.RECIPES,
    "questionnaire": questionnaire.RECIPES,
}


@dataclass(frozen=True)
class FileRead:
    """What one file gave.

    Parameters
    ----------
    kind : str
        A format's key, "dfe_open_data" or "unknown".
    sentence : str
        What it was taken for and what was left alone, in plain words.
    offers : tuple of Offer
        Rows for canonical tables.
    problems : tuple of Problem
        What was wrong.
    mapping : tuple of ColumnMapping
        Which column became which.
    identifiers : DataFrame
        The map to pseudonyms.
    corrections_used : frozenset of int
        Numbers of the corrections that were applied.
    changes : tuple of Change
        What in audit returns was read otherwise than it was filled.
    """

    kind: str
    sentence: str
    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]
    mapping: tuple[ColumnMapping, ...]
    identifiers: pd.DataFrame
    corrections_used: frozenset[int]
    changes: tuple[Change, ...] = ()

    @classmethod
    def left_alone(cls, sentence: str) -> FileRead:
        """Return what a file gives that is not to be read.

        Parameters
        ----------
        sentence : str
            Why it is left alone, in plain words.

        Returns
        -------
        FileRead
            Nothing but the sentence.
        """
        return cls("unknown", sentence, (), (), (), identifier_map.empty(), frozenset())


@dataclass(frozen=True)
class _Part:
    """One sheet or element of a file, ready to be read."""

    sheet: Sheet
    place: Place
    table: TableFormat
    recipes: tuple[Recipe, ...]
    matched: SheetMatch | None
    problems: tuple[Problem, ...] = ()


@collector.at_rest()
def read_file(
    file: RawFile, *, key: Key, corrections: Sequence[Correction] = (), programmes: Sequence[Programme] = ()
) -> FileRead:
    """Read one raw file.

    Parameters
    ----------
    file : RawFile
        The file.
    key : Key
        The council's key.
    corrections : sequence of Correction
        The council's corrections.
    programmes : sequence of Programme
        The council's programme of audits.

    Returns
    -------
    FileRead
        What it gave; nothing but a sentence for a file that is left alone.
    """
    taken = recognise(file.content, file=file.name)
    offers: list[Offer] = []
    problems: list[Problem] = []
    lines: list[ColumnMapping] = []
    maps = [identifier_map.empty()]
    used: frozenset[int] = frozenset()
    changes: list[Change] = []
    mended = any(each.file == file.name for each in corrections)
    for part in _parts(file, taken, every_column=mended):
        sheet, notes, applied = mending.apply(part.sheet, corrections, place=part.place)
        used |= applied
        sheet, made = _filled(sheet, part, programmes)
        changes += made
        read = read_sheet(sheet, part.recipes, table=part.table, place=part.place, key=key)
        offers += read.offers
        problems += [*part.problems, *notes, *audit_filling.problems_of(made), *read.problems]
        problems += [*_undated(part), *_without_end(part)]
        wanted = [name for recipe in part.recipes for name in recipe.wanted]
        lines += mapping.of_sheet(sheet, place=part.place, stated=read.stated, used=wanted, matched=part.matched)
        maps.append(read.identifiers)
    dated = _dated(offers)
    return FileRead(
        kind=taken.kind,
        sentence=_sentence(taken) + _NO_DATE * any(each.rule == "no_extract_date" for each in problems),
        offers=tuple(dated),
        problems=tuple(problems),
        mapping=tuple(lines),
        identifiers=pd.concat(maps, ignore_index=True),
        corrections_used=used,
        changes=tuple(changes),
    )


def _filled(sheet: Sheet, part: _Part, programmes: Sequence[Programme]) -> tuple[Sheet, tuple[Change, ...]]:
    """Put the rows of an audit return in order; any other sheet is as it was."""
    if (part.place.format, part.place.table) == ("audit_return", "grades"):
        return tidied_grades(sheet, table=part.table, place=part.place)
    if (part.place.format, part.place.table) != ("audit_return", "answers") or part.matched is None:
        return sheet, ()
    heading = audit_filling.heading_of(part.matched.grid.top[: part.matched.header])
    return audit_filling.tidied(sheet, table=part.table, place=part.place, heading=heading, programmes=programmes)


def _parts(file: RawFile, taken: Recognised, *, every_column: bool) -> Iterator[_Part]:
    """Yield the sheets or elements of a file that a canonical table is made from."""
    if taken.kind == "cin_census":
        census = cin_census.read(file.content, file=file.name)
        extracted_on = census.reference_date or stated_date(file.name)
        for name, sheet in census.sheets.items():
            table = cin_census.table_for(name)
            place = _place(file, "cin_census", table, table.titles[0], extracted_on)
            problems = _of_another_year(file) if census.is_of_another_year and name == "referrals" else ()
            yield _Part(sheet, place, table, cin_census.RECIPES[name], None, problems)
    if taken.kind == "ssda903" and not taken.sheets:
        for name, sheet in ssda903_xml.read(file.content, file=file.name).items():
            table = load("ssda903").table(name)
            place = _place(file, "ssda903", table, table.titles[0], stated_date(file.name))
            yield _Part(sheet, place, table, ssda903.RECIPES.get(name, ()), None)
    for match in taken.sheets:
        recipes = RECIPES[match.format.key].get(match.table.key, ())
        if recipes:
            needed = {name for recipe in recipes for name in recipe.wanted}
            columns = {name: n for name, n in match.columns.items() if every_column or name in needed}
            sheet = below_header(match.grid, header=match.header, columns=columns, table=match.table)
            _check_repeated(match, sheet, file=file.name)
            extracted_on = _extract_date(match) or stated_date(file.name)
            place = _place(file, match.format.key, match.table, match.grid.name, extracted_on)
            yield _Part(sheet, place, match.table, recipes, match)


def _place(file: RawFile, format_key: str, table: TableFormat, part: str, extracted_on: dt.date | None) -> Place:
    """Return where a sheet is."""
    edition = edition_of(file.name, format_key=format_key, extracted_on=extracted_on)
    return Place(file.name, part, format_key, table.key, edition, extracted_on)


def _extract_date(match: SheetMatch) -> dt.date | None:
    """Return the extract's date where a column, or a cell above the header, states it."""
    names = [column for column in match.table.columns if column.name == EXTRACT_DATE]
    if not names:
        return None
    if EXTRACT_DATE in match.columns:
        sheet = below_header(match.grid, header=match.header, columns={EXTRACT_DATE: match.columns[EXTRACT_DATE]})
        texts, kinds = sheet.cells[EXTRACT_DATE], sheet.kind_of(EXTRACT_DATE)
    else:
        known = {plain(name) for name in (EXTRACT_DATE, *names[0].also)}
        pairs = [pair for row in match.grid.top[: match.header] for pair in pairwise(row)]
        texts = pd.Series([value for name, value in pairs if plain(name) in known], dtype="str")
        kinds = np.zeros(len(texts), dtype=np.uint8)
    moments = dates.parse(texts, kinds=kinds, dates_from_1904=match.grid.dates_from_1904).moments.dropna()
    return None if moments.empty else moments.max().date()


def _of_another_year(file: RawFile) -> tuple[Problem, ...]:
    """Name the header of a census whose year is not that of the date on which it stood."""
    return (Problem(file.name, "Header", (1,), "ReferenceDate", "header_years", "cin_census"),)


def _undated(part: _Part) -> tuple[Problem, ...]:
    """Name the header of a tracker that does not say on which date it stood: what has not happened dates from then."""
    if part.place.format != "adoption_tracker" or part.place.extracted_on is not None or part.matched is None:
        return ()
    row = part.matched.header + 1
    return (Problem(part.place.file, part.place.part, (row,), EXTRACT_DATE, "no_extract_date", part.place.format),)


def _without_end(part: _Part) -> tuple[Problem, ...]:
    """Name the header of a sheet that lacks the column without which every row counts as open."""
    if part.matched is None:
        return ()
    columns = [each.fields[each.open_without] for each in part.recipes if each.open_without]
    lacking = [name for name in columns if name not in part.matched.columns]
    place, row = part.place, part.matched.header + 1
    return tuple(Problem(place.file, place.part, (row,), name, "no_end_column", place.format) for name in lacking)


def _check_repeated(match: SheetMatch, sheet: Sheet, *, file: str) -> None:
    """Refuse a sheet with two columns by one name that hold different values."""
    for name, positions in match.repeated.items():
        for position in positions if name in sheet.cells else ():
            other = below_header(match.grid, header=match.header, columns={name: position})
            if not other.cells[name].equals(sheet.cells[name]):
                raise RefusedInputError(
                    f'two columns may be "{name}", and they hold different values',
                    where=f"{file}, {match.grid.name or 'the header'}, row {match.header + 1}",
                    remedy="Take out, or rename, the column that is not meant",
                )


def _dated(offers: Sequence[Offer]) -> list[Offer]:
    """Give the offers of a file that states no date the date of the last event that it holds."""
    unstated = [offer for offer in offers if offer.place.extracted_on is None]
    if not unstated:
        return list(offers)
    columns = [offer.rows[name] for offer in unstated for name in offer.rows if name != "row"]
    latest = [
        column.max() for column in columns if pd.api.types.is_datetime64_any_dtype(column) and column.notna().any()
    ]
    last = max(latest).date() if latest else None
    return [
        replace(offer, place=replace(offer.place, extracted_on=offer.place.extracted_on or last)) for offer in offers
    ]


def _sentence(taken: Recognised) -> str:
    """Say what a file was taken for, and what of it was left alone."""
    if taken.kind in {"unknown", "dfe_open_data"}:
        return f"Left alone: {taken.title}."
    sheets = [
        f"{match.table.key} ({match.grid.name}{', hidden' * match.grid.is_hidden})"
        if match.grid.name
        else match.table.key
        for match in taken.sheets
    ]
    said = f"Taken for: {taken.title}" + (f": {', '.join(sheets)}." if sheets else ".")
    return said + (f" Sheets left alone: {', '.join(taken.left_alone)}." if taken.left_alone else "")
