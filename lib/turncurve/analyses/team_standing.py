"""Which team is warned of a backlog, or has one, on the report's date, without its record of earlier warnings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from turncurve.analyses.team_queues import WEEKS_ALLOWED, TeamQueue, ends_early, team_queues
from turncurve.tables.records import Records

STANDING, OVER, CALM = "warned", "over its limit", "no warning"


@dataclass(frozen=True)
class TeamStanding:
    """Whether one team is warned.

    Parameters
    ----------
    team : str
        The team.
    state : {"warned", "over its limit", "no warning"}
        Whether a warning stands by the rule, or the queue is too long already.
    since : datetime.date or None
        Week's end at which the warning was raised, or at which the limit was passed; None where neither is so.
    chance : float
        The chance that a week of the next 13 ends above the limit.
    weeks : tuple of datetime.date
        The week's ends on record.
    """

    team: str
    state: str
    since: dt.date | None
    chance: float
    weeks: tuple[dt.date, ...]


@dataclass(frozen=True)
class TeamsStanding:
    """Whether each team is warned.

    Parameters
    ----------
    teams : tuple of TeamStanding
        Team by team; none where nothing can be foretold.
    """

    teams: tuple[TeamStanding, ...] = ()


def teams_standing(records: Records, *, weeks_allowed: float = WEEKS_ALLOWED) -> TeamsStanding:
    """Tell which teams are warned.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    TeamsStanding
        The rule is the one fixed in `methods.early_warning`. Without a team where the return ends before the last whole
        week.
    """
    return records.once(_teams_standing, weeks_allowed)


def _teams_standing(records: Records, weeks_allowed: float) -> TeamsStanding:
    """Tell which teams are warned; once a page."""
    if ends_early(records) is not None:
        return TeamsStanding()
    queues = team_queues(records, weeks_allowed=weeks_allowed)
    return TeamsStanding(tuple(standing_of(each) for each in queues if each.can_be_told))


def standing_of(queue: TeamQueue) -> TeamStanding:
    """Tell whether one team is warned.

    Parameters
    ----------
    queue : TeamQueue
        The team's queue.

    Returns
    -------
    TeamStanding
        A queue over its limit is that, whether it was warned of or not.
    """
    over = queue.history.queue > queue.limits
    state, since = CALM, None
    if over[-1]:
        below = np.flatnonzero(~over)
        state, since = OVER, queue.weeks[int(below[-1]) + 1 if len(below) else 0]
    elif (warning := queue.warning()) is not None:
        state, since = STANDING, queue.weeks[warning.raised]
    return TeamStanding(queue.team, state, since, queue.forecast().chance, queue.weeks)
