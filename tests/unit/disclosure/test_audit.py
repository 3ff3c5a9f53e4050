"""A whole release is audited as it is shown: at the plan's grains, under its rule, with shares' numerators."""

import dataclasses

import pytest

from turncurve.disclosure.audit import audit
from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.published import ratio
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable, record
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell

YES = ("previous plan", "yes")


def _showing_all(plan, *but):
    return dataclasses.replace(plan, hidden=tuple(each for each in plan.hidden if each not in but))


def test_a_plan_that_hides_too_little_is_found_out_whichever_count_it_lacks(two_way, toy):
    table = RecordedTable("toy", "toy", (RecordedGrain("year", tuple(two_way(toy)), ()),))
    plan = make_plan([table])
    assert all(each.safe for each in audit(plan, [table]))
    for key in plan.hidden:
        assert not all(each.safe for each in audit(_showing_all(plan, key), [table])), key


def test_counts_of_a_finer_grain_than_is_shown_are_no_part_of_what_a_reader_knows(monthly):
    table = record(monthly([(2, 30)] * 24))
    plan = make_plan([table])
    assert plan.tables[0].grain == "quarter"
    audited = {each.key for each in audit(plan, [table])}
    assert audited.isdisjoint(cell.key for cell in table.grains[0].cells)


def test_the_numerator_of_a_share_of_ten_is_held_to_the_same_as_a_small_count(monthly):
    """7 of 10 is hidden by the rule of 2012: shown beside the other months of its year it would be certain."""
    table = record(monthly([(7, 10), (9, 40), (8, 30)]))
    plan = make_plan([table], profile="dfe_2012")
    seven = table.grains[0].measurements[0][1]
    assert seven in plan.too_small
    (found,) = [each for each in audit(plan, [table]) if each.key == seven]
    assert found.safe
    assert found.known.lowest <= 6
    assert found.known.highest >= 8


def test_a_count_of_one_release_is_attacked_with_all_earlier_ones(key):
    table = RecordedTable("t", "t", (RecordedGrain(None, (Cell(key(), 40), Cell(key(YES), 3)), ()),))
    plan = make_plan([table])
    assert all(each.safe for each in audit(plan, [table]))
    rest = Cell(key(("previous plan", "no")), 37)
    (found,) = [each for each in audit(plan, [table], earlier=[rest]) if each.key == key(YES)]
    # The earlier release counted 37 others, which leaves at most 3.
    assert found.known.highest == 3
    assert not found.safe


def test_a_number_that_is_public_elsewhere_is_held_against_the_release(key):
    table = RecordedTable("t", "t", (RecordedGrain(None, (Cell(key(), 40), Cell(key(YES), 3)), ()),))
    plan = make_plan([table])
    (found,) = audit(plan, [table], published=ratio(key(YES), key(), shown="7.5", times=100))
    assert found.known == Interval(3, 3)
    assert not found.safe


def test_a_table_that_the_plan_was_not_made_for_is_refused_by_name(key):
    one, other = (
        RecordedTable(name, name, (RecordedGrain("year", (Cell(key(), 40),), ()),)) for name in ("one", "other")
    )
    with pytest.raises(DisclosureError, match=r"was not made for a table .*\(other\)"):
        audit(make_plan([one]), [one, other])
