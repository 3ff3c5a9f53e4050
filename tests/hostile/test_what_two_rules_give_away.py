"""Two releases by two rules: a reader of both, who knows both rules, finds out no count that either of them hid."""

import datetime as dt
import random
from itertools import product

import pytest

from tests.support.attacker import FAR, Reader, World
from turncurve.disclosure.audit import audit
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import PROFILES, profile
from turncurve.disclosure.told import told
from turncurve.indicators.cell import CellKey
from turncurve.reference.periods import spans, year_ending

ROUTES = ("calls", "letters", "visits")
QUARTERS = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))
YEAR = year_ending(2013)
PAIRS = list(product(sorted(PROFILES), repeat=2))


def world(seed: int) -> World:
    """Return quarters by route, with several small counts."""
    drawn = random.Random(seed)  # noqa: S311 - made counts
    boxes = tuple(((("route", route),), period) for period in QUARTERS for route in ROUTES)
    return World(boxes, tuple(drawn.choice((0, 2, 4, 6, 7, 9, 11, 24)) for _ in boxes))


def table(made: World, breakdowns, periods) -> RecordedTable:
    """Return a table as the restricted run records it."""
    cells = tuple(made.cells(breakdowns, periods))
    return RecordedTable("t", f"{len(cells)}", (RecordedGrain(None, cells, tuple((cell.key,) for cell in cells)),))


def shown(given: RecordedTable, plan, rule) -> dict[CellKey, int | None]:
    """Return what a release shows of a table."""
    (grain,) = given.grains
    return {cell.key: None if cell.key in plan.hidden else rule.rounded(cell.value) for cell in grain.cells}


def learnt(counts: dict[CellKey, int | None], rule, *, knows_the_rule: bool) -> tuple[tuple[CellKey, int, int], ...]:
    """Return between what numbers a reader takes each count of a release to lie, by trying every number."""
    least = 1 if knows_the_rule and not rule.hides_zero else 0
    found = []
    for key, count in counts.items():
        alike = [n for n in range((count or 0) + 9) if not rule.hides(n) and rule.rounded(n) == count] or [count]
        found.append((key, least, FAR) if count is None else (key, min(alike), max(alike)))
    return tuple(found)


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("seed", range(2))
def test_no_hidden_count_of_either_release_is_found_out_from_both(first, second, seed):
    made, before, now = world(seed), profile(first), profile(second)
    parts = [(("route", route),) for route in ROUTES]
    early, late = table(made, [*parts, ()], QUARTERS[:3]), table(made, [*parts, ()], [*QUARTERS[2:], YEAR])
    plan = make_plan([early], profile=first)
    counts = shown(early, plan, before)
    earlier = [told(key, count, rule=before) for key, count in counts.items()]
    later = make_plan([late], profile=second, earlier=earlier)
    since = shown(late, later, now)
    assert all(each.safe or each.known_anyway for each in audit(later, [late], earlier=earlier))
    small = {key for key in {**counts, **since} if key in plan.too_small or key in later.too_small}
    # A count that the first release showed by its own rule is public, though the second would hide it.
    small -= {key for key, count in counts.items() if count is not None}
    assert small
    for knows in (False, True):
        sums = learnt(counts, before, knows_the_rule=knows) + learnt(since, now, knows_the_rule=knows)
        reader = Reader(made, sums)
        for key in sorted(small - set(later.known_anyway)):
            low, high = reader.extremes(key)
            assert low < high


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_the_first_release_hid_as_too_small_the_second_does_not_show(first, second):
    made = world(1)
    whole = table(made, [(("route", route),) for route in ROUTES], QUARTERS)
    before, now = profile(first), profile(second)
    plan = make_plan([whole], profile=first)
    counts = shown(whole, plan, before)
    later = make_plan([whole], profile=second, earlier=[told(key, n, rule=before) for key, n in counts.items()])
    assert set(plan.too_small) <= set(later.hidden)
    assert all(not now.hides(made.cell(key).value) for key, n in shown(whole, later, now).items() if n is not None)
    stays = {key for key in plan.too_small if not now.hides(made.cell(key).value)}
    assert later.kept_by == ((first,) if stays else ())


def test_a_total_that_was_rounded_and_is_shown_exactly_now_has_not_been_revised():
    made = world(1)
    whole = table(made, [()], [YEAR])
    (cell,) = whole.grains[0].cells
    fives = profile("seven_round_five")
    plan = make_plan([whole], earlier=[told(cell.key, fives.rounded(cell.value), rule=fives)])
    assert (plan.revised, plan.hidden) == ((), ())


@pytest.mark.parametrize("off", [-5, 5])
def test_a_rounded_count_that_cannot_be_what_it_was_is_listed_as_revised(off):
    made = world(1)
    whole = table(made, [()], [YEAR])
    (cell,) = whole.grains[0].cells
    fives = profile("seven_round_five")
    plan = make_plan([whole], earlier=[told(cell.key, fives.rounded(cell.value) + off, rule=fives)])
    assert plan.revised == (cell.key,)


def test_rounded_parts_that_no_longer_add_up_to_the_whole_are_left_out_and_listed():
    made = world(1)
    whole = table(made, [()], [YEAR])
    fives = profile("seven_round_five")
    keys = [CellKey("plans started", "Exampleshire", each) for each in QUARTERS]
    plan = make_plan([whole], earlier=[told(key, 1000, rule=fives) for key in keys])
    assert set(plan.revised) == set(keys)
    assert plan.hidden == ()
