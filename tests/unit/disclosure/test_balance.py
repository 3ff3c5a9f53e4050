"""Who left otherwise follows from a stock before and after and what flowed between, and is not given away."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.disclosure.balance import BALANCES, given_away
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


@pytest.mark.parametrize(("others", "hidden"), [(0, False), (1, True), (5, True), (6, False), (-1, True), (-6, False)])
def test_a_small_number_who_left_otherwise_hides_the_earlier_stock(others, hidden):
    cells = year(others)
    assert given_away(cells, rule=DFE) == ({cells[0].key} if hidden else frozenset())


@pytest.mark.parametrize("missing", range(4))
def test_where_one_of_the_four_is_not_shown_nothing_follows(missing):
    cells = [cell for number, cell in enumerate(year(3)) if number != missing]
    assert given_away(cells, rule=DFE) == frozenset()


@pytest.mark.parametrize("small", [1, 5])
def test_a_count_that_the_rule_hides_already_gives_nothing_away(small):
    cells = year(3, went=small)
    assert given_away(cells, rule=DFE) == frozenset()


def test_a_stock_that_was_released_before_stays_and_the_other_is_hidden():
    cells = year(3)
    before = [Cell(cells[0].key, cells[0].value)]
    assert given_away(cells[1:], rule=DFE, earlier=before) == {cells[1].key}
    assert given_away(cells, rule=DFE, earlier=before) == {cells[1].key}


def test_what_was_released_before_on_both_sides_is_known_anyway():
    cells = year(3)
    assert given_away(cells, rule=DFE, earlier=cells[:2]) == frozenset()


def test_counts_of_shorter_periods_that_follow_one_another_count_together():
    quarters = spans("quarter", first=dt.date(2012, 4, 1), last=ENDS[2])
    cells = [*year(3)[:2], flow("adoption_decisions", 37, year_ending(2013))]
    cells += [flow("children_adopted", number, each) for number, each in zip((8, 0, 6, 0), quarters, strict=True)]
    assert given_away(cells, rule=DFE) == {cells[0].key}


def test_two_years_together_are_looked_at_too():
    cells = [
        stock(48, ENDS[0]),
        stock(70, ENDS[2]),
        flow("adoption_decisions", 30, year_ending(2012)),
        flow("adoption_decisions", 31, year_ending(2013)),
        flow("children_adopted", 19, year_ending(2012)),
        flow("children_adopted", 17, year_ending(2013)),
    ]
    assert given_away(cells, rule=DFE) == {cells[0].key}  # 48 + 61 - 36 - 70 are 3


def test_placements_that_ended_early_are_kept_too_by_whichever_name_the_stock_has():
    for measure, breakdown in ((WAY, (("lives with the family", "yes"),)), ("children_placed_for_adoption", ())):
        for known in ((), (("entering care and moving in", "both dates known"),)):
            cells = [
                stock(16, ENDS[1], measure=measure, breakdown=breakdown),
                stock(30, ENDS[2], measure=measure, breakdown=breakdown),
                flow("children_moved_in", 29, year_ending(2013), breakdown=known),
                flow("children_adopted", 14, year_ending(2013)),
            ]
            assert given_away(cells, rule=DFE) == {cells[0].key}


def test_another_area_or_other_days_give_nothing_away():
    cells = year(3)
    assert given_away([*cells[:3], flow("children_adopted", 14, year_ending(2013), area="Y")], rule=DFE) == frozenset()
    off = Period(dt.date(2012, 5, 1), ENDS[2])
    assert given_away([*cells[:3], flow("children_adopted", 14, off)], rule=DFE) == frozenset()


@given(
    others=st.lists(st.integers(0, 9), min_size=3, max_size=3),
    came=st.lists(st.integers(12, 40), min_size=3, max_size=3),
    went=st.lists(st.integers(6, 12), min_size=3, max_size=3),
)
def test_of_what_is_left_no_two_stocks_give_a_small_number_away(others, came, went):
    level, cells = 60, [stock(60, dt.date(2010, 3, 31))]
    for number, end in enumerate(ENDS):
        level += came[number] - went[number] - others[number]
        cells.append(stock(level, end))
        cells.append(flow("adoption_decisions", came[number], year_ending(end.year)))
        cells.append(flow("children_adopted", went[number], year_ending(end.year)))
    hidden = given_away(cells, rule=DFE)
    stocks = {cell.key.period.end.year: cell for cell in cells if cell.key.period.is_one_date}
    left = [year for year, cell in sorted(stocks.items()) if cell.key not in hidden and not DFE.hides(cell.value)]
    for place, first in enumerate(left):
        for last in left[place + 1 :]:
            assert not DFE.hides(sum(others[first - 2010 : last - 2010]))


def recorded(cells):
    """Return a table that states each count by itself."""
    return RecordedTable("made", "digest", (RecordedGrain(None, tuple(cells), tuple((each.key,) for each in cells)),))


@pytest.mark.parametrize(("others", "hidden"), [(3, True), (8, False)])
def test_the_plan_of_a_release_hides_the_stock(others, hidden):
    cells = year(others)
    plan = make_plan([recorded(cells)])
    assert (cells[0].key in plan.hidden) is hidden
    assert cells[1].key not in plan.hidden


def test_each_measure_of_a_balance_is_one_that_is_counted():
    bases = {each.definition.base for each in INDICATORS.values()}
    assert {name for each in BALANCES for name in (each.stock[0], each.came, each.went)} <= bases
