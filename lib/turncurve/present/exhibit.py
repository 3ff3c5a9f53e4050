"""One thing shown: a picture, a sentence and a table, made together from one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from turncurve import present
from turncurve.disclosure.release import Releasable, require_releasable
from turncurve.errors import DisclosureError
from turncurve.indicators.figures import Figures
from turncurve.present.picture import Picture
from turncurve.present.words import HIDDEN
from turncurve.tables.issued import Issued


@dataclass(frozen=True)
class Column:
    """One column of an exhibit's table.

    Parameters
    ----------
    name : str
        Heading, with the unit where the numbers have one.
    numeric : bool
        Whether it holds numbers, set to the right.
    trend : bool
        Whether each cell holds the values of a series, parted by spaces, to be drawn as a small line.
    """

    name: str
    numeric: bool = True
    trend: bool = False


@dataclass(frozen=True)
class Exhibit:
    """What a reader is shown for one answer.

    Parameters
    ----------
    title : str
        What it shows, in a few words.
    sentence : str
        What it says, computed from its numbers: also the picture's alternative text.
    columns : tuple of Column
        The table's columns.
    rows : tuple of tuple of str
        The table's rows, as text.
    picture : Picture, optional
        What is drawn; None for a table or a sentence alone.
    notes : tuple of str
        What must be borne in mind; each one sentence.
    source : str
        Where the numbers come from.
    answer : str
        The shortest honest answer, set large where the page asks for a sentence alone; empty where there is none.
    missing : tuple of str
        What is not there yet, one sentence each; a page that lacks anything is a draft.
    issued : tuple of Issued
        Forecasts that it states: the release freezes them, so that the next report can be held against them.
    indicators : tuple of str
        Identifiers of the indicators that its figures come from, so that each leads to its definition.
    as_given : bool
        Whether its rows stay in the order given, because in any other they would be a ranking of people.
    in_sight : bool
        Whether its table is never folded, because it is what the page is read for.
    """

    title: str
    sentence: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None
    notes: tuple[str, ...] = field(default=())
    source: str = ""
    answer: str = ""
    missing: tuple[str, ...] = ()
    issued: tuple[Issued, ...] = ()
    indicators: tuple[str, ...] = ()
    as_given: bool = False
    in_sight: bool = False


_Maker = Callable[[Any], Exhibit]
_MAKERS: dict[type, _Maker] = {}


def presents(kind: type) -> Callable[[_Maker], _Maker]:
    """Register the function that makes the exhibit of one kind of answer.

    Parameters
    ----------
    kind : type
        The answer's class.

    Returns
    -------
    callable
        A decorator that leaves the function as it is.
    """

    def register(maker: _Maker) -> _Maker:
        _MAKERS[kind] = maker
        return maker

    return register


def exhibit_of(released: Releasable[Any]) -> Exhibit:
    """Make the exhibit of a released answer.

    Parameters
    ----------
    released : Releasable
        What disclosure let through; nothing else is drawn, tabulated or said.

    Returns
    -------
    Exhibit
        What a reader is shown.

    Raises
    ------
    DisclosureError
        If no exhibit is known for its kind.
    """
    kind = type(require_releasable(released).value)
    maker = _MAKERS.get(kind) or _found(kind)
    if maker is None:
        raise DisclosureError(
            f"there is no exhibit for an answer of kind {kind.__name__}",
            remedy="Register one in turncurve.present",
        )
    exhibit = maker(released)
    return replace(exhibit, rows=tuple(_marked(exhibit, row, released.treatment.symbol) for row in exhibit.rows))


def _found(kind: type) -> _Maker | None:
    """Import modules until one has registered a kind of answer: that of the answer's name, its family, then all."""
    name = kind.__module__.rpartition(".")[2]
    modules = [module.name for module in iter_modules(present.__path__)]
    family = [each for each in modules if each.partition("_")[0] == name.partition("_")[0]]
    for module in ([name] if name in modules else []) + family + modules:
        import_module(f"{present.__name__}.{module}")
        if kind in _MAKERS:
            return _MAKERS[kind]
    return None


def indicators_of(figures: Iterable[Figures]) -> tuple[str, ...]:
    """Name the indicators that figures come from.

    Parameters
    ----------
    figures : iterable of Figures
        Figures of an answer.

    Returns
    -------
    tuple of str
        Each identifier once, in the order in which they come.
    """
    return tuple(dict.fromkeys(each.definition.id for each in figures))


def _marked(exhibit: Exhibit, row: tuple[str, ...], symbol: str) -> tuple[str, ...]:
    """Return a row with the rule's own symbol for each number that is hidden."""
    cells = zip(exhibit.columns, row, strict=True)
    return tuple(symbol if symbol and text == HIDDEN and column.numeric else text for column, text in cells)
