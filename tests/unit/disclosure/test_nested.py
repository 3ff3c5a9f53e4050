"""A category that is the sum of others of its dimension is taken for that sum, and not for more people."""

import pytest

from tests.support.attacker import World, reader
from turncurve.disclosure.attack import found_out, refuse_leaks
from turncurve.disclosure.implied import Remainder
from turncurve.disclosure.nested import OVERLAPPING, finest, nests
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.relations import linked
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import year_ending

YEAR = year_ending(2013)
# ages 0 to 4, 5 to 9 and 10 to 15, with 0 to 9 as the sum of the first two
AGES = {"0-4": 3, "5-9": 20, "0-9": 23, "10-15": 30}
NEST = {"age": {"0-9": frozenset({"0-4", "5-9"})}}


def by_age(key, counts, *others, whole=None):
    """Return counts by age with their whole, by address."""
    known = {key(("age", age), *others): count for age, count in counts.items()}
    return known if whole is None else {key(*others): whole, **known}


def test_a_sum_of_two_ages_is_found_to_be_one(key):
    assert nests(by_age(key, AGES, whole=53), {"age"}) == NEST


def test_a_sum_within_a_sum_is_made_of_the_finest(key):
    counts = {"0-1": 3, "2-4": 7, "0-4": 10, "5-9": 20, "0-9": 30, "10-15": 31}
    found = nests(by_age(key, counts, whole=61), {"age"})
    assert found == {"age": {"0-4": frozenset({"0-1", "2-4"}), "0-9": frozenset({"0-1", "2-4", "5-9"})}}


@pytest.mark.parametrize(
    ("counts", "whole"),
    [
        ({"a": 8, "b": 7}, 10),  # neither is the sum of others
        ({**AGES, "0-9": 24}, 53),  # one more than its parts
        (AGES, 54),  # the rest does not add to the whole
        ({"a": 4, "b": 6, "c": 4, "d": 6, "e": 10}, 20),  # ten is a and b, c and d, and two more ways
        ({str(number): number + 1 for number in range(13)}, 60),  # too many to try
    ],
)
def test_what_is_no_sum_of_others_explains_nothing(key, counts, whole):
    assert nests(by_age(key, counts, whole=whole), {"age"}) == {}


def test_a_sum_at_one_place_that_is_none_at_another_is_no_sum(key):
    boys, girls = ("sex", "m"), ("sex", "f")
    counts = by_age(key, AGES, boys, whole=53) | by_age(key, {**AGES, "0-9": 22}, girls, whole=53)
    assert nests(counts, {"age"}) == {}
    assert nests(counts | by_age(key, {**AGES, "0-9": 23}, girls), {"age"}) == NEST


def test_where_all_parts_are_known_their_sum_is_not_counted_twice(key):
    counts = by_age(key, AGES, whole=53)
    assert finest(counts, NEST) == ({each: n for each, n in counts.items() if each != key(("age", "0-9"))}, ())


def test_where_a_part_is_not_shown_the_sum_less_the_others_is_left(key):
    counts = by_age(key, {age: count for age, count in AGES.items() if age != "0-4"}, whole=53)
    once, left = finest(counts, NEST)
    assert once == by_age(key, {"0-9": 23, "10-15": 30}, whole=53)
    assert left == (Remainder(key(("age", "0-9")), "age", frozenset({"5-9"}), 3),)


def world(counts=AGES) -> World:
    """Return children by the finest ages."""
    ages = {name: count for name, count in counts.items() if name != "0-9"}
    return World(tuple(((("age", name), *_within(name)), YEAR) for name in ages), tuple(ages.values()))


def _within(name):
    """A box's second pair says that it lies in the ages 0 to 9."""
    return (("up to nine", "yes"),) if name in NEST["age"]["0-9"] else ()


def attacker(cells, key, hidden, *, least):
    """Return a reader for whom the ages 0 to 9 are two boxes."""
    names = {key(("age", "0-9")): key(("up to nine", "yes"))}
    told = [Cell(names.get(cell.key, cell.key), cell.value) for cell in cells]
    return reader(world(), told, hidden=[names.get(each, each) for each in hidden], step=1, least=least), names


def test_a_small_age_does_not_follow_from_the_sum_it_is_in(key):
    """0 to 4 is 3: it follows from 0 to 9 less 5 to 9, and from 53 - 20 - 30."""
    cells = [Cell(key(), 53), *(Cell(key(("age", age)), n) for age, n in AGES.items())]
    table = RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))
    small = key(("age", "0-4"))
    plan = make_plan([table])
    assert small in plan.hidden
    for least in (0, 1):
        knows, names = attacker(cells, key, plan.hidden, least=least)
        for each in plan.hidden:
            low, high = knows.extremes(names.get(each, each))
            assert low < high
        if not least:
            low, high = knows.extremes(small)
            assert low <= 2
            assert high >= 4
    refuse_leaks(found_out(cells, hidden=plan.hidden, small=plan.too_small))


def test_a_small_age_that_nobody_shows_does_not_follow_from_a_sum(key):
    """0 to 9 is 23 and 5 to 9 is 20: the 3 aged 0 to 4 follow, though no table has them; shown again a year later."""
    before = year_ending(2012)
    first = [Cell(key(period=before), 61)]
    first += [
        Cell(key(("age", age), period=before), n) for age, n in (("0-4", 9), ("5-9", 21), ("0-9", 30), ("10-15", 31))
    ]
    now = [Cell(key(), 53), *(Cell(key(("age", age)), AGES[age]) for age in ("5-9", "0-9", "10-15"))]
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, (*first, *now), ()),))])
    assert plan.hidden
    assert {each.period for each in plan.hidden} == {YEAR}
    knows, names = attacker(now, key, plan.hidden, least=0)
    low, high = knows.extremes(key(("age", "0-4")))
    assert low <= 2
    assert high >= 4
    assert names


def test_a_category_within_another_whose_other_part_nobody_shows_is_refused(key):
    """0 to 4 and 10 to 15 with 0 to 9 add to 56 of 53, and no sum says why."""
    cells = [Cell(key(), 53), *(Cell(key(("age", age)), n) for age, n in AGES.items() if age != "5-9")]
    with pytest.raises(DisclosureError, match="do not add up over time or categories"):
        make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))])


def test_categories_that_add_to_more_than_their_whole_for_no_reason_are_refused(key):
    cells = [Cell(key(), 10), Cell(key(("route", "calls")), 8), Cell(key(("route", "letters")), 7)]
    with pytest.raises(DisclosureError, match="do not add up over time or categories"):
        make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))])


@pytest.mark.parametrize("dimension", sorted(OVERLAPPING))
def test_categories_of_which_a_case_may_have_several_are_taken_one_by_one(key, dimension):
    cells = [Cell(key(), 30), Cell(key((dimension, "drugs")), 18), Cell(key((dimension, "alcohol")), 17)]
    assert make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))]).hidden == ()
    (group,) = linked(cells)
    implied = [value for value, role in zip(group.values, group.roles, strict=True) if role == "implied"]
    assert sorted(implied) == [12, 13]
