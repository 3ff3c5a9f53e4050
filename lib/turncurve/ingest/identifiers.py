"""Identifiers: cleaned, then replaced by pseudonyms made with one key that is kept outside the project."""

from __future__ import annotations

import hmac
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from turncurve.errors import TurnCurveError
from turncurve.ingest.distinct import distinct, encoded, where
from turncurve.ingest.problems import Mask
from turncurve.ingest.remembered import remembered
from turncurve.ingest.sheet import DATE, NUMBER, Kinds
from turncurve.reference import project

KEY_VARIABLE = "TURNCURVE_KEY_FILE"
KEY_NAME = "identifier.key"
EXAMPLE_KEY_NAME = "example.key"
SHORTEST_KEY = 16
PSEUDONYM_LENGTH = 24
# Signs that show nothing: controls, joiners, marks of direction, and selectors of a letter's form.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR!)")
# As a spreadsheet shows a long number in a narrow column, which is also how it then writes it to a CSV file.
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,3}")
NOBODY = frozenset({
    "N/A", "NA", "NONE", "NULL", "NAN", "NIL", "BLANK", "TBC", "TBA", "TOBECONFIRMED", "NOTAPPLICABLE",
    "UNKNOWN", "NOTKNOWN", "NOTYETKNOWN", "N/K", "U/K", "UNK", "UNKNOWNPERSON", "ANON", "ANONYMOUS", "NONAME",
    "NAMENOTKNOWN", "NAMEUNKNOWN", "WITHHELD", "NOTGIVEN", "NOTSTATED", "NOTRECORDED", "NOTENTERED",
    "NOTPROVIDED", "NOTAVAILABLE", "NOTFOUND", "NOTASSIGNED", "NOTALLOCATED", "UNALLOCATED", "UNASSIGNED",
    "VACANT", "VACANCY", "NOONE", "NOBODY", "NOID", "NONUMBER", "NOIDENTIFIER", "NORECORD", "NOTONSYSTEM",
})  # fmt: skip
_NO_CHILD = frozenset({
    "UNBORN", "UNBORNCHILD", "UNBORNBABY", "BABYUNBORN", "CHILDUNBORN", "BABY", "UNKNOWNCHILD", "CHILDUNKNOWN",
    "CHILDNOTKNOWN", "UNKNOWNBABY", "NK", "UB",
})  # of anybody else the last may be initials  # fmt: skip
_NOTHING = re.compile(r"0+|[\W_]+")  # zeros, or signs that are neither letters nor digits
DIGITS_OF_A_NUMBER = 15  # a spreadsheet keeps no more: further digits of a number become zeros
_LONG = re.compile(rf"-?\d{{{DIGITS_OF_A_NUMBER + 1},}}")
# Letters and digits of ours alone, of no unusual length, as nearly all are; not such as begin as true and false do.
_PLAIN = rf"^[0-9A-EG-SU-Za-eg-su-z][0-9A-Za-z]{{0,{DIGITS_OF_A_NUMBER - 1}}}$"
_APOSTROPHES, _FORMULA_STARTS = "'‘’`", ("=", "+", "@")
# A date, a time or an answer, that a spreadsheet has made of an identifier.
_NO_IDENTIFIER = re.compile(
    r"TRUE|FALSE|\d{4}-\d\d-\d\d(?:T?\d\d:\d\d(?::\d\d)?)?|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|"
    r"(?:-?\d+DAYS?,)?\d{1,2}:\d\d:\d\d(?:\.\d+)?|[^<>]*[<>].*"  # or markup
)
_PARTED = re.compile(r"\d+(?:[,;&+]\d+)+|([A-Z]+)\d+(?:(?:[,;&/+]|AND)\1\d+)+")
_ONLY_WIDTH = ("<wide>", "<narrow>")  # forms of a sign that mean nothing else than the sign
_ALL_DECIMALS = re.compile(r"^(\d+)\.0+$")


@dataclass(frozen=True)
class Key:
    """The secret that makes a council's pseudonyms: the same for ever, or children cannot be followed.

    Parameters
    ----------
    secret : bytes
        The key.
    """

    secret: bytes

    def __repr__(self) -> str:
        """Return a text that does not hold the key."""
        return "Key(secret)"

    def pseudonym(self, kind: str, identifier: str) -> str:
        """Return the pseudonym of one identifier.

        Parameters
        ----------
        kind : str
            Whose identifier: "child", "siblings", "file" or "auditor".
        identifier : str
            The cleaned identifier.

        Returns
        -------
        str
            Hexadecimal digits: HMAC-SHA256 cut to 96 bits.
        """
        return self.hashing(kind)(identifier)

    def hashing(self, kind: str) -> Callable[[str], str]:
        """Return what makes pseudonyms of cleaned identifiers of one kind, for many of them.

        Parameters
        ----------
        kind : str
            Whose identifiers.

        Returns
        -------
        callable
            From an identifier to its pseudonym.
        """
        begun = hmac.new(self.secret, f"{kind}:".encode(), "sha256")

        def pseudonym(identifier: str) -> str:
            """Go on from where the hash of the key and the kind stands."""
            hashed = begun.copy()
            hashed.update(identifier.encode())
            return hashed.hexdigest()[:PSEUDONYM_LENGTH]

        return pseudonym


