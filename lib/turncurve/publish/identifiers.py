"""Whether a text holds what looks like something that identifies a person, however it is written or escaped."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# The areas that postcodes have; ZZ stands for none.
_AREAS = (
    "A[BL] B[ABDHLNRST]? C[ABFHMORTVW] D[ADEGHLNTY] E[CHNX]? F[KY] G[LUY]? H[ADGPRSUX] I[GMPV] JE K[ATWY] L[ADELNSU]? "
    "M[EKL]? N[EGNPRW]? O[LX] P[AEHLOR] R[GHM] S[AEGKLMNOPRSTWY]? T[ADFNQRSW] UB W[ACDFNRSV]? YO ZE ZZ"
).replace(" ", "|")
_GAP = r"[ \u00a0\u2007\u2009\u202f-]"
_SPACE = r"[ \u00a0\u2007\u2009\u202f]"
# What stands beside letters or digits is a part of something longer; what follows a dot may be a decimal fraction.
_LEFT, _RIGHT = r"(?<![^\W_])(?<![^A-Za-z]\.)", r"(?![^\W_]|\.\d)"
# What may be a part of a hash, a colour or a path besides.
_ALONE = rf"{_LEFT}(?<![./#+-])"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d{2}[/.-]?[01]\d[/.-]?[0-3]\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:{_GAP}|\sof\s){{0,2}}{_MONTH},?{_GAP}{{0,2}}\d{{2,4}}"
    rf"|{_MONTH}{_GAP}\d{{1,2}}(?:st|nd|rd|th)?,?{_GAP}?\d{{4}})"
)
_BIRTH = (
    r"(?:(?<![^\W_])dob(?![^\W_])|(?<![^\W_])d\.\s?o\.\s?b\b\.?|(?<![^\W_])date[\s_-]*of[\s_-]*birth"
    r"|dateofbirth|birth[\s_-]*da(?:te|y))"
)
_TAGS = r"(?:<[^<>]{0,80}>|[^\w<]){0,12}"
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrt\"/]))")
_ADDRESS = re.compile(r"\b(?:data:|mailto:|tel:|https?://)[^\s\"'<>]+")
_BIRTH_COLUMN = re.compile(_BIRTH, re.IGNORECASE)
_WHOLE_DATE = re.compile(rf"\W*{_DATE}\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class _Core:
    """What every match of a pattern holds, cheap to look for, and how many characters of it may stand before that.

    The longest comes first. A pattern that has none is looked for in the whole of a text that holds the core.
    """

    pattern: re.Pattern[str]
    before: tuple[int, ...] = ()


def look(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a text holds that looks like an identifier.

    Parameters
    ----------
    text : str
        A page, a file of values, words; escapes as JSON, HTML and addresses write them are read through.

    Yields
    ------
    (str, int)
        What it looks like, and the line, from 1.
    """
    plain = _unescaped(text)
    for kind, (pattern, right) in _KINDS.items():
        for match in _matches(pattern, plain, core=_CORES[kind]):
            if right(match[0]):
                yield kind, plain.count("\n", 0, match.start()) + 1


def look_in_columns(text: str) -> Iterator[tuple[str, int]]:
    """Yield dates that stand in a column named for birth, of a file of comma-separated values.

    Parameters
    ----------
    text : str
        The file's text.

    Yields
    ------
    (str, int)
        What it looks like, and the line, from 1.
    """
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        named = [place for place, name in enumerate(next(rows, [])) if _BIRTH_COLUMN.search(name)]
        for row in rows if named else ():
            if any(place < len(row) and _WHOLE_DATE.match(row[place]) for place in named):
                yield "a date of birth", rows.line_num
    except csv.Error:
        return  # not such a file after all: it has been searched as text


def masked(text: str) -> str:
    """Return a text without anything that looks like an identifier: a name of a file may be one.

    Parameters
    ----------
    text : str
        A place.

    Returns
    -------
    str
        The same, with an ellipsis for each.
    """
    for pattern, _ in _KINDS.values():
        text = pattern.sub("…", text)
    return text


