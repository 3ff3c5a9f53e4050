"""Numbers that a workbook shows with zeros before them: by their number format, 123 is seen as 000123."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

STYLES = "xl/styles.xml"
_ZEROS = re.compile(r'"?(0{2,})"?')
_LETTERS_AND_NUMBER = re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb"(?:^|\s)s=[\"'](\d+)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>")


def digits_of(code: str) -> int:
    """Return how many digits a number format shows that is zeros and nothing else.

    Parameters
    ----------
    code : str
        The format as a workbook writes it, such as "000000".

    Returns
    -------
    int
        Two or more; 0 for every other format.
    """
    found = _ZEROS.fullmatch(code.split(";")[0])
    return len(found.group(1)) if found else 0


def widths(styles: bytes) -> dict[int, int]:
    """Return how many digits the styles show whose number format is zeros and nothing else.

    Parameters
    ----------
    styles : bytes
        The part of the archive that holds the styles.

    Returns
    -------
    dict of int to int
        By the style's number: digits, two or more.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(styles, parser)
    digits: dict[str, int] = {}
    for each in root.iter("{*}numFmt"):
        wide = digits_of(str(each.get("formatCode")))
        if wide:
            digits[str(each.get("numFmtId"))] = wide
    return {
        number: digits[style.get("numFmtId", "")]
        for cells in root.iter("{*}cellXfs")
        for number, style in enumerate(cells.iterchildren("{*}xf"))
        if style.get("numFmtId") in digits
    }


def padded_cells(written: bytes, wide: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a sheet that are shown with zeros before them.

    Parameters
    ----------
    written : bytes
        The part of the archive that holds the sheet.
    wide : mapping of int to int
        By the style's number: how many digits it shows.

    Yields
    ------
    tuple of (int, int, int)
        Row and column, from 0, and digits.
    """
    if not wide:
        return
    for cell in _CELL.finditer(written):
        style, place = _STYLE.search(cell.group(1)), _LETTERS_AND_NUMBER.search(cell.group(1))
        if style is not None and place is not None and int(style.group(1)) in wide:
            column = 0
            for letter in place.group(1):
                column = column * 26 + letter - 64
            yield int(place.group(2)) - 1, column - 1, wide[int(style.group(1))]


def shown(rows: Sequence[list[Any]], cells: Sequence[tuple[int, int, int]]) -> list[list[Any]]:
    """Return a sheet's rows with those numbers as texts, as they are seen.

    Parameters
    ----------
    rows : sequence of list
        The sheet's values.
    cells : sequence of (int, int, int)
        Row and column, from 0, and digits.

    Returns
    -------
    list of list
        Whole numbers of fewer digits have zeros before them; everything else is as it was.
    """
    whole = list(rows)
    for row, column, digits in cells:
        if row < len(whole) and column < len(whole[row]):
            seen = _as_seen(whole[row][column], digits)
            if seen is not None:
                whole[row] = [*whole[row][:column], seen, *whole[row][column + 1 :]]
    return whole


def _as_seen(cell: object, digits: int) -> str | None:
    """Return a whole number as it is seen, where that is otherwise than it is."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    if cell < 0 or cell != int(cell):
        return None
    text = str(int(cell))
    return text.zfill(digits) if len(text) < digits else None
