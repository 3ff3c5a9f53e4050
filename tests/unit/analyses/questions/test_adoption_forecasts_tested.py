"""Past forecasts are scored by what the figures say came, and forget children's records over other figures."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import MEAN, definition
from tests.support.made_forecasts import LEVELS, figures_of, told, windows
from turncurve.analyses.adoption_cases import adoption_cases
from turncurve.analyses.adoption_past import past_forecasts
from turncurve.analyses.case_forecast import NOT_RELEASED, Foretold
from turncurve.analyses.questions.adoption_forecasts_tested import TOO_SHORT, ForecastsTested, forecasts_tested
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import at
from turncurve.tables.records import Records

STEPS = (-20.0, -10.0, 0.0, 10.0, 20.0)


def made(*pasts, came=(600.0, 610.0, 640.0)):
    """Return an answer about forecasts of A1: each from a 31 March, with its middles for the years after."""
    own = figures_of(
        definition(MEAN, id="adoption_a1"),
        *((value * 10, 10) for value in came),
        periods=windows(*range(2011, 2011 + len(came))),
    )
    parts = []
    for year, middles in pasts:
        rows = tuple(tuple(middle + step for step in STEPS) for middle in middles)
        frozen = FrozenForecast(f"31 March {year}", "made", LEVELS, rows, rows)
        ahead = windows(*range(year + 1, year + 1 + len(middles)))
        parts.append(Foretold("adoption_a1", "days", ahead, frozen, ()))
    other = figures_of(definition(MEAN, id="adoption_a2"), periods=())
    return ForecastsTested((own, other, other), told(*parts))


@pytest.fixture(scope="module")
def tested(adoption_records):
    return forecasts_tested(adoption_records)


def test_errors_are_those_worked_out_by_hand():
    good = made((2011, (605.0, 625.0)), (2012, (655.0,))).how_good("adoption_a1")
    # 605 against 610, 625 against 640, 655 against 640
    assert good.error == pytest.approx((5 + 15 + 15) / 3)
    # the latest value was 600 for the first two, and 610 for the third
    assert good.last_error == pytest.approx((10 + 40 + 30) / 3)
    assert (good.last_error_over, good.error_beside_last) == (3, good.error)
    assert (good.coverage.n, good.coverage.share) == (3, pytest.approx(1 / 3))
    # sums of each date's departures from a third: 1 - 2/3, and -1/3
    assert good.coverage.standard_error == pytest.approx(np.sqrt(2 * ((1 / 3) ** 2 + (1 / 3) ** 2)) / 3)


def test_the_score_is_twice_the_mean_loss_of_the_quantiles():
    good = made((2011, (605.0,)), came=(600.0, 610.0)).how_good("adoption_a1")
    losses = [
        max(level * (610 - quantile), (level - 1) * (610 - quantile))
        for level, quantile in zip(LEVELS, (585, 595, 605, 615, 625), strict=True)
    ]
    assert good.loss == pytest.approx(2 * np.mean(losses))


def test_the_last_value_is_compared_only_where_it_was_on_record():
    good = made((2010, (590.0,)), (2011, (612.0,)), came=(600.0, 610.0)).how_good("adoption_a1")
    assert (good.last_error_over, good.last_error, good.error_beside_last) == (1, 10.0, 2.0)
    assert good.error == pytest.approx((10 + 2) / 2)


def test_without_a_window_that_came_nothing_is_judged():
    assert made((2013, (600.0,))).how_good("adoption_a1") is None
    assert made().scored == ()


def test_forecasts_are_those_made_again_from_past_dates(tested, adoption_records):
    past = past_forecasts(adoption_cases(adoption_records))
    assert len(tested.told.expected) == len(past)
    for each, made_again in zip(tested.told.expected, past, strict=True):
        assert each.periods == made_again.windows
        assert each.forecast.origin == at(made_again.origin).label
        middles = [each.forecast.quantile(number + 1, 0.5) for number in range(len(each.periods))]
        assert middles == pytest.approx(made_again.tested.median, abs=3)
        assert each.width


def test_what_came_is_the_scorecard_and_the_scores_are_of_it(tested):
    for figures, each in tested.scored:
        (value,) = [figures.value(held) for held in figures.measurements if held.period == each.period]
        assert each.outcome == value
    assert tested.how_good("adoption_a1").coverage.n == sum(
        figures.definition.id == "adoption_a1" for figures, _ in tested.scored
    )


def test_a_forecast_names_the_counts_of_its_own_date(tested):
    for each in tested.told.expected:
        origin = each.forecast.origin
        counted, way = each.rests_on
        assert counted.measure.startswith("children_adopted")
        assert (counted.period.end, way.period.label) == (way.period.end, origin)
        assert way.measure == "children_on_the_way_to_adoption"


def test_over_other_figures_nothing_that_children_gave_is_left(tested):
    again = tested.over(tested.figures)
    assert (again.told.expected, again.told.reason) == ((), NOT_RELEASED)
    assert again.telling(tested.told) == tested


def test_records_too_short_say_so_and_so_do_too_few_adoptions(adoption_records):
    early = forecasts_tested(Records("adoptshire", dt.date(2006, 3, 31), folder=adoption_records.folder))
    short = forecasts_tested(Records("adoptshire", dt.date(2008, 9, 30), folder=adoption_records.folder))
    assert early.told.reason.startswith("only ")
    assert short.told.reason == TOO_SHORT
    assert (short.scored, early.scored) == ((), ())
