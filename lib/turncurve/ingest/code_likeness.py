"""Which code's name a value is a shortened, cut, turned or misspelt form of: one code's, or none's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from turncurve.ingest.code_text import one_slip
from turncurve.ingest.headers import plain
from turncurve.reference.formats.code_words import shortened

# "from" stays: who is transferred from another authority is not transferred to it. So do all words that deny.
_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "to",
        "or",
        "and",
        "e",
        "g",
        "eg",
        "for",
        "example",
        "with",
        "by",
        "in",
        "at",
        "on",
        "was",
        "were",
        "is",
        "are",
        "be",
        "who",
        "their",
        "this",
        "that",
        "such",
        "as",
        "s",
    }
)
_SHORTEST_MISSPELT = 6  # letters of a word of a name that has others beside it; of one that stands alone, one more
_SHORTEST_CUT = 15  # signs of a value whose last word may have been cut off
_MOST_SLIPS = 2

Words = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """The names of a field's codes as they are compared.

    Parameters
    ----------
    in_order : mapping of tuple of str to frozenset of str
        By a name's simplified words: the codes it may mean.
    in_any_order : mapping of tuple of str to frozenset of str
        By the same words in the order of the alphabet; names that hold "other" keep their own order.
    words : frozenset of str
        Every simplified word of any name: none of them is a slip for another.
    """

    in_order: Mapping[Words, frozenset[str]]
    in_any_order: Mapping[Words, frozenset[str]]
    words: frozenset[str]


def names_of(pairs: Iterable[tuple[str, str]]) -> Names:
    """Return the names of a field's codes as they are compared.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Names, and the code that each means.

    Returns
    -------
    Names
        The names by their simplified words.
    """
    in_order: dict[Words, set[str]] = defaultdict(set)
    in_any_order: dict[Words, set[str]] = defaultdict(set)
    for name, code in pairs:
        words = simplified(name)
        in_order[words].add(code)
        in_any_order[_any_order(words)].add(code)
    return Names(
        {words: frozenset(codes) for words, codes in in_order.items() if words},
        {words: frozenset(codes) for words, codes in in_any_order.items() if words},
        frozenset(word for words in in_order for word in words),
    )


def nearest(text: str, names: Names) -> str | None:
    """Return the one code whose name a value is, but for plurals, small words, order, a slip or a cut at its end.

    Parameters
    ----------
    text : str
        The value.
    names : Names
        The names of the field's codes.

    Returns
    -------
    str or None
        None where no name is near enough, or where another code's is as near.
    """
    words = simplified(text)
    for found in (names.in_order.get(words), names.in_any_order.get(_any_order(words))):
        if found is not None:
            return _only(found)
    misspelt = _misspelt(words, names)
    return misspelt if misspelt is not None or len(text.strip()) < _SHORTEST_CUT else _cut(words, names)


def simplified(text: str) -> Words:
    """Return the words of a text in full, in the singular, and without small ones.

    Parameters
    ----------
    text : str
        A value or a name.

    Returns
    -------
    tuple of str
        The words in their order.
    """
    return _simplified(plain(text))


def expanded(text: str) -> str:
    """Return a text with the words in full that people shorten.

    Parameters
    ----------
    text : str
        The value, such as "Oth white backgrnd".

    Returns
    -------
    str
        The text in lower case without punctuation where anything was shortened; else as it was.
    """
    before = plain(text)
    after = _in_full(before)
    return text if after == before else after


@lru_cache(maxsize=8192)
def _simplified(words: str) -> Words:
    """Return plain words in full, in the singular, and without small ones."""
    return tuple(_singular(word) for word in _in_full(words).split() if word not in _SMALL)


def _in_full(words: str) -> str:
    """Return plain words with those in full that people shorten."""
    for pattern, full in _patterns():
        words = pattern.sub(full, words)
    return words


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what people shorten, the longest first, and what it stands for."""
    held = sorted(shortened().items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((re.compile(rf"\b{re.escape(short)}\b"), full) for short, full in held)


def _singular(word: str) -> str:
    """Return a word without what makes it a plural."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _any_order(words: Words) -> Words:
    """Return words in the order of the alphabet: "other LA" is not "LA other", so that these keep theirs."""
    return words if "other" in words else tuple(sorted(words))


def _only(codes: frozenset[str] | set[str]) -> str | None:
    """Return the one code of a set; None where there are several or none."""
    return next(iter(codes)) if len(codes) == 1 else None


def _misspelt(words: Words, names: Names) -> str | None:
    """Return the code of the name of which words are a misspelling; None where two codes' names are as near."""
    least, codes = _MOST_SLIPS, set[str]()
    for name, meant in names.in_order.items():
        slips = _slips(words, name, names.words) if len(name) == len(words) else None
        if slips is None or slips > least:
            continue
        codes = set(meant) if slips < least else codes | meant
        least = slips
    return _only(codes)


def _slips(words: Words, name: Words, known: frozenset[str]) -> int | None:
    """Return how many of the words are a slip for those of a name; None where one differs otherwise."""
    differing = [(word, own) for word, own in zip(words, name, strict=True) if word != own]
    shortest = _SHORTEST_MISSPELT + (len(name) == 1)
    if all(
        len(own) >= shortest and word[0] == own[0] and word not in known and one_slip(word, own)
        for word, own in differing
    ):
        return len(differing)
    return None


def _cut(words: Words, names: Names) -> str | None:
    """Return the code of the names that begin with the words, the last of which is cut off."""
    if not words or words[-1] in names.words:
        return None
    codes = {
        code
        for name, meant in names.in_order.items()
        if len(name) >= len(words) > 1
        and name[: len(words) - 1] == words[:-1]
        and name[len(words) - 1].startswith(words[-1])
        for code in meant
    }
    return _only(codes)
