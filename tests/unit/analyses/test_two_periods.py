"""What the counts did between two periods, before anything is inferred."""

import datetime as dt
from math import sqrt

import pytest

from tests.support.made_figures import COUNT, MEAN, yearly
from turncurve.analyses.two_periods import last_step


def test_more_repeat_plans_can_be_a_smaller_share():
    step = last_step(yearly([(62, 388), (64, 512)]), since=None)
    assert step.more == 2
    assert step.denominator_growth == pytest.approx(124 / 388)
    pooled = 126 / 900
    chance = sqrt(pooled * (1 - pooled) / 388 + pooled * (1 - pooled) / 512)
    assert step.standard_errors == pytest.approx((64 / 512 - 62 / 388) / chance)
    assert step.standard_errors == pytest.approx(-1.4898, abs=1e-4)


def test_two_counts_differ_by_their_own_chance():
    step = last_step(yearly([100, 125], words=COUNT), since=None)
    assert (step.more, step.denominator_growth) == (25, None)
    assert step.standard_errors == pytest.approx(25 / 15)
    assert last_step(yearly([0, 0], words=COUNT), since=None).standard_errors is None


@pytest.mark.parametrize(
    ("since", "before"),
    [
        (None, 2012),
        (dt.date(2001, 3, 31), 2012),
        (dt.date(2010, 3, 31), 2010),
        (dt.date(2010, 12, 31), 2010),
        (dt.date(2013, 3, 31), 2012),
    ],
)
def test_the_latest_is_set_beside_the_last_of_the_baseline(since, before):
    step = last_step(yearly([(50, 400), (60, 400), (70, 400), (80, 400)]), since=since)
    assert step.before.period.end.year == before
    assert step.latest.period.end.year == 2013


@pytest.mark.parametrize("counts", [[], [(62, 388)], [(62, 388), None], [None, (62, 388)], [(62, 388), (0, 0)]])
def test_without_two_values_there_is_no_step(counts):
    assert last_step(yearly(counts), since=None) is None


def test_where_nothing_or_everything_was_counted_chance_has_no_measure():
    assert last_step(yearly([(0, 50), (0, 60)]), since=None).standard_errors is None
    assert last_step(yearly([(50, 50), (60, 60)]), since=None).standard_errors is None


def test_means_over_pooled_years_are_not_set_side_by_side():
    assert last_step(yearly([(30240, 48), (31000, 47)], words=MEAN), since=None) is None
