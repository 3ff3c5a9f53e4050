"""What is not achieved as planned: why, what is done about it, by when now, and who agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses.overviews.measure_standing import MeasureStanding
from turncurve.analyses.overviews.position import Position, PromiseStanding, RequirementStanding
from turncurve.analyses.overviews.since_last_time import first_due
from turncurve.analyses.plan_items import MeasureItem, PromiseItem
from turncurve.indicators.registry import definition

BEHIND = ("off track", "at risk")


@dataclass(frozen=True)
class Shortfall:
    """One measure, milestone or action that is not achieved as planned.

    Parameters
    ----------
    requirement : RequirementStanding
        The requirement that it serves.
    standing : MeasureStanding or PromiseStanding
        What it is, and how it stands.
    corrections : tuple of PromiseItem
        The actions that are to put it right.
    under_way : tuple of PromiseItem
        Other actions of its objective that are not done yet.
    done : int
        How many actions of its objective are done.
    """

    requirement: RequirementStanding
    standing: MeasureStanding | PromiseStanding
    corrections: tuple[PromiseItem, ...]
    under_way: tuple[PromiseItem, ...] = ()
    done: int = 0

    @property
    def what(self) -> str:
        """What it is, in words."""
        item = self.standing.item
        return item.text if isinstance(item, PromiseItem) else definition(item.indicator).title

    @property
    def why(self) -> str:
        """Why it is not achieved, in the plan's words or those of the evidence against it; empty where nobody says."""
        return self.standing.item.slip.reason or "; ".join(self.standing.item.against)

    @property
    def first_date(self) -> dt.date | None:
        """The date first agreed."""
        return first_due(self.standing.item)

    @property
    def is_late(self) -> bool:
        """Whether it is late as a fact, and not as a forecast has it."""
        return self.standing.judgement.rule in {"late", "missed", "met then lost", "late without approval"}

    @property
    def lacks_reason(self) -> bool:
        """Whether it is off track as a fact and nobody says why: of what is yet to come the rule's reason stands."""
        return self.standing.judgement.status == "off track" and self.is_late and not self.why

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is not said of it, one sentence each without its full stop; of what is yet to come nothing need be."""
        item = self.standing.item
        if self.standing.judgement.status != "off track" or not self.is_late:
            return ()
        wanted = {
            "why it is off track": self.why,
            "what is done to put it right, or by when it will be": self.corrections or item.slip.to,
        }
        return tuple(f"Of {item.id} it is not said {what}" for what, held in wanted.items() if not held)


def shortfalls(position: Position, *, statuses: tuple[str, ...] = BEHIND) -> tuple[Shortfall, ...]:
    """Return what is not achieved as planned.

    Parameters
    ----------
    position : Position
        Where the council stands.
    statuses : tuple of str
        Which statuses count as such.

    Returns
    -------
    tuple of Shortfall
        What is off track first, then in the notice's order.
    """
    found = [
        Shortfall(
            requirement,
            standing,
            _corrections(position, standing.item.id),
            _under_way(position, standing.item),
            _done(position, standing.item),
        )
        for requirement in position.requirements
        for standing in _standings(requirement)
        if standing.judgement.status in statuses
    ]
    return tuple(sorted(found, key=lambda each: statuses.index(each.standing.judgement.status)))


def _under_way(position: Position, item: MeasureItem | PromiseItem) -> tuple[PromiseItem, ...]:
    """Return the actions of the same objective that are not done, and correct nothing by name."""
    return tuple(
        each
        for each in position.plan.promises
        if each.kind == "action"
        and each.objective == item.objective
        and each.promise.done_on is None
        and each.id != item.id
        and not each.corrects
    )


def _done(position: Position, item: MeasureItem | PromiseItem) -> int:
    """Count the actions of the same objective that are done."""
    return sum(
        each.kind == "action" and each.objective == item.objective and each.promise.done_on is not None
        for each in position.plan.promises
    )


def _standings(requirement: RequirementStanding) -> tuple[MeasureStanding | PromiseStanding, ...]:
    """Return all that a requirement is judged by."""
    return (*requirement.measures, *requirement.promises)


def _corrections(position: Position, identifier: str) -> tuple[PromiseItem, ...]:
    """Return the actions that are to put right what is not achieved."""
    return tuple(each for each in position.plan.promises if each.corrects == identifier)
