"""Two breakdowns of the same cases, without their total: no reader takes a hidden count of the one from the other.

The attacker (`tests/support/attacker.py`) shares no code with the package. Its boxes are the finest breakdown, so that
it knows what a reader does who takes both tables to be of the same children.
"""

import datetime as dt
from itertools import product

import numpy as np
import pytest

from tests.support.attacker import World, reader
from turncurve.disclosure.attack import refuse_leaks
from turncurve.disclosure.audit import audit
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import DEFAULT_PROFILE, PROFILES, profile
from turncurve.disclosure.told import told
from turncurve.reference.periods import spans, year_ending

YEAR = year_ending(2013)
QUARTERS = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))


def table(cells) -> RecordedTable:
    """Return a table as the restricted run records it."""
    return RecordedTable("t", f"{len(cells)}", (RecordedGrain(None, tuple(cells), ()),))


def by(dimension: str, names: str) -> list[tuple[tuple[str, str], ...]]:
    """Return the breakdown by one dimension."""
    return [((dimension, name),) for name in names]


def spread(ages: dict[str, int], sexes: dict[str, int]) -> dict[tuple[str, str], int]:
    """Return a table of ages by sexes with these margins, filled from the corner."""
    left, filled = dict(sexes), {}
    for age, count in ages.items():
        for sex in sexes:
            filled[age, sex] = min(count - sum(filled.get((age, each), 0) for each in sexes), left[sex])
            left[sex] -= filled[age, sex]
    return filled


def children(ages: dict[str, int], sexes: dict[str, int]) -> World:
    """Return children of one year by age and sex."""
    filled = spread(ages, sexes)
    boxes = tuple(((("age", age), ("sex", sex)), YEAR) for age, sex in filled)
    return World(boxes, tuple(filled.values()))


def two_releases(world: World, *, names=("uop", "mf"), rule=DEFAULT_PROFILE):
    """Return cells, what is hidden of them, and what the second release's audit finds: ages a year ago, sexes now."""
    ages, sexes = world.cells(by("age", names[0]), [YEAR]), world.cells(by("sex", names[1]), [YEAR])
    before = make_plan([table(ages)], profile=rule)
    at = profile(rule)
    earlier = [told(c.key, None if c.key in before.hidden else at.rounded(c.value), rule=at) for c in ages]
    after = make_plan([table(sexes)], profile=rule, earlier=earlier)
    return [*ages, *sexes], before, after, audit(after, [table(sexes)], earlier=earlier)


def test_a_count_hidden_a_year_ago_is_not_given_away_by_another_breakdown_now():
    """Ages 3, 25 and 20, of which the 3 was hidden; sexes 26 and 22: 26 + 22 - 25 - 20 = 3."""
    world = children({"u": 3, "o": 25, "p": 20}, {"m": 26, "f": 22})
    cells, before, after, found = two_releases(world)
    (small,) = before.hidden
    assert reader(world, cells, hidden=before.hidden, step=1, least=1).extremes(small) == (3, 3)
    assert len(after.hidden) == 1
    assert {cell.value for cell in cells if cell.key in after.hidden} == {22}
    low, high = reader(world, cells, hidden=[small, *after.hidden], step=1, least=1).extremes(small)
    assert low < 3 < high
    refuse_leaks(found)


@pytest.mark.parametrize("name", sorted(PROFILES))
@pytest.mark.parametrize("seed", range(4))
def test_no_count_hidden_a_year_ago_is_certain_now(name, seed):
    generator = np.random.default_rng(seed)
    counts = generator.negative_binomial(1.2, 0.1, 6).tolist()
    boxes = tuple(((("age", age), ("sex", sex)), YEAR) for age, sex in product("uop", "mf"))
    world = World(boxes, tuple(counts))
    cells, before, after, found = two_releases(world, rule=name)
    hidden = {*before.hidden, *after.hidden}
    knows = reader(world, cells, hidden=hidden, step=profile(name).rounded_to, least=1)
    for key in sorted(hidden - set(after.known_anyway)):
        low, high = knows.extremes(key)
        assert low < high
    refuse_leaks(found)


def quarters(pairs, sexes: dict[str, int]) -> World:
    """Return children by age in each quarter and by sex, so that the year by sex is as given."""
    left, boxes, counts = dict(sexes), [], []
    for period, pair in zip(QUARTERS, pairs, strict=True):
        filled = spread(dict(zip("uo", pair, strict=True)), left)
        for (age, sex), count in filled.items():
            boxes.append(((("age", age), ("sex", sex)), period))
            counts.append(count)
            left[sex] -= count
    return World(tuple(boxes), tuple(counts))


def test_quarters_by_age_and_the_year_by_sex_do_not_give_a_quarter_away():
    """Ages 3 and 10, 10 and 11, 12 and 13, 14 and 15; sexes 40 and 48 in the year: 88 - 85 = 3."""
    world = quarters([(3, 10), (10, 11), (12, 13), (14, 15)], {"m": 40, "f": 48})
    cells = [*world.cells(by("age", "uo"), QUARTERS), *world.cells(by("sex", "mf"), [YEAR])]
    assert sorted(cell.value for cell in cells) == [3, 10, 10, 11, 12, 13, 14, 15, 40, 48]
    plan = make_plan([table(cells)])
    (small,) = [cell.key for cell in cells if cell.value == 3]
    assert reader(world, cells, hidden=[small], step=1, least=1).extremes(small) == (3, 3)
    low, high = reader(world, cells, hidden=plan.hidden, step=1, least=0).extremes(small)
    assert low <= 2
    assert high >= 4
    assert len(plan.hidden) == 2
    refuse_leaks(audit(plan, [table(cells)]))


@pytest.mark.parametrize("name", sorted(PROFILES))
@pytest.mark.parametrize("seed", range(3))
def test_no_quarter_by_one_breakdown_is_certain_from_the_year_by_another(name, seed):
    generator = np.random.default_rng(100 + seed)
    boxes = tuple(((("age", age), ("sex", sex)), period) for age, sex, period in product("uo", "mf", QUARTERS[:2]))
    world = World(boxes, tuple(generator.negative_binomial(1.2, 0.1, len(boxes)).tolist()))
    half = type(YEAR)(QUARTERS[0].start, QUARTERS[1].end)
    cells = [*world.cells(by("age", "uo"), QUARTERS[:2]), *world.cells(by("sex", "mf"), [half])]
    plan = make_plan([table(cells)], profile=name)
    step = profile(name).rounded_to
    for key in plan.hidden:
        low, high = reader(world, cells, hidden=plan.hidden, step=step, least=1).extremes(key)
        assert low < high
    refuse_leaks(audit(plan, [table(cells)]))
