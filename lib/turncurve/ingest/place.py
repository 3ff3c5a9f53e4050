"""Where a row came from: file, sheet or element, and edition."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

_YEAR = re.compile(r"(?<![\d-])(20\d{2})(?:\s?[-_/]\s?((?:20)?\d{2}))?(?![\d-])")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True)
class Place:
    """One sheet of a file, one element of an XML file, or a whole CSV file.

    Parameters
    ----------
    file : str
        Path below the council's raw folder, with forward slashes.
    part : str
        The sheet's or the element's name; empty for a CSV file.
    format : str
        Our name of the file format, such as "annex_a".
    table : str
        Our name of the table in the format, such as "list_7".
    edition : str
        The extract, such as "annex_a/2012-09-30".
    extracted_on : datetime.date or None
        The date on which the extract stood; None where nothing states it.
    """

    file: str
    part: str
    format: str
    table: str
    edition: str
    extracted_on: dt.date | None


def stated_date(file: str) -> dt.date | None:
    """Return the date that a file's path states in ISO form, such as "annex_a/2012-09-30/annex_a.xlsx".

    A year alone states no date: it may be the year in which a reporting year begins or ends, or a calendar year. Of
    two dates, as in "2011-01-03_2013-03-31", the extract stood on the last.

    Parameters
    ----------
    file : str
        Path below the council's raw folder; the part nearest the end that states a date is used.

    Returns
    -------
    datetime.date or None
        None where no part of the path states a date.
    """
    for part in reversed(PurePosixPath(file).parts):
        days = []
        for year, month, day in _ISO_DATE.findall(part):
            with suppress(ValueError):
                days.append(dt.date(int(year), int(month), int(day)))
        if days:
            return max(days)
    return None


def latest_end(file: str) -> dt.date | None:
    """Return the last day on which the year of a return can have ended, by the folder that the file lies in.

    Parameters
    ----------
    file : str
        Path below the council's raw folder, such as "ssda903/2018-19/episodes.csv".

    Returns
    -------
    datetime.date or None
        31 March of the second of two years; of one year alone, which may be the one in which it begins, that of the
        next. None where no folder is a year.
    """
    for part in reversed(PurePosixPath(file).parent.parts):
        years = _YEAR.findall(part)
        if len(years) != 1 or _ISO_DATE.search(part):
            continue
        first, second = int(years[0][0]), years[0][1]
        if second and int(second) % 100 != (first + 1) % 100:
            continue
        return dt.date(first + 1, 3, 31)
    return None


def edition_of(file: str, *, format_key: str, extracted_on: dt.date | None) -> str:
    """Name the edition that a file belongs to.

    Parameters
    ----------
    file : str
        Path below the council's raw folder.
    format_key : str
        Our name of the file format.
    extracted_on : datetime.date or None
        The date on which the extract stood, where it is known.

    Returns
    -------
    str
        The format, then the folder that holds the file where it lies in a folder of its own below the source's,
        else the extract's date, else the file's name.
    """
    path = PurePosixPath(file)
    if len(path.parts) >= 3:
        return f"{format_key}/{path.parts[-2]}"
    return f"{format_key}/{extracted_on.isoformat() if extracted_on else path.stem}"
