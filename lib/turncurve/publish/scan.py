"""Whether anything in a release looks like what identifies a person: searched in every byte that leaves the council."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from turncurve.errors import DisclosureError

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_EMBEDDED = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December) \d{4})"
)


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
        Contents by path; the parts of workbooks and embedded pictures are searched too.

    Returns
    -------
    tuple of Finding
        In order of place, line and kind; empty where nothing was found.
    """
    found = {
        Finding(kind, place, text.count("\n", 0, at) + 1)
        for path, data in files.items()
        for place, text in texts(path, data)
        for kind, at in _looks_like(text)
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
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in sorted(parts.namelist()):
                yield from texts(f"{path}, {name}", parts.read(name))
        return
    # A picture's letters and digits are no text of the page: it is searched as what it is, below.
    yield path, _EMBEDDED.sub(b"data:", data).decode("utf-8", errors="replace")
    for number, held in enumerate(_EMBEDDED.findall(data), start=1):
        try:
            inside = base64.b64decode(held, validate=True)
        except binascii.Error:
            continue
        yield from texts(f"{path}, picture {number}", inside)


def _looks_like(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a text holds that looks like an identifier, and where."""
    for kind, (pattern, right) in _KINDS.items():
        for match in pattern.finditer(text):
            if right(match[0]):
                yield kind, match.start()


def _always(_: str) -> bool:
    """Take whatever has the form."""
    return True


def _is_nhs_number(text: str) -> bool:
    """Tell whether ten digits have the check digit of an NHS number."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and rest % 11 == digits[9]


def _is_upn(text: str) -> bool:
    """Tell whether a text has the check letter of a unique pupil number; the last place may be a letter."""
    body = [
        int(text[1 + place]) if text[1 + place].isdigit() else _UPN_LETTERS.find(text[1 + place]) for place in range(12)
    ]
    total = sum(value * weight for value, weight in zip(body, range(2, 14), strict=True))
    return _UPN_LETTERS[total % 23] == text[0]


# A number that is a part of a longer one, of a decimal fraction or of a hash is none of these.
_ALONE, _NO_MORE = r"(?<![\w.,#/+-])", r"(?![\w]|[.,]\d)"
_KINDS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "an NHS number": (re.compile(rf"{_ALONE}\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}}{_NO_MORE}"), _is_nhs_number),
    "a unique pupil number": (re.compile(rf"{_ALONE}[A-HJ-NP-RT-Z]\d{{11}}[\dA-HJ-NP-RT-Z]{_NO_MORE}"), _is_upn),
    "a National Insurance number": (
        re.compile(
            rf"{_ALONE}(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]{_NO_MORE}"
        ),
        _always,
    ),
    "a postcode": (re.compile(rf"{_ALONE}[A-Z]{{1,2}}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{{2}}{_NO_MORE}"), _always),
    "an email address": (
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}\b"),
        _always,
    ),
    "a telephone number": (
        re.compile(rf"{_ALONE}(?:\+44 ?|\(?0)(?:[1237]\d{{2,4}})\)?[ -]\d{{3,4}}[ -]?\d{{3,4}}{_NO_MORE}"),
        _always,
    ),
    "a date of birth": (
        re.compile(rf"\b(?:[Bb]orn(?: on)?|DOB|d\.o\.b\.|[Dd]ate of birth)\W{{0,12}}{_DATE}"),
        _always,
    ),
}
