"""The sheets of an .xlsx archive before they are read: how far they reach, and which cells hold no value to trust."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest import zero_formats
from turncurve.ingest.unusual_cells import are_usual, cells, holds, lie_near
from turncurve.ingest.zero_formats import STYLES

MOST_CELLS = 20_000_000
SPARSE_FROM, SPARSE = 5_000_000, 100  # so large, and with fewer than one filled cell in so many, it is no table
SETTINGS, LINKS, TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_STATED = re.compile(rb"uniqueCount\s*=\s*[\"']\s*\+?(\d+)")
_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](1|true)[\"']", re.IGNORECASE)
# A filled cell; one that is formatted only closes itself, and takes up no room when the sheet is read.
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>")
_REFERENCE = re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ERROR = re.compile(rb"\st=[\"']e[\"']")
_TEXT_RESULT = re.compile(rb"\st=[\"']str[\"']")
# A formula with what stands after it in its cell: no value at all, or an empty one.
_FORMULA_ALONE = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:(?<=/)>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)


@dataclass(frozen=True)
class Marks:
    """What stands in a workbook's sheets beside values.

    Parameters
    ----------
    dates_from_1904 : bool
        Whether the workbook counts its days from 1904.
    errors : mapping of str to tuple of (int, int)
        By the sheet's title: row and column, from 0, of each cell that holds an error or an unknown result.
    is_usual : bool
        Whether all is written as programs write it, so that nothing unforeseen comes of reading it.
    padded : mapping of str to tuple of (int, int, int)
        By the sheet's title: row and column, from 0, of each number that is shown with zeros before it, and digits.
    """

    dates_from_1904: bool = False
    errors: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    is_usual: bool = False
    padded: Mapping[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)


def look_into(archive: zipfile.ZipFile, *, file: str) -> Marks:
    """Look into the sheets of an .xlsx workbook.

    Parameters
    ----------
    archive : ZipFile
        The workbook's archive.
    file : str
        The file's name, for the message.

    Returns
    -------
    Marks
        Whether days count from 1904, and the cells whose values cannot be trusted.
    """
    errors: dict[str, tuple[tuple[int, int], ...]] = {}
    padded: dict[str, tuple[tuple[int, int, int], ...]] = {}
    is_usual = True
    _check_texts(archive)
    wide = zero_formats.widths(archive.read(STYLES)) if STYLES in archive.namelist() else {}
    for title, part in _sheets(archive):
        written = archive.read(part)
        padded[title] = tuple(zero_formats.padded_cells(written, wide))
        near = lie_near(written)
        if are_usual(written, near=near):
            if not near:
                _check_extent(written, file=file, sheet=title)
            errors[title] = (*_error_cells(written), *_unknown_results(written))
        else:
            is_usual = False
            errors[title] = _untrusted(written, file=file, sheet=title)
    return Marks(_FROM_1904.search(archive.read(SETTINGS)) is not None, errors, is_usual, padded)


def check_sparse(rows: int, columns: int, *, filled: int, place: str) -> None:
    """Refuse a sheet that a filled cell far from the others makes too large to hold.

    Parameters
    ----------
    rows, columns : int
        How far the filled cells reach.
    filled : int
        How many there are.
    place : str
        The file, the sheet and the cell that lies farthest out.

    Raises
    ------
    RefusedInputError
        If the sheet would take up more cells than any table has, or is large and almost empty.
    """
    area = rows * columns
    if area > MOST_CELLS or (area > SPARSE_FROM and filled * SPARSE < area):
        raise RefusedInputError(
            f"a filled cell lies so far from the table that the sheet would take up {area / 1e6:,.0f} million cells",
            where=place,
            remedy="Delete the rows and columns beyond the table, and save the workbook again",
        )


def check_stated(first: int, last: int, *, across: int = 1) -> None:
    """Refuse a size that a record states and no workbook has: what reads it would ask for all that room at once.

    Parameters
    ----------
    first, last : int
        The first row and the last, or 0 and a count.
    across : int
        How many columns each row has.

    Raises
    ------
    ValueError
        If the last is before the first, or they take in more cells than any table has.
    """
    if across < 0 or last < first or (last - first) * across > MOST_CELLS:
        raise ValueError("a size that cannot be")


def linked(links: bytes, *, base: str = "xl") -> dict[str | None, str]:
    """Return the part of the archive that each link of a workbook leads to.

    Parameters
    ----------
    links : bytes
        The part that lists the links.
    base : str
        The folder that the links stand in.

    Returns
    -------
    dict of str to str
        By the link's name.
    """
    targets = {each.get("Id"): str(each.get("Target")) for each in _elements(links, "Relationship")}
    return {
        name: target.lstrip("/") if target.startswith("/") else str(PurePosixPath(base) / target)
        for name, target in targets.items()
    }


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's title and the part of the archive that holds it."""
    held = set(archive.namelist())
    if LINKS not in held:
        return
    parts = linked(archive.read(LINKS))
    for sheet in _elements(archive.read(SETTINGS), "sheet"):
        link = next((str(value) for name, value in sheet.items() if etree.QName(name).localname == "id"), None)
        if parts.get(link) in held:
            yield str(sheet.get("name")), parts[link]


