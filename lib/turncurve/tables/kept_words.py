"""What a council has written in its own words, kept beside its tables and read back as it was."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from turncurve.errors import RefusedInputError


def keep(written: object, *, path: Path) -> None:
    """Keep what was written, in the same bytes each time.

    Parameters
    ----------
    written : dataclass, or a collection of them
        Plain values, dates and tuples in frozen dataclasses.
    path : pathlib.Path
        The file.
    """
    text = json.dumps(to_jsonable_python(written), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def read_back(kind: Any, *, path: Path, called: str) -> Any | None:  # noqa: ANN401 - a form such as tuple[Story, ...]
    """Return what is kept.

    Parameters
    ----------
    kind : type
        What was kept: a dataclass, or a form such as `tuple[Programme, ...]`.
    path : pathlib.Path
        The file.
    called : str
        What it holds, for the message.

    Returns
    -------
    object or None
        Of that kind; None where nothing is kept.

    Raises
    ------
    RefusedInputError
        If the file holds anything else. An entry without a word that was thought of later takes its default.
    """
    if not path.is_file():
        return None
    try:
        text = path.read_text(encoding="utf-8")
        found = _form(kind).validate_json(text)
        whole = _says(to_jsonable_python(found), json.loads(text))
    except ValueError:
        whole = False
    if not whole:
        refuse(path, called=called)
    return found


@cache
def _form(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a form such as tuple[Story, ...]
    """Return what reads one kind back: it is dearer to make than any file is to read."""
    return TypeAdapter(kind)


def refuse(path: Path, *, called: str) -> NoReturn:
    """Refuse a file that does not hold what was kept in it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    called : str
        What it should hold.

    Raises
    ------
    RefusedInputError
        Always.
    """
    raise RefusedInputError(
        f"what is kept of {called} is damaged",
        where=path.name,
        remedy="Run `turncurve ingest` again to make it anew",
    )


def _says(found: object, held: object) -> bool:
    """Tell whether a value says all that is held, and something at all."""
    if found == held:
        return True
    if isinstance(found, dict) and isinstance(held, dict):
        return bool(held) and all(name in found and _says(found[name], value) for name, value in held.items())
    if isinstance(found, list) and isinstance(held, list):
        return len(found) == len(held) and all(map(_says, found, held))
    return False
