"""Where the curve has been, where it goes, and whether it has really changed."""

import datetime as dt
from math import sqrt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, STOCK, definition, monthly, on_dates, yearly
from turncurve.analyses.questions.turning_the_curve import Change, Comparison, History, Projection
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import byar, over_dispersed_proportion, wilson
from turncurve.reference.periods import Period, month

PUBLISHED_WILTSHIRE = [(62, 388), (64, 512)]  # DfE, Characteristics of children in need 2024, years to March 2013, 2014


def test_a_short_history_has_an_interval_from_its_own_counts():
    history = History((yearly([(62, 388)]),))
    expected = wilson(62, 388)
    assert isinstance(expected, Interval)
    (bounds,) = history.intervals
    assert (bounds.lower, bounds.upper) == pytest.approx((100 * expected.lower, 100 * expected.upper))


def test_a_history_that_varies_more_than_chance_has_wider_intervals():
    wild = [(20, 100), (5, 100)] * 6
    history = History((monthly(wild),))
    plain = wilson(20, 100)
    inflated = over_dispersed_proportion(20, 100, inflation=history.inflation)
    assert history.inflation > 5
    assert history.intervals[0].upper == pytest.approx(100 * inflated.upper)
    assert history.intervals[0].upper > 100 * plain.upper


def test_a_count_is_bounded_by_byars_method():
    (bounds,) = History((yearly([36], words=COUNT),)).intervals
    assert (bounds.lower, bounds.upper) == (byar(36).lower, byar(36).upper)


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


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        (
            PUBLISHED_WILTSHIRE,
            "cannot tell",
        ),  # more repeat plans, a third more plans: the share fell, and nothing is told
        ([(62, 388), (20, 388)], "fallen"),
        ([(20, 388), (62, 388)], "risen"),
        ([(62, 388), (62, 388)], "cannot tell"),
        ([(0, 10), (0, 10)], "cannot tell"),
    ],
)
def test_a_share_has_changed_only_where_chance_cannot_explain_it(counts, verdict):
    assert Change((yearly(counts),)).verdict == verdict


def test_the_change_of_a_share_is_bounded_by_newcombes_method():
    bounds = Change((yearly(PUBLISHED_WILTSHIRE),)).difference
    one, two = wilson(62, 388), wilson(64, 512)
    p, q = 62 / 388, 64 / 512
    lower = (q - p) - sqrt((q - two.lower) ** 2 + (one.upper - p) ** 2)
    upper = (q - p) + sqrt((two.upper - q) ** 2 + (p - one.lower) ** 2)
    assert (bounds.lower, bounds.upper) == pytest.approx((100 * lower, 100 * upper))


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([100, 132], "risen"),
        ([100, 125], "cannot tell"),
        ([132, 100], "fallen"),
        ([0, 0], "cannot tell"),
        ([0, 4], "cannot tell"),  # four in one of two years comes by chance one time in eight
        ([0, 8], "risen"),
    ],
)
def test_a_count_has_changed_only_where_chance_cannot_explain_it(counts, verdict):
    assert Change((yearly(counts, words=COUNT),)).verdict == verdict


@pytest.mark.parametrize(
    ("counts", "reason"),
    [([], "not two years"), ([(62, 388)], "not two years"), ([(62, 388), None], "not shown or not known")],
)
def test_where_there_are_not_two_values_nothing_is_told_and_the_reason_is_given(counts, reason):
    change = Change((yearly(counts),))
    assert change.verdict == "cannot tell"
    assert reason in change.difference.reason


def test_the_change_of_a_count_is_bounded_from_byars_interval_of_each_year():
    bounds = Change((yearly([5, 9], words=COUNT),)).difference
    one, two = byar(5), byar(9)
    lower = 4 - sqrt((9 - two.lower) ** 2 + (one.upper - 5) ** 2)
    upper = 4 + sqrt((two.upper - 9) ** 2 + (5 - one.lower) ** 2)
    assert (bounds.lower, bounds.upper) == pytest.approx((lower, upper))


def test_two_years_without_a_case_do_not_rule_out_a_change():
    bounds = Change((yearly([0, 0], words=COUNT),)).difference
    assert bounds.lower < -2
    assert bounds.upper > 2


def test_windows_of_three_years_that_overlap_are_not_compared_as_if_independent():
    windows = [Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31)) for year in (2012, 2013)]
    held = tuple(Measurement("Exampleshire", each, 60 * step, 388) for step, each in enumerate(windows, 1))
    change = Change((Figures(definition(SHARE), held, Source("Made")),))
    assert change.verdict == "cannot tell"
    assert "share two of them" in change.difference.reason


def test_means_over_pooled_years_are_not_compared_as_if_independent():
    change = Change((yearly([(30240, 48), (31000, 47)], words=MEAN),))
    assert change.verdict == "cannot tell"
    assert "shares children" in change.difference.reason


def test_a_monthly_projection_runs_for_a_year_from_the_month_after_the_last():
    projection = Projection((monthly([8, 9, 10, 9, 8, 11, 10, 9, 12, 8, 9, 10], words=COUNT),))
    assert projection.periods[0] == month(2013, 4)
    assert projection.periods[-1] == month(2014, 3)
    assert projection.forecast.median.shape == (12,)
    assert (projection.forecast.interval_80[:, 0] >= 0).all()


def test_a_projection_is_the_same_each_time():
    counts = monthly([8, 9, 10, 9, 8, 11, 10, 9, 12, 8, 9, 10], words=COUNT)
    assert np.array_equal(Projection((counts,)).forecast.draws, Projection((counts,)).forecast.draws)


def test_a_share_is_projected_in_percent_between_nought_and_a_hundred():
    projection = Projection((yearly([(50, 380), (55, 400), (60, 390), (62, 388)]),), years_ahead=2)
    assert [period.label for period in projection.periods] == ["year to March 2014", "year to March 2015"]
    assert (projection.forecast.draws >= 0).all()
    assert (projection.forecast.draws <= 100).all()
    assert 8 < projection.forecast.median[0] < 24


def test_fewer_than_four_known_values_give_no_projection_and_say_why():
    forecast = Projection((yearly([(62, 388), None, (64, 512), (69, 504)]),)).forecast
    assert not forecast.known
    assert "only 3 of the 4" in forecast.reason


def test_pooled_means_are_not_projected_as_a_series():
    forecast = Projection((yearly([(30240, 48)] * 6, words=MEAN),)).forecast
    assert not forecast.known
    assert "share children" in forecast.reason


def test_a_count_at_a_date_is_projected_to_later_dates():
    dates = [each.end for each in (month(2012, 12), month(2013, 1), month(2013, 2), month(2013, 3))]
    projection = Projection((on_dates([300, 310, 320, 328], dates),))
    assert projection.figures[0].definition.window == STOCK["window"]
    assert [period.end for period in projection.periods[:2]] == [dt.date(2013, 4, 30), dt.date(2013, 5, 31)]
    assert all(period.is_one_date for period in projection.periods)


def test_nothing_to_project_is_said():
    assert Projection((yearly([], words=COUNT),)).forecast.reason == "no forecast, because no period is held"


def test_a_comparison_keeps_its_areas_in_order():
    own, england = yearly([(62, 388)]), yearly([(7830, 52700)], area="England", published=True)
    comparison = Comparison((own, england))
    assert comparison.over((england, own)).figures == (england, own)
