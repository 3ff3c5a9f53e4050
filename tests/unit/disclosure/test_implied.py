"""Counts that follow by subtraction are found, worked by hand."""

import datetime as dt

import pytest

from turncurve.disclosure.implied import EVERYTHING_ELSE, between, remainders, totals_alike
from turncurve.reference.periods import Period, month, year_ending

YES = ("previous plan", "yes")


def test_what_a_share_leaves_out_follows_from_its_two_counts(key):
    # 40 plans, 37 of them a second plan: the 3 first plans follow.
    (left,) = remainders({key(): 40, key(YES): 37})
    assert (left.whole, left.dimension, left.seen, left.value) == (key(), "previous plan", frozenset({"yes"}), 3)
    assert left.key == key(("previous plan", EVERYTHING_ELSE))


def test_categories_that_fill_their_total_leave_nothing(key):
    (left,) = remainders({key(): 10, key(("route", "calls")): 6, key(("route", "letters")): 4})
    assert (left.value, left.seen) == (0, frozenset({"calls", "letters"}))


def test_categories_that_overlap_add_to_more_than_their_total(key):
    (left,) = remainders({key(): 10, key(("factor", "a")): 8, key(("factor", "b")): 7})
    assert left.value == -5


def test_a_breakdown_within_a_category_has_that_category_for_its_whole(key):
    counts = {key(("age", "0")): 9, key(("age", "0"), YES): 2, key(YES): 5}
    found = {(left.whole, left.dimension): left.value for left in remainders(counts)}
    assert found == {(key(("age", "0")), "previous plan"): 7, (key(YES), "age"): 3}


def test_without_a_total_nothing_follows(key):
    assert remainders({key(YES): 5}) == ()


# year to March      all   with the court's authority
# 2010, 2011, 2012   17, 15, 19   -
# three years        -            49: two of the 51 were without it, though nobody shows the 51
def test_a_total_that_follows_from_the_years_that_make_it_up_is_a_whole_too(key):
    window, authority = Period(dt.date(2009, 4, 1), dt.date(2012, 3, 31)), ("with authority", "yes")
    years = {key(period=year_ending(year)): count for year, count in ((2010, 17), (2011, 15), (2012, 19))}
    (left,) = remainders({**years, key(authority, period=window): 49})
    assert (left.whole, left.seen, left.value) == (key(period=window), frozenset({"yes"}), 2)
    without_one = {each: count for each, count in years.items() if each.period != year_ending(2011)}
    assert remainders({**without_one, key(authority, period=window): 49}) == ()


def test_a_part_that_follows_from_the_years_that_make_it_up_is_a_part_too(key):
    window, authority = Period(dt.date(2009, 4, 1), dt.date(2012, 3, 31)), ("with authority", "yes")
    years = {key(authority, period=year_ending(year)): count for year, count in ((2010, 16), (2011, 15), (2012, 18))}
    (left,) = remainders({**years, key(period=window): 51})
    assert (left.whole, left.value) == (key(period=window), 2)


def test_years_that_overlap_or_leave_a_gap_make_up_nothing(key, year_to_date):
    whole = Period(dt.date(2012, 4, 1), month(2012, 9).end)
    halves = {key(period=year_to_date(6)): 20, key(period=Period(dt.date(2012, 6, 1), month(2012, 9).end)): 9}
    assert remainders({**halves, key(YES, period=whole): 5}) == ()


def test_the_second_quarter_follows_from_the_first_and_the_half_year(key, year_to_date):
    counts = {key(period=year_to_date(6)): 20, key(period=year_to_date(9)): 23}
    second = Period(dt.date(2012, 7, 1), dt.date(2012, 9, 30))
    assert between(counts) == {key(period=second): 3}


def test_each_breakdown_follows_by_itself(key, year_to_date):
    counts = {key(YES, period=year_to_date(6)): 4, key(YES, period=year_to_date(9)): 9, key(period=year_to_date(9)): 50}
    assert list(between(counts).values()) == [5]


