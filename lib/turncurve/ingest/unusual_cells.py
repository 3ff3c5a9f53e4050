"""Cells of an .xlsx sheet that are not written as programs write them: where they are, by their meaning as XML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_BEGINS, _ENDS = b"<sheetData", b"</sheetData>"
_CELL, _ROW, _REFERENCE = b'<c r="', b'<row r="', b'r="'
# Two patterns each: a search for a fixed beginning is many times faster.
_OTHERWISE = re.compile(rb'<c r="(?![A-Z]{1,3}[1-9][0-9]{0,6}")')
_OTHERWISE_PREFIXED = re.compile(rb':c r="(?![A-Z]{1,3}[1-9][0-9]{0,6}")')
_FAR = re.compile(rb'<c r="(?![A-Z]{1,2}[1-9][0-9]{0,4}")')
_FAR_PREFIXED = re.compile(rb':c r="(?![A-Z]{1,2}[1-9][0-9]{0,4}")')
_PREFIXED_END = re.compile(rb"</\w+:c>")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class UnusualCell:
    """One cell that holds something.

    Parameters
    ----------
    row, column : int
        Where it is, from 0.
    kind : str
        Its kind as the file states it: "e" for an error, "str" for a formula's text; empty for a number.
    has_formula : bool
        Whether it is worked out.
    has_result : bool
        Whether the result was saved with it.
    """

    row: int
    column: int
    kind: str
    has_formula: bool
    has_result: bool


def holds(written: bytes, mark: bytes, *, sign: bytes) -> bool:
    """Tell whether a sheet holds a mark; in its rows the rarest sign is looked for first, twenty times faster.

    Parameters
    ----------
    written : bytes
        The part of the archive that holds the sheet.
    mark : bytes
        What to find.
    sign : bytes
        The one of its bytes that rows hold seldom.

    Returns
    -------
    bool
        Whether it is there.
    """
    rows = max(written.find(_BEGINS), 0)  # before them, names of schemas hold signs that rows do not
    return mark in written[:rows] or (written.find(sign, rows) >= 0 and mark in written)


def lie_near(written: bytes) -> bool:
    """Tell whether every cell of a sheet lies within column ZZ and row 99,999, and says so as programs write it.

    Parameters
    ----------
    written : bytes
        The part of the archive that holds the sheet.

    Returns
    -------
    bool
        False where one lies farther out, or is written in another way.
    """
    prefixed = holds(written, b":c", sign=b":")
    return _FAR.search(written) is None and not (prefixed and _FAR_PREFIXED.search(written))


def are_usual(written: bytes, *, near: bool = False) -> bool:
    """Tell whether every cell of a sheet begins as Excel, LibreOffice and their like write it.

    Parameters
    ----------
    written : bytes
        The part of the archive that holds the sheet.
    near : bool
        Whether all cells are known to `lie_near`.

    Returns
    -------
    bool
        False where any cell, or what says where it is, is written in another way that XML allows.
    """
    begins, ends = written.find(_BEGINS), written.rfind(_ENDS)
    if ends < 0:
        return written.count(_BEGINS) == 1 and b"<sheetData/>" in written and b"<c" not in written[begins + 11 :]
    held = written[begins:ends] if begins >= 0 else b""
    plain, rows = held.count(_CELL), held.count(_ROW)
    prefixed = 0
    if holds(held, b":c", sign=b":"):  # a prefix, or a text
        prefixed = held.count(b":c r=")
        rows += held.count(b":row r=")
        if held.count(b":c ") + held.count(b":c>") != prefixed + len(_PREFIXED_END.findall(held)):
            return False
    return (
        begins >= 0
        and written.count(_BEGINS) == written.count(_ENDS) == 1
        and held.count(b"<c") == plain
        and held.count(_REFERENCE) == plain + prefixed + rows
        and not holds(held, b"r='", sign=b"'")
        and not holds(held, b"<!", sign=b"!")
        and (near or not (_OTHERWISE.search(held) or (prefixed and _OTHERWISE_PREFIXED.search(held))))
    )


def cells(written: bytes) -> Iterator[UnusualCell]:
    """Yield the filled cells of a sheet, wherever a program that reads XML would find them.

    Parameters
    ----------
    written : bytes
        The part of the archive that holds the sheet.

    Yields
    ------
    UnusualCell
        In the file's order.

    Raises
    ------
    ValueError
        If a cell says that it is where no sheet has one.
    """
    row = column = -1
    events = etree.iterparse(
        io.BytesIO(written), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for event, element in events:
        name = str(element.tag).rpartition("}")[2]
        if event == "start" and name == "row":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "end" and name == "c":
            row, column = _place_of(element, row=row, column=column + 1)
            if len(element):
                yield _cell_of(element, row, column)
            element.clear()
        elif event == "end" and name == "row":
            element.clear()


def _place_of(cell: etree._Element, *, row: int, column: int) -> tuple[int, int]:
    """Return where a cell says that it is; the next place in its row where it does not say."""
    stated = cell.get("r")
    if stated is not None:
        found = _PLACE.fullmatch(stated)
        if found is None:
            raise ValueError("a cell that is nowhere")
        column = 0
        for letter in found.group(1).upper():
            column = column * 26 + ord(letter) - 64
        row, column = int(found.group(2)) - 1, column - 1
    if not (0 <= row < MOST_ROWS and column < MOST_COLUMNS):
        raise ValueError("a cell that no sheet has")
    return row, column


def _cell_of(cell: etree._Element, row: int, column: int) -> UnusualCell:
    """Return what a cell holds."""
    parts = {str(each.tag).rpartition("}")[2]: (each.text or "").strip() for each in cell}
    kind = cell.get("t", "")
    has_result = bool(parts.get("v")) or (kind == "str" and "v" in parts) or "is" in parts
    return UnusualCell(row, column, kind, "f" in parts, has_result)
