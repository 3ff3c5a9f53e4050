"""How each thing shown can be followed back: to its code, its table, its file and the definition of its indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from turncurve.indicators.registry import INDICATORS
from turncurve.present.basis import definition_exhibit
from turncurve.publish import csv_files
from turncurve.publish.executed import Executed, Exhibit
from turncurve.publish.look import Link

BASIS = "What this page rests on"
READING_PACK = "What to read"
"""The exhibit that leads a reviewer to every other page of the release on which its figures stand."""


@dataclass(frozen=True)
class Defined:
    """An indicator's definition, for pages that do not show it themselves.

    Parameters
    ----------
    id : str
        Its address on the page.
    title : str
        The indicator.
    counts : str
        What it counts.
    parts : tuple of tuple of str
        Each part's name and words.
    """

    id: str
    title: str
    counts: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Trace:
    """Where one thing shown leads.

    Parameters
    ----------
    title : str
        What it is.
    files : tuple of Link
        Its table as a file.
    tables : tuple of Link
        Where it has no table of its own, the table on the page that holds its figures.
    definitions : tuple of Link
        What its indicators count.
    basis : str
        Address of what the page rests on; empty at that itself.
    shown : tuple of str
        Addresses of what is shown, by which the tables of other pages that state the same counts are found later.
    """

    title: str
    files: tuple[Link, ...] = ()
    tables: tuple[Link, ...] = ()
    definitions: tuple[Link, ...] = ()
    basis: str = ""
    shown: tuple[str, ...] = ()


def trace(shown: Sequence[Exhibit], executed: Executed) -> Trace:
    """Return where the things that one cell shows lead.

    Parameters
    ----------
    shown : sequence of Exhibit
        What the cell shows; one thing, as a rule.
    executed : Executed
        The page.

    Returns
    -------
    Trace
        Links on the page and to its own files.
    """
    indicators = dict.fromkeys(name for each in shown for name in each.indicators if name in INDICATORS)
    basis = next((each.id for each in executed.exhibits if each.title == BASIS), "")
    return Trace(
        title=", ".join(each.title for each in shown),
        files=tuple(Link(each.title, csv_files.path_of(executed, each)) for each in shown if each.rows),
        tables=tuple(link for each in shown if not each.rows for link in _tables(each, executed)),
        definitions=tuple(Link(_title(name), f"#{_address(name, executed)}") for name in indicators),
        basis="" if any(each.id == basis for each in shown) else basis,
        shown=tuple(each.id for each in shown),
    )


def elsewhere(shown: Sequence[Exhibit], *, others: Sequence[Executed]) -> tuple[Link, ...]:
    """Return where the same counts stand on a release's other pages.

    Parameters
    ----------
    shown : sequence of Exhibit
        What one cell shows.
    others : sequence of Executed
        The release's other pages for the same audience.

    Returns
    -------
    tuple of Link
        One table of each page, or of a reading pack every such table; in the order of the pages.
    """
    return tuple(dict.fromkeys(link for each in shown for link in _elsewhere(each, others)))


def undefined(executed: Executed) -> tuple[Defined, ...]:
    """Return the definitions that a page's figures rest on and that the page itself does not show.

    Parameters
    ----------
    executed : Executed
        The page.

    Returns
    -------
    tuple of Defined
        In the order in which the figures come.
    """
    names = dict.fromkeys(name for each in executed.exhibits for name in each.indicators if name in INDICATORS)
    own = [name for name in names if _address(name, executed) == _own_address(name)]
    made = [(name, definition_exhibit(INDICATORS[name].definition)) for name in own]
    return tuple(Defined(_own_address(name), _title(name), each.sentence, each.rows) for name, each in made)


def _tables(exhibit: Exhibit, executed: Executed) -> tuple[Link, ...]:
    """Return the one table on the page that holds most of what a sentence states; none where no table holds any."""
    held = [each for each in executed.exhibits if each.rows and _alike(exhibit, each) > (0, 0)]
    best = max(held, key=lambda each: _alike(exhibit, each), default=None)
    return (Link(best.title, f"#{best.id}-table"),) if best else ()


def _elsewhere(exhibit: Exhibit, others: Sequence[Executed]) -> tuple[Link, ...]:
    """Return the table of each other page that states most of the same counts; of a reading pack, every such table."""
    found = []
    for page in others:
        held = [each for each in page.exhibits if each.rows and each.cells & exhibit.cells]
        wanted = held if exhibit.title == READING_PACK else sorted(held, key=lambda each: -_alike(exhibit, each)[0])[:1]
        found += [
            Link(f"{page.unit.page.replace('_', ' ')}: {each.title}", f"{page.unit.page}.html#{each.id}")
            for each in wanted
        ]
    return tuple(found)


def _alike(one: Exhibit, other: Exhibit) -> tuple[int, int]:
    """Return how many counts two exhibits both state, and how many indicators both show."""
    return len(one.cells & other.cells), len(set(one.indicators) & set(other.indicators))


def _address(indicator: str, executed: Executed) -> str:
    """Return the address of an indicator's definition: where the page shows it, and otherwise our own."""
    wanted = f"Definition: {_title(indicator)}"
    return next((each.id for each in executed.exhibits if each.title == wanted), _own_address(indicator))


def _own_address(indicator: str) -> str:
    """Return the address at the page's foot of a definition that the page does not show."""
    return f"indicator-{indicator.replace('_', '-')}"


def _title(indicator: str) -> str:
    """Return an indicator's title."""
    return INDICATORS[indicator].definition.title
