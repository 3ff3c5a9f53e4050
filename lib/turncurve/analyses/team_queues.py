"""Each team's queue for a worker, week by week: what came, was taken on and waited, and what the rota promised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.allocation import with_leaving
from turncurve.methods.early_warning import WarningHistory, early_warnings
from turncurve.methods.queue_forecast import HORIZON, QueueForecast, QueueHistory, checked_history, forecast_queue
from turncurve.tables.records import Records

FloatArray = npt.NDArray[np.float64]

WEEKS_ALLOWED = 2.0
"""A queue is too long when it is as much as comes in this many weeks: ten working days, in which an initial assessment
was to be finished."""
LEARNT_FROM = 26
"""Weeks that are only learnt from, before the first week in which a warning can be raised."""
USUAL_WEEKS = 52
SEED = 2013
_WEEK = pd.Timedelta(days=7)


@dataclass(frozen=True, eq=False)
class TeamQueue:
    """One team's queue.

    Parameters
    ----------
    team : str
        The team.
    weeks : tuple of datetime.date
        The Sunday that ends each week.
    history : QueueHistory
        What came, was taken on and waited, and what the rota promised.
    limits : array of float, shape (weeks,)
        More waiting than this at a week's end is a breach.
    has_rota : bool
        Whether the team's availability is on record.
    """

    team: str
    weeks: tuple[dt.date, ...]
    history: QueueHistory
    limits: FloatArray
    has_rota: bool

    @property
    def size(self) -> int:
        """Cases waiting at the end of the last week."""
        return int(self.history.queue[-1])

    @property
    def limit(self) -> int:
        """The limit at the end of the last week."""
        return int(self.limits[-1])

    def warned(self) -> WarningHistory:
        """Run the early warning through the history.

        Returns
        -------
        WarningHistory
            The breaches and the warnings there were, or would have been.
        """
        return self._warned

    @cached_property
    def _warned(self) -> WarningHistory:
        """The same, worked out once."""
        held = self.history
        return early_warnings(
            held.arrivals,
            held.allocated,
            limit=self.limits,
            queue=held.queue,
            available=held.available,
            planned=held.planned,
            first_week=LEARNT_FROM,
            seed=SEED,
        )

    def forecast(self) -> QueueForecast:
        """Forecast the queue from the last week.

        Returns
        -------
        QueueForecast
            Weeks ahead as many as the early warning looks.
        """
        return forecast_queue(self.history, limit=float(self.limits[-1]), rng=np.random.default_rng(SEED))

    def ahead(self) -> tuple[dt.date, ...]:
        """Give the Sundays that end the weeks ahead.

        Returns
        -------
        tuple of datetime.date
            As many as are looked ahead.
        """
        return tuple(self.weeks[-1] + dt.timedelta(weeks=week + 1) for week in range(HORIZON))


def team_queues(records: Records, *, weeks_allowed: float = WEEKS_ALLOWED) -> tuple[TeamQueue, ...]:
    """Follow each team's queue through the whole weeks on record.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    weeks_allowed : float
        How many weeks' usual arrivals may wait.

    Returns
    -------
    tuple of TeamQueue
        In the order of their names; none where no allocation return is held, or fewer than eight whole weeks.
    """
    asked = ("team_queues", str(weeks_allowed))
    if asked not in records.worked_out:
        records.worked_out[asked] = _queues(records, weeks_allowed=weeks_allowed)
    found: tuple[TeamQueue, ...] = records.worked_out[asked]
    return found


def ends_early(records: Records) -> dt.date | None:
    """Return the day on which the allocation return ends, where it says nothing of the last whole week.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    datetime.date or None
        The last day on which any case became ready, was allocated or ended; None where that is in the last whole week
        before the report's date or later, or where no return is held.
    """
    cases = with_leaving(records.table("allocations"))
    if cases.empty:
        return None
    last: dt.date = _last_moment(cases).date()
    next_day = records.as_at + dt.timedelta(days=1)
    last_monday = next_day - dt.timedelta(days=next_day.weekday() + 7)
    return last if last < last_monday else None


def _last_moment(cases: pd.DataFrame) -> pd.Timestamp:
    """Return when a case last became ready or left the queue."""
    return pd.Timestamp(max(cases["ready_at"].max(), cases["left_at"].fillna(cases["ready_at"]).max()))


def _queues(records: Records, *, weeks_allowed: float) -> tuple[TeamQueue, ...]:
    """Follow each team's queue through the whole weeks on record."""
    cases = with_leaving(records.table("allocations"))
    if cases.empty:
        return ()
    first = cases["ready_at"].min().normalize()
    monday = first - pd.Timedelta(days=first.weekday())
    weeks = (pd.Timestamp(records.as_at) + pd.Timedelta(days=1) - monday) // _WEEK
    # Weeks after the last that the return knows of are weeks without data, and not weeks in which nothing came.
    weeks = min(weeks, (_last_moment(cases) - monday) // _WEEK + 1)
    if weeks < LEARNT_FROM:
        return ()
    rota = _changes(records.table("availability"))
    return tuple(
        _team(str(team), rows, rota[rota["team"] == team], monday=monday, weeks=weeks, weeks_allowed=weeks_allowed)
        for team, rows in cases.groupby("team", sort=True)
    )


def _team(
    team: str, cases: pd.DataFrame, rota: pd.DataFrame, *, monday: pd.Timestamp, weeks: int, weeks_allowed: float
) -> TeamQueue:
    """Follow one team's queue."""
    came = _by_week(cases["ready_at"], monday=monday, weeks=weeks)
    gone = _by_week(cases["left_at"], monday=monday, weeks=weeks)
    queue = np.cumsum(came) - np.cumsum(gone)
    promised = _promised(rota, monday=monday, weeks=weeks)
    available = planned = None
    if promised is not None:
        available, planned = promised
    history = checked_history(came, gone, queue=np.maximum(queue, 0.0), available=available, planned=planned)
    ends = tuple((monday + (week + 1) * _WEEK - pd.Timedelta(days=1)).date() for week in range(weeks))
    limits = np.ceil(weeks_allowed * _usual(came))
    return TeamQueue(team, ends, history, np.maximum(limits, 1.0), promised is not None)


def _by_week(moments: pd.Series[pd.Timestamp], *, monday: pd.Timestamp, weeks: int) -> FloatArray:
    """Count events by week."""
    number = ((moments.dropna() - monday) // _WEEK).to_numpy(dtype=np.int64)
    return np.bincount(number[(number >= 0) & (number < weeks)], minlength=weeks).astype(float)


def _usual(came: FloatArray) -> FloatArray:
    """Return the cases that usually come in a week, as could be known at each week's end."""
    sums = np.concatenate([[0.0], np.cumsum(came)])
    last = np.arange(1, len(came) + 1)
    first = np.maximum(last - USUAL_WEEKS, 0)
    return np.asarray((sums[last] - sums[first]) / (last - first), dtype=float)


def _changes(rota: pd.DataFrame) -> pd.DataFrame:
    """Return what each row of the rota adds to its team, and what it takes from the team that the worker leaves."""
    # A row of the rota holds until the next for the same worker's week, of whichever team.
    rows = rota.sort_values(["worker_key", "week_starting", "known_on"], kind="stable")[
        ["worker_key", "team", "week_starting", "known_on", "days_available"]
    ]
    before = rows.shift()[rows.duplicated(["worker_key", "week_starting"])]
    left = rows.loc[before.index].assign(team=before["team"], days_available=-before["days_available"])
    return pd.concat([rows, left]).rename(columns={"days_available": "change"})


def _promised(rota: pd.DataFrame, *, monday: pd.Timestamp, weeks: int) -> tuple[FloatArray, FloatArray] | None:
    """Return the days available each week, and for the weeks ahead as the rota stood at each week's end."""
    # What was promised is the sum of the changes known by then. One that the rota did not name counts as the last four.
    if rota.empty:
        return None
    total = weeks + HORIZON
    target = ((rota["week_starting"] - monday) // _WEEK).to_numpy(dtype=np.int64)
    known = np.maximum(((rota["known_on"] - monday) // _WEEK).to_numpy(dtype=np.int64), 0)
    held = (target >= 0) & (target < total) & (known < weeks)
    changes, said = np.zeros((weeks, total)), np.zeros((weeks, total))
    np.add.at(changes, (known[held], target[held]), rota["change"].to_numpy(dtype=float)[held])
    np.add.at(said, (known[held], target[held]), 1.0)
    promised, told = np.cumsum(changes, axis=0), np.cumsum(said, axis=0) > 0
    at = np.arange(weeks)
    came = promised[at, at]
    usual = np.array([came[max(week - 3, 0) : week + 1].mean() for week in at])
    ahead = at[:, None] + np.arange(1, HORIZON + 1)
    return came, np.where(told[at[:, None], ahead], promised[at[:, None], ahead], usual[:, None])
