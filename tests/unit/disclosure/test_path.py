"""What must be hidden along with one count so that it can move, at little cost."""

import itertools

import numpy as np
import pytest

from turncurve.disclosure.path import along
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet, standings
from turncurve.disclosure.witness import Move, possible
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import Period

RULE = profile("dfe_now")


def _sheet(cells):
    held = merged(cells)
    (group,) = linked(cells)
    return sheet(group, cells=held, rule=RULE, small=frozenset(k for k, cell in held.items() if RULE.hides(cell.value)))


def test_the_cheapest_rectangle_of_the_table_worked_by_hand_is_found(two_way, toy, key):
    group = _sheet(two_way(toy))
    row = group.linked.keys.index(key(("row", "r0"), ("column", "c2")))
    chosen = along(group, Move(row, 1), hidden=group.withheld, aware=True)
    assert sorted(group.values[chosen].tolist()) == [11, 12, 15]


def test_a_count_that_can_move_already_needs_nothing(key):
    group = _sheet([Cell(key(), 4)])
    assert not along(group, Move(0, 1), hidden=group.withheld, aware=True).any()


def test_what_is_public_already_leaves_no_way(key):
    cells = [Cell(key(), 24, public_already=True), Cell(key(("route", "calls")), 20, public_already=True)]
    group = _sheet([*cells, Cell(key(("route", "letters")), 4)])
    row = group.linked.keys.index(key(("route", "letters")))
    assert along(group, Move(row, 1), hidden=group.withheld, aware=False) is None


@pytest.mark.parametrize("seed", range(6))
def test_with_the_rows_found_hidden_the_count_moves(two_way, seed):
    generator = np.random.default_rng(seed)
    group = _sheet(two_way((1 + generator.negative_binomial(1.5, 0.12, (4, 4))).tolist()))
    for row in np.flatnonzero(group.targets):
        for aware in (False, True):
            move = Move(int(row), 1)
            chosen = along(group, move, hidden=group.withheld, aware=aware)
            assert not (chosen & ~group.choosable).any()
            assert possible(group, [move], hidden=group.withheld | chosen, aware=aware)[move] is not False


def _cheapest(group, row, *, aware):
    """Return the smallest total of counts to hide so that a count can be one more, by trying every set of three."""
    choosable = np.flatnonzero(group.choosable).tolist()
    totals = []
    for number in range(4):
        for chosen in itertools.combinations(choosable, number):
            hidden = group.withheld.copy()
            hidden[list(chosen)] = True
            (standing,) = standings(group, hidden=hidden, rows=[row])
            interval = standing.aware if aware else standing.plain
            if interval.highest is None or interval.highest > group.values[row]:
                totals.append(sum(group.values[list(chosen)]))
    return min(totals)


@pytest.mark.parametrize("table", [[[3, 20], [12, 9]], [[2, 8], [30, 6]], [[4, 40], [11, 13]], [[1, 7], [7, 50]]])
def test_what_is_hidden_costs_no_more_than_any_other_choice_of_three(two_way, key, table):
    """Two by two with its margins: the small count is in the first corner, all others can be hidden."""
    group = _sheet(two_way(table))
    row = group.linked.keys.index(key(("column", "c0"), ("row", "r0")))
    chosen = along(group, Move(row, 1), hidden=group.withheld, aware=False)
    hidden = group.withheld | chosen
    (standing,) = standings(group, hidden=hidden, rows=[row])
    assert standing.plain.highest is None or standing.plain.highest > group.values[row]
    assert group.values[chosen].sum() == _cheapest(group, row, aware=False)


def test_of_two_parts_the_smaller_goes_along(key):
    """Calls 3, emails 20, letters 30 of 53: hiding the emails is cheaper than hiding letters or the total."""
    parts = [Cell(key(("route", name)), count) for name, count in (("calls", 3), ("emails", 20), ("letters", 30))]
    group = _sheet([Cell(key(), 53), *parts])
    row = group.linked.keys.index(parts[0].key)
    for sign in (1, -1):
        chosen = along(group, Move(row, sign), hidden=group.withheld, aware=False)
        assert group.values[chosen].tolist() == [20]


def test_a_quarter_hides_the_smaller_of_its_other_months(key, first_months):
    months = [Cell(key(period=each), count) for each, count in zip(first_months(3), (4, 25, 11), strict=True)]
    quarter = Period(first_months(3)[0].start, first_months(3)[2].end)
    group = _sheet([Cell(key(period=quarter), 40), *months])
    row = group.linked.keys.index(months[0].key)
    chosen = along(group, Move(row, 1), hidden=group.withheld, aware=True)
    assert [group.linked.keys[place].period for place in np.flatnonzero(chosen)] == [first_months(3)[2]]
