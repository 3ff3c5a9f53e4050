"""Indicators that share a base never give two counts at one address, whatever dates the records lack."""

import datetime as dt
from itertools import combinations

from tests.support.canonical import canonical
from turncurve.indicators.registry import INDICATORS, measure
from turncurve.reference.periods import Period

THREE_YEARS = Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))
WHOLE = {
    "entered_care_on": "2009-06-01", "decided_on": "2010-01-05", "placement_order_on": "2010-06-01",
    "matched_on": "2010-09-01", "placed_on": "2010-10-01", "adopted_on": "2011-06-01",
}  # fmt: skip
ROUTES = [
    {"child_key": "a", **WHOLE},
    {"child_key": "b", **WHOLE, "placed_on": None},
    {"child_key": "c", **WHOLE, "decided_on": None},
    {"child_key": "d", **WHOLE, "placement_order_on": None},
]


def cells_of(indicator, tables):
    figures = measure(indicator, tables, periods=(THREE_YEARS,), area="Exampleshire")
    return {cell.key: cell.value for cell in figures.cells() if cell.value is not None}


def test_no_two_adoption_indicators_state_two_counts_of_the_same_children():
    tables = {"adoption_pathways": canonical("adoption_pathways", ROUTES)}
    flows = [
        name
        for name, indicator in INDICATORS.items()
        if indicator.definition.tables == ("adoption_pathways",) and indicator.definition.window != "point"
    ]
    assert len(flows) >= 6
    for one, other in combinations(flows, 2):
        first, second = cells_of(one, tables), cells_of(other, tables)
        assert all(first[key] == second[key] for key in first.keys() & second.keys()), (one, other)


def test_children_whose_dates_are_not_known_are_still_adopted():
    tables = {"adoption_pathways": canonical("adoption_pathways", ROUTES)}
    assert list(cells_of("children_adopted", tables).values()) == [4]
    assert list(cells_of("adoption_a1", tables).values()) == [3]
