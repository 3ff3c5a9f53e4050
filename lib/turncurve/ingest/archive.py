"""What the zip archive of a workbook says before it is opened: how large it would grow, and whether it is sound."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from turncurve.errors import RefusedInputError
from turncurve.ingest import binary_workbook, open_document, sheet_parts
from turncurve.ingest.sheet_parts import Marks

MOST_BYTES = 1_000_000_000
MOST_GROWTH = 400  # times the size of the archive; a workbook of blanks and repeated codes grows to about a hundred
GROWTH_COUNTS_FROM = 50_000_000
MOST_PARTS = 5_000
_SIGNATURE = b"PK\x03\x04"
_SETTINGS, _BINARY_SETTINGS, _CONTENT = "xl/workbook.xml", "xl/workbook.bin", "content.xml"
_READ = (".xml", ".rels", ".bin")  # the parts that hold cells, and what says where they are
_LINK, _KIND_OF_FILE = 0o120000, 0o170000


@dataclass(frozen=True)
class Contents:
    """What the archive of a workbook says of its sheets.

    Parameters
    ----------
    dates_from_1904 : bool
        Whether the workbook counts its days from 1904.
    errors : mapping of str to tuple of (int, int)
        By the sheet's title: row and column, from 0, of each cell that holds an error such as #REF!, or a formula
        that was saved without its result.
    is_usual : bool
        Whether all is written as programs write it, so that nothing unforeseen comes of reading it.
    padded : mapping of str to tuple of (int, int, int)
        By the sheet's title: row and column, from 0, of each number that is shown with zeros before it, and digits.
    """

    dates_from_1904: bool = False
    errors: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    is_usual: bool = False
    padded: Mapping[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)


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
        Nothing where the file is no archive, or not one of a workbook.

    Raises
    ------
    RefusedInputError
        If the archive would unpack to far more than it is, holds a part twice, a link or a path that climbs, is damaged
        or protected, or a filled cell lies so far out that its sheet would take up more cells than any table has.
    """
    if not content.startswith(_SIGNATURE):
        return Contents()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_growth(archive, len(content), file=file)
            _check_names(archive, file=file)
            _check_parts(archive, file=file)
            marks = _marks(archive, file=file)
            return Contents(marks.dates_from_1904, marks.errors, marks.is_usual, marks.padded)
    except RuntimeError as problem:  # so zipfile says that a part is encrypted
        raise RefusedInputError(
            "the workbook is protected by a password",
            where=file,
            remedy="Open it in Excel, save a copy without a password, and put the copy in its place",
        ) from problem
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, LookupError, ValueError) as problem:
        raise RefusedInputError(
            "the workbook is damaged or cut short",
            where=file,
            remedy="Copy or export it again, and check that Excel opens it without repairs",
        ) from problem


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


def _check_names(archive: zipfile.ZipFile, *, file: str) -> None:
    """Refuse an archive whose parts are too many, are there twice, are links, or have paths that climb."""
    parts = archive.infolist()
    names = Counter(part.filename.casefold() for part in parts)
    climbs = any(
        ".." in PurePosixPath(part.filename.replace("\\", "/")).parts or part.filename.startswith(("/", "\\"))
        for part in parts
    )
    links = any((part.external_attr >> 16) & _KIND_OF_FILE == _LINK for part in parts)
    reasons = {
        "the workbook's archive holds one part twice, so that programs may read different tables from it": (
            max(names.values(), default=0) > 1
        ),
        "the workbook's archive holds a path that leads out of it": climbs,
        "the workbook's archive holds a link": links,
        f"the workbook's archive holds more than {MOST_PARTS:,} parts": len(parts) > MOST_PARTS,
    }
    for what, holds in reasons.items():
        if holds:
            raise RefusedInputError(
                what, where=file, remedy="Open it in Excel, save it as a new workbook, and put that in its place"
            )


def _check_parts(archive: zipfile.ZipFile, *, file: str) -> None:
    """Refuse an archive with a part that is not as long as its directory says, or that defines entities."""
    for part in archive.infolist():
        if not part.filename.casefold().endswith(_READ):
            continue
        with archive.open(part) as held:
            opening = held.read(4096).replace(b"\x00", b"").upper()
            while held.read(1 << 20):  # to its end, where its checksum is compared
                continue
        if b"<!DOCTYPE" in opening or b"<!ENTITY" in opening:
            raise RefusedInputError(
                "the workbook defines entities of its own, which no spreadsheet does",
                where=file,
                remedy="Export it again from the system that it came from",
            )


def _marks(archive: zipfile.ZipFile, *, file: str) -> Marks:
    """Return what stands in the sheets of a workbook of any of the three kinds."""
    held = set(archive.namelist())
    if _SETTINGS in held:
        return sheet_parts.look_into(archive, file=file)
    if _BINARY_SETTINGS in held:
        return binary_workbook.look_into(archive, file=file)
    if _CONTENT in held:
        return open_document.look_into(archive.read(_CONTENT), file=file)
    return Marks()
