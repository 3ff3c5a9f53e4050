"""What is told of possible futures is their quantiles, found again by a route of its own."""

import datetime as dt

import numpy as np
import pytest

from turncurve.analyses.case_forecast import (
    MOST_EMPTY,
    CaseForecast,
    Chance,
    RestsOnCases,
    foretold,
    not_told,
)
from turncurve.analyses.questions.adoption_scorecard_ahead import ScorecardAhead
from turncurve.analyses.questions.children_on_the_way import AdoptionsToCome
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.indicators.cell import CellKey
from turncurve.methods.frozen_forecast import LEVELS
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.issued import Issued

YEARS = (year_ending(2014), year_ending(2015))
KEY = CellKey("children_on_the_way_to_adoption", "X", Period(dt.date(2013, 3, 31), dt.date(2013, 3, 31)))


def told(draws, **options):
    periods = YEARS[: draws.shape[1]]
    return foretold(
        "adoption_a1", draws, unit="days", periods=periods, origin="31 March 2013", rests_on=(KEY,), **options
    )


def test_the_quantiles_are_those_of_the_draws():
    draws = np.random.default_rng(1).normal(600, 40, (999, 2))
    held = told(draws).forecast
    for ahead in (1, 2):
        ordered = np.sort(draws[:, ahead - 1])
        for level in LEVELS:
            expected = ordered[int(np.ceil(level * 999)) - 1]
            assert held.quantile(ahead, level) == pytest.approx(expected, abs=1e-6)


def test_the_means_of_the_first_periods_are_taken_future_by_future():
    draws = np.array([[100.0, 300.0], [300.0, 100.0], [200.0, 200.0]])
    held = told(draws).forecast
    assert set(held.mean_quantiles[1]) == {200.0}
    assert held.mean_quantiles[0] == held.quantiles[0]


@pytest.mark.parametrize(("empty", "known"), [(0, True), (5, True), (6, False)])
def test_where_more_than_one_future_in_twenty_counts_nobody_nothing_is_told(empty, known):
    draws = np.full((100, 1), 600.0)
    draws[:empty] = np.nan
    assert (told(draws) is not None) is known
    assert MOST_EMPTY == 0.05


def test_an_empty_first_period_leaves_the_mean_to_those_that_are_not():
    draws = np.full((100, 2), 600.0)
    draws[0, 0] = np.nan
    assert set(told(draws).forecast.mean_quantiles[1]) == {600.0}


def test_no_period_is_no_forecast():
    assert told(np.zeros((10, 0))) is None


def test_what_is_told_can_be_issued():
    held = told(np.random.default_rng(1).normal(600, 40, (99, 2)))
    assert Issued("adoption_a1", "do nothing", "year", held.periods, held.forecast).forecast.horizon == 2


def test_a_forecast_is_found_by_measure_part_and_scenario():
    plain, part = told(np.full((9, 1), 1.0)), told(np.full((9, 1), 2.0), part="already fixed")
    other = told(np.full((9, 1), 3.0), scenario="faster")
    held = CaseForecast((plain, part, other), (Chance("adoption_a1", YEARS[:1], (0.5,), (KEY,)),))
    assert held.of("adoption_a1") is plain
    assert held.of("adoption_a1", part="already fixed") is part
    assert held.of("adoption_a1", scenario="faster") is other
    assert held.of("adoption_a2") is None
    assert held.chance("adoption_a1").shares == (0.5,)
    assert held.chance("adoption_a1", scenario="faster") is None


def test_what_is_not_told_has_its_reason_and_nothing_else():
    held = not_told("too few", limits=("one row",))
    assert (held.reason, held.expected, held.chances, held.limits) == ("too few", (), (), ("one row",))


def test_answers_from_cases_are_told_from_those_that_figures_alone_give():
    assert isinstance(ScorecardAhead((), not_told("x")), RestsOnCases)
    assert isinstance(AdoptionsToCome((), not_told("x")), RestsOnCases)
    assert not isinstance(History(()), RestsOnCases)
