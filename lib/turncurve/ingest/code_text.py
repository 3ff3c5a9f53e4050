"""What a value of a code list says once what systems and people put round it is taken away, or a slip is mended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

_SHORTEST_MENDED = 7
_LONG_WORD = re.compile(rf"[A-Za-z]{{{_SHORTEST_MENDED},}}")
# An apostrophe that a change of code pages has left as question marks: "children?s", "children??s".
_LOST_APOSTROPHE = re.compile(r"(?<=[A-Za-z])(?:\?{1,3}|\u00e2\u20ac\u2122|\ufffd)(?=s\b)")
# What a system puts before a value: the name of a list, a marker, "REF_NFA c_".
_BEFORE = re.compile(r"^\s*(?:[A-Z]+(?:_[A-Z]+)*\s+[a-z]_|(?:CIN|C/F|x)(?:\s*[-–:]\s*|\s+)(?=[A-Z]))")
# What a system puts behind it: "(OUT)", or the label of its own list, "(B3)", "[U3b]".
_BEHIND = re.compile(r"\s*[\[(]\s*(?:IN|OUT|[A-Z]\d{1,2}[a-z]?)\s*[\])]\s*$")
# The number of an entry in a system's own list, the name of a list with a number, a mark.
_ENTRY = re.compile(r"^\s*(?:\(\d{1,3}\)|\d{1,3}\.|[A-Z]{3,}_\d+|\[[A-Z]\]|\*|[A-Z]\s+-)\s+(?=[A-Za-z]{3})")
# "and E5, E6 and E7 do not apply", and what follows it.
_NOT_APPLYING = re.compile(
    r"[\s,(]+(?:and\s+)?(?:[A-Z]{1,2}\d[A-Z]?[\s,]+(?:(?:and|or)\s+)?)+do not apply\b.*$", re.DOTALL
)
_NUMBERED = re.compile(r"^\s*(?:[A-Z]\d?\.[A-Z]?\d{1,2}|\(?[A-Z]{1,2}\.[A-Z]+\d*\)?)\s*[:\-–]?\s*(?=[A-Za-z]{3})")
_EXAMPLES = re.compile(
    r"[\s,:;(\[–-]+(?:e\.?g\b\.?|i\.?e\b\.?|incl?\b\.?|includ(?:es|ing)\b|for example\b|such as\b)[:,]?\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LEFT_OUT = re.compile(
    r"\s*[(\[]\s*(?:not|exc|excl|excludes|excluding|other than)\b\.?\s*([^()\[\]]*)[)\]]?", re.IGNORECASE
)


def bared(text: str) -> Iterator[str]:
    """Give the texts that are left of a value without a system's marks, from the outside inwards.

    Parameters
    ----------
    text : str
        The value.

    Yields
    ------
    str
        A text that is shorter than, or mended from, the one before.
    """
    mended = _LOST_APOSTROPHE.sub("'", text)
    if mended != text:
        yield mended
    for pattern in (_BEFORE, _ENTRY, _NUMBERED, _BEHIND, _BEHIND):
        shorter = pattern.sub("", mended, count=1)
        if shorter != mended and shorter.strip():
            mended = shorter
            yield mended


def that_applies(text: str) -> str:
    """Return a value without the codes that it says do not apply.

    Parameters
    ----------
    text : str
        The value, such as "Age assessment determined child is 18 or over and E5, E6 and E7 do not apply".

    Returns
    -------
    str
        The value before them; the whole of it where it names none.
    """
    return _NOT_APPLYING.sub("", text)


def without_examples(text: str) -> tuple[str, str, str]:
    """Part a value from the examples that it gives, and from what it says in brackets that it leaves out.

    Parameters
    ----------
    text : str
        The value, such as "Health services - other (e.g. hospice)" or "Other internal (not housing)".

    Returns
    -------
    tuple of (str, str, str)
        The value without them; the examples; what is left out. The last two are empty where there is none.
    """
    excluded = _LEFT_OUT.search(text)
    short = _LEFT_OUT.sub(" ", text, count=1)
    found = _EXAMPLES.search(short)
    left_out = excluded.group(1).strip() if excluded else ""
    if found is None:
        return short.strip(), "", left_out
    return short[: found.start()].strip(), found.group(1).strip(" )]"), left_out


def mended(text: str, words: Collection[str]) -> str:
    """Return a text with the slips in its long words mended: one letter wrong, missing, too many or changed over.

    Parameters
    ----------
    text : str
        The value.
    words : collection of str
        The words of the field, in lower case.

    Returns
    -------
    str
        A word is mended only where one word of the field alone is so near, and begins with the same letter.
    """
    known = frozenset(words)
    return _LONG_WORD.sub(lambda found: _nearest(found.group().casefold(), known) or found.group(), text)


@lru_cache(maxsize=4096)
def _nearest(word: str, known: frozenset[str]) -> str:
    """Return the one known word that an unknown one is a slip of; empty where there is none."""
    if word in known:
        return ""
    near = {each for each in known if each[0] == word[0] and len(each) >= _SHORTEST_MENDED - 1 and one_slip(word, each)}
    return near.pop() if len(near) == 1 else ""


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two neighbours changed over.

    Parameters
    ----------
    one, other : str
        The words; the same word counts too.

    Returns
    -------
    bool
        Whether one letter is wrong, missing or too many, or two neighbours are changed over.
    """
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_of_other = one[at:], other[at:]
    return (
        rest[1:] == rest_of_other[1:]
        or rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or (rest[:2] == rest_of_other[1::-1] and rest[2:] == rest_of_other[2:])
    )
