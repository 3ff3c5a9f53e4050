"""Plain words for the codes of the national standards, and the meaning of a release's symbols in its year."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from turncurve.errors import UnknownNameError


def lists() -> tuple[str, ...]:
    """List the code lists that have words.

    Returns
    -------
    tuple of str
        Names such as "category_of_abuse".
    """
    return tuple(_held()["lists"])


def words_of(code_list: str) -> dict[str, str]:
    """Return the plain words of one code list.

    Parameters
    ----------
    code_list : str
        Name of the list, such as "reason_plan_changed".

    Returns
    -------
    dict of str to str
        Words by code, in the standard's order.

    Raises
    ------
    UnknownNameError
        If there is no such list.
    """
    held = _held()["lists"]
    if code_list not in held:
        raise UnknownNameError(f"there is no code list called {code_list!r}", remedy=f"Use one of: {', '.join(held)}")
    return {str(code): str(words) for code, words in held[code_list].items()}


def plain(code_list: str, code: str) -> str:
    """Return the plain words of one code.

    Parameters
    ----------
    code_list : str
        Name of the list.
    code : str
        A code, in capitals or not.

    Returns
    -------
    str
        Its words; the code itself where the standard does not have it, so that nothing is lost.
    """
    return words_of(code_list).get(code.upper(), code)


def symbols_of(release_year: int) -> dict[str, str]:
    """Return what the symbols of the Department's releases meant in a year.

    Parameters
    ----------
    release_year : int
        Calendar year in which the release was published: "x" meant suppressed to 2017, and not available since.

    Returns
    -------
    dict of str to str
        Status by symbol: suppressed, not available, not applicable, low reliability or rounds to zero.

    References
    ----------
    Department for Education, metadata of SFR27/2010 to SFR50/2017 and of the releases since.
    """
    for entry in _held()["release_symbols"]:
        if release_year <= entry["to"]:
            return {str(symbol): str(status) for symbol, status in entry["symbols"].items()}
    return {}


@cache
def _held() -> dict[str, Any]:
    """Return the file's entries."""
    path = resources.files("turncurve.reference") / "vocabulary.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held
