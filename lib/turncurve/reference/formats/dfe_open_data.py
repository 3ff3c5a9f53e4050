"""What the Department for Education's open data files hold: read from the `dfe_*.yml` beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from turncurve.errors import UnknownNameError


@dataclass(frozen=True)
class PublishedFigure:
    """One figure that a kind of file states for every year and area.

    Parameters
    ----------
    measure : str
        The indicator's identifier.
    numerator : tuple of str
        Columns whose sum is the numerator, or the count.
    denominator : str
        Column of the denominator; empty for a count.
    value : str
        Column of the percentage as published; empty where there is none.
    at : {"year", "end"}
        Whether it covers the year, or its last day.
    month : int, optional
        Month of the year that it covers.
    """

    measure: str
    numerator: tuple[str, ...]
    denominator: str = ""
    value: str = ""
    at: Literal["year", "end"] = "year"
    month: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the figure needs."""
        return tuple(name for name in (*self.numerator, self.denominator, self.value) if name)


@dataclass(frozen=True)
class FileKind:
    """One kind of file of a release.

    Parameters
    ----------
    key : str
        Our name of the kind.
    named : tuple of str
        How the file's name begins.
    figures : tuple of PublishedFigure
        What it states.
    without : tuple of str
        Columns that a file of this kind does not have, which tell it from another that has the same.
    """

    key: str
    named: tuple[str, ...]
    figures: tuple[PublishedFigure, ...]
    without: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that its figures need, each once."""
        return tuple(dict.fromkeys(name for figure in self.figures for name in figure.columns))


@dataclass(frozen=True)
class AreaColumns:
    """Where a row of one geographic level states its area.

    Parameters
    ----------
    name, code : str
        Columns of the area's name and its code.
    """

    name: str
    code: str


@dataclass(frozen=True)
class OpenDataFormat:
    """The files of one statistical series.

    Parameters
    ----------
    key : str
        Our name of the series.
    title, publisher, source : str
        Its title, who publishes it, and which releases we have read.
    period, kind_of_period : str
        Columns of the period and of what kind of period it is.
    kinds_of_period : tuple of str
        Kinds that are reporting years ending on 31 March.
    level : str
        Column of the geographic level.
    areas : mapping of str to AreaColumns
        By level: where the area is stated. Rows of other levels are not used.
    kinds : tuple of FileKind
        The kinds of file.
    """

    key: str
    title: str
    publisher: str
    source: str
    period: str
    kind_of_period: str
    kinds_of_period: tuple[str, ...]
    level: str
    areas: dict[str, AreaColumns]
    kinds: tuple[FileKind, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that every file has: period, level and areas."""
        stated = [column for area in self.areas.values() for column in (area.name, area.code)]
        return (self.period, self.kind_of_period, self.level, *dict.fromkeys(stated))


@cache
def load_open_data(key: str) -> OpenDataFormat:
    """Load what the files of one statistical series hold.

    Parameters
    ----------
    key : str
        Our name of the series: "dfe_children_in_need".

    Returns
    -------
    OpenDataFormat
        Its kinds of file.

    Raises
    ------
    UnknownNameError
        If there is no such series.
    """
    path = resources.files("turncurve.reference.formats") / f"{key}.yml"
    if not key.startswith("dfe_") or not path.is_file():
        raise UnknownNameError(f"there is no statistical series called {key!r}")
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    time, levels = held["time"], held["time"]["levels"]
    return OpenDataFormat(
        key=key,
        title=held["title"],
        publisher=held["publisher"],
        source=held["source"],
        period=time["period"],
        kind_of_period=time["kind"],
        kinds_of_period=tuple(time["kinds"]),
        level=next(iter(levels.values()))["level"],
        areas={level: AreaColumns(words["name"], words["code"]) for level, words in levels.items()},
        kinds=tuple(_kind(name, words) for name, words in held["kinds"].items()),
    )


def _kind(name: str, words: dict[str, Any]) -> FileKind:
    """Turn one entry of the file into a kind of file."""
    figures = tuple(
        PublishedFigure(**{**figure, "numerator": tuple(figure["numerator"])}) for figure in words["figures"]
    )
    return FileKind(name, tuple(words["named"]), figures, tuple(words.get("not", ())))
