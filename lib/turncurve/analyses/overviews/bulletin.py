"""What all staff should know of the plan: what was done since the last time, and what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses.overviews.progress_report import Progress
from turncurve.analyses.plan_items import PromiseItem


@dataclass(frozen=True)
class Done(Progress):
    """What was done since the last time, and what came of it."""

    @cached_property
    def items(self) -> tuple[PromiseItem, ...]:
        """The actions and milestones done after the last time and by the report's date, in order of time."""
        known = [(each.promise.done_on, each) for each in self.plan.promises]
        found = [(on, each) for on, each in known if on is not None and self.since < on <= self.position.as_at]
        return tuple(each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


@dataclass(frozen=True)
class Next(Progress):
    """What is due next.

    Parameters
    ----------
    most : int
        How many are shown.
    """

    most: int = 6

    @cached_property
    def items(self) -> tuple[PromiseItem, ...]:
        """What is not done and due first by the latest date agreed, what is late among it; in order of date."""
        found = [(due(each), each) for each in self.plan.promises if each.promise.done_on is None]
        dated = [(on, each) for on, each in found if on is not None]
        return tuple(each for _, each in sorted(dated, key=lambda pair: (pair[0], pair[1].id)))[: self.most]


def due(item: PromiseItem) -> dt.date | None:
    """Return when something is due now.

    Parameters
    ----------
    item : PromiseItem
        A milestone or action.

    Returns
    -------
    datetime.date or None
        The later date where there is one; None where the plan gives none.
    """
    return item.slip.to or item.promise.due
