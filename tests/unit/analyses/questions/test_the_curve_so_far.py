"""Where the curve has been: each value with its interval."""

import pytest

from tests.support.made_figures import COUNT, MEAN, monthly, yearly
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.analyses.usual_spread import Usual
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import byar, over_dispersed_count, over_dispersed_proportion, wilson

PUBLISHED_WILTSHIRE = [(62, 388), (64, 512)]  # DfE, Characteristics of children in need 2024, years to March 2013, 2014


def test_a_short_history_is_bounded_as_such_shares_usually_vary():
    """One year cannot tell how far it varies beyond chance: 3.5 times is assumed of plan percentages."""
    history = History((yearly([(62, 388)]),))
    expected = over_dispersed_proportion(62, 388, inflation=3.5)
    assert isinstance(expected, Interval)
    (bounds,) = history.intervals
    assert (bounds.lower, bounds.upper) == pytest.approx((100 * expected.lower, 100 * expected.upper))
    assert history.spread.known == "assumed"


def test_a_short_history_is_bounded_as_others_years_were_measured_to_vary():
    history = History((yearly([(62, 388)]),), usual=Usual(2.0, "published", areas=11))
    expected = over_dispersed_proportion(62, 388, inflation=2.0)
    assert history.intervals[0].lower == pytest.approx(100 * expected.lower)
    assert history.over((yearly([(64, 512)]),)).usual == history.usual


def test_a_history_that_varies_more_than_chance_has_wider_intervals():
    wild = [(20, 100), (5, 100)] * 6
    history = History((monthly(wild),))
    plain = wilson(20, 100)
    inflated = over_dispersed_proportion(20, 100, inflation=history.spread.factor)
    assert history.spread.factor > 5
    assert history.intervals[0].upper == pytest.approx(100 * inflated.upper)
    assert history.intervals[0].upper > 100 * plain.upper


def test_a_count_is_bounded_by_byars_method_for_what_varies_beyond_chance():
    (bounds,) = History((yearly([36], words=COUNT),)).intervals
    expected = over_dispersed_count(36, inflation=1 + 36 * 0.15**2)
    assert (bounds.lower, bounds.upper) == pytest.approx((expected.lower, expected.upper))
    assert bounds.upper > byar(36).upper


def test_a_mean_has_no_interval_and_the_reason_is_said():
    (bounds,) = History((yearly([(30240, 48)], words=MEAN),)).intervals
    assert isinstance(bounds, NoInterval)
    assert "spread of days" in bounds.reason


def test_a_hidden_value_has_no_interval():
    first, second = History((yearly([None, (64, 512)]),)).intervals
    assert isinstance(first, NoInterval)
    assert isinstance(second, Interval)


def test_an_answer_over_other_figures_is_worked_out_from_those_alone():
    shown, hidden = yearly(PUBLISHED_WILTSHIRE), yearly([None, None])
    assert Change((shown,)).over((hidden,)) == Change((hidden,))
    assert History((shown,)).over((hidden,)).intervals == History((hidden,)).intervals
    assert Projection((shown,)).over((hidden,)).forecast.known is False
