"""No reader of a release works out a small count: attacked from outside, in tables of every shape and under every rule.

The attacker (`tests/support/attacker.py`) shares no code with the package. It knows all that is shown, how counts add,
and what the rule says of what is hidden.
"""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.attacker import FAR, World, reader
from turncurve.disclosure.attack import found_out
from turncurve.disclosure.audit import audit
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import PROFILES, profile
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period, spans, year_ending

YEAR = year_ending(2013)
QUARTERS = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))
YEARS = tuple(year_ending(number) for number in (2010, 2011, 2012, 2013))
YES, NO = ("previous plan", "yes"), ("previous plan", "no")
COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14, 23, 40])


def _pairs(*dimensions):
    """Every combination of categories of some dimensions, and of each the totals over any of them."""
    ways = [()]
    for name, size in dimensions:
        every = [(), *(((name, f"{name} {number}"),) for number in range(size))]
        ways = [(*way, *each) for way in ways for each in every]
    return ways


def _boxes(breakdowns, periods):
    """The boxes behind a table: its finest breakdowns by its shortest periods."""
    finest = max(len(each) for each in breakdowns)
    return tuple((tuple(sorted(each)), period) for each in breakdowns if len(each) == finest for period in periods)


NESTED = [
    (),
    *(
        pairs
        for region, areas in (("north", 2), ("south", 2))
        for pairs in [
            (("region", region),),
            *((("region", region), ("area", f"{region} {number}")) for number in range(areas)),
        ]
    ),
]
SHAPES = {
    "rows by columns with all margins": (_pairs(("row", 3), ("column", 2)), (YEAR,), (YEAR,)),
    "areas within regions within the nation": (NESTED, (YEAR,), (YEAR,)),
    "areas within regions, by quarter and year": (NESTED, QUARTERS[:2], (*QUARTERS[:2], _TWO := Period(
        QUARTERS[0].start, QUARTERS[1].end
    ))),
    "quarters, the year to date and the year": (
        _pairs(("route", 2)),
        QUARTERS,
        (*QUARTERS, *(Period(YEAR.start, each.end) for each in QUARTERS[1:])),
    ),
    "three-year windows that overlap, and two of their years": (
        _pairs(("route", 2)),
        YEARS,
        (YEARS[0], YEARS[2], Period(YEARS[0].start, YEARS[2].end), Period(YEARS[1].start, YEARS[3].end)),
    ),
    "three dimensions with all margins": (_pairs(("age", 2), ("need", 2), ("route", 2)), (YEAR,), (YEAR,)),
    "the three two-way margins of a three-way table": (
        [each for each in _pairs(("age", 2), ("need", 2), ("route", 2)) if len(each) < 3],
        (YEAR,),
        (YEAR,),
    ),
}  # fmt: skip


def _world(data, shape):
    breakdowns, shortest, _ = SHAPES[shape]
    boxes = _boxes(
        _pairs(("age", 2), ("need", 2), ("route", 2)) if "two-way margins" in shape else breakdowns, shortest
    )
    return World(boxes, tuple(data.draw(st.lists(COUNTS, min_size=len(boxes), max_size=len(boxes)))))


def _tables(world, shape):
    """One table a period, as the pages of one release."""
    breakdowns, _, periods = SHAPES[shape]
    tables = []
    for number, period in enumerate(periods):
        cells = tuple(world.cells(breakdowns, [period]))
        tables.append(RecordedTable(f"t{number}", f"t{number}", (RecordedGrain(None, cells, ()),)))
    return tables


def _assert_nothing_leaks(world, cells, plan):
    """Every small count could be one more and one less; of none that is hidden is anybody certain."""
    rule = profile(plan.profile)
    known = {cell.key: cell.value for cell in cells}
    plain = reader(world, cells, hidden=plan.hidden, step=rule.rounded_to, least=0)
    by_rule = reader(world, cells, hidden=plan.hidden, step=rule.rounded_to, least=0 if rule.hides_zero else 1)
    for key in plan.hidden:
        low, high = plain.extremes(key)
        assert low <= known[key] <= high
        assert low < high, f"certain: {key}"
        if key in plan.too_small:
            assert high >= known[key] + 1
            assert low <= max(known[key] - 1, 0)
        low, high = by_rule.extremes(key)
        assert low < high, f"certain to who knows the rule: {key}"


