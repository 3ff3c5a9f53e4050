"""Whether an action says what somebody will do, so that anybody could see whether it was done."""

from __future__ import annotations

import re

FEWEST_WORDS = 3
"""An action of fewer words says too little to be carried out or checked."""

INTENTIONS = frozenset(
    {
        "address",
        "aim",
        "be",
        "consider",
        "continue",
        "deliver",
        "develop",
        "drive",
        "embed",
        "encourage",
        "ensure",
        "explore",
        "improve",
        "look",
    }
    | {"make", "monitor", "promote", "raise", "reinforce", "strengthen", "support", "tackle", "think", "try", "work"}
)
"""Words that open an action without saying what will be seen to be done."""

VERBS_LIKE_NOUNS = frozenset(
    {"bring", "complement", "document", "embed", "experiment", "feed", "implement", "proceed", "supplement"}
)
_LIKE_A_NOUN = re.compile(
    r"^(?:\w{3,}ing|\w{3,}ation|\w+ment|\w+ness|\w{3,}ity|\w+ed|an?|the|better|more|new|regular|all)$"
)
_ANYTHING_TO_SEE = re.compile(
    r"\d|\b(?:by|each|every|when|until|before|after|once|weekly|monthly|quarterly|that|who|with|without)\b"
)


PLACEHOLDERS = frozenset({"", "?", "-", "tbc", "tba", "tbd", "na", "n/a", "unknown", "todo", "xxx", "to be confirmed"})
"""What stands where nothing has been decided yet."""


def is_said(words: str) -> bool:
    """Tell whether something is said, and not only that it will be.

    Parameters
    ----------
    words : str
        What a council wrote in one place.

    Returns
    -------
    bool
        False for nothing, and for "TBC" and the like.
    """
    return words.strip(" .").lower() not in PLACEHOLDERS


def vagueness(action: str) -> str:
    """Say why an action is too vague to be carried out or checked.

    Parameters
    ----------
    action : str
        What will be done, in the council's words.

    Returns
    -------
    str
        The reason, as it follows "it is vague:"; empty where the action is plain enough. It judges words and not sense:
        it must begin with what somebody does, and an intention such as "improve" must say what will be seen.
    """
    said = re.findall(r"[\w'-]+", action.lower())
    if len(said) < FEWEST_WORDS:
        return f"it says what in fewer than {FEWEST_WORDS} words"
    first, seen = said[0], _ANYTHING_TO_SEE.search(action.lower())
    if not is_said(first):
        return "it says only that it is still to be confirmed"
    somebody = first in {"a", "an", "the", "all"} and seen
    if first not in VERBS_LIKE_NOUNS and _LIKE_A_NOUN.match(first) and not somebody:
        return "it does not begin with what somebody will do"
    if first in INTENTIONS and not seen:
        return f"it says to {first} and not what will be seen to be done"
    return ""
