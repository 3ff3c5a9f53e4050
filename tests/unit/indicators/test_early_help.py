"""Independent routes to the same counts; the cases worked by hand are in tests/spec/early_help.md."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators.registry import definition, measure
from turncurve.reference.periods import month, year_ending
from turncurve.tables.early_help import CAME_THROUGH, LEVELS, OUTCOMES

ROWS = [
    {
        "child_key": f"c{number}", "began_on": f"2012-{4 + number % 9:02d}-10",
        "came_through": CAME_THROUGH[number % 5],
        "level": [*LEVELS, None][number % 5], "ended_on": f"2013-01-{1 + number % 28:02d}",
        "outcome": [*OUTCOMES, None][number % 6],
    }
    for number in range(60)
]  # fmt: skip
HELD = {"early_help": canonical("early_help", ROWS)}
YEAR = (year_ending(2013),)


def measured(indicator, periods=YEAR):
    return measure(indicator, HELD, periods=periods, area="X").measurements


@pytest.mark.parametrize("indicator", ["early_help_by_route", "early_help_by_level"])
def test_categories_add_up_to_the_whole(indicator):
    assert sum(each.numerator for each in measured(indicator)) == measured("early_help_started")[0].numerator == 60


def test_months_add_up_to_the_year():
    months = tuple(month(2012 + (number > 12), (number - 1) % 12 + 1) for number in range(4, 16))
    assert sum(each.numerator for each in measured("early_help_started", months)) == 60


def test_step_ups_by_level_add_up_to_all_step_ups():
    (whole,) = measured("early_help_stepped_up")
    parts = measured("early_help_stepped_up_by_level")
    assert whole.numerator == sum(each.numerator for each in parts) == 10
    assert whole.denominator == sum(each.denominator for each in parts) == 50
    assert whole.unknown == 10


def test_neither_much_nor_little_is_held_to_be_good():
    for name in ("early_help_started", "early_help_stepped_up", "early_help_stepped_up_by_level"):
        assert definition(name).polarity == "neither"
