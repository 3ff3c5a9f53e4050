"""A count is found movable just where its interval says so."""

import numpy as np
import pytest

from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet, standings
from turncurve.disclosure.witness import Move, possible
from turncurve.indicators.cell import Cell


def _sheet(cells, *, name="dfe_now"):
    held, rule = merged(cells), profile(name)
    (group,) = linked(cells)
    small = frozenset(key for key, cell in held.items() if rule.hides(cell.value))
    return sheet(group, cells=held, rule=rule, small=small)


def test_a_count_alone_in_its_row_cannot_move(two_way, toy, key):
    group = _sheet(two_way(toy))
    row = group.linked.keys.index(key(("row", "r0"), ("column", "c2")))
    moves = [Move(row, 1), Move(row, -1)]
    assert possible(group, moves, hidden=group.withheld, aware=False) == dict.fromkeys(moves, False)


def test_a_corner_of_a_hidden_rectangle_moves_both_ways(two_way, toy, key):
    group = _sheet(two_way(toy))
    corners = [key(("row", row), ("column", column)) for row in ("r0", "r1") for column in ("c0", "c2")]
    hidden = group.withheld.copy()
    hidden[[group.linked.keys.index(corner) for corner in corners]] = True
    moves = [Move(group.linked.keys.index(corners[1]), sign) for sign in (1, -1)]
    assert possible(group, moves, hidden=hidden, aware=True) == dict.fromkeys(moves, True)


def test_a_hidden_one_cannot_become_none_to_who_knows_the_rule(key):
    parts = [Cell(key(("route", name)), count) for name, count in (("calls", 1), ("letters", 20))]
    group = _sheet([Cell(key(), 21), *parts])
    hidden = group.withheld | (group.linked.values == 20)
    row = group.linked.keys.index(parts[0].key)
    assert possible(group, [Move(row, -1)], hidden=hidden, aware=False) == {Move(row, -1): True}
    assert possible(group, [Move(row, -1)], hidden=hidden, aware=True) == {Move(row, -1): False}


def test_a_count_that_nothing_limits_moves(key):
    group = _sheet([Cell(key(), 4)])
    assert possible(group, [Move(0, 1)], hidden=group.withheld, aware=False) == {Move(0, 1): True}


@pytest.mark.parametrize("name", ["dfe_now", "seven_round_five"])
@pytest.mark.parametrize("seed", range(6))
def test_the_answers_agree_with_the_intervals(two_way, seed, name):
    generator = np.random.default_rng(seed)
    group = _sheet(two_way(generator.negative_binomial(1.5, 0.15, (4, 3)).tolist()), name=name)
    hidden = group.withheld | (group.choosable & (generator.random(len(group.targets)) < 0.35))
    rows = [int(row) for row in np.flatnonzero(hidden)]
    found = standings(group, hidden=hidden, rows=rows)
    for aware in (False, True):
        answers = possible(group, [Move(row, sign) for row in rows for sign in (1, -1)], hidden=hidden, aware=aware)
        for standing in found:
            interval = standing.aware if aware else standing.plain
            value = float(group.values[standing.row])
            assert answers[Move(standing.row, 1)] is (interval.highest is None or interval.highest > value)
            assert answers[Move(standing.row, -1)] is (interval.lowest < value)
