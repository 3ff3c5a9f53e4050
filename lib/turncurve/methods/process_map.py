"""Process maps from event logs: which steps follow which, how often work goes back, and how long it waits between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from turncurve.errors import TurnCurveError

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.float64]
NOBODY = -1
"""Code of a worker who is not known."""


@dataclass(frozen=True)
class EventLog:
    """What was done on cases, one entry an event.

    Parameters
    ----------
    case : array of int64, one value an event
        Which case it was done on.
    step : array of int64, one value an event
        Which step it was, as its place in the intended order from 0.
    began, ended : array of float64, one value an event
        When it began and was completed, in days from any one date; NaN in `ended` where that is not known.
    worker : array of int64, one value an event
        Who did it; -1 where that is not known.
    """

    case: Numbers
    step: Numbers
    began: Days
    ended: Days
    worker: Numbers


@dataclass(frozen=True)
class Passages:
    """From one event of a case to its next, one entry a passage, in order of case and time.

    Parameters
    ----------
    case : array of int64
        The case.
    before, after : array of int64
        The steps.
    left_at, taken_up_at : array of float64
        When the earlier step ended, or began where its end is not known, and when the later one began.
    wait : array of float64
        Days between the end of the one and the beginning of the other: 0 where they overlap, NaN where the end is not
        known.
    hands_over : array of bool
        Whether another worker took it up; False where one of them is not known.
    known_hands : array of bool
        Whether both workers are known.
    goes_back : array of bool
        Whether the later step comes earlier in the intended order.
    repeats : array of bool
        Whether the later step had been done on this case before, at once or after others.
    """

    case: Numbers
    before: Numbers
    after: Numbers
    left_at: Days
    taken_up_at: Days
    wait: Days
    hands_over: Flags
    known_hands: Flags
    goes_back: Flags
    repeats: Flags


@dataclass(frozen=True)
class Step:
    """One step of a process map.

    Parameters
    ----------
    name : str
        The step.
    times : int
        How often it was done.
    cases : int
        On how many cases.
    began, ended : int
        Of how many cases it was the first step, and the last one so far.
    """

    name: str
    times: int
    cases: int
    began: int
    ended: int

    @property
    def again(self) -> int:
        """How often it was done on a case on which it had been done before."""
        return self.times - self.cases


@dataclass(frozen=True)
class Move:
    """From one step to another.

    Parameters
    ----------
    before, after : str
        The steps.
    times : int
        How often one followed the other at once.
    cases : int
        On how many cases.
    wait : float
        Median days between them; NaN where none is known.
    waits_known : int
        Of how many passages the wait is known.
    hands_over, known_hands : int
        At how many another worker took over, of those whose workers are known.
    goes_back : bool
        Whether it goes against the intended order.
    """

    before: str
    after: str
    times: int
    cases: int
    wait: float
    waits_known: int
    hands_over: int
    known_hands: int
    goes_back: bool


@dataclass(frozen=True)
class ProcessMap:
    """The whole map.

    Parameters
    ----------
    cases, events : int
        How many there were.
    steps : tuple of Step
        Those that were done at all, in the intended order.
    moves : tuple of Move
        In the order of their steps.
    cases_again : int
        Cases on which some step was done more than once.
    cases_back : int
        Cases that went back to an earlier step.
    hands_over, known_hands : int
        Passages at which another worker took over, of those whose workers are known.
    waiting, working : float
        Days spent between steps and within them, over all passages and events of which both are known.
    overlapping : int
        Passages whose later step began before the earlier one ended.
    """

    cases: int
    events: int
    steps: tuple[Step, ...] = field(default=())
    moves: tuple[Move, ...] = field(default=())
    cases_again: int = 0
    cases_back: int = 0
    hands_over: int = 0
    known_hands: int = 0
    waiting: float = 0.0
    working: float = 0.0
    overlapping: int = 0


def passages(log: EventLog) -> Passages:
    """Find what followed what on each case.

    Events of one case that began together stand in the intended order.

    Parameters
    ----------
    log : EventLog
        One entry an event, in any order.

    Returns
    -------
    Passages
        One entry for each event but the last of each case.

    Raises
    ------
    TurnCurveError
        If the arrays differ in length, a beginning is missing, or an end lies before its beginning.
    """
    _check(log)
    order = np.lexsort((log.step, log.began, log.case))
    case, step, worker = log.case[order], log.step[order], log.worker[order]
    began, ended = log.began[order], log.ended[order]
    same = case[1:] == case[:-1]
    gap = (began[1:] - ended[:-1])[same]
    known = ((worker[1:] != NOBODY) & (worker[:-1] != NOBODY))[same]
    return Passages(
        case=case[1:][same],
        before=step[:-1][same],
        after=step[1:][same],
        left_at=np.where(np.isnan(ended), began, ended)[:-1][same],
        taken_up_at=began[1:][same],
        wait=np.maximum(gap, 0.0),
        hands_over=(worker[1:] != worker[:-1])[same] & known,
        known_hands=known,
        goes_back=(step[1:] < step[:-1])[same],
        repeats=_done_before(case, step)[1:][same],
    )


def process_map(log: EventLog, *, names: Sequence[str]) -> ProcessMap:
    """Draw up the map of a process from what was done on each case.

    Parameters
    ----------
    log : EventLog
        One entry an event, in any order.
    names : sequence of str
        Names of the steps, in the order in which the process is meant to run.

    Returns
    -------
    ProcessMap
        Steps, moves, rework, handing over and waiting.

    Raises
    ------
    TurnCurveError
        If an event cannot be used, or its step has no name.
    """
    found = passages(log)
    if len(log.step) and not 0 <= log.step.min() <= log.step.max() < len(names):
        raise TurnCurveError(
            "an event's step has no name", remedy="Name every step, in the order they are meant to run"
        )
    waits, overlapping = found.wait[~np.isnan(found.wait)], int((found.taken_up_at < found.left_at).sum())
    return ProcessMap(
        cases=len(np.unique(log.case)),
        events=len(log.case),
        steps=_steps(log, names=names),
        moves=_moves(found, names=names),
        cases_again=len(np.unique(found.case[found.repeats])),
        cases_back=len(np.unique(found.case[found.goes_back])),
        hands_over=int(found.hands_over.sum()),
        known_hands=int(found.known_hands.sum()),
        waiting=float(waits.sum()),
        working=float(np.nansum(log.ended - log.began)),
        overlapping=overlapping,
    )


def _check(log: EventLog) -> None:
    """Refuse events that cannot be put in order."""
    lengths = {len(each) for each in (log.case, log.step, log.began, log.ended, log.worker)}
    if len(lengths) > 1:
        raise TurnCurveError("the columns of an event log differ in length", remedy="Give one value an event in each")
    if np.isnan(log.began).any():
        raise TurnCurveError(
            "an event has no beginning", remedy="Leave out events of which it is not known when they were"
        )
    if (log.ended < log.began).any():
        raise TurnCurveError("an event ends before it begins", remedy="Correct its times, or leave its end blank")


def _done_before(case: Numbers, step: Numbers) -> Flags:
    """Tell, for events in order, which were of a step that the case had been through before."""
    pairs = np.stack([case, step], axis=1)
    _, first = np.unique(pairs, axis=0, return_index=True)
    again = np.ones(len(case), dtype=bool)
    again[first] = False
    return again


def _steps(log: EventLog, *, names: Sequence[str]) -> tuple[Step, ...]:
    """Sum up each step that was done at all."""
    order = np.lexsort((log.step, log.began, log.case))
    case, step = log.case[order], log.step[order]
    change = np.flatnonzero(case[1:] != case[:-1])
    is_first, is_last = np.zeros(len(case), dtype=bool), np.zeros(len(case), dtype=bool)
    if len(case):
        is_first[[0, *(change + 1)]] = True
        is_last[[*change, len(case) - 1]] = True
    return tuple(
        Step(
            name,
            times=int(here.sum()),
            cases=len(np.unique(case[here])),
            began=int((here & is_first).sum()),
            ended=int((here & is_last).sum()),
        )
        for number, name in enumerate(names)
        for here in [step == number]
        if here.any()
    )


def _moves(found: Passages, *, names: Sequence[str]) -> tuple[Move, ...]:
    """Sum up each move that was made at all."""
    pairs, which = np.unique(np.stack([found.before, found.after], axis=1), axis=0, return_inverse=True)
    moves = []
    for number, (before, after) in enumerate(pairs):
        here = which == number
        waits = found.wait[here]
        known = waits[~np.isnan(waits)]
        moves.append(
            Move(
                names[before],
                names[after],
                times=int(here.sum()),
                cases=len(np.unique(found.case[here])),
                wait=float(np.median(known)) if len(known) else float("nan"),
                waits_known=len(known),
                hands_over=int(found.hands_over[here].sum()),
                known_hands=int(found.known_hands[here].sum()),
                goes_back=bool(after < before),
            )
        )
    return tuple(moves)
