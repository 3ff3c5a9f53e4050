"""Whether a note beside an answer makes the answer doubtful: it names another, takes part of it back, or denies it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from turncurve.ingest.headers import plain

_DENIED = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|without|cannot|cant|lacks?|lacking|missing|absent)\b|n['\u2019]t\b"
)
_IN_PART = re.compile(
    r"\b(?:part|partly|partial|partially|some|mostly|mainly|largely|half|only|except|apart from|unclear|unsure)\b"
)
_AFFIRMED = re.compile(r"\b(?:fine|ok|okay|good|everything|satisfactory|in place|all (?:well|done|there|met))\b")
_NOTHING_WRONG = re.compile(
    r"\b(?:no|without|not (?:a|any)) (?:further )?(?:concerns?|issues?|problems?|worries|gaps?|delays?|actions?)\b"
)
_SOME_OF = re.compile(r"(?<![\d/])(\d+)\s*(?:of|out of|/)\s*(\d+)(?![\d/])")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)")
_INITIALS = {"m": "met", "p": "partly met", "pm": "partly met", "nm": "not met"}
MET, NOT_MET = "met", "not met"


def makes_doubtful(note: str, found: str, exact: Mapping[str, str]) -> bool:
    """Tell whether a note makes the answer beside it doubtful.

    Parameters
    ----------
    note : str
        What stands beside the answer.
    found : str
        The answer, in the scale's own words.
    exact : mapping of str to str
        The scale's own words by every plain spelling.

    Returns
    -------
    bool
        True where the note names another answer or, beside met and not met, says the contrary or a part of it.
    """
    if not plain(note):
        return False
    if _names_another(note, found, exact):
        return True
    contrary = {MET: _takes_back, NOT_MET: _affirms}.get(plain(found))
    return contrary is not None and contrary(note.casefold())


def _names_another(note: str, found: str, exact: Mapping[str, str]) -> bool:
    """Tell whether a note names another answer than the one given; short names count where they are the whole note."""
    alone, words = plain(note), f" {plain(note)} "
    if alone in exact or (alone in _INITIALS and MET in exact):
        return plain(exact.get(alone) or _INITIALS[alone]) != plain(found)
    return any(meant != found and len(name) > 2 and f" {name} " in words for name, meant in exact.items())


def _takes_back(note: str) -> bool:
    """Tell whether a note beside met denies it, or grants a part of it only."""
    left = _NOTHING_WRONG.sub(" ", note)
    some = any(int(part) < int(whole) for part, whole in _SOME_OF.findall(left))
    below = any(float(share) < 100 for share in _PERCENT.findall(left))
    return some or below or bool(_DENIED.search(left)) or bool(_IN_PART.search(left))


def _affirms(note: str) -> bool:
    """Tell whether a note beside not met says that all is well."""
    left = _NOTHING_WRONG.sub(" ", note)
    return left != note or (bool(_AFFIRMED.search(left)) and not _DENIED.search(left))
