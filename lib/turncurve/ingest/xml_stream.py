"""A return's XML read as a stream: no entity is resolved, nothing is fetched, and what is damaged is refused whole."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from turncurve.errors import RefusedInputError

UNCLEAR = "#ERROR!"  # what stands for a value that is stated twice and differently: no field can be read from it


def elements(content: bytes, tags: Sequence[str], *, file: str) -> Iterator[etree._Element]:
    """Yield each element of some names, whole, as the file is read; it is emptied when the next is asked for.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    tags : sequence of str
        Names without namespaces.
    file : str
        The file's name, for the message.

    Yields
    ------
    lxml element
        In the file's order.

    Raises
    ------
    RefusedInputError
        If the XML is damaged or cut short, or has a document type, which may define entities.
    """
    names = tuple(f"{{*}}{tag}" for tag in tags)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content),
            tag=names,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,  # or a value with a remark in it would be cut where the remark stands
            remove_pis=True,
        ):
            if element.getroottree().docinfo.doctype:
                raise RefusedInputError(
                    "the XML file defines entities of its own, which no return does",
                    where=file,
                    remedy="Export it again from the system that it came from",
                )
            yield element
            element.clear()
    except etree.XMLSyntaxError as problem:
        raise RefusedInputError(
            "the XML file is damaged or cut short",
            where=f"{file}, line {problem.lineno}",
            remedy="Export it again from the system that it came from",
        ) from problem


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace.

    Parameters
    ----------
    element : lxml element
        Any element.

    Returns
    -------
    str
        Empty for a comment.
    """
    return _local(element.tag) if isinstance(element.tag, str) else ""


def leaves(element: etree._Element) -> dict[str, str]:
    """Return the texts of an element's children that hold no elements.

    Parameters
    ----------
    element : lxml element
        Any element.

    Returns
    -------
    dict of str to str
        By name; blank ones are left out, and one that is stated twice, differently, is `UNCLEAR`.
    """
    texts: dict[str, str] = {}
    for each in element:
        name, text = name_of(each), (each.text or "").strip()
        if len(each) == 0 and name and text:
            texts[name] = text if texts.get(name, text) == text else UNCLEAR
    return texts


@cache
def _local(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]
