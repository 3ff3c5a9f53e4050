"""Who left otherwise follows from a stock before and after and what flowed between, and is not given away."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.disclosure.balance import STOCKS, given_away, worth
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import profile
from turncurve.indicators.cell import Cell, CellKey
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.periods import Period, at, spans, year_ending

DFE = profile("dfe_now")
WAY = "children_on_the_way_to_adoption"
ENDS = [dt.date(year, 3, 31) for year in (2011, 2012, 2013)]


def stock(number, day, *, measure=WAY, breakdown=(), area="X", public=False):
    return Cell(CellKey(measure, area, at(day), breakdown), number, public_already=public)


def flow(measure, number, period, *, breakdown=(), area="X"):
    return Cell(CellKey(measure, area, period, breakdown), number)


def year(others, *, before=48, came=37, went=14):
    """Return the cells of a year in which so many left otherwise than by adoption."""
    return [
        stock(before, ENDS[1]),
        stock(before + came - went - others, ENDS[2]),
        flow("adoption_decisions", came, year_ending(2013)),
        flow("children_adopted", went, year_ending(2013)),
    ]


def came(cells):
    """Return the addresses of those who came."""
    return {cell.key for cell in cells if cell.key.measure == "adoption_decisions"}


@pytest.mark.parametrize(("others", "hidden"), [(0, False), (1, True), (5, True), (6, False), (-1, True), (-6, False)])
def test_a_small_number_who_left_otherwise_gives_up_those_who_came(others, hidden):
    cells = year(others)
    assert given_away(cells, rule=DFE) == (came(cells) if hidden else frozenset())


@pytest.mark.parametrize("missing", range(4))
def test_where_one_of_the_four_is_not_shown_nothing_follows(missing):
    cells = [cell for number, cell in enumerate(year(3)) if number != missing]
    assert given_away(cells, rule=DFE) == frozenset()


@pytest.mark.parametrize("small", [1, 5])
def test_a_count_that_the_rule_hides_already_gives_nothing_away(small):
    assert given_away(year(3, went=small), rule=DFE) == frozenset()


def test_every_period_of_those_who_came_is_given_up_for_one_that_would_tell():
    quarters = spans("quarter", first=dt.date(2012, 4, 1), last=ENDS[2])
    more = [flow("adoption_decisions", 9, each) for each in quarters]
    more += [flow("adoption_decisions", 30, year_ending(2011), breakdown=(("age", "1 to 4"),))]
    assert given_away([*year(3), *more], rule=DFE) == came([*year(3), *more])


def test_stocks_that_were_released_before_are_known_and_those_who_came_are_given_up():
    cells = year(3)
    assert given_away(cells[2:], rule=DFE, earlier=cells[:2]) == {cells[2].key}
    assert given_away(cells, rule=DFE, earlier=cells[:2]) == {cells[2].key}


def test_where_those_who_came_are_public_already_the_stocks_are_given_up():
    cells = year(3)
    assert given_away(cells, rule=DFE, earlier=[cells[2]]) == {cells[0].key, cells[1].key}


def test_what_was_released_before_on_all_sides_is_known_anyway():
    cells = year(3)
    assert given_away(cells, rule=DFE, earlier=cells) == frozenset()


def test_counts_of_shorter_periods_that_follow_one_another_count_together():
    quarters = spans("quarter", first=dt.date(2012, 4, 1), last=ENDS[2])
    cells = [*year(3)[:2], flow("adoption_decisions", 37, year_ending(2013))]
    cells += [flow("children_adopted", number, each) for number, each in zip((8, 0, 6, 0), quarters, strict=True)]
    assert given_away(cells, rule=DFE) == came(cells)


def test_two_years_together_are_looked_at_too():
    cells = [
        stock(48, ENDS[0]),
        stock(70, ENDS[2]),
        flow("adoption_decisions", 30, year_ending(2012)),
        flow("adoption_decisions", 31, year_ending(2013)),
        flow("children_adopted", 19, year_ending(2012)),
        flow("children_adopted", 17, year_ending(2013)),
    ]
    assert given_away(cells, rule=DFE) == came(cells)  # 48 + 61 - 36 - 70 are 3


AT_HOME = (("lives with the family", "yes"),)
ELSEWHERE = (("lives with the family", "no"),)
NAMES = ((WAY, AT_HOME), ("children_placed_for_adoption", ()))


@pytest.mark.parametrize("first", NAMES)
@pytest.mark.parametrize("last", NAMES)
def test_placements_that_ended_early_are_kept_too_by_whichever_names_the_stock_has(first, last):
    for known in ((), (("entering care and moving in", "both dates known"),)):
        cells = [
            stock(16, ENDS[1], measure=first[0], breakdown=first[1]),
            stock(30, ENDS[2], measure=last[0], breakdown=last[1]),
            flow("children_moved_in", 29, year_ending(2013), breakdown=known),
            flow("children_adopted", 14, year_ending(2013)),
        ]
        assert given_away(cells, rule=DFE) == {cells[0].key, cells[1].key}
        assert given_away(cells, rule=DFE, earlier=cells[:2]) == {cells[2].key}


def test_those_not_yet_with_a_family_give_no_change_of_plan_away():
    cells = [
        stock(32, ENDS[1], breakdown=ELSEWHERE),
        stock(29, ENDS[2], breakdown=ELSEWHERE),
        flow("adoption_decisions", 29, year_ending(2013)),
        flow("children_moved_in", 29, year_ending(2013)),
    ]
    assert given_away(cells, rule=DFE) == {cells[2].key}  # 32 + 29 - 29 - 29 are 3


def test_children_under_an_order_give_no_order_revoked_away():
    held = "children_under_placement_order"
    cells = [
        stock(27, ENDS[1], measure=held),
        stock(47, ENDS[2], measure=held),
        flow("placement_orders", 37, year_ending(2013)),
        flow("children_adopted", 14, year_ending(2013)),
    ]
    assert given_away(cells, rule=DFE) == {cells[0].key, cells[1].key}  # 27 + 37 - 14 - 47 are 3
    assert given_away(cells, rule=DFE, earlier=cells[:2]) == {cells[2].key}


def test_another_area_or_other_days_give_nothing_away():
    cells = year(3)
    assert given_away([*cells[:3], flow("children_adopted", 14, year_ending(2013), area="Y")], rule=DFE) == frozenset()
    off = Period(dt.date(2012, 5, 1), ENDS[2])
    assert given_away([*cells[:3], flow("children_adopted", 14, off)], rule=DFE) == frozenset()


@given(
    others=st.lists(st.integers(0, 9), min_size=3, max_size=3),
    gains=st.lists(st.integers(12, 40), min_size=3, max_size=3),
    went=st.lists(st.integers(6, 12), min_size=3, max_size=3),
    released=st.sets(st.integers(0, 9)),
)
def test_nobody_can_work_a_small_number_of_others_out_from_what_is_left(others, gains, went, released):
    level, cells = 60, [stock(60, dt.date(2010, 3, 31))]
    for number, end in enumerate(ENDS):
        level += gains[number] - went[number] - others[number]
        cells.append(stock(level, end))
        cells.append(flow("adoption_decisions", gains[number], year_ending(end.year)))
        cells.append(flow("children_adopted", went[number], year_ending(end.year)))
    earlier = [cells[place] for place in sorted(released) if cells[place].key.measure == WAY]
    hidden = given_away(cells, rule=DFE, earlier=earlier)
    shown = {cell.key: cell.value for cell in cells if cell.key not in hidden and not DFE.hides(cell.value)}
    shown |= {cell.key: cell.value for cell in earlier}
    for first in range(3):
        for last in range(first + 1, 4):
            days = [dt.date(2010 + place, 3, 31) for place in (first, last)]
            needed = [stock(0, day).key for day in days]
            needed += [flow("adoption_decisions", 0, year_ending(2011 + each)).key for each in range(first, last)]
            needed += [flow("children_adopted", 0, year_ending(2011 + each)).key for each in range(first, last)]
            if all(key in shown for key in needed):
                assert not DFE.hides(sum(others[first:last]))


def recorded(cells):
    """Return a table that states each count by itself."""
    return RecordedTable("made", "digest", (RecordedGrain(None, tuple(cells), tuple((each.key,) for each in cells)),))


@pytest.mark.parametrize(("others", "hidden"), [(3, True), (8, False)])
def test_the_plan_of_a_release_hides_those_who_came(others, hidden):
    cells = year(others)
    plan = make_plan([recorded(cells)])
    assert (cells[2].key in plan.hidden) is hidden
    assert not {cells[0].key, cells[1].key, cells[3].key} & set(plan.hidden)


def test_each_measure_of_a_balance_is_one_that_is_counted():
    bases = {each.definition.base for each in INDICATORS.values()}
    names = {name for each in STOCKS for name, _ in each.names}
    flows = {name for each in STOCKS for name in (each.balance.came, each.balance.went) if name}
    assert names | flows <= bases


def test_a_stock_counted_under_two_names_is_one():
    assert set(NAMES) in [set(each.names) for each in STOCKS]


def test_a_stock_that_is_rather_kept_is_worth_more_than_what_came_and_went():
    waiting = stock(20, ENDS[1], measure="unallocated_cases")
    assert worth(waiting.key) > worth(flow("cases_allocated", 500, year_ending(2013)).key) == 1
    assert worth(stock(20, ENDS[1]).key) == 1
    part = stock(20, ENDS[1], measure="unallocated_cases", breakdown=(("waited over ten working days", "yes"),))
    assert worth(part.key) == 1