def _unescaped(text: str) -> str:
    """Return a text as it is read: letters that JSON, HTML and addresses escape as what they stand for."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = _ADDRESS.sub(lambda found: unquote(found[0]).replace("\n", " "), text)
    return text


def _matches(pattern: re.Pattern[str], text: str, *, core: _Core) -> Iterator[re.Match[str]]:
    """Yield what the pattern finds, as its own `finditer` does, looked for where its core stands alone."""
    if not core.before:
        yield from pattern.finditer(text) if core.pattern.search(text) else ()
        return
    end = 0
    for found in core.pattern.finditer(text):
        starts = (found.start() - before for before in core.before)
        tried = (pattern.match(text, start) for start in starts if start >= end)
        if match := next(filter(None, tried), None):
            yield match
            end = match.end()


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
    capital = text.upper()
    body = [int(each) if each.isdigit() else _UPN_LETTERS.find(each) for each in capital[1:13]]
    total = sum(value * weight for value, weight in zip(body, range(2, 14), strict=True))
    return _UPN_LETTERS[total % 23] == capital[0]


_KINDS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "an NHS number": (
        re.compile(
            rf"(?=\d{{3}})(?:{_LEFT}|(?<=nhs))(?<!\+)\d{{3}}(?:{_GAP}{{0,2}}\d{{3}}{_GAP}{{0,2}}|\.\d{{3}}\.)\d{{4}}{_RIGHT}",
            re.IGNORECASE,
        ),
        _is_nhs_number,
    ),
    "a unique pupil number": (
        re.compile(rf"(?=[A-Z]\d){_ALONE}[A-HJ-NP-RT-Z]\d{{11}}[\dA-HJ-NP-RT-Z]{_RIGHT}", re.IGNORECASE),
        _is_upn,
    ),
    "a National Insurance number": (
        re.compile(
            rf"(?=[A-Z]{{2}}\W?\d){_ALONE}(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}?\d\d{_GAP}?\d\d{_GAP}?\d\d"
            rf"{_GAP}?[A-D]{_RIGHT}",
            re.IGNORECASE,
        ),
        _always,
    ),
    "a postcode": (
        re.compile(
            rf"(?=[A-Za-z]{{1,2}}\d){_LEFT}(?:[A-Z]{{1,2}}\d[A-Z\d]?{_SPACE}{{1,3}}\d[ABD-HJLNP-UW-Z]{{2}}"
            rf"|(?i:(?<![./#+-])(?:{_AREAS})\d[A-Z\d]?{_SPACE}{{0,3}}(?!1st|2nd|3rd|\dth)\d[ABD-HJLNP-UW-Z]{{2}}))"
            rf"{_RIGHT}",
        ),
        _always,
    ),
    "an email address": (
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}\b"),
        _always,
    ),
    "a telephone number": (
        re.compile(
            rf"(?=[+(0]){_ALONE}(?:(?:\+44|0044){_GAP}?(?:\(0\){_GAP}?)?|\(?0)(?:[1-35789]\d{{8,9}}"
            rf"|[1-35789]\d{{2,4}}\)?{_GAP}{{1,2}}\d{{3,4}}{_GAP}?\d{{3,4}}|2\d\)?{_GAP}{{0,2}}\d{{4}}{_GAP}?\d{{4}})"
            rf"{_RIGHT}",
        ),
        _always,
    ),
    "a date of birth": (
        re.compile(rf"(?=[bd])(?:(?<![^\W_])born(?: on)?|{_BIRTH}(?: is| was)?){_TAGS}{_DATE}", re.IGNORECASE),
        _always,
    ),
}
# Each begins with a digit or a sign, because a scan for few characters is quick, and takes up that one alone, so that
# none hides another. Letters are any letters here: without regard to case a pattern takes some that are not English.
_CORES: dict[str, _Core] = {
    "an NHS number": _Core(re.compile(rf"\d(?=\d\d(?:{_GAP}{{0,2}}\d{{3}}{_GAP}{{0,2}}|\.\d{{3}}\.)\d{{4}})"), (0,)),
    "a unique pupil number": _Core(re.compile(r"\d(?=\d{10})"), (1,)),
    "a National Insurance number": _Core(
        re.compile(rf"\d(?=\d{_GAP}?\d\d{_GAP}?\d\d{_GAP}?[^\W\d_])"),
        (3, 2),
    ),
    "a postcode": _Core(re.compile(rf"\d(?=[^\W_]?{_SPACE}{{0,3}}\d[^\W\d_]{{2}})"), (2, 1)),
    "an email address": _Core(re.compile(r"@(?=[A-Za-z0-9-]{1,63}\.)")),
    "a telephone number": _Core(re.compile(rf"[+(0](?=\d(?:{_GAP}|[\d()]){{8}})"), (0,)),
    "a date of birth": _Core(re.compile(r"[BbDd](?=(?i:orn|irth|ob|\.\s?o\.))")),
}
