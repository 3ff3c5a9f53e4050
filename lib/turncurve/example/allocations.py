"""The invented queue of Exampleshire: cases that wait for a worker, the rota, and a backlog in 2012 that clears."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, Numbers, number
from turncurve.reference.working_days import is_working_day

FIRST_MONDAY = number(2011, 1, 3)
WEEKS_AHEAD = 26
ASSESSORS = {"Referral and assessment 1": 15, "Referral and assessment 2": 15}
KEEPERS = {"Safeguarding north": 16, "Safeguarding south": 15, "Safeguarding east": 15, "Safeguarding west": 14}
TEAMS = {**ASSESSORS, **KEEPERS}
"""Social workers who take new cases, by team."""
CASE_TYPES = {"initial": "initial assessment", "core": "core assessment"}
SPARE = 1.4
"""What a team can take on in an ordinary week, as a multiple of the cases that come in a week then."""
AGREED_WEEKS = 27
POSTS_EMPTY = {
    "Referral and assessment 1": (number(2012, 3, 5), number(2012, 9, 3), 6),
    "Referral and assessment 2": (number(2013, 2, 25), number(2013, 7, 1), 6),
    "Safeguarding east": (number(2012, 5, 7), number(2012, 8, 27), 5),
}
"""Posts that stood empty: from when, until when, and how many."""
HELP = {"Referral and assessment 1": (number(2012, 9, 3), number(2012, 12, 10), 6)}
"""Agency workers who cleared the backlog."""
NOTICE = 28
"""Days before which a post's falling empty was known."""


@dataclass(frozen=True)
class Queue:
    """The cases that wait or waited, and the rota.

    Parameters
    ----------
    cases : DataFrame
        One row a case: child, referred_on, ready_at and allocated_at (minutes since 1970, -1 while it waits), worker
        (empty while it waits), team, case_type, ended_on.
    rota : DataFrame
        One row a worker's week as known from one day on: worker, team, week, known_on, days, leave, new_cases.
    """

    cases: pd.DataFrame
    rota: pd.DataFrame


def queue(episodes: pd.DataFrame, assessments: pd.DataFrame, *, seed: int) -> Queue:
    """Simulate who waited for a worker, for how long, and who took the case.

    Parameters
    ----------
    episodes : DataFrame
        One row a referral of a child and the episode of need that followed.
    assessments : DataFrame
        One row an assessment: a worker is needed for each.
    seed : int
        The example's seed; every team has sources of chance of its own, so that no other stream is moved.

    Returns
    -------
    Queue
        The cases and the rota, in order of time.
    """
    needed = _needed(episodes, assessments, rng=_chance(seed, "ready"))
    parts, rotas = [], []
    for team in TEAMS:
        rota = _rota(team, rng=_chance(seed, f"rota of {team}"))
        cases = needed[needed["team"] == team].sort_values("ready_at", kind="stable", ignore_index=True)
        parts.append(_taken(cases, rota, rng=_chance(seed, f"queue of {team}")))
        rotas.append(rota)
    cases = pd.concat(parts, ignore_index=True).sort_values(["ready_at", "child"], kind="stable", ignore_index=True)
    rota = pd.concat(rotas, ignore_index=True)
    rota = rota[rota["known_on"] <= LAST_DAY].sort_values(["known_on", "week", "worker"], kind="stable")
    return Queue(cases, rota.reset_index(drop=True))


def _chance(seed: int, topic: str) -> np.random.Generator:
    """Return a topic's own source of chance, by its name."""
    return np.random.default_rng([seed, zlib.crc32(f"allocations: {topic}".encode())])


