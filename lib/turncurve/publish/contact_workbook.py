"""The workbooks that coders of contacts fill: what each contact is found by, and no child's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from turncurve.reference.formats.specification import load
from turncurve.tables.initial_access import InitialAccess

LAYOUT = load("contact_coding")
DRAW_HEADERS = tuple(each.name for each in LAYOUT.table("draw").columns)
FOUND_BY, TURN = "Found in the log by", "Coding"
HEADERS = ("Contact reference", "Sample drawn on", TURN, FOUND_BY, "Coder", "Demand code", "Could have gone to")
WIDTHS = (20, 14, 9, 44, 18, 14, 40)
FILLED = frozenset({"Coder", "Demand code", "Could have gone to"})
HOW_TO_FILL = (
    "One row is one coding of one contact. Find it in the log, read it, and fill in what is not grey.",
    "Choose a code of the council's own frame, from initial_access.yml.",
    "Choose where the contact could have gone; leave it blank where the front door was the right place.",
    "A contact with a second coding is coded by two people, each without seeing the other's code.",
    "Do not add a contact: one that was not drawn speaks for no other, and is refused.",
    "Put the filled workbooks into the council's folder below data/raw and run `turncurve ingest`.",
)
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's date of creation has no time zone
_LONGEST_LIST = 255  # Excel takes no longer list of values in a cell's rule


def write_contact_workbook(
    path: Path | BytesIO,
    lines: Sequence[tuple[str, str, str]],
    *,
    draw: Sequence[Sequence[object]],
    label: str,
    frame: InitialAccess,
) -> None:
    """Write one coder's workbook: the same bytes from the same draw.

    Parameters
    ----------
    path : pathlib.Path or io.BytesIO
        The file, or where its bytes are to go.
    lines : sequence of (str, str, str)
        Reference of each contact, which coding it is, first or second, and what it is found by.
    draw : sequence of sequence
        The record of the draw as rows, the header first.
    label : str
        The council as it must stand on every output.
    frame : InitialAccess
        The council's codes and destinations, for the lists to choose from; none are offered where it has none.
    """
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path if isinstance(path, BytesIO) else str(path), options) as book:
        book.set_properties({"comments": f"{label}. OFFICIAL-SENSITIVE", "created": _CREATED})
        fixed = book.add_format({"bg_color": "#F2F2F2", "text_wrap": True, "valign": "top"})
        free = book.add_format({"locked": False, "border": 1, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Codings")
        sheet.write_row(0, 0, HEADERS, book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1}))
        for number, (reference, turn, found_by) in enumerate(lines, start=1):
            sheet.write_row(number, 0, (reference, str(draw[1][1]), turn, found_by), fixed)
            for place, header in enumerate(HEADERS):
                if header in FILLED:
                    sheet.write_blank(number, place, None, free)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        _add_list(sheet, "Demand code", [each.code for each in frame.coding_frame], last=len(lines))
        _add_list(sheet, "Could have gone to", list(frame.could_go_to), last=len(lines))
        sheet.freeze_panes(1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
        guide = book.add_worksheet("How to fill")
        guide.set_column(0, 0, 120)
        codes = [f"{each.code}: {each.words} ({each.demand})" for each in frame.coding_frame]
        guide.write_column(0, 0, [label, *HOW_TO_FILL, *codes])
        kept = book.add_worksheet("Contacts drawn")
        for number, row in enumerate(draw):
            kept.write_row(number, 0, row)
        kept.protect()
        kept.hide()


def _add_list(sheet: Any, header: str, values: list[str], *, last: int) -> None:  # noqa: ANN401 - no types there
    """Give a column a list to choose from, where the council has one and a cell's rule can hold it."""
    if not values or len(",".join(values)) > _LONGEST_LIST or any("," in each for each in values):
        return
    place = HEADERS.index(header)
    wrong = {"error_title": "Not in the council's list", "error_message": "Choose one of the list"}
    sheet.data_validation(1, place, max(last, 1), place, {"validate": "list", "source": values, **wrong})
