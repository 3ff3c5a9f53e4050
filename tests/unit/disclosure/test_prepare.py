"""The counts of a release are made ready together with what earlier releases gave."""

import datetime as dt

import pytest

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.prepare import prepared
from turncurve.disclosure.published import ratio
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.disclosure.rule import PROFILES, profile
from turncurve.disclosure.told import told
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.reference.periods import Period, month, spans, year_ending

RULE = profile("dfe_now")
CALLS, LETTERS, VISITS = (("route", name) for name in ("calls", "letters", "visits"))


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


def test_what_an_earlier_release_showed_of_other_years_is_held_against_this_one_though_a_count_was_revised(key):
    """The year to 2013 was revised from 39 to 40; the year to 2012, with its calls, stands as it was given."""
    before = year_ending(2012)
    cells = [Cell(key(), 40), Cell(key(period=before), 30), Cell(key(LETTERS, period=before), 3)]
    pooled = key(period=Period(before.start, year_ending(2013).end))
    earlier = [Cell(key(), 39), Cell(pooled, 69), Cell(key(CALLS, period=before), 27), Cell(key(VISITS), None)]
    ready = prepared(cells, rule=RULE, earlier=earlier)
    assert ready.revised == {key(), pooled}
    assert not _role(ready, key(CALLS, period=before), "withheld")
    assert _role(ready, key(VISITS), "targets")


@pytest.mark.parametrize("wrong", [0, 3, 4, 7])
def test_of_many_earlier_counts_only_the_one_that_does_not_agree_is_left_out(key, wrong):
    """Each earlier quarter but one is the sum of its months."""
    months = spans("month", first=dt.date(2012, 4, 1), last=dt.date(2014, 3, 31))
    quarters = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2014, 3, 31))
    earlier = [Cell(key(period=period), 31 if place == wrong else 30) for place, period in enumerate(quarters)]
    ready = prepared([Cell(key(period=each), 10) for each in months], rule=RULE, earlier=earlier)
    assert ready.revised == {key(period=quarters[wrong])}
    (group,) = ready.sheets
    assert {key(period=each) for each in quarters} - set(group.linked.keys) == {key(period=quarters[wrong])}


def test_a_count_to_keep_back_is_hidden_and_need_not_be_protected(key):
    ready = prepared([Cell(key(), 33), Cell(key(CALLS), 20)], rule=RULE, kept_back=frozenset({key(CALLS)}))
    assert _role(ready, key(CALLS), "withheld")
    assert not _role(ready, key(CALLS), "targets")
    assert not _role(ready, key(CALLS), "choosable")
    assert _role(ready, key(), "choosable")


def test_a_published_number_of_a_count_that_no_table_has_makes_it_one_to_ask_about(key):
    ready = prepared([Cell(key(), 33)], rule=RULE, published=ratio(key(CALLS), key(), shown="30.3", times=100))
    assert _role(ready, key(CALLS), "targets")
    assert key(CALLS) not in ready.own
    assert [each.linked.roles.count("said") for each in ready.sheets] == [2]


def test_what_is_left_beside_one_category_is_not_taken_from_what_is_left_beside_another(key):
    """Others than calls in the year are 1, others than letters to December none: that says nothing of January."""
    to_september = Period(month(2012, 4).start, month(2012, 9).end)
    october = Period(month(2012, 10).start, month(2012, 12).end)
    to_december = Period(to_september.start, october.end)
    january = Period(month(2013, 1).start, month(2013, 3).end)
    cells = [Cell(key(period=october), 1), Cell(key(CALLS, period=october), 0)]
    cells += [Cell(key(period=to_september), 0), Cell(key(CALLS, period=to_september), 0)]
    cells += [Cell(key(LETTERS, period=to_december), 1), Cell(key(), 1), Cell(key(CALLS, period=january), 0)]
    (group,) = prepared(cells, rule=RULE).sheets
    beside = [each for each in group.linked.keys if each.period == january and each.breakdown != (CALLS,)]
    assert beside == []


def test_what_an_earlier_release_hid_is_no_zero_to_who_knows_the_rule(key):
    """7 in all of whom 6 are letters leave at most 1 call, and a call was hidden: it is 1."""
    cells = [Cell(key(), 7), Cell(key(LETTERS), 6)]
    (group,) = prepared(cells, rule=RULE, earlier=[Cell(key(), 7), Cell(key(CALLS), None)]).sheets
    assert group.floor[group.linked.keys.index(key(CALLS))] == 1


