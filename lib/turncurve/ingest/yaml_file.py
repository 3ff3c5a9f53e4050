"""A council's own files of words and settings: YAML in UTF-8, in which no word stands twice in one entry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from turncurve.errors import RefusedInputError

NOT_YAML = "the file is not written as YAML in UTF-8, or holds a day that no month has"
MEND = "Mend it there, and run `turncurve ingest` again"
MOST_BYTES, DEEPEST = 1_000_000, 20
_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # which is ten times as fast


def read(
    path: Path,
    *,
    days: bool = True,
    numbers: bool = True,
    unread: str = NOT_YAML,
    where: str = "",
    remedy: str = MEND,
) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what a file holds.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    days : bool
        Whether what is written as a day becomes one; otherwise it stays a text, so that it can be refused in its place.
    numbers : bool
        Whether what is written as a number, or as yes or no, becomes that; otherwise it stays the text that was
        written, so that 012 is not read as ten, nor 12:30 as 750.
    unread : str
        What is said, as a clause, of a file that cannot be read.
    where : str
        What the file is called; by its name where not given.
    remedy : str
        What to do about it.

    Returns
    -------
    object
        None of an empty file.

    Raises
    ------
    RefusedInputError
        If it is no YAML in UTF-8, is too long or too deep for words that people wrote, repeats by a name what repeats
        by a name, or says a word twice in one entry, of which YAML would keep the last alone.
    """
    named, text = where or path.name, ""
    try:
        _check_length(path)
        text = path.read_text(encoding="utf-8-sig")
        _check_depth(yaml.parse(text, Loader=_BASE))
        return yaml.load(text, Loader=_loader(days=days, numbers=numbers))  # noqa: S506 - each is safe
    except _NotMeantError as problem:
        place = f"{named}: line {problem.line}" if problem.line else named
        raise RefusedInputError(problem.what, where=place, remedy=remedy) from problem
    # Those but the first: no UTF-8, a day that no month has, or a kind (!!) that what follows is not of.
    except (yaml.YAMLError, ValueError, KeyError, AttributeError, TypeError) as problem:
        mark = getattr(problem, "problem_mark", None)
        last = len(text.splitlines())  # what is not ended is told of the line after it
        place = f"{named}: line {min(mark.line + 1, last)}" if mark else named
        raise RefusedInputError(unread, where=place, remedy=remedy) from problem


def refuse(what: str, file: str, where: str = "", *, cause: Exception | None = None) -> NoReturn:
    """Refuse a place in a council's own file.

    Parameters
    ----------
    what : str
        What is wrong, as a clause.
    file : str
        The file's name.
    where : str
        The place in it; the whole file where not given.
    cause : Exception, optional
        What told.

    Raises
    ------
    RefusedInputError
        Always.
    """
    place = f"{file}: {where}" if where and where != file else file
    raise RefusedInputError(what, where=place, remedy=MEND) from cause


class _NotMeantError(Exception):
    """Something that YAML would read, but that nobody can have meant."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def _check_length(path: Path) -> None:
    """Refuse what is longer than words are."""
    if path.stat().st_size > MOST_BYTES:
        raise _NotMeantError(f"the file is longer than {MOST_BYTES:,} bytes, which words that people wrote are not")


def _check_depth(events: Iterable[Any]) -> None:
    """Refuse what is deeper than words are, and names within what has a name: a short text can hold billions so."""
    depth = 0
    named: list[int] = []
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) and named:
            raise _NotMeantError(f"what is repeated by a name (&) holds another repeated name, *{event.anchor}", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            named += [depth] if event.anchor else []
            if depth > DEEPEST:
                raise _NotMeantError(f"lists and entries stand more than {DEEPEST} deep in one another", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            named = named[:-1] if named and named[-1] == depth else named
            depth -= 1


class _Loader(_BASE):  # type: ignore[misc, valid-type]  # chosen as the library was built
    """Reads YAML as the safe loader does, and refuses a word that stands twice in one entry."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return an entry, once it is sure that no word in it stands twice."""
        seen: set[str] = set()
        for name in (each for each, _ in node.value if isinstance(each, yaml.ScalarNode)):
            if name.value in seen:
                raise _NotMeantError(f"{name.value!r} stands twice", name.start_mark.line + 1)
            seen.add(name.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


@cache
def _loader(*, days: bool, numbers: bool) -> type[_Loader]:
    """Return a loader that leaves some kinds of values as they are written."""
    left = {*(() if days else ("timestamp",)), *(() if numbers else ("int", "float", "bool"))}
    tags = {f"tag:yaml.org,2002:{name}" for name in left}
    held = yaml.SafeLoader.yaml_implicit_resolvers.items()
    resolvers = {first: [(tag, pattern) for tag, pattern in found if tag not in tags] for first, found in held}
    return type("_LoaderOfTexts", (_Loader,), {"yaml_implicit_resolvers": resolvers})
