"""Is a backlog of unallocated cases coming, when, how likely is it, and what would hold it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil, inf

import numpy as np

from turncurve.analyses import series
from turncurve.analyses.team_queues import WEEKS_ALLOWED, TeamQueue, ends_early, team_queues
from turncurve.analyses.team_remarks import is_missed, of_rotas, untold
from turncurve.analyses.team_standing import CALM, OVER, STANDING, standing_of
from turncurve.indicators.figures import Figures
from turncurve.methods.early_warning import WarningHistory
from turncurve.methods.queue_forecast import QueueForecast, capacity_needed
from turncurve.tables.records import Records

NOT_TOLD = "what is foretold rests on each team's weekly counts, which are not released"
NO_QUEUE = "no allocation return is held, or one of fewer than 26 whole weeks"
ENDS_EARLY = "the allocation return ends on {day} and says nothing of the last whole week"
FIRST_HELP = 2
"""The first week ahead, from 1, in which more cases could be taken on."""
SHOWN_AHEAD = (4, 8, 13)
LEVEL = 0.8
DAYS_A_WEEK = 5.0


@dataclass(frozen=True)
class Needed:
    """What would make a breach unlikely, each on its own, from the second week ahead on.

    Parameters
    ----------
    cases : float
        More cases a week taken on, or as many fewer that come.
    days : float or None
        Days of work a week that this takes; None where no rota is held.
    workers : float or None
        Workers at work all week that this takes; None where no rota is held.
    contacts : int or None
        Contacts a week settled before they become a case; None where the contact log does not say.
    """

    cases: float
    days: float | None
    workers: float | None
    contacts: int | None


@dataclass(frozen=True)
class Outlook:
    """What is foretold of one team's queue.

    Parameters
    ----------
    team : str
        The team.
    state : {"warned", "over its limit", "no warning"}
        Whether a warning stands by the rule, or the queue is too long already.
    since : datetime.date or None
        Week's end at which the warning was raised, or at which the limit was passed; None where neither is so.
    size, limit : int
        Cases waiting, and how many are too many.
    chance : float
        The chance that a week of the next 13 ends above the limit.
    breach_by : datetime.date or None
        The week's end by which the limit is more likely passed than not; None where there is none.
    weeks : tuple of datetime.date
        The week's ends on record, the last 26.
    waited : tuple of int
        Cases waiting at each.
    ahead : tuple of datetime.date
        The week's ends ahead.
    expected : tuple of float
        The middle of what may wait at each.
    low, high : tuple of float
        The range that holds eight in ten of it.
    waits : tuple of (float, float, float)
        Weeks to allocation of the case that comes last now, and 4, 8 and 13 weeks ahead: the middle, and the range.
    needed : Needed or None
        What would make a breach unlikely; None where it is unlikely, or cannot be avoided in time.
    too_late : bool
        Whether no help from the second week on could make a breach unlikely.
    earlier : tuple of (datetime.date, datetime.date or None)
        When earlier warnings were, or would have been, raised, and the breach that each was followed by.
    breaches : int
        Times that the limit was passed on record.
    unwarned : int
        Those of which no warning stood.
    judged : int
        Weeks in which a warning could have been raised.
    """

    team: str
    state: str
    since: dt.date | None
    size: int
    limit: int
    chance: float
    breach_by: dt.date | None
    weeks: tuple[dt.date, ...]
    waited: tuple[int, ...]
    ahead: tuple[dt.date, ...]
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    waits: tuple[tuple[float, float, float], ...]
    needed: Needed | None
    too_late: bool
    earlier: tuple[tuple[dt.date, dt.date | None], ...]
    breaches: int
    unwarned: int
    judged: int


@dataclass(frozen=True)
class BacklogAhead:
    """What is foretold of every team's queue.

    Parameters
    ----------
    figures : tuple of Figures
        Unallocated cases of the council at the end of each month.
    teams : tuple of Outlook
        Team by team, those warned of first; none where it may not be told.
    reason : str
        Why nothing is foretold, as a sentence without its full stop; empty where something is.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.
    untold : tuple of str
        Sentences: of which teams nothing can be foretold, and why.
    missed : int
        Teams whose rows end while cases wait there.
    remarks : tuple of str
        Sentences: which rotas are not used, and which belong to no team.
    """

    figures: tuple[Figures, ...]
    teams: tuple[Outlook, ...] = ()
    reason: str = ""
    weeks_allowed: float = WEEKS_ALLOWED
    untold: tuple[str, ...] = ()
    missed: int = 0
    remarks: tuple[str, ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> BacklogAhead:
        """Return the answer over other figures, without what rests on the teams' weekly counts.

        Parameters
        ----------
        figures : tuple of Figures
            Unallocated cases.

        Returns
        -------
        BacklogAhead
            Without a forecast.
        """
        reason = self.reason or NOT_TOLD
        return BacklogAhead(figures, reason=reason, weeks_allowed=self.weeks_allowed)

    @property
    def warned(self) -> tuple[Outlook, ...]:
        """The teams of which a warning stands."""
        return tuple(each for each in self.teams if each.state == STANDING)

    @property
    def over_limit(self) -> tuple[Outlook, ...]:
        """The teams whose queue is too long already."""
        return tuple(each for each in self.teams if each.state == OVER)


@dataclass(frozen=True)
class OneTeamAhead:
    """What is foretold of one team's queue, to be drawn.

    Parameters
    ----------
    figures : tuple of Figures
        Unallocated cases of the council at the end of each month.
    outlook : Outlook or None
        The team's; None where it may not be told.
    reason : str
        Why nothing is foretold, as a sentence without its full stop; empty where something is.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.
    """

    figures: tuple[Figures, ...]
    outlook: Outlook | None = None
    reason: str = ""
    weeks_allowed: float = WEEKS_ALLOWED

    def over(self, figures: tuple[Figures, ...]) -> OneTeamAhead:
        """Return the answer over other figures, without what rests on the team's weekly counts.

        Parameters
        ----------
        figures : tuple of Figures
            Unallocated cases.

        Returns
        -------
        OneTeamAhead
            Without a forecast.
        """
        return OneTeamAhead(figures, None, self.reason or NOT_TOLD, self.weeks_allowed)


def backlog_ahead(records: Records, *, weeks_allowed: float = WEEKS_ALLOWED) -> BacklogAhead:
    """Foretell every team's queue, and tell which warnings stand.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    BacklogAhead
        The rule is the one fixed in `methods.early_warning`. Without a forecast where the return ends before the last
        whole week: no case may have come since, or no file.
    """
    return records.once(_ahead, weeks_allowed)


def _ahead(records: Records, weeks_allowed: float) -> BacklogAhead:
    """Foretell every team's queue; once a page, because many parts of it ask."""
    figures = (series.measured(records, "unallocated_cases", grain="month"),)
    ended = ends_early(records)
    if ended is not None:
        reason = ENDS_EARLY.format(day=f"{ended.day} {ended:%B %Y}")
        return BacklogAhead(figures, (), reason, weeks_allowed)
    queues = team_queues(records, weeks_allowed=weeks_allowed)
    if records.audience == "public" and any(each.can_be_told for each in queues):  # nobody would read a forecast
        return BacklogAhead(figures, (), NOT_TOLD, weeks_allowed)
    ratio = _contacts_a_case(records, tuple(each for each in queues if each.ended is None))
    outlooks = [_outlook(each, ratio) for each in queues if each.can_be_told]
    order = {STANDING: 0, OVER: 1, CALM: 2}
    outlooks.sort(key=lambda each: (order[each.state], -each.chance, each.team))
    return BacklogAhead(
        figures,
        tuple(outlooks),
        "" if outlooks else NO_QUEUE,
        weeks_allowed,
        untold=untold(queues),
        missed=sum(map(is_missed, queues)),
        remarks=of_rotas(records, queues),
    )


