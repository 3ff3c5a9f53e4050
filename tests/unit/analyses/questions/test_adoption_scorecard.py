"""The scorecard against its thresholds."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import MEAN, definition
from turncurve.analyses.questions.adoption_scorecard import Scorecard
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import Period

THREE_YEARS = Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))


def scorecard_of(days, children, *, measure="adoption_a1"):
    held = Measurement("Exampleshire", THREE_YEARS, days, children)
    return Figures(definition(MEAN, id=measure), (held,), Source("Made"))


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


def test_an_answer_over_other_figures_forgets_the_first():
    first, second = scorecard_of(600 * 48, 48), scorecard_of(500 * 40, 40)
    assert Scorecard((first,)).over((second,)).figures == (second,)
