"""What an auditor meant by an answer, a name or a date that is not written as the template asks."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from turncurve.ingest.audit_doubt import makes_doubtful
from turncurve.ingest.headers import plain
from turncurve.reference.formats.specification import ColumnFormat

MONTHS, DAYS_TO_AUDIT = 12, 120
"""Days after the draw within which a date of audit, typed in a way of its own, is believed."""
_NOTE = re.compile(r"\s+[-–—]+\s*|\s*[(\[;:,.\n]\s*|\s+(?=(?:but|because|as|see)\b)", re.IGNORECASE)
_TWO_NAMES = re.compile(r"\s*[/;+]\s*|\s+(?:&|and)\s+", re.IGNORECASE)
_BY_COMMA = re.compile(r"(?<=\S \S)([^,/;+&]*),\s*(?=\S+\s+\S)")
_OF_A_BODY = re.compile(
    r"\b(?:co|company|ltd|limited|team|teams|service|services|partners|sons|associates)\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-/]*([a-z]{3,9})[\s\-/,']*(\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def answer_meant(text: str, column: ColumnFormat) -> tuple[str | None, bool]:
    """Return the answer that a cell means.

    Parameters
    ----------
    text : str
        The cell.
    column : ColumnFormat
        The scale, with the spellings known.

    Returns
    -------
    tuple of (str or None, bool)
        The scale's own words, or None where the cell is outside it, doubtful, or names two answers; and whether a note
        stood beside the answer.
    """
    exact = _exact(column)
    if plain(text) in exact and "?" not in text:
        return exact[plain(text)], False
    head, _, rest = _NOTE.sub("\n", text.strip(), count=1).partition("\n")
    found = exact.get(plain(head))
    if found is None or "?" in head or makes_doubtful(rest, found, exact):
        return None, False
    return found, bool(rest.strip())


def auditor_meant(text: str) -> tuple[str, bool]:
    """Return the auditor whom a cell names.

    Parameters
    ----------
    text : str
        The cell.

    Returns
    -------
    tuple of (str, bool)
        The first name, and whether another stood beside it.
    """
    whole = text.strip()
    first, *others = _TWO_NAMES.split(whole, maxsplit=1)
    if not others:
        first, *others = _BY_COMMA.sub(r"\1;", whole, count=1).split(";", maxsplit=1)
    if not first or not others or not others[0] or _OF_A_BODY.search(whole):
        return whole, False
    return first, True


def date_meant(text: str, *, drawn_on: dt.date) -> dt.date | None:
    """Return the date of audit that a cell means: day first, as the template asks.

    Parameters
    ----------
    text : str
        The cell.
    drawn_on : datetime.date
        When the file was drawn.

    Returns
    -------
    datetime.date or None
        None where it is no date of the calendar, or not within the months after the draw: then nothing is guessed.
    """
    said = text.strip().casefold()
    numbers, named = _NUMBERS.fullmatch(said), _NAMED.fullmatch(said)
    if numbers:
        day, month, year = (int(part) for part in numbers.groups())
    elif named and named.group(2)[:3] in _MONTHS:
        day, month, year = int(named.group(1)), _MONTHS.index(named.group(2)[:3]) + 1, int(named.group(3))
    else:
        return None
    try:
        found = dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return found if drawn_on <= found <= drawn_on + dt.timedelta(days=DAYS_TO_AUDIT) else None


def order_of(text: str) -> str:
    """Tell in which order a date of numbers can be read.

    Parameters
    ----------
    text : str
        The cell.

    Returns
    -------
    str
        "day first" or "month first" where it can be read one way only, "either", or empty where it is no such date.
    """
    numbers = _NUMBERS.match(text.strip())
    if not numbers:
        return ""
    first, second = int(numbers.group(1)), int(numbers.group(2))
    if first == second and first <= MONTHS:
        return "day first"
    if second > MONTHS:
        return "month first" if first <= MONTHS else ""
    return "day first" if first > MONTHS else "either"


@cache
def _exact(column: ColumnFormat) -> dict[str, str]:
    """Return the scale's own words by every plain spelling."""
    own = {code: label for label, code in column.codes.items()}
    return {plain(text): own[code] for text, code in {**column.spellings, **column.codes}.items()}
