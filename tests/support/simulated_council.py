"""An invented council whose truth is known: every child's dates, from rules that no method under test uses.

Durations are gamma and the match is a weekly chance that depends on an unseen easiness, age, sibling group, and the
policy of the day; nothing is piecewise constant in time in state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

YEAR = 365.25
MILESTONES = ("entry", "decision", "order", "match", "placed", "adopted")
EXITS = ("plan changed", "home", "special guardianship", "other", "age 18")


@dataclass(frozen=True)
class World:
    """The rules of one invented council; days are counted from 0, and what is drawn before `recorded` is a run-in."""

    days: int = int(22 * YEAR)
    recorded: int = int(9 * YEAR)
    entries_a_year: float = 215.0
    matching: float = 1.0
    change: float = np.inf
    matching_after: float = 1.0
    clearing_after: float = 1.0
    long_wait: float = 365.0
    clearing_ends: float = np.inf
    hard: float = 0.25
    court_days: float = 95.0
    court_faster: float = 1.0


STEADY = World()
BACKLOG = World(matching=0.6, change=15 * YEAR, matching_after=1.0, clearing_after=2.5)
COURTS = World(
    matching=0.8, change=15 * YEAR, matching_after=1.0, clearing_after=2.0, court_days=150.0, court_faster=2.2
)


def simulated_council(world: World, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw every child's dates under the rules; a date that never comes is NaN."""
    number = rng.poisson(world.entries_a_year * world.days / YEAR)
    return followed(world, np.sort(rng.integers(0, world.days, number)).astype(float), rng)


