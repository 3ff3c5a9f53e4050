"""A range of ages is the sum of the ranges within it, whether or not a table has a total."""

import pytest

from turncurve.disclosure.attack import found_out
from turncurve.disclosure.plan import make_plan
from turncurve.disclosure.ranges import nested_ranges
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.indicators.cell import Cell

COUNTS = {"0 to 4": 3, "5 to 9": 20, "0 to 9": 23, "10 to 15": 30}


def ages(key, counts):
    """Return counts by age, by address."""
    return {key(("age", name)): count for name, count in counts.items()}


@pytest.mark.parametrize(
    ("counts", "sums"),
    [
        (COUNTS, {"0 to 9": {"0 to 4", "5 to 9"}}),
        ({"0-4": 3, "5\u20139": 20, "0-9": 23}, {"0-9": {"0-4", "5\u20139"}}),
        ({"age 0": 3, "age 1 to 4": 2, "age 0 to 4": 5}, {"age 0 to 4": {"age 0", "age 1 to 4"}}),
        ({"10 to 15": 8, "16 and over": 9, "10+": 17}, {"10+": {"10 to 15", "16 and over"}}),
        ({"under 5": 3, "5 to 9": 20, "under 10": 23, "over 9": 8}, {"under 10": {"under 5", "5 to 9"}}),
        ({"Under 1": 3, "1 to 4": 9, "4 and under": 12, "5 and over": 8}, {"4 and under": {"Under 1", "1 to 4"}}),
        (
            {"up to 3 months": 8, "4 to 9 months": 2, "over 9 months": 7, "over 3 months": 9},
            {"over 3 months": {"4 to 9 months", "over 9 months"}},
        ),
        (
            {"0": 1, "1": 2, "2": 4, "0 to 1": 3, "0 to 2": 7},
            {"0 to 1": {"0", "1"}, "0 to 2": {"0", "1", "2"}},
        ),
    ],
)
def test_ranges_that_follow_one_another_add_to_the_range_they_fill(key, counts, sums):
    assert nested_ranges(ages(key, counts), ["age"]) == {"age": sums}


@pytest.mark.parametrize(
    "counts",
    [
        {"0 to 4": 3, "5 to 9": 20, "0 to 9": 24},
        {"0 to 4": 0, "5 to 9": 0, "0 to 9": 0},
        {"0 to 4": 3, "6 to 9": 20, "0 to 9": 23},
        {"0 to 4": 3, "5 to 9": 20, "10 to 15": 23},
        {"under 5": 3, "over 5": 20, "all": 23},
    ],
    ids=["counts that disagree", "nobody", "a gap", "no range around others", "no ranges"],
)
def test_what_does_not_add_up_in_names_and_counts_is_no_sum(key, counts):
    assert nested_ranges(ages(key, counts), ["age"]) == {}


def test_one_place_that_disagrees_is_enough(key):
    girls = {key(("age", name), ("sex", "girls")): count for name, count in COUNTS.items()}
    assert nested_ranges({**ages(key, COUNTS), **girls}, ["age"]) == {"age": {"0 to 9": {"0 to 4", "5 to 9"}}}
    girls[key(("age", "0 to 9"), ("sex", "girls"))] += 1
    assert nested_ranges({**ages(key, COUNTS), **girls}, ["age"]) == {}


def test_a_small_range_is_not_left_to_the_range_around_it_where_no_total_is_shown(key):
    cells = [Cell(address, count) for address, count in ages(key, COUNTS).items()]
    plan = make_plan([RecordedTable("t", "t", (RecordedGrain(None, tuple(cells), ()),))])
    assert key(("age", "0 to 4")) in plan.hidden
    assert set(plan.hidden) & {key(("age", "5 to 9")), key(("age", "0 to 9"))}
    (found,) = found_out(cells, hidden=[key(("age", "0 to 4"))])
    assert (found.known.lowest, found.known.highest, found.safe) == (3, 3, False)
