"""Counts of all tables hang together by their addresses alone."""

import datetime as dt

import numpy as np
import pytest
from scipy.optimize import linprog

from turncurve.disclosure.relations import linked, merged
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import Period, at, month, year_ending


def bounds_of(wanted, known, values):
    """Return the smallest and largest sum of some elementary counts that agrees with what is known."""
    limits = [
        linprog(sign * wanted, A_eq=known, b_eq=values, bounds=(0, 10**4), method="highs").fun * sign
        for sign in (1, -1)
    ]
    return round(limits[0]), round(limits[1])


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


# 120 workers by load and by experience, and no table with the 120 itself
BY_LOAD = {"under": 60, "about": 56, "over": 4}
BY_EXPERIENCE = {"newly qualified": 46, "others": 74}


def test_two_breakdowns_of_the_same_cases_are_tied_where_their_total_is_not_shown(key):
    cells = [Cell(key(("load", name)), count) for name, count in BY_LOAD.items()]
    cells += [Cell(key(("experience", name)), count) for name, count in BY_EXPERIENCE.items()]
    (group,) = linked(cells)
    hidden = {key(("load", "over"))}
    shown = [row for row, each in enumerate(group.keys) if each not in hidden or group.roles[row] != "cell"]
    wanted = group.matrix[[row for row, each in enumerate(group.keys) if each in hidden][:1]].toarray()[0]
    known = group.matrix[shown].toarray()
    found = bounds_of(wanted, known, group.values[shown])
    assert found == (4, 4)


def test_breakdowns_that_add_to_different_sums_tell_nothing_of_one_another(key):
    cells = [Cell(key(("load", name)), count) for name, count in BY_LOAD.items()]
    cells += [Cell(key(("experience", "newly qualified")), 46), Cell(key(("experience", "others")), 73)]
    (group,) = linked(cells)
    assert set(group.roles[: len(cells)]) == {"cell"}
    assert not group.values[len(cells) :].any()
    assert (
        bounds_of(group.matrix[[0]].toarray()[0], group.matrix[1 : len(cells)].toarray(), group.values[1 : len(cells)])[
            0
        ]
        == 0
    )


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


def _rows(group, *, role="cell"):
    matrix = group.matrix.toarray()
    return {each: matrix[row] for row, each in enumerate(group.keys) if group.roles[row] == role}


def test_a_quarter_is_the_sum_of_its_months(key, first_months):
    """April 7, May 8 and June 9 make 24: the quarter's row is the sum of the three months' rows."""
    months = first_months(3)
    quarter = Period(months[0].start, months[2].end)
    cells = [Cell(key(period=each), count) for each, count in zip(months, (7, 8, 9), strict=True)]
    (group,) = linked([Cell(key(period=quarter), 24), *cells])
    rows = _rows(group)
    assert (rows[key(period=quarter)] == sum(rows[each.key] for each in cells)).all()


def test_a_month_missing_from_a_year_to_date_is_implied(key, first_months, year_to_date):
    """April 7 and May 8 of 24 to the end of June: June is 9, shown or not."""
    cells = [Cell(key(period=each), count) for each, count in zip(first_months(2), (7, 8), strict=True)]
    (group,) = linked([*cells, Cell(key(period=year_to_date(6)), 24)])
    implied = [(each.period, value) for each, value, role in zip(*_columns(group), strict=True) if role == "implied"]
    assert implied == [(month(2012, 6), 9)]


def _columns(group):
    return group.keys, group.values.tolist(), group.roles


