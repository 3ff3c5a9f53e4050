"""What a `.yml` of ours says, read as fast as it can be."""

from __future__ import annotations

from typing import Any

import yaml

# The same safe reading by the library in C, where there is one: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def own_words(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what the text of one of our own files holds; a council's are read so that their faults are told by line.

    Parameters
    ----------
    text : str
        The file's text.

    Returns
    -------
    object
        Mappings, lists, words, numbers, dates and nothing else.
    """
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader, either way
