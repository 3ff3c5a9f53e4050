"""The counts of a release are made ready together with what earlier releases gave."""

import pytest

from turncurve.disclosure.prepare import prepared
from turncurve.disclosure.rule import PROFILES, profile
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import Period, month

RULE = profile("dfe_now")
CALLS, LETTERS = ("route", "calls"), ("route", "letters")


def _role(ready, key, what):
    (group,) = [each for each in ready.sheets if key in each.linked.keys]
    return bool(getattr(group, what)[group.linked.keys.index(key)])


def test_a_count_that_an_earlier_release_gave_stays_shown(key):
    cells = [Cell(key(), 33), Cell(key(CALLS), 30), Cell(key(LETTERS), 3)]
    ready = prepared(cells, rule=RULE, earlier=[Cell(key(CALLS), 30)])
    assert not _role(ready, key(CALLS), "choosable")
    assert not _role(ready, key(CALLS), "withheld")
    assert _role(ready, key(LETTERS), "targets")


def test_a_count_given_earlier_and_no_longer_is_known_all_the_same(key):
    cells = [Cell(key(), 33), Cell(key(LETTERS), 3)]
    ready = prepared(cells, rule=RULE, earlier=[Cell(key(CALLS), 30)])
    assert key(CALLS) not in ready.own
    assert not _role(ready, key(CALLS), "withheld")


def test_a_count_hidden_earlier_and_no_longer_counted_is_a_target(key):
    ready = prepared([Cell(key(), 33), Cell(key(CALLS), 30)], rule=RULE, earlier=[Cell(key(LETTERS), None)])
    assert _role(ready, key(LETTERS), "targets")


def test_a_revised_count_is_named_and_its_earlier_value_left_out(key):
    ready = prepared([Cell(key(), 33)], rule=RULE, earlier=[Cell(key(), 32)])
    assert ready.revised == {key()}
    assert _role(ready, key(), "choosable")


def test_an_earlier_total_that_no_longer_adds_up_is_left_out(key):
    months = [Cell(key(period=month(2012, 4 + number)), 10) for number in range(9)]
    months += [Cell(key(period=month(2013, 1 + number)), 10) for number in range(3)]
    ready = prepared(months, rule=RULE, earlier=[Cell(key(), 119)])
    assert ready.revised == {key()}
    assert key() not in ready.sheets[0].linked.keys


def test_earlier_counts_of_other_things_are_not_touched(key):
    ready = prepared([Cell(key(), 33)], rule=RULE, earlier=[Cell(key(measure="plans ended"), 3)])
    assert len(ready.sheets) == 1


def test_counts_that_do_not_add_up_are_refused_by_the_measure_s_name(key):
    months = [Cell(key(period=month(2012, number)), 10) for number in range(4, 13)]
    months += [Cell(key(period=month(2013, number)), 10) for number in range(1, 4)]
    with pytest.raises(DisclosureError, match=r"do not add up .*\(plans started, Exampleshire\)"):
        prepared([*months, Cell(key(), 121)], rule=RULE)


def test_unknown_counts_are_no_part_of_a_release(key):
    assert list(prepared([Cell(key(), 33), Cell(key(CALLS), None)], rule=RULE).own) == [key()]


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("small", range(9))
def test_counts_that_add_up_are_made_ready_under_every_rule_whichever_of_them_is_hidden(key, name, small):
    """Letters are 0 to 8 besides 30 calls: none of them contradicts the total, rounded or not, hidden or shown."""
    cells = [Cell(key(), 30 + small), Cell(key(CALLS), 30), Cell(key(LETTERS), small)]
    ready = prepared(cells, rule=profile(name))
    assert ready.revised == frozenset()
    assert _role(ready, key(LETTERS), "targets") == profile(name).hides(small)
    assert not _role(ready, key(CALLS), "targets")


@pytest.mark.parametrize("name", PROFILES)
def test_counts_that_do_not_add_up_are_refused_under_every_rule_though_by_one(key, name):
    cells = [Cell(key(period=month(2012, number)), 10) for number in range(4, 7)]
    quarter = Period(month(2012, 4).start, month(2012, 6).end)
    assert prepared([*cells, Cell(key(period=quarter), 30)], rule=profile(name)).sheets
    with pytest.raises(DisclosureError, match="do not add up"):
        prepared([*cells, Cell(key(period=quarter), 31)], rule=profile(name))


@pytest.mark.parametrize("name", PROFILES)
def test_an_earlier_total_that_is_one_off_is_left_out_under_every_rule(key, name):
    """April to June are 12, 13 and 14: the 40 of an earlier release is not their sum, 39."""
    cells = [Cell(key(period=month(2012, number)), 8 + number) for number in range(4, 7)]
    quarter = key(period=Period(month(2012, 4).start, month(2012, 6).end))
    assert prepared(cells, rule=profile(name), earlier=[Cell(quarter, 39)]).revised == frozenset()
    assert prepared(cells, rule=profile(name), earlier=[Cell(quarter, 40)]).revised == {quarter}
