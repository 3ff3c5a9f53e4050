"""Counts of all tables hang together by their addresses alone."""

import datetime as dt

import numpy as np
import pytest

from turncurve.disclosure.relations import linked, merged
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import at, year_ending

YES = ("previous plan", "yes")


def _roles(group):
    return {str(key): role for key, role in zip(group.keys, group.roles, strict=True)}


def test_one_address_in_two_tables_is_one_count(key):
    assert list(merged([Cell(key(), 7), Cell(key(), 7), Cell(key(YES), 2)])) == [key(), key(YES)]


def test_two_counts_of_one_address_are_refused(key):
    with pytest.raises(DisclosureError, match="two tables give different counts"):
        merged([Cell(key(), 7), Cell(key(), 8)])


def test_an_unknown_count_gives_way_to_a_known_one(key):
    for cells in ([Cell(key(), None), Cell(key(), 8)], [Cell(key(), 8), Cell(key(), None)]):
        assert merged(cells)[key()].value == 8


def test_what_is_public_already_stays_so(key):
    for cells in (
        [Cell(key(), 8), Cell(key(), 8, public_already=True)],
        [Cell(key(), 8, public_already=True), Cell(key(), 8)],
    ):
        assert merged(cells)[key()].public_already


def test_where_a_publication_counts_otherwise_our_count_stands(key):
    for cells in (
        [Cell(key(), 8), Cell(key(), 9, public_already=True)],
        [Cell(key(), 9, public_already=True), Cell(key(), 8)],
    ):
        assert merged(cells)[key()] == Cell(key(), 8)
        assert merged(cells)[key()].value == 8
        assert not merged(cells)[key()].public_already


def test_measures_and_areas_have_nothing_to_do_with_one_another(key):
    groups = linked([Cell(key(), 7), Cell(key(measure="plans ended"), 7), Cell(key(area="Elsewhere"), 7)])
    assert len(groups) == 3


def test_flows_of_all_periods_are_one_group_and_each_date_is_another(key):
    dates = [at(dt.date(2013, month, 28)) for month in (1, 2, 3)]
    groups = linked([Cell(key(period=each), 9) for each in [*dates, year_ending(2012), year_ending(2013)]])
    assert sorted(len(group.keys) for group in groups) == [1, 1, 1, 2]


def test_every_row_is_the_sum_of_elementary_counts_that_exist(two_way, toy):
    (group,) = linked(two_way(toy))
    # Two-way tables have one table of elementary counts: the inner cells themselves.
    truth = np.zeros(group.matrix.shape[1])
    for row, key in enumerate(group.keys):
        if group.roles[row] == "cell" and len(key.breakdown) == 2:
            (place,) = group.matrix[[row]].indices
            truth[place] = group.values[row]
    assert (group.matrix @ truth).tolist() == group.values.tolist()


def test_categories_that_fill_their_total_are_known_to_do_so(two_way, toy):
    (group,) = linked(two_way(toy))
    assert set(group.roles) == {"cell", "known"}


def test_those_left_out_of_a_share_are_a_count_that_nobody_shows(key):
    (group,) = linked([Cell(key(), 40), Cell(key(YES), 37)])
    assert group.roles == ("cell", "cell", "implied")
    assert group.values.tolist() == [40, 37, 3]


def test_a_share_of_everybody_does_not_tell_that_nobody_can_be_left_out(key):
    (group,) = linked([Cell(key(), 7), Cell(key(YES), 7)])
    assert group.roles == ("cell", "cell")


def test_overlapping_categories_are_taken_one_by_one(key):
    factors = [Cell(key(("factor", name)), count) for name, count in (("drugs", 6), ("alcohol", 7))]
    (group,) = linked([Cell(key(), 10), *factors])
    implied = {value for value, role in zip(group.values, group.roles, strict=True) if role == "implied"}
    assert implied == {4, 3}
    assert {key for key, role in zip(group.keys, group.roles, strict=True) if role == "cell"} == {
        key(),
        key(("factor", "drugs")),
        key(("factor", "alcohol")),
    }


def test_a_quarter_between_two_counts_to_date_is_implied_with_its_parts(key, year_to_date):
    cells = [Cell(key(period=year_to_date(6)), 20), Cell(key(period=year_to_date(9)), 45)]
    cells += [Cell(key(YES, period=year_to_date(6)), 4), Cell(key(YES, period=year_to_date(9)), 9)]
    (group,) = linked(cells)
    implied = sorted(value for value, role in zip(group.values, group.roles, strict=True) if role == "implied")
    # First plans: 16 and 36 to date; in the second quarter 25 plans, 5 of them repeat and 20 first plans.
    assert implied == [5, 16, 20, 25, 36]


def test_the_order_of_the_counts_does_not_matter(two_way, toy):
    one, other = linked(two_way(toy)), linked(reversed(two_way(toy)))
    assert one[0].keys == other[0].keys
    assert (one[0].matrix != other[0].matrix).nnz == 0
