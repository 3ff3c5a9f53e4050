"""Which code a value's words leave, where no spelling of it is known: one, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from turncurve.ingest.headers import plain
from turncurve.reference.formats.code_words import neutral

_LONGEST_PHRASE = 24
# A name of its own, before what it is: words, and neither a list nor what something is said of.
_OWN_NAME = re.compile(r"[A-Za-z.'’ -]+")
_NOT_OF_A_NAME = frozenset(
    {
        "and",
        "or",
        "at",
        "in",
        "near",
        "for",
        "of",
        "re",
        "via",
        "about",
        "by",
        "with",
        "from",
        "not",
        "no",
        "ex",
        "former",
        "retired",
        "student",
        "attends",
        "if",
        "per",
        "sw",
    }
)
_LONGEST_NAME, _LONGEST_END = 5, 4  # words
# What a system puts before the words: a letter and a number of its own list, once or twice ("E1: E1 - Chinese").
_LABEL = re.compile(
    r"^\W*(?:(?:CIN|Child)(?=\s+-?\s*[A-Z]\d\b)|[A-Z]\.?[A-Z]?\d{1,2}|\d{1,2}[a-z])\b\s*[:.)\-–>]*\s*(?=\S)"
)


def without_label(text: str, known: Mapping[str, str]) -> str:
    """Return a text without the label of a system's own list before it.

    Parameters
    ----------
    text : str
        The value.
    known : mapping of str to str
        What plain spellings mean: a label that is a code of the field is none of a system's.

    Returns
    -------
    str
        The text as it is where no label stands before it.
    """
    for _ in range(2):
        found = _LABEL.match(text)
        if found is None or plain(found.group()) in known:
            return text
        text = text[found.end() :]
    return text


def of_its_own_name(text: str, ends: Mapping[str, str], says: Mapping[str, frozenset[str]]) -> str | None:
    """Return the code of an institution by the last words of its own name, such as "Hillside Primary School".

    Parameters
    ----------
    text : str
        The value.
    ends : mapping of str to str
        By the last words of names: the code.
    says : mapping of str to frozenset of str
        By word or phrase: the codes that it leaves.

    Returns
    -------
    str or None
        None where the words before the last are more than a name, or say anything of a code themselves.
    """
    words = plain(text).split()
    if not _OWN_NAME.fullmatch(text) or not 2 <= len(words) <= _LONGEST_NAME + _LONGEST_END:
        return None
    for length in range(min(_LONGEST_END, len(words) - 1), 0, -1):
        code, before = ends.get(" ".join(words[-length:])), words[:-length]
        if code is not None:
            is_name = (
                len(before) <= _LONGEST_NAME
                and (len(before[0]) > 2 or before[0] == "st")
                and not _NOT_OF_A_NAME & set(before)
            )
            said = {says[each] for each in phrases(" ".join(before), says) if each is not None}
            return code if is_name and all(code in left and len(left) > 1 for left in said) else None
    return None


def meant(text: str, says: Mapping[str, frozenset[str]]) -> str | None:
    """Return the one code that all words of a text leave possible.

    Parameters
    ----------
    text : str
        The value.
    says : mapping of str to frozenset of str
        By word or phrase: the codes that it leaves.

    Returns
    -------
    str or None
        None where a word is not known, or where the words leave several codes or contradict one another.
    """
    left: frozenset[str] | None = None
    for phrase in phrases(text, says):
        if phrase is None:
            return None
        left = says[phrase] if left is None else left & says[phrase]
    return next(iter(left)) if left is not None and len(left) == 1 else None


def phrases(text: str, says: Mapping[str, frozenset[str]]) -> Iterator[str | None]:
    """Give what the words of a text are, taken from its beginning and the longest known phrase first.

    Parameters
    ----------
    text : str
        The value.
    says : mapping of str to frozenset of str
        By word or phrase: the codes that it leaves.

    Yields
    ------
    str or None
        The phrases in order, and None for a word that is not known; words that say nothing are left out.
    """
    words = plain(text).split()
    position = 0
    while position < len(words):
        length = _phrase_at(words, position, says)
        if length:
            yield " ".join(words[position : position + length])
        elif words[position] not in neutral():
            yield None
        position += max(length, 1)


def _phrase_at(words: list[str], position: int, says: Mapping[str, frozenset[str]]) -> int:
    """Return the length in words of the longest known phrase that begins at a place; 0 where there is none."""
    for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
        if " ".join(words[position : position + length]) in says:
            return length
    return 0
