"""What words say of a field's code: facts about code lists, by list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml


def says(codes: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return what words and phrases say of the code of a field.

    Parameters
    ----------
    codes : collection of str
        The field's canonical codes.

    Returns
    -------
    mapping of str to frozenset of str
        By word or phrase, in lower case without punctuation: the codes that it leaves possible. Empty for a field of
        whose codes nothing is known.
    """
    return {word: left for own in _held().says.values() for word, left in own.items() if left <= set(codes)}


def ends(codes: Collection[str]) -> Mapping[str, str]:
    """Return what names of their own end with, whatever stands before it.

    Parameters
    ----------
    codes : collection of str
        The field's canonical codes.

    Returns
    -------
    mapping of str to str
        By the last word or words, in lower case without punctuation: the code.
    """
    known = set(codes)
    return {end: code for own in _held().ends if set(own.values()) <= known for end, code in own.items()}


def neutral() -> frozenset[str]:
    """Return the words that say nothing of a code.

    Returns
    -------
    frozenset of str
        In lower case.
    """
    return _held().neutral


def shortened() -> Mapping[str, str]:
    """Return the words that people shorten.

    Returns
    -------
    mapping of str to str
        What is written, in lower case without punctuation, and what it stands for.
    """
    return _held().shortened


class _Held(NamedTuple):
    """What the file holds: neutral words, what words say by list, what is shortened, and ends of names by list."""

    neutral: frozenset[str]
    says: dict[str, dict[str, frozenset[str]]]
    shortened: dict[str, str]
    ends: tuple[dict[str, str], ...]


@cache
def _held() -> _Held:
    """Return what the file holds."""
    path = resources.files("turncurve.reference.formats") / "code_words.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lists = {
        name: {str(word): frozenset(str(codes).split()) for codes, words in own.items() for word in words}
        for name, own in held["says"].items()
    }
    for name, codes in held["places_leave"].items():
        lists[name] |= {str(place): frozenset(str(codes).split()) for place in held["places"]}
    short = {str(each): str(full) for full, written in held["shortened"].items() for each in written}
    last = tuple({str(end): str(code) for code, words in own.items() for end in words} for own in held["ends"].values())
    return _Held(frozenset(map(str, held["neutral"])), lists, short, last)
