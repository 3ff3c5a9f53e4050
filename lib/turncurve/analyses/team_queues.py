"""Each team's queue for a worker, week by week: what came, was taken on and waited, and what the rota promised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.analyses.team_rotas import TeamRota, held_to, team_rota
from turncurve.analyses.team_weeks import WEEK, KnownWeeks, alike, commonest, fallen_silent, known_weeks, last_moment
from turncurve.errors import TurnCurveError
from turncurve.indicators.allocation import with_leaving
from turncurve.methods.early_warning import ChancesAhead, EarlyWarning, WarningHistory, warning_now, warnings_so_far
from turncurve.methods.queue_forecast import (
    HORIZON,
    QueueForecast,
    QueueHistory,
    QueueRates,
    checked_history,
    forecast_queue,
    queue_rates,
)
from turncurve.tables.records import Records

FloatArray = npt.NDArray[np.float64]

WEEKS_ALLOWED = 2.0
"""A queue is too long when it is as much as comes in this many weeks: ten working days, in which an initial assessment
was to be finished."""
LEARNT_FROM = 26
"""A team's own weeks that are only learnt from, before the first week in which a warning can be raised."""
USUAL_WEEKS = 52
SEED = 2013
MOST_WEEKS_ALLOWED = 52.0


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
    without_rota : str
        Why the team is followed without a rota, as a clause; empty where it is followed with one.
    ended : datetime.date or None
        The day of the team's last row, where its rows end before those of the council do; None where they do not.
    """

    team: str
    weeks: tuple[dt.date, ...]
    history: QueueHistory
    limits: FloatArray
    without_rota: str = ""
    ended: dt.date | None = None

    @property
    def has_rota(self) -> bool:
        """Whether the team's availability is known and used."""
        return not self.without_rota

    @property
    def is_new(self) -> bool:
        """Whether the team is known for too few weeks to be warned of."""
        return len(self.weeks) < LEARNT_FROM

    @property
    def can_be_told(self) -> bool:
        """Whether the team is neither too new nor without rows of the last week."""
        return self.ended is None and not self.is_new

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
        return warnings_so_far(self._chances, first_week=LEARNT_FROM)

    def warning(self) -> EarlyWarning | None:
        """Give the warning that stands, without running through all the history.

        Returns
        -------
        EarlyWarning or None
            The last of `warned`, where it has not been lifted.
        """
        return warning_now(self._chances, first_week=LEARNT_FROM)

    @cached_property
    def rates(self) -> QueueRates:
        """What was known after each week of how fast cases come and are taken on."""
        return queue_rates(self.history)

    @cached_property
    def _chances(self) -> ChancesAhead:
        """The chance of a breach as forecast at each week's end."""
        return ChancesAhead(self.history, self.limits, rates=self.rates, seed=SEED)

    def forecast(self) -> QueueForecast:
        """Forecast the queue from the last week.

        Returns
        -------
        QueueForecast
            Weeks ahead as many as the early warning looks.
        """
        return self._forecast

    @cached_property
    def _forecast(self) -> QueueForecast:
        """The same, worked out once."""
        rng = np.random.default_rng(SEED)
        return forecast_queue(self.history, limit=float(self.limits[-1]), rng=rng, rates=self.rates)

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
        In the order of their names; none where no allocation return is held, or fewer than 26 whole weeks.

    Raises
    ------
    TurnCurveError
        If the weeks allowed are none, or more than a year.
    """
    if not 0 < weeks_allowed <= MOST_WEEKS_ALLOWED:
        raise TurnCurveError(
            f"a queue cannot be too long when it is more than what comes in {weeks_allowed} weeks",
            where="weeks allowed",
            remedy=f"Give a number above 0, up to {MOST_WEEKS_ALLOWED:.0f}",
        )
    return records.once(_queues, weeks_allowed)


def ends_early(records: Records) -> dt.date | None:
    """Return the day on which the allocation return ends, where it does not tell of the last whole week.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    datetime.date or None
        The last day on which any case became ready, was allocated or ended; None where the return tells of the last
        whole week before the report's date, or where none is held.
    """
    cases = with_leaving(records.table("allocations"))
    if cases.empty:
        return None
    until = _until(records)
    last = last_moment(cases)
    return last.date() if last < until - WEEK or fallen_silent(cases, until=until) else None


def rota_alone(records: Records) -> tuple[str, ...]:
    """List the teams that the rota has and of which there is no case.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    tuple of str
        As the rota spells them, in order.
    """
    teams = records.table("availability")["team"]
    alone = teams[~alike(teams).isin(alike(records.table("allocations")["team"]).unique())]
    return tuple(sorted({commonest(rows) for _, rows in alone.groupby(alike(alone))}))


def _until(records: Records) -> pd.Timestamp:
    """Return the Monday after the last whole week before the end of the report's date."""
    next_day = pd.Timestamp(records.as_at) + pd.Timedelta(days=1)
    return next_day - pd.Timedelta(days=next_day.weekday())


def _queues(records: Records, weeks_allowed: float) -> tuple[TeamQueue, ...]:
    """Follow each team's queue through the whole weeks that its rows tell of."""
    cases = with_leaving(records.table("allocations"))
    if cases.empty:
        return ()
    # Weeks after the last that the return knows of are weeks without data, and not weeks in which nothing came.
    last = last_moment(cases).normalize()
    until = min(_until(records), last - pd.Timedelta(days=last.weekday()) + WEEK)
    council = known_weeks(cases, until=until)
    if council.number < LEARNT_FROM:
        return ()
    until = council.first + council.number * WEEK
    rota = records.table("availability")
    rota = rota.assign(team=alike(rota["team"]))
    found = []
    for team, rows in cases.groupby(alike(cases["team"]), sort=False):
        known = known_weeks(rows, until=until, begun=council.first)
        held = team_rota(rota, str(team), first=known.first, weeks=known.number)
        found.append(_team(commonest(rows["team"]), rows, held, known=known, weeks_allowed=weeks_allowed))
    return tuple(sorted(found, key=lambda each: each.team))


def _team(name: str, cases: pd.DataFrame, rota: TeamRota, *, known: KnownWeeks, weeks_allowed: float) -> TeamQueue:
    """Follow one team's queue."""
    came, waited = _by_week(cases["ready_at"], known)
    gone, left = _by_week(cases["left_at"], known)
    rota = held_to(rota, gone)
    queue = waited - left + np.cumsum(came) - np.cumsum(gone)
    history = checked_history(came, gone, queue=np.maximum(queue, 0.0), available=rota.available, planned=rota.planned)
    ends = tuple((known.first + (week + 1) * WEEK - pd.Timedelta(days=1)).date() for week in range(known.number))
    limits = np.maximum(np.ceil(weeks_allowed * _usual(came)), 1.0)
    return TeamQueue(name, ends, history, limits, rota.reason, known.last_row.date() if known.ended else None)


def _by_week(moments: pd.Series[pd.Timestamp], known: KnownWeeks) -> tuple[FloatArray, float]:
    """Count events by week, and those before the first."""
    number = ((moments.dropna() - known.first) // WEEK).to_numpy(dtype=np.int64)
    counted = np.bincount(number[(number >= 0) & (number < known.number)], minlength=known.number)
    return counted.astype(float), float((number < 0).sum())


def _usual(came: FloatArray) -> FloatArray:
    """Return the cases that usually come in a week, as could be known at each week's end."""
    sums = np.concatenate([[0.0], np.cumsum(came)])
    last = np.arange(1, len(came) + 1)
    first = np.maximum(last - USUAL_WEEKS, 0)
    return np.asarray((sums[last] - sums[first]) / (last - first), dtype=float)
