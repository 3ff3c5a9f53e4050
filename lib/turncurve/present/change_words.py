"""A change and its parts as a reader says them: points of rise and fall, more and fewer."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.share_split import Part
from turncurve.indicators.definition import Definition
from turncurve.present import words

SMALLEST = 0.05
"""Percentage points under which an effect is none, as it is shown with one decimal."""


@dataclass(frozen=True)
class Nouns:
    """What the two kinds of case of a share are called.

    Parameters
    ----------
    counted : str
        Those on top.
    others : str
        Those below that are not on top.
    verb : str
        What they did.
    """

    counted: str
    others: str
    verb: str


_NOUNS = {"repeat_child_protection_plans": Nouns("second or later plans", "first plans", "began")}
_PLAIN = Nouns("cases that meet it", "cases that do not", "were counted")


def nouns_of(definition: Definition) -> Nouns:
    """Return what the cases of a share are called.

    Parameters
    ----------
    definition : Definition
        The indicator.

    Returns
    -------
    Nouns
        Plain ones where the indicator has none of its own.
    """
    return _NOUNS.get(definition.id, _PLAIN)


def rise_or_fall(change: float) -> str:
    """Name the direction of a change.

    Parameters
    ----------
    change : float
        The change.

    Returns
    -------
    str
        "rise" or "fall".
    """
    return "fall" if change < 0 else "rise"


def points(change: float) -> str:
    """Write a change in percentage points with its direction and no sign.

    Parameters
    ----------
    change : float
        The change.

    Returns
    -------
    str
        "3.9 points of fall", "no points".
    """
    if abs(change) < SMALLEST:
        return "no points"
    return f"{words.number(abs(change), decimals=1)} points of {rise_or_fall(change)}"


def signed(change: float) -> str:
    """Write a change with its sign, for a table.

    Parameters
    ----------
    change : float
        The change.

    Returns
    -------
    str
        "+0.4", "-3.9" or "0.0".
    """
    text = words.number(change, decimals=1)
    return f"+{text}" if change > 0 and text.strip("0.,") else text


def more_or_fewer(part: Part, noun: str) -> str:
    """Say whether there were more or fewer of a kind of case, with both counts.

    Parameters
    ----------
    part : Part
        The counts of two years.
    noun : str
        What they are.

    Returns
    -------
    str
        "more first plans began (448 after 326)", without the verb where the noun has it.
    """
    way = "more" if part.latest > part.before else "fewer" if part.latest < part.before else "as many"
    return f"{way} {noun} ({words.number(part.latest)} after {words.number(part.before)})"
