"""What an improvement notice asks, with which a plan begins, and the posts that may own what is done about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from turncurve.reference.own_words import own_words


@dataclass(frozen=True)
class Requirement:
    """One requirement of the notice.

    Parameters
    ----------
    number : str
        Such as "N05".
    theme : str
        The part of the notice that it belongs to.
    shown : str
        What must be shown.
    also : str
        Further conditions; empty where there are none.
    months : int or None
        Months that the notice allows from the day on which it was served; None where it sets none.
    evidence : tuple of str
        Kinds of evidence that would show it.
    """

    number: str
    theme: str
    shown: str
    also: str = ""
    months: int | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """One report or review that the notice names.

    Parameters
    ----------
    number : str
        Such as "S1".
    occasion : str
        What it is.
    month : str
        Its month, such as 2012-09: the notice gives no day.
    kind : str
        Of a review: which of the three; empty otherwise.
    """

    number: str
    occasion: str
    month: str
    kind: str = ""


@dataclass(frozen=True)
class Notice:
    """An improvement notice.

    Parameters
    ----------
    source : str
        Which notice it is, and whose words these are.
    issued_by : str
        Who issued it.
    aim_on : datetime.date
        The day by which all is to be met.
    weeks_between_meetings : int
        Weeks from one meeting of the Board to the next.
    chair : str
        Who chairs the Board, by role.
    areas, grounds, if_failed : str
        What it is about, what it rests on, and what may follow where it is not met.
    carried_out : str
        Number of the requirement that the plans themselves are carried out in time.
    findings_addressed : str
        Number of the requirement that each recommendation and area for consideration is addressed.
    occasions : tuple of Occasion
        In order of their months.
    requirements : tuple of Requirement
        In order of their numbers.
    posts : tuple of str
        Who may own an objective, an action or a risk.
    """

    source: str
    issued_by: str
    aim_on: dt.date
    weeks_between_meetings: int
    chair: str
    areas: str
    grounds: str
    if_failed: str
    carried_out: str
    findings_addressed: str
    occasions: tuple[Occasion, ...]
    requirements: tuple[Requirement, ...]
    posts: tuple[str, ...]


@cache
def notice() -> Notice:
    """Return the notice that a plan begins with.

    Returns
    -------
    Notice
        In our own words; the day on which it was served is not held.
    """
    path = resources.files("turncurve.reference") / "improvement_notice.yml"
    held: dict[str, Any] = own_words(path.read_text(encoding="utf-8"))
    wanted = (Requirement(**{**each, "evidence": tuple(each.get("evidence", ()))}) for each in held.pop("requirements"))
    occasions = tuple(Occasion(**each) for each in held.pop("occasions"))
    posts = tuple(str(each) for each in held.pop("posts"))
    return Notice(**held, requirements=tuple(wanted), occasions=occasions, posts=posts)