@pytest.mark.parametrize("name", sorted(PROFILES))
@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_no_small_count_of_any_shape_of_tables_under_any_rule_is_worked_out(shape, name, data):
    world = _world(data, shape)
    tables = _tables(world, shape)
    cells = [cell for table in tables for cell in table.grains[0].cells]
    plan = make_plan(tables, profile=name)
    assert plan.profile == name
    small = {cell.key for cell in cells if profile(name).hides(cell.value)}
    assert small <= set(plan.hidden)
    assert all(cell.value > 0 for cell in cells if cell.key in plan.hidden)
    _assert_nothing_leaks(world, cells, plan)
    assert all(each.safe for each in audit(plan, tables))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_auditor_and_the_attacker_find_the_same_ends_for_any_choice_of_what_is_hidden(data):
    shape = data.draw(st.sampled_from(["rows by columns with all margins", "quarters, the year to date and the year"]))
    world = _world(data, shape)
    cells = [cell for table in _tables(world, shape) for cell in table.grains[0].cells]
    choosable = sorted(cell.key for cell in cells if cell.value > 0)
    hidden = data.draw(st.lists(st.sampled_from(choosable), min_size=1, max_size=8, unique=True)) if choosable else []
    found = {each.key: each for each in found_out(cells, hidden=hidden)}
    for least, name in ((0, "known"), (1, "known_by_rule")):
        attacker = reader(world, cells, hidden=hidden, step=1, least=least)
        for key in hidden:
            told = getattr(found[key], name)
            assert (told.lowest, FAR if told.highest is None else told.highest) == attacker.extremes(key)


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_solver_and_trying_every_number_agree(data):
    """The attacker itself, held against filling every box in every way."""
    breakdowns = _pairs(("row", 2), ("column", 2))
    boxes = _boxes(breakdowns, (YEAR,))
    world = World(boxes, tuple(data.draw(st.lists(st.integers(0, 5), min_size=4, max_size=4))))
    cells = world.cells(breakdowns, [YEAR])
    inner = [cell.key for cell in cells if len(cell.key.breakdown) == 2]
    hidden = data.draw(st.lists(st.sampled_from(inner), min_size=1, max_size=4, unique=True))
    attacker = reader(world, cells, hidden=hidden, step=1, least=0)
    for key in hidden:
        assert attacker.extremes(key) == attacker.by_trying(key, most=10)


@pytest.mark.parametrize("shape", ["rows by columns with all margins", "quarters, the year to date and the year"])
def test_the_attacker_works_a_count_out_where_only_small_ones_are_hidden(shape):
    """So that it is known to find what is there."""
    world = World(
        _boxes(SHAPES[shape][0], SHAPES[shape][1]), (3, *(20 + n for n in range(len(_boxes(*SHAPES[shape][:2])) - 1)))
    )
    cells = [cell for table in _tables(world, shape) for cell in table.grains[0].cells]
    (small, *_) = [cell.key for cell in cells if 1 <= cell.value <= 5]
    attacker = reader(world, cells, hidden=[cell.key for cell in cells if 1 <= cell.value <= 5], step=1, least=0)
    assert attacker.extremes(small) == (3, 3)


