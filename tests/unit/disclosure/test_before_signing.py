"""Whoever signs is told what a plan cannot mend: counts hidden in vain, and counts revised by few."""

import pytest

from turncurve.disclosure.before_signing import to_be_told
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import profile
from turncurve.disclosure.told import told
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import year_ending


def key(kind=None, measure="child_protection_plans_started"):
    return CellKey(measure, "X", year_ending(2031), (("kind", kind),) if kind else ())


def counted(**numbers):
    """Return the counts of some kinds and their total."""
    return [*(Cell(key(kind), number) for kind, number in numbers.items()), Cell(key(), sum(numbers.values()))]


def said(before, now, *, first="dfe_now", then="dfe_now"):
    """Return what the signer of a second release is told, where the first hid nothing."""
    earlier = [told(each.key, each.value, rule=profile(first)) for each in before]
    tables = [RecordedTable("t", "t", (RecordedGrain(None, tuple(now), ()),))]
    return to_be_told(make_plan(tables, profile=then, earlier=earlier), tables, earlier=earlier)


def test_a_total_revised_by_one_late_record_is_told_and_its_number_is_not():
    (words,) = said([Cell(key(), 61)], [Cell(key(), 62)])
    assert words.startswith("1 count differs by so few")
    assert "Child protection plans started" in words
    assert not {"61", "62"} & set(words.replace(".", " ").split())


def test_a_category_revised_by_one_late_record_is_hidden_and_whoever_signs_is_told():
    (words,) = said(counted(a=30, b=31), counted(a=31, b=31))
    assert words.startswith("2 counts are hidden now because an earlier release showed another number")
    assert not {"30", "31", "61", "62"} & set(words.replace(".", " ").split())
    shares = [Cell(key("a"), 30), Cell(key(), 61)], [Cell(key("a"), 31), Cell(key(), 62)]
    first, second = said(*shares)  # of a share the total below may be shown
    assert first.startswith("1 count is hidden now because an earlier release showed another number")
    assert second.startswith("1 count differs by so few")


@pytest.mark.parametrize("a", [30, 24, 36])
def test_where_nothing_was_revised_or_by_more_than_few_nothing_is_told(a):
    assert said(counted(a=30, b=31), counted(a=a, b=31)) == ()


def test_a_stricter_rule_that_hides_what_was_shown_is_told():
    now = counted(a=6, b=7, c=20, d=33)
    (words,) = said(now, now, then="seven_round_five")
    assert words.startswith("2 counts are hidden now that an earlier release showed, so hiding takes nothing back")
    (words,) = said(counted(a=6, c=20, d=33), counted(a=6, c=20, d=33), then="seven_round_five")
    assert words.startswith("1 count is hidden now")


def test_a_first_release_has_nothing_to_be_told():
    assert said([], counted(a=3, b=31, c=9)) == ()


def test_a_measure_without_a_definition_is_named_by_its_own_words():
    before, now = (Cell(key(None, "made_up_things"), number) for number in (30, 31))
    (words,) = said([before], [now])
    assert words.startswith("1 count differs by so few")
    assert words.endswith(": made up things.")
