"""What must be hidden along with one count so that it can move, at little cost."""

import numpy as np
import pytest

from turncurve.disclosure.path import along
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet
from turncurve.disclosure.witness import Move, possible
from turncurve.indicators.cell import Cell

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
