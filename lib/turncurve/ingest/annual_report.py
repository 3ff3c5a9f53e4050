"""Reading what a council has written for its adoption annual report: `annual_report.yml` in its raw folder.

What cannot be is refused, with its place. What is not written yet is left empty: the page is then marked DRAFT and says
what is missing.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NoReturn

from turncurve.ingest import yaml_file
from turncurve.tables.annual_report import SECTIONS, AnnualReport, Change, Count, Section, Words

FILE = "annual_report.yml"
FIRST_YEAR = 1990
_OF_WORDS = frozenset({"text", "source", "counts"})
_OF_COUNTS = frozenset({"what", "number", "before", "people"})
_OF_CHANGES = frozenset({"what", "who", "by", "measure"})


def read(raw: Path) -> tuple[AnnualReport, ...]:
    """Read a council's own words for its annual reports.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of AnnualReport
        One a year, in the file's order; none where there is no file.

    Raises
    ------
    RefusedInputError
        If the file cannot be read, or holds a word or a number that no report has.
    """
    path = raw / FILE
    if not path.is_file():
        return ()
    held = yaml_file.read(path) or {}
    years = _mapping(held, FILE)
    return tuple(_report(_year(year), words) for year, words in years.items())


def _report(year: int, words: object) -> AnnualReport:
    """Return one year's report, checked."""
    held = _mapping(words, str(year))
    _known(held, frozenset({*SECTIONS, "next_year"}), str(year))
    sections = tuple(_words(name, held[name], f"{year}, {name}") for name in SECTIONS if name in held)
    changes = _entries(held, "next_year", str(year))
    return AnnualReport(year, sections, tuple(_change(each, place) for place, each in changes))


def _words(section: Section, words: object, where: str) -> Words:
    """Return what is said under one heading; a plain text is its words."""
    held = _mapping({"text": words} if isinstance(words, str) else words, where)
    _known(held, _OF_WORDS, where)
    counts = tuple(_count(each, place) for place, each in _entries(held, "counts", where))
    named = [count.what for count in counts]
    if len(named) != len(set(named)):
        _refuse("one thing is counted twice", where)
    return Words(section, _text(held.get("text"), where), _text(held.get("source"), where), counts)


def _count(words: object, where: str) -> Count:
    """Return one number with what it counts."""
    held = _mapping(words, where)
    _known(held, _OF_COUNTS, where)
    what = _text(held.get("what"), where)
    if not what:
        _refuse("it is not said what is counted", where)
    people = held.get("people", True)
    if not isinstance(people, bool):
        _refuse("true or false is wanted", f"{where}, people")
    before = held.get("before")
    return Count(
        what,
        _whole(held.get("number"), f"{where}, number"),
        None if before is None else _whole(before, f"{where}, before"),
        people,
    )


def _change(words: object, where: str) -> Change:
    """Return one thing that will change."""
    held = _mapping(words, where)
    _known(held, _OF_CHANGES, where)
    what, who, measure = (_text(held.get(name), where) for name in ("what", "who", "measure"))
    if not what:
        _refuse("it is not said what will change", where)
    by = held.get("by")
    if isinstance(by, dt.datetime) or not isinstance(by, dt.date | None):
        _refuse("the date is not written as YYYY-MM-DD", f"{where}, by")
    return Change(what, who, by, measure)


def _entries(held: dict[str, object], name: str, where: str) -> list[tuple[str, object]]:
    """Return the entries of a list with their places, refusing what is not a list."""
    entries = held.get(name) or []
    if not isinstance(entries, list):
        _refuse(f"{name} is not a list", where)
    return [(f"{where}, {name}, number {number}", each) for number, each in enumerate(entries, start=1)]


def _year(year: object) -> int:
    """Return the year that a part of the file is of."""
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= dt.MAXYEAR:
        _refuse(f"{year!r} is not a year, such as 2013 for the year to March 2013", FILE)
    return year


def _whole(value: object, where: str) -> int:
    """Return a whole number of nought or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        _refuse("a whole number of 0 or more is wanted", where)
    return value


def _text(value: object, where: str) -> str:
    """Return a text; empty where there is none."""
    if value is not None and not isinstance(value, str):
        _refuse("words are wanted here", where)
    return (value or "").strip()


def _mapping(words: object, where: str) -> dict[str, object]:
    """Return an entry's words, refusing what has none."""
    if words is None:
        return {}
    if not isinstance(words, dict):
        _refuse("words with their values are wanted here", where)
    return {name if where == FILE else str(name): value for name, value in words.items()}


def _known(held: dict[str, object], known: frozenset[str], where: str) -> None:
    """Refuse a word that no report has."""
    for name in held:
        if name not in known:
            _refuse(f"no annual report has the word {name!r} here", where)


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in the file."""
    yaml_file.refuse(what, FILE, where, cause=cause)
