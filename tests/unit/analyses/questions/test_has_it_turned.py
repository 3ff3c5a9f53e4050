"""Whether the curve has really changed."""

import datetime as dt
from math import sqrt

import pytest

from tests.support.made_figures import COUNT, MEAN, SHARE, definition, yearly
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.interval import byar, wilson
from turncurve.reference.periods import Period

PUBLISHED_WILTSHIRE = [(62, 388), (64, 512)]  # DfE, Characteristics of children in need 2024, years to March 2013, 2014


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