def _needed(episodes: pd.DataFrame, assessments: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the cases that needed a worker: one for each assessment begun, with the team of the family."""
    whose = episodes.iloc[assessments["episode"].to_numpy()].reset_index(drop=True)
    initial = (assessments["kind"] == "initial").to_numpy()
    referred = whose["referred_on"].to_numpy()
    ready = np.where(initial, referred, assessments["started_on"].to_numpy())
    minute = ready * 1440 + 9 * 60 + rng.integers(0, 8 * 60, len(ready))
    family = whose["family"].to_numpy()
    first, second = list(ASSESSORS), list(KEEPERS)
    team = np.where(initial, np.array(first)[family % len(first)], np.array(second)[family % len(second)])
    rows = pd.DataFrame({
        "child": whose["child"].to_numpy(), "referred_on": referred, "ready_at": minute, "team": team,
        "case_type": assessments["kind"].map(CASE_TYPES).to_numpy(dtype=str), "ended_on": whose["closed_on"].to_numpy(),
    })  # fmt: skip
    kept = rows[(ready >= FIRST_MONDAY) & (ready <= LAST_DAY)]
    return kept.drop_duplicates(["child", "ready_at"]).reset_index(drop=True)


def _rota(team: str, *, rng: np.random.Generator) -> pd.DataFrame:
    """Draw one team's rota: leave as it was agreed, sickness as it was reported, and posts that stood empty."""
    mondays = np.arange(FIRST_MONDAY, LAST_DAY + 7 * WEEKS_AHEAD, 7)
    whole = _working_days(mondays)
    empty, helped = POSTS_EMPTY.get(team), HELP.get(team)
    places = TEAMS[team] + (helped[2] if helped else 0)
    rows = []
    for place in range(places):
        days = whole.copy() if place < TEAMS[team] else np.zeros_like(whole)
        known = np.maximum(mondays - 7 * WEEKS_AHEAD, FIRST_MONDAY - 7)
        away = rng.random(len(mondays)) < _leave(mondays)
        days = np.where(away, 0, days)
        known = np.where(away, mondays - rng.integers(14, 120, len(mondays)), known)
        if empty and place < empty[2]:
            out = (mondays >= empty[0]) & (mondays < empty[1])
            days, known = np.where(out, 0, days), np.where(out, np.minimum(mondays, empty[0]) - NOTICE, known)
        if helped and place >= TEAMS[team]:
            here = (mondays >= helped[0]) & (mondays < helped[1])
            days, known = np.where(here, whole, days), np.where(here, np.minimum(mondays, helped[0]) - 14, known)
        rows.append(_weeks(team, place, mondays, days, whole=whole, known=known))
        ill = (rng.random(len(mondays)) < 0.05) & (days > 0) & (mondays <= LAST_DAY)
        short = np.maximum(days - rng.integers(1, 4, len(mondays)), 0)
        rows.append(_weeks(team, place, mondays[ill], short[ill], whole=whole[ill], known=mondays[ill]))
    return pd.concat(rows, ignore_index=True)


def _leave(mondays: Numbers) -> npt.NDArray[np.float64]:
    """Return the share of workers on leave in each week: most in August and at Christmas."""
    month = mondays.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    return np.where(month == 7, 0.28, np.where(month == 11, 0.18, np.where(month == 3, 0.16, 0.1)))


def _working_days(mondays: Numbers) -> Numbers:
    """Return the working days of each week."""
    days = (mondays[:, None] + np.arange(5)).ravel().astype("datetime64[D]")
    return np.asarray(is_working_day(days).reshape(-1, 5).sum(axis=1), dtype=np.int64)


def _weeks(team: str, place: int, mondays: Numbers, days: Numbers, *, whole: Numbers, known: Numbers) -> pd.DataFrame:
    """Lay out one worker's weeks."""
    worker = f"SYNQ{list(TEAMS).index(team) + 1}{place + 1:02d}"
    early = np.maximum(known, FIRST_MONDAY - 7)
    return pd.DataFrame({
        "worker": worker, "team": team, "week": mondays, "known_on": early, "days": days, "leave": whole - days,
        "new_cases": np.rint(days * 0.6).astype(np.int64),
    })  # fmt: skip


def _taken(cases: pd.DataFrame, rota: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Follow one team's queue through its days: who came first is taken first, as far as there is room."""
    latest = rota.sort_values("known_on", kind="stable").drop_duplicates(["worker", "week"], keep="last")
    present = latest[latest["days"] > 0]
    by_week = dict(present.groupby("week")["days"].sum())
    workers = dict(present.groupby("week")["worker"].apply(lambda names: names.to_numpy(dtype=str)))
    days = np.arange(FIRST_MONDAY, LAST_DAY + 1)
    days = days[is_working_day(days.astype("datetime64[D]"))]
    usual = _usual(cases)
    usual_days = np.mean([by_week.get(week, 0) for week in range(FIRST_MONDAY, FIRST_MONDAY + 364, 7)])
    ready = cases["ready_at"].to_numpy()
    allocated, worker = np.full(len(cases), -1), np.full(len(cases), "", dtype="<U10")
    at, room = 0, 0.0
    for day in days:
        week = FIRST_MONDAY + (day - FIRST_MONDAY) // 7 * 7
        share = by_week.get(week, 0) / usual_days
        room += usual[(day - FIRST_MONDAY) // 7] / 5 * SPARE * share * rng.gamma(8) / 8
        waiting = np.searchsorted(ready, day * 1440 + 15 * 60) - at
        taken = min(int(room), int(waiting))
        if taken > 0:
            moments = day * 1440 + np.sort(rng.integers(9 * 60 + 30, 17 * 60, taken))
            allocated[at : at + taken] = np.maximum(moments, ready[at : at + taken] + 5)
            worker[at : at + taken] = rng.choice(workers[week], taken)
            at += taken
        room = min(room - taken, 1.5)
    return cases.assign(allocated_at=allocated, worker=worker, ended_on=_ended(cases["ended_on"], allocated))


def _usual(cases: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the cases that come in a week, as a mean over the half year about each: what a team agrees to take on."""
    weeks = (cases["ready_at"].to_numpy() // 1440 - FIRST_MONDAY) // 7
    counts = np.bincount(weeks, minlength=int(weeks.max()) + 1).astype(float)
    whole = np.ones(AGREED_WEEKS)
    return np.asarray(np.convolve(counts, whole, "same") / np.convolve(np.ones(len(counts)), whole, "same"))


def _ended(closed: pd.Series, allocated: Numbers) -> Numbers:
    """Return when each case ended: not before it was allocated, and not at all while it waits."""
    ended = np.maximum(closed.to_numpy(), allocated // 1440 + 1)
    return np.where((allocated < 0) | (ended > LAST_DAY), NEVER, ended)
