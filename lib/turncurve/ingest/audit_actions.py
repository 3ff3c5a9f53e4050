"""Reading what audits found and what is done about it: `audit_actions.yml` in a council's raw folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from turncurve.ingest import yaml_file
from turncurve.tables.audit_actions import KINDS, AuditAction, AuditActions, Finding
from turncurve.tables.audit_programme import Programme

FILE = "audit_actions.yml"
_OF_FINDINGS = frozenset({"id", "audit", "found_on", "finding", "kind", "criteria"})
_OF_ACTIONS = frozenset({"id", "findings", "what", "owner", "due", "done_on", "evidence", "checked_by"})
Words = dict[str, object]


def read(raw: Path, *, programmes: Sequence[Programme] = ()) -> AuditActions:
    """Read a council's findings and actions.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.
    programmes : sequence of Programme
        The council's programme, whose questions findings may name.

    Returns
    -------
    AuditActions
        None of either where there is no file.

    Raises
    ------
    RefusedInputError
        If the file cannot be read, holds a word that it has no place for, or contradicts itself.
    """
    path = raw / FILE
    if not path.is_file():
        return AuditActions()
    held = yaml_file.read(path) or {}
    whole = _mapping(held, FILE, frozenset({"findings", "actions"}))
    findings = tuple(_finding(each, place) for place, each in _entries(whole, "findings", ""))
    actions = tuple(_action(each, place) for place, each in _entries(whole, "actions", ""))
    _check(findings, actions, programmes)
    return AuditActions(findings, actions)


def _finding(words: object, where: str) -> Finding:
    """Return one finding, checked."""
    held = _mapping(words, where, _OF_FINDINGS)
    found_on = _date(held, "found_on", where)
    if found_on is None:
        _refuse("found_on is not given", where)
    kind = _text(held, "kind", where) or KINDS[0]
    if kind not in KINDS:
        _refuse(f"{kind!r} is not one of: {', '.join(KINDS)}", f"{where}, kind")
    return Finding(
        id=_needed(held, "id", where),
        audit=_needed(held, "audit", where),
        finding=_needed(held, "finding", where),
        found_on=found_on,
        kind=kind,
        criteria=_texts(held, "criteria", where),
    )


def _action(words: object, where: str) -> AuditAction:
    """Return one action, checked."""
    held = _mapping(words, where, _OF_ACTIONS)
    return AuditAction(
        id=_needed(held, "id", where),
        findings=_texts(held, "findings", where),
        what=_needed(held, "what", where),
        owner=_text(held, "owner", where),
        due=_date(held, "due", where),
        done_on=_date(held, "done_on", where),
        evidence=_text(held, "evidence", where),
        checked_by=_text(held, "checked_by", where),
    )


def _check(findings: Sequence[Finding], actions: Sequence[AuditAction], programmes: Sequence[Programme]) -> None:
    """Refuse what stands twice, and names of what there is not."""
    for name, ids in (("findings", [each.id for each in findings]), ("actions", [each.id for each in actions])):
        twice = next((each for place, each in enumerate(ids) if each in ids[:place]), None)
        if twice is not None:
            _refuse(f"{twice!r} is there twice", name)
    known = {each.id for each in findings}
    for action in actions:
        missing = next((each for each in action.findings if each not in known), None)
        if missing is not None or not action.findings:
            _refuse(f"there is no finding {missing!r}" if missing else "it follows from no finding", action.id)
    asked = {one.criterion for each in programmes for version in each.question_sets for one in version.criteria}
    for finding in findings if programmes else ():
        missing = next((each for each in finding.criteria if each not in asked), None)
        if missing is not None:
            _refuse(f"no question set asks {missing!r}", f"{finding.id}, criteria")


def _entries(held: Words, name: str, where: str) -> list[tuple[str, object]]:
    """Return the entries of a list with their places, refusing what is not a list."""
    entries = held.get(name) or []
    if not isinstance(entries, list):
        _refuse(f"{name} is not a list", where or FILE)
    return [(", ".join(filter(None, (where, f"{name}, number {n}"))), each) for n, each in enumerate(entries, start=1)]


def _texts(held: Words, name: str, where: str) -> tuple[str, ...]:
    """Return a list of texts; none where it is not given."""
    entries = [each for _, each in _entries(held, name, where)]
    if any(not isinstance(each, str) or not each.strip() for each in entries):
        _refuse("words are wanted here", f"{where}, {name}")
    return tuple(" ".join(str(each).split()) for each in entries)


def _needed(held: Words, name: str, where: str) -> str:
    """Return a text that must be there."""
    text = _text(held, name, where)
    if not text:
        _refuse(f"{name} is not given", where)
    return text


def _text(held: Words, name: str, where: str) -> str:
    """Return a text; empty where there is none."""
    value = held.get(name)
    if value is not None and not isinstance(value, str):
        _refuse("words are wanted here", f"{where}, {name}")
    return " ".join((value or "").split())


def _date(held: Words, name: str, where: str) -> dt.date | None:
    """Return a date; None where there is none."""
    value = held.get(name)
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date | None):
        _refuse("the date is not written as YYYY-MM-DD", f"{where}, {name}")
    return value


def _mapping(words: object, where: str, known: frozenset[str]) -> Words:
    """Return an entry's words, refusing what has none and words that are not known."""
    if not isinstance(words, dict):
        _refuse("words with their values are wanted here", where)
    for name in words:
        if name not in known:
            _refuse(f"there is no place for the word {name!r} here", where)
    return {str(name): value for name, value in words.items()}


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in the file."""
    yaml_file.refuse(what, FILE, where, cause=cause)