def most_pressing(records: Records, *, rank: int = 1, weeks_allowed: float = WEEKS_ALLOWED) -> OneTeamAhead:
    """Foretell the queue of the team that most needs a manager's eye, or of the one after it.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    rank : int
        1 for the first: those warned of come first, then those over their limit, each by the chance of a breach.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    OneTeamAhead
        Without an outlook where there is no such team.
    """
    found = backlog_ahead(records, weeks_allowed=weeks_allowed)
    if len(found.teams) < rank:
        return OneTeamAhead(found.figures, None, found.reason or "there are not so many teams", weeks_allowed)
    return OneTeamAhead(found.figures, found.teams[rank - 1], weeks_allowed=weeks_allowed)


def _outlook(queue: TeamQueue, contacts_a_case: float | None) -> Outlook:
    """Foretell one team's queue."""
    told, warned, now = queue.forecast(), queue.warned(), standing_of(queue)
    over = now.state == OVER
    needed = inf if over else capacity_needed(told, from_week=FIRST_HELP)
    ahead, spread = queue.ahead(), told.interval(LEVEL)
    week = told.breach_week
    led = {each.breach for each in warned.warnings}
    return Outlook(
        team=queue.team,
        state=now.state,
        since=now.since,
        size=queue.size,
        limit=queue.limit,
        chance=now.chance,
        breach_by=None if week is None or over else ahead[week - 1],
        weeks=queue.weeks[-26:],
        waited=tuple(int(each) for each in queue.history.queue[-26:]),
        ahead=ahead,
        expected=tuple(float(each) for each in np.median(told.queue, axis=0)),
        low=tuple(float(each) for each in spread[:, 0]),
        high=tuple(float(each) for each in spread[:, 1]),
        waits=_waits(told),
        needed=_needed(queue, needed, contacts_a_case) if 0 < needed < inf else None,
        too_late=needed == inf,
        earlier=_earlier(queue, warned),
        breaches=len(warned.breaches),
        unwarned=sum(each not in led for each in warned.breaches),
        judged=warned.judged,
    )


