"""Parts of a whole that differ by few from what was shown, though nobody shows both numbers."""

import datetime as dt

import pytest

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.late import by_few, worked_out
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import profile
from turncurve.disclosure.told import told
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import spans, year_ending

RULE = profile("dfe_now")
YEAR = year_ending(2013)
QUARTERS = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))
A, B = ("kind", "a"), ("kind", "b")


def _kinds(key, *counts, period=YEAR, total=True):
    """Return the counts of kinds over one period, with their total."""
    cells = [Cell(key(kind, period=period), count) for kind, count in zip((A, B), counts, strict=True)]
    return [*cells, *([Cell(key(period=period), sum(counts))] if total else [])]


def _quarters(key, firsts, *, total=True):
    """Return the counts of kinds in four quarters, the second kind 31 in all."""
    pairs = zip(QUARTERS, firsts, (7, 8, 8, 8), strict=True)
    return [cell for quarter, *counts in pairs for cell in _kinds(key, *counts, period=quarter, total=total)]


def _hidden(before, now, *, rule=RULE):
    """Return what is hidden of a later release, having checked that no hidden count can be worked out."""
    earlier = [told(cell.key, cell.value, rule=rule) for cell in before]
    table = RecordedTable("t", "t", (RecordedGrain(None, tuple(now), ()),))
    plan = make_plan([table], earlier=earlier, profile=rule.name)
    found = found_out(now, hidden=plan.hidden, earlier=earlier, profile=rule.name)
    assert all(each.safe for each in found)
    return set(plan.hidden)


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("late", [1, 5, -1])
def test_quarters_do_not_tell_that_a_part_of_the_year_differs_by_few(key, late, total):
    now = _quarters(key, (8 + late, 7, 8, 7), total=total)
    before = _kinds(key, 30, 31, total=total)
    assert {key(A)} < _hidden(before, now)
    earlier = [told(cell.key, cell.value, rule=RULE) for cell in before]
    assert not all(each.safe for each in found_out(now, hidden=(), earlier=earlier))


def test_a_year_does_not_tell_that_a_part_of_its_quarters_differs_by_few(key):
    assert key(A) in _hidden(_quarters(key, (7, 7, 8, 8)), _kinds(key, 31, 31))


def test_kinds_within_routes_do_not_tell_that_a_kind_differs_by_few(key):
    x, y = ("route", "x"), ("route", "y")
    now = [Cell(key(A, x), 15), Cell(key(A, y), 16), Cell(key(B, x), 15), Cell(key(B, y), 16), Cell(key(), 62)]
    hidden = _hidden(_kinds(key, 30, 31), now)
    assert hidden & {key(A, x), key(A, y)}


@pytest.mark.parametrize("late", [0, 6])
def test_a_part_that_differs_by_many_or_not_is_shown_whichever_way_it_is_worked_out(key, late):
    assert _hidden(_kinds(key, 30, 31), _quarters(key, (8 + late, 7, 8, 7))) == set()
    assert _hidden(_quarters(key, (8, 7, 8, 7)), _kinds(key, 30 + late, 31)) == set()


def test_rounded_counts_tell_of_no_late_record(key):
    rounding = profile("seven_round_five")
    now, before = _quarters(key, (19, 17, 18, 17)), _kinds(key, 70, 31)
    assert key(A) not in _hidden(before, now, rule=rounding)


def test_a_whole_by_itself_may_differ_by_few(key):
    now = [Cell(key(period=quarter), 15) for quarter in QUARTERS]
    assert _hidden([Cell(key(), 58)], now) == set()


def test_what_follows_from_what_is_shown_is_worked_out_and_nothing_else(key):
    cells = [cell for cell in _quarters(key, (8, 7, 8, 7)) if cell.key.period != QUARTERS[0]]
    assert worked_out([*cells, *_kinds(key, 30, 31)], [key(A, period=QUARTERS[0])], rule=RULE) == {
        key(A, period=QUARTERS[0]): 8
    }
    assert worked_out(cells, [key(A), key(("kind", "c"))], rule=RULE) == {}
    assert worked_out(cells, [], rule=RULE) == {}


def test_of_counts_that_do_not_add_up_nothing_is_worked_out(key):
    cells = [*_kinds(key, 3, 4), Cell(key(A, period=QUARTERS[0]), 9)]
    assert worked_out(cells, [key(A, period=QUARTERS[1])], rule=RULE) == {}


def test_each_part_that_differs_by_few_is_named_with_its_count_of_now(key):
    own = {cell.key: cell for cell in _quarters(key, (8, 8, 8, 7))}
    before = {cell.key: told(cell.key, cell.value, rule=RULE) for cell in _kinds(key, 30, 31)}
    assert by_few(own, before, revised={key(A), key()}, rule=RULE) == {key(A): Cell(key(A), 31)}
    assert by_few(own, before, revised=(), rule=RULE) == {}
