"""How hard a text is to read, by a formula that others have published."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)")


def syllables(word: str) -> int:
    """Count a word's syllables: groups of vowels, without an e at the end that is not spoken."""
    plain = word.lower().replace("’", "'").split("'")[0]
    groups = len(_VOWELS.findall(plain))
    if plain.endswith(("ed",)) and not plain.endswith(("ted", "ded")):
        groups -= 1
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ye")):
        groups -= 1
    return max(groups, 1)


def reading_ease(text: str) -> float:
    """Return Flesch's reading ease: 60 or more is plain English, 100 very easy (Flesch 1948)."""
    found = _WORD.findall(text)
    sentences = max(len(_SENTENCE_END.findall(text)), 1)
    return 206.835 - 1.015 * len(found) / sentences - 84.6 * sum(map(syllables, found)) / len(found)


def longest_sentence(text: str) -> int:
    """Return how many words the longest sentence has."""
    return max(len(_WORD.findall(part)) for part in _SENTENCE_END.split(text))
