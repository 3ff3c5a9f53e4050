import datetime as dt

import pytest

from tests.support.canonical import canonical, plans
from turncurve.errors import UnknownNameError
from turncurve.indicators.check import compare

HELD = {"cp_plans": plans(("a", "2012-04-02", None, 0), ("b", "2012-05-02", "2012-06-01", 1))}


def figure(measure, start, end, numerator=None, denominator=None, **words):
    fixed = {"area": "Wiltshire", "status": "published", "published_on": "2024-10-31", "source": "DfE"}
    return {
        **fixed,
        "measure": measure,
        "period_start": start,
        "period_end": end,
        "numerator": numerator,
        "denominator": denominator,
        **words,
    }


def published(*rows):
    return canonical("published_figures", list(rows))


def repeat(numerator, denominator, **words):
    return figure("repeat_child_protection_plans", "2012-04-01", "2013-03-31", numerator, denominator, **words)


def test_a_figure_that_the_records_reproduce_agrees():
    (found,) = compare(HELD, published(repeat(1, 2, value=50.0)), area="Wiltshire")
    assert (found.agrees, found.note) == (True, "")
    assert (found.ours.numerator, found.published.denominator) == (1, 2)


@pytest.mark.parametrize(
    ("numerator", "denominator", "note"),
    [
        (2, 2, "counted 1, published 2"),
        (1, 3, "out of 2, published 3"),
        (5, 4405, "counted 1, published 5; out of 2, published 4,405"),
    ],
)
def test_a_figure_that_differs_says_by_what(numerator, denominator, note):
    (found,) = compare(HELD, published(repeat(numerator, denominator)), area="Wiltshire")
    assert (found.agrees, found.note) == (False, note)


def test_a_suppressed_figure_cannot_be_compared():
    (found,) = compare(HELD, published(repeat(None, 2, status="suppressed")), area="Wiltshire")
    assert found.agrees is None
    assert "suppressed" in found.note


def test_years_that_the_records_do_not_cover_and_other_areas_are_left_out():
    other = repeat(9, 9, area="Devon")
    later = figure("repeat_child_protection_plans", "2013-04-01", "2014-03-31", 64, 512)
    found = compare(HELD, published(repeat(1, 2), other, later), area="Wiltshire")
    assert [each.period.end for each in found] == [dt.date(2013, 3, 31)]


def test_measures_of_which_no_records_are_held_and_measures_that_are_no_indicator_are_left_out():
    rows = published(
        repeat(1, 2),
        figure("referrals", "2012-04-01", "2012-04-30", 559),
        figure("weather", "2012-04-01", "2013-03-31", 1),
    )
    assert [each.indicator for each in compare(HELD, rows, area="Wiltshire")] == ["repeat_child_protection_plans"]


def test_counts_at_a_date_are_compared_on_that_date():
    rows = published(figure("child_protection_plans_open", "2013-03-31", "2013-03-31", 1))
    (found,) = compare(HELD, rows, area="Wiltshire")
    assert found.agrees is True


def test_the_figure_published_last_is_the_one_compared():
    first = repeat(2, 2, published_on="2013-10-31")
    (found,) = compare(HELD, published(first, repeat(1, 2)), area="Wiltshire")
    assert found.agrees is True


@pytest.mark.parametrize(("value", "agrees", "note"), [(300, True, ""), (301, False, "value 300, published 301")])
def test_an_average_published_without_its_children_is_compared_as_rounded(value, agrees, note):
    held = {
        "adoption_pathways": canonical(
            "adoption_pathways",
            [
                {
                    "child_key": "a",
                    "entered_care_on": "2010-01-01",
                    "placed_on": "2010-10-28",
                    "adopted_on": "2012-01-01",
                }
            ],
        )
    }
    rows = published(figure("adoption_a1", "2010-04-01", "2013-03-31", value=value))
    (found,) = compare(held, rows, area="Wiltshire")
    assert (found.agrees, found.note) == (agrees, note)


def test_an_area_of_which_nothing_is_published_is_refused_with_what_to_do():
    with pytest.raises(UnknownNameError, match=r"council\.yml"):
        compare(HELD, published(repeat(1, 2)), area="Exampleshire")
