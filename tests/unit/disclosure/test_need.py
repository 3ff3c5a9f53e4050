"""Protection means that a count could be one more and one less, and that no reader is certain."""

import dataclasses

import numpy as np
import pytest

from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.need import Need, met, needs
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import Standing, sheet
from turncurve.indicators.cell import Cell

ANY = Interval(0, None)


@pytest.mark.parametrize(
    ("side", "lowest", "highest", "holds"),
    [
        ("above", 0, 3, False),
        ("above", 0, 4, True),
        ("above", 0, None, True),
        ("below", 3, 9, False),
        ("below", 2, 9, True),
        ("below", None, 9, True),
        ("doubt", 3, 3, False),
        ("doubt", 3, 4, True),
        ("doubt", 2, 3, True),
    ],
)
def test_a_count_of_three_must_be_able_to_move(side, lowest, highest, holds):
    standing = Standing(0, Interval(lowest, highest), ANY)
    assert met(Need(0, side), value=3.0, standing=standing) is holds


@pytest.mark.parametrize(("lowest", "highest", "holds"), [(1, 1, False), (1, 2, True)])
def test_one_who_knows_the_rule_must_be_left_in_doubt(lowest, highest, holds):
    standing = Standing(0, ANY, Interval(lowest, highest))
    assert met(Need(0, "doubt of one who knows the rule"), value=1.0, standing=standing) is holds


def _sheet(key):
    cells = [Cell(key(("route", name)), count) for name, count in (("calls", 3), ("letters", 20))]
    held = merged([Cell(key(), 23), *cells])
    (group,) = linked(held.values())
    return sheet(group, cells=held, rule=profile("dfe_now"), small=frozenset({cells[0].key})), cells


def test_a_small_count_needs_both_sides_and_doubt(key):
    group, cells = _sheet(key)
    row = group.linked.keys.index(cells[0].key)
    assert [need.side for need in needs(group, row)] == ["above", "below", "doubt of one who knows the rule"]


def test_a_count_hidden_to_protect_another_needs_doubt_only(key):
    group, cells = _sheet(key)
    row = group.linked.keys.index(cells[1].key)
    assert [need.side for need in needs(group, row)] == ["doubt", "doubt of one who knows the rule"]


def test_a_count_hidden_before_and_unknown_since_needs_doubt_only(key):
    group, cells = _sheet(key)
    row = group.linked.keys.index(cells[0].key)
    values = np.where(np.arange(len(group.values)) == row, np.nan, group.values)
    unknown = dataclasses.replace(group, linked=dataclasses.replace(group.linked, values=values))
    assert [need.side for need in needs(unknown, row)] == ["doubt", "doubt of one who knows the rule"]


def test_nothing_lies_below_a_hidden_zero(key):
    group, cells = _sheet(key)
    row = group.linked.keys.index(cells[0].key)
    values = np.where(np.arange(len(group.values)) == row, 0.0, group.values)
    zero = dataclasses.replace(group, linked=dataclasses.replace(group.linked, values=values))
    assert [need.side for need in needs(zero, row)] == ["above", "doubt of one who knows the rule"]
