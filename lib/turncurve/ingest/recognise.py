"""What a file is, by its content and not by its name."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest import delimited, workbook
from turncurve.ingest.headers import match, plain, without_marks
from turncurve.ingest.sheet import Grid
from turncurve.ingest.xml_stream import name_of
from turncurve.reference.formats.specification import FileFormat, TableFormat, load

TABULAR = (
    "annex_a", "ssda903", "ssd", "contact_log", "contact_coding", "adoption_tracker", "allocation", "audit_return",
    "chair_return", "workforce", "event_log", "early_help", "questionnaire", "improvement_plan",
)  # fmt: skip
COMMON_TO_ALL_LISTS = frozenset({
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Does the Child have a Disability", "Allocated Team", "Allocated Worker", "CHILD", "DOB", "SEX",
})  # fmt: skip
# Tables that no canonical table is made from: where a column of theirs is missing, nothing is lost.
NOT_NEEDED = frozenset(
    [("annex_a", f"list_{number}") for number in (2, 6, 8, 9, 11)]
    + [
        ("ssda903", name)
        for name in ("reviews", "previous_permanence", "uasc", "oc2", "oc3", "missing", "social_worker")
    ]
    # Any workbook may have a sheet of risks or actions; what a plan lacks is named by its own checks.
    + [("improvement_plan", table.key) for table in load("improvement_plan").tables]
)
_SEND = re.compile(r"\b(ehcp?s?|sen|send|education,? health (and|&) care|special educational needs)\b", re.IGNORECASE)
_DFE_COLUMNS = {"time_period", "time_identifier", "geographic_level"}
_FIRST_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
_TEXT_SUFFIXES = {".csv", ".txt", ".tsv"}
_KNOWN_SUFFIXES = _WORKBOOK_SUFFIXES | _TEXT_SUFFIXES | {".xml"}
_NOTHING = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"


@dataclass(frozen=True)
class SheetMatch:
    """One sheet and the table of a standard that it holds.

    Parameters
    ----------
    grid : Grid
        The sheet.
    format : FileFormat
        The standard.
    table : TableFormat
        Its table.
    header : int
        Position of the header row, from 0.
    columns : mapping of str to int
        By the standard's column name: position of the column.
    repeated : mapping of str to tuple of int
        Positions of further columns by the same name.
    """

    grid: Grid
    format: FileFormat
    table: TableFormat
    header: int
    columns: dict[str, int]
    repeated: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Recognised:
    """What a file was taken for.

    Parameters
    ----------
    kind : str
        A format's key; "dfe_open_data"; or "unknown".
    title : str
        What it is, in a reader's words.
    sheets : tuple of SheetMatch
        The sheets that hold a table of a standard; none for XML.
    left_alone : tuple of str
        The titles of other sheets.
    """

    kind: str
    title: str
    sheets: tuple[SheetMatch, ...] = ()
    left_alone: tuple[str, ...] = ()


def recognise(content: bytes, *, file: str) -> Recognised:
    """Tell what a file is.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name: its ending must not contradict the content.

    Returns
    -------
    Recognised
        What it was taken for; a file of no known kind is "unknown" and is to be left alone.

    Raises
    ------
    RefusedInputError
        If the file is empty, damaged or protected, if its ending contradicts its content, or if it is a workbook that
        is often mistaken for one of ours.
    """
    suffix = PurePosixPath(file).suffix.casefold()
    if suffix in _KNOWN_SUFFIXES and not content.strip(_NOTHING):
        raise RefusedInputError("the file is empty", where=file, remedy="Export it again")
    kind = _container(content)
    _check_ending(suffix, kind, file=file)
    if kind == "xml":
        return _recognise_xml(content, file=file)
    if kind == "workbook" and (suffix in _WORKBOOK_SUFFIXES or b"xl/workbook" in content):
        return _recognise_grids(workbook.read(content, file=file), file=file)
    if kind == "text" and suffix in _TEXT_SUFFIXES:
        return _recognise_grids((delimited.read(content, file=file),), file=file)
    return Recognised("unknown", "a file of no kind that is read here")


def _container(content: bytes) -> str:
    """Tell a workbook, XML, text and other bytes apart by how they begin."""
    if content.startswith((_ZIP, _OLE)):
        return "workbook"
    if content.startswith(_PDF):
        return "other"
    opening = content[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if opening.startswith(b"<"):
        return "html" if b"<html" in opening.lower() or b"<!doctype html" in opening.lower() else "xml"
    return "text"


def _check_ending(suffix: str, kind: str, *, file: str) -> None:
    """Refuse a file whose ending contradicts its content."""
    meant = {"workbook": _WORKBOOK_SUFFIXES, "xml": {".xml"}, "text": _TEXT_SUFFIXES}
    words = {"workbook": "a workbook", "xml": "XML", "text": "text", "html": "a web page", "other": "a PDF document"}
    expected = next((name for name, endings in meant.items() if suffix in endings), None)
    if expected is not None and expected != kind:
        raise RefusedInputError(
            f"the file's name ends in {suffix}, but its content is {words[kind]}",
            where=file,
            remedy="Save it again in the format that its name says, or give it the right ending",
        )


def _recognise_xml(content: bytes, *, file: str) -> Recognised:
    """Tell which return an XML file is, by its root element."""
    opening = content[:4096].replace(b"\x00", b"").decode("latin-1")
    name, has_type = _root_of(content)
    if has_type or "<!DOCTYPE" in opening.upper() or "<!ENTITY" in opening.upper():
        raise RefusedInputError(
            "the XML file defines entities of its own, which no return does",
            where=file,
            remedy="Export it again from the system that it came from",
        )
    if not name:  # damaged at the outset: what reads the return says where
        root = _FIRST_TAG.search(re.sub(r"<\?.*?\?>|<!--.*?-->", "", opening, flags=re.DOTALL))
        name = root.group(1) if root else ""
    if name == "Message":
        return Recognised("cin_census", load("cin_census").title)
    if name == "EXPSSDA903":
        return Recognised("ssda903", f"{load('ssda903').title}, as XML")
    return Recognised("unknown", "an XML file of no kind that is read here")


def _root_of(content: bytes) -> tuple[str, bool]:
    """Return the name of an XML file's root element, and whether a document type stands before it."""
    try:
        events = etree.iterparse(
            io.BytesIO(content), events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        _, root = next(iter(events))
    except (etree.XMLSyntaxError, StopIteration):
        return "", False
    return name_of(root), bool(root.getroottree().docinfo.doctype)


def _recognise_grids(grids: tuple[Grid, ...], *, file: str) -> Recognised:
    """Tell what a workbook's sheets or a text file hold."""
    held = tuple(each for grid in grids if (each := _match_sheet(grid)) is not None)
    found = _without_hidden_copies(held)
    others = tuple(
        f"{grid.name} (hidden)" if grid.is_hidden else grid.name
        for grid in grids
        if all(each.grid is not grid for each in found)
    )
    for grid in grids:
        if not grid.is_hidden and all(each.grid is not grid for each in held):
            _refuse_lookalike(grid, file=file)
    if found:
        kinds = [each.format.key for each in found]
        kind = max(dict.fromkeys(kinds), key=kinds.count)
        return Recognised(kind, load(kind).title, found, others)
    if _is_send(grids):
        raise RefusedInputError(
            "the workbook is an Annex A of a special educational needs (SEND) inspection, not of children's services",
            where=file,
            remedy="Take it out of the folder, and put the children's services Annex A (lists 1 to 11) in its place",
        )
    if any({plain(cell).replace(" ", "_") for cell in row} >= _DFE_COLUMNS for grid in grids for row in grid.top[:1]):
        return Recognised(
            "dfe_open_data", "a file of the Department's open data; published figures have their own folder"
        )
    return Recognised("unknown", "a table of no kind that is read here")


def _without_hidden_copies(found: Sequence[SheetMatch]) -> tuple[SheetMatch, ...]:
    """Leave out the hidden sheets of a table that a sheet in sight holds: they are what somebody put aside."""
    shown = {(each.format.key, each.table.key) for each in found if not each.grid.is_hidden}
    return tuple(each for each in found if not each.grid.is_hidden or (each.format.key, each.table.key) not in shown)


def _match_sheet(grid: Grid) -> SheetMatch | None:
    """Return the best match of a sheet among all tables of all standards, or None."""
    best: tuple[tuple[int, int, int], SheetMatch] | None = None
    for position, row in enumerate(grid.top):
        for standard, table in _candidates(row):
            fit = match(row, table)
            if not all(column.name in fit.columns for column in table.columns if column.required):
                continue
            own = sum(name not in COMMON_TO_ALL_LISTS for name in fit.columns)
            score = (own, int(_is_titled(grid.name, table)), len(fit.columns))
            # A header of the same table below rows is one of rows pasted below: those above it are rows too.
            is_below = best is not None and best[1].table is table and best[1].header < position - 1
            if own and not is_below and (best is None or score > best[0]):
                best = (score, SheetMatch(grid, standard, table, position, fit.columns, fit.repeated))
    return None if best is None else best[1]


def _candidates(row: Sequence[str]) -> list[tuple[FileFormat, TableFormat]]:
    """Return the tables that a row of headers has at least one required column of."""
    names = {plain(cell) for cell in (*row, *without_marks(tuple(row))) if cell}
    return [(standard, table) for standard, table, required in _required_names() if not required.isdisjoint(names)]


@cache
def _required_names() -> tuple[tuple[FileFormat, TableFormat, frozenset[str]], ...]:
    """Return each table with every plain spelling of its first required column."""
    return tuple(
        (standard, table, frozenset(plain(name) for name in (column.name, *column.also)))
        for standard, table in _tables()
        for column in [next(each for each in table.columns if each.required)]
    )


def _refuse_lookalike(grid: Grid, *, file: str) -> None:
    """Refuse a sheet that bears the name of one of our tables but lacks a column that it needs."""
    for position, row in enumerate(grid.top):
        for standard, table in _tables():
            if (standard.key, table.key) in NOT_NEEDED:
                continue
            fit = match(row, table)
            lacking = [c.name for c in table.columns if c.required and c.name not in fit.columns]
            own = sum(name not in COMMON_TO_ALL_LISTS for name in fit.columns)
            if lacking and own >= 2 and (_is_titled(grid.name, table) or own * 2 > len(table.columns)):
                raise RefusedInputError(
                    f'there is no column "{lacking[0]}"',
                    where=f"{file}, {grid.name or 'the header'}, row {position + 1}",
                    remedy="Give the column the name that the template has, or export the table again",
                )


def _is_titled(title: str, table: TableFormat) -> bool:
    """Tell whether a sheet bears one of a table's titles, such as "List 1", "List1" or "List_1 Contacts"."""
    given = plain(title).replace(" ", "")
    known = [plain(name).replace(" ", "") for name in table.titles]
    return bool(given) and (
        given in known or any(re.fullmatch(rf"{re.escape(n)}\D.*", given) for n in known if n[-1:].isdigit())
    )


def _is_send(grids: Iterable[Grid]) -> bool:
    """Tell whether any sheet's name or first rows speak of special educational needs."""
    words = (text for grid in grids for text in (grid.name, *(cell for row in grid.top[:5] for cell in row)))
    return any(_SEND.search(text) for text in words)


@cache
def _tables() -> tuple[tuple[FileFormat, TableFormat], ...]:
    """Return every table that a sheet may hold."""
    return tuple((standard, table) for standard in map(load, TABULAR) for table in standard.tables)
