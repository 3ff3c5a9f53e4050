"""Which steps to adoption have lately come to take a fraction of their time, or a multiple of it, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses.adoption_cases import AdoptionCases
from turncurve.analyses.adoption_futures import learnt

__all__ = ["ChangedPace", "changed_paces", "pace_notes"]

_STATES = {
    "entered": "entering care",
    "decided": "the decision that a child should be adopted",
    "ordered": "the court's order",
    "matched before order": "a match before the order",
    "matched": "a match",
    "placed": "moving in",
    "adopted": "adoption",
}


NOT_COUNTED = (
    "That is inferred from when children moved on, and not counted: on invented councils where nothing had changed, "
    "one forecast in twenty-four found such a change. Hold it against what moves first."
)


@dataclass(frozen=True)
class ChangedPace:
    """A step that takes another time than it did.

    Parameters
    ----------
    origin, destination : str
        The states it leads between, in a reader's words.
    since : datetime.date
        About when it changed.
    times : float
        How many times as fast it goes now.
    """

    origin: str
    destination: str
    since: dt.date
    times: float


def changed_paces(held: AdoptionCases) -> tuple[ChangedPace, ...]:
    """Tell which steps take a fraction or a multiple of the time they took.

    Parameters
    ----------
    held : AdoptionCases
        The cases.

    Returns
    -------
    tuple of ChangedPace
        In the order of the route; none where no step is believed to have changed, or nothing can be learnt.
    """
    if held.cases is None:
        return ()
    hazards = learnt(held).hazards
    return tuple(
        ChangedPace(_STATES[origin], _STATES[destination], _day(fit.clock.begins), fit.clock.pace)
        for (origin, destination), fit in zip(hazards.route.moves, hazards.fits, strict=False)
        if fit.clock.pace != 1.0
    )


def pace_notes(held: AdoptionCases) -> tuple[str, ...]:
    """Say which steps take a fraction or a multiple of the time they took, and that the forecast goes on so.

    Parameters
    ----------
    held : AdoptionCases
        The cases.

    Returns
    -------
    tuple of str
        One sentence a step, without any count of children.
    """
    return tuple(
        f"The forecast reads the dates as if, since about {each.since:%B %Y}, the way from {each.origin} to "
        f"{each.destination} took about {_share(1 / each.times)} the time it took before, and goes on at that pace. "
        f"{NOT_COUNTED}"
        for each in changed_paces(held)
    )


def _day(number: float) -> dt.date:
    """Return the date of a day counted from 1 January 1970."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(number))


def _share(share: float) -> str:
    """Write how long a step takes against before."""
    return f"{10 * share:.0f} tenths of" if share < 1 else f"{share:.1f} times"
