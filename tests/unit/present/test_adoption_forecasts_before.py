"""What was forecast before is shown beside what came."""

import datetime as dt

import pytest

from tests.support.made_figures import MEAN, definition
from tests.support.made_forecasts import expected, figures_of, windows
from tests.support.shown import everything, restricted
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.questions.adoption_forecasts_before import ForecastsBefore
from turncurve.present.adoption_forecasts_before import _FROZEN
from turncurve.tables.issued import DO_NOTHING, Issued

AHEAD = windows(2013, 2014)


def issue():
    held = expected("adoption_a1", (620.0, 640.0), periods=AHEAD)
    issued = Issued("adoption_a1", DO_NOTHING, "three_years", AHEAD, held.forecast)
    return FrozenIssue(dt.date(2012, 3, 31), 1, "restricted", issued)


def exhibit(mean, *, issues=None):
    came = figures_of(definition(MEAN, id="adoption_a1", title="Days (A1)"), (mean * 48, 48), periods=windows(2013))
    return restricted(ForecastsBefore((came,), (issue(),) if issues is None else issues))


@pytest.mark.parametrize(("mean", "inside", "said"), [(625, "yes", "1 lay"), (631, "no", "0 lay")])
def test_what_came_is_beside_the_range(mean, inside, said):
    held = exhibit(mean)
    assert held.rows == (
        ("Days (A1)", "three years to March 2013", "31 March 2012", "620", "610", "630", str(mean), inside),
    )
    assert held.sentence.startswith(f"Of 1 value forecast before that have come since, {said}")


def test_nothing_issued_and_nothing_come_are_two_things():
    assert exhibit(625, issues=()).sentence == "No release before this one has forecast adoption."
    later = figures_of(definition(MEAN, id="adoption_a1"), (600 * 48, 48), periods=windows(2012))
    held = restricted(ForecastsBefore((later,), (issue(),)))
    assert held.sentence == "Nothing that was forecast before has come yet."
    assert everything(held)


def test_that_it_is_frozen_is_said():
    assert _FROZEN in exhibit(625).notes
