"""The sheets of an .xlsb archive before they are read: how far they reach, cells with errors, numbers with zeros."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping

from turncurve.ingest import sheet_parts, zero_formats
from turncurve.ingest.sheet_parts import Marks

SETTINGS, LINKS, STYLES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"
_SHEET, _OPTIONS = 156, 153
_EXTENT = 148
_COUNTS = {159: 4, 615: 0, 617: 0}  # where texts, formats and styles state how many they are
_FORMAT, _STYLES_BEGIN, _STYLES_END, _STYLE = 44, 617, 618, 47
_NUMBERS = frozenset({2, 5, 9})  # cells that hold a number: a short one, a long one, a formula's
_ROW, _BLANK, _ERROR, _ERROR_OF_FORMULA, _LAST_CELL = 0, 1, 3, 11, 11


def look_into(archive: zipfile.ZipFile, *, file: str) -> Marks:
    """Look into the sheets of an .xlsb workbook.

    Parameters
    ----------
    archive : ZipFile
        The workbook's archive.
    file : str
        The file's name, for the message.

    Returns
    -------
    Marks
        Whether days count from 1904, the cells that hold an error, and numbers shown with zeros before them.

    Raises
    ------
    ValueError
        If the records do not hold together.
    """
    from_1904, titles = False, dict[str, str]()
    try:
        for kind, body in _records(archive.read(SETTINGS)):
            if kind == _OPTIONS:
                from_1904 = bool(struct.unpack_from("<I", body)[0] & 1)
            if kind == _SHEET:
                link, after = _words(body, 8)
                titles[link] = _words(body, after)[0]
        for part in archive.namelist():
            if part.startswith("xl/") and part.endswith(".bin"):
                _check_stated(archive.read(part))
        parts = sheet_parts.linked(archive.read(LINKS))
        sheets = {title: archive.read(parts[link]) for link, title in titles.items() if link in parts}
        wide = _widths(archive.read(STYLES)) if STYLES in archive.namelist() else {}
        errors = {title: tuple(_errors(part, place=f"{file}, {title}")) for title, part in sheets.items()}
        padded = {title: tuple(_padded(part, wide)) for title, part in sheets.items() if wide}
        return Marks(from_1904, errors, padded=padded)
    except (struct.error, IndexError) as problem:
        raise ValueError("the records do not hold together") from problem


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record of a part."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | part[at] << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            low = part[at]
            at += 1
            length |= (low & 0x7F) << shift
            if not low & 0x80:
                break
        if at + length > len(part):
            raise IndexError("cut within a record")
        yield kind, part[at : at + length]
        at += length


def _check_stated(part: bytes) -> None:
    """Refuse a part in which a record states more rows, texts or formats than there can be."""
    for kind, body in _records(part):
        if kind == _EXTENT:
            first, last, left, right = struct.unpack_from("<IIII", body)
            sheet_parts.check_stated(first, last, across=right - left + 1)
        elif kind in _COUNTS:
            sheet_parts.check_stated(0, struct.unpack_from("<I", body, _COUNTS[kind])[0])


def _words(body: bytes, at: int) -> tuple[str, int]:
    """Return a text of a record and the position after it."""
    (length,) = struct.unpack_from("<I", body, at)
    after = at + 4 + 2 * length
    return body[at + 4 : after].decode("utf-16-le"), after


def _widths(part: bytes) -> dict[int, int]:
    """Return, by the number of a style, how many digits it shows whose format is zeros and nothing else."""
    digits, wide, number = dict[int, int](), dict[int, int](), -1
    for kind, body in _records(part):
        if kind == _FORMAT:
            digits[struct.unpack_from("<H", body)[0]] = zero_formats.digits_of(_words(body, 2)[0])
        if kind in {_STYLES_BEGIN, _STYLES_END}:
            number = 0 if kind == _STYLES_BEGIN else -1
        if kind == _STYLE and number >= 0:
            shown = digits.get(struct.unpack_from("<H", body, 2)[0], 0)
            wide |= {number: shown} if shown else {}
            number += 1
    return wide


def _padded(part: bytes, wide: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and digits of each number that is shown with zeros before it."""
    row = 0
    for kind, body in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in _NUMBERS:
            column, style = struct.unpack_from("<II", body)
            if style & 0xFFFFFF in wide:
                yield row, column, wide[style & 0xFFFFFF]


def _errors(part: bytes, *, place: str) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each cell that holds an error; refuse a sheet that reaches too far."""
    row, rows, columns, filled = 0, 0, 0, 0
    found: list[tuple[int, int]] = []
    for kind, body in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif _BLANK < kind <= _LAST_CELL:
            (column,) = struct.unpack_from("<I", body)
            rows, columns, filled = max(rows, row + 1), max(columns, column + 1), filled + 1
            if kind in {_ERROR, _ERROR_OF_FORMULA}:
                found.append((row, column))
    sheet_parts.check_sparse(rows, columns, filled=filled, place=f"{place}, row {rows}, column {columns}")
    yield from found
