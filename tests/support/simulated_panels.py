"""A second invented council, of another shape: monthly panels share out the adopters who happen to be waiting.

Waits are Weibull, matches are made on panel days only and children compete for the adopters there are, so that nothing
is independent between children. The results have the form of `simulated_council`, whose `as_recorded` and `pooled_mean`
serve for both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

YEAR = 365.25
PANEL = 30


@dataclass(frozen=True)
class PanelWorld:
    """The rules of one invented council; days are counted from 0, and what is drawn before `recorded` is a run-in."""

    days: int = int(22 * YEAR)
    recorded: int = int(9 * YEAR)
    entries_a_year: float = 260.0
    adopters_a_year: float = 36.0
    change: float = np.inf
    adopters_after: float = 36.0
    extra_adopters: float = 0.0
    spread: float = 0.7


STEADY_PANELS = PanelWorld()
PANELS_CLEARING = PanelWorld(adopters_a_year=25.0, change=15 * YEAR, adopters_after=34.0, extra_adopters=25.0)


def simulated_panels(world: PanelWorld, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw every child's dates under the rules; a date that never comes is NaN."""
    number = rng.poisson(world.entries_a_year * world.days / YEAR)
    entry = np.sort(rng.integers(0, world.days, number)).astype(float)
    age = np.where(rng.random(number) < 0.3, rng.random(number) * YEAR, (1 + 15 * rng.random(number)) * YEAR)
    siblings = (rng.random(number) < 0.35).astype(int)
    adoptable = rng.random(number) < 0.42 * np.exp(-0.28 * age / YEAR)
    dates = np.full((number, 6), np.nan)
    dates[:, 0] = entry
    dates[:, 1] = np.where(adoptable, entry + np.ceil(260 * rng.weibull(1.6, number)), np.nan)
    stay = np.minimum(np.where(rng.random(number) < 0.5, 120.0, 1000.0) * rng.weibull(0.9, number), 18 * YEAR - age)
    exit_day, kind = np.floor(entry + np.maximum(stay, 1)), rng.choice([1, 2, 3], number, p=[0.65, 0.15, 0.2])
    kind = np.where(stay >= 18 * YEAR - age, 4, kind)
    changed = dates[:, 1] + np.ceil(2200 * rng.weibull(0.8, number))
    order = dates[:, 1] + np.floor(110 * rng.weibull(1.9, number))
    score = world.spread * rng.standard_normal(number) - 0.22 * age / YEAR - 0.5 * siblings
    match = _matched_at_panels(world, order, changed, score, rng)
    placed = match + np.floor(40 * rng.weibull(1.4, number))
    adopted = placed + 85 + np.floor(170 * rng.weibull(1.5, number))
    left = adoptable & np.isnan(match)
    dates[:, 2] = np.where(order <= np.where(left, changed, np.inf), order, np.nan)
    dates[:, 3], dates[:, 4], dates[:, 5] = match, placed, adopted
    exit_day = np.where(adoptable, np.where(left, changed, np.nan), exit_day)
    kind = np.where(adoptable, np.where(left, rng.choice([0, 0, 0, 1, 2], number), -1), kind)
    return {"dates": dates, "exit": exit_day, "exit_kind": kind, "born": entry - np.floor(age), "group": siblings}


def _matched_at_panels(world, order, changed, score, rng):
    """Share out the adopters of the month to children under an order, the easiest to place soonest."""
    match, waiting_adopters = np.full(len(order), np.nan), 0.0
    due = np.flatnonzero(np.isfinite(order))
    for day in range(0, world.days, PANEL):
        a_year = world.adopters_a_year if day < world.change else world.adopters_after
        if world.change <= day < world.change + 1.5 * YEAR:
            a_year += world.extra_adopters
        waiting_adopters += rng.poisson(a_year * PANEL / YEAR)
        there = due[(order[due] <= day) & (changed[due] > day) & np.isnan(match[due])]
        wanted = np.exp(score[there] + 0.5 * rng.standard_normal(len(there)))
        chance = 1 - np.exp(-wanted * waiting_adopters / max(wanted.sum(), 1e-9) * 0.55)
        chosen = there[rng.random(len(there)) < np.minimum(chance, 0.5)]
        match[chosen] = day
        waiting_adopters = max(0.0, waiting_adopters - len(chosen)) * 0.97
    return match
