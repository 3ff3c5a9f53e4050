"""What those who answered say of all who were asked."""

import datetime as dt

import pytest

from turncurve.analyses.asked_all import HIDDEN, NOT_ASKED, of_all_asked
from turncurve.indicators.figures import Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import finite_population_exact
from turncurve.reference.periods import at

DAY = at(dt.date(2013, 1, 18))


def agreeing(top, below, status="measured"):
    return Measurement("Madeshire", DAY, top, below, status)


@pytest.mark.parametrize(("top", "below", "asked"), [(4, 24, 40), (0, 10, 12), (10, 10, 100), (24, 24, 24)])
def test_bounds_are_exact_for_all_who_were_asked(top, below, asked):
    found = of_all_asked(agreeing(top, below), asked)
    share = finite_population_exact(top, below, population=asked).proportion
    assert isinstance(found, Interval)
    assert (found.lower, found.upper) == (100 * share.lower, 100 * share.upper)
    assert 100 * top / asked - 1e-9 <= found.lower
    assert found.upper <= 100 * (top + asked - below) / asked + 1e-9


@pytest.mark.parametrize(
    ("found", "asked", "reason"),
    [
        (agreeing(None, None, "hidden"), 40, HIDDEN), (agreeing(4, 24), None, NOT_ASKED),
        (agreeing(4, 24), 0, NOT_ASKED),
        (agreeing(0, 0, "no cases"), 40, "nobody answered"),
    ],
)  # fmt: skip
def test_where_nothing_can_be_said_there_is_a_reason(found, asked, reason):
    bounds = of_all_asked(found, asked)
    assert isinstance(bounds, NoInterval)
    assert bounds.reason == reason
