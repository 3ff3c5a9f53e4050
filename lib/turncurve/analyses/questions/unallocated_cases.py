"""How many children wait for a worker, how long they have waited, and which time limits run out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.analyses import series
from turncurve.analyses.team_queues import WEEKS_ALLOWED, team_queues
from turncurve.analyses.team_weeks import alike, folded
from turncurve.indicators.allocation import with_leaving
from turncurve.indicators.figures import Figures
from turncurve.methods.waiting_list import TOO_BIG, relief_capacity, target_capacity, target_size
from turncurve.reference.timescales import assessment_limits
from turncurve.reference.working_days import working_days_between
from turncurve.tables.records import Records

INDICATORS = (
    "unallocated_cases",
    "cases_ready_for_allocation",
    "cases_allocated",
    "unallocated_over_ten_working_days",
)
AGES = (5, 10, 20)
"""Working days by which those who wait are grouped."""
SOON = 5
"""A time limit that runs out within this many working days is running out."""
RECENT = 13
RELIEF_WEEKS = 13
TARGET_WEEKS = 1.0
"""The target: nearly nobody waits longer than a week for a worker."""
_KIND_OF = {"initial assessment": "initial", "core assessment": "core", "single assessment": "single"}


@dataclass(frozen=True)
class WaitingWith:
    """Who waits with one team.

    Parameters
    ----------
    team : str
        The team.
    size : int
        Cases waiting.
    limit : int
        More than this is too many: what usually comes in the weeks allowed.
    oldest : int or None
        Working days that the case longest in the queue has waited; None where nobody waits.
    ages : tuple of int
        Cases that have waited up to 5, 10, 20 and more working days.
    running_out : int
        Cases whose time limit for the assessment runs out within five working days.
    run_out : int
        Cases whose time limit has run out.
    arrivals, allocated : float
        Cases a week that came and were taken on, in the last quarter.
    days_available : float or None
        Days of work a week that the rota had in the last quarter; None where no rota is held.
    target : float
        The longest queue at which nearly nobody waits longer than a week.
    capacity_needed : float
        Cases a week that keep the queue at its target, or that bring it back in a quarter where it is twice as long.
    """

    team: str
    size: int
    limit: int
    oldest: int | None
    ages: tuple[int, ...]
    running_out: int
    run_out: int
    arrivals: float
    allocated: float
    days_available: float | None
    target: float
    capacity_needed: float

    @property
    def load(self) -> float | None:
        """Cases that came for each that was taken on: above 1 the queue grew; None where none was taken on."""
        return self.arrivals / self.allocated if self.allocated else None

    @property
    def too_big(self) -> bool:
        """Whether the queue is more than twice its target."""
        return self.size > TOO_BIG * self.target


@dataclass(frozen=True)
class UnallocatedCases:
    """The queue for a worker.

    Parameters
    ----------
    figures : tuple of Figures
        Unallocated cases at the end of each month, cases that became ready and that were allocated, and the share that
        had waited over ten working days.
    teams : tuple of WaitingWith
        Who waits with each team at the end of the report's date; none where that may not be told.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.
    """

    figures: tuple[Figures, ...]
    teams: tuple[WaitingWith, ...] = ()
    weeks_allowed: float = WEEKS_ALLOWED

    def over(self, figures: tuple[Figures, ...]) -> UnallocatedCases:
        """Return the answer over other figures, without what was counted team by team.

        Parameters
        ----------
        figures : tuple of Figures
            The same measures in the same order.

        Returns
        -------
        UnallocatedCases
            Of the whole council alone.
        """
        return replace(self, figures=figures, teams=())


def unallocated_cases(records: Records, *, weeks_allowed: float = WEEKS_ALLOWED) -> UnallocatedCases:
    """Count the children who wait for a worker, by month and by team.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    UnallocatedCases
        The curve of the council, and the state of each team.
    """
    figures = tuple(series.measured(records, name, grain="month") for name in INDICATORS)
    waiting = _waiting(records)
    queues = team_queues(records, weeks_allowed=weeks_allowed)
    return UnallocatedCases(
        figures,
        tuple(
            _state(each.team, waiting[alike(waiting["team"]) == folded(each.team)], each.limit, each.history.arrivals,
                   each.history.allocated, each.history.available if each.has_rota else None)
            for each in queues
            if each.ended is None or each.size
        ),
        weeks_allowed,
    )  # fmt: skip


def _waiting(records: Records) -> pd.DataFrame:
    """Return the cases that wait at the end of the report's date, with the working days waited and those left."""
    cases = with_leaving(records.table("allocations"))
    held = cases[cases["left_at"].isna()].reset_index(drop=True)
    now = pd.Series(pd.Timestamp(records.as_at), index=held.index, dtype="datetime64[us]")
    kinds = held["case_type"].map(_KIND_OF)
    starts = held["referred_on"].where(kinds != "core", held["ready_at"].dt.normalize())
    allowed = assessment_limits(starts, kinds)
    return held.assign(
        waited=working_days_between(held["ready_at"], now), left=allowed - working_days_between(starts, now)
    )


def _state(
    team: str,
    waiting: pd.DataFrame,
    limit: int,
    arrivals: npt.NDArray[np.float64],
    allocated: npt.NDArray[np.float64],
    available: npt.NDArray[np.float64] | None,
) -> WaitingWith:
    """Return the state of one team's queue."""
    waited, left = waiting["waited"].to_numpy(dtype=float), waiting["left"].to_numpy(dtype=float)
    demand = float(arrivals[-RECENT:].mean())
    target = target_size(demand, TARGET_WEEKS)
    size = len(waiting)
    keeping = target_capacity(demand, TARGET_WEEKS)
    too_big = size > TOO_BIG * target
    relief = relief_capacity(demand, size=size, target=target, weeks=RELIEF_WEEKS) if too_big else 0.0
    edges = [-np.inf, *AGES, np.inf]
    return WaitingWith(
        team=team,
        size=size,
        limit=limit,
        oldest=int(np.nanmax(waited)) if np.isfinite(waited).any() else None,
        ages=tuple(int(((waited > low) & (waited <= high)).sum()) for low, high in pairwise(edges)),
        running_out=int(((left >= 0) & (left <= SOON)).sum()),
        run_out=int((left < 0).sum()),
        arrivals=demand,
        allocated=float(allocated[-RECENT:].mean()),
        days_available=None if available is None else float(available[-RECENT:].mean()),
        target=target,
        capacity_needed=max(relief, keeping),
    )