def default_key_file() -> Path:
    """Return where the key is looked for when no variable names it: the user's configuration folder.

    Returns
    -------
    pathlib.Path
        The file; it may not exist.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "turncurve" / KEY_NAME


def council_key() -> Key:
    """Read the key of a real council, from the file that TURNCURVE_KEY_FILE names or the configuration folder.

    Returns
    -------
    Key
        The key.

    Raises
    ------
    TurnCurveError
        If there is none, it is too short, or it lies inside the project, where it could be committed.
    """
    named = os.environ.get(KEY_VARIABLE)
    path = Path(named) if named else default_key_file()
    if not path.is_file():
        raise TurnCurveError(
            "there is no key to make pseudonyms with",
            where=f"looked for {path}",
            remedy=f"Put at least {SHORTEST_KEY} random characters into a file outside the project, keep a copy safe, "
            f"and set {KEY_VARIABLE} to its path",
        )
    if path.resolve().is_relative_to(project.root()):
        raise TurnCurveError(
            "the key that makes pseudonyms lies inside the project",
            where=str(path),
            remedy="Move it outside the project's folder, so that it can never be committed or copied with it",
        )
    return read_key(path)


def example_key(raw: Path) -> Key:
    """Read the example council's own key, which lies beside its files and protects nobody.

    Parameters
    ----------
    raw : pathlib.Path
        The example council's raw folder.

    Returns
    -------
    Key
        The key.
    """
    return read_key(raw / EXAMPLE_KEY_NAME)


def read_key(path: Path) -> Key:
    """Read a key from a file.

    Parameters
    ----------
    path : pathlib.Path
        The file; spaces and line ends around the key are not part of it.

    Returns
    -------
    Key
        The key.

    Raises
    ------
    TurnCurveError
        If the file cannot be read or the key is too short.
    """
    try:
        secret = path.read_bytes().strip()
    except OSError as problem:
        raise TurnCurveError(
            "the key that makes pseudonyms cannot be read",
            where=str(path),
            remedy="Check that the file exists and may be read",
        ) from problem
    if len(secret) < SHORTEST_KEY:
        raise TurnCurveError(
            f"the key that makes pseudonyms is shorter than {SHORTEST_KEY} characters",
            where=str(path),
            remedy="Use the key that earlier loads used, or make a longer one if this is the first",
        )
    return Key(secret)


@remembered
def clean(identifier: str) -> str:
    """Return an identifier without what systems spell differently; leading zeros are kept.

    Parameters
    ----------
    identifier : str
        The cell's text.

    Returns
    -------
    str
        In one Unicode form, without spaces or invisible signs, in capitals, and without ".0" after digits.
    """
    if identifier.isascii() and identifier.isalnum():  # as nearly all are
        return identifier.upper()
    text, before = identifier, ""
    while text != before:  # taking out a sign may let two others join
        before = text
        text = unicodedata.normalize("NFKC", "".join(_INVISIBLE.sub("", text).split())).upper()
    text = text.lstrip(_APOSTROPHES)  # which a spreadsheet hides
    whole = _ALL_DECIMALS.match(text)
    return whole.group(1) if whole else text


def faults(texts: pd.Series[str], *, kinds: Kinds) -> dict[str, Mask]:
    """Tell which identifiers cannot be trusted to be whose they seem.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    kinds : array of uint8
        What kind of cell each was.

    Returns
    -------
    dict of str to array of bool
        By rule: "error_cell" where the spreadsheet shows an error, "shortened_number" where it has dropped digits,
        "not_an_identifier" where it is a date, an answer or markup, "several_numbers" where it is of several children,
        "other_alphabet" where a letter or digit only looks like one of ours, "formula" where a spreadsheet would run
        it. A cell that breaks several is under the first of them.
    """
    cleaned = {value: clean(value) for value in distinct(texts, but=_PLAIN)}
    shortened = {value for value, text in cleaned.items() if _SHORTENED.fullmatch(text)}
    long = {value for value, text in cleaned.items() if _LONG.fullmatch(text)}
    foreign = {
        value
        for value, text in cleaned.items()
        if not value.isascii() and (_has_other_letters(text) or any(map(_is_folded, value)))
    }
    unlike = {value for value, text in cleaned.items() if _NO_IDENTIFIER.fullmatch(text)}
    masks = {
        "error_cell": where(texts, {value for value, text in cleaned.items() if _ERROR.fullmatch(text)}),
        "shortened_number": where(texts, shortened) | (where(texts, long) & (kinds == NUMBER)),
        "not_an_identifier": where(texts, unlike) | ((kinds == DATE) & texts.notna().to_numpy()),
        "several_numbers": where(texts, {value for value, text in cleaned.items() if _PARTED.fullmatch(text)}),
        "other_alphabet": where(texts, foreign),
        "formula": where(texts, {value for value, text in cleaned.items() if text.startswith(_FORMULA_STARTS)}),
    }
    named = np.zeros(len(texts), dtype=bool)
    for rule, mask in masks.items():  # a cell is refused once, under the first rule that it breaks
        masks[rule] = mask & ~named
        named |= mask
    return masks


def is_error(texts: pd.Series[str]) -> Mask:
    """Tell which cells show an error of the spreadsheet, such as #REF!.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.

    Returns
    -------
    array of bool
        True where the cell holds nothing but the error.
    """
    return texts.fillna("").str.upper().str.fullmatch(_ERROR).to_numpy(dtype=bool)


def _has_other_letters(text: str) -> bool:
    """Tell whether a text has a letter or digit of another alphabet than ours."""
    others = (sign for sign in text if sign.isalnum() and not sign.isascii())
    return any(not unicodedata.name(sign, "").startswith("LATIN") for sign in others)


def _is_folded(sign: str) -> bool:
    """Tell whether cleaning makes another letter or digit, or several, of a sign, as 2 of a raised 2."""
    if sign.isascii() or not sign.isalnum():
        return False
    as_other = unicodedata.decomposition(sign)
    return (as_other.startswith("<") and not as_other.startswith(_ONLY_WIDTH)) or len(sign.upper()) > 1


def is_nobody(identifier: str, *, kind: str = "child") -> bool:
    """Tell whether what stands for an identifier says that there is none.

    Parameters
    ----------
    identifier : str
        A cleaned identifier.
    kind : str
        Whose it is.

    Returns
    -------
    bool
        True for a word such as "unborn" or "n/k", for zeros alone, and for signs that are no letters or digits.
    """
    is_word = identifier in NOBODY or (kind == "child" and identifier in _NO_CHILD)
    return is_word or not identifier or _NOTHING.fullmatch(identifier) is not None


def pseudonyms(texts: pd.Series[str], *, kind: str, key: Key) -> tuple[pd.Series[str], pd.DataFrame]:
    """Replace a column of identifiers by pseudonyms; each distinct identifier is hashed once.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    kind : str
        Whose identifiers they are.
    key : Key
        The council's key.

    Returns
    -------
    tuple of (Series of str, DataFrame)
        The pseudonyms, missing where blank or a word for nobody; and the map: kind, identifier and pseudonym.
    """
    held = encoded(texts)
    people = _people(key, kind)
    found = [people[value] for value in held.dictionary.to_pylist()]
    made = dict(each for each in found if each is not None)
    known = sorted(made)
    whose = pd.DataFrame({"identifier": _texts(known), "pseudonym": _texts([made[each] for each in known])})
    whose.insert(0, "kind", pd.Series(kind, index=whose.index, dtype="str"))
    pseudonym = pa.array([None if each is None else each[1] for each in found], pa.large_string())
    return pd.Series(pseudonym.take(held.indices), index=texts.index, dtype="str"), whose


def _texts(values: list[str]) -> pd.Series[str]:
    """Return texts as a column, without looking at each whether it is one."""
    return pd.Series(pa.array(values, pa.large_string()), dtype="str")


class _People(dict[str, tuple[str, str] | None]):
    """The identifier that a cell holds, cleaned, with its pseudonym, by cell; None where it is nobody's."""

    def __init__(self, key: Key, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._pseudonym = key.hashing(kind)

    def __missing__(self, cell: str) -> tuple[str, str] | None:
        """Clean and hash what a cell holds, once."""
        identifier = clean(cell)
        nobody = is_nobody(identifier, kind=self._kind)
        self[cell] = None if nobody else (identifier, self._pseudonym(identifier))
        return self[cell]


@remembered
def _people(key: Key, kind: str) -> _People:
    """Return who the cells of one kind are, as far as the council's files have told."""
    return _People(key, kind)
