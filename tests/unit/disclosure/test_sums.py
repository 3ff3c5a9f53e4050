"""Sums above means are protected wherever the counts below them are, and where sums of zero would give them away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.disclosure.attack import refuse_leaks
from turncurve.disclosure.audit import audit
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable, record
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sums import Summed, giving_away, sum_sheets
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell

RULE = profile("dfe_now")
CALLS, LETTERS, VISITS = (("route", name) for name in ("calls", "letters", "visits"))


def _table(counts, days, *, key, name="means"):
    """A table of means by route, with the mean of all."""
    routes = [(), *((("route", each),) for each in ("calls", "letters", "visits"))]
    keys = [key(*pairs) for pairs in routes]
    every = [sum(counts), *counts]
    summed = tuple(Summed(each, "wait", value) for each, value in zip(keys, [sum(days), *days], strict=True))
    cells = tuple(Cell(each, count) for each, count in zip(keys, every, strict=True))
    return RecordedTable(name, name, (RecordedGrain("year", cells, tuple((each,) for each in keys), summed),))


def _sheets(table, *, hidden, small=()):
    (grain,) = table.grains
    return sum_sheets(
        grain.sums,
        cells={cell.key: cell for cell in grain.cells},
        rule=RULE,
        hidden=frozenset(hidden),
        small=frozenset(small),
    )


def test_a_sum_follows_from_the_mean_of_all_and_the_others(key):
    """16 children's 2,096 days less 8 children's 900 and 5 children's 900 leave 296 for 3 that are hidden."""
    table = _table([8, 5, 3], [900, 900, 296], key=key)
    (held,) = _sheets(table, hidden=[key(VISITS)], small=[key(VISITS)])
    assert held.sheet.targets.sum() == 1
    assert held.counts[int(np.flatnonzero(held.sheet.targets)[0])] == key(VISITS)
    assert giving_away([held]) in ({key(LETTERS)}, {key(CALLS)}, {key()})


def test_counts_that_are_hidden_together_protect_their_sums_too(key):
    table = _table([8, 20, 3], [900, 1400, 296], key=key)
    plan = make_plan([table])
    assert plan.hidden == tuple(sorted([key(CALLS), key(VISITS)]))
    assert all(each.safe for each in audit(plan, [table]))


def test_a_sum_of_zero_protects_nothing_so_that_another_mean_goes(key):
    """Calls waited no days: with their mean hidden beside it, all days hidden are those of the 3 who visited.

    To hide letters costs more children, and protects their days as well as their number.
    """
    table = _table([8, 20, 3], [0, 1400, 296], key=key)
    plan = make_plan([table])
    assert set(plan.hidden) == {key(LETTERS), key(VISITS)}
    assert all(each.safe for each in audit(plan, [table]))


def test_the_auditor_finds_what_a_plan_blind_to_sums_gives_away(key, monkeypatch):
    table = _table([8, 20, 3], [0, 1400, 296], key=key)
    monkeypatch.setattr("turncurve.disclosure.plan.giving_away", lambda sums: frozenset(list(sums)[:0]))
    plan = make_plan([table])
    assert set(plan.hidden) == {key(CALLS), key(VISITS)}
    leaks = [each for each in audit(plan, [table]) if not each.safe]
    assert [each.key.measure for each in leaks] == ["sum of wait"]
    assert leaks[0].because
    assert not leaks[0].known_anyway
    with pytest.raises(DisclosureError, match=r"sum of wait, Exampleshire, route visits.*\(means\)") as caught:
        refuse_leaks(leaks, tables=[table])
    assert "296" not in str(caught.value)


def test_sums_below_nothing_are_left_to_the_counts(key):
    assert _sheets(_table([8, 20, 3], [-5, 1400, 296], key=key), hidden=[key(VISITS)]) == ()


def test_a_sum_of_a_count_that_no_table_has_is_left_out(key):
    assert sum_sheets([Summed(key(), "wait", 9)], cells={}, rule=RULE, hidden=frozenset(), small=frozenset()) == ()


def test_sums_of_two_indicators_over_the_same_children_are_apart(key):
    table = _table([8, 20, 3], [900, 1400, 296], key=key)
    (grain,) = table.grains
    sums = (*grain.sums, *(Summed(each.key, "stay", 2 * each.value) for each in grain.sums))
    found = sum_sheets(
        sums, cells={cell.key: cell for cell in grain.cells}, rule=RULE, hidden=frozenset(), small=frozenset()
    )
    assert [each.sheet.linked.keys[0].measure for each in found] == ["sum of stay", "sum of wait"]


def test_two_tables_that_sum_the_same_children_otherwise_are_refused(key):
    (grain,) = _table([8, 20, 3], [900, 1400, 296], key=key).grains
    other = Summed(key(CALLS), "wait", 901)
    with pytest.raises(DisclosureError, match=r"different counts .*sum of wait"):
        sum_sheets(
            [*grain.sums, other],
            cells={cell.key: cell for cell in grain.cells},
            rule=RULE,
            hidden=frozenset(),
            small=frozenset(),
        )


@pytest.mark.parametrize("count", [8, 12, 13, 20, 47])
@pytest.mark.parametrize("days", [0, 7, 131, 2096])
def test_a_rounded_count_leaves_a_range_for_the_sum_with_the_truth_inside(key, count, days):
    rule = profile("seven_round_five")
    cells = {key(): Cell(key(), count)}
    (held,) = sum_sheets([Summed(key(), "wait", days)], cells=cells, rule=rule, hidden=frozenset(), small=frozenset())
    assert held.sheet.least[0] <= days <= held.sheet.most[0]
    assert held.sheet.least[0] < held.sheet.most[0]
    (exactly,) = sum_sheets(
        [Summed(key(), "wait", days)], cells=cells, rule=RULE, hidden=frozenset(), small=frozenset()
    )
    assert exactly.sheet.least[0] == days == exactly.sheet.most[0]


def test_means_are_recorded_with_their_sums_and_shares_without(monthly):
    means = record(monthly([(4000, 30), (3500, 25)], kind="mean")).grains[0]
    assert [(each.indicator, each.value) for each in means.sums] == [("repeat plans", 4000), ("repeat plans", 3500)]
    assert [each.key for each in means.sums] == [cell.key for cell in means.cells]
    assert record(monthly([(9, 30)])).grains[0].sums == ()
    assert record(monthly([(4000, 30)], kind="mean", published=True)).grains[0].sums == ()


@settings(max_examples=25, deadline=None)
@given(
    counts=st.lists(st.sampled_from([0, 1, 3, 5, 6, 9, 20]), min_size=3, max_size=3),
    each=st.lists(st.sampled_from([0, 0, 1, 40, 130]), min_size=3, max_size=3),
)
def test_no_sum_over_few_can_be_worked_out_from_the_means_shown(key, counts, each):
    """Tried by hand: the sums hidden are whatever adds to the sum that is left of all."""
    days = [count * wait for count, wait in zip(counts, each, strict=True)]
    table = _table(counts, days, key=key)
    plan = make_plan([table])
    routes = [key(route) for route in (CALLS, LETTERS, VISITS)]
    small = [place for place, count in enumerate(counts) if 1 <= count <= 5]
    if key() in plan.hidden or not small:
        return  # nothing says what the hidden ones add to
    hidden = [place for place, route in enumerate(routes) if route in plan.hidden]
    left = sum(days[place] for place in hidden)
    for place in small:
        others = len(hidden) > 1
        assert others
        assert left >= days[place] + 1, "it could be a day more"
