"""What a forecaster who knows every rule of an invented council would say: the error that no method can go below.

It is given what the method is given, the records on a date, and draws the rest of each child's way from the rules of
`tests/support/simulated_council.py` themselves, given all that the records show. It does not know what is unseen, such
as how easy a child is to match: that it draws from what the wait so far says of it.
"""

from __future__ import annotations

import numpy as np

WEEKS_AHEAD = 110
EARLY = 0.12


class Oracle:
    """Draws of the future from the true rules of a world."""

    def __init__(self, truth, world, *, draws, seed):
        """Keep the rules and how many futures to draw."""
        self.truth, self.world, self.draws = truth, world, draws
        self.random = np.random.default_rng(seed)
        self._new = {}

    def dates(self, record, *, as_at):
        """Return the draw and the milestones of every case that is open or to come, one row a draw and case."""
        number, dates = [], []
        over = np.isfinite(record["exit"]) | np.isfinite(record["dates"][:, 5])
        for decided in (False, True):
            chosen = ~over & (np.isfinite(record["dates"][:, 1]) == decided)
            known = np.repeat(record["dates"][chosen], self.draws, axis=0)
            age = np.repeat(record["dates"][chosen, 0] - record["born"][chosen], self.draws)
            group = np.repeat(record["group"][chosen], self.draws)
            draw = np.tile(np.arange(self.draws), int(chosen.sum()))
            if not decided:
                known, age, group, draw, hard = self._undecided(known, age, group, draw, as_at)
                number.append(draw), dates.append(self._onward(known, age, group, hard, as_at))
            else:
                number.append(draw), dates.append(self._onward(known, age, group, None, as_at))
        draw, to_come = self._to_come(as_at)
        return np.concatenate([*number, draw]), np.concatenate([*dates, to_come])

    def _to_come(self, as_at):
        """Draw those who enter after the date; they depend on nothing in the record."""
        if as_at not in self._new:
            days = WEEKS_AHEAD * 7
            each = self.random.poisson(self.world.entries_a_year * days / self.truth.YEAR, self.draws)
            entry = as_at + 1 + np.floor(self.random.random(each.sum()) * days)
            self._new[as_at] = (
                np.repeat(np.arange(self.draws), each),
                self.truth.followed(self.world, entry, self.random)["dates"],
            )
        return self._new[as_at]

    def _undecided(self, known, age, group, draw, as_at):
        """Draw who will have a decision and when, given that there is none yet and that they are still in care."""
        world, year, entry = self.world, self.truth.YEAR, known[:, 0]
        number, left = len(entry), np.arange(len(entry))
        adoptable, decision, is_hard = np.zeros(number, bool), np.full(number, np.nan), np.zeros(number, bool)
        likely = np.select([age < year, age < 4 * year, age < 7 * year], [0.38, 0.2, 0.07], 0.003)
        for _ in range(400):
            hard = self.random.random(len(left)) < self._hard(age[left], group[left])
            days = self.random.gamma(2.2, world.court_days, len(left)) * np.where(hard, 1.15, 1.0)
            day = entry[left] + np.ceil(self.truth._to_decision(world, entry[left], days))
            chosen = self.random.random(len(left)) < likely[left]
            leaving, _ = self.truth._leaving_care(entry[left], age[left], self.random)
            kept = np.where(chosen, day > as_at, np.floor(leaving) > as_at)
            at = left[kept]
            adoptable[at], decision[at], is_hard[at] = chosen[kept], day[kept], hard[kept]
            left = left[~kept]
            if not len(left):
                break
        known = known.copy()
        known[:, 1] = decision
        return known[adoptable], age[adoptable], group[adoptable], draw[adoptable], is_hard[adoptable]

    def _hard(self, age, group):
        """Return how likely a child is to be hard to match, knowing no dates."""
        return self.world.hard * (0.6 + 0.8 * group) * np.where(age < 2 * self.truth.YEAR, 0.7, 1.3)

    def _onward(self, known, age, group, hard, as_at):
        """Draw order, match, placement and adoption, given those that have not come by the date."""
        dates, decision = known.copy(), known[:, 1]
        order, match = self._order(decision, known[:, 2], as_at), known[:, 3].copy()
        reversal = self._reversal(decision, order, as_at)
        open_match = np.isnan(match)
        early, easiness = self._ease(known, age, group, hard, order, as_at)
        match[open_match] = np.where(np.isfinite(early), early, self._matched(order, easiness, age, group, as_at))[
            open_match
        ]
        match = np.where(open_match & (reversal < match), np.nan, match)
        ready = np.maximum(match, np.where(np.isinf(order), np.nan, order))
        placed = np.where(np.isfinite(known[:, 4]), known[:, 4], self._after(ready, 1.6, 22.0, 0, as_at))
        adopted = self._after(placed, 3.0, 65.0, 70, as_at)
        disrupted = placed + np.where(
            self.random.random(len(placed)) < 0.04, self.random.exponential(150.0, len(placed)), np.inf
        )
        disrupted = np.where(disrupted <= as_at, np.inf, disrupted)
        dates[:, 2], dates[:, 3], dates[:, 4] = np.where(np.isinf(order), np.nan, order), match, placed
        dates[:, 5] = np.where(disrupted < adopted, np.nan, adopted)
        return dates

    def _again(self, draw, keep, number):
        """Draw until every row is one to keep, or many times."""
        values = draw(np.arange(number))
        for _ in range(200):
            wrong = np.flatnonzero(~keep(values))
            if not len(wrong):
                break
            values[wrong] = draw(wrong)
        return values

    def _order(self, decision, known, as_at):
        """Draw the order of those without one."""

        def draw(at):
            order = decision[at] + np.floor(self.random.gamma(2.5, 45.0, len(at)))
            order[self.random.random(len(at)) < 0.07] = np.inf
            return np.where(np.isfinite(known[at]), known[at], order)

        return self._again(draw, lambda order: np.isfinite(known) | (order > as_at), len(decision))

    def _reversal(self, decision, order, as_at):
        """Draw the day on which the plan would change."""

        def draw(at):
            number = len(at)
            usual = np.where(
                self.random.random(number) < 0.5,
                self.random.exponential(1100.0, number),
                self.random.exponential(2500.0, number) + 200,
            )
            soon = 30 + self.random.exponential(200.0, number)
            return decision[at] + np.where(np.isinf(order[at]), soon, usual)

        return self._again(draw, lambda day: day > as_at, len(decision))

    def _pace(self, day, order, age, group):
        """Return the weekly rate of a match for a child of usual easiness, on a day a known time after the order."""
        world, waited = self.world, np.subtract(day, order, out=np.zeros(len(order)), where=np.isfinite(order))
        week = np.floor(waited / 7)
        policy = np.where(day < world.change, world.matching, world.matching_after)
        cleared = (day >= world.change) & (day < world.clearing_ends) & (7 * week >= world.long_wait)
        policy = policy * np.where(cleared, world.clearing_after, 1.0) * np.where(group == 1, 0.75, 1.0)
        policy = policy * np.exp(-0.12 * np.maximum(age / self.truth.YEAR - 2, 0))
        return 7 / 210.0 * np.minimum(1.0, (week + 2) / 8) * 2.2 * policy

    def _ease(self, known, age, group, hard, order, as_at):
        """Draw whether the match comes early and how easy the child is, given the wait so far without a match."""
        number, passed = len(order), np.zeros(len(order))
        waits = np.isfinite(order) & (order <= as_at)
        for week in range(int(max(np.max(as_at - order[waits], initial=0) // 7 + 1, 0))):
            day = order + 7 * week
            share = np.clip((as_at + 1 - day) / 7, 0, 1)
            passed += np.where(waits, self._pace(day, order, age, group) * share, 0.0)
        likely = self._hard(age, group) if hard is None else hard.astype(float)
        if hard is None:
            # a hard child's way to a decision is longer by 1.15, which its length makes a little likelier
            begun, change = known[:, 0], self.world.change
            raw = known[:, 1] - begun
            before = np.clip(change - begun, 0, raw)
            raw = before + (raw - before) * self.world.court_faster
            ratio = 1.15**-2.2 * np.exp(raw / self.world.court_days * (1 - 1 / 1.15))
            likely = likely * ratio / (likely * ratio + 1 - likely)
        survived = {scale: (1 + scale * passed / 3) ** -3.0 for scale in (0.35, 1.0)}
        not_early = likely * survived[0.35] + (1 - likely) * survived[1.0]
        still = EARLY * np.clip(1 - (as_at + 1 - known[:, 1]) / 90, 0, 1)
        is_early = self.random.random(number) < still / (still + (1 - EARLY) * not_early)
        is_hard = self.random.random(number) < likely * survived[0.35] / not_early
        scale = np.where(is_hard, 0.35, 1.0)
        easiness = self.random.standard_gamma(3.0, number) / (3.0 / scale + passed)
        begins = np.maximum(as_at + 1 - known[:, 1], 0)
        early = known[:, 1] + np.floor(begins + self.random.random(number) * np.maximum(90 - begins, 0))
        return np.where(is_early, early, np.nan), easiness

    def _matched(self, order, easiness, age, group, as_at):
        """Draw the day of a match that is still to come."""
        match = np.full(len(order), np.nan)
        target, passed = self.random.standard_exponential(len(order)), np.zeros(len(order))
        for week in range(WEEKS_AHEAD):
            first = as_at + 1 + 7 * week
            begins = np.maximum(first, order)
            share = np.clip((first + 7 - begins) / 7, 0, 1)
            rate = np.where(share > 0, easiness * self._pace(begins, order, age, group) * share, 0.0)
            hit = np.isnan(match) & (passed + rate > target)
            match[hit] = np.floor(begins[hit] + (target - passed)[hit] / rate[hit] * 7 * share[hit])
            passed += rate
        return match

    def _after(self, begins, shape, scale, least, as_at):
        """Draw a day after another, later than the record where it is not in it."""

        def draw(at):
            return begins[at] + least + np.floor(self.random.gamma(shape, scale, len(at)))

        return self._again(draw, lambda day: ~(day <= as_at), len(begins))
