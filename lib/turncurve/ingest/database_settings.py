"""What a council's `database.yml` says: where its database's address is kept, and how its tables are called there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turncurve.errors import RefusedInputError, TurnCurveError
from turncurve.ingest import yaml_file
from turncurve.reference import project

NAME = "database.yml"
SECONDS, LONGEST = 60, 3600
_WORDS = {"url_variable": str, "url_file": str, "schema": str, "prefix": str, "without": list, "seconds": int}
_SECRETS = ("url", "uri", "password", "user", "username", "host", "server", "dsn")


@dataclass(frozen=True)
class DatabaseSettings:
    """How a council's database is reached; the address itself, which may hold a password, is never part of it.

    Parameters
    ----------
    url_variable : str
        The environment variable that holds the address; empty where a file holds it.
    url_file : str
        The file, outside the project, that holds the address; empty where a variable holds it.
    schema : str
        The schema that holds the tables; empty for the server's own choice.
    prefix : str
        What stands before each table's name, such as "stage_"; empty where nothing does.
    without : tuple of str
        Tables of the dataset that the council does not fill.
    seconds : int
        How long an answer of the server is waited for.
    """

    url_variable: str = ""
    url_file: str = ""
    schema: str = ""
    prefix: str = ""
    without: tuple[str, ...] = ()
    seconds: int = SECONDS


class _SettingsError(TurnCurveError):
    """A fault of the settings of a database."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, where=NAME, remedy=remedy)


def read(raw: Path) -> DatabaseSettings | None:
    """Read what a raw folder says of its council's database.

    Parameters
    ----------
    raw : pathlib.Path
        The council's raw folder.

    Returns
    -------
    DatabaseSettings or None
        None where the folder names no database.

    Raises
    ------
    _SettingsError
        If the settings cannot be read, hold an address or a password, or name both or neither place for it.
    """
    path = raw / NAME
    if not path.is_file():
        return None
    unread, remedy = "the database's settings cannot be read", "Write them as `name: value`, one a line, each once"
    try:
        held = yaml_file.read(path)
    except RefusedInputError:  # the text itself is not shown: it may hold what it should not
        raise _SettingsError(unread, remedy) from None
    if not isinstance(held, dict):
        raise _SettingsError(unread, remedy)
    _check_names(held)
    if bool(held.get("url_variable")) == bool(held.get("url_file")):
        raise _SettingsError(
            "the database's settings name no one place for the database's address",
            "Name either the environment variable (url_variable) or the file outside the project (url_file)",
        )
    return DatabaseSettings(
        url_variable=held.get("url_variable") or "",
        url_file=held.get("url_file") or "",
        schema=held.get("schema") or "",
        prefix=held.get("prefix") or "",
        without=tuple(map(str, held.get("without") or ())),
        seconds=held.get("seconds") or SECONDS,
    )


def _check_names(held: dict[Any, Any]) -> None:
    """Refuse secrets, names that mean nothing, and values of another kind."""
    for name, value in held.items():
        if str(name).casefold() in _SECRETS or "://" in str(value):
            raise _SettingsError(
                "the database's settings hold its address or a part of it, and those do not belong in the project",
                "Put the address into an environment variable or a file outside the project, and name that",
            )
        kind = _WORDS.get(str(name))
        if kind is None:
            # Not by its name: a password may stand on a line of its own.
            raise _SettingsError(
                f"entry {list(held).index(name) + 1} of the database's settings is none of those that there are",
                f"Use only {', '.join(_WORDS)}",
            )
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            raise _SettingsError(f'the entry "{name}" is not what it should be', _should_be(kind))
    if held.get("seconds") is not None and not 1 <= held["seconds"] <= LONGEST:
        raise _SettingsError('the entry "seconds" is not what it should be', f"Write a number from 1 to {LONGEST}")


def _should_be(kind: type) -> str:
    """Say what a value of one kind looks like."""
    return {str: "Write one text", list: "Write a list of tables' names", int: "Write a whole number"}[kind]


def address(settings: DatabaseSettings) -> str:
    """Return the database's address, as SQLAlchemy writes it, from where the settings say that it is kept.

    Parameters
    ----------
    settings : DatabaseSettings
        The settings.

    Returns
    -------
    str
        The address; it may hold a password, and must not be shown.

    Raises
    ------
    _SettingsError
        If it is not there, or its file lies inside the project.
    """
    if settings.url_variable:
        found = os.environ.get(settings.url_variable, "").strip()
        if not found:
            raise _SettingsError(
                f"the environment variable {settings.url_variable} that should hold the database's address is not set",
                "Set it to the address, such as postgresql://reader@server/database, and try again",
            )
        return found
    path = Path(settings.url_file).expanduser()
    if not path.is_absolute() or path.resolve().is_relative_to(project.root()):
        raise _SettingsError(
            "the file that should hold the database's address lies inside the project, or has no whole path",
            "Move it outside the project, where it can never be committed, and give its whole path",
        )
    try:
        found = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, ValueError):
        found = ""
    if not found:
        raise _SettingsError(
            "the file that should hold the database's address is not there, is empty, or may not be read",
            f"Put the address into {path}, readable by you alone",
        )
    return found
