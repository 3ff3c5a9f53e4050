"""Every table of a page as a file that a spreadsheet opens: plain numbers, and text that stays text."""

from __future__ import annotations

import csv
import io
import re

from turncurve.publish.executed import Executed, Exhibit

_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def files(page: Executed, *, label: str) -> dict[str, bytes]:
    """Return the tables of a page as files.

    Parameters
    ----------
    page : Executed
        The page.
    label : str
        The council as it must stand on every file.

    Returns
    -------
    dict of str to bytes
        Contents by path below the release's folder, one file an exhibit that has a table.
    """
    marks = (("Council", label), ("Audience", page.unit.audience))
    return {path_of(page, each): _contents(each, marks) for each in page.exhibits if each.rows}


def path_of(page: Executed, exhibit: Exhibit) -> str:
    """Return where an exhibit's table is, below the release's folder.

    Parameters
    ----------
    page : Executed
        The page.
    exhibit : Exhibit
        The exhibit.

    Returns
    -------
    str
        A path with forward slashes.
    """
    return f"tables/{page.unit.page}/{exhibit.id}.csv"


def _contents(exhibit: Exhibit, marks: tuple[tuple[str, str], ...]) -> bytes:
    """Return one table as bytes: UTF-8 with the mark that spreadsheets look for, lines ended as they expect."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([literal(name) for name, _ in exhibit.columns] + [name for name, _ in marks])
    numeric = [numbers for _, numbers in exhibit.columns]
    for row in exhibit.rows:
        values = [_plain(value) if numbers else literal(value) for value, numbers in zip(row, numeric, strict=True)]
        writer.writerow([*values, *(value for _, value in marks)])
    return text.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Return a number without thousands separators; anything else as literal text."""
    return text.replace(",", "") if _NUMBER.fullmatch(text) else literal(text)


def literal(text: str) -> str:
    """Return text that a spreadsheet does not take for a formula.

    Parameters
    ----------
    text : str
        A cell's text.

    Returns
    -------
    str
        The same; with an apostrophe before it where a spreadsheet would run it. A number is left as it is.
    """
    return f"'{text}" if text.startswith(_LIVE) and not _NUMBER.fullmatch(text) else text
