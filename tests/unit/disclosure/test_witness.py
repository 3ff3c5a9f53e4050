"""A count is found movable just where its interval says so."""

import numpy as np
import pytest

from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet, standings
from turncurve.disclosure.witness import Move, possible
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import Period


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


def _tables(rows, columns):
    """Return every table of two rows by two columns with some totals."""
    return [
        np.array([[first, rows[0] - first], [columns[0] - first, rows[1] - columns[0] + first]])
        for first in range(min(rows[0], columns[0]) + 1)
        if rows[1] - columns[0] + first >= 0
    ]


@pytest.mark.parametrize(
    "table", [[[4, 9], [7, 3]], [[0, 8], [9, 2]], [[1, 0], [12, 5]], [[2, 2], [2, 2]], [[0, 1], [1, 30]]]
)
def test_all_four_counts_hidden_move_just_where_another_table_of_the_same_totals_does(two_way, key, table):
    """Tried are all tables of two by two with the margins: a count moves if another has more of it, or less.

    |     | c0 | c1 | all   |
    |-----|----|----|-------|
    | r0  |  ? |  ? | shown |
    | r1  |  ? |  ? | shown |
    | all | shown | shown | shown |
    """
    table = np.array(table)
    group = _sheet(two_way(table.tolist()))
    inner = np.array([len(each.breakdown) == 2 for each in group.linked.keys])
    hidden = inner & np.array([role == "cell" for role in group.linked.roles])
    fits = _tables(table.sum(axis=1), table.sum(axis=0))
    assert any((each == table).all() for each in fits)
    for place in np.flatnonzero(hidden):
        pairs = dict(group.linked.keys[place].breakdown)
        row, column = int(pairs["row"][1]), int(pairs["column"][1])
        values = [int(each[row, column]) for each in fits]
        up, down = Move(int(place), 1), Move(int(place), -1)
        found = possible(group, [up, down], hidden=hidden, aware=False)
        assert found == {up: max(values) > table[row, column], down: min(values) < table[row, column]}


def test_a_month_hidden_with_another_of_its_quarter_moves_and_alone_it_does_not(key, first_months):
    """April 3, May 20 and June 30 make a quarter of 53: April moves if May is hidden too."""
    months = [Cell(key(period=each), count) for each, count in zip(first_months(3), (3, 20, 30), strict=True)]
    quarter = Period(first_months(3)[0].start, first_months(3)[2].end)
    group = _sheet([Cell(key(period=quarter), 53), *months])
    april, may = (group.linked.keys.index(each.key) for each in months[:2])
    moves = [Move(april, 1), Move(april, -1)]
    alone = group.withheld.copy()
    assert possible(group, moves, hidden=alone, aware=False) == dict.fromkeys(moves, False)
    alone[may] = True
    assert possible(group, moves, hidden=alone, aware=False) == dict.fromkeys(moves, True)


def test_a_count_that_is_shown_does_not_move_and_asking_twice_is_asking_once(two_way, toy, key):
    group = _sheet(two_way(toy))
    shown = group.linked.keys.index(key(("row", "r1")))
    move = Move(shown, 1)
    assert possible(group, [move, move], hidden=group.withheld, aware=False) == {move: False}
    assert possible(group, [], hidden=group.withheld, aware=False) == {}


def test_moves_are_answered_alike_in_any_order(two_way, toy):
    group = _sheet(two_way(toy))
    hidden = group.withheld | (group.values < 16)
    moves = [Move(int(row), sign) for row in np.flatnonzero(hidden) for sign in (1, -1)]
    plain = possible(group, moves, hidden=hidden, aware=True)
    assert set(plain) == set(moves)
    assert possible(group, moves[::-1], hidden=hidden, aware=True) == plain


def test_a_none_cannot_be_less(key):
    parts = [Cell(key(("route", name)), count) for name, count in (("calls", 0), ("emails", 20), ("letters", 4))]
    group = _sheet([Cell(key(), 24), *parts])
    hidden = group.withheld | np.array([len(each.breakdown) == 1 for each in group.linked.keys])
    none = group.linked.keys.index(parts[0].key)
    found = possible(group, [Move(none, -1), Move(none, 1)], hidden=hidden, aware=False)
    assert found == {Move(none, -1): False, Move(none, 1): True}