def _elements(written: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements by one name; nothing outside the text is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    yield from etree.fromstring(written, parser).iter(f"{{*}}{name}")


def _check_extent(written: bytes, *, file: str, sheet: str) -> None:
    """Refuse a sheet of usual cells with a filled one far from the others."""
    rows, columns, filled, last = 0, 0, 0, ""
    for row, column in _places(written):
        if row >= rows or column >= columns:
            last = f"row {row + 1}, column {column + 1}"
        rows, columns, filled = max(rows, row + 1), max(columns, column + 1), filled + 1
    check_sparse(rows, columns, filled=filled, place=f"{file}, {sheet}, {last}")


def _check_texts(archive: zipfile.ZipFile) -> None:
    """Refuse a list of texts that states more than it can hold: what reads it would ask for all that room at once."""
    if TEXTS not in archive.namelist():
        return
    with archive.open(TEXTS) as part:
        stated = _STATED.search(part.read(10_000))
    if stated and int(stated.group(1)) > archive.getinfo(TEXTS).file_size:
        raise ValueError("a number of texts that cannot be")


def _untrusted(written: bytes, *, file: str, sheet: str) -> tuple[tuple[int, int], ...]:
    """Check how far unusually written cells reach, and return those that hold an error or an unknown result."""
    rows, columns, filled, found = 0, 0, 0, list[tuple[int, int]]()
    for cell in cells(written):
        rows, columns, filled = max(rows, cell.row + 1), max(columns, cell.column + 1), filled + 1
        if cell.kind == "e" or (cell.has_formula and not cell.has_result):
            found.append((cell.row, cell.column))
    check_sparse(rows, columns, filled=filled, place=f"{file}, {sheet}, row {rows}, column {columns}")
    return tuple(found)


def _error_cells(written: bytes) -> tuple[tuple[int, int], ...]:
    """Return the places of the cells that hold an error."""
    has_errors = b't="e"' in written or holds(written, b"t='e'", sign=b"'")
    return tuple(_places(written, having=_ERROR)) if has_errors else ()


def _unknown_results(written: bytes) -> tuple[tuple[int, int], ...]:
    """Return the places of the cells whose formula was saved without its result; an empty text is a result."""
    if b"<f" not in written and not holds(written, b":f", sign=b":"):
        return ()
    return tuple(
        place
        for cell in _FORMULA_ALONE.finditer(written)
        if not (cell.group(2) and _TEXT_RESULT.search(b" " + cell.group(1)))
        and (place := _place_of(cell.group(1))) is not None
    )


def _places(written: bytes, *, having: re.Pattern[bytes] | None = None) -> Iterator[tuple[int, int]]:
    """Yield the row and column, from 0, of each filled cell; only of those that have a mark where one is given."""
    for cell in _CELL.finditer(written):
        attributes = cell.group(1)
        if having is None or having.search(b" " + attributes):
            place = _place_of(attributes)
            if place is not None:
                yield place


def _place_of(attributes: bytes) -> tuple[int, int] | None:
    """Return the row and column, from 0, that a cell's attributes state."""
    found = _REFERENCE.search(attributes)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + letter - 64
    return int(found.group(2)) - 1, column - 1
