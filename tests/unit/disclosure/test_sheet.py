"""What is to become of each count, and what two readers could work out of it."""

import numpy as np
import pytest

from turncurve.disclosure.bounds import bounds
from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.programme import reduced
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import programme, sheet, standings
from turncurve.indicators.cell import Cell


def _sheet(cells, *, name="dfe_now", numerators=frozenset()):
    held, rule = merged(cells), profile(name)
    small = frozenset(key for key, cell in held.items() if cell.value is not None and rule.hides(cell.value))
    (group,) = linked(cells)
    return sheet(group, cells=held, rule=rule, small=small, numerators=numerators)


def _rows(group, *keys):
    return [group.linked.keys.index(key) for key in keys]


def test_small_counts_are_withheld_zeros_are_shown_and_the_rest_may_be_hidden(key):
    parts = [("route", name) for name in ("calls", "letters", "visits")]
    group = _sheet([Cell(key(), 33), *(Cell(key(part), count) for part, count in zip(parts, (30, 3, 0), strict=True))])
    total, calls, letters, visits = _rows(group, key(), *(key(part) for part in parts))
    assert group.choosable[[total, calls, letters, visits]].tolist() == [True, True, False, False]
    assert group.withheld[[total, calls, letters, visits]].tolist() == [False, False, True, False]
    assert group.targets[[total, calls, letters, visits]].tolist() == [False, False, True, False]


def test_what_is_public_already_is_never_hidden(key):
    group = _sheet([Cell(key(), 33, public_already=True), Cell(key(("route", "calls")), 4, public_already=True)])
    assert not group.choosable.any()
    assert not group.withheld[_rows(group, key(("route", "calls")))].any()


def test_a_small_count_that_only_subtraction_gives_is_a_target(key):
    group = _sheet([Cell(key(), 40), Cell(key(("previous plan", "yes")), 37)])
    assert group.targets.tolist() == [False, False, True]
    assert group.withheld.tolist() == [False, False, True]


def test_a_large_count_that_only_subtraction_gives_is_none(key):
    group = _sheet([Cell(key(), 40), Cell(key(("previous plan", "yes")), 7)])
    assert group.targets.tolist() == [False, False, False]


def test_one_hidden_count_follows_from_its_margins(two_way, toy, key):
    group = _sheet(two_way(toy))
    small = key(("row", "r0"), ("column", "c2"))
    (standing,) = standings(group, hidden=group.withheld, rows=_rows(group, small))
    assert standing.plain == standing.aware == Interval(2, 2)


def test_a_rectangle_of_hidden_counts_is_bounded_as_by_hand(two_way, toy, key):
    group = _sheet(two_way(toy))
    corners = [key(("row", row), ("column", column)) for row in ("r0", "r1") for column in ("c0", "c2")]
    hidden = group.withheld.copy()
    hidden[_rows(group, *corners)] = True
    (standing,) = standings(group, hidden=hidden, rows=_rows(group, corners[1]))
    # North has 17 in the two, East 23, and their columns 27 and 13: the small one can be 0 to 13.
    assert standing.plain == Interval(0, 13)
    # Who knows that no hidden count is zero finds 1 to 12.
    assert standing.aware == Interval(1, 12)


def test_nothing_asked_is_nothing_answered(two_way, toy):
    group = _sheet(two_way(toy))
    assert standings(group, hidden=group.withheld, rows=[]) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_ends_are_those_of_the_table_written_out_by_name(two_way, seed):
    generator = np.random.default_rng(seed)
    counts = generator.poisson(7, (4, 3)).tolist()
    group = _sheet(two_way(counts))
    hidden = group.withheld | (group.choosable & (generator.random(len(group.targets)) < 0.4))
    rows = [int(row) for row in np.flatnonzero(hidden)]
    names = {(i, j): f"{i},{j}" for i in range(4) for j in range(3)}
    constraints = []
    for row, key in enumerate(group.linked.keys):
        if group.linked.roles[row] != "cell" or hidden[row]:
            continue
        wanted = dict(key.breakdown)
        members = [
            n
            for (i, j), n in names.items()
            if wanted.get("row", f"r{i}") == f"r{i}" and wanted.get("column", f"c{j}") == f"c{j}"
        ]
        value = float(group.values[row])
        constraints.append({"coef": dict.fromkeys(members, 1), "lo": value, "hi": value})
    by_name = bounds(dict.fromkeys(names.values(), (0, None)), constraints)
    for standing in standings(group, hidden=hidden, rows=rows):
        wanted = dict(group.linked.keys[standing.row].breakdown)
        if len(wanted) == 2:
            assert standing.plain == by_name[f"{wanted['row'][1]},{wanted['column'][1]}"]


def test_a_rounded_count_tells_less(key):
    parts = [("route", name) for name in ("calls", "letters")]
    cells = [Cell(key(), 43), Cell(key(parts[0]), 40), Cell(key(parts[1]), 3)]
    exact, rounded = _sheet(cells), _sheet(cells, name="seven_round_five")
    (row,) = _rows(exact, key(parts[1]))
    assert standings(exact, hidden=exact.withheld, rows=[row])[0].plain == Interval(3, 3)
    # 45 less 40 when each is within two of what is shown: 1 to 9.
    assert standings(rounded, hidden=rounded.withheld, rows=[row])[0].plain == Interval(1, 9)


def test_only_the_numerator_of_a_share_may_be_hidden_and_zero(two_way, toy, key):
    """The rule of 2012 hides small shares whole; of plain counts it shows every zero, as the other rules do."""
    small = key(("row", "r0"), ("column", "c2"))
    by_name = {name: _sheet(two_way(toy), name=name).floor.tolist() for name in ("dfe_2012", "dfe_now")}
    assert by_name["dfe_2012"] == by_name["dfe_now"]
    assert any(by_name["dfe_2012"])
    group = _sheet(two_way(toy), name="dfe_2012", numerators=frozenset({small}))
    (row,) = _rows(group, small)
    assert group.floor[row] == 0
    assert group.floor.sum() == sum(by_name["dfe_now"]) - 1
    assert _sheet(two_way(toy), numerators=frozenset({small})).floor[row] == 1


def test_what_follows_at_once_is_worked_out_once_for_each_reader_and_each_choice(two_way, toy):
    group = _sheet(two_way(toy))
    none = np.zeros(len(group.values), dtype=bool)
    first = group.known(hidden=none, aware=False)
    assert group.known(hidden=none.copy(), aware=False) is first
    assert group.known(hidden=none, aware=True) is not first
    for row in range(len(none)):  # more choices than are kept
        other = none.copy()
        other[row] = True
        found = group.known(hidden=other, aware=False)
        fresh = reduced(programme(group, hidden=other, aware=False))
        assert found.least.tolist() == fresh.least.tolist()
        assert found.part_of.tolist() == fresh.part_of.tolist()
    assert group.known(hidden=none, aware=False).least.tolist() == first.least.tolist()
