from pathlib import Path

import pytest

from tests.spec.worked_example import AREA, read
from turncurve.indicators.registry import INDICATORS, children_behind, measure

PAGES = sorted(Path(__file__).parent.glob("*.md"))
EXAMPLES = [pytest.param(example, id=f"{page.stem}: {example.title}") for page in PAGES for example in read(page)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_counts_are_those_worked_by_hand(example):
    figures = measure(example.indicator, example.tables, periods=example.periods, area=AREA)
    assert figures.measurements == example.expected


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_children_behind_each_figure_are_as_many_as_the_figure_counts(example):
    definition = INDICATORS[example.indicator].definition
    for period in example.periods:
        expected = [each for each in example.expected if each.period == period]
        if any(each.status == "not available" for each in expected):
            continue
        listed = children_behind(example.indicator, example.tables, period)
        if definition.kind == "count":
            assert len(listed) == sum(each.numerator for each in expected)
        elif expected[0].status == "measured" and definition.kind == "proportion":
            assert (listed["counted"] == "yes").sum() == sum(each.numerator for each in expected)
            assert (listed["counted"] == "not known").sum() == sum(each.unknown for each in expected)
        elif expected[0].status == "measured":
            assert listed["days"].sum() == expected[0].numerator
            assert listed["days"].count() == expected[0].denominator


def test_every_indicator_has_a_worked_example():
    worked = {param.values[0].indicator for param in EXAMPLES}
    assert set(INDICATORS) - worked == set()
