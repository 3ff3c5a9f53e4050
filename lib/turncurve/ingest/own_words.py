"""Entries of a council's own files of words, each checked as it is read and refused with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import NoReturn

from turncurve.ingest import yaml_file

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Entry:
    """One entry of a file: words with their values.

    Parameters
    ----------
    held : mapping of str to object
        The words and their values.
    file : str
        The file's name.
    where : str
        Its place in the file; empty for the whole.
    """

    held: dict[str, object]
    file: str
    where: str = ""

    def knowing(self, *known: str) -> Entry:
        """Return the entry, refusing words that it has no place for.

        Parameters
        ----------
        *known
            The words that it may hold.

        Returns
        -------
        Entry
            The same.
        """
        unknown = next((name for name in self.held if name not in known), None)
        if unknown is not None:
            self.refuse(f"there is no place for the word {unknown!r} here, but for {', '.join(known)}")
        return self

    def text(self, name: str) -> str:
        """Return a text; empty where there is none.

        Parameters
        ----------
        name : str
            The word.

        Returns
        -------
        str
            On one line.
        """
        value = self.held.get(name)
        if value is not None and not isinstance(value, str):
            self.refuse("words are wanted here", name)
        return " ".join((value or "").split()) if isinstance(value, str) else ""

    def needed(self, name: str) -> str:
        """Return a text that must be there.

        Parameters
        ----------
        name : str
            The word.

        Returns
        -------
        str
            On one line.
        """
        text = self.text(name)
        if not text:
            self.refuse(f"{name} is not given")
        return text

    def truth(self, name: str) -> bool:
        """Return whether something is so; not where it is not given.

        Parameters
        ----------
        name : str
            The word.

        Returns
        -------
        bool
            What it says.
        """
        value = self.held.get(name)
        if value is not None and not isinstance(value, bool):
            self.refuse("true or false is wanted here, without quotes", name)
        return bool(value)

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        """Return one of several words.

        Parameters
        ----------
        name : str
            The word.
        choices : sequence of str
            What it may be; the first where it is not given.

        Returns
        -------
        str
            One of them.
        """
        text = self.text(name) or choices[0]
        if text not in choices:
            self.refuse(f"{text!r} is not one of: {', '.join(choices)}", name)
        return text

    def date(self, name: str) -> dt.date | None:
        """Return a date; None where there is none.

        Parameters
        ----------
        name : str
            The word.

        Returns
        -------
        datetime.date or None
            The day.
        """
        value = day_of(self.held.get(name))
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date | None):
            self.refuse("the date is not written as YYYY-MM-DD", name)
        return value

    def number(self, name: str) -> float | None:
        """Return a number; None where there is none.

        Parameters
        ----------
        name : str
            The word.

        Returns
        -------
        float or None
            Nought or more.
        """
        value = self.held.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
            self.refuse("a number of 0 or more is wanted", name)
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none where it is not given.

        Parameters
        ----------
        name : str
            The word.

        Returns
        -------
        tuple of str
            Each on one line.
        """
        values = self._list(name)
        if any(not isinstance(each, str) or not each.strip() for each in values):
            self.refuse("words are wanted here", name)
        return tuple(" ".join(str(each).split()) for each in values)

    def entries(self, name: str) -> Iterator[Entry]:
        """Return the entries of a list.

        Parameters
        ----------
        name : str
            The word under which the list stands.

        Yields
        ------
        Entry
            Each with its place.
        """
        for number, words in enumerate(self._list(name), start=1):
            place = ", ".join(part for part in (self.where, f"{name}, number {number}") if part)
            yield _entry(words, self.file, place)

    def _list(self, name: str) -> list[object]:
        """Return a list; empty where it is not given."""
        values = self.held.get(name) or []
        if not isinstance(values, list):
            self.refuse(f"{name} is not a list")
        return values

    def refuse(self, what: str, name: str = "") -> NoReturn:
        """Refuse the entry.

        Parameters
        ----------
        what : str
            What is wrong, as a clause.
        name : str
            The word that is wrong; the whole entry where not given.
        """
        yaml_file.refuse(what, self.file, ", ".join(part for part in (self.where, name) if part))


def read(path: Path) -> Entry | None:
    """Read a file of words.

    Parameters
    ----------
    path : pathlib.Path
        The file, written as YAML.

    Returns
    -------
    Entry or None
        The whole; None where there is no file, or it is empty.

    Raises
    ------
    RefusedInputError
        If it is no YAML in UTF-8, holds no words with values, or says one of them twice.
    """
    if not path.is_file():
        return None
    held = yaml_file.read(path)
    return None if held is None else _entry(held, path.name, "")


def day_of(value: object) -> object:
    """Return a day that was written in quotes as a day, and anything else as it is.

    Parameters
    ----------
    value : object
        What YAML made of the word's value.

    Returns
    -------
    object
        A date where a text is one, as YYYY-MM-DD.
    """
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return value


def _entry(words: object, file: str, where: str) -> Entry:
    """Return an entry, refusing what has no words."""
    if not isinstance(words, dict):
        yaml_file.refuse("words with their values are wanted here", file, where)
    return Entry({str(name): value for name, value in words.items()}, file, where)
