"""What words say of a field's code: facts about code lists, by list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import Any

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
    return {word: left for own in _held()[1].values() for word, left in own.items() if left <= set(codes)}


def neutral() -> frozenset[str]:
    """Return the words that say nothing of a code.

    Returns
    -------
    frozenset of str
        In lower case.
    """
    return _held()[0]


@cache
def _held() -> tuple[frozenset[str], dict[str, dict[str, frozenset[str]]]]:
    """Return the neutral words, and by list what words say."""
    path = resources.files("turncurve.reference.formats") / "code_words.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lists = {
        name: {str(word): frozenset(str(codes).split()) for codes, words in own.items() for word in words}
        for name, own in held["says"].items()
    }
    for name, codes in held["places_leave"].items():
        lists[name] |= {str(place): frozenset(str(codes).split()) for place in held["places"]}
    return frozenset(map(str, held["neutral"])), lists
