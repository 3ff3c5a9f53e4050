"""A cut names counts of which some must be hidden, and never forbids a choice that is safe."""

import numpy as np
import pytest

from turncurve.disclosure.cuts import cuts
from turncurve.disclosure.need import Need, met, needs
from turncurve.disclosure.relations import linked, merged
from turncurve.disclosure.rule import profile
from turncurve.disclosure.sheet import sheet, standings


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
