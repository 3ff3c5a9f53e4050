"""Categories that fill one total fill all, to a reader; one total that they leave open says that they do not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.attacker import World, reader
from turncurve.disclosure.closed import closed, last_ones
from turncurve.disclosure.implied import remainders
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.prepare import prepared
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.relations import linked, without_taken
from turncurve.disclosure.rule import profile
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period, month

FIRST, SECOND = (Period(month(2012, each).start, month(2012, each + 2).end) for each in (4, 7))
HALF = Period(FIRST.start, SECOND.end)
NINE_MONTHS = Period(FIRST.start, month(2012, 12).end)
GIRLS, BOYS = ("sex", "girls"), ("sex", "boys")


def closed_of(counts):
    """Return the dimensions that a reader of these counts takes for closed, with what each lies within."""
    return tuple((each.dimension, *each.inside) for each in closed(remainders(counts), counts, keys=counts))


def test_categories_that_fill_a_total_are_all_that_there_are(key):
    assert closed_of({key(): 9, key(GIRLS): 4, key(BOYS): 5}) == (("sex",),)


@pytest.mark.parametrize(
    ("total", "girls", "boys"),
    [(10, 4, 5), (0, 0, 0)],
    ids=["a total that they leave open", "a total of none says nothing"],
)
def test_categories_that_fill_no_total_are_not(key, total, girls, boys):
    assert closed_of({key(): total, key(GIRLS): girls, key(BOYS): boys}) == ()


def test_one_total_left_open_anywhere_is_enough(key):
    quarters = {
        key(period=FIRST): 9,
        key(GIRLS, period=FIRST): 4,
        key(BOYS, period=FIRST): 5,
        key(period=SECOND): 9,
        key(GIRLS, period=SECOND): 4,
        key(BOYS, period=SECOND): 4,
    }
    assert closed_of(quarters) == ()


def test_a_single_category_holds_not_everybody_though_it_be_everybody_once(key):
    assert closed_of({key(): 9, key(GIRLS): 9}) == ()


def test_a_total_beside_some_of_the_categories_says_nothing(key):
    counts = {key(period=FIRST): 9, key(GIRLS, period=FIRST): 9, key(BOYS, period=SECOND): 5}
    assert closed_of(counts) == ()


def test_a_total_over_a_half_year_that_quarters_fill_is_a_total_too(key):
    quarters = {
        key(each, period=period): count for period in (FIRST, SECOND) for each, count in ((GIRLS, 4), (BOYS, 5))
    }
    assert closed_of({**quarters, key(period=HALF): 18}) == (("sex",),)
    assert closed_of({**quarters, key(period=HALF): 19}) == ()


# |       | girls | boys | all |
# |-------|-------|------|-----|
# | first |    23 |   13 |  36 |
# | half  |    44 |    - |  58 |  boys: 14, one of them in the second quarter
def test_a_small_count_is_not_left_to_two_subtractions():
    boxes = {((GIRLS,), FIRST): 23, ((BOYS,), FIRST): 13, ((GIRLS,), SECOND): 21, ((BOYS,), SECOND): 1}
    world = World(tuple(boxes), tuple(boxes.values()))
    shown = [*(_at(FIRST, *pairs) for pairs in ((), (GIRLS,), (BOYS,))), _at(HALF), _at(HALF, GIRLS)]
    cells = [world.cell(each) for each in shown]
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))])
    low, high = reader(world, cells, hidden=plan.hidden, step=1, least=0).extremes(_at(SECOND, BOYS))
    assert low == 0
    assert high >= 2


def test_what_is_left_of_a_total_is_the_one_category_not_shown(key):
    counts = {key(period=FIRST): 9, key(GIRLS, period=FIRST): 4, key(BOYS, period=FIRST): 5}
    counts |= {key(period=SECOND): 9, key(GIRLS, period=SECOND): 7}
    left = remainders(counts)
    assert last_ones(closed(left, counts, keys=counts), left) == {key(BOYS, period=SECOND): 2}
    assert last_ones((), left) == {}


NORTH, SOUTH = ("region", "north"), ("region", "south")
ASH, BIRCH, CEDAR = (("council", name) for name in ("ash", "birch", "cedar"))


def test_councils_fill_their_own_region_and_no_other(key):
    counts = {
        key(NORTH): 9,
        key(NORTH, ASH): 4,
        key(NORTH, BIRCH): 5,
        key(SOUTH): 7,
        key(SOUTH, CEDAR): 7,
    }
    assert closed_of(counts) == (("council", NORTH), ("council", SOUTH))
    assert closed_of({**counts, key(SOUTH): 8}) == (("council", NORTH),)


def test_rows_and_columns_that_cross_lie_not_within_one_another(key):
    counts = {key(NORTH): 9, key(NORTH, GIRLS): 9, key(SOUTH): 9, key(SOUTH, GIRLS): 4, key(SOUTH, BOYS): 5}
    assert closed_of(counts) == (("sex",),)


# councils within regions by sex, rounded to 5 where over 7; the south is one council
#
# |       | north: ash | birch | cedar | south: elder | west: fir |
# |-------|------------|-------|-------|--------------|-----------|
# | girls |         22 |     2 |     3 |           11 |         0 |
# | boys  |          2 |     3 |     0 |            1 |        17 |
def test_a_region_that_is_one_council_gives_that_council_away_and_is_hidden_with_it():
    places = [("north", "ash"), ("north", "birch"), ("north", "cedar"), ("south", "elder"), ("west", "fir")]
    pairs = [(("council", council), ("region", region)) for region, council in places]
    counts = ((22, 2, 3, 11, 0), (2, 3, 0, 1, 17))
    boxes = {
        ((*pair, sex), FIRST): count
        for sex, row in zip((GIRLS, BOYS), counts, strict=True)
        for pair, count in zip(pairs, row, strict=True)
    }
    world = World(tuple(boxes), tuple(boxes.values()))
    regions = [(("region", name),) for name in ("north", "south", "west")]
    breakdowns = [(*pair, *sex) for pair in [(), *regions, *pairs] for sex in ((), (GIRLS,), (BOYS,))]
    cells = [world.cell(_at(FIRST, *pair)) for pair in breakdowns]
    recorded = [RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))]
    plan = make_plan(recorded, profile="seven_round_five")
    check_nobody_is_certain(world, cells, plan, step=5)


def check_nobody_is_certain(world, cells, plan, *, step):
    """Check that no reader is certain of a hidden count, nor within 1 of one that is too small."""
    plain, aware = (reader(world, cells, hidden=plan.hidden, step=step, least=each) for each in (0, 1))
    assert plan.hidden
    for each in plan.hidden:
        low, high = plain.extremes(each)
        if each in plan.too_small:
            value = world.cell(each).value
            assert low <= value - 1
            assert high >= value + 1
        assert len(set(aware.extremes(each))) == 2


def drawn(generator, *, left_out):
    """Return a world of rows by columns by quarters, and the counts of tables that leave some of them out."""
    rows, columns = ([(name, f"{name}{at}") for at in range(3)] for name in ("row", "column"))
    boxes = tuple(((column, row), period) for period in (FIRST, SECOND) for row in rows for column in columns)
    world = World(boxes, tuple(generator.negative_binomial(1.2, 0.1, len(boxes)).tolist()))
    pairs = [(), *((each,) for each in (*rows, *columns)), *((column, row) for row in rows for column in columns)]
    keys = [
        CellKey("plans started", "Exampleshire", period, each) for period in (FIRST, SECOND, HALF) for each in pairs
    ]
    return world, [world.cell(each) for each in keys if generator.random() > left_out]


@pytest.mark.parametrize("seed", [1, 2, 74, 123])
def test_whatever_tables_leave_out_no_reader_is_certain_or_near(seed):
    world, cells = drawn(np.random.default_rng(seed), left_out=0.3)
    recorded = [RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))]
    plan = make_plan(recorded)
    check_nobody_is_certain(world, cells, plan, step=1)


@settings(max_examples=25)
@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 3))
def test_what_is_taken_for_known_gives_way_to_counts_that_contradict_it(girls, boys, more_girls, neither):
    cells = [
        Cell(_at(FIRST), girls + boys),
        Cell(_at(FIRST, GIRLS), girls),
        Cell(_at(FIRST, BOYS), boys),
        # In the second quarter some are neither, and only three quarters together say that no boy is among them.
        Cell(_at(SECOND), more_girls + neither),
        Cell(_at(SECOND, GIRLS), more_girls),
        Cell(_at(NINE_MONTHS, BOYS), boys),
    ]
    (group,) = linked(cells)
    assert "taken" in group.roles
    (ready,) = prepared(cells, rule=profile("dfe_now")).sheets
    assert len(ready.some_counts) == ready.linked.matrix.shape[1]
    assert ("taken" in ready.linked.roles) == (neither == 0)


def _at(period, *pairs):
    """Return an address."""
    return CellKey("plans started", "Exampleshire", period, tuple(sorted(pairs)))


def test_what_other_sums_say_is_not_taken_for_known_besides(key):
    (group,) = linked([Cell(key(), 9), Cell(key(GIRLS), 4), Cell(key(BOYS), 5)])
    assert group.roles == ("cell", "cell", "cell", "known")


def test_without_what_is_taken_for_known_the_rest_stays_as_it_was():
    cells = [Cell(_at(FIRST), 9), Cell(_at(FIRST, GIRLS), 4), Cell(_at(FIRST, BOYS), 5), Cell(_at(SECOND, GIRLS), 4)]
    (group,) = linked(cells)
    row = group.roles.index("taken")
    assert group.values[row] == 0
    assert group.matrix[[row]].sum() > 0
    bare = without_taken(group)
    assert len(bare.keys) == len(bare.roles) == len(bare.values) == bare.matrix.shape[0] == len(group.keys) - 1
    assert (bare.matrix != group.matrix[[each for each in range(len(group.keys)) if each != row]]).nnz == 0
