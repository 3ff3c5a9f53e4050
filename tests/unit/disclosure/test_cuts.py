"""A cut names counts of which some must be hidden, and never forbids a choice that is safe."""

import numpy as np
import pytest

from turncurve.disclosure.cuts import cuts
from turncurve.disclosure.need import Need, met, needs
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet, standings
from turncurve.indicators.cell import Cell


def _sheet(cells):
    held, rule = merged(cells), profile("dfe_now")
    (group,) = linked(cells)
    return sheet(
        group, cells=held, rule=rule, small=frozenset(key for key, cell in held.items() if rule.hides(cell.value))
    )


def test_a_count_alone_in_its_row_needs_another_of_the_row_or_its_column(two_way, toy, key):
    group = _sheet(two_way(toy))
    row = group.linked.keys.index(key(("row", "r0"), ("column", "c2")))
    hiding = group.withheld.astype(float)
    edge = np.maximum(hiding, np.where(group.choosable, 0.02, 0.0))
    (cut,) = cuts(group, [Need(row, "above")], hiding=edge, step=1.0)
    named = {group.linked.keys[place].breakdown for place in np.flatnonzero(cut)}
    first_row = {key(("row", "r0"), ("column", column)).breakdown for column in ("c0", "c1")} | {(("row", "r0"),)}
    last_column = {key(("row", row), ("column", "c2")).breakdown for row in ("r1", "r2", "r3")} | {(("column", "c2"),)}
    assert named in (first_row, last_column)
    assert set(cut[cut > 0].round(6)) == {1.0}


def test_there_is_no_cut_for_a_need_that_is_met(two_way, toy, key):
    group = _sheet(two_way(toy))
    corners = [key(("row", row), ("column", column)) for row in ("r0", "r1") for column in ("c0", "c2")]
    hiding = group.withheld.astype(float)
    hiding[[group.linked.keys.index(corner) for corner in corners]] = 1.0
    wanted = needs(group, group.linked.keys.index(corners[1]))
    assert not cuts(group, wanted, hiding=hiding).any()
    # Looked for in small steps there may be some, and the choice keeps them.
    for cut in cuts(group, wanted, hiding=hiding, step=1.0):
        assert not cut.any() or cut @ hiding >= 1


@pytest.mark.parametrize("seed", range(6))
def test_no_cut_forbids_a_safe_choice(two_way, seed):
    generator = np.random.default_rng(seed)
    group = _sheet(two_way(generator.negative_binomial(2, 0.2, (3, 3)).tolist()))
    wanted = [need for row in np.flatnonzero(group.targets) for need in needs(group, int(row))]
    hiding = np.maximum(group.withheld, np.where(group.choosable, 0.02, 0.0)).astype(float)
    found = [cuts(group, wanted, hiding=hiding, step=1.0), cuts(group, wanted, hiding=group.withheld.astype(float))]
    for _ in range(60):
        hidden = group.withheld | (group.choosable & (generator.random(len(group.targets)) < 0.5))
        standing = {each.row: each for each in standings(group, hidden=hidden, rows=np.flatnonzero(group.targets))}
        for place, need in enumerate(wanted):
            if met(need, value=group.values[need.row], standing=standing[need.row]):
                for each in found:
                    assert not each[place].any() or each[place] @ hidden >= 1 - 1e-6


def _alone(key):
    """One small count among the three that make up a total, worked by hand.

    |         | plans |
    |---------|-------|
    | calls   |     3 |
    | emails  |    20 |
    | letters |    30 |
    | all     |    53 |

    The 3 follows from the others: one of emails, letters and the total must be hidden too.
    """
    parts = [Cell(key(("route", name)), count) for name, count in (("calls", 3), ("emails", 20), ("letters", 30))]
    return _sheet([Cell(key(), 53), *parts])


@pytest.mark.parametrize("side", ["above", "below"])
def test_a_part_of_a_total_needs_another_part_or_the_total(key, side):
    group = _alone(key)
    (small,) = np.flatnonzero(group.targets)
    (cut,) = cuts(group, [Need(int(small), side)], hiding=group.withheld.astype(float))
    assert set(group.values[cut > 0].tolist()) == {20, 30, 53}
    assert cut[small] == 0


@pytest.mark.parametrize("also", [20, 30, 53])
def test_with_any_one_of_them_hidden_wholly_no_cut_is_left(key, also):
    group = _alone(key)
    hiding = (group.withheld | (group.values == also)).astype(float)
    wanted = needs(group, int(np.flatnonzero(group.targets)[0]))
    assert not cuts(group, wanted, hiding=hiding).any()


def test_the_cut_of_a_share_names_its_two_counts_only(key):
    """Of 40 plans 37 are repeat plans: the 3 that are not follow, and only hiding one of the two shown keeps them."""
    group = _sheet([Cell(key(), 40), Cell(key(("previous plan", "yes")), 37)])
    (left,) = np.flatnonzero(group.targets)
    assert group.linked.roles[left] == "implied"
    found = cuts(group, needs(group, int(left)), hiding=group.withheld.astype(float))
    for cut in found:
        assert set(group.values[cut > 0].tolist()) == {40, 37}


def test_weights_lie_from_none_to_one_and_never_name_what_may_not_be_hidden(two_way, toy):
    group = _sheet([*two_way(toy)])
    wanted = [need for row in np.flatnonzero(group.targets) for need in needs(group, int(row))]
    for step in (None, 0.5, 1.0, 5.0):
        found = cuts(group, wanted, hiding=group.withheld.astype(float), step=step)
        assert found.shape == (len(wanted), len(group.targets))
        assert found.min() >= 0
        assert found.max() <= 1
        assert not found[:, ~group.choosable].any()
        assert (found.sum(axis=1) >= 1).all()


def test_where_all_is_public_already_no_choice_can_meet_the_cut(key):
    cells = [Cell(key(), 24, public_already=True), Cell(key(("route", "calls")), 20, public_already=True)]
    group = _sheet([*cells, Cell(key(("route", "letters")), 4)])
    row = group.linked.keys.index(key(("route", "letters")))
    (cut,) = cuts(group, [Need(row, "above")], hiding=group.withheld.astype(float))
    assert not cut[~group.choosable].any()
    assert cut @ group.choosable < 1


def test_asking_again_gives_the_same_cuts_and_changes_nothing(two_way, toy):
    group = _sheet(two_way(toy))
    wanted = [need for row in np.flatnonzero(group.targets) for need in needs(group, int(row))]
    hiding = group.withheld.astype(float)
    plain = cuts(group, wanted, hiding=hiding)
    assert (plain.sum(axis=1) >= 1).all()
    assert (cuts(group, wanted, hiding=hiding) == plain).all()
    assert (hiding == group.withheld).all()
