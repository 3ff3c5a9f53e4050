"""Which code of a field's list a value means: tolerant of spelling, never to a wrong code."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from turncurve.ingest import code_likeness, code_text, code_words
from turncurve.ingest.code_tables import DENIES, LEADING_CODE, LIST_LETTER, tables_of, words_of
from turncurve.ingest.distinct import distinct, replaced, where
from turncurve.ingest.headers import plain
from turncurve.ingest.problems import Mask
from turncurve.reference.formats.specification import ColumnFormat

MOST_OWN_VALUES = 30
MOST_SPELLINGS = 3_000  # of one code list in one file
LONGEST_OWN_VALUE = 60
# What a system puts before a value of its own list, such as "(CS) Police" or "(A.A41)White - British".
_SYSTEM_MARK = re.compile(r"^\s*(?:\([A-Z](?:[A-Z]|\.[A-Z]+\d*)\)|[A-Z]\.[A-Z]+\d*\s*[):]|\d{2,3}\)|~)\s*")
# What stands between two names of a list, and between the name of several at once and what they are.
_AND = re.compile(r"\s*(?:[,;/+&]|\band\b)\s*", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"\s*[:(\[\-–—]\s*")
_QUOTES = "'\"‘’“”` \t"
_LABEL = re.compile(r"\d?[A-Z]{2,8}|[A-Z]?\d{1,2}[a-z]?")
_SYSTEM_LABEL = re.compile(r"[A-Z]{3,8}")
_OF_A_COUNCIL = re.compile(r"^LB|C$")  # "KMBC - Social care": of which council it is not known whether it is the file's
_DIVISION = re.compile(r"\s*(?::\s|\s[-–—:]+\s|\s[-–—]|(?<=[a-z])[-–—]\s|\s*[(\[;/>])\s*")
# A council's own subdivision of a code, such as "N1d" or "N1.NE" of N1.
_SUBDIVIDED = re.compile(r"^\s*([A-Z]{1,2}\d)(?:[A-Za-z]\b|[A-Z]{2,3}\b|\.[A-Z]*\d*\b)\s*[:\-–—]?\s*(.*)$", re.DOTALL)
_RESIDUAL = re.compile(r"\b(?:other|unknown|multiple)\b")
_CLOSING_CODE = re.compile(
    r"^(.*?)(?:[\[(]\s*|\s[-–—:]\s+(?=[A-Za-z]{0,2}\d))([A-Za-z]{0,3}\d{0,2}[A-Za-z]?)\s*[\])]?\s*$", re.DOTALL
)


@dataclass(frozen=True)
class ParsedCodes:
    """A column of codes as read.

    Parameters
    ----------
    codes : Series of str
        Our canonical code, one a row; missing where blank or not known.
    unknown : array of bool
        Which rows hold a value that is not in the list.
    is_free_text : bool
        Whether an open list held so many other values that they were left out as free text.
    """

    codes: pd.Series[str]
    unknown: Mask
    is_free_text: bool = False


def parse(texts: pd.Series[str], column: ColumnFormat) -> ParsedCodes:
    """Match a column's values to its code set; each distinct value is matched once.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    column : ColumnFormat
        The column's code set and the spellings known.

    Returns
    -------
    ParsedCodes
        Canonical codes, and where there was none. In an open list a short value of the source's own is kept in lower
        case, unless there are so many that the field is free text.
    """
    # What a database writes for a blank.
    texts = texts.mask(where(texts, {value for value in distinct(texts) if value.casefold() == "null"}))
    values = distinct(texts)
    read = code_for if len(values) <= MOST_SPELLINGS else _code_of  # more are free text, of which no word is weighed
    meaning = {value: code for value in values if (code := read(value, column)) is not None}
    others = [value for value in values if value not in meaning]
    is_free_text = len(others) > MOST_OWN_VALUES or any(len(value) > LONGEST_OWN_VALUE for value in others)
    if column.open and not is_free_text:
        meaning |= {value: plain(value) for value in others if plain(value)}
    unknown = where(texts, set(others) - set(meaning))
    return ParsedCodes(replaced(texts, meaning), unknown, is_free_text=column.open and is_free_text)


def parse_yes_no(texts: pd.Series[str], column: ColumnFormat) -> tuple[pd.Series[bool], Mask]:
    """Read a column of yes and no; "unknown", where the list has it, is blank and no fault.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    column : ColumnFormat
        The column's code set, whose codes are "yes", "no" and perhaps "unknown".

    Returns
    -------
    tuple of (Series of boolean, array of bool)
        The answers, and which rows hold another value.
    """
    parsed = parse(texts, column)
    answers = parsed.codes.map({"yes": True, "no": False}).astype("boolean")
    return answers, parsed.unknown


def code_for(value: str, column: ColumnFormat) -> str | None:
    """Return the canonical code that one value means.

    Parameters
    ----------
    value : str
        The cell's text.
    column : ColumnFormat
        The column's code set and the spellings known.

    Returns
    -------
    str or None
        None where the value means no code, or might mean more than one.
    """
    found = _read(value, column)
    if found is not None or column.type == "yes_no":
        return found
    value = code_text.that_applies(value)
    bare = [value, *code_text.bared(value)]
    if _marked(value, column):  # which is weighed against the words, and never taken off
        bare = [text for text in bare if _marked(text, column)]
    # A code that stands before a name is weighed against the name as it is written.
    expanded = bare[-1] if _marked(bare[-1], column) else code_likeness.expanded(bare[-1])
    for text in dict.fromkeys((*bare, code_text.mended(bare[-1], tables_of(column).words), expanded)):
        found = _read(text, column)
        found = found or _without_examples(text, column) or _alike(text, column)
        if found is not None:
            return None if _contradicts(value, found, column) else found
    return _by_likeness(value, bare[-1], column) or code_words.of_its_own_name(
        bare[-1], tables_of(column).ends, tables_of(column).says
    )


def _by_likeness(value: str, bare: str, column: ColumnFormat) -> str | None:
    """Return the code whose name a value is a form of, unless it begins or closes with a code of the list."""
    if _marked(value, column) or _marked(bare, column):
        return None
    found = code_likeness.nearest(bare, tables_of(column).names)
    return found if found is not None and not _contradicts(value, found, column) else None


def _read(value: str, column: ColumnFormat) -> str | None:
    """Return the code of a value as it stands, behind no more than a system's mark."""
    found = _code_of(value, column)
    bare = _SYSTEM_MARK.sub("", value.strip(_QUOTES))
    if found is None and bare != value:
        found = _code_of(bare, column)
    if found is None and column.several:
        found = _several(bare, column)
    if found is not None or column.type == "yes_no":
        return found
    found = _of_parts(bare, column)
    return found if found is not None else _by_what_words_say(bare, column)


