"""Every table of a page as a file that a spreadsheet opens: plain numbers, and text that stays text."""

from __future__ import annotations

import csv
import io
import re

from turncurve.publish import csv_metadata
from turncurve.publish.csv_metadata import About, Words
from turncurve.publish.executed import Executed, Exhibit

_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def files(page: Executed, *, label: str, about: About | None = None) -> dict[str, bytes]:
    """Return the tables of a page as files, each with its description for machines beside it.

    Parameters
    ----------
    page : Executed
        The page.
    label : str
        The council as it must stand on every file.
    about : About, optional
        What the descriptions say of all tables; without it there are none.

    Returns
    -------
    dict of str to bytes
        Contents by path below the release's folder, one file an exhibit that has a table.
    """
    marks = (("Council", label), ("Audience", page.unit.audience))
    made = {path_of(page, each): _contents(each, marks) for each in page.exhibits if each.rows}
    if about is not None:
        for each in page.exhibits:
            if each.rows:
                path = path_of(page, each)
                made |= csv_metadata.metadata(path, made[path], words=_words(each), about=about)
    return made


def _words(exhibit: Exhibit) -> Words:
    """Return what is said of an exhibit's table."""
    numeric = tuple(literal(name) for name, numbers in exhibit.columns if numbers)
    return Words(exhibit.title, exhibit.sentence, numeric, exhibit.notes, exhibit.source)


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
