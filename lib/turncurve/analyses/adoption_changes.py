"""What might be done about adoption, as typed settings, and the changes of pace that they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses.adoption_cases import day_number
from turncurve.errors import TurnCurveError
from turncurve.methods.pathway import Scenario, clear_long_waits, faster, fewer_exits, more_entries

__all__ = ["CLEARING", "AdoptionSettings", "scenarios_of"]

DAYS_A_MONTH = 365.25 / 12
LARGEST = 10.0
"""A pace ten times what it is is no plan."""

CLEARING = 2.5
"""How many times as fast those are matched who are searched for because they have waited long."""

_MATCHING = (("ordered", "matched"), ("decided", "matched before order"))
_BEFORE_PLACEMENT = ("decided", "ordered", "matched before order", "matched")


@dataclass(frozen=True)
class AdoptionSettings:
    """What might be done, and from when; a setting that changes nothing is left out.

    Parameters
    ----------
    match_faster : float
        How many times as fast all children are matched, as with more adopters; 1 changes nothing.
    clear_waits_over_months : int
        Children who have waited longer than this for a match are matched faster; 0 changes nothing.
    more_entries : float
        How many times as many children come into care, or to a decision where only a tracker is held.
    fewer_reversals : float
        How many times as often the plan is changed before the child is placed; 1 changes nothing.
    change_from : str
        The first day of the change, as YYYY-MM-DD; the day after the records end where empty.
    """

    match_faster: float = 1.0
    clear_waits_over_months: int = 0
    more_entries: float = 1.0
    fewer_reversals: float = 1.0
    change_from: str = ""


def scenarios_of(settings: AdoptionSettings, *, as_at: dt.date, ends: dt.date) -> tuple[Scenario, ...]:
    """Return the scenarios that settings stand for, each by itself and then those of matching together.

    Parameters
    ----------
    settings : AdoptionSettings
        What might be done.
    as_at : datetime.date
        The last day of the records.
    ends : datetime.date
        The last day that is forecast.

    Returns
    -------
    tuple of Scenario
        Named in a reader's words; empty where nothing is changed.

    Raises
    ------
    TurnCurveError
        If a setting makes no sense: each names the parameter.
    """
    begins = _begins(settings.change_from, as_at=as_at, ends=ends)
    for name in ("match_faster", "more_entries", "fewer_reversals"):
        _refuse_multiple(name, getattr(settings, name))
    months = settings.clear_waits_over_months
    if not isinstance(months, int) or isinstance(months, bool) or not 0 <= months <= 60:
        raise TurnCurveError(
            "the months of a long wait must be a whole number from 0 to 60",
            where="parameter clear_waits_over_months",
            remedy="Write 18 for waits over eighteen months, or 0 to leave this scenario out",
        )
    day = day_number(begins)
    matching: list[Scenario] = []
    if settings.match_faster != 1:
        name = f"matching {settings.match_faster:g} times as fast"
        matching.append(faster(settings.match_faster, moves=_MATCHING, begins=day, name=name))
    if months:
        name = f"waits over {months} months cleared"
        waited = months * DAYS_A_MONTH
        matching.append(clear_long_waits(CLEARING, move=_MATCHING[0], waited=waited, begins=day, name=name))
    others: list[Scenario] = []
    if settings.more_entries != 1:
        name = f"{settings.more_entries:g} times as many children coming"
        others.append(more_entries(settings.more_entries, begins=day, name=name))
    if settings.fewer_reversals != 1:
        name = f"plans changed {settings.fewer_reversals:g} times as often"
        exits = ("plan changed",)
        others.append(
            fewer_exits(settings.fewer_reversals, exits=exits, states=_BEFORE_PLACEMENT, begins=day, name=name)
        )
    return (*matching, *others)


def _begins(change_from: str, *, as_at: dt.date, ends: dt.date) -> dt.date:
    """Return the first day of the change, refusing what is no date or lies outside what is forecast."""
    if not change_from:
        return as_at + dt.timedelta(days=1)
    try:
        begins = dt.date.fromisoformat(change_from)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError(
            f"{change_from!r} is not a date", where="parameter change_from", remedy="Write it as YYYY-MM-DD"
        ) from problem
    if not as_at < begins <= ends:
        raise TurnCurveError(
            f"a change cannot begin on {begins.isoformat()}",
            where="parameter change_from",
            remedy=f"Choose a day after {as_at.isoformat()}, when the records end, and by {ends.isoformat()}",
        )
    return begins


def _refuse_multiple(name: str, value: float) -> None:
    """Refuse a multiple that is no number from just above 0 to ten."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LARGEST:
        raise TurnCurveError(
            f"{name} must be a number above 0 and at most {LARGEST:g}",
            where=f"parameter {name}",
            remedy="Write 1.25 for a quarter more, 0.8 for a fifth less, or 1 to leave this scenario out",
        )