def test_a_nested_breakdown_is_the_sum_of_its_innermost_counts(key):
    """Ages by route, both with their margins.

    |        | calls | letters | all |
    |--------|-------|---------|-----|
    | babies |     6 |       7 |  13 |
    | others |     8 |      11 |  19 |
    | all    |    14 |      18 |  32 |
    """
    counts = {("babies", "calls"): 6, ("babies", "letters"): 7, ("others", "calls"): 8, ("others", "letters"): 11}
    inner = [Cell(key(("age", age), ("route", route)), count) for (age, route), count in counts.items()]
    ages = [Cell(key(("age", age)), count) for age, count in (("babies", 13), ("others", 19))]
    routes = [Cell(key(("route", route)), count) for route, count in (("calls", 14), ("letters", 18))]
    (group,) = linked([Cell(key(), 32), *ages, *routes, *inner])
    rows = _rows(group)
    nothing_else = np.any(list(group.matrix.toarray()[[role == "known" for role in group.roles]]), axis=0)
    assert (rows[key()] - sum(rows[each.key] for each in inner) == nothing_else).all()
    for margin, dimension in ((ages, "age"), (routes, "route")):
        for each in margin:
            within = [other.key for other in inner if each.key.breakdown[0] in other.key.breakdown]
            beyond = rows[each.key] - sum(rows[other] for other in within)
            assert not beyond[~nothing_else].any(), dimension
    assert "implied" not in group.roles


def test_a_category_left_out_of_a_nested_breakdown_is_implied_in_every_row(key):
    """Babies 13, 6 of them by calls; others 19, 8 by calls: by another route 7 and 11, and 18 of all 32."""
    cells = [Cell(key(), 32), Cell(key(("route", "calls")), 14)]
    for age, whole, calls in (("babies", 13, 6), ("others", 19, 8)):
        cells += [Cell(key(("age", age)), whole), Cell(key(("age", age), ("route", "calls")), calls)]
    (group,) = linked(cells)
    implied = sorted(value for value, role in zip(group.values, group.roles, strict=True) if role == "implied")
    assert implied == [7, 11, 18]


@pytest.mark.parametrize("seed", range(4))
def test_no_shuffling_of_the_counts_changes_what_ties_them(two_way, toy, key, first_months, seed):
    cells = two_way(toy) + [Cell(key(period=each), 9) for each in first_months(4)]
    order = np.random.default_rng(seed).permutation(len(cells))
    (one,), (other,) = linked(cells), linked([cells[place] for place in order])
    assert one.keys == other.keys
    assert one.roles == other.roles
    assert one.values.tolist() == other.values.tolist()
    assert (one.matrix != other.matrix).nnz == 0


def test_a_row_whose_count_is_not_known_is_tied_all_the_same(key):
    (group,) = linked([Cell(key(), 30), Cell(key(("route", "calls")), None), Cell(key(("route", "letters")), 12)])
    rows = _rows(group)
    assert np.isnan(group.values[group.keys.index(key(("route", "calls")))])
    calls, letters = rows[key(("route", "calls"))], rows[key(("route", "letters"))]
    assert (rows[key()] - calls - letters >= 0).all()
    assert not (calls * letters).any()


def test_merging_keeps_every_address_in_order_and_says_where_two_differ(two_way, toy, key):
    cells = two_way(toy)
    found = merged([*reversed(cells), *cells])
    assert list(found) == sorted({cell.key for cell in cells})
    with pytest.raises(DisclosureError, match="plans started"):
        merged([*cells, Cell(key(("row", "r0")), 36)])


def test_elementary_counts_that_no_row_tells_apart_are_one_and_those_known_to_be_none_are_left_out(key):
    """Two ages and two routes, of which no table says how they go together: four margins, and a total."""
    pairs = {("age", "young"): 30, ("age", "old"): 12, ("route", "calls"): 20, ("route", "letters"): 22}
    cells = [Cell(key(), 42), *(Cell(key(pair), count) for pair, count in pairs.items())]
    (group,) = linked(cells)
    columns = group.matrix.toarray().T
    assert len({tuple(each) for each in columns}) == len(columns)
    # Of each breakdown nothing lies outside its categories, so a row that says so has nothing left to say.
    known = [row for row, role in enumerate(group.roles) if role == "known"]
    outside = [row for row in known if (group.matrix[[row]].data > 0).all()]
    assert outside
    assert group.matrix[outside].nnz == 0


def test_a_group_asked_for_again_is_the_same_and_another_count_is_another_group(key):
    cells = [Cell(key(), 33), Cell(key(YES), 30)]
    first, again, other = (linked(each)[0] for each in (cells, list(reversed(cells)), [Cell(key(), 34), cells[1]]))
    assert again is first
    assert other.values.tolist() != first.values.tolist()
