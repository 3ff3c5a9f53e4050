"""Further edges of the counts of adoption; the cases worked by hand are in tests/spec/adoption.md."""

import datetime as dt

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import at, year_ending

D = dt.date


def episodes(*rows):
    names = ("child_key", "started_on", "ended_on", "legal_status", "placement")
    return {"care_episodes": canonical("care_episodes", [dict(zip(names, row, strict=True)) for row in rows])}


def open_count(indicator, held, day):
    return measure(indicator, held, periods=(at(day),), area="X").measurements[0].numerator


def test_a_child_with_two_open_episodes_is_one_child():
    held = episodes(("a", "2012-05-01", None, "E1", "U6"), ("a", "2012-06-01", None, "E1", "A6"))
    assert open_count("children_under_placement_order", held, D(2013, 3, 31)) == 1


@pytest.mark.parametrize(
    ("legal_status", "placement", "ordered", "placed"),
    [
        ("E1", "A6", 1, 1),
        ("D1", "A5", 1, 1),
        ("C2", "A4", 0, 1),
        ("E1", "U6", 1, 0),
        ("C1", "U6", 0, 0),
        (None, None, 0, 0),
    ],
)
def test_orders_and_placements_are_told_apart(legal_status, placement, ordered, placed):
    held = episodes(("a", "2012-05-01", None, legal_status, placement))
    assert open_count("children_under_placement_order", held, D(2013, 3, 31)) == ordered
    assert open_count("children_placed_for_adoption", held, D(2013, 3, 31)) == placed


def test_where_episodes_are_held_and_none_is_under_an_order_the_count_is_a_true_nought():
    held = episodes(("a", "2012-05-01", None, "C2", "U6"))
    figure = measure("children_under_placement_order", held, periods=(at(D(2013, 3, 31)),), area="X").measurements[0]
    assert (figure.numerator, figure.status) == (0, "measured")


def test_the_children_adopted_and_those_with_both_dates_are_counted_apart():
    held = {
        "adoption_pathways": canonical(
            "adoption_pathways",
            [
                {"child_key": "a", "entered_care_on": "2010-01-01", "decided_on": "2010-06-01",
                 "placed_on": "2010-09-01", "adopted_on": "2012-06-01"},
                {"child_key": "b", "entered_care_on": "2010-01-01", "decided_on": "2010-06-01",
                 "placed_on": "2011-09-01", "adopted_on": "2012-06-01"},
            ],
        )
    }  # fmt: skip
    share = measure("adopted_placed_within_12_months_of_decision", held, periods=(year_ending(2013),), area="X")
    assert (share.measurements[0].numerator, share.measurements[0].denominator) == (1, 2)
    # Children without one of the two dates are in the one count and not the other, so the two have an address each.
    adopted = measure("children_adopted", held, periods=(year_ending(2013),), area="X")
    assert adopted.measurements[0].numerator == 2
    assert not {each.key for each in share.cells()} & {each.key for each in adopted.cells()}
    listed = children_behind("adopted_placed_within_12_months_of_decision", held, year_ending(2013))
    assert listed["counted"].tolist() == ["yes", "no"]
