"""Further edges of the steps counted; the cases worked by hand are in tests/spec/adoption_steps.md."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import year_ending

YEARS = (year_ending(2012), year_ending(2013))
STEPS = {
    "adoption_decisions": "decided_on",
    "placement_orders": "placement_order_on",
    "children_matched": "matched_on",
    "children_moved_in": "placed_on",
    "adoption_plans_changed": "plan_changed_on",
}


def routes(*dates, column):
    rows = [{"child_key": f"c{n}", "entered_care_on": "2010-06-01", column: day} for n, day in enumerate(dates)]
    return {"adoption_pathways": canonical("adoption_pathways", rows, edition="made/2010-04-01_2013-03-31")}


@pytest.mark.parametrize(("indicator", "column"), STEPS.items())
def test_a_step_is_counted_in_the_period_of_its_day_first_and_last_included(indicator, column):
    held = routes("2011-03-31", "2011-04-01", "2012-03-31", "2012-04-01", "2013-03-31", None, column=column)
    figures = measure(indicator, held, periods=YEARS, area="X")
    assert [each.numerator for each in figures.measurements] == [2, 2]
    assert figures.definition.kind == "count"


@pytest.mark.parametrize(("indicator", "column"), STEPS.items())
def test_the_children_behind_a_count_are_listed_with_the_day_of_the_step(indicator, column):
    listed = children_behind(indicator, routes("2012-05-01", None, column=column), YEARS[1])
    assert listed["child_key"].tolist() == ["c0"]
    assert column in listed


def stays(*rows):
    names = ("child_key", "started_on", "ended_on", "placement", "ended_because")
    held = [dict(zip(names, row, strict=True)) for row in rows]
    return {"care_episodes": canonical("care_episodes", held, edition="made/2010-04-01_2013-03-31")}


@pytest.mark.parametrize(
    ("rows", "ended_early"),
    [
        ([("a", "2012-05-01", None, "A6", None)], 0),
        ([("a", "2012-05-01", "2012-09-01", "A6", "E12")], 0),
        ([("a", "2012-05-01", "2012-09-01", "A6", "X1")], 1),
        ([("a", "2012-05-01", "2012-09-01", "U6", "X1")], 0),
        ([("a", "2012-05-01", "2012-09-01", "A6", "X1"), ("a", "2012-09-02", None, "A5", None)], 0),
        ([("a", "2012-05-01", "2012-09-01", "A6", "X1"), ("a", "2012-09-03", None, "A5", None)], 1),
        ([("a", "2012-05-01", "2012-09-01", "A6", "X1"), ("b", "2012-09-01", None, "A5", None)], 1),
        ([("b", "2012-09-01", None, "A5", None), ("a", "2012-05-01", "2012-09-01", "A6", "E4")], 1),
    ],
)
def test_a_stay_ends_early_where_nothing_of_its_kind_follows_and_no_adoption(rows, ended_early):
    figures = measure("adoptive_placements_ended_early", stays(*rows), periods=YEARS[1:], area="X")
    assert figures.measurements[0].numerator == ended_early


def test_no_episode_at_all_is_no_nought():
    figures = measure("adoptive_placements_ended_early", stays(), periods=YEARS, area="X")
    assert {each.status for each in figures.measurements} == {"not available"}
