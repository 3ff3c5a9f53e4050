"""Which way a case goes through the front door: its steps and moves, work done again, handing over, and waiting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
import pandas as pd

from turncurve.analyses.workforce_figures import held, of, over_periods
from turncurve.indicators import registry
from turncurve.indicators.case_passages import event_log, steps_of
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.process_map import process_map as drawn_up
from turncurve.reference.periods import Period
from turncurve.tables.case_events import ACTIVITIES
from turncurve.tables.records import Records

INDICATORS = (
    "steps_done", "steps_done_again", "minutes_on_steps", "moves_between_steps", "moves_to_another_team",
    "minutes_between_steps", "cases_with_a_step_done_again", "cases_that_went_back",
)  # fmt: skip
MOST_MONTHS = 12
LONGEST_LOOP = 3
"""Steps of the longest loop that is told."""


@dataclass(frozen=True)
class StepSeen:
    """One step of the map.

    Parameters
    ----------
    name : str
        The step.
    times : int or None
        How often it was begun; None where that may not be shown.
    again : float or None
        Percentage of them on a case that had been through it before.
    minutes : float or None
        Minutes that it took on average.
    """

    name: str
    times: int | None
    again: float | None
    minutes: float | None


@dataclass(frozen=True)
class MoveSeen:
    """One move of the map.

    Parameters
    ----------
    before, after : str
        The steps.
    times : int or None
        How often the one followed the other; None where that may not be shown.
    handed_over : float or None
        Percentage of them on which another team took the case up.
    minutes : float or None
        Minutes that the case waited on average.
    middle : float or None
        Minutes that the case in the middle waited; None where that may not be told.
    """

    before: str
    after: str
    times: int | None
    handed_over: float | None
    minutes: float | None
    middle: float | None = None

    @property
    def goes_back(self) -> bool:
        """Whether it leads to an earlier step."""
        return ACTIVITIES.index(self.after) < ACTIVITIES.index(self.before)

    @property
    def stays(self) -> bool:
        """Whether the same step was done again at once."""
        return self.after == self.before


@dataclass(frozen=True)
class ProcessMap:
    """The map of the front door.

    Parameters
    ----------
    figures : tuple of Figures
        Steps and moves over one period; none where no event log is held.
    middles : tuple of (str, str, float)
        Minutes that the case in the middle waited at each move; none where that may not be told.
    """

    figures: tuple[Figures, ...]
    middles: tuple[tuple[str, str, float], ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> ProcessMap:
        """Return the map over other figures, without what rests on single cases.

        Parameters
        ----------
        figures : tuple of Figures
            The same measures in the same order.

        Returns
        -------
        ProcessMap
            Without the waits of the cases in the middle.
        """
        return replace(self, figures=figures, middles=())

    @property
    def period(self) -> Period | None:
        """The days that the map is of; None where there is none."""
        found = self.figures[0].measurements if self.figures else ()
        return found[0].period if found else None

    @property
    def steps(self) -> tuple[StepSeen, ...]:
        """The steps that were done, in the order in which the process is meant to run."""
        times = _by(of(self.figures, "steps_done"))
        again, taken = _by(of(self.figures, "steps_done_again")), _by(of(self.figures, "minutes_on_steps"))
        return tuple(
            StepSeen(name, _count(times[name,]), _value(again, (name,)), _value(taken, (name,)))
            for name in ACTIVITIES
            if (name,) in times
        )

    @property
    def moves(self) -> tuple[MoveSeen, ...]:
        """The moves that were made, in the order of their steps."""
        times = _by(of(self.figures, "moves_between_steps"))
        over, waited = _by(of(self.figures, "moves_to_another_team")), _by(of(self.figures, "minutes_between_steps"))
        middles = {(before, after): middle for before, after, middle in self.middles}
        pairs = [(before, after) for before in ACTIVITIES for after in ACTIVITIES if (before, after) in times]
        return tuple(
            MoveSeen(*pair, _count(times[pair]), _value(over, pair), _value(waited, pair), middles.get(pair))
            for pair in pairs
        )

    @property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The ways in which a case can come round to a step again through others, the shortest first."""
        walked = {(each.before, each.after) for each in self.moves if each.times}
        ways = (way for steps in range(2, LONGEST_LOOP + 1) for way in permutations(ACTIVITIES, steps))
        # A loop is told from the earliest of its steps.
        begun = (way for way in ways if way[0] == min(way, key=ACTIVITIES.index))
        return tuple(way for way in begun if walked.issuperset(zip(way, (*way[1:], way[0]), strict=True)))


def process_map(records: Records) -> ProcessMap:
    """Draw up the map of the front door over the last months on record, a year at most.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    ProcessMap
        Without figures where no event log is held, or it covers no whole month.
    """
    period = _last_months(records) if held(records, "case_events") else None
    if period is None:
        return ProcessMap(())
    figures = tuple(over_periods(records, name, (period,)) for name in INDICATORS)
    return ProcessMap(figures, _middles(records, period))


def _last_months(records: Records) -> Period | None:
    """Return the last whole months on record; None where there is none."""
    window = registry.covered(INDICATORS[0], records)
    last = min(window.end, records.as_at)
    end = (pd.Timestamp(last) + pd.Timedelta(days=1)).replace(day=1) - pd.Timedelta(days=1)
    start = max(pd.Timestamp(window.start), end + pd.Timedelta(days=1) - pd.DateOffset(months=MOST_MONTHS))
    start = start if start.day == 1 else start + pd.offsets.MonthBegin()
    return Period(start.date(), end.date()) if start < end else None


def _middles(records: Records, period: Period) -> tuple[tuple[str, str, float], ...]:
    """Return the minutes that the case in the middle waited at each move."""
    rows = steps_of(records)
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end) + pd.Timedelta(days=1)
    rows = rows[(rows["started_at"] >= first) & (rows["started_at"] < last)].reset_index(drop=True)
    found = drawn_up(event_log(rows), names=ACTIVITIES)
    waits = ((each.before, each.after, each.wait * 24 * 60) for each in found.moves)
    return tuple(each for each in waits if not np.isnan(each[2]))


def _by(figures: Figures | None) -> dict[tuple[str, ...], tuple[Figures, Measurement]]:
    """Return measurements by their categories, in the order of the indicator's columns."""
    if figures is None:
        return {}
    names = [name.replace("_", " ") for name in figures.definition.by]
    return {tuple(dict(each.breakdown)[name] for name in names): (figures, each) for each in figures.measurements}


def _count(held: tuple[Figures, Measurement]) -> int | None:
    """Return a count; None where it may not be shown."""
    return held[1].numerator


def _value(held: dict[tuple[str, ...], tuple[Figures, Measurement]], categories: tuple[str, ...]) -> float | None:
    """Return a value; None where there is none, or it may not be shown."""
    found = held.get(categories)
    return None if found is None else found[0].value(found[1])
