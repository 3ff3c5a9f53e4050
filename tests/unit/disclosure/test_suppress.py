"""As little as possible is hidden, and nothing hidden can be worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse

from turncurve.disclosure import suppress
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet, standings
from turncurve.disclosure.suppress import suppressed
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import year_ending


def _sheet(cells, *, name="dfe_now"):
    held, rule = merged(cells), profile(name)
    (group,) = linked(cells)
    return sheet(
        group, cells=held, rule=rule, small=frozenset(key for key, cell in held.items() if rule.hides(cell.value))
    )


def _value(group, found):
    return group.values[found.hidden & group.choosable].sum()


def _assert_safe(group, found):
    """Every target could be one more and one less, and no reader is certain of anything hidden."""
    rows = np.flatnonzero(found.hidden & ~np.array([role == "implied" for role in group.linked.roles]) | group.targets)
    anyway = {need.row for need in found.known_anyway}
    for standing in standings(group, hidden=found.hidden, rows=rows):
        if standing.row in anyway:
            continue
        assert not standing.plain.exact
        assert not standing.aware.exact
        if group.targets[standing.row]:
            value = group.values[standing.row]
            assert standing.plain.lowest <= value - 1
            assert standing.plain.highest is None or standing.plain.highest >= value + 1


def test_the_table_worked_by_hand_loses_38(two_way, toy, key):
    group = _sheet(two_way(toy))
    found = suppressed(group)
    hidden = {group.linked.keys[row] for row in np.flatnonzero(found.hidden)}
    assert hidden == {key(("row", row), ("column", column)) for row in ("r0", "r1") for column in ("c0", "c2")}
    assert _value(group, found) == 38
    assert found.optimal
    _assert_safe(group, found)


def test_where_nothing_is_small_nothing_is_hidden(two_way):
    found = suppressed(_sheet(two_way([[10, 20], [30, 40]])))
    assert not found.hidden.any()
    assert found.optimal


def test_two_ones_whose_sum_is_shown_would_be_known_to_who_knows_the_rule(key):
    # calls + letters = 2 and neither is zero: both are 1, so that their total must go too, and with it its own.
    parts = [key(("route", name)) for name in ("calls", "letters")]
    year = [Cell(key(period=year_ending(2012)), 30), Cell(key(period=year_ending(2014)), 40)]
    group = _sheet([Cell(key(), 2), Cell(parts[0], 1), Cell(parts[1], 1), *year])
    found = suppressed(group)
    assert {group.linked.keys[row] for row in np.flatnonzero(found.hidden)} == {key(), *parts}
    _assert_safe(group, found)


def test_those_left_out_of_a_share_are_protected_by_hiding_the_share(key):
    # 37 of 40 shown would show the other 3.
    group = _sheet([Cell(key(), 40), Cell(key(("previous plan", "yes")), 37)])
    found = suppressed(group)
    assert _value(group, found) == 37
    _assert_safe(group, found)


def test_what_is_public_already_cannot_be_made_unknown(key):
    cells = [Cell(key(), 40, public_already=True), Cell(key(("previous plan", "yes")), 37, public_already=True)]
    found = suppressed(_sheet(cells))
    assert found.known_anyway
    assert not found.hidden[:2].any()


def test_a_true_zero_is_never_hidden(two_way):
    group = _sheet(two_way([[0, 3, 20], [8, 0, 9], [12, 11, 10]]))
    found = suppressed(group)
    assert not found.hidden[group.values == 0].any()
    _assert_safe(group, found)


_tables = st.lists(
    st.lists(st.sampled_from([0, 1, 2, 3, 5, 6, 9, 14, 30]), min_size=3, max_size=3), min_size=2, max_size=4
)


@settings(max_examples=25, deadline=None)
@given(counts=_tables)
def test_no_hidden_count_of_any_table_can_be_worked_out(two_way, counts):
    group = _sheet(two_way(counts))
    found = suppressed(group)
    assert not found.hidden[(group.values == 0) & ~group.withheld].any()
    _assert_safe(group, found)


@settings(max_examples=8, deadline=None)
@given(first=_tables, second=_tables)
def test_two_years_and_their_sum_are_safe_together(two_way, key, first, second):
    rows = min(len(first), len(second))
    years = [counts[:rows] for counts in (first, second)]
    both = [[a + b for a, b in zip(*lines, strict=True)] for lines in zip(*years, strict=True)]
    periods = [year_ending(2012), year_ending(2013)]
    pooled = type(periods[0])(periods[0].start, periods[1].end)
    cells = [
        cell
        for counts, period in zip([*years, both], [*periods, pooled], strict=True)
        for cell in two_way(counts, period=period)
    ]
    group = _sheet(cells)
    _assert_safe(group, suppressed(group))


def _least_by_another_route(group):
    """Return the least value hidden, by one large programme: each small count rides on a unit of flow that moves.

    In a two-way table with margins the ends of all intervals are reached by moving one unit round rectangles, so
    that this is exact for a reader who knows what is published; and where no count is under 2, for one who knows the
    rule as well.
    """
    keys = [row for row, role in enumerate(group.linked.roles) if role == "cell"]
    ties = [row for row, role in enumerate(group.linked.roles) if role == "known"]
    sums, fixed = group.linked.matrix[keys].toarray(), group.linked.matrix[ties].toarray()
    targets = [row for row in np.flatnonzero(group.targets) if row in keys]
    count, inner = len(keys), sums.shape[1]
    blocks, low, high = [], [], []
    for number, target in enumerate(targets):
        flow = np.zeros((2 * count + len(ties) + 1, count + inner * len(targets)))
        at = slice(count + inner * number, count + inner * (number + 1))
        flow[:count, at], flow[count : 2 * count, at] = sums, -sums
        flow[:count, :count] = flow[count : 2 * count, :count] = -np.eye(count)
        flow[2 * count : -1, at] = fixed
        flow[-1, at] = sums[keys.index(target)]
        blocks.append(flow)
        low += [-np.inf] * (2 * count) + [0] * len(ties) + [1]
        high += [0] * (2 * count) + [0] * len(ties) + [1]
    free = inner * len(targets)
    least = np.concatenate([group.withheld[keys].astype(float), np.full(free, -5)])
    most = np.concatenate([(group.withheld | group.choosable)[keys].astype(float), np.full(free, 5)])
    cost = np.concatenate([np.where(group.choosable, group.values, 0)[keys], np.zeros(free)])
    return optimize.milp(
        cost,
        constraints=optimize.LinearConstraint(sparse.csr_array(np.vstack(blocks)), low, high),
        integrality=np.concatenate([np.ones(count), np.zeros(free)]),
        bounds=optimize.Bounds(least, most),
    ).fun


@pytest.mark.parametrize("seed", range(8))
def test_no_choice_hides_less_value(two_way, seed):
    generator = np.random.default_rng(seed)
    counts = 2 + generator.negative_binomial(1.2, 0.08, (4, 3))
    counts[0, 0] = 3
    group = _sheet(two_way(counts.tolist()))
    found = suppressed(group)
    assert found.optimal
    assert _value(group, found) == pytest.approx(_least_by_another_route(group))


def test_a_table_too_large_to_prove_is_safe_all_the_same(two_way, monkeypatch):
    monkeypatch.setattr(suppress, "_TOGETHER", 0)
    generator = np.random.default_rng(3)
    group = _sheet(two_way(generator.negative_binomial(1.5, 0.1, (5, 4)).tolist()))
    found = suppressed(group)
    assert not found.optimal
    _assert_safe(group, found)


def test_a_search_cut_short_ends_safe_all_the_same(two_way, toy, monkeypatch):
    monkeypatch.setattr(suppress, "_ROUNDS", 0)
    group = _sheet(two_way(toy))
    found = suppressed(group)
    assert not found.optimal
    _assert_safe(group, found)


def test_rounding_protects_much_by_itself(two_way, toy):
    exact, rounded = _sheet(two_way(toy)), _sheet(two_way(toy), name="seven_round_five")
    assert _value(rounded, suppressed(rounded)) <= _value(exact, suppressed(exact))
    _assert_safe(rounded, suppressed(rounded))
