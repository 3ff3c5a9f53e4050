"""What the spellings, words and signs of one field's codes mean, looked up once a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from turncurve.ingest.code_likeness import Names, names_of
from turncurve.ingest.headers import plain
from turncurve.reference.formats.code_words import ends, neutral, says
from turncurve.reference.formats.specification import ColumnFormat

Spelling = TypeVar("Spelling", str, frozenset[str])
LIST_LETTER = re.compile(r"^\s*[a-z]{1,2}\d?\)\s*")
LEADING_CODE = re.compile(r"^\W*([A-Za-z]{0,3}\d{0,2}[A-Za-z]?)\s*(?:[:\-–—.)\]]|\s)\s*(.*)$", re.DOTALL)
DENIES = re.compile(
    r"\b(?:not|non|no|except|excluding|excludes|other than|former|formerly|ex|previously|was)\b", re.IGNORECASE
)
_SMALL = frozenset({"the", "a", "an", "of", "to", "or", "and", "e", "g", "eg", "for", "example"})


@dataclass(frozen=True)
class CodeTables:
    """What is known of the spellings of one field's codes.

    Parameters
    ----------
    exact : mapping of str to str
        By plain spelling: the code.
    by_words : mapping of frozenset of str to str
        By the words of a spelling in any order: the code.
    by_letter : mapping of str to str
        By the letter of the list, such as "a)": the code.
    by_sign : mapping of str to str
        By the code in lower case: the code.
    says : mapping of str to frozenset of str
        By word or phrase: the codes it leaves; empty for a field of whose words nothing is known.
    names : Names
        The names of the codes as they are compared with values that are none of them.
    ends : mapping of str to str
        By what an institution's own name ends with: the code.
    words : frozenset of str
        Every word that the names hold, and the words that say nothing.
    denying : tuple of str
        The names that deny something themselves, such as "not stated", the longest first.
    """

    exact: Mapping[str, str]
    by_words: Mapping[frozenset[str], str]
    by_letter: Mapping[str, str]
    by_sign: Mapping[str, str]
    says: Mapping[str, frozenset[str]]
    names: Names
    ends: Mapping[str, str]
    words: frozenset[str]
    denying: tuple[str, ...]


@cache
def tables_of(column: ColumnFormat) -> CodeTables:
    """Return what is known of the spellings of a field's codes.

    Parameters
    ----------
    column : ColumnFormat
        The column's code set and the spellings known.

    Returns
    -------
    CodeTables
        What spellings, words and signs mean.
    """
    exact, by_words, by_letter = _spelt(column)
    codes = {*column.codes.values(), *column.spellings.values()}
    general = says(codes)
    own = {name: frozenset({code}) for name, code in exact.items() if len(name) > 2 and not name[0].isdigit()}
    said = {**own, **general} if general else {}
    named = [(name, code) for name, code in exact.items() if len(name) > 2]
    named += [(name, next(iter(left))) for name, left in said.items() if len(left) == 1]
    every = {*exact, *said}
    return CodeTables(
        exact=exact,
        by_words=by_words,
        by_letter=by_letter,
        by_sign={code.casefold(): code for code in (*column.codes.values(), *column.spellings.values())},
        says=said,
        names=names_of(named),
        ends=ends(codes),
        words=frozenset(word for name in every for word in name.split()) | neutral(),
        denying=tuple(sorted((name for name in every if DENIES.search(name)), key=len, reverse=True)),
    )


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, whatever their order; small words left out.

    Parameters
    ----------
    text : str
        A value or a spelling.

    Returns
    -------
    frozenset of str
        The words; the text as a whole where one of them is "other".
    """
    words = [word for word in plain(text).split() if word not in _SMALL]
    # "Other LA" is another authority, but "LA - other" another service of this one.
    return frozenset([" ".join(words)] if "other" in words else words)


def _spelt(column: ColumnFormat) -> tuple[dict[str, str], dict[frozenset[str], str], dict[str, str]]:
    """Return what spellings mean: exactly, by their words, and by the letter of the list."""
    exact: dict[str, set[str]] = {}
    by_words: dict[frozenset[str], set[str]] = {}
    by_letter: dict[str, set[str]] = {}
    for spelling, code in _pairs(column):
        bare = LIST_LETTER.sub("", spelling)
        letter = LIST_LETTER.match(spelling)
        for text in (spelling, bare, code, LEADING_CODE.sub(r"\1", bare) if _has_code(bare, code) else bare):
            exact.setdefault(plain(text), set()).add(code)
        by_words.setdefault(words_of(bare), set()).add(code)
        if letter:
            by_letter.setdefault(letter.group().strip(), set()).add(code)
    return _certain(exact), _certain(by_words), _certain(by_letter)


def _has_code(text: str, code: str) -> bool:
    """Tell whether a standard's value begins with its own code."""
    found = LEADING_CODE.match(text)
    return found is not None and found.group(1).casefold() == code.casefold()


def _certain(meanings: Mapping[Spelling, set[str]]) -> dict[Spelling, str]:
    """Keep the spellings that mean one code only."""
    return {text: next(iter(codes)) for text, codes in meanings.items() if text and len(codes) == 1}


def _pairs(column: ColumnFormat) -> list[tuple[str, str]]:
    """Return a column's spellings and what each means, with the words that follow each code."""
    pairs = [*column.codes.items(), *column.spellings.items()]
    after_code = [(m.group(2), code) for text, code in column.codes.items() if (m := _described(text, code))]
    return pairs + after_code


def _described(text: str, code: str) -> re.Match[str] | None:
    """Return the match of a standard's value that describes its code in words, such as "RD4 - Any other reason"."""
    bare = LIST_LETTER.sub("", text)
    found = LEADING_CODE.match(bare)
    return found if found and _has_code(bare, code) and found.group(2).strip() else None
