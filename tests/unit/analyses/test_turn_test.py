"""The test as it is written down beforehand."""

from dataclasses import replace

import pytest

from tests.support.made_figures import definition
from turncurve.analyses.turn_test import planned_test, with_test, written, written_with
from turncurve.methods.turn_result import TurnTest


@pytest.mark.parametrize(
    ("polarity", "better"),
    [
        ("lower is better", "lower"),
        ("higher is better", "higher"),
        ("a band", "neither"),
        ("neither", "neither"),
    ],
)
def test_the_definition_says_which_change_is_for_the_better(polarity, better):
    test = planned_test(definition(polarity=polarity), allowance=0.05)
    assert test == TurnTest(better, looks=(1, 2, 3, 4, 5, 6), false_alarm=0.05, effect=0.25, power=0.80)


def test_a_headline_of_three_is_allowed_a_third():
    test = planned_test(definition(), allowance=0.05 / 3)
    assert test.false_alarm == pytest.approx(0.016667, abs=1e-6)
    assert "at most 1.67 in 100" in written(test)


@pytest.mark.parametrize(
    "change", [{"better": "lower"}, {"looks": (2, 4)}, {"false_alarm": 0.01}, {"effect": 0.1}, {"power": 0.9}]
)
def test_another_test_reads_otherwise(change):
    test = planned_test(definition(), allowance=0.05)
    assert written(replace(test, **change)) != written(test)


def test_a_test_is_kept_with_the_method_of_its_forecast():
    test = planned_test(definition(), allowance=0.05)
    kept = with_test("grid filter; averaged", test)
    assert kept.startswith("grid filter; averaged")
    assert written_with(kept) == written(test)
    assert written_with("grid filter; averaged") == ""
