"""The scorecard against its thresholds, and the adoptions to expect from past counts alone."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, MEAN, definition
from turncurve.analyses.questions.adoption_forecast import AdoptionsAhead, Scorecard
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import Period, spans

THREE_YEARS = Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))
ADOPTED = {**COUNT, "id": "children_adopted", "title": "Children adopted", "base": "children_adopted"}


def scorecard_of(days, children, *, measure="adoption_a1"):
    held = Measurement("Exampleshire", THREE_YEARS, days, children)
    return Figures(definition(MEAN, id=measure), (held,), Source("Made"))


def quarterly(counts, *, grain="quarter"):
    periods = spans(grain, first=dt.date(2009, 4, 1), last=dt.date(2030, 3, 31))[: len(counts)]
    held = tuple(
        Measurement("Exampleshire", period, count, None, "hidden" if count is None else "measured")
        for period, count in zip(periods, counts, strict=True)
    )
    return Figures(definition(ADOPTED), held, Source("Made"))


@pytest.mark.parametrize(
    ("measure", "mean_days", "met"),
    [
        ("adoption_a1", 608, True),  # the threshold for 2010 to 2013 is 608 days
        ("adoption_a1", 609, False),
        ("adoption_a1", 607, True),
        ("adoption_a2", 182, True),
        ("adoption_a2", 183, False),
        ("adoption_a10", 100, None),
        ("adoption_a3", 100, None),
    ],
)
def test_whether_a_threshold_was_met_is_a_fact_about_the_mean(measure, mean_days, met):
    figures = scorecard_of(mean_days * 48, 48, measure=measure)
    card = Scorecard((figures,))
    assert card.met(figures, figures.measurements[0]) is met


def test_a_hidden_mean_neither_meets_nor_misses():
    figures = scorecard_of(None, 48)
    assert Scorecard((figures,)).met(figures, figures.measurements[0]) is None


def test_a_window_without_a_threshold_is_held_to_none():
    figures = scorecard_of(600 * 48, 48)
    odd = replace(figures.measurements[0], period=Period(dt.date(2010, 1, 1), dt.date(2012, 12, 31)))
    assert Scorecard((figures,)).threshold(figures, odd) is None


def test_a_threshold_that_is_only_recalled_says_so():
    figures = scorecard_of(600 * 48, 48)
    assert Scorecard((figures,)).threshold(figures, figures.measurements[0]).status == "recalled"


def test_the_next_twelve_months_are_four_quarters_together():
    quarters = AdoptionsAhead((quarterly([4, 5, 3, 4, 5, 4, 3, 4, 5, 4, 4, 4, 3, 5, 4, 4]),))
    assert quarters.forecast.draws.shape[1] == 1
    assert 12 <= quarters.forecast.median[0] <= 21
    assert quarters.forecast.naive[0] == 16


def test_yearly_counts_are_used_where_quarters_may_not_be_shown():
    years = AdoptionsAhead((quarterly([16, 15, 19, 14], grain="year"),))
    low, high = years.forecast.interval_80[0]
    assert low < 16 < high


def test_three_years_together_give_no_expectation():
    forecast = AdoptionsAhead((quarterly([48, 48, 48, 48], grain="three_years"),)).forecast
    assert not forecast.known
    assert "overlap" in forecast.reason


def test_fewer_than_four_known_counts_give_no_expectation():
    assert not AdoptionsAhead((quarterly([15, None, 14], grain="year"),)).forecast.known


def test_an_answer_over_other_figures_forgets_the_first():
    first, second = quarterly([4] * 16), quarterly([9] * 16)
    assert AdoptionsAhead((first,)).over((second,)) == AdoptionsAhead((second,))
    assert Scorecard((first,)).over((second,)).figures == (second,)
