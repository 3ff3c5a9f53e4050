"""Parameters checked before anything runs: by name, by type and by meaning.

papermill runs to the end with a misspelt or mistyped parameter, and makes the report of the wrong council.
"""

from __future__ import annotations

import ast
import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from turncurve.errors import PublicationError, TurnCurveError, UnknownNameError
from turncurve.publish.notebook import Source
from turncurve.tables.council import identify

Value = str | int | float | bool | list[str]
_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool, "list[str]": list}
_WORDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "list[str]": "names"}
REQUIRED = ("council", "as_at", "audience")


@dataclass(frozen=True)
class Parameter:
    """One parameter that a notebook takes.

    Parameters
    ----------
    name : str
        Its name.
    kind : {"str", "int", "float", "bool", "list[str]"}
        Its type, as the notebook's annotation says.
    default : str, int, float, bool or list of str
        Its value where none is given.
    comment : str
        What it means, from the comment beside it.
    """

    name: str
    kind: str
    default: Value
    comment: str


def declared(source: Source) -> tuple[Parameter, ...]:
    """Read the parameters that a notebook takes.

    Parameters
    ----------
    source : Source
        The notebook.

    Returns
    -------
    tuple of Parameter
        In the notebook's order.

    Raises
    ------
    PublicationError
        If the cell holds anything but typed literals, or council, as_at or audience is not among them.
    """
    try:
        statements = ast.parse(source.parameters_cell).body
    except SyntaxError as problem:
        _unreadable(source, problem.lineno or 1, problem)
    lines = source.parameters_cell.splitlines()
    found = tuple(_parameter(source, each, lines[each.end_lineno - 1 if each.end_lineno else 0]) for each in statements)
    missing = [name for name in REQUIRED if name not in {each.name for each in found}]
    if missing:
        raise PublicationError(
            f"the notebook takes no parameter {missing[0]}",
            where=f"{source.path.name}, parameters cell",
            remedy=f'Add a line such as `{missing[0]}: str = "..."  # what it means`',
        )
    return found


def checked(source: Source, given: Mapping[str, object]) -> dict[str, Value]:
    """Return a notebook's parameters with those given, each checked.

    Parameters
    ----------
    source : Source
        The notebook.
    given : mapping of str to object
        Values by name; text is read as the parameter's own type.

    Returns
    -------
    dict of str to value
        Every parameter of the notebook, in its order, typed.

    Raises
    ------
    UnknownNameError
        If a name is not a parameter of the notebook, or the notebook is not for the audience.
    TurnCurveError
        If a value is of the wrong type, a date is not one, or the council is not known.
    """
    parameters = {each.name: each for each in declared(source)}
    for name in given:
        if name not in parameters:
            near = get_close_matches(name, parameters, n=1)
            raise UnknownNameError(
                f"{source.name} takes no parameter called {name!r}",
                where=f"parameter {name}",
                remedy=f"Did you mean {near[0]}" if near else f"It takes {', '.join(parameters)}",
            )
    values = {name: _typed(each, given.get(name, each.default)) for name, each in parameters.items()}
    for name, parameter in parameters.items():
        if name == "as_at" or _is_date(parameter.default):
            _check_date(name, values[name])
    if values["audience"] not in source.audiences:
        raise UnknownNameError(
            f"{source.name} is not for the audience {values['audience']!r}",
            where="parameter audience",
            remedy=f"Use {' or '.join(source.audiences)}",
        )
    return {**values, "council": identify(str(values["council"])).folder}


def _parameter(source: Source, statement: ast.stmt, line: str) -> Parameter:
    """Return the parameter that one line of the cell sets."""
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name) or not statement.value:
        _unreadable(source, statement.lineno)
    kind = ast.unparse(statement.annotation)
    try:
        default: Value = ast.literal_eval(statement.value)
    except ValueError as problem:
        _unreadable(source, statement.lineno, problem)
    _, hash_sign, comment = line[statement.end_col_offset or 0 :].partition("#")
    if kind not in _TYPES or type(default) is not _TYPES[kind] or not hash_sign or not comment.strip():
        _unreadable(source, statement.lineno)
    return Parameter(statement.target.id, kind, default, comment.strip())


def _unreadable(source: Source, line: int, cause: Exception | None = None) -> NoReturn:
    """Stop at a parameters cell that cannot be read."""
    raise PublicationError(
        "the parameters cell must hold typed literals, each with a comment",
        where=f"{source.path.name}, parameters cell, line {line}",
        remedy=f"Write it as `name: type = value  # what it means`, with a type of {', '.join(_TYPES)}",
    ) from cause


def _typed(parameter: Parameter, given: object) -> Value:
    """Return a value as its parameter's own type, refusing what is not."""
    wanted = _TYPES[parameter.kind]
    if type(given) is wanted and (wanted is not list or _all_text(given)):
        return given  # type: ignore[return-value]  # the line above has just checked it
    if parameter.kind == "float" and type(given) is int:
        return float(given)
    if isinstance(given, str):
        read = _from_text(parameter.kind, given)
        if read is not None:
            return read
    raise TurnCurveError(
        f"the parameter {parameter.name} must be {_WORDS[parameter.kind]}",
        where=f"parameter {parameter.name}, given {given!r}",
        remedy=f"It means: {parameter.comment.rstrip('.')}",
    )


def _all_text(given: object) -> bool:
    """Tell whether a list holds text alone."""
    return isinstance(given, list) and all(isinstance(each, str) for each in given)


def _from_text(kind: str, text: str) -> Value | None:
    """Return a value written as text, or None where it is not one of its kind."""
    if kind == "bool":
        return {"true": True, "false": False}.get(text.strip().lower())
    if kind == "list[str]":
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_date(value: Value) -> bool:
    """Tell whether a value is a date written as YYYY-MM-DD: a parameter with such a default is a date."""
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_date(name: str, value: Value) -> None:
    """Refuse a date that is not written as YYYY-MM-DD."""
    if not _is_date(value):
        raise TurnCurveError(
            f"{value!r} is not a date", where=f"parameter {name}", remedy="Write it as YYYY-MM-DD, such as 2013-03-31"
        )
