"""Reading a council's programme of audits: `audit_programme.yml` in its raw folder.

What contradicts itself is refused, with its place: a sample drawn by a programme that means something else than it says
could not be put right afterwards.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from turncurve.ingest import yaml_file
from turncurve.ingest.own_words import day_of
from turncurve.reference.improvement_notice import notice
from turncurve.tables.audit_programme import CASES, LONG_OPEN, STRATA, Criterion, Programme, QuestionSet

FILE = "audit_programme.yml"
MOST_FILES, MOST_MONTHS = 2000, 216
_REQUIREMENT = re.compile(r"[A-Z]\d{2}")
_OF_PROGRAMMES = frozenset({
    "name", "scope", "frequency", "cases", "open_over_months", "files", "margin", "expected", "strata", "at_least",
    "double_marked", "question_set",
})  # fmt: skip
_OF_SETS = frozenset({"name", "valid_from", "standards"})
_OF_STANDARDS = frozenset({"standard", "evidences", "criteria"})
Words = dict[str, object]


def read(raw: Path) -> tuple[Programme, ...]:
    """Read a council's programme of audits.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    tuple of Programme
        In the file's order; none where there is no file.

    Raises
    ------
    RefusedInputError
        If the file cannot be read, holds a word that no programme has, or contradicts itself.
    """
    path = raw / FILE
    if not path.is_file():
        return ()
    held = yaml_file.read(path) or {}
    whole = _mapping(held, FILE)
    _known(whole, frozenset({"programmes", "question_sets"}), FILE)
    sets = [_question_set(each, place) for place, each in _entries(whole, "question_sets", FILE)]
    _check_once([(each.name, each.valid_from) for each in sets], "question_sets", "one version of a question set")
    programmes = tuple(_programme(each, place, sets) for place, each in _entries(whole, "programmes", FILE))
    _check_once([each.name for each in programmes], "programmes", "one audit")
    return programmes


def _question_set(words: object, where: str) -> QuestionSet:
    """Return one version of a question set."""
    held = _mapping(words, where)
    _known(held, _OF_SETS, where)
    criteria = [each for place, one in _entries(held, "standards", where) for each in _standard(one, place)]
    if not criteria:
        _refuse("a question set asks something", f"{where}, standards")
    _check_once([each.criterion.casefold() for each in criteria], where, "one question")
    valid_from = day_of(held.get("valid_from"))
    if isinstance(valid_from, dt.datetime) or not isinstance(valid_from, dt.date):
        _refuse("the day from which the set holds is not written as YYYY-MM-DD", f"{where}, valid_from")
    return QuestionSet(_text(held, "name", where), valid_from, tuple(criteria))


def _standard(words: object, where: str) -> list[Criterion]:
    """Return the questions of one standard."""
    held = _mapping(words, where)
    _known(held, _OF_STANDARDS, where)
    standard, evidences = _text(held, "standard", where), _texts(held, "evidences", where)
    wrong = next((each for each in evidences if not _REQUIREMENT.fullmatch(each)), None)
    if wrong is not None:
        _refuse(f"{wrong!r} is no requirement, such as N05", f"{where}, evidences")
    # A council's own requirements have other letters; those of the notice are known.
    asked = {each.number for each in notice().requirements}
    unknown = next((each for each in evidences if each[0] == "N" and each not in asked), None)
    if unknown is not None:
        last = max(asked)
        _refuse(f"the notice has no requirement {unknown}: it ends with {last}", f"{where}, evidences")
    _check_once(evidences, f"{where}, evidences", "one requirement")
    criteria = _texts(held, "criteria", where)
    if not criteria:
        _refuse("a standard has a question at least", f"{where}, criteria")
    return [Criterion(standard, each, evidences) for each in criteria]


def _programme(words: object, where: str, sets: list[QuestionSet]) -> Programme:
    """Return one audit, checked."""
    held = _mapping(words, where)
    _known(held, _OF_PROGRAMMES, where)
    name, asked = _text(held, "name", where), _text(held, "question_set", where)
    versions = sorted((each for each in sets if each.name == asked), key=lambda each: each.valid_from)
    if not versions:
        _refuse(f"there is no question set {asked!r}", f"{where}, question_set")
    files = held.get("files")
    margin, expected = (_percent(held, each, where) for each in ("margin", "expected"))
    if (files is None) == (margin is None):
        _refuse("either a number of files or a margin is wanted", f"{where}, files")
    return Programme(
        name=name,
        scope=_text(held, "scope", where),
        frequency=_text(held, "frequency", where),
        cases=_of(_texts(held, "cases", where), CASES, f"{where}, cases"),
        question_sets=tuple(versions),
        open_over_months=_whole(held.get("open_over_months", 0), f"{where}, open_over_months", least=0),
        files=None if files is None else _whole(files, f"{where}, files", least=1),
        margin=margin,
        expected=expected if margin is None or expected is not None else 50.0,
        strata=_of(_texts(held, "strata", where), STRATA, f"{where}, strata", some=False),
        at_least=_shares(held, where),
        double_marked=_percent(held, "double_marked", where, of_none=True) or 0.0,
    )


def _shares(held: Words, where: str) -> tuple[tuple[str, float], ...]:
    """Return the least share of each group, in percent of the files drawn."""
    place = f"{where}, at_least"
    shares = _mapping(held.get("at_least"), place)
    _of(tuple(shares), (*CASES, LONG_OPEN), place, some=False)
    return tuple((group, _percent(shares, group, place) or 0.0) for group in shares)


def _percent(held: Words, name: str, where: str, *, of_none: bool = False) -> float | None:
    """Return a percentage over 0 and under 100; with `of_none`, 0 and 100 too."""
    value = held.get(name)
    if value is None:
        return None
    wrong = isinstance(value, bool) or not isinstance(value, int | float)
    if wrong or not (0 <= float(str(value)) <= 100 if of_none else 0 < float(str(value)) < 100):
        _refuse("a percentage between 0 and 100 is wanted, without its sign", f"{where}, {name}")
    return float(str(value))


def _whole(value: object, where: str, *, least: int) -> int:
    """Return a whole number that can be meant."""
    most = MOST_FILES if least else MOST_MONTHS
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        _refuse(f"a whole number from {least} to {most} is wanted", where)
    return value


def _of(names: tuple[str, ...], known: tuple[str, ...], where: str, *, some: bool = True) -> tuple[str, ...]:
    """Return names that are all known, each once."""
    wrong = next((each for each in names if each not in known), None)
    if wrong is not None or (some and not names):
        _refuse(f"{wrong or 'nothing'!r} is not one of: {', '.join(known)}", where)
    _check_once(names, where, "one name")
    return names


def _text(held: Words, name: str, where: str) -> str:
    """Return a text that must be there."""
    value = held.get(name)
    if not isinstance(value, str) or not value.strip():
        _refuse(f"{name} is not given", where)
    return " ".join(value.split())


def _texts(held: Words, name: str, where: str) -> tuple[str, ...]:
    """Return a list of texts; none where it is not given."""
    entries = [each for _, each in _entries(held, name, where)]
    if any(not isinstance(each, str) or not each.strip() for each in entries):
        _refuse("words are wanted here; put yes, no and dates in quotes", f"{where}, {name}")
    return tuple(" ".join(str(each).split()) for each in entries)


def _entries(held: Words, name: str, where: str) -> list[tuple[str, object]]:
    """Return the entries of a list with their places, refusing what is not a list."""
    entries = held.get(name) or []
    if not isinstance(entries, list):
        _refuse(f"{name} is not a list", where)
    place = name if where == FILE else f"{where}, {name}"
    return [(f"{place}, number {number}", each) for number, each in enumerate(entries, start=1)]


def _mapping(words: object, where: str) -> Words:
    """Return an entry's words, refusing what has none."""
    if words is None:
        return {}
    if not isinstance(words, dict):
        _refuse("words with their values are wanted here", where)
    return {str(name): value for name, value in words.items()}


def _known(held: Words, known: frozenset[str], where: str) -> None:
    """Refuse a word that no programme has."""
    for name in held:
        if name not in known:
            _refuse(f"no programme of audits has the word {name!r} here", where)


def _check_once(names: Sequence[Any], where: str, what: str) -> None:
    """Refuse what stands twice."""
    ordered = sorted(names)
    if any(one == other for one, other in pairwise(ordered)):
        _refuse(f"{what} is there twice", where)


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in the file."""
    yaml_file.refuse(what, FILE, where, cause=cause)
