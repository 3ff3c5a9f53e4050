"""Pages that list: sections of links, and tables, laid out and escaped alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from turncurve.publish import look, templates
from turncurve.reference.project import slug

LONG_LIST = 4
"""A page with this many parts has a list of them at its top."""


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
    within : str
        Heading of the section that it is a part of; empty where it stands for itself.
    """

    heading: str
    links: tuple[look.Link, ...]
    lines: tuple[str, ...] = ()
    kind: str = "pages"
    within: str = ""

    @property
    def id(self) -> str:
        """The section's address on its page."""
        return f"section-{slug(f'{self.within} {self.heading}').replace('_', '-')}"

    @property
    def level(self) -> int:
        """The level of its heading."""
        return 3 if self.within else 2


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
    further: Table | None = None,
    feed: str = "",
) -> str:
    """Return a page that lists.

    Parameters
    ----------
    words : Look
        The words around it; where it has a script, the page has a box to search its lists with. A page with a table
        and no script is given the one that sorts it.
    heading : str
        What stands at its top.
    lines : tuple of str
        What is said first.
    sections : sequence of Section
        Lists of links.
    table : Table, optional
        A table after what is said; none is drawn where it has no rows.
    further : Table, optional
        Another table after that one.
    feed : str
        Where the feed of releases is, for browsers that offer it; empty where there is none.

    Returns
    -------
    str
        HTML that stands alone.
    """
    searched = bool(words.script)
    tables = tuple(each for each in (table, further) if each is not None and each.rows)
    if tables and not searched:
        words = replace(words, script=templates.script("sort"))
    contents = tuple(each for each in sections if not each.within)
    names = ("title", "owner", "marks", "up", "foot", "style", "script", "policy")
    page = {
        **{name: getattr(words, name) for name in names},
        "heading": heading,
        "lines": lines,
        "sections": sections,
        "tables": tables,
        "searched": searched,
        "feed": feed,
        "contents": contents if len(contents) >= LONG_LIST else (),
    }
    return look.as_read(templates.fill("listing.html.j2", page=page))


def search_script() -> str:
    """Return the script that narrows the lists of a page to what a reader types.

    Returns
    -------
    str
        JavaScript that fetches nothing.
    """
    return templates.script("search")
