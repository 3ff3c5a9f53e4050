"""What a file format's tables and columns are: read from the `.yml` beside this module."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from turncurve.errors import UnknownNameError
from turncurve.reference.own_words import own_words

_TEMPLATE = re.compile(r"^template: ", re.MULTILINE)


@dataclass(frozen=True)
class ColumnFormat:
    """One column of a file.

    Parameters
    ----------
    name : str
        The column's name in the standard.
    type : str
        text, identifier, code, date, datetime, integer, number or yes_no.
    required : bool
        Whether the table cannot be used without it.
    also : tuple of str
        Other spellings of the name that councils use.
    codes : mapping of str to str
        For a code: our canonical code for each value that the standard allows.
    since, until : int, optional
        First and last reporting year (year ending 31 March) in which the standard had the column.
    spellings : mapping of str to str
        For a code: our canonical code for other spellings that councils use.
    path : str
        For XML: where the value stands below the table's element; the column's name where not given.
    several : str
        For a code: the code of a value that names several codes at once; empty where there is none.
    open : bool
        Whether a value outside the codes is kept, as part of the source's own list.
    added : bool
        Whether councils add the column: the standard itself has none.
    meaning : str
        For a template of the project's own: what goes into the column, in one sentence.
    code_years : mapping of str to (int or None, int or None)
        For a code that the standard has not always had: the first and the last reporting year (year ending 31 March)
        in which it had it; None where it had it from the beginning, or has it still.
    """

    name: str
    type: str
    required: bool = False
    also: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict, hash=False)
    since: int | None = None
    until: int | None = None
    spellings: dict[str, str] = field(default_factory=dict, hash=False)
    path: str = ""
    several: str = ""
    open: bool = False
    added: bool = False
    meaning: str = ""
    code_years: dict[str, tuple[int | None, int | None]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class TableFormat:
    """One table of a file format: a sheet, a CSV file or an element that repeats.

    Parameters
    ----------
    key : str
        Our name of the table in the format, such as "list_7".
    titles : tuple of str
        Names that the sheet, file or element goes by.
    columns : tuple of ColumnFormat
        Its columns in the standard's order.
    element : str
        For XML: where the table's element stands below the root, such as "Children/Child/CINdetails".
    """

    key: str
    titles: tuple[str, ...]
    columns: tuple[ColumnFormat, ...]
    element: str = ""

    def column(self, name: str) -> ColumnFormat:
        """Return one column.

        Parameters
        ----------
        name : str
            The column's name in the standard.

        Returns
        -------
        ColumnFormat
            The column.

        Raises
        ------
        UnknownNameError
            If the table has no such column.
        """
        for each in self.columns:
            if each.name == name:
                return each
        raise UnknownNameError(f"the table {self.key} has no column {name!r}")


@dataclass(frozen=True)
class FileFormat:
    """One file format.

    Parameters
    ----------
    key : str
        Our name of the format, such as "annex_a".
    title : str
        Its name in a reader's words.
    source : str
        Where the specification is published, and its version.
    tables : tuple of TableFormat
        Its tables.
    template : str
        For a template of the project's own: the short name by which a user asks for an empty one.
    """

    key: str
    title: str
    source: str
    tables: tuple[TableFormat, ...]
    template: str = ""

    def table(self, key: str) -> TableFormat:
        """Return one table of the format.

        Parameters
        ----------
        key : str
            Our name of the table.

        Returns
        -------
        TableFormat
            The table.

        Raises
        ------
        UnknownNameError
            If the format has no such table.
        """
        for each in self.tables:
            if each.key == key:
                return each
        raise UnknownNameError(f"the format {self.key} has no table {key!r}")


@cache
def load(key: str) -> FileFormat:
    """Load one file format's specification.

    Parameters
    ----------
    key : str
        Our name of the format: "annex_a", "cin_census", "ssda903", "contact_log", "adoption_tracker" or
        "audit_return".

    Returns
    -------
    FileFormat
        The specification.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    """
    path = resources.files("turncurve.reference.formats") / f"{key}.yml"
    if not path.is_file():
        raise UnknownNameError(f"there is no file format called {key!r}")
    held: dict[str, Any] = own_words(path.read_text(encoding="utf-8"))
    tables = tuple(
        TableFormat(
            key=name,
            titles=tuple(words["titles"]),
            columns=tuple(_column(each, held) for each in words["columns"]),
            element=words.get("element", ""),
        )
        for name, words in held["tables"].items()
    )
    return FileFormat(key, held["title"], held["source"], tables, held.get("template", ""))


@cache
def templates() -> dict[str, FileFormat]:
    """Return the formats that are templates of the project's own, which a user can ask for empty.

    Returns
    -------
    dict of str to FileFormat
        By the short name that the format's own file gives as `template:`, in alphabetical order.
    """
    folder = resources.files("turncurve.reference.formats")
    texts = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".yml")}
    keys = [name.removesuffix(".yml") for name, text in texts.items() if _TEMPLATE.search(text)]
    return dict(sorted((load(key).template, load(key)) for key in keys))


def _column(words: dict[str, Any], held: dict[str, Any]) -> ColumnFormat:
    """Turn one column's entry into its format, looking up a named code set and the column's other names."""
    named = words.get("codes", "")
    codes: dict[str, str] = held.get("code_sets", {})[named] if named else {}
    spellings: dict[str, str] = held.get("spellings", {}).get(named, {})
    return ColumnFormat(
        name=words["name"],
        type=words["type"],
        required=words.get("required", False),
        also=tuple(held.get("also", {}).get(words["name"], ())),
        codes=dict(codes),
        since=words.get("since"),
        until=words.get("until"),
        spellings=dict(spellings),
        path=words.get("path", ""),
        several=held.get("several", {}).get(named, ""),
        open=words.get("open", False),
        added=words.get("added", False),
        meaning=held.get("meanings", {}).get(words["name"], ""),
        code_years={
            code: (years.get("since"), years.get("until"))
            for code, years in held.get("code_years", {}).get(named, {}).items()
        },
    )
