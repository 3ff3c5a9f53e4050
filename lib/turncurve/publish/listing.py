"""Pages that list: sections of links, and tables, laid out and escaped alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from turncurve.publish import look
from turncurve.reference.project import slug

_FOLDER = "template"


@dataclass(frozen=True)
class Section:
    """One part of an index page.

    Parameters
    ----------
    heading : str
        What the links have in common.
    links : tuple of Link
        Where they lead.
    lines : tuple of str
        What is said before them.
    kind : str
        How the links are set: "pages", each with its answer, or "files".
    """

    heading: str
    links: tuple[look.Link, ...]
    lines: tuple[str, ...] = ()
    kind: str = "pages"

    @property
    def id(self) -> str:
        """The section's address on its page."""
        return f"section-{slug(self.heading).replace('_', '-')}"


@dataclass(frozen=True)
class Table:
    """One table of a page that lists.

    Parameters
    ----------
    title : str
        What it shows.
    columns : tuple of str
        Its headings.
    rows : tuple of tuple of str
        Its rows, as text.
    numeric : tuple of int
        Positions, from 0, of the columns that hold numbers.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


def render(
    words: look.Look,
    *,
    heading: str,
    lines: tuple[str, ...],
    sections: Sequence[Section] = (),
    table: Table | None = None,
) -> str:
    """Return a page that lists.

    Parameters
    ----------
    words : Look
        The words around it; where it has a script, the page has a box to search its lists with.
    heading : str
        What stands at its top.
    lines : tuple of str
        What is said first.
    sections : sequence of Section
        Lists of links.
    table : Table, optional
        A table after what is said; none is drawn where it has no rows.

    Returns
    -------
    str
        HTML that stands alone.
    """
    names = ("title", "owner", "marks", "up", "foot", "style", "script", "policy")
    page = {
        **{name: getattr(words, name) for name in names},
        "heading": heading,
        "lines": lines,
        "sections": sections,
        "table": table,
    }
    return _environment().get_template("listing.html.j2").render(page=page)


@cache
def search_script() -> str:
    """Return the script that narrows the lists of a page to what a reader types.

    Returns
    -------
    str
        JavaScript that fetches nothing.
    """
    text = files("turncurve.publish").joinpath(_FOLDER, "search.js").read_text(encoding="utf-8")
    return "".join(f"{line}\n" for line in text.splitlines())


@cache
def _environment() -> Environment:
    """Return the templates; every word is escaped."""
    return Environment(
        loader=PackageLoader("turncurve.publish", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
    )
