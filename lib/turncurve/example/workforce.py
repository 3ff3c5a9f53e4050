"""The invented workforce of Exampleshire: posts, who held them and when, and when they were away."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, Numbers, number

FIRST_YEAR, MONTHS = 2010, 36
TEAMS = {
    "Referral and assessment 1": 15,
    "Referral and assessment 2": 15,
    "Safeguarding north": 16,
    "Safeguarding south": 15,
    "Safeguarding east": 15,
    "Safeguarding west": 14,
    "Looked after children": 17,
    "Disabled children": 13,
}
"""Social work posts by team; each has a team manager besides."""
TURNED = 30
"""The month, from 0, from which turnover and agency work fall: October 2012."""
REASONS = ("Another council", "Agency work", "Career break", "Another profession", "Retirement")


@dataclass(frozen=True)
class Staff:
    """Who worked in Exampleshire, and the posts there were.

    Parameters
    ----------
    spells : DataFrame
        One row a worker in a post: worker, team, role, started_on, ended_on (NEVER while there), share (tenths of full
        time), qualified_on, agency, reason.
    posts : DataFrame
        One row a team and month end: stood_on, team, posts, vacant.
    absences : DataFrame
        One row a spell of sickness: worker, started_on, ended_on.
    """

    spells: pd.DataFrame
    posts: pd.DataFrame
    absences: pd.DataFrame

    def at_work(self, day: int) -> pd.DataFrame:
        """Return the spells of those in post on a day.

        Parameters
        ----------
        day : int
            Day number.

        Returns
        -------
        DataFrame
            Rows of `spells`.
        """
        return self.spells[(self.spells["started_on"] <= day) & (self.spells["ended_on"] > day)]


def chance(seed: int, topic: str) -> np.random.Generator:
    """Return a topic's own source of chance, by its name, so that no other stream is moved by it.

    Parameters
    ----------
    seed : int
        The example's seed.
    topic : str
        The topic's name.

    Returns
    -------
    numpy Generator
        The source.
    """
    return np.random.default_rng([seed, zlib.crc32(topic.encode())])


def month_start(month: int) -> int:
    """Return the first day of a month.

    Parameters
    ----------
    month : int
        Months after April 2010; 36 is April 2013.

    Returns
    -------
    int
        Day number.
    """
    return number(FIRST_YEAR + (month + 3) // 12, (month + 3) % 12 + 1, 1)


def staff(seed: int) -> Staff:
    """Simulate the workforce.

    Parameters
    ----------
    seed : int
        The example's seed.

    Returns
    -------
    Staff
        Spells, posts and absences.
    """
    rng = chance(seed, "workforce")
    spells: list[dict[str, Any]] = []
    held: list[tuple[str, Numbers]] = []
    for team, posts in TEAMS.items():
        spells.append(_spell(team, "Team manager", month_start(0) - int(rng.integers(300, 3000)), NEVER, rng=rng))
        for _ in range(posts):
            found, filled = _post(team, rng=rng)
            spells += found
            held.append((team, filled))
    everyone = pd.DataFrame(spells).sort_values(["started_on", "team"], kind="stable", ignore_index=True)
    everyone.insert(0, "worker", np.arange(1, len(everyone) + 1))
    return Staff(everyone, _posts(held), _absences(everyone, rng=chance(seed, "workforce absence")))


def _post(team: str, *, rng: np.random.Generator) -> tuple[list[dict[str, Any]], Numbers]:
    """Follow one post from month to month: who holds it, and whether an employee does at each month's end."""
    spells: list[dict[str, Any]] = []
    employee, agency = None, None
    if rng.random() < 0.87:
        employee = _spell(team, "", month_start(0) - int(rng.integers(30, 3300)), NEVER, rng=rng)
        spells.append(employee)
    filled = np.zeros(MONTHS, dtype=np.int64)
    for month in range(MONTHS):
        leave, recruit, cover = _rates(month)
        day = month_start(month) + int(rng.integers(0, 28))
        drawn = rng.random()
        if employee is not None and drawn < leave and employee["started_on"] < month_start(month):
            employee.update(ended_on=day, reason=REASONS[int(rng.choice(5, p=(0.4, 0.25, 0.12, 0.13, 0.1)))])
            employee = None
        elif employee is None and drawn < recruit:
            employee = _spell(team, "", day, NEVER, rng=rng)
            spells.append(employee)
            if agency is not None:
                agency.update(ended_on=day, reason="Assignment ended")
                agency = None
        elif employee is None and agency is None and rng.random() < cover:
            agency = _spell(team, "", day, NEVER, rng=rng, agency=True)
            spells.append(agency)
        filled[month] = employee is not None
    return spells, filled


def _rates(month: int) -> tuple[float, float, float]:
    """Return the chances, in a month, that an employee leaves, that an empty post is filled, and that it is covered."""
    if month >= TURNED:
        return 0.011, 0.27, 0.30
    return 0.019 + 0.0004 * max(month - 12, 0), 0.13, 0.38


def _spell(
    team: str, role: str, started: int, ended: int, *, rng: np.random.Generator, agency: bool = False
) -> dict[str, Any]:
    """Return a worker's spell in a post; about four in ten who join as employees are newly qualified."""
    senior = rng.random() < 0.22
    years = rng.gamma(2.2, 3.0)
    new = not agency and not role and rng.random() < 0.42
    qualified = started - (int(rng.integers(20, 120)) if new else int(400 + 365 * years))
    shares = (10, 8, 6, 5)
    return {
        "team": team,
        "role": role or ("Senior practitioner" if senior and not new else "Social worker"),
        "started_on": started,
        "ended_on": ended,
        "share": 10 if agency else int(rng.choice(shares, p=(0.72, 0.13, 0.1, 0.05))),
        "qualified_on": qualified,
        "agency": agency,
        "reason": "",
    }


def _posts(held: list[tuple[str, Numbers]]) -> pd.DataFrame:
    """Return each team's posts, and those that no employee held, at each month's end."""
    filled = pd.DataFrame({"team": [team for team, _ in held], "filled": [months for _, months in held]})
    rows = [
        {
            "stood_on": month_start(month + 1) - 1,
            "team": team,
            "posts": len(those),
            "vacant": len(those) - int(sum(months[month] for months in those["filled"])),
        }
        for month in range(MONTHS)
        for team, those in filled.groupby("team", sort=True)
    ]
    return pd.DataFrame(rows)


def _absences(spells: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Draw sickness: most spells are of a few days, a few of many weeks; none overlaps the worker's last."""
    rows: list[tuple[int, int, int]] = []
    for worker, started, ended in spells[["worker", "started_on", "ended_on"]].itertuples(index=False):
        free_from = max(started, month_start(0))
        for month in range(MONTHS):
            first = month_start(month) + int(rng.integers(0, 28))
            length = int(rng.geometric(0.22)) if rng.random() < 0.965 else int(rng.integers(40, 110))
            falls_ill = rng.random() < 0.105
            last = min(first + length - 1, ended - 1)
            if falls_ill and free_from <= first <= last:
                rows.append((worker, first, last if last <= LAST_DAY else NEVER))
                free_from = last + 10
    return pd.DataFrame(rows, columns=["worker", "started_on", "ended_on"])