def test_a_count_that_is_among_those_given_is_not_given_again(key, first_months):
    assert between({key(period=each): 8 for each in first_months(4)}) == {}


def test_the_rest_of_the_year_follows_from_the_year_and_some_months(key):
    counts = {key(period=year_ending(2013)): 30, key(period=month(2012, 4)): 12, key(period=month(2013, 3)): 15}
    assert between(counts) == {key(period=Period(dt.date(2012, 5, 1), dt.date(2013, 2, 28))): 3}


@pytest.mark.parametrize("windows", [[(2010, 2012), (2011, 2013)], [(2010, 2012), (2011, 2013), (2012, 2014)]])
def test_overlapping_windows_by_themselves_give_no_year_away(key, windows):
    periods = [Period(dt.date(first, 4, 1), dt.date(last + 1, 3, 31)) for first, last in windows]
    assert between({key(period=each): 40 + number for number, each in enumerate(periods)}) == {}


def test_overlapping_windows_and_one_year_give_the_others_away(key):
    three, next_three = (Period(dt.date(year, 4, 1), dt.date(year + 3, 3, 31)) for year in (2010, 2011))
    counts = {key(period=three): 49, key(period=next_three): 48, key(period=year_ending(2011)): 15}
    # 49 - 15 = 34 in two years; so 48 - 34 = 14 in the last.
    assert between(counts) == {
        key(period=Period(dt.date(2011, 4, 1), dt.date(2013, 3, 31))): 34,
        key(period=year_ending(2014)): 14,
    }


def broken_down(key, dimension, counts, *others):
    return {key((dimension, name), *others): count for name, count in counts.items()}


# what is shown                                                        the total that follows
ALIKE = [
    ([("load", {"a": 60, "b": 4}), ("experience", {"c": 40, "d": 24})], 64),
    ([("load", {"a": 60, "b": 4}), ("experience", {"c": 40, "d": 23})], None),
    ([("load", {"a": 60, "b": 4}), ("experience", {"c": 64})], None),  # one category is no breakdown
    ([("load", {"a": 60, "b": 4})], None),
    ([("load", {"a": 60, "b": 4}), ("team", {"e": 64, "f": 0}), ("post", {"g": 30, "h": 31})], 64),
    ([("load", {"a": 60, "b": 4}), ("team", {"e": 64, "f": 0}), ("reason", {"g": 60, "h": 31})], None),
    ([("load", {"a": 0, "b": 0}), ("team", {"e": 0, "f": 0})], None),
]


@pytest.mark.parametrize(("shown", "total"), ALIKE)
def test_a_total_follows_from_two_breakdowns_that_both_add_to_it(key, shown, total):
    counts = {address: count for name, given in shown for address, count in broken_down(key, name, given).items()}
    assert totals_alike(counts) == ({} if total is None else {key(): total})
    assert totals_alike({**counts, key(): 64}) == {}


def test_a_total_within_a_category_follows_too(key):
    north = ("team", "north")
    counts = broken_down(key, "load", {"a": 6, "b": 4}, north) | broken_down(key, "experience", {"c": 7, "d": 3}, north)
    assert totals_alike(counts) == {key(north): 10}


def test_a_breakdown_by_two_at_once_and_one_by_a_third_share_their_total(key):
    inner = {("a", "n"): 5, ("a", "s"): 2, ("b", "n"): 1, ("b", "s"): 4}
    counts = {key(("load", load), ("team", team)): count for (load, team), count in inner.items()}
    counts |= broken_down(key, "experience", {"c": 9, "d": 3})
    margins = {("load", "a"): 7, ("load", "b"): 5, ("team", "n"): 6, ("team", "s"): 6}
    assert totals_alike(counts) == {key(): 12} | {key(pair): count for pair, count in margins.items()}