def followed(world: World, entry: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw the dates of children who enter care on given days."""
    number = len(entry)
    age = _ages(number, rng)
    siblings = (rng.random(number) < 0.3).astype(int)
    dates = np.full((number, 6), np.nan)
    dates[:, 0] = entry
    leaving, kind = _leaving_care(entry, age, rng)
    hard = rng.random(number) < world.hard * (0.6 + 0.8 * siblings) * np.where(age < 2 * YEAR, 0.7, 1.3)
    to_decide = _to_decision(world, entry, rng.gamma(2.2, world.court_days, number) * np.where(hard, 1.15, 1.0))
    adoptable = rng.random(number) < np.select([age < YEAR, age < 4 * YEAR, age < 7 * YEAR], [0.38, 0.2, 0.07], 0.003)
    dates[:, 1] = np.where(adoptable, entry + np.ceil(to_decide), np.nan)
    chosen = np.flatnonzero(adoptable)
    _follow_plan(world, chosen, dates, leaving, kind, hard, siblings, age, rng)
    return {
        "dates": dates,
        "exit": np.where(np.isnan(dates[:, 5]), np.floor(leaving), np.nan),
        "exit_kind": np.where(np.isnan(dates[:, 5]), kind, -1),
        "born": entry - np.floor(age),
        "group": siblings,
    }


def _ages(number: int, rng: np.random.Generator) -> np.ndarray:
    """Draw ages at entry in days: a quarter under one, most of the rest spread to sixteen."""
    return np.where(rng.random(number) < 0.25, rng.random(number) ** 1.6 * YEAR, (1 + 15.5 * rng.random(number)) * YEAR)


def _leaving_care(entry, age, rng):
    """Draw when a child with no plan for adoption would leave care, and why."""
    number = len(entry)
    stay = np.where(rng.random(number) < 0.4, rng.gamma(1.0, 90.0, number), rng.gamma(1.2, 800.0, number))
    kind = rng.choice([1, 2, 3], size=number, p=[0.6, 0.15, 0.25])
    adult = 18 * YEAR - age
    return entry + np.minimum(stay, adult), np.where(stay < adult, kind, 4)


def _to_decision(world, entry, days):
    """Shorten what is left of the way to a decision after the change, for those still on it."""
    before = np.clip(world.change - entry, 0, days)
    return before + (days - before) / world.court_faster


def _follow_plan(world, chosen, dates, leaving, kind, hard, siblings, age, rng):
    """Follow those with a plan for adoption from the decision onward, in place."""
    number = len(chosen)
    decision = dates[chosen, 1]
    order = decision + np.floor(rng.gamma(2.5, 45.0, number))
    order[rng.random(number) < 0.07] = np.inf
    early = np.where(rng.random(number) < 0.12, rng.random(number) * 90, np.inf)
    reversal = decision + np.where(
        rng.random(number) < 0.5, rng.exponential(1100.0, number), rng.exponential(2500.0, number) + 200
    )
    reversal = np.where(np.isinf(order), decision + 30 + rng.exponential(200.0, number), reversal)
    match = _matches(world, decision, order, early, hard[chosen], siblings[chosen], age[chosen], rng)
    match = np.where(reversal < match, np.nan, match)
    placed = np.maximum(match, np.where(np.isinf(order), np.nan, order)) + np.floor(rng.gamma(1.6, 22.0, number))
    adopted = placed + 70 + np.floor(rng.gamma(3.0, 65.0, number))
    disrupted = placed + np.where(rng.random(number) < 0.04, rng.exponential(150.0, number), np.inf)
    fell = disrupted < adopted
    late = np.isnan(placed)
    ended = np.where(late, reversal, np.where(fell, disrupted, np.nan))
    dates[chosen, 2] = np.where(np.isfinite(order) & ~(order > ended), order, np.nan)
    dates[chosen, 3] = np.where(~(match > ended), match, np.nan)
    dates[chosen, 4] = np.where(late, np.nan, placed)
    dates[chosen, 5] = np.where(fell, np.nan, adopted)
    leaving[chosen] = ended
    kind[chosen] = np.where(np.isnan(ended), -1, np.where(fell, 3, rng.choice([0, 1, 2], number, p=[0.7, 0.1, 0.2])))


def _matches(world, decision, order, early, hard, siblings, age, rng):
    """Draw the day of each match from a weekly chance that depends on the child and on the policy of the day."""
    number = len(decision)
    easiness = rng.gamma(3.0, 1 / 3.0, number) * np.where(hard, 0.35, 1.0)
    easiness = easiness * np.where(siblings == 1, 0.75, 1.0) * np.exp(-0.12 * np.maximum(age / YEAR - 2, 0))
    match = np.where(np.isfinite(early), decision + np.floor(early), np.nan)
    start = np.where(np.isfinite(order), order, np.nan)
    for week in range(520):
        day = start + 7 * week
        policy = np.where(day < world.change, world.matching, world.matching_after)
        cleared = (day >= world.change) & (day < world.clearing_ends) & (7 * week >= world.long_wait)
        policy = policy * np.where(cleared, world.clearing_after, 1.0)
        pace = 7 / 210.0 * min(1.0, (week + 2) / 8)
        chance = 1 - np.exp(-pace * 2.2 * easiness * policy)
        new = np.isnan(match) & np.isfinite(day) & (rng.random(number) < chance)
        match = np.where(new, day + rng.integers(0, 7, number), match)
    return match


def as_recorded(council: dict[str, np.ndarray], world: World, *, as_at: float) -> dict[str, np.ndarray]:
    """Keep what records would show on a date: nothing later, and nobody who had left before they began."""
    over = np.nanmin(
        np.column_stack(
            [
                np.where(np.isnan(council["exit"]), np.inf, council["exit"]),
                np.where(np.isnan(council["dates"][:, 5]), np.inf, council["dates"][:, 5]),
            ]
        ),
        axis=1,
    )
    known = (council["dates"][:, 0] <= as_at) & (over >= world.recorded)
    dates = council["dates"][known].copy()
    dates[dates > as_at] = np.nan
    left = council["exit"][known] <= as_at
    return {
        "dates": dates,
        "exit": np.where(left, council["exit"][known], np.nan),
        "exit_kind": np.where(left, council["exit_kind"][known], -1).astype(int),
        "born": council["born"][known],
        "group": council["group"][known],
        "observed_from": np.maximum(dates[:, 0], world.recorded),
    }


def pooled_mean(
    dates: np.ndarray, *, start: int, end: int, closed: int, window: tuple[float, float], at_least: float = -np.inf
) -> float:
    """Return the mean days between two milestones of those who reached a third after the window's first day."""
    counted = (dates[:, closed] > window[0]) & (dates[:, closed] <= window[1])
    days = dates[counted, end] - dates[counted, start]
    return float(np.maximum(days[np.isfinite(days)], at_least).mean())