def _waits(told: QueueForecast) -> tuple[tuple[float, float, float], ...]:
    """Return the weeks to allocation now and some weeks ahead: the middle, and the range of eight in ten."""
    waits = told.waits()[:, (0, *SHOWN_AHEAD)]
    tail = (1 - LEVEL) / 2
    middle, low, high = np.quantile(waits, [0.5, tail, 1 - tail], axis=0)
    return tuple((float(a), float(b), float(c)) for a, b, c in zip(middle, low, high, strict=True))


def _needed(queue: TeamQueue, cases: float, contacts_a_case: float | None) -> Needed:
    """Turn cases a week into days, workers and contacts."""
    a_day = float(queue.rates.allocations.rate()[-1]) if queue.has_rota else 0.0
    days = cases / a_day if a_day > 0 else None
    return Needed(
        cases=cases,
        days=days,
        workers=None if days is None else days / DAYS_A_WEEK,
        contacts=None if contacts_a_case is None else ceil(cases * contacts_a_case),
    )


def _contacts_a_case(records: Records, queues: tuple[TeamQueue, ...]) -> float | None:
    """Return how many contacts there were in the last year for each case that became ready; None without a log."""
    held = records.table("contacts")
    if held.empty or not queues:
        return None
    last = np.datetime64(queues[0].weeks[-1]) + np.timedelta64(1, "D")
    received = held["received_at"].to_numpy(dtype="datetime64[us]")
    contacts = int(((received >= last - np.timedelta64(364, "D")) & (received < last)).sum())
    cases = sum(float(each.history.arrivals[-52:].sum()) for each in queues)
    return contacts / cases if contacts and cases else None


def _earlier(queue: TeamQueue, warned: WarningHistory) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """Return the warnings that no longer stand, and the breach that each was followed by."""
    ended = [each for each in warned.warnings if each.lifted is not None]
    return tuple(
        (queue.weeks[each.raised], None if each.breach is None else queue.weeks[each.breach]) for each in ended
    )
