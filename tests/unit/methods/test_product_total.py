"""A sum of products is as uncertain as a simulation shows it to be."""

from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.product_total import Estimate, product_total


def test_one_product_is_as_by_hand():
    """100 contacts, of 8 minutes with an error of 0.5: 800 minutes with an error of 50."""
    found = product_total([(Estimate(100.0), Estimate(8.0, 0.5))])
    assert (found.total, found.error) == (800.0, 50.0)
    assert found.interval.lower == pytest.approx(800 - 1.959964 * 50)
    assert found.interval.upper == pytest.approx(800 + 1.959964 * 50)


def test_both_factors_add_to_the_error_as_by_goodmans_formula():
    found = product_total([(Estimate(100.0, 10.0), Estimate(8.0, 0.5))])
    assert found.error == pytest.approx(sqrt(8**2 * 10**2 + 100**2 * 0.5**2 + 10**2 * 0.5**2))


def test_independent_products_add_their_variances():
    one, other = (Estimate(100.0), Estimate(8.0, 0.5)), (Estimate(50.0), Estimate(4.0, 1.0))
    assert product_total([one, other]).error == pytest.approx(sqrt(50**2 + 50**2))
    assert product_total([one, other]).total == 1000.0


def test_few_timings_widen_the_bounds_as_students_t_does():
    found = product_total([(Estimate(100.0), Estimate(8.0, 0.5, freedom=4))])
    assert found.interval.upper == pytest.approx(800 + 2.776445 * 50)


def test_nothing_is_counted_of_no_pairs_and_no_bound_lies_below_nought():
    assert product_total([]).interval.upper == product_total([]).total == 0.0
    assert product_total([(Estimate(1.0, 5.0), Estimate(1.0, 2.0))]).interval.lower == 0.0


def test_bounds_hold_the_truth_as_often_as_they_say():
    """300 studies: a share seen in 40 of a sample, and 30 timings of minutes that are skewed."""
    rng, held = np.random.default_rng(7), 0
    for _ in range(300):
        share = rng.binomial(40, 0.4) / 40
        minutes = rng.gamma(2.0, 4.0, 30)
        pair = (
            Estimate(1000 * share, 1000 * sqrt(share * (1 - share) / 40)),
            Estimate(float(minutes.mean()), float(minutes.std(ddof=1) / sqrt(30)), freedom=29),
        )
        bounds = product_total([pair]).interval
        held += bounds.lower <= 1000 * 0.4 * 8 <= bounds.upper
    assert held / 300 >= 0.91


@settings(deadline=None)
@given(st.floats(0, 1e6), st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0, 1e2))
def test_the_order_of_the_factors_makes_no_difference(one, error, other, spread):
    first, second = Estimate(one, error), Estimate(other, spread)
    there, back = product_total([(first, second)]), product_total([(second, first)])
    assert (there.total, there.error) == pytest.approx((back.total, back.error))


@pytest.mark.parametrize("wrong", [Estimate(-1.0), Estimate(1.0, -1.0), Estimate(inf), Estimate(1.0, float("nan"))])
def test_an_estimate_that_cannot_be_is_refused(wrong):
    with pytest.raises(TurnCurveError, match="numbers of 0 or more"):
        product_total([(wrong, Estimate(1.0))])
