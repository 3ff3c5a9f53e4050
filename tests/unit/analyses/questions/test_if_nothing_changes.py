"""Where the curve goes if nothing changes."""

import datetime as dt

import numpy as np

from tests.support.made_figures import COUNT, MEAN, STOCK, monthly, on_dates, yearly
from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.reference.periods import month


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
