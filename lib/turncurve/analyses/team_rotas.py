"""What the rota promised a team, week by week: which of its weeks are told, and what stands for those that are not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.analyses.team_weeks import WEEK
from turncurve.methods.queue_forecast import HORIZON
from turncurve.reference.working_days import is_working_day

FloatArray = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEARNT_OVER = 8
"""A rota that begins after its team is used from the ninth of its weeks on; what the team had before is taken to be the
mean of the first eight."""
LATELY = 4
"""A worker whom a week does not name counts as in the last four weeks that named them."""
NAMED = 0.5
"""A week names its team where at least half of those lately on the rota are in it, one of them at work as usual but for
bank holidays."""
WORKED = 5
"""Working days of a week without a bank holiday."""
LAPSES = 13
"""A worker whom so many weeks in turn, in which others were named, have not named is no longer on the rota."""
CONTRADICTED = 0.25
"""A rota that has nobody at work in more of the weeks in which cases were taken on is not used."""
NONE_HELD = "no rota of it is held"
NO_WORK = "its rota names nothing but weeks of leave"
STALE = f"its rota has named nobody in the last {LAPSES} weeks"
AT_WORK = "its rota has nobody at work in {weeks} weeks in which cases were taken on"
TOO_FEW = f"its rota tells of {{weeks}} of its weeks, and is used from {LEARNT_OVER} on"


@dataclass(frozen=True, eq=False)
class TeamRota:
    """What the rota promised one team.

    Parameters
    ----------
    available : array of float, shape (weeks,), or None
        Days available each week, as known at its end; None where no rota can be used.
    planned : array of float, shape (weeks, horizon), or None
        The same for the weeks ahead, as the rota stood at each week's end.
    reason : str
        Why no rota is used, as a clause; empty where one is.
    """

    available: FloatArray | None = None
    planned: FloatArray | None = None
    reason: str = ""


@dataclass(frozen=True, eq=False)
class _Stated:
    """What the rota stated, as it stood at each week's end: by week known, week meant (to the last ahead) and worker.

    `days` is NaN where nothing was stated, and 0 of a worker who was in another team; `named` is true in this team;
    `holidays` are the bank holidays of each week meant.
    """

    days: FloatArray
    named: Flags
    holidays: FloatArray


@dataclass(frozen=True, eq=False)
class _Roll:
    """Who is on the rota at a week's end: by worker, or by week and worker."""

    on: Flags
    missed: npt.NDArray[np.int64]
    usual: FloatArray
    most: FloatArray


def team_rota(rota: pd.DataFrame, team: str, *, first: pd.Timestamp, weeks: int) -> TeamRota:
    """Find what the rota promised a team.

    A week that names its team is taken as written. In any other, leave alone having been written, or nothing, a worker
    who is not named counts as lately.

    Parameters
    ----------
    rota : DataFrame
        The canonical table availability, its teams folded as `team` is.
    team : str
        The team.
    first : Timestamp
        The Monday of the team's first week.
    weeks : int
        How many weeks of it are known.

    Returns
    -------
    TeamRota
        Nothing after a week's end is used for it.
    """
    ours = rota[rota["team"] == team]
    if ours.empty:
        return TeamRota(reason=NONE_HELD)
    if bool((ours["days_of_leave"].fillna(0) > 0).all()):
        return TeamRota(reason=NO_WORK)
    stated = _stated(rota[rota["worker_key"].isin(ours["worker_key"].unique())], team, first=first, weeks=weeks)
    if stated.days.shape[2] == 0:
        return TeamRota(reason=TOO_FEW.format(weeks=0))
    available, roll = _so_far(stated, weeks=weeks)
    told = np.flatnonzero(np.isfinite(available))
    number = weeks - int(told[0]) if len(told) else 0
    if not len(told) or (number < min(LEARNT_OVER, weeks)):
        return TeamRota(reason=TOO_FEW.format(weeks=number))
    at = np.arange(weeks)
    if not np.isfinite(stated.days[at, at][-LAPSES:]).any():
        return TeamRota(reason=STALE)
    planned = _ahead(stated, roll, weeks=weeks)
    if number < weeks:
        begun = weeks - number
        level = available[begun : begun + LEARNT_OVER].mean()
        available[: begun + LEARNT_OVER] = level
        planned[: begun + LEARNT_OVER - 1] = level
    return TeamRota(available, planned)


def held_to(rota: TeamRota, taken: FloatArray) -> TeamRota:
    """Hold a rota to what the team took on: somebody was at work in a week in which cases were.

    Parameters
    ----------
    rota : TeamRota
        What the rota promised the team.
    taken : array of float, shape (weeks,)
        Cases taken on each week.

    Returns
    -------
    TeamRota
        In such a week without days the mean of the four before it stands; no rota where such weeks are many.
    """
    if rota.available is None:
        return rota
    wrong = (rota.available == 0) & (taken > 0)
    if wrong.sum() > CONTRADICTED * max((taken > 0).sum(), 1):
        return TeamRota(reason=AT_WORK.format(weeks=int(wrong.sum())))
    available = rota.available.copy()
    for week in np.flatnonzero(wrong):
        available[week] = available[max(week - LATELY, 0) : week].mean() if week else available.mean()
    return TeamRota(available, rota.planned)


