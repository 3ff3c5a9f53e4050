"""The sheets of an .ods workbook before they are read: how far repeated cells reach, and which cells hold an error."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

from lxml import etree

from turncurve.ingest import sheet_parts
from turncurve.ingest.sheet_parts import Marks

_ROWS, _COLUMNS = "number-rows-repeated", "number-columns-repeated"
_ERROR_TEXT = re.compile(r"\s*(?:#[A-Z0-9/!?]+|Err:\d+)\s*")
_WITH_ZEROS = re.compile(r"0[0-9]+")
MOST_REPEATED = 1_048_576


@dataclass
class _Reach:
    """How far one sheet reaches so far, and the errors met, and the numbers shown with zeros before them."""

    next_row: int = 0
    rows: int = 0
    columns: int = 0
    filled: int = 0
    errors: list[tuple[int, int]] = field(default_factory=list)
    padded: list[tuple[int, int, int]] = field(default_factory=list)


def look_into(content: bytes, *, file: str) -> Marks:
    """Look into the sheets of an .ods workbook.

    Parameters
    ----------
    content : bytes
        The part that holds the cells.
    file : str
        The file's name, for the message.

    Returns
    -------
    Marks
        The cells that hold an error, and the numbers shown with zeros before them; days are stated as dates, so that it
        does not matter from when they count.
    """
    errors: dict[str, tuple[tuple[int, int], ...]] = {}
    padded: dict[str, tuple[tuple[int, int, int], ...]] = {}
    reach = _Reach()
    wanted = ("{*}table-row", "{*}table")
    for _, element in etree.iterparse(
        io.BytesIO(content), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
    ):
        if etree.QName(element).localname == "table-row":
            _take_row(element, reach)
        else:
            title = _attribute(element, "name")
            place = f"{file}, {title}, row {reach.rows}, column {reach.columns}"
            sheet_parts.check_sparse(reach.rows, reach.columns, filled=reach.filled, place=place)
            errors[title], padded[title] = tuple(reach.errors), tuple(reach.padded)
            reach = _Reach()
        element.clear()
    return Marks(False, errors, padded=padded)


def _take_row(row: etree._Element, reach: _Reach) -> None:
    """Add one row, as often as it is repeated."""
    column, last = 0, 0
    rows = range(reach.next_row, reach.next_row + _repeats(row, _ROWS))
    for cell in row:
        repeated = _repeats(cell, _COLUMNS)
        digits = _digits_shown(cell)
        if digits and len(rows) * repeated <= MOST_REPEATED:
            reach.padded += [(each, column + place, digits) for each in rows for place in range(repeated)]
        if _is_filled(cell):
            last = column + repeated
            reach.filled += 1
            if _is_error(cell):
                reach.errors.append((reach.next_row, column))
        column += repeated
    if last:
        reach.rows = rows.stop
        reach.columns = max(reach.columns, last)
    reach.next_row = rows.stop


def _repeats(element: etree._Element, name: str) -> int:
    """Return how often an element stands for itself."""
    return min(int(_attribute(element, name) or 1), MOST_REPEATED)


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without a namespace; empty where there is none."""
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), "")


def _is_filled(cell: etree._Element) -> bool:
    """Tell whether a cell has a value, a formula or a text."""
    return len(cell) > 0 or any(_attribute(cell, name) for name in ("value-type", "formula"))


def _digits_shown(cell: etree._Element) -> int:
    """Return how many digits a cell shows of a number with zeros before it; 0 for every other cell."""
    if _attribute(cell, "value-type") != "float":
        return 0
    shown = "".join(str(text) for text in cell.itertext()).strip()
    return len(shown) if _WITH_ZEROS.fullmatch(shown) else 0


def _is_error(cell: etree._Element) -> bool:
    """Tell whether a cell shows an error, or holds a formula without a result."""
    kinds = [str(value) for key, value in cell.items() if etree.QName(key).localname == "value-type"]
    shown = "".join(str(text) for text in cell.itertext())
    is_formula = bool(_attribute(cell, "formula"))
    return "error" in kinds or (is_formula and (not kinds or _ERROR_TEXT.fullmatch(shown) is not None))
