"""What has changed since the last time: statuses, dates, and what was promised then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses.overviews.position import Position, RequirementStanding
from turncurve.analyses.plan_items import MeasureItem, Plan, PromiseItem
from turncurve.analyses.status import STATUSES

UNKNOWN: frozenset[str] = frozenset({"no evidence", "cannot tell"})
"""To one of these, or from one to what goes well, nothing has got better or worse: more or less is known of it."""

WRONG: frozenset[str] = frozenset({"off track", "at risk"})
"""What is known to go wrong: worse than not known, since that was the best that could be said of it."""

TAKEN_OUT = "it was taken out of the plan"


@dataclass(frozen=True)
class ChangedStatus:
    """A requirement whose status is another than it was.

    Parameters
    ----------
    now : RequirementStanding
        How it stands.
    before : str
        The status that it had; empty where the plan did not hold it.
    is_one_target : bool
        Whether the two statuses rest on the same measures and targets.
    """

    now: RequirementStanding
    before: str
    is_one_target: bool = True

    @property
    def is_better(self) -> bool | None:
        """Whether it has got better; None where it is new, its measures or targets changed, or one is not known.

        What was not known and is now known to go wrong is worse.
        """
        if not self.before or not self.is_one_target:
            return None
        if self.before in UNKNOWN and self.now.judgement.status in WRONG:
            return False
        if {self.before, self.now.judgement.status} & UNKNOWN:
            return None
        places: dict[str, int] = {status: place for place, status in enumerate(STATUSES)}
        return places[self.now.judgement.status] > places[self.before]


@dataclass(frozen=True)
class RevisedDate:
    """A date that was put back, or brought forward, since the last time.

    Parameters
    ----------
    item : MeasureItem or PromiseItem
        Whose date it is, with the reason and who agreed.
    original : datetime.date or None
        The date first agreed.
    before, now : datetime.date or None
        The date that the plan gave last time, and gives now.
    """

    item: MeasureItem | PromiseItem
    original: dt.date | None
    before: dt.date | None
    now: dt.date | None


@dataclass(frozen=True)
class Promised:
    """What was promised for the time since, and what happened.

    Parameters
    ----------
    what : str
        What was promised, in the plan's words.
    due : datetime.date or None
        By when, as it was promised last time.
    kept_on : datetime.date or None
        When it was done; None where it is not.
    said : str
        What is said of it, in the council's words: the outcome, or the reason.
    now_due : datetime.date or None
        By when now, where it is not done.
    identifier : str
        Its identifier in the plan.
    is_pledge : bool
        Whether it was said at a meeting; else it is a milestone or an action of the plan.
    """

    what: str
    due: dt.date | None
    kept_on: dt.date | None
    said: str
    now_due: dt.date | None
    identifier: str
    is_pledge: bool = False


def changed_statuses(now: Position, before: Position) -> tuple[ChangedStatus, ...]:
    """Return the requirements whose status is another than it was.

    Parameters
    ----------
    now, before : Position
        The two positions, over the same figures.

    Returns
    -------
    tuple of ChangedStatus
        What got worse first, then what is now known to go wrong, and what got better last; a requirement that is new
        has no status before.
    """
    held = {each.item.id: each.judgement.status for each in before.requirements}
    found = [
        ChangedStatus(each, held.get(each.item.id, ""), is_one_target=_is_one_target(each, before.plan))
        for each in now.requirements
        if held.get(each.item.id) != each.judgement.status
    ]
    return tuple(sorted(found, key=_gravest_first))


def _is_one_target(now: RequirementStanding, before: Plan) -> bool:
    """Tell whether the measures of a requirement had the targets that they have, and were its own."""
    held = {each.id: (each.indicator, each.aim, each.target) for each in before.measures}
    own = [each.item for each in now.measures if each.item.id in held]
    served = {each.id: each.requirement for each in before.objectives}
    held_by = {each.id: each.objective for each in before.measures}
    is_unmoved = not now.item.moved and all(
        held_by.get(each.item.id, objective.item.id) == objective.item.id
        and served.get(objective.item.id, now.item.id) == now.item.id
        for objective in now.objectives
        for each in objective.measures
    )
    return is_unmoved and all(held[each.id] == (each.indicator, each.aim, each.target) for each in own)


def _gravest_first(change: ChangedStatus) -> tuple[bool, bool, bool]:
    """Order what has changed: what got worse, what is known now to go wrong, the rest, and what got better."""
    wrong = change.now.judgement.status in WRONG
    return (change.is_better is True, change.is_better is not False, not wrong)


def revised_dates(now: Plan, before: Plan) -> tuple[RevisedDate, ...]:
    """Return the dates that the plan gives otherwise than it did.

    Parameters
    ----------
    now, before : Plan
        The plan on two days.

    Returns
    -------
    tuple of RevisedDate
        Measures first; each with the date first agreed, which stands whatever followed it. What has been done needs
        no other date.
    """
    held = {each.id: each for each in _dated(before)}
    found = []
    for item in _dated(now):
        earlier = held.get(item.id)
        if earlier is None or (isinstance(item, PromiseItem) and item.promise.done_on is not None):
            continue
        dates = (_due(earlier), _due(item))
        if dates[0] != dates[1]:
            found.append(RevisedDate(item, first_due(earlier), *dates))
    return tuple(found)


def promised_and_kept(now: Plan, before: Plan, *, since: dt.date, as_at: dt.date) -> tuple[Promised, ...]:
    """Return what was promised for the time between two reports, and what happened.

    Parameters
    ----------
    now, before : Plan
        The plan on the two days.
    since, as_at : datetime.date
        The dates of the two reports.

    Returns
    -------
    tuple of Promised
        What was said at meetings first, then each milestone and action that last time's plan gave a date in between.
    """
    kept = {each.id: each for each in now.pledges}
    said = [
        Promised(each.text, each.due, kept[each.id].kept_on, kept[each.id].outcome, None, each.id, is_pledge=True)
        if each.id in kept
        else Promised(each.text, each.due, None, TAKEN_OUT, None, each.id, is_pledge=True)
        for each in before.pledges
        if each.kept_on is None
    ]
    items = {each.id: each for each in now.promises}
    due = [
        (each, items.get(each.id))
        for each in before.promises
        if each.promise.done_on is None and _is_between(_due(each), since, as_at)
    ]
    return (*said, *(_promised(earlier, item) for earlier, item in due))


def first_due(item: MeasureItem | PromiseItem) -> dt.date | None:
    """Return the date first agreed.

    Parameters
    ----------
    item : MeasureItem or PromiseItem
        What is to be reached.

    Returns
    -------
    datetime.date or None
        None where none is written down.
    """
    return item.promise.due if isinstance(item, PromiseItem) else item.due


def _dated(plan: Plan) -> tuple[MeasureItem | PromiseItem, ...]:
    """Return all that has a date: measures first."""
    return (*plan.measures, *plan.promises)


def _due(item: MeasureItem | PromiseItem) -> dt.date | None:
    """Return the date that the plan gives: the later one, whoever agreed to it."""
    return item.slip.to or first_due(item)


def _promised(earlier: PromiseItem, item: PromiseItem | None) -> Promised:
    """Set what was promised beside what happened."""
    if item is None:
        return Promised(earlier.text, _due(earlier), None, TAKEN_OUT, None, earlier.id)
    done = item.promise.done_on
    shown = f"shown by {item.promise.evidence}" if item.promise.evidence else ""
    said = (item.effect or shown) if done else item.slip.reason
    return Promised(item.text, _due(earlier), done, said, None if done else _due(item), item.id)


def _is_between(day: dt.date | None, since: dt.date, as_at: dt.date) -> bool:
    """Tell whether a date lies after the one report and up to the other."""
    return day is not None and since < day <= as_at
