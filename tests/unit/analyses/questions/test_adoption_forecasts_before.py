"""Forecasts issued before are held against what came, and against what may be shown of it."""

import datetime as dt

import pytest

from tests.support.made_figures import COUNT, MEAN, definition, yearly
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.questions.adoption_forecasts_before import ForecastsBefore, forecasts_before
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import Period
from turncurve.tables.issued import DO_NOTHING, Issued

LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
WINDOWS = tuple(Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31)) for year in (2013, 2014))


def issue(*rows):
    forecast = FrozenForecast("31 March 2012", "children followed one by one", LEVELS, rows, rows)
    return FrozenIssue(
        dt.date(2012, 3, 31),
        1,
        "restricted",
        Issued("adoption_a1", DO_NOTHING, "three_years", WINDOWS[: len(rows)], forecast),
    )


def came(days, children):
    held = Measurement("Exampleshire", WINDOWS[0], days, children)
    return Figures(definition(MEAN, id="adoption_a1"), (held,), Source("Made"))


ISSUE = issue((590.0, 600.0, 620.0, 640.0, 660.0), (580.0, 600.0, 630.0, 660.0, 690.0))


@pytest.mark.parametrize(("mean", "inside"), [(599, False), (600, True), (640, True), (641, False)])
def test_what_came_is_within_the_range_or_not(mean, inside):
    answer = ForecastsBefore((came(mean * 48, 48),), (ISSUE,))
    ((figures, scored),) = answer.scored
    assert (scored.inside_80, scored.outcome, scored.period) == (inside, mean, WINDOWS[0])
    assert figures is answer.figures[0]


def test_a_period_that_has_not_come_is_not_scored():
    assert len(ForecastsBefore((came(620 * 48, 48),), (ISSUE,)).scored) == 1


def test_figures_of_another_measure_are_not_held_against_it():
    assert ForecastsBefore((yearly([9], words=COUNT),), (ISSUE,)).scored == ()


def test_over_figures_without_the_value_nothing_is_scored():
    answer = ForecastsBefore((came(620 * 48, 48),), (ISSUE,))
    hidden = came(None, None)
    assert answer.over((hidden,)).scored == ()
    assert answer.over((hidden,)).issues == answer.issues


def test_a_council_that_has_released_nothing_has_no_forecast_to_score(adoption_records):
    held = forecasts_before(adoption_records)
    assert (held.issues, held.scored) == ((), ())
    assert [each.definition.id for each in held.figures][-1] == "children_adopted"
