"""What was done about earlier warnings and backlogs, by whom, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from turncurve.analyses import series
from turncurve.analyses.team_queues import WEEKS_ALLOWED, TeamQueue, team_queues
from turncurve.analyses.team_weeks import folded
from turncurve.indicators.figures import Figures
from turncurve.tables.backlog_actions import BacklogAction, actions_of
from turncurve.tables.records import Records

LONGEST = dt.timedelta(days=364)
"""What was done later than this after a backlog began was not done about it."""
BEFORE = dt.timedelta(days=28)
"""What was done up to this long before the limit was passed may have been done about the warning."""


@dataclass(frozen=True)
class BacklogBefore:
    """One time that a team's queue was over its limit.

    Parameters
    ----------
    team : str
        The team.
    from_week, until_week : datetime.date
        The first and the last week's end at which it was over.
    most : int
        Cases that waited at the worst of them.
    warned : datetime.date or None
        The week's end at which a warning was, or would have been, raised before; None where none was.
    is_over : bool
        Whether it had ended by the report's date.
    actions : tuple of BacklogAction
        What the council says was done about it.
    """

    team: str
    from_week: dt.date
    until_week: dt.date
    most: int
    warned: dt.date | None
    is_over: bool
    actions: tuple[BacklogAction, ...]


@dataclass(frozen=True)
class WarningsBefore:
    """Earlier backlogs, and what was done.

    Parameters
    ----------
    figures : tuple of Figures
        Unallocated cases of the council at the end of each month.
    backlogs : tuple of BacklogBefore
        In order of time; none where they may not be told.
    owner : str
        The post that acts on a warning; empty where not stated, or not to be told.
    told : bool
        Whether teams and actions may be told.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.
    """

    figures: tuple[Figures, ...]
    backlogs: tuple[BacklogBefore, ...] = ()
    owner: str = ""
    told: bool = True
    weeks_allowed: float = WEEKS_ALLOWED

    def over(self, figures: tuple[Figures, ...]) -> WarningsBefore:
        """Return the answer over other figures, without what is of single teams.

        Parameters
        ----------
        figures : tuple of Figures
            Unallocated cases.

        Returns
        -------
        WarningsBefore
            Without teams and actions.
        """
        return replace(self, figures=figures, backlogs=(), told=False)


def warnings_before(records: Records, *, weeks_allowed: float = WEEKS_ALLOWED) -> WarningsBefore:
    """Look up earlier backlogs of every team, and what the council says was done about each.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    WarningsBefore
        The council's words are those of `backlog_actions.yml`.
    """
    said = actions_of(records.council, folder=records.folder).as_at(records.as_at)
    figures = (series.measured(records, "unallocated_cases", grain="month"),)
    if records.audience == "public":  # who may read of no team needs no team followed
        return WarningsBefore(figures, owner=said.owner, told=False, weeks_allowed=weeks_allowed)
    found = [
        each
        for queue in team_queues(records, weeks_allowed=weeks_allowed)
        if not queue.is_new
        for each in _of_team(queue, said.actions)
    ]
    found.sort(key=lambda each: (each.from_week, each.team))
    return WarningsBefore(figures, tuple(found), said.owner, weeks_allowed=weeks_allowed)


def _of_team(queue: TeamQueue, actions: tuple[BacklogAction, ...]) -> list[BacklogBefore]:
    """Return the times that one team's queue was over its limit, after the weeks that are only learnt from."""
    warned = queue.warned()
    over = queue.history.queue > queue.limits
    led = {each.breach: queue.weeks[each.raised] for each in warned.warnings if each.breach is not None}
    found = []
    for breach in warned.breaches:
        after = np.flatnonzero(~over[breach:])
        last = breach + int(after[0]) - 1 if len(after) else len(over) - 1
        first_day = queue.weeks[breach]
        ours = tuple(
            each
            for each in actions
            if folded(each.team) in {"", folded(queue.team)}
            and first_day - BEFORE <= each.taken_on <= first_day + LONGEST
        )
        found.append(
            BacklogBefore(
                team=queue.team,
                from_week=first_day,
                until_week=queue.weeks[last],
                most=int(queue.history.queue[breach : last + 1].max()),
                warned=led.get(breach),
                is_over=bool(len(after)),
                actions=ours,
            )
        )
    return found
