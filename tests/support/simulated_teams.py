"""Invented duty and assessment teams whose queues are known week by week: shocks, leave, seasonal peaks, slow drift.

Cases are followed one by one through days: families arrive together, workers take a case when they have room, fall ill,
go on leave by a rota, leave and are replaced. Nothing is shared with the method that is to warn of their backlogs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

WEEKS = 208
FIRST_JUDGED = 78
HORIZON = 13
DAYS = 5


@dataclass(frozen=True)
class Team:
    """One invented team: what its records would show a week, and what its rota said of the weeks ahead."""

    kind: str
    arrivals: np.ndarray
    allocated: np.ndarray
    queue: np.ndarray
    available: np.ndarray
    planned: np.ndarray
    limit: float


KINDS = ("steady", "shock in demand", "workers lost", "seasonal peak", "slow drift", "leave bunched", "everything")


def simulated_team(kind: str, rng: np.random.Generator, *, weeks: int = WEEKS) -> Team:
    """Draw one team of a kind: its demand, its rota and its queue."""
    workers = int(rng.integers(5, 11))
    a_worker = rng.uniform(1.5, 2.2)
    load = rng.uniform(0.82, 0.92)
    base = workers * a_worker * 0.86 * load
    demand = base * _demand(kind, rng, weeks=weeks)
    ahead, known = _rota(kind, workers, rng, weeks=weeks)
    limit = float(np.ceil(base * rng.uniform(2.0, 4.0)))
    return _run(kind, demand, ahead, known, a_worker=a_worker, limit=limit, rng=rng)


def _demand(kind: str, rng: np.random.Generator, *, weeks: int) -> np.ndarray:
    """Draw how the demand moves about its base."""
    at = np.arange(weeks)
    level = np.exp(np.cumsum(rng.normal(0, 0.008, weeks)))
    level /= level[:52].mean()
    swing = rng.uniform(0.12, 0.25) if kind in {"seasonal peak", "everything"} else rng.uniform(0.0, 0.08)
    level = level * (1 + swing * np.cos(2 * np.pi * (at - rng.integers(0, 52)) / 52))
    # Few families are reported in the weeks of Christmas and of August.
    for week in (51, 0, 31, 32, 33):
        level[at % 52 == week] *= 0.75 if week in {51, 0} else 0.88
    if kind in {"shock in demand", "everything"}:
        for start in _times(rng, weeks=weeks, a_year=0.6):
            level[start : start + int(rng.integers(8, 20))] *= rng.uniform(1.3, 1.7)
    if kind in {"slow drift", "everything"}:
        start = int(rng.integers(60, weeks - 60))
        level = level * (1 + rng.uniform(0.25, 0.5) * np.clip((at - start) / rng.uniform(35, 60), 0, 1))
    return level


def _times(rng: np.random.Generator, *, weeks: int, a_year: float) -> np.ndarray:
    """Draw when something happens by chance."""
    return np.sort(rng.integers(52, weeks - 8, rng.poisson(a_year * (weeks - 60) / 52)))


def _rota(kind: str, workers: int, rng: np.random.Generator, *, weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw days available, worker by week: what came, and from which week on the rota knew."""
    total = weeks + HORIZON
    present = np.full((workers, total), float(DAYS))
    known = np.zeros((workers, total), dtype=int)
    bunched = kind in {"leave bunched", "everything"}
    for worker in range(workers):
        for year in range(total // 52 + 1):
            popular = np.array([31, 32, 33, 51, 14, 42, 22]) if bunched else rng.permutation(52)[:7]
            chosen = np.unique(np.where(rng.random(7) < (0.75 if bunched else 0.85), popular, rng.integers(0, 52, 7)))
            for week in chosen + 52 * year:
                if week < total:
                    present[worker, week], known[worker, week] = 0.0, week - int(rng.integers(6, 20))
    lost = 0.7 if kind in {"workers lost", "everything"} else 0.12
    for start in _times(rng, weeks=weeks, a_year=lost):
        length, worker = int(rng.integers(10, 30)), int(rng.integers(workers))
        away = slice(start, min(start + length, total))
        present[worker, away] = 0.0
        # Half give notice four weeks before; the others fall ill, and the rota says so a few weeks at a time.
        told = start - 4 if rng.random() < 0.5 else start
        known[worker, away] = np.maximum(told, np.arange(away.start, away.stop) - (99 if told < start else 4))
    ill = rng.random((workers, total)) < 0.04
    known[ill & (present > 0)] = np.broadcast_to(np.arange(total), present.shape)[ill & (present > 0)]
    return np.where(ill, np.maximum(present - rng.integers(1, 4, present.shape), 0), present), known


def _run(kind, demand, present, known, *, a_worker, limit, rng) -> Team:
    """Follow the queue case by case through the days of each week."""
    weeks = len(demand)
    arrivals, allocated, queue, available = (np.zeros(weeks) for _ in range(4))
    planned = np.zeros((weeks, HORIZON))
    waiting, over, extra = 0, 0, 0.0
    room = 0.0
    for week in range(weeks):
        extra_days = extra * DAYS
        available[week] = present[:, week].sum() + extra_days
        for _day in range(DAYS):
            families = rng.poisson(demand[week] / DAYS / 1.6)
            came = int((1 + rng.binomial(2, 0.3, families)).sum())
            arrivals[week] += came
            waiting += came
            room += available[week] / DAYS * rng.gamma(6) / 6 * a_worker / DAYS
            taken = min(waiting, int(room))
            # Room that nobody needs today is spent on the cases already held.
            room = min(room - taken, 1.0)
            waiting -= taken
            allocated[week] += taken
        queue[week] = waiting
        over = over + 1 if waiting > limit else 0
        # A manager finds help once a backlog has stood for a month, and keeps it until the queue is short again.
        if over >= 4 and extra == 0.0:
            extra = 0.35 * len(present)
        elif extra and waiting <= 0.2 * limit:
            extra = 0.0
        ahead = slice(week + 1, week + 1 + HORIZON)
        told = known[:, ahead] <= week
        planned[week] = np.where(told, present[:, ahead], DAYS).sum(axis=0) + (extra * DAYS)
    return Team(kind, arrivals, allocated, queue, available, planned, limit)
