"""What the zip archive of a workbook says before it is opened: how large it would grow, and which cells hold errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from turncurve.errors import RefusedInputError

MOST_BYTES = 1_000_000_000
MOST_GROWTH = 400  # times the size of the archive; a workbook of blanks and repeated codes grows to about a hundred
GROWTH_COUNTS_FROM = 50_000_000
MOST_CELLS = 20_000_000
_SIGNATURE = b"PK\x03\x04"
_SETTINGS, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](1|true)[\"']", re.IGNORECASE)
# A filled cell; one that is formatted only closes itself, and takes up no room when the sheet is read.
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>")
_REFERENCE = re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
# Each quote has a pattern of its own: a search for a fixed beginning is many times faster.
_FAR = tuple(re.compile(b"r=" + quote + rb"(?:[A-Z]{3}\d|[A-Z]{1,2}\d{6})") for quote in (b'"', b"'"))
_ERROR = re.compile(rb"\st=[\"']e[\"']")


@dataclass(frozen=True)
class Contents:
    """What the archive of a workbook says of its sheets.

    Parameters
    ----------
    dates_from_1904 : bool
        Whether the workbook counts its days from 1904.
    errors : mapping of str to tuple of (int, int)
        By the sheet's title: row and column, from 0, of each cell that holds an error such as #REF!.
    """

    dates_from_1904: bool = False
    errors: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


def look_into(content: bytes, *, file: str) -> Contents:
    """Look into a workbook's archive, and refuse one that would grow beyond any workbook of a council.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    Contents
        Nothing where the file is no archive, or not one of an .xlsx workbook.

    Raises
    ------
    RefusedInputError
        If the archive would unpack to far more than it is, or a filled cell lies so far out that its sheet would take
        up more cells than any table has.
    """
    if not content.startswith(_SIGNATURE):
        return Contents()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_growth(archive, len(content), file=file)
            if _SETTINGS not in archive.namelist():
                return Contents()
            errors: dict[str, tuple[tuple[int, int], ...]] = {}
            for title, part in _sheets(archive):
                written = archive.read(part)
                _check_extent(written, file=file, sheet=title)
                errors[title] = _error_cells(written)
            return Contents(_FROM_1904.search(archive.read(_SETTINGS)) is not None, errors)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, etree.XMLSyntaxError):
        return Contents()  # what opens the workbook says what is wrong with it


def _check_growth(archive: zipfile.ZipFile, size: int, *, file: str) -> None:
    """Refuse an archive whose directory says that it would unpack to far more than a workbook holds."""
    unpacked = sum(part.file_size for part in archive.infolist())
    grows = unpacked > GROWTH_COUNTS_FROM and unpacked > MOST_GROWTH * size
    if unpacked > MOST_BYTES or grows:
        raise RefusedInputError(
            f"the workbook would unpack to {unpacked / 1e6:,.0f} million bytes, far more than any list of children",
            where=file,
            remedy="Export it again, with the rows that are wanted and nothing else",
        )


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's title and the part of the archive that holds it."""
    if _LINKS not in archive.namelist():
        return
    named = {each.get("Id"): str(each.get("Target")) for each in _elements(archive.read(_LINKS), "Relationship")}
    held = set(archive.namelist())
    for sheet in _elements(archive.read(_SETTINGS), "sheet"):
        link = next((value for name, value in sheet.items() if etree.QName(name).localname == "id"), None)
        target = named.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if part in held:
            yield str(sheet.get("name")), part


def _elements(written: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements by one name; nothing outside the text is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    yield from etree.fromstring(written, parser).iter(f"{{*}}{name}")


def _check_extent(written: bytes, *, file: str, sheet: str) -> None:
    """Refuse a sheet that a filled cell far from the others makes too large to hold."""
    if not any(pattern.search(written) for pattern in _FAR):
        return
    rows, columns, last = 0, 0, ""
    for row, column in _places(written):
        if row >= rows or column >= columns:
            last = f"row {row + 1}, column {column + 1}"
        rows, columns = max(rows, row + 1), max(columns, column + 1)
    if rows * columns > MOST_CELLS:
        raise RefusedInputError(
            "a filled cell lies so far from the table that the sheet would take up "
            f"{rows * columns / 1e6:,.0f} million cells",
            where=f"{file}, {sheet}, {last}",
            remedy="Delete the rows and columns beyond the table, and save the workbook again",
        )


def _error_cells(written: bytes) -> tuple[tuple[int, int], ...]:
    """Return the places of the cells that hold an error."""
    has_errors = b't="e"' in written or b"t='e'" in written
    return tuple(_places(written, having=_ERROR)) if has_errors else ()


def _places(written: bytes, *, having: re.Pattern[bytes] | None = None) -> Iterator[tuple[int, int]]:
    """Yield the row and column, from 0, of each filled cell; only of those that have a mark where one is given."""
    for cell in _CELL.finditer(written):
        attributes = cell.group(1)
        found = _REFERENCE.search(attributes)
        if found and (having is None or having.search(b" " + attributes)):
            column = 0
            for letter in found.group(1):
                column = column * 26 + letter - 64
            yield int(found.group(2)) - 1, column - 1