@settings(max_examples=8, deadline=None)
@given(pairs=st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=3, max_size=3))
def test_no_share_of_ten_or_fewer_is_shown_or_worked_out_under_the_rule_of_2012(pairs):
    """Quarters and their sum: those counted, and those with a plan before."""
    quarters = QUARTERS[:3]
    boxes = tuple(((category,), period) for period in quarters for category in (YES, NO))
    world = World(boxes, tuple(count for pair in pairs for count in pair))
    periods = (*quarters, Period(quarters[0].start, quarters[2].end))
    cells = world.cells([(), (YES,)], periods)
    shares = tuple(
        tuple(CellKey("plans started", "Exampleshire", period, each) for each in ((), (YES,))) for period in periods
    )
    table = RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), shares),))
    plan = make_plan([table], profile="dfe_2012")
    known = {cell.key: cell.value for cell in cells}
    for below, above in shares:
        if known[below] and (known[below] <= 10 or known[above] <= 5):
            assert above in plan.hidden
    _assert_nothing_leaks(world, cells, plan)


EARLIER_SHAPES = {
    "rows by columns": ({"row": 3, "column": 2}, (YEAR,), (YEAR,)),
    "routes by quarter and to date": (
        {"route": 2},
        QUARTERS,
        (*QUARTERS, *(Period(YEAR.start, each.end) for each in QUARTERS[1:])),
    ),
}


def _with_others(data, shape):
    """A world in which each dimension has a category that no table shows and that is empty, as nobody is told."""
    sizes, shortest, _ = EARLIER_SHAPES[shape]
    ways = [()]
    for name, size in sizes.items():
        ways = [(*way, (name, each)) for way in ways for each in (*(f"{name} {n}" for n in range(size)), "other")]
    boxes = tuple((tuple(sorted(way)), period) for way in ways for period in shortest)
    shown = [not any(each == "other" for _, each in way) for way, _ in boxes]
    return World(boxes, tuple(data.draw(COUNTS) if each else 0 for each in shown))


@pytest.mark.parametrize("shape", EARLIER_SHAPES)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_two_releases_together_give_no_small_count_away(shape, data):
    """The first release shows some of the tables and the second others: what either shows is known for good."""
    world = _with_others(data, shape)
    cells = world.cells(_pairs(*EARLIER_SHAPES[shape][0].items()), EARLIER_SHAPES[shape][2])
    some = st.lists(st.sampled_from(cells), min_size=1, max_size=len(cells), unique=True)
    first, second = data.draw(some), data.draw(some)
    plan = make_plan([RecordedTable("1", "1", (RecordedGrain(None, tuple(first), ()),))])
    earlier = [Cell(cell.key, None if cell.key in plan.hidden else cell.value) for cell in first]
    after = make_plan([RecordedTable("2", "2", (RecordedGrain(None, tuple(second), ()),))], earlier=earlier)
    given = {cell.key for cell in earlier if cell.value is not None}
    assert given.isdisjoint(after.hidden)
    every = {cell.key: cell for cell in (*first, *second)}
    hidden = set(every) - given - ({cell.key for cell in second} - set(after.hidden))
    for least in (0, 1):
        attacker = reader(world, every.values(), hidden=hidden, step=1, least=least)
        for key in sorted(hidden - set(after.known_anyway)):
            low, high = attacker.extremes(key)
            assert low < high, f"certain from both: {key}"
            if key in after.too_small and not least:
                assert low <= every[key].value - 1
                assert high >= every[key].value + 1


def test_a_count_that_one_release_hid_is_not_given_away_by_the_difference_of_two():
    """The first release hid the third quarter and showed the others; the second would show the year."""
    counts = (20, 30, 4, 25)
    world = World(tuple((((),) * 0, period) for period in QUARTERS), counts)
    first = world.cells([()], QUARTERS)
    earlier = [Cell(cell.key, None if cell.value == 4 else cell.value) for cell in first]
    (year,) = world.cells([()], [YEAR])
    alone = make_plan([RecordedTable("2", "2", (RecordedGrain(None, (year,), ()),))])
    assert alone.hidden == ()
    after = make_plan([RecordedTable("2", "2", (RecordedGrain(None, (year,), ()),))], earlier=earlier)
    assert after.hidden == (year.key,)
    attacker = reader(world, [*first, year], hidden=[first[2].key], step=1, least=0)
    assert attacker.extremes(first[2].key) == (4, 4), "what the year would have given away"
