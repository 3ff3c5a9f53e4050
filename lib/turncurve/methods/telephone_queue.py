"""How many people must answer, so that few callers wait: Erlang's formula for calls that wait and are not lost."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, isfinite

from turncurve.errors import TurnCurveError

MOST_ANSWERING = 10_000


@dataclass(frozen=True)
class TelephoneQueue:
    """What callers meet when so many people answer.

    Attributes
    ----------
    answering : int
        People who answer.
    offered : float
        Work offered, in people fully busy (erlangs).
    busy : float
        Share of their time in which they are on a call; 1 or more where the queue grows for ever.
    waiting_share : float
        Share of callers who wait at all.
    mean_wait : float
        Mean wait of all callers, in the unit of time of the rates; infinite where the queue grows for ever.
    mean_waiting : float
        Mean number of callers who wait.
    answered_in_time : float or None
        Share answered within the time asked about; None where none was.
    """

    answering: int
    offered: float
    busy: float
    waiting_share: float
    mean_wait: float
    mean_waiting: float
    answered_in_time: float | None = None


def telephone_queue(calls: float, *, handled: float, answering: int, within: float | None = None) -> TelephoneQueue:
    """Say what callers meet when calls come by chance, last by chance, and nobody hangs up.

    Parameters
    ----------
    calls : float
        Calls a unit of time.
    handled : float
        Calls that one person handles in that time: one over the mean time a call takes.
    answering : int
        People who answer.
    within : float, optional
        Ask which share is answered within this time.

    Returns
    -------
    TelephoneQueue
        Everybody waits, for ever, where the work offered is as much as there are people or more.

    Raises
    ------
    TurnCurveError
        Where a rate is not above 0 and finite, the time is below 0, or nobody answers or no whole number of people.

    References
    ----------
    Erlang (1917), Solution of some problems in the theory of probabilities of significance in automatic telephone
    exchanges.
    """
    _check(calls, handled=handled, within=within)
    if not (isfinite(answering) and answering >= 1 and answering == int(answering)):
        raise TurnCurveError("at least one person answers, and a whole number of people", where="answering")
    answering = int(answering)
    offered = calls / handled
    busy = offered / answering
    if busy >= 1:
        return TelephoneQueue(answering, offered, busy, 1.0, inf, inf, None if within is None else 0.0)
    waiting_share = _waiting_share(offered, answering)
    spare = answering * handled - calls
    mean_wait = waiting_share / spare
    in_time = None if within is None else 1 - waiting_share * exp(-spare * within)
    return TelephoneQueue(answering, offered, busy, waiting_share, mean_wait, calls * mean_wait, in_time)


def people_needed(calls: float, *, handled: float, within: float, share: float) -> TelephoneQueue:
    """Return the fewest people who answer a share of calls within a time.

    Parameters
    ----------
    calls : float
        Calls a unit of time.
    handled : float
        Calls that one person handles in that time.
    within : float
        The time in which calls are to be answered.
    share : float
        The share of calls, from 0 to below 1.

    Returns
    -------
    TelephoneQueue
        What callers meet then.

    Raises
    ------
    TurnCurveError
        Where the share is not below 1, a rate is not above 0 and finite, the time is below 0, or more people would be
        needed than any office has.
    """
    if not 0 <= share < 1:
        raise TurnCurveError("the share answered in time is from 0 to below 1", where="share")
    _check(calls, handled=handled, within=within)
    for answering in range(int(min(calls / handled, MOST_ANSWERING)) + 1, MOST_ANSWERING):
        found = telephone_queue(calls, handled=handled, answering=answering, within=within)
        if found.answered_in_time is not None and found.answered_in_time >= share:
            return found
    raise TurnCurveError("more people would be needed than any office has", where="calls")


def _check(calls: float, *, handled: float, within: float | None) -> None:
    """Refuse rates and times that no office has."""
    if not (0 < calls < inf and 0 < handled < inf):
        raise TurnCurveError(
            "calls and calls handled are more than 0 a unit of time, and finite", where="calls, handled"
        )
    if within is not None and not 0 <= within < inf:
        raise TurnCurveError("the time to answer is 0 or more, and finite", where="within")


def _waiting_share(offered: float, answering: int) -> float:
    """Return Erlang C from Erlang B, whose recursion cannot overflow."""
    blocked = 1.0
    for people in range(1, answering + 1):
        blocked = offered * blocked / (people + offered * blocked)
    busy = offered / answering
    return blocked / (1 - busy * (1 - blocked))
