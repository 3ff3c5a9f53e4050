"""Independent routes to the scorecard's measures; the cases worked by hand are in tests/spec/adoption.md."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical
from turncurve.indicators.registry import measure
from turncurve.reference.periods import Period, spans

WINDOW = Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))
ROUTE = st.tuples(
    st.dates(dt.date(2009, 1, 1), dt.date(2010, 6, 30)),
    st.integers(0, 500),
    st.integers(1, 400),
    st.integers(-60, 300),
)


def pathways(routes):
    rows = []
    for number, (entered, to_placed, to_adopted, to_match) in enumerate(routes):
        placed = entered + dt.timedelta(days=to_placed)
        order = entered + dt.timedelta(days=100)
        rows.append(
            {
                "child_key": f"c{number}",
                "entered_care_on": str(entered),
                "decided_on": str(entered),
                "placement_order_on": str(order),
                "matched_on": str(order + dt.timedelta(days=to_match)),
                "placed_on": str(placed),
                "adopted_on": str(placed + dt.timedelta(days=to_adopted)),
            }
        )
    return {"adoption_pathways": canonical("adoption_pathways", rows, edition="worked/2005-04-01_2013-03-31")}


def value(indicator, held, period=WINDOW):
    figures = measure(indicator, held, periods=(period,), area="X")
    return figures, figures.measurements[0]


def in_window(route):
    entered, to_placed, to_adopted, _ = route
    return WINDOW.start <= entered + dt.timedelta(days=to_placed + to_adopted) <= WINDOW.end


@settings(max_examples=20, deadline=None)
@given(routes=st.lists(ROUTE, min_size=1, max_size=15))
def test_averages_pool_the_days_of_all_children_of_the_window(routes):
    held = pathways(routes)
    inside = [route for route in routes if in_window(route)]
    _, a1 = value("adoption_a1", held)
    assert (a1.numerator, a1.denominator) == (sum(route[1] for route in inside), len(inside))
    _, a2 = value("adoption_a2", held)
    assert (a2.numerator, a2.denominator) == (sum(max(0, route[3]) for route in inside), len(inside))
    _, a10 = value("adoption_a10", held)
    assert (a10.numerator, a10.denominator) == (a1.numerator, a1.denominator)


@settings(max_examples=20, deadline=None)
@given(routes=st.lists(ROUTE, min_size=2, max_size=15))
def test_the_pooled_mean_is_the_yearly_means_weighted_by_children(routes):
    held = pathways(routes)
    years = measure(
        "adoption_a1", held, periods=spans("year", first=WINDOW.start, last=WINDOW.end), area="X"
    ).measurements
    _, pooled = value("adoption_a1", held)
    assert pooled.numerator == sum(year.numerator for year in years)
    assert pooled.denominator == sum(year.denominator for year in years)


def test_a_mean_over_part_of_the_children_has_the_address_of_that_part():
    held = pathways([(dt.date(2009, 6, 1), 300, 200, 50)])
    figures, _ = value("adoption_a2", held)
    (cell,) = figures.cells()
    assert cell.key.measure == "children_adopted"
    assert cell.key.breakdown == (("placed with the court's authority", "yes"),)
    figures, _ = value("adoption_a1", held)
    assert [each.key.breakdown for each in figures.cells()] == [(("entering care and moving in", "both dates known"),)]


def test_a_match_on_the_day_of_the_order_is_no_days():
    _, figure = value("adoption_a2", pathways([(dt.date(2009, 6, 1), 300, 200, 0)]))
    assert (figure.numerator, figure.denominator) == (0, 1)


def test_a_child_placed_on_the_day_of_the_adoption_order_was_not_placed_before_it():
    _, figure = value("adoption_a2", pathways([(dt.date(2009, 6, 1), 500, 0, 20)]))
    assert (figure.denominator, figure.status) == (0, "no cases")


@pytest.mark.parametrize(("days_before_end", "counted"), [(0, 0), (1, 1)])
def test_a_decision_on_the_windows_last_day_is_in_and_an_end_of_care_on_it_is_out(days_before_end, counted):
    row = {"child_key": "a", "entered_care_on": "2012-06-01", "decided_on": "2013-03-31"}
    left = {"left_care_on": "2013-03-31"} if not days_before_end else {"left_care_on": "2013-04-01"}
    held = {
        "adoption_pathways": canonical("adoption_pathways", [{**row, **left}], edition="worked/2005-04-01_2013-06-30")
    }
    _, figure = value("adoption_a3", held)
    assert figure.denominator == counted
    assert figure.numerator == counted
