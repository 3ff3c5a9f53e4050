"""Breakdowns of the same cases are held against one another over time and with counts unknown, worked by hand."""

import datetime as dt
import math

import pytest

from turncurve.disclosure.complete import Complete, Filled, complete
from turncurve.reference.periods import Period, spans, year_ending

YEAR = year_ending(2013)
QUARTERS = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))
UNKNOWN = (1.0, math.inf)


def shown(key, dimension, counts, *others, period=YEAR):
    """Return counts by category, each an exact number or two limits."""
    limits = {name: each if isinstance(each, tuple) else (float(each), float(each)) for name, each in counts.items()}
    return {key((dimension, name), *others, period=period): each for name, each in limits.items()}


def test_a_count_hidden_before_is_tied_by_a_breakdown_shown_now(key):
    # 26 + 22 = 48 by sex; by age 25 + 20 and one unknown: 3 if they are the same children.
    counts = shown(key, "age", {"u": UNKNOWN, "o": 25, "p": 20}) | shown(key, "sex", {"m": 26, "f": 22})
    assert complete(counts) == Complete({key(): 48}, (Filled(key(), "age", frozenset("uop")),))


@pytest.mark.parametrize(
    ("unknown", "tied"),
    [((1, math.inf), True), ((0, 3), True), ((3, 7), True), ((0, 2), False), ((4, 8), False), ((4, math.inf), False)],
)
def test_only_what_may_add_to_the_same_is_tied(key, unknown, tied):
    counts = shown(key, "age", {"u": unknown, "o": 25, "p": 20}) | shown(key, "sex", {"m": 26, "f": 22})
    assert bool(complete(counts).filled) is tied
    assert complete(counts).totals == ({key(): 48} if tied else {})


def test_two_breakdowns_of_which_counts_are_unknown_are_tied_to_each_other(key):
    counts = shown(key, "age", {"u": UNKNOWN, "o": 25}) | shown(key, "sex", {"m": UNKNOWN, "f": 22})
    ages, sexes = Filled(key(), "age", frozenset("uo")), Filled(key(), "sex", frozenset("mf"))
    assert complete(counts) == Complete({}, (ages, sexes))


@pytest.mark.parametrize(
    "counts",
    [
        lambda key: shown(key, "age", {"u": UNKNOWN, "o": 25}),
        lambda key: shown(key, "age", {"u": UNKNOWN, "o": 25}) | shown(key, "previous plan", {"yes": 26}),
        lambda key: (
            {key(): (48.0, 48.0)} | shown(key, "age", {"u": 3, "o": 45}) | shown(key, "sex", {"m": 26, "f": 22})
        ),
    ],
)
def test_one_breakdown_one_category_or_a_total_that_is_shown_ties_nothing(key, counts):
    assert complete(counts(key)) == Complete({}, ())


# quarters by age: 3 and 10, 10 and 11, 12 and 13, 14 and 15 make 88; the year by sex: 40 and 48
AGES = [(3, 10), (10, 11), (12, 13), (14, 15)]


def by_quarter(key, pairs):
    return {
        each: limits
        for period, (u, o) in zip(QUARTERS, pairs, strict=True)
        for each, limits in shown(key, "age", {"u": u, "o": o}, period=period).items()
    }


def test_quarters_by_age_and_the_year_by_sex_are_of_the_same_children(key):
    counts = by_quarter(key, AGES) | shown(key, "sex", {"m": 40, "f": 48})
    assert complete(counts) == Complete({key(): 88}, ())


def test_quarters_that_do_not_fill_the_year_or_add_to_another_sum_tie_nothing(key):
    counts = by_quarter(key, AGES)
    gap = {each: limits for each, limits in counts.items() if each.period != QUARTERS[1]}
    assert complete(gap | shown(key, "sex", {"m": 40, "f": 48})) == Complete({}, ())
    assert complete(counts | shown(key, "sex", {"m": 40, "f": 47})) == Complete({}, ())


def test_a_quarter_hidden_before_is_unknown_in_the_year(key):
    counts = by_quarter(key, [(UNKNOWN, 10), *AGES[1:]]) | shown(key, "sex", {"m": 40, "f": 48})
    assert complete(counts) == Complete({key(): 88}, (Filled(key(), "age", frozenset("uo")),))


def test_halves_that_are_cut_otherwise_meet_in_the_year(key):
    first, last = QUARTERS[0], Period(QUARTERS[1].start, YEAR.end)
    half, rest = (Period(QUARTERS[at].start, QUARTERS[at + 1].end) for at in (0, 2))
    ages = shown(key, "age", {"u": 3, "o": 10}, period=first) | shown(key, "age", {"u": 36, "o": 39}, period=last)
    sexes = shown(key, "sex", {"m": 20, "f": 14}, period=half) | shown(key, "sex", {"m": 20, "f": 34}, period=rest)
    assert complete(ages | sexes) == Complete({key(): 88}, ())


def test_a_breakdown_by_both_is_filled_in_both_dimensions(key):
    crossed = {
        key(("age", age), ("route", route)): (each, each) if each else UNKNOWN
        for (age, route), each in {("u", "a"): 0, ("u", "b"): 14, ("o", "a"): 20, ("o", "b"): 11}.items()
    }
    found = complete(crossed | shown(key, "sex", {"m": 24, "f": 24}))
    assert found.totals == {key(): 48}
    assert {(each.dimension, each.seen) for each in found.filled} == {
        ("age", frozenset("uo")),
        ("route", frozenset("ab")),
    }
