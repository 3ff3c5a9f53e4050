"""What a file format's tables and columns are: read from the `.yml` beside this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from turncurve.errors import UnknownNameError

ColumnType = Literal["text", "identifier", "code", "date", "datetime", "integer", "number", "yes_no"]


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
    """

    name: str
    type: ColumnType
    required: bool = False
    also: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None


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
    """

    key: str
    titles: tuple[str, ...]
    columns: tuple[ColumnFormat, ...]

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
    """

    key: str
    title: str
    source: str
    tables: tuple[TableFormat, ...]

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
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    code_sets: dict[str, dict[str, str]] = held.get("code_sets", {})
    tables = tuple(
        TableFormat(name, tuple(words["titles"]), tuple(_column(each, code_sets) for each in words["columns"]))
        for name, words in held["tables"].items()
    )
    return FileFormat(key, held["title"], held["source"], tables)


def _column(words: dict[str, Any], code_sets: dict[str, dict[str, str]]) -> ColumnFormat:
    """Turn one column's entry into its format, looking up a named code set."""
    codes = words.get("codes", {})
    named = code_sets[codes] if isinstance(codes, str) else codes
    return ColumnFormat(
        name=words["name"],
        type=words.get("type", "text"),
        required=words.get("required", False),
        also=tuple(words.get("also", ())),
        codes={str(value): str(code) for value, code in named.items()},
        since=words.get("since"),
        until=words.get("until"),
    )