def test_a_zero_that_another_rule_hid_earlier_contradicts_nothing(key):
    cells = [Cell(key(), 7), Cell(key(LETTERS), 7)]
    ready = prepared(cells, rule=RULE, earlier=[Cell(key(), 7), Cell(key(CALLS), None)])
    assert ready.revised == frozenset()
    (group,) = ready.sheets
    assert group.floor[group.linked.keys.index(key(CALLS))] == 0


def _late(now, *, by="earlier"):
    """Return what one release told, a small count and one beside it hidden, and the counts of the next."""
    before = {"a": None, "b": None, "c": 20, "d": 15}
    told_before = [told(_part(name), count, rule=RULE) for name, count in before.items()]
    told_before.append(told(_part(), 47, rule=RULE))
    cells = [Cell(_part(name), count) for name, count in now.items()]
    return told_before, [*cells, Cell(_part(), sum(now.values()))]


def _part(name=None):
    return CellKey("plans", "X", year_ending(2031), (("kind", name),) if name else ())


def test_what_was_hidden_stays_hidden_where_the_sum_it_was_part_of_was_revised():
    earlier, cells = _late({"a": 6, "b": 8, "c": 20, "d": 15})
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))], earlier=earlier)
    assert plan.hidden == (_part("a"), _part("b"))  # b unchanged would tell that a was 4
    assert not any(each.safe for each in found_out(cells, hidden=(), earlier=earlier))
    # The release after that one must still not tell.
    later = [told(each.key, None if each.key in plan.hidden else each.value, rule=RULE) for each in cells]
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))], earlier=[*earlier, *later])
    assert plan.hidden == (_part("a"), _part("b"))


def test_what_was_hidden_may_be_shown_where_nothing_that_it_adds_up_to_was_revised():
    earlier, cells = _late({"a": 6, "b": 6, "c": 20, "d": 15})
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))], earlier=earlier)
    assert plan.hidden == ()


def _revised(before, now, *, name="dfe_now"):
    """Return what is hidden where a release showed kinds and their total, and a later one counts them otherwise."""
    first, second = (
        [*(Cell(_part(kind), count) for kind, count in counts.items()), Cell(_part(), sum(counts.values()))]
        for counts in (before, now)
    )
    earlier = [told(each.key, each.value, rule=profile(name)) for each in first]
    plan = make_plan(
        [RecordedTable("t", "t", (RecordedGrain(None, tuple(second), ()),))], earlier=earlier, profile=name
    )
    found = found_out(second, hidden=plan.hidden, earlier=earlier, profile=name)
    assert all(each.safe for each in found)
    return set(plan.hidden), second, earlier


@pytest.mark.parametrize("late", [1, 5, -1])
def test_a_part_that_differs_by_few_from_what_was_shown_is_hidden_and_cannot_be_worked_out(late):
    hidden, cells, earlier = _revised({"a": 30, "b": 31}, {"a": 30 + late, "b": 31})
    assert _part("a") in hidden
    # Shown again, it would tell of the late records which part they are of.
    assert not all(each.safe for each in found_out(cells, hidden=(), earlier=earlier))


@pytest.mark.parametrize(("late", "name"), [(6, "dfe_now"), (0, "dfe_now"), (1, "seven_round_five")])
def test_a_part_that_differs_by_many_or_not_or_is_rounded_is_shown(late, name):
    assert _revised({"a": 30, "b": 35}, {"a": 30 + late, "b": 35}, name=name)[0] == set()


def test_a_total_alone_that_differs_by_few_is_shown():
    earlier = [told(_part(), 61, rule=RULE)]
    table = RecordedTable("t", "t", (RecordedGrain(None, (Cell(_part(), 62),), ()),))
    assert make_plan([table], earlier=earlier).hidden == ()


def test_what_was_hidden_because_it_was_revised_stays_hidden_in_the_release_after():
    hidden, cells, earlier = _revised({"a": 30, "b": 31}, {"a": 31, "b": 31})
    later = [told(each.key, None if each.key in hidden else each.value, rule=RULE) for each in cells]
    table = RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))
    assert _part("a") in make_plan([table], earlier=[*earlier, *later]).hidden
