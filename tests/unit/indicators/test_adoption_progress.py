"""Edges of what moves before the scorecard; the cases worked by hand are in tests/spec/adoption_progress.md."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import INDICATORS, measure
from turncurve.reference.periods import at, year_ending

DAY = dt.date(2013, 3, 31)


def routes(*rows):
    return {
        "adoption_pathways": canonical(
            "adoption_pathways", [{"child_key": str(n), **row} for n, row in enumerate(rows)]
        )
    }


def on_the_way(*rows, day=DAY):
    return measure("children_on_the_way_to_adoption", routes(*rows), periods=(at(day),), area="X").measurements[0]


DECIDED = {"entered_care_on": "2011-06-01", "decided_on": "2012-03-01"}


@pytest.mark.parametrize(
    ("ending", "day", "counted"),
    [
        ("adopted_on", "2013-03-30", 0),
        ("adopted_on", "2013-03-31", 0),
        ("plan_changed_on", "2013-03-31", 0),
        ("left_care_on", "2013-03-31", 0),
        ("plan_changed_on", "2012-02-29", 1),  # an earlier plan, before this decision
        ("plan_changed_on", "2012-03-01", 0),
    ],
)
def test_a_child_is_on_the_way_until_the_day_of_the_first_ending(ending, day, counted):
    assert on_the_way({**DECIDED, ending: day}).numerator == counted


@pytest.mark.parametrize(("day", "counted"), [("2012-02-29", 0), ("2012-03-01", 1), ("2012-03-02", 1)])
def test_a_child_is_on_the_way_from_the_day_of_the_decision(day, counted):
    assert on_the_way(DECIDED, day=dt.date.fromisoformat(day)).numerator == counted


def test_nobody_on_the_way_is_a_true_nought():
    assert (on_the_way({"entered_care_on": "2011-06-01"}).numerator, on_the_way().status) == (0, "not available")


def test_those_who_live_with_the_family_and_those_who_do_not_add_up_to_all_on_the_way():
    held = routes(DECIDED, {**DECIDED, "placed_on": "2013-03-31"}, {**DECIDED, "placed_on": "2012-09-01"})
    both = measure("children_on_the_way_by_home", held, periods=(at(DAY),), area="X")
    whole = measure("children_on_the_way_to_adoption", held, periods=(at(DAY),), area="X")
    assert {each.breakdown[0][1]: each.numerator for each in both.measurements} == {"no": 1, "yes": 2}
    assert {cell.key.measure for cell in both.cells()} == {cell.key.measure for cell in whole.cells()}


def test_a_match_on_the_day_the_months_end_is_within_them_and_at_the_end_of_a_short_month_too():
    rows = [
        {"entered_care_on": "2011-01-01", "placement_order_on": "2011-10-31", "matched_on": day}
        for day in ("2012-02-28", "2012-02-29", "2012-03-01")
    ]
    (held,) = measure(
        "matched_within_4_months_of_order", routes(*rows), periods=(year_ending(2012),), area="X"
    ).measurements
    assert (held.numerator, held.denominator, held.unknown) == (2, 3, 0)


def test_a_child_without_an_order_is_in_no_share_and_one_without_a_date_of_entry_in_no_mean():
    held = routes({**DECIDED, "matched_on": "2012-06-01", "placed_on": "2012-07-01"})
    share = measure("matched_within_6_months_of_order", held, periods=(year_ending(2013),), area="X")
    assert share.measurements[0].status == "no cases"
    mean = measure("days_to_placement_of_children_placed", held, periods=(year_ending(2013),), area="X")
    assert (mean.measurements[0].numerator, mean.measurements[0].denominator) == (396, 1)


@pytest.mark.parametrize("months", [4, 6, 12])
def test_each_share_counts_other_children_and_so_has_a_base_of_its_own(months):
    name = f"matched_within_{months}_months_of_order"
    others = {other.definition.base for key, other in INDICATORS.items() if key != name}
    assert INDICATORS[name].definition.base not in others
