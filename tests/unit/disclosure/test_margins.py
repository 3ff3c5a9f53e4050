"""The elementary counts are as few as the tables need, and no relation between the tables is lost."""

import itertools

import numpy as np
import pytest
from scipy import optimize

from turncurve.disclosure.margins import Shape, margins


def _shape(start, stop, *pairs):
    return Shape(tuple(sorted(pairs)), start, stop)


A0, A1, B0, B1, C0 = ("a", "0"), ("a", "1"), ("b", "0"), ("b", "1"), ("c", "0")


def test_a_total_is_the_sum_of_its_stretches_of_time():
    grid = margins([_shape(0, 4), _shape(0, 1), _shape(1, 2)])
    assert grid.count == 3
    assert grid.members(_shape(0, 4)).tolist() == [0, 1, 2]
    assert grid.members(_shape(1, 2)).tolist() == [1]


def test_a_breakdown_has_a_place_for_everything_else():
    grid = margins([_shape(0, 1), _shape(0, 1, A0)])
    assert grid.count == 2
    assert grid.members(_shape(0, 1)).tolist() == [0, 1]
    assert grid.members(_shape(0, 1, A0)).tolist() == [0]
    assert grid.members(_shape(0, 1), outside={"a": frozenset({"0"})}).tolist() == [1]


def test_what_is_outside_the_categories_of_one_period_includes_those_of_others():
    grid = margins([_shape(0, 2), _shape(0, 1, A0), _shape(1, 2, A1)])
    # Two stretches by 0, 1, everything else: in the first stretch all but 0.
    assert grid.members(_shape(0, 1), outside={"a": frozenset({"0"})}).tolist() == [1, 2]


def test_what_is_beyond_some_categories_lies_in_every_block_that_has_the_dimension():
    grid = margins([_shape(0, 1, A0, B0), _shape(0, 1, A1), _shape(0, 1, B0, C0)])
    # a by b, and b by c: of b there are 0 and everything else.
    whole = [grid.members(_shape(0, 1, pair)).tolist() for pair in (A0, A1)]
    beyond_b = grid.beyond("b", frozenset({"0"})).tolist()
    assert len(beyond_b) == 3 + 2
    assert not set(beyond_b) & set(grid.members(_shape(0, 1, B0)).tolist())
    beyond_a = grid.beyond("a", frozenset({"0", "1"})).tolist()
    assert len(beyond_a) == 2
    assert not set(beyond_a) & {each for row in whole for each in row}


def test_what_is_beyond_a_category_within_another_is_of_that_other_alone():
    grid = margins([_shape(0, 1, A0, B0), _shape(0, 1, A1, B1)])
    beyond = grid.beyond("a", frozenset({"0"}), inside=(B0,)).tolist()
    inside = set(grid.members(_shape(0, 1, B0)).tolist())
    assert set(beyond) == inside - set(grid.members(_shape(0, 1, A0, B0)).tolist())
    assert grid.beyond("a", frozenset({"0"}), inside=(C0,)).tolist() == []


def test_dimensions_shown_together_are_crossed():
    grid = margins([_shape(0, 1, A0, B0), _shape(0, 1, A1), _shape(0, 1, B1)])
    assert grid.count == 3 * 3
    assert len(grid.members(_shape(0, 1, A0))) == 3
    assert len(grid.members(_shape(0, 1, A0, B0))) == 1


def test_dimensions_never_shown_together_are_not_crossed():
    apart = margins([_shape(0, 1), _shape(0, 1, A0), _shape(0, 1, A1), _shape(0, 1, B0), _shape(0, 1, B1)])
    # Three of a, three of b and one total, tied by two sums.
    assert apart.count == 7
    assert len(apart.ties()) == 2


def test_a_breakdown_shown_by_year_only_is_not_split_into_months():
    shapes = [_shape(start, start + 1) for start in range(12)] + [_shape(0, 12, A0), _shape(0, 12, A1)]
    grid = margins(shapes)
    assert grid.count == 12 + 3
    ((year, months),) = grid.ties()
    assert (len(year), len(months)) == (3, 12)


def test_a_ring_of_two_way_tables_is_crossed_in_full():
    pairs = itertools.combinations((A0, B0, C0), 2)
    grid = margins([_shape(0, 1, *pair) for pair in pairs])
    assert grid.count == 2 * 2 * 2
    assert grid.ties() == []


def test_a_chain_of_two_way_tables_meets_in_the_dimension_they_share():
    grid = margins([_shape(0, 1, A0, B0), _shape(0, 1, B0, C0)])
    assert grid.count == 4 + 4
    assert len(grid.ties()) == 2


def test_no_elementary_count_belongs_to_two_categories_of_one_dimension():
    grid = margins([_shape(0, 2, A0), _shape(0, 2, A1), _shape(0, 1), _shape(1, 2)])
    assert not set(grid.members(_shape(0, 2, A0))) & set(grid.members(_shape(0, 2, A1)))


@pytest.mark.parametrize("seed", range(6))
def test_blocks_allow_just_what_the_full_table_allows(seed):
    """Bounds from the blocks equal those from the table of everything by everything, which nobody published."""
    generator = np.random.default_rng(seed)
    full = generator.integers(0, 6, (2, 2, 2, 2))  # time by a by b by c
    shapes = {}
    for time in ((0, 1), (1, 2), (0, 2)):
        for kept in ((), (1,), (2,), (3,), (1, 2), (2, 3)):
            for chosen in itertools.product((0, 1), repeat=len(kept)):
                if generator.random() < 0.45:
                    at = [slice(*time), slice(None), slice(None), slice(None)]
                    pairs = []
                    for axis, category in zip(kept, chosen, strict=True):
                        at[axis] = category
                        pairs.append(("abc"[axis - 1], str(category)))
                    shapes[_shape(*time, *pairs)] = tuple(at)
    asked = [_shape(0, 1, A0), _shape(0, 2, B1), _shape(1, 2)]
    extra = {asked[0]: (slice(0, 1), 0), asked[1]: (slice(0, 2), slice(None), 1), asked[2]: (slice(1, 2),)}
    grid = margins([*shapes, *asked])
    numbers = np.arange(16).reshape(full.shape)
    for question in asked:
        by_block = _ends(_block_rows(grid, shapes, full), grid.members(question), count=grid.count)
        rows = [(numbers[at].ravel(), None, full[at].sum()) for at in shapes.values()]
        in_full = _ends(rows, numbers[extra[question]].ravel(), count=16)
        assert by_block == pytest.approx(in_full)


def _block_rows(grid, shapes, full):
    rows = [(grid.members(shape), None, full[at].sum()) for shape, at in shapes.items()]
    rows += [(one, other, 0) for one, other in grid.ties()]
    # Both categories fill each dimension, so that nothing lies outside them where both are seen.
    for dimension, found in grid.categories.items():
        if len(found) == 2:
            for block in grid.blocks:
                if dimension in block.dimensions:
                    last = np.take(block.places, -1, axis=1 + block.dimensions.index(dimension))
                    rows.append((last.ravel(), None, 0))
    return rows


def _ends(rows, asked, *, count):
    matrix = np.zeros((len(rows), count))
    for number, (members, minus, _) in enumerate(rows):
        matrix[number, members] = 1
        if minus is not None:
            matrix[number, minus] -= 1
    values = [value for _, _, value in rows]
    cost = np.zeros(count)
    cost[asked] = 1
    bound = {"A_eq": matrix, "b_eq": values, "bounds": (0, 1000)}
    # No count here is over 80 unless nothing limits it.
    return [min(80, sign * optimize.linprog(sign * cost, **bound).fun) for sign in (1, -1)]
