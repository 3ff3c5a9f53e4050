"""The auditor finds what could be worked out, and nothing that could not."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.attacker import FAR, World, reader
from turncurve.disclosure.attack import Found, bounds, found_out, refuse_leaks
from turncurve.disclosure.extremes import Interval
from turncurve.disclosure.published import between
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell
from turncurve.reference.periods import year_ending

YEAR = year_ending(2013)
YES = ("previous plan", "yes")
CALLS, LETTERS, VISITS = (("route", name) for name in ("calls", "letters", "visits"))


def test_a_small_count_hidden_alone_is_found_out(two_way, toy, key):
    small = key(("row", "r0"), ("column", "c2"))
    (found,) = found_out(two_way(toy), hidden=[small])
    assert (found.key, found.known) == (small, Interval(2, 2))
    assert found.exact
    assert not found.safe
    assert not found.known_anyway


def test_the_counts_that_give_it_away_are_named(two_way, toy, key):
    small = key(("row", "r0"), ("column", "c2"))
    (found,) = found_out(two_way(toy), hidden=[small])
    assert key(("row", "r0")) in found.because or key(("column", "c2")) in found.because
    assert small not in found.because
    (unexplained,) = found_out(two_way(toy), hidden=[small], explained=False)
    assert unexplained == replace(found, because=())


def test_a_safe_choice_is_found_safe(two_way, toy, key):
    hidden = [key(("row", row), ("column", column)) for row in ("r0", "r1") for column in ("c0", "c2")]
    found = {each.key: each for each in found_out(two_way(toy), hidden=hidden)}
    assert set(found) == set(hidden)
    assert all(each.safe and not each.exact for each in found.values())
    assert found[hidden[1]].known == Interval(0, 13)
    assert found[hidden[1]].known_by_rule == Interval(1, 12)


def test_two_ones_are_exact_to_who_knows_the_rule_only(key):
    cells = [Cell(key(), 2, public_already=True), Cell(key(CALLS), 1), Cell(key(LETTERS), 1)]
    for each in found_out(cells, hidden=[key(CALLS), key(LETTERS)]):
        assert each.known == Interval(0, 2)
        assert each.known_by_rule == Interval(1, 1)
        assert each.exact
        assert not each.safe


def test_those_left_out_of_a_share_are_found_out(key):
    (found,) = found_out([Cell(key(), 40), Cell(key(YES), 37)], hidden=[])
    assert found.known == Interval(3, 3)
    assert not found.safe


def test_a_small_count_that_is_shown_is_never_safe(key):
    (found,) = found_out([Cell(key(), 4)], hidden=[])
    assert found.exact
    assert not found.safe
    assert not found.known_anyway


def test_quarters_protected_one_by_one_are_found_out_by_the_year_to_date(key, year_to_date, first_months):
    """Each quarter hides its small count and another; the year to date shows both, so that subtraction gives them."""
    first, half = year_to_date(6), year_to_date(9)
    quarters = {"first": (first, 30, 4, 12), "half": (half, 70, 16, 31)}
    cells = []
    for period, total, calls, letters in quarters.values():
        rest = total - calls - letters
        counts = zip((CALLS, LETTERS, VISITS), (calls, letters, rest), strict=True)
        cells += [Cell(key(period=period), total), *(Cell(key(route, period=period), count) for route, count in counts)]
    second = type(first)(first_months(4)[3].start, half.end)
    later = zip((CALLS, LETTERS, VISITS), (12, 19, 9), strict=True)
    cells += [Cell(key(period=second), 40), *(Cell(key(route, period=second), count) for route, count in later)]
    hidden = [key(CALLS, period=first), key(LETTERS, period=first)]
    found = {each.key: each for each in found_out(cells, hidden=hidden)}
    # The half year shows 16 calls and the second quarter 12: 4 in the first.
    assert found[hidden[0]].known == Interval(4, 4)
    assert not found[hidden[0]].safe


def test_an_earlier_release_helps_the_reader(key):
    cells = [Cell(key(), 36), Cell(key(CALLS), 20), Cell(key(LETTERS), 13), Cell(key(VISITS), 3)]
    hidden = [key(LETTERS), key(VISITS)]
    now = {each.key: each for each in found_out(cells, hidden=hidden)}
    assert now[key(VISITS)].safe
    both = {each.key: each for each in found_out(cells, hidden=hidden, earlier=[Cell(key(LETTERS), 13)])}
    assert both[key(VISITS)].known == Interval(3, 3)
    assert not both[key(VISITS)].safe


def test_what_follows_from_publications_alone_is_said_to_be_known_anyway(key):
    cells = [Cell(key(), 25, public_already=True), Cell(key(CALLS), 22, public_already=True), Cell(key(LETTERS), 3)]
    (found,) = found_out(cells, hidden=[key(LETTERS)])
    assert found.known_anyway
    assert refuse_leaks([found]) is None


def test_a_leak_stops_the_release_and_names_the_tables(key, two_way, toy):
    small = key(("row", "r0"), ("column", "c2"))
    cells = two_way(toy)
    tables = [
        RecordedTable("stages by area", "d", (RecordedGrain("year", tuple(cells), ()),)),
        RecordedTable("plans ended", "e", (RecordedGrain("year", (Cell(key(measure="plans ended"), 9),), ()),)),
    ]
    with pytest.raises(DisclosureError, match=r"1 hidden count could be worked out .*\(stages by area\)"):
        refuse_leaks(found_out(cells, hidden=[small]), tables=tables)


def test_what_is_told_of_a_leak_is_the_count_in_words_its_table_and_what_to_do(key):
    """Calls are 40 less 37 letters: to name them in words gives nothing away that the page does not."""
    cells = (Cell(key(), 4040), Cell(key(LETTERS), 4037), Cell(key(CALLS), 3))
    longer = RecordedGrain("three_years", (Cell(key(area="of three years"), 9999),), ())
    table = RecordedTable("WhoReferred 1a2b3c4d", "1a2b3c4d" * 8, (RecordedGrain("year", cells, ()), longer))
    other = RecordedTable("letters", "e", (RecordedGrain("year", cells[1:2], ()),))
    with pytest.raises(DisclosureError) as caught:
        refuse_leaks(found_out(cells, hidden=[key(CALLS)]), tables=[table, other])
    assert str(caught.value) == (
        "1 hidden count could be worked out from what is shown, so nothing is published: exactly plans started, "
        "Exampleshire, route calls, year to March 2013 (Who referred (1a2b3c4d); letters). "
        "Drop Who referred (1a2b3c4d), or show it by three years; "
        "Drop letters, which cannot be shown over longer periods."
    )


def test_a_range_too_narrow_to_protect_stops_the_release_as_a_certain_count_does(key):
    """5 calls beside 1 letter, 6 in all: letters could be more and none, but calls not one more than 5 without it."""
    cells = [Cell(key(), 6, public_already=True), Cell(key(CALLS), 5), Cell(key(LETTERS), 1)]
    found = {each.key: each for each in found_out(cells, hidden=[key(CALLS), key(LETTERS)])}
    assert found[key(CALLS)].safe
    narrow = found_out(cells, hidden=[key(CALLS), key(LETTERS)], published=[between(key(CALLS), least=4, most=5)])
    by_key = {each.key: each for each in narrow}
    assert by_key[key(CALLS)].known == Interval(4, 5)
    assert not by_key[key(CALLS)].exact
    assert not by_key[key(CALLS)].safe


def test_counts_too_nearly_known_are_told_apart_from_certain_ones(key):
    narrow = Found(key(CALLS), Interval(4, 5), Interval(4, 5), safe=False)
    certain = Found(key(LETTERS), Interval(1, 1), Interval(1, 1), safe=False)
    with pytest.raises(DisclosureError, match=r"exactly plans started.*letters.*, and too nearly plans.*calls"):
        refuse_leaks([narrow, certain])


@pytest.mark.parametrize(("count", "more"), [(3, ""), (4, "; and 1 more"), (9, "; and 6 more")])
def test_of_many_leaks_the_first_few_are_named(key, count, more):
    certain = [
        Found(key(("route", f"r{number}")), Interval(1, 1), Interval(1, 1), safe=False) for number in range(count)
    ]
    with pytest.raises(
        DisclosureError, match=rf"^{count} hidden counts .*route r2, year to March 2013{more}\."
    ) as caught:
        refuse_leaks(certain)
    assert "r3" not in str(caught.value)


def test_a_table_shown_over_longer_periods_is_named_by_what_it_shows_there(key):
    """The year gives the count away, not the months that the table was recorded at."""
    months = RecordedGrain("month", (Cell(key(area="of months"), 1),), ())
    years = RecordedGrain("year", (Cell(key(), 40), Cell(key(LETTERS), 37)), ())
    table = RecordedTable("routes", "d", (months, years))
    with pytest.raises(DisclosureError, match=r"\(routes\)\. Drop routes, which cannot be shown over longer periods"):
        refuse_leaks(found_out(years.cells, hidden=[]), tables=[table])


def test_without_tables_the_leak_names_the_counts_and_never_their_values(key):
    cells = [Cell(key(), 4040), Cell(key(YES), 4037)]
    with pytest.raises(DisclosureError, match="plans started") as caught:
        refuse_leaks(found_out(cells, hidden=[]))
    assert "4037" not in str(caught.value)
    assert "4040" not in str(caught.value)


def test_where_nothing_leaks_nothing_stops(key):
    assert refuse_leaks(found_out([Cell(key(), 40), Cell(key(YES), 17)], hidden=[])) is None


def test_the_bounds_of_named_counts_are_at_hand_here_too():
    assert bounds({"n": (0, 9)})["n"] == Interval(0, 9)


# rows by columns, where no table has the first row's second column
#
# |        | first | second | all |
# |--------|-------|--------|-----|
# | row 0  |    20 |      - |  20 |
# | row 1  |    12 |      8 |  20 |
# | all    |     - |      - |  40 |
def test_that_nothing_lies_outside_the_one_category_shown_no_reader_knows_of_hidden_counts(key):
    rows, columns = [("row", f"{at}") for at in range(2)], [("column", name) for name in ("first", "second")]
    boxes = {(column, row): 0 for row in rows for column in columns}
    boxes |= {(columns[0], rows[0]): 20, (columns[0], rows[1]): 12, (columns[1], rows[1]): 8}
    world = World(tuple((pairs, YEAR) for pairs in boxes), tuple(boxes.values()))
    shown = [(), (rows[0],), (rows[1],), (columns[0], rows[0]), (columns[0], rows[1]), (columns[1], rows[1])]
    cells = [world.cell(key(*pairs)) for pairs in shown]
    asked = key(columns[0], rows[0])
    hidden = [asked, key(rows[0]), key(rows[1])]
    (found,) = [each for each in found_out(cells, hidden=hidden) if each.key == asked]
    expected = reader(world, cells, hidden=hidden, step=1, least=0).extremes(asked)
    assert (found.known.lowest, found.known.highest) == expected == (0, 20)
    assert found.safe


@pytest.mark.parametrize("seed", range(6))
def test_the_ends_are_those_of_a_reader_whatever_tables_leave_out(key, seed):
    generator = np.random.default_rng(seed)
    rows, columns = [("row", f"{at}") for at in range(2)], [("column", f"{at}") for at in range(2)]
    boxes = tuple(((column, row), YEAR) for row in rows for column in columns)
    world = World(boxes, tuple(generator.negative_binomial(1.2, 0.13, 4).tolist()))
    every = [(), *((each,) for each in (*rows, *columns)), *(pairs for pairs, _ in boxes)]
    cells = [world.cell(key(*pairs)) for pairs in every if generator.random() > 0.3]
    hidden = [cell.key for cell in cells if 0 < cell.value < 10]
    knows = reader(world, cells, hidden=hidden, step=1, least=0)
    for each in found_out(cells, hidden=hidden):
        if each.key in hidden:
            low, high = knows.extremes(each.key)
            assert each.known.lowest == low
            assert each.known.highest == (None if high >= FAR else high)
