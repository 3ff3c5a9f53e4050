"""Whether anything in a release looks like what identifies a person: searched in every byte that leaves the council."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from turncurve.errors import DisclosureError
from turncurve.publish.identifiers import look, look_in_columns, masked

_EMBEDDED = re.compile(
    rb"data:[\w/+.-]*(?:;[\w=.+-]+)*;base64,([A-Za-z0-9+/=]+)"
    # A notebook keeps a picture as bare letters beside its kind, in one string or in several.
    rb'|"(?:(?:image|audio|video)/[\w.+-]+|application/pdf)"\s*:\s*'
    rb'(?:"((?:[A-Za-z0-9+/=]|\\n)+)"|\[\s*"((?:[A-Za-z0-9+/=]|\\n|"\s*,\s*")+)"\s*\])'
)
_BETWEEN = re.compile(rb'\\n|"\s*,\s*"')
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_NAMES = "the names of the files"


@dataclass(frozen=True)
class Finding:
    """One thing that looks like what identifies a person.

    Parameters
    ----------
    kind : str
        What it looks like.
    place : str
        The file, and the part of it.
    line : int
        Its line there, from 1. What was found is not said: a message must not spread it.
    """

    kind: str
    place: str
    line: int


def find(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Search files for what looks like a person's identifiers.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by path; the names, the parts of workbooks and embedded pictures are searched too.

    Returns
    -------
    tuple of Finding
        In order of place, line and kind; empty where nothing was found.
    """
    named = (_NAMES, "\n".join(sorted(files)))
    held = [named, *(each for path, data in files.items() for each in texts(path, data))]
    # A picture stands in a page and in its notebook: each text is looked at once.
    seen = {text: tuple(look(text)) for text in {text for _, text in held}}
    found = {Finding(kind, masked(place), line) for place, text in held for kind, line in seen[text]}
    found |= {
        Finding(kind, masked(place), line)
        for place, text in held
        if place.endswith(".csv")
        for kind, line in look_in_columns(text)
    }
    return tuple(sorted(found, key=lambda each: (each.place, each.line, each.kind)))


def refuse_identifiers(files: Mapping[str, bytes]) -> None:
    """Stop where files hold anything that looks like a person's identifiers.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by path.

    Raises
    ------
    DisclosureError
        With the first place, and how many there are; never with what was found.
    """
    found = find(files)
    if found:
        first = found[0]
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise DisclosureError(
            f"something that looks like {first.kind} is in what would be published",
            where=f"{first.place}, line {first.line}{more}",
            remedy="Take it out of the words or records that it came from, then publish again",
        )


def texts(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text that a file holds: its own, its parts' and its embedded pictures'.

    Parameters
    ----------
    path : str
        The file's name.
    data : bytes
        Its content.

    Yields
    ------
    (str, str)
        Where, and the text.
    """
    if data.startswith(_ZIPPED):
        yield from _parts(path, data)
        return
    # A picture's letters and digits are no text of the page: it is searched as what it is, below.
    pictures: list[bytes] = []
    yield path, _decoded(_EMBEDDED.sub(lambda found: _kept(found, pictures), data))
    for number, inside in enumerate(pictures, start=1):
        yield from texts(f"{path}, picture {number}", inside)


def _parts(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file that is made of parts: what is written on it, its parts' names, and the parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            entries = sorted(parts.infolist(), key=lambda each: each.filename)
            written = [parts.comment, *(each.comment for each in entries)]
            yield f"{path}, {_NAMES} in it", "\n".join(each.filename for each in entries)
            yield f"{path}, what is written on it", "\n".join(map(_decoded, written))
            for entry in entries:
                yield from texts(f"{path}, {entry.filename}", parts.read(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
        raise DisclosureError(
            "a file made of parts cannot be opened, so it cannot be searched for what identifies a person",
            where=masked(path),
            remedy="Make the file again, without a password, then publish again",
        ) from problem


def _kept(found: re.Match[bytes], pictures: list[bytes]) -> bytes:
    """Keep an embedded picture for its own search and leave a mark for it; what is none stays text."""
    letters = next(each for each in found.groups() if each is not None)
    try:
        inside = base64.b64decode(_BETWEEN.sub(b"", letters), validate=True)
    except binascii.Error:
        return found[0]
    pictures.append(inside)
    return b"data:"


def _decoded(data: bytes) -> str:
    """Return bytes as text: in the two-byte letters of some spreadsheets where they say so or look like it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.count(b"\0") > len(data) // 3:
        return data.decode("utf-16-be" if data.startswith(b"\0") else "utf-16-le", errors="replace")
    return data.decode("utf-8", errors="replace")
