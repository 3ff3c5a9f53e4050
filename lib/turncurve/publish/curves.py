"""Whether what a council has written is of curves that there are, asked before its records are read in."""

from __future__ import annotations

from difflib import get_close_matches

from turncurve.analyses.target_ahead import check_target
from turncurve.errors import UnknownNameError
from turncurve.indicators.registry import INDICATORS
from turncurve.ingest import story
from turncurve.reference import project


def check_curves(council: str) -> int:
    """Refuse words on an indicator that there is not, and a target that an indicator cannot have.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    int
        How many stories the council has written.

    Raises
    ------
    UnknownNameError
        If a story is of no indicator of the registry.
    RefusedInputError
        If the file contradicts itself, or a target is one that its indicator cannot have.
    """
    stories = story.read(project.raw_folder(council))
    for each in stories:
        if each.indicator not in INDICATORS:
            near = get_close_matches(each.indicator, INDICATORS, n=1, cutoff=0.4)
            raise UnknownNameError(
                f"there is no indicator called {each.indicator!r}",
                where=story.FILE,
                remedy=f"Did you mean {near[0]}?" if near else "See docs/indicators.md for their identifiers",
            )
        if each.target is not None:
            check_target(each.target, INDICATORS[each.indicator].definition)
    return len(stories)
