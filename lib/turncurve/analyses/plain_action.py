"""Whether an action says what somebody will do, so that anybody could see whether it was done."""

from __future__ import annotations

import re

FEWEST_WORDS = 3
"""An action of fewer words says too little to be carried out or checked."""

INTENTIONS = frozenset(
    {"address", "aim", "consider", "continue", "develop", "encourage", "ensure", "explore", "improve", "look"}
    | {"monitor", "promote", "raise", "reinforce", "strengthen", "support", "tackle", "think", "try"}
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
    first = said[0]
    if first not in VERBS_LIKE_NOUNS and _LIKE_A_NOUN.match(first):
        return "it does not begin with what somebody will do"
    if first in INTENTIONS and not _ANYTHING_TO_SEE.search(action.lower()):
        return f"it says to {first} and not what will be seen to be done"
    return ""
