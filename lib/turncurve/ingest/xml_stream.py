"""A return's XML read as a stream: no entity is resolved, nothing is fetched, and what is damaged is refused whole."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from lxml import etree

from turncurve.errors import RefusedInputError

UNCLEAR = "#ERROR!"  # what stands for a value that is stated twice and differently: no field can be read from it


STRAY = "#stray"  # marks the items of an element that stands where the return has none such
# A date of XML may bear the zone of its clock, which is none of the day's.
_ZONED_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)")


def elements(content: bytes, tags: Sequence[str], *, file: str, rest: bool = False) -> Iterator[etree._Element]:
    """Yield each element of some names, whole, as the file is read; it is emptied when the next is asked for.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    tags : sequence of str
        Names without namespaces; whether a file writes them in capitals does not matter.
    file : str
        The file's name, for the message.
    rest : bool
        Whether the root is to be yielded at last, with what stands outside the elements of those names.

    Yields
    ------
    lxml element
        In the file's order.

    Raises
    ------
    RefusedInputError
        If the XML is damaged or cut short, or has a document type, which may define entities.
    """
    stream = etree.iterparse(
        io.BytesIO(content),
        tag=tuple(f"{{*}}{tag}" for tag in _as_written(content, tags)),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,  # or a value with a remark in it would be cut where the remark stands
        remove_pis=True,
    )
    try:
        for _, element in stream:
            if element.getroottree().docinfo.doctype:
                raise RefusedInputError(
                    "the XML file defines entities of its own, which no return does",
                    where=file,
                    remedy="Export it again from the system that it came from",
                )
            yield element
            if len(element):  # one that holds a value alone is a part of the element around it
                element.clear()
        if rest:
            yield stream.root
    except etree.XMLSyntaxError as problem:
        raise RefusedInputError(
            "the XML file is damaged or cut short",
            where=f"{file}, line {problem.lineno}",
            remedy="Export it again from the system that it came from",
        ) from problem


def _as_written(content: bytes, tags: Sequence[str]) -> set[str]:
    """Return names and the ways in which a file writes them, in capitals or not."""
    pattern = rf"<(?:[\w.-]+:)?({'|'.join(map(re.escape, tags))})(?=[\s/>])"
    found = re.findall(pattern.encode(), content.replace(b"\x00", b""), re.IGNORECASE)
    return {*tags, *(name.decode("ascii") for name in found)}


class Names(dict[object, str]):
    """Elements' names without their namespaces, by their tags, each worked out the first time that it is met.

    Parameters
    ----------
    own : iterable of str
        The names of a return's elements: a name that differs from one of them in capitals alone is that one. Of two
        that differ from one another in capitals alone neither is meant.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        super().__init__()
        held: dict[str, set[str]] = {}
        for name in own:
            held.setdefault(name.casefold(), set()).add(name)
        self._own = {folded: next(iter(names)) for folded, names in held.items() if len(names) == 1}

    def __missing__(self, tag: object) -> str:
        """Work out the name of a tag; a comment has none."""
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        found = self[tag] = self._own.get(name.casefold(), name)
        return found


def name_of(element: etree._Element, known: Names | None = None) -> str:
    """Return an element's name without its namespace.

    Parameters
    ----------
    element : lxml element
        Any element.
    known : Names, optional
        The return's own names.

    Returns
    -------
    str
        Empty for a comment.
    """
    return (Names() if known is None else known)[element.tag]


def leaves(element: etree._Element, known: Names | None = None) -> dict[str, str]:
    """Return the texts of an element's children that hold no elements.

    Parameters
    ----------
    element : lxml element
        Any element.
    known : Names, optional
        The return's own names.

    Returns
    -------
    dict of str to str
        By name; blank ones are left out, and one that is stated twice, differently, is `UNCLEAR`.
    """
    texts: dict[str, str] = {}
    names = Names() if known is None else known
    for each in element:
        name, text = names[each.tag], day_of((each.text or "").strip())
        if len(each) == 0 and name and text:
            texts[name] = text if texts.get(name, text) == text else UNCLEAR
    return texts


def day_of(text: str) -> str:
    """Return a value without the zone that a date of XML may bear; any other as it is.

    Parameters
    ----------
    text : str
        The value.

    Returns
    -------
    str
        Such as 2011-06-01 for 2011-06-01Z.
    """
    found = _ZONED_DAY.fullmatch(text)
    return found.group(1) if found else text


def stray_table(names: Iterable[str], tables: Mapping[str, frozenset[str]]) -> str | None:
    """Return the table that items belong to which stand in no element of it.

    Parameters
    ----------
    names : iterable of str
        The items' names.
    tables : mapping of str to frozenset of str
        By table: the items that make a row of it.

    Returns
    -------
    str or None
        That of which most items are there, the smallest of several; None where no item is one of any table's.
    """
    held = set(names)
    most = max(tables, key=lambda table: (len(tables[table] & held), -len(tables[table])))
    return most if tables[most] & held else None


def foreign_items(
    rows: Sequence[Mapping[str, str]], *, own: Collection[str], every: Collection[str]
) -> dict[str, npt.NDArray[np.bool_]]:
    """Return the items that stand in an element of another table than theirs.

    Parameters
    ----------
    rows : sequence of mapping of str to str
        The elements of one table, by item.
    own : collection of str
        The items of the table.
    every : collection of str
        The items of every table.

    Returns
    -------
    dict of str to array of bool
        By item: in which rows it stands; none of an element that is out of place as a whole.
    """
    names = sorted({name for row in rows if STRAY not in row for name in row if name in every and name not in own})
    return {name: np.array([STRAY not in row and name in row for row in rows], dtype=bool) for name in names}
