"""A test that contradicts itself is refused before anyone looks."""

import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.turn_result import TurnTest, Verdict, cannot_tell


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"better": "less"}, "higher, lower or neither"),
        ({"looks": ()}, "do not rise"),
        ({"looks": (0, 1)}, "do not rise"),
        ({"looks": (2, 2)}, "do not rise"),
        ({"effect": 0.0}, "between 0 and 1"),
        ({"effect": 1.0}, "between 0 and 1"),
        ({"false_alarm": 0.0}, "between 0 and 1"),
        ({"power": 1.0}, "between 0 and 1"),
    ],
)
def test_a_test_that_cannot_be_is_refused(changed, says):
    with pytest.raises(TurnCurveError, match=says):
        TurnTest(**({"better": "lower"} | changed))


def test_six_looks_and_five_per_cent_are_what_is_meant_where_nothing_is_said():
    test = TurnTest("lower")
    assert (test.looks, test.false_alarm, test.effect) == ((1, 2, 3, 4, 5, 6), 0.05, 0.25)


def test_a_series_that_can_tell_nothing_has_a_reason_and_neither_a_look_nor_a_date():
    test = TurnTest("lower")
    found = cannot_tell("no period is held", test)
    assert found.verdict is Verdict.CANNOT_TELL_YET
    assert (found.reason, found.test, found.p_value) == ("no period is held", test, 0.5)
    assert (found.direction, found.looks, found.latest, found.chart_direction) == (0, (), None, 0)
    assert (found.found_after, found.further_periods, found.tellable_effect) == (None, None, None)
