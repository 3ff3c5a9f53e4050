"""What the field's words mean: the one source of every definition that a page or the documentation gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class Term:
    """One word of the field, or of ours, with its meaning.

    Parameters
    ----------
    word : str
        The word, as it stands in a list.
    meaning : str
        What it means, in a sentence or two.
    forms : tuple of str
        How it stands in a text; small letters match capitals too. Empty where it is explained and never marked.
    beside : str
        A word that the same page must hold, where a form alone could mean something else; empty where it could not.
    """

    word: str
    meaning: str
    forms: tuple[str, ...]
    beside: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """Return every word that is explained.

    Returns
    -------
    tuple of Term
        In the order of the alphabet, capitals and small letters alike.
    """
    text = (resources.files("turncurve.reference") / "glossary.yml").read_text(encoding="utf-8")
    held = (_term(entry) for entry in yaml.safe_load(text))
    return tuple(sorted(held, key=lambda term: term.word.lower()))


def _term(entry: dict[str, str | list[str]]) -> Term:
    """Return one entry of the file; without forms of its own, a word stands in a text alone or in the plural."""
    word = str(entry["word"])
    forms = entry.get("forms", [word, f"{word}s"])
    return Term(word, str(entry["meaning"]), tuple(map(str, forms)), str(entry.get("beside", "")))