def _without_examples(text: str, column: ColumnFormat) -> str | None:
    """Return the code of a text without its examples, unless one is of another code or the code itself is denied."""
    said, examples, left_out = code_text.without_examples(text)
    found = _read(said, column) if said != text else None
    if found is None or _holds_another(examples, found, column) or (left_out and _read(left_out, column) == found):
        return None
    return found


def _alike(text: str, column: ColumnFormat) -> str | None:
    """Return the code of a text that says one code twice or more, told apart by a semicolon or a bar."""
    parts = [each for each in re.split(r"\s*[;|]\s*", text) if each]
    said = {_read(each, column) for each in parts} if len(parts) > 1 else set()
    return said.pop() if len(said) == 1 else None


def _contradicts(value: str, code: str, column: ColumnFormat) -> bool:
    """Tell whether another code of the list stands in a value, in brackets or with a subdivision of its own."""
    codes = {each.casefold() for each in column.codes.values() if any(map(str.isdigit, each)) and not each.isdigit()}
    marks = {mark.casefold() for mark in re.findall(r"(?<![A-Za-z0-9])([A-Za-z]{1,2}\d{1,2}[A-Z]?)(?![0-9])", value)}
    return bool((marks & codes) - {code.casefold()})


def _is_negated(text: str, column: ColumnFormat) -> bool:
    """Tell whether a text denies something, otherwise than in a name of the list, such as "Not stated"."""
    words = f" {plain(text)} "
    for name in tables_of(column).denying:
        words = words.replace(f" {name} ", " ")
    return DENIES.search(words) is not None


def _by_what_words_say(text: str, column: ColumnFormat) -> str | None:
    """Return the code that all words of a text together leave, a system's label before them being left out."""
    words = code_words.without_label(text, tables_of(column).exact)
    found = _code_of(words, column) if words != text else None
    if found is not None or _is_negated(text, column) or not tables_of(column).says:
        return found
    # A list of things, of which the field's code may be that of the first or of all; not a long name with commas.
    if text.count(",") > 1 and len(list(code_words.phrases(words, tables_of(column).says))) > text.count(","):
        return None
    if _marked(text, column):  # a code stands in it, which has been weighed against the words
        return None
    return code_words.meant(words, tables_of(column).says)


def _marked(text: str, column: ColumnFormat) -> bool:
    """Tell whether a code of the list stands before or behind the words of a text."""
    codes = tables_of(column).by_sign
    before, behind = LEADING_CODE.match(text), _CLOSING_CODE.match(text)
    return (before is not None and before.group(1).casefold() in codes) or (
        behind is not None and behind.group(2).casefold() in codes
    )


def _code_of(value: str, column: ColumnFormat) -> str | None:
    """Return the code that a value means as a whole, by its spelling, the letter of the list or a code within it."""
    whole, by_words = tables_of(column).exact, tables_of(column).by_words
    bare = LIST_LETTER.sub("", value)
    for text in (value, bare):
        if plain(text) in whole:
            return whole[plain(text)]
    letter = LIST_LETTER.match(value)
    if letter and not plain(bare):
        return tables_of(column).by_letter.get(letter.group().strip())
    marked = _marked_code(bare, column)
    return marked if marked is not None or _marked(bare, column) else by_words.get(words_of(bare))


