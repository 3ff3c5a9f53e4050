"""Contacts at the front door, one row a contact about one child at most: each year's number by route and reason."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import Numbers, working_days_of_month, year_bounds
from turncurve.example.exact import allot
from turncurve.example.needs import SOURCES, drawn
from turncurve.example.targets import YEARS, shape_of_year, targets

CONCERNS = ("reporting a concern", "police domestic violence notification")
ALLOCATED = "about an allocated case"
ELSEWHERE = "for another agency or department"
NOT_STATED = "not stated"
POLICE = "6"
CALLERS = {
    "1A": 26,
    "1B": 5,
    "1C": 7,
    "1D": 5,
    "2A": 17,
    "3B": 7,
    "3F": 6,
    "4": 3,
    "5B": 6,
    "6": 7,
    "7": 6,
    "8": 4,
    "10": 1,
}
OUTCOMES = {"no further action": 52, "information and advice": 34, "early help": 14}
KNOWN_BEFORE = 0.3
"""Share of the concerns that lead to no referral about a child referred in an earlier year."""

NOT_NAMED = 0.03
"""Share of those concerns in which no child was named."""


def contacts(episodes: pd.DataFrame, spare: Numbers, *, rng: np.random.Generator) -> pd.DataFrame:
    """Simulate every contact of the four years.

    Parameters
    ----------
    episodes : DataFrame
        One row a referral of a child, from `needs`: each follows a contact that reported a concern.
    spare : array of int
        Children who were never referred.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a contact, in order of time: received_on, minute (of the day), child (-1 where none is named), route,
        source, reason, outcome, referral (True where it led to one).
    """
    found = pd.concat([_of_year(year, episodes, spare, rng=rng) for year in YEARS], ignore_index=True)
    found = _told_apart(found)
    order = np.lexsort((rng.random(len(found)), found["minute"], found["received_on"]))
    return found.iloc[order].reset_index(drop=True)


def _of_year(year: int, episodes: pd.DataFrame, spare: Numbers, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one year's contacts: those that led to its referrals, and all the others."""
    numbers = targets()["contacts"]
    remaining = np.array(numbers["years"][year])
    first, last = year_bounds(year)
    referred = episodes[episodes["referred_on"].between(first, last)]
    led = _that_led(referred, remaining, rng=rng)
    taken = led.groupby(["route", "reason"]).size()
    parts = [led]
    for row, route in enumerate(numbers["routes"]):
        for column, reason in enumerate(numbers["reasons"]):
            left = int(remaining[row, column]) - int(taken.get((route, reason), 0))
            parts.append(_others(left, year, route=route, reason=reason, rng=rng))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.assign(minute=_minutes(rows["route"].to_numpy(), rng=rng))
    return _with_children(rows, year, episodes, spare, rng=rng)


def _that_led(referred: pd.DataFrame, remaining: npt.NDArray[np.int64], *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the contact before each referral: the police by email, others mostly by phone."""
    police = (referred["source"] == POLICE).to_numpy() & (remaining[1, 3] > 0)
    other = rng.choice(["phone", "email", "letter"], p=[0.93, 0.06, 0.01], size=len(referred))
    return pd.DataFrame({
        "received_on": referred["referred_on"].to_numpy(), "child": referred["child"].to_numpy(),
        "route": np.where(police, "email", other), "source": referred["source"].to_numpy(),
        "reason": np.where(police, CONCERNS[1], CONCERNS[0]), "outcome": "referral",
    })  # fmt: skip


def _others(count: int, year: int, *, route: str, reason: str, rng: np.random.Generator) -> pd.DataFrame:
    """Return contacts of one route and reason, spread over the year's working days."""
    months = allot(count, np.array(shape_of_year("contacts", year)) * rng.uniform(0.96, 1.04, 12))
    days = [rng.choice(working_days_of_month(year, month), size=each) for month, each in enumerate(months)]
    concern = reason in CONCERNS
    outcome = {ALLOCATED: "passed to the allocated worker", ELSEWHERE: "passed to another agency or department"}
    return pd.DataFrame({
        "received_on": np.concatenate(days), "child": -1, "route": route,
        "source": POLICE if reason == CONCERNS[1] else drawn(SOURCES if concern else CALLERS, count, rng=rng),
        "reason": reason,
        "outcome": drawn(OUTCOMES, count, rng=rng) if concern else outcome.get(reason, NOT_STATED),
    })  # fmt: skip


def _minutes(route: npt.NDArray[np.object_], *, rng: np.random.Generator) -> Numbers:
    """Draw the time of day: calls in office hours, busiest in the morning; emails at any hour."""
    office = 8 * 60 + 30 + (rng.beta(1.3, 1.7, len(route)) * 540).astype(np.int64)
    anytime = rng.integers(0, 24 * 60, len(route))
    return np.where((route == "email") & (rng.random(len(route)) < 0.35), anytime, office)


def _with_children(
    rows: pd.DataFrame, year: int, episodes: pd.DataFrame, spare: Numbers, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Name the child: of an allocated case one whose case is open, of a concern one known before or not yet."""
    child = rows["child"].to_numpy().copy()
    concern = np.flatnonzero(rows["reason"].isin(CONCERNS) & (child < 0))
    before = episodes.loc[episodes["referred_on"] < year_bounds(year)[0], "child"].unique()
    known = rng.random(len(concern)) < KNOWN_BEFORE
    child[concern] = np.where(known, rng.choice(before, len(concern)), rng.choice(spare, len(concern)))
    child[concern[rng.random(len(concern)) < NOT_NAMED]] = -1
    received = rows["received_on"].to_numpy()
    allocated = (rows["reason"] == ALLOCATED).to_numpy()
    for month in range(12):
        days = working_days_of_month(year, month)
        here = np.flatnonzero(allocated & (received >= days[0]) & (received <= days[-1]))
        is_open = (episodes["referred_on"] <= days[0]) & (episodes["closed_on"] > days[-1])
        child[here] = rng.choice(episodes.loc[is_open, "child"].to_numpy(), len(here))
    return rows.assign(child=child)


def _told_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Move contacts about one child by one route from one source in the same minute a minute apart: each is one."""
    same = rows.groupby(["child", "received_on", "minute", "route", "source"]).cumcount().to_numpy()
    moved = rows["minute"].to_numpy() + np.where(rows["child"] >= 0, same, 0)
    return rows.assign(minute=np.minimum(moved, 24 * 60 - 1))
