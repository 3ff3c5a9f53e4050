"""Which weeks of a queue its rows tell of: from when there was a queue until the rows end, and no week beyond."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.reference.working_days import working_days_between

WEEK = pd.Timedelta(days=7)
WEEKS_APART = 26
"""Where no case came for so many weeks, a queue begins anew with the next one."""
BEGUN_TOGETHER = 4
"""A team whose first case came within so many weeks of the council's first was there from the council's first."""
LOOKED_BACK = pd.Timedelta(weeks=54)
FEWEST_DAYS = 8
LONGER = 1.5
"""Rows have ended where they have been silent for longer, by so many times, than ever in a year ..."""
LEAST_SILENCE = 1
FEWEST_MISSING = 5.0
"""... for more than so many working days, in which so many rows would have been usual."""


@dataclass(frozen=True)
class KnownWeeks:
    """The whole weeks of which rows tell.

    Parameters
    ----------
    first : Timestamp
        The Monday on which the first of them starts.
    number : int
        How many there are.
    last_row : Timestamp
        When a case last became ready or left the queue.
    ended : bool
        Whether the rows end before the weeks that were asked about do.
    """

    first: pd.Timestamp
    number: int
    last_row: pd.Timestamp
    ended: bool


def alike(teams: pd.Series[str]) -> pd.Series[str]:
    """Fold the spellings of teams: case and spaces make no other team.

    Parameters
    ----------
    teams : Series of str
        Names as written.

    Returns
    -------
    Series of str
        Names to compare, never to show.
    """
    return teams.map({name: folded(name) for name in teams.unique()})


def folded(team: str) -> str:
    """Fold the spelling of one team.

    Parameters
    ----------
    team : str
        A name as written.

    Returns
    -------
    str
        A name to compare, never to show.
    """
    return " ".join(team.split()).casefold()


def commonest(teams: pd.Series[str]) -> str:
    """Return the spelling in which a team's name is written most often.

    Parameters
    ----------
    teams : Series of str
        Names of one team, as written.

    Returns
    -------
    str
        The first in order of the alphabet where several are as common.
    """
    counts = teams.value_counts().sort_index()
    return str(counts.idxmax())


def known_weeks(cases: pd.DataFrame, *, until: pd.Timestamp, begun: pd.Timestamp | None = None) -> KnownWeeks:
    """Find the whole weeks that the rows of cases tell of.

    Parameters
    ----------
    cases : DataFrame
        One row a case, with `ready_at` and `left_at`; at least one row.
    until : Timestamp
        The Monday after the last whole week asked about.
    begun : Timestamp, optional
        The Monday on which the council's first week starts; of a whole council where not given.

    Returns
    -------
    KnownWeeks
        At least one week. A week in which the rows fall silent, longer than they ever were in a year, is not known.
    """
    last_row = last_moment(cases)
    first = _first_monday(cases["ready_at"])
    if begun is not None and first - begun < BEGUN_TOGETHER * WEEK:
        first = begun
    end = until
    ended = fallen_silent(cases, until=until)
    if ended:
        end = _monday(last_row) + WEEK
        if fallen_silent(cases, until=end):
            end -= WEEK
    first = min(first, end - WEEK)
    return KnownWeeks(first, int((end - first) // WEEK), last_row, ended)


def last_moment(cases: pd.DataFrame) -> pd.Timestamp:
    """Return when a case last became ready or left the queue.

    Parameters
    ----------
    cases : DataFrame
        One row a case, with `ready_at` and `left_at`; at least one row.

    Returns
    -------
    Timestamp
        The moment.
    """
    return pd.Timestamp(max(cases["ready_at"].max(), cases["left_at"].fillna(cases["ready_at"]).max()))


def fallen_silent(cases: pd.DataFrame, *, until: pd.Timestamp) -> bool:
    """Tell whether rows end before a day, and not only because nothing happened since.

    Parameters
    ----------
    cases : DataFrame
        One row a case, with `ready_at` and `left_at`; at least one row.
    until : Timestamp
        The day after the last that they should tell of.

    Returns
    -------
    bool
        Whether the working days since the last row are more than half as many again as there ever were between two
        rows in the year before, and would usually have brought five rows or more. False where there are too few rows
        to tell.
    """
    moments = pd.concat([cases["ready_at"], cases["left_at"].dropna()])
    held = moments[(moments < until) & (moments > moments.max() - LOOKED_BACK)].dt.normalize()
    days = np.unique(held.to_numpy(dtype="datetime64[D]"))
    if len(days) < FEWEST_DAYS:
        return False
    gaps = working_days_between(days[:-1], days[1:]) - 1
    yesterday = np.datetime64((until - pd.Timedelta(days=1)).date())
    silent = float(working_days_between(days[-1:], np.array([yesterday]))[0])
    usual = len(held) / max(float((gaps + 1).sum()), 1.0)
    longest = max(LONGER * float(np.nanmax(gaps)), LEAST_SILENCE)
    return bool(silent > longest and silent * usual >= FEWEST_MISSING)


def _first_monday(ready: pd.Series[pd.Timestamp]) -> pd.Timestamp:
    """Return the Monday of the first case, or of the first after the last time that none came for half a year."""
    came = ready.sort_values()
    apart = (came.diff() > WEEKS_APART * WEEK).to_numpy()
    return _monday(came.iloc[int(np.flatnonzero(apart)[-1]) if apart.any() else 0])


def _monday(moment: pd.Timestamp) -> pd.Timestamp:
    """Return the Monday of a moment's week."""
    day = moment.normalize()
    return day - pd.Timedelta(days=day.weekday())
