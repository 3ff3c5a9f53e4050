"""Reading who acts on a warning of a backlog, and what was done before: `backlog_actions.yml` in a raw folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NoReturn

from turncurve.ingest import yaml_file
from turncurve.tables.backlog_actions import BacklogAction, BacklogActions

FILE = "backlog_actions.yml"
_WHOLE = frozenset({"owner", "actions"})
_OF_ACTIONS = frozenset({"taken_on", "what", "owner", "team", "followed"})
Words = dict[str, object]


def read(raw: Path) -> BacklogActions:
    """Read a council's words on backlogs.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    BacklogActions
        Empty where there is no file.

    Raises
    ------
    RefusedInputError
        If the file cannot be read, or holds a word that it has no place for.
    """
    path = raw / FILE
    if not path.is_file():
        return BacklogActions()
    held = yaml_file.read(path) or {}
    whole = _mapping(held, FILE, _WHOLE)
    listed = whole.get("actions") or []
    if not isinstance(listed, list):
        _refuse("actions is not a list", "actions")
    actions = [_action(each, f"actions, number {number}") for number, each in enumerate(listed, start=1)]
    owner = _text(whole, "owner", FILE, needed=False)
    return BacklogActions(owner, tuple(sorted(actions, key=lambda each: (each.taken_on, each.team, each.what))))


def _action(words: object, where: str) -> BacklogAction:
    """Return one action, checked."""
    held = _mapping(words, where, _OF_ACTIONS)
    taken_on = held.get("taken_on")
    if isinstance(taken_on, dt.datetime) or not isinstance(taken_on, dt.date):
        _refuse("taken_on is not written as YYYY-MM-DD", where)
    return BacklogAction(
        taken_on=taken_on,
        what=_text(held, "what", where),
        owner=_text(held, "owner", where),
        team=_text(held, "team", where, needed=False),
        followed=_text(held, "followed", where, needed=False),
    )


def _mapping(words: object, where: str, known: frozenset[str]) -> Words:
    """Return an entry's words, refusing what has none and a word that is not known."""
    if not isinstance(words, dict):
        _refuse("words with their values are wanted here", where)
    held = {str(name): value for name, value in words.items()}
    unknown = next((name for name in held if name not in known), None)
    if unknown is not None:
        _refuse(f"{unknown!r} is not known here; known are: {', '.join(sorted(known))}", where)
    return held


def _text(held: Words, name: str, where: str, *, needed: bool = True) -> str:
    """Return a text; empty where there is none and none is needed."""
    value = held.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not value.strip():
        _refuse(f"{name} is not given as words; put yes, no and numbers in quotes", where)
    return " ".join(value.split())


def _refuse(what: str, where: str, *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in the file."""
    yaml_file.refuse(what, FILE, where, cause=cause)
