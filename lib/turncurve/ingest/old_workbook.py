"""The sheets of an .xls workbook before they are read: how far they reach, cells with errors, and a password."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from turncurve.errors import RefusedInputError
from turncurve.ingest import sheet_parts, zero_formats
from turncurve.ingest.sheet_parts import Marks

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_PASSWORD, _FROM_1904, _SHEET = 0x2F, 0x22, 0x85
_EXTENT, _TEXTS = 0x0200, 0xFC
_FORMULA, _ERROR, _SEVERAL = 0x06, 0x0205, 0xBD
_FORMAT, _STYLE, _END = 0x041E, 0xE0, 0x0A  # the last: of what holds for all sheets
_NUMBERS = frozenset({_FORMULA, 0x0203, 0x027E})
_CELLS = frozenset({_FORMULA, _ERROR, _SEVERAL, 0x0203, 0x0204, 0x027E, 0xFD, 0xD6})
_NO_SECTOR = 0xFFFFFFFA  # this number and those above it are no sectors


def look_into(content: bytes, *, file: str) -> Marks:
    """Look into the sheets of an .xls workbook of Excel 97 or later.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    Marks
        Whether days count from 1904, the cells that hold an error, and numbers shown with zeros before them.

    Raises
    ------
    RefusedInputError
        If the workbook is damaged, cut short or protected by a password, or a filled cell lies far out.
    """
    try:
        stream = _stream(content)
        return _marks(stream, file=file)
    except (struct.error, IndexError, ValueError) as problem:  # ValueError: also a text that is none
        raise RefusedInputError(
            "the workbook is damaged or cut short",
            where=file,
            remedy="Copy or export it again, and check that Excel opens it without repairs",
        ) from problem


def _marks(stream: bytes, *, file: str) -> Marks:
    """Return what the records of a workbook say."""
    from_1904, sheets = False, list[tuple[int, str]]()
    for kind, body in _records(stream):
        if kind == _EXTENT and len(body) >= 14:
            first, last, left, right = struct.unpack_from("<IIHH", body)
            sheet_parts.check_stated(first, last, across=right - left)
        if kind == _TEXTS:
            sheet_parts.check_stated(0, struct.unpack_from("<I", body, 4)[0])
    for kind, body in _records(stream):
        if kind == _PASSWORD:
            raise RefusedInputError(
                "the workbook is protected by a password",
                where=file,
                remedy="Open it in Excel, save a copy without a password, and put the copy in its place",
            )
        if kind == _FROM_1904:
            from_1904 = body[:1] == b"\x01"
        if kind == _SHEET:
            at, _, _, length, wide = struct.unpack_from("<IBBBB", body)
            sheets.append((at, _words(body[8:], length, wide)))
        if kind == _END:
            break
    ends = [*(at for at, _ in sorted(sheets)), len(stream)]
    until = dict(pairwise(ends))
    errors = {title: tuple(_errors(stream[at : until[at]], place=f"{file}, {title}")) for at, title in sheets}
    shown = _widths(stream)
    padded = {title: tuple(_padded(stream[at : until[at]], shown)) for at, title in sheets if shown}
    return Marks(from_1904, errors, padded=padded)


def _widths(stream: bytes) -> dict[int, int]:
    """Return, by the number of a style, how many digits it shows whose format is zeros and nothing else."""
    digits, styles = dict[int, int](), list[int]()
    for kind, body in _records(stream):
        if kind == _FORMAT:
            number, length, wide = struct.unpack_from("<HHB", body)
            digits[number] = zero_formats.digits_of(_words(body[5:], length, wide))
        if kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        if kind == _END:
            break
    return {number: digits[form] for number, form in enumerate(styles) if digits.get(form)}


def _words(body: bytes, length: int, wide: int) -> str:
    """Return a text that a record holds in one byte or two a sign."""
    is_wide = wide & 1
    return body[: length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1")


def _padded(stream: bytes, wide: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and digits of each number that is shown with zeros before it."""
    for kind, body in _records(stream):
        if kind in _NUMBERS:
            row, column, style = struct.unpack_from("<HHH", body)
            if style in wide:
                yield row, column, wide[style]
        if kind == _SEVERAL:
            row, column = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                (style,) = struct.unpack_from("<H", body, 4 + 6 * place)
                if style in wide:
                    yield row, column + place, wide[style]


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the body of each record."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _errors(stream: bytes, *, place: str) -> Iterator[tuple[int, int]]:
    """Yield the row and column of each cell that holds an error; refuse a sheet that reaches too far."""
    rows, columns, filled = 0, 0, 0
    found: list[tuple[int, int]] = []
    for kind, body in _records(stream):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _SEVERAL else column
        rows, columns, filled = max(rows, row + 1), max(columns, last + 1), filled + 1 + last - column
        is_error = (kind == _ERROR and body[7:8] == b"\x01") or (
            kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6:7] == b"\x02"
        )
        if is_error:
            found.append((row, column))
    sheet_parts.check_sparse(rows, columns, filled=filled, place=f"{place}, row {rows}, column {columns}")
    yield from found


def _stream(content: bytes) -> bytes:
    """Return the stream of a compound file that holds the workbook."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small_size = 1 << struct.unpack_from("<H", content, 32)[0]
    folder_at, least, small_at = struct.unpack_from("<I4xII", content, 48)
    if size not in {512, 4096} or small_size != 64:
        raise IndexError("no such sectors")
    chain = _chain(content, size)
    folder = _follow(content, folder_at, chain=chain, size=size)
    entries = {_name(folder[at : at + 128]): folder[at : at + 128] for at in range(0, len(folder) - 127, 128)}
    own = entries.get("workbook") or entries.get("book")
    if own is None:
        raise IndexError("no workbook")
    start, length = struct.unpack_from("<II", own, 116)
    if length >= least:
        return _follow(content, start, chain=chain, size=size)[:length]
    root = struct.unpack_from("<I", entries["root entry"], 116)[0] if "root entry" in entries else 0
    small = _follow(content, root, chain=chain, size=size)
    small_table = _follow(content, small_at, chain=chain, size=size)
    links = struct.unpack(f"<{len(small_table) // 4}I", small_table)
    return b"".join(small[each * 64 : each * 64 + 64] for each in _sectors(start, links))[:length]


def _name(entry: bytes) -> str:
    """Return the name of an entry of the folder, in lower case."""
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").casefold()


def _chain(content: bytes, size: int) -> Sequence[int]:
    """Return, by sector, the sector that follows it."""
    tables = list(struct.unpack_from("<109I", content, 76))
    more, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // size)):
        if more >= _NO_SECTOR:
            break
        further = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        tables += further[:-1]
        more = further[-1]
    links: list[int] = []
    for each in tables:
        if each < _NO_SECTOR:
            links += struct.unpack_from(f"<{size // 4}I", content, (each + 1) * size)
    return links


def _sectors(start: int, links: Sequence[int]) -> Iterator[int]:
    """Yield the sectors of a chain; one that runs in a circle is damaged."""
    seen = 0
    while start < _NO_SECTOR:
        yield start
        start = links[start]
        seen += 1
        if seen > len(links):
            raise IndexError("a chain that runs in a circle")


def _follow(content: bytes, start: int, *, chain: Sequence[int], size: int) -> bytes:
    """Return the bytes of a chain of sectors."""
    held = [content[(each + 1) * size : (each + 2) * size] for each in _sectors(start, chain)]
    if not all(held):
        raise IndexError("a sector that is not there")
    return b"".join(held)