def _stated(rota: pd.DataFrame, team: str, *, first: pd.Timestamp, weeks: int) -> _Stated:
    """Lay out what was stated of each worker who was ever in the team."""
    total = weeks + HORIZON
    rows = rota.assign(
        meant=(rota["week_starting"] - first) // WEEK, known=((rota["known_on"] - first) // WEEK).clip(lower=0)
    ).sort_values(["worker_key", "meant", "known_on"], kind="stable")
    rows = rows[(rows["meant"] >= 0) & (rows["meant"] < total) & (rows["known"] < weeks)]
    # A row holds until the next for the same worker's week, of whichever team.
    rows = rows.drop_duplicates(["worker_key", "meant", "known"], keep="last")
    numbers, workers = pd.factorize(rows["worker_key"], sort=True)
    here = (rows["team"] == team).to_numpy(dtype=bool)
    place = rows["known"].to_numpy(dtype=np.int64), rows["meant"].to_numpy(dtype=np.int64), numbers
    days = np.full((weeks, total, len(workers)), np.nan)
    days[place] = np.where(here, rows["days_available"].to_numpy(dtype=float), -1.0)
    for week in range(1, weeks):
        days[week] = np.where(np.isnan(days[week]), days[week - 1], days[week])
    named = days >= 0
    return _Stated(np.where(days < 0, 0.0, days), named, _bank_holidays(first, total))


def _bank_holidays(first: pd.Timestamp, weeks: int) -> FloatArray:
    """Count the bank holidays of each week."""
    days = np.datetime64(first.date()) + np.arange(7 * weeks)
    worked = is_working_day(days).reshape(weeks, 7).sum(axis=1)
    return np.asarray(WORKED - worked, dtype=float)


def _so_far(stated: _Stated, *, weeks: int) -> tuple[FloatArray, _Roll]:
    """Return the days available each week, NaN before the first that names anybody, and who was on the rota at each."""
    workers = stated.days.shape[2]
    on, missed = np.zeros(workers, dtype=bool), np.zeros(workers, dtype=np.int64)
    lately = np.full((LATELY, workers), np.nan)
    available = np.full(weeks, np.nan)
    kept = [np.zeros((weeks, workers)) for _ in range(4)]
    for week in range(weeks):
        days, named = stated.days[week, week], stated.named[week, week]
        before = _Roll(on, missed, *_usual(lately))
        took, on = _taken(days, named, roll=before, holidays=stated.holidays[week])
        missed = np.where(named | ~on, 0, missed + int(named.any()))
        on &= missed < LAPSES
        newest = np.where(named, days, np.nan)
        lately = np.where(named, np.vstack([lately[1:], newest]), lately)
        if on.any() or (week and np.isfinite(available[week - 1])):
            available[week] = took.sum()
        for held, now in zip(kept, (on, missed, *_usual(lately)), strict=True):
            held[week] = now
    return available, _Roll(kept[0].astype(bool), kept[1].astype(np.int64), kept[2], kept[3])


def _ahead(stated: _Stated, roll: _Roll, *, weeks: int) -> FloatArray:
    """Return the days promised for the weeks ahead, as the rota stood at each week's end."""
    at, on = np.arange(weeks), roll.on
    planned = np.empty((weeks, HORIZON))
    for ahead in range(1, HORIZON + 1):
        now = _Roll(on, roll.missed, roll.usual, roll.most)
        days, named = stated.days[at, at + ahead], stated.named[at, at + ahead]
        took, on = _taken(days, named, roll=now, holidays=stated.holidays[at + ahead, None])
        planned[:, ahead - 1] = took.sum(axis=-1)
    return planned


def _taken(
    days: FloatArray, named: Flags, *, roll: _Roll, holidays: FloatArray | np.float64
) -> tuple[FloatArray, Flags]:
    """Return the days of each worker in a week, and who is on the rota after it."""
    silent = np.isnan(days)
    as_usual = (named & (days > 0) & (days >= roll.most - holidays)).any(axis=-1)
    lately = (roll.on & (named | silent)).sum(axis=-1)
    whole = as_usual & (named.sum(axis=-1) >= NAMED * lately)
    carried = roll.on & silent & ~whole[..., None]
    return np.where(silent, np.where(carried, roll.usual, 0.0), days), np.asarray(named | carried, dtype=bool)


def _usual(lately: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the mean and the most of the last weeks of each worker that named them, 0 where none did."""
    known = np.isfinite(lately)
    held = np.where(known, lately, 0.0)
    return held.sum(axis=0) / np.maximum(known.sum(axis=0), 1), held.max(axis=0)
