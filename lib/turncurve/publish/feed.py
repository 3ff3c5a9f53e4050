"""A feed of releases, for readers who want to be told of a new edition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from turncurve.tables.verify import SIGN_OFF

FEED = "feed.xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(reports: Path) -> bytes:
    """Return the feed of everything released.

    Parameters
    ----------
    reports : pathlib.Path
        The reports folder.

    Returns
    -------
    bytes
        Atom, one entry an edition, the latest date first. Times are the reports' dates, so that the same releases give
        the same bytes.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    editions = sorted(
        (path.parent for path in reports.glob(f"*/*/*/{SIGN_OFF}") if path.parent.name.isdigit()),
        key=lambda edition: (edition.parent.name, int(edition.name), edition.parent.parent.name),
        reverse=True,
    )
    _add(root, "title", "Turning the Curve: released reports")
    _add(root, "id", "urn:turncurve:reports")
    _add(root, "updated", _moment(editions[0].parent.name) if editions else _moment("2000-01-01"))
    author = _add(root, "author", "")
    _add(author, "name", "Turning the Curve")
    for edition in editions:
        root.append(_entry(edition, reports))
    ElementTree.indent(root, space=" ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(edition: Path, reports: Path) -> ElementTree.Element:
    """Return one edition's entry."""
    signed: dict[str, Any] = json.loads((edition / SIGN_OFF).read_text(encoding="utf-8"))
    place = edition.relative_to(reports).as_posix()
    audiences = sorted(signed["manifests"])
    about = json.loads((edition / audiences[0] / "manifest.json").read_text(encoding="utf-8"))
    label = f"{about['council']['name']}{' (SYNTHETIC)' if about['council']['synthetic'] else ''}"
    entry = ElementTree.Element(f"{{{_NAMESPACE}}}entry")
    _add(entry, "title", f"{label}, as at {edition.parent.name}, edition {edition.name}")
    _add(entry, "id", f"urn:turncurve:{place.replace('/', ':')}")
    _add(entry, "updated", _moment(edition.parent.name))
    for place_in_order, audience in enumerate(audiences):
        link = _add(entry, "link", "")
        # An entry has one page of its own; where there are two, the public one.
        link.set("rel", "related" if place_in_order else "alternate")
        link.set("type", "text/html")
        link.set("href", f"{place}/{audience}/index.html")
        link.set("title", audience)
    reason = f" {signed['reason'].rstrip('.')}." if signed["reason"] else ""
    _add(entry, "summary", f"{signed['signed_by']}.{reason}")
    return entry


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    """Add an element with a text, and return it."""
    made = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    made.text = text or None
    return made


def _moment(date: str) -> str:
    """Return a date as a feed writes a time."""
    return f"{date}T00:00:00Z"
