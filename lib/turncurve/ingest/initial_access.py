"""Reading what a council has written of its front door: `initial_access.yml` in its raw folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from turncurve.ingest import yaml_file
from turncurve.tables.initial_access import (
    DEMANDS,
    Demand,
    DemandCode,
    DoorChange,
    Holiday,
    InitialAccess,
    MinutesTaken,
    TimeStudy,
)

FILE = "initial_access.yml"
_WHOLE = frozenset({"changes", "school_holidays", "coding_frame", "could_go_to", "time_study"})
_STUDY = frozenset({"carried_out_on", "source", "hours_a_month", "types"})
Words = dict[str, object]


def read(raw: Path) -> InitialAccess:
    """Read what a council has written of its front door.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    InitialAccess
        Empty where there is no file.

    Raises
    ------
    RefusedInputError
        If the file cannot be read, holds a word that is not known, or contradicts itself.
    """
    path = raw / FILE
    if not path.is_file():
        return InitialAccess()
    held = yaml_file.read(path) or {}
    whole = _mapping(held, FILE, _WHOLE)
    changes = sorted((_change(each, place) for place, each in _entries(whole, "changes")), key=lambda one: one.made_on)
    holidays = sorted(
        (_holiday(each, place) for place, each in _entries(whole, "school_holidays")), key=lambda one: one.first
    )
    if any(later.first <= earlier.last for earlier, later in pairwise(holidays)):
        _refuse("two school holidays overlap", "school_holidays")
    frame = [_code(each, place) for place, each in _entries(whole, "coding_frame")]
    agencies = [_text({"name": each}, "name", place) for place, each in _entries(whole, "could_go_to")]
    for names, where in (
        ([each.id for each in changes], "changes"),
        ([each.code.casefold() for each in frame], "coding_frame"),
        ([each.casefold() for each in agencies], "could_go_to"),
    ):
        _check_once(names, where)
    study = None if whole.get("time_study") is None else _study(whole["time_study"], "time_study")
    return InitialAccess(tuple(changes), tuple(holidays), tuple(frame), tuple(agencies), study)


def _change(words: object, where: str) -> DoorChange:
    """Return one change that was made."""
    held = _mapping(words, where, frozenset({"id", "made_on", "what", "reason"}))
    reason = _text(held, "reason", where) if held.get("reason") is not None else ""
    return DoorChange(_text(held, "id", where), _date(held, "made_on", where), _text(held, "what", where), reason)


def _holiday(words: object, where: str) -> Holiday:
    """Return one stretch of school holidays."""
    held = _mapping(words, where, frozenset({"first", "last"}))
    first, last = _date(held, "first", where), _date(held, "last", where)
    if last < first:
        _refuse("a school holiday ends before it begins", where)
    return Holiday(first, last)


def _code(words: object, where: str) -> DemandCode:
    """Return one code of the frame."""
    held = _mapping(words, where, frozenset({"code", "words", "demand"}))
    named = _text(held, "demand", where)
    demand: Demand | None = next((each for each in DEMANDS if each == named), None)
    if demand is None:
        _refuse(f"{named!r} is no kind of demand; use one of: {', '.join(DEMANDS)}", where)
    return DemandCode(_text(held, "code", where), _text(held, "words", where), demand)


def _study(words: object, where: str) -> TimeStudy:
    """Return the time study."""
    held = _mapping(words, where, _STUDY)
    types = [_minutes(each, f"{where}, {place}") for place, each in _entries(held, "types")]
    if not types:
        _refuse("a time study has at least one kind of contact", f"{where}, types")
    _check_once([each.reason.casefold() for each in types], f"{where}, types")
    day, hours = _date(held, "carried_out_on", where), _number(held, "hours_a_month", where)
    if not hours:
        _refuse("a worker has more than 0 hours a month", where)
    return TimeStudy(day, _text(held, "source", where), hours, tuple(types))


def _minutes(words: object, where: str) -> MinutesTaken:
    """Return how long contacts of one kind took."""
    held = _mapping(words, where, frozenset({"reason", "contacts", "mean_minutes", "standard_deviation"}))
    count = held.get("contacts")
    if isinstance(count, bool) or not isinstance(count, int) or count < 2:
        _refuse("contacts is not a whole number of 2 or more, so that nothing can be said of their spread", where)
    mean, deviation = _number(held, "mean_minutes", where), _number(held, "standard_deviation", where)
    if not mean:
        _refuse("a contact takes more than 0 minutes", where)
    return MinutesTaken(_text(held, "reason", where), count, mean, deviation)


def _entries(held: Words, name: str) -> list[tuple[str, object]]:
    """Return the entries of a list with their places, refusing what is not a list."""
    entries = held.get(name) or []
    if not isinstance(entries, list):
        _refuse(f"{name} is not a list", name)
    return [(f"{name}, number {number}", each) for number, each in enumerate(entries, start=1)]


def _mapping(words: object, where: str, known: frozenset[str]) -> Words:
    """Return an entry's words, refusing what has none and a word that is not known."""
    if not isinstance(words, dict):
        _refuse("words with their values are wanted here", where)
    held = {str(name): value for name, value in words.items()}
    unknown = next((name for name in held if name not in known), None)
    if unknown is not None:
        _refuse(f"{unknown!r} is not known here; known are: {', '.join(sorted(known))}", where)
    return held


def _text(held: Words, name: str, where: str) -> str:
    """Return a text that must be there."""
    value = held.get(name)
    if not isinstance(value, str) or not value.strip():
        _refuse(f"{name} is not given as words; put yes, no and numbers in quotes", where)
    return " ".join(value.split())


def _date(held: Words, name: str, where: str) -> dt.date:
    """Return a day."""
    value = held.get(name)
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        _refuse(f"{name} is not written as YYYY-MM-DD", where)
    return value


def _number(held: Words, name: str, where: str) -> float:
    """Return a number of 0 or more."""
    value = held.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        _refuse(f"{name} is not a number of 0 or more", where)
    return float(value)


def _check_once(names: Sequence[str], where: str) -> None:
    """Refuse a name that stands twice."""
    if len(set(names)) < len(names):
        _refuse("one name is there twice", where)


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in the file."""
    yaml_file.refuse(what, FILE, where, cause=cause)