def _several(text: str, column: ColumnFormat) -> str | None:
    """Return the code for several at once, where a text is nothing but two or more codes or names, told apart."""
    exact = tables_of(column).exact
    first, _, rest = _NAMED_FIRST.sub("\n", text.rstrip(" )]"), count=1).partition("\n")
    listed = rest if exact.get(plain(first)) == column.several and rest else text
    names = [plain(each) for each in _AND.split(listed) if plain(each)]
    if len(names) == 1 and not _NAMED_FIRST.search(listed.strip()):
        names = _in_a_row(names[0], column)
    said = {exact.get(name) for name in names}
    return column.several if None not in said and len(said - {column.several}) > 1 else None


def _in_a_row(text: str, column: ColumnFormat) -> list[str]:
    """Return the names that stand in a row with nothing between them, without those that may be said of the next."""
    exact, codes = tables_of(column).exact, {code.casefold() for code in column.codes.values()}
    words, names = text.split(), list[str]()
    while words:
        length = next((n for n in range(len(words), 0, -1) if " ".join(words[:n]) in exact), 0)
        name = " ".join(words[:length])
        if not length or (names and (names[-1] in codes) != (name in codes)):
            return []
        while names and f"{names[-1]} abuse" in exact and f"{name} abuse" not in exact and name not in codes:
            names.pop()  # "physical neglect" is one thing, and "neglect physical" is two
        names, words = [*names, name], words[length:]
    return names


def _of_parts(text: str, column: ColumnFormat) -> str | None:
    """Return the code of a text in two parts: a system's own label and then the code, or the code and a detail."""
    first, _, rest = _DIVISION.sub("\n", text, count=1).partition("\n")
    named, detail = _code_of(first, column), _code_of(rest, column)
    if (
        named is None
        and detail is None
        and _SYSTEM_LABEL.fullmatch(first.strip())
        and not _OF_A_COUNCIL.search(first.strip())
    ):
        detail = None if plain(first) in tables_of(column).says else _by_what_words_say(rest, column)
    if named is None and detail is not None and _LABEL.fullmatch(first.strip()):
        # "LA - other" is no other source, but another of this kind.
        return None if plain(rest) == "other" or plain(first) in tables_of(column).says else detail
    if _is_negated(text, column):
        return None
    divided = _SUBDIVIDED.match(text)
    if divided and any(plain(listed) != plain(code) for listed, code in column.codes.items()):
        code = tables_of(column).exact.get(plain(divided.group(1)))
        said = _code_of(divided.group(2), column)
        return code if code is not None and said in {None, code} else None
    if named is not None and detail in {None, named} and not _holds_another(rest, named, column):
        # "Temporary placement - at sea": names of other codes begin as this one's, and one of them may be meant.
        if detail is None and plain(rest) and _begins_another(plain(first), named, column):
            return None
        return None if _RESIDUAL.search(plain(first)) or len(plain(first)) < 4 else named
    return None


def _holds_another(text: str, code: str, column: ColumnFormat) -> bool:
    """Tell whether the name of another code than the one given stands anywhere in a text."""
    words = f" {plain(text)} "
    if any(meant != code and f" {name} " in words for name, meant in tables_of(column).exact.items() if len(name) > 1):
        return True
    return any(
        left != {code} and f" {name} " in words for name, left in tables_of(column).says.items() if len(left) == 1
    )


def _begins_another(name: str, code: str, column: ColumnFormat) -> bool:
    """Tell whether the standard's name of another code begins with a name."""
    return any(
        meant != code and plain(LIST_LETTER.sub("", own).partition(meant)[2]).startswith(f"{name} ")
        for own, meant in column.codes.items()
    )


def _marked_code(text: str, column: ColumnFormat) -> str | None:
    """Return the code that begins or closes a text, unless the words beside it mean another."""
    codes = tables_of(column).by_sign
    for pattern, code_group, words_group in ((LEADING_CODE, 1, 2), (_CLOSING_CODE, 2, 1)):
        found = pattern.match(text)
        if found is None:
            continue
        mark, beside = found.group(code_group), found.group(words_group)
        said = tables_of(column).exact.get(plain(beside)) or tables_of(column).by_words.get(words_of(beside))
        code = codes.get(mark.casefold())
        if code is None and said is not None and tables_of(column).exact.get(plain(mark)) == said:
            return said
        if code is not None and (said == code or _is_marked(text, code)):
            return code if said in {None, code} else None
    return None


def _is_marked(text: str, code: str) -> bool:
    """Tell whether a code stands apart: it has letters and digits, or a mark of punctuation follows or encloses it."""
    has_both = any(sign.isdigit() for sign in code) and any(sign.isalpha() for sign in code)
    return has_both or re.search(rf"{re.escape(code)}\s*[:\-–—)\]]", text, re.IGNORECASE) is not None
