"""What a panel teaches of a stock is near the truth it was made from, and a small panel says little of its own."""

import numpy as np
import pytest
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.ratio_panel import FEWEST_ROWS, _log_mass, learn_ratios
from turncurve.methods.ratio_panel import filled as fill

TRUE = np.array([0.9, 0.2])


def made_panel(*, units=60, periods=4, excess=0.3, factor_spread=0.0, seed=1):
    """Draw stocks and outcomes from the model itself, in order of time."""
    rng = np.random.default_rng(seed)
    names = [f"unit {number}" for number in range(units)]
    own = np.exp(rng.normal(0, factor_spread, units)) if factor_spread else np.ones(units)
    stocks = rng.integers(5, 60, size=(periods, units, 2)).astype(float)
    mean = stocks @ TRUE * own
    came = rng.poisson(rng.gamma(mean / excess, excess)).astype(float)
    return stocks.reshape(-1, 2), came.ravel(), names * periods, own


def test_the_probability_of_an_outcome_is_that_of_scipy_s_negative_binomial_and_none_where_it_has_none():
    came, mean = np.array([0.0, 3.0, 41.0, 7.4, 2.0, 2.0]), np.array([0.3, 5.0, 12.0, 7.0, 0.0, np.nan])
    excess = np.array([0.3, 0.02, 2.0, 1.0, 1.0, 1.0])
    scipy_s = stats.nbinom.logpmf(np.round(came), mean / excess, 1 / (1 + excess))
    assert _log_mass(came, mean, excess=excess).tolist() == pytest.approx(scipy_s.tolist(), rel=1e-14, nan_ok=True)


def test_the_ratios_that_made_a_panel_are_found():
    stocks, came, names, _ = made_panel()
    learnt = learn_ratios(stocks, came, units=names, prior=(1.0, 0.25))
    assert learnt.ratios == pytest.approx(TRUE, rel=0.2)
    assert learnt.rows == 240


def test_the_ratio_of_one_stock_alone_is_near_the_ratio_of_the_sums():
    stocks, came, names, _ = made_panel()
    learnt = learn_ratios(stocks[:, :1], came, units=names, prior=(1.2,))
    assert learnt.ratios[0] == pytest.approx(came.sum() / stocks[:, 0].sum(), rel=0.08)


def test_more_spread_than_chance_in_the_panel_is_more_in_what_is_learnt():
    quiet = learn_ratios(*made_panel(excess=0.02)[:2], units=made_panel()[2], prior=TRUE)
    noisy = learn_ratios(*made_panel(excess=1.5)[:2], units=made_panel()[2], prior=TRUE)
    assert quiet.excess < 0.2
    assert noisy.excess > 0.7


def test_units_that_are_alike_are_drawn_to_one_and_units_that_differ_keep_their_own():
    stocks, came, names, _ = made_panel(periods=6)
    alike = learn_ratios(stocks, came, units=names, prior=TRUE)
    assert alike.likeness >= 160
    stocks, came, names, own = made_panel(periods=6, factor_spread=0.4)
    apart = learn_ratios(stocks, came, units=names, prior=TRUE)
    means = [shape / rate for shape, rate in apart.factors.values()]
    assert apart.likeness <= 20
    assert np.corrcoef(means, own)[0, 1] > 0.9


def test_ratios_are_surer_from_a_longer_panel():
    few = learn_ratios(*made_panel(units=10)[:2], units=made_panel(units=10)[2], prior=TRUE)
    many = learn_ratios(*made_panel(units=160)[:2], units=made_panel(units=160)[2], prior=TRUE)
    assert np.sqrt(many.log_covariance[0, 0]) < 0.5 * np.sqrt(few.log_covariance[0, 0])


def test_a_panel_of_nothing_gives_back_what_was_expected():
    learnt = learn_ratios(np.empty((0, 2)), [], units=[], prior=(1.0, 0.25))
    assert learnt.ratios == pytest.approx([1.0, 0.25])
    assert learnt.rows == 0 < FEWEST_ROWS
    assert learnt.factors == {}


def test_rows_without_an_outcome_or_the_first_stock_teach_nothing():
    stocks, came, names, _ = made_panel(units=20)
    whole = learn_ratios(stocks, came, units=names, prior=TRUE)
    without_outcome = np.where(np.arange(len(came)) < 5, np.nan, came)
    without_stock = stocks.copy()
    without_stock[:5, 0] = np.nan
    assert whole.rows == 80
    assert learn_ratios(stocks, without_outcome, units=names, prior=TRUE).rows == 75
    assert learn_ratios(without_stock, came, units=names, prior=TRUE).rows == 75


def test_the_order_of_the_units_names_does_not_matter():
    stocks, came, names, _ = made_panel(units=12)
    renamed = [name.replace("unit", "other") for name in names]
    one = learn_ratios(stocks, came, units=names, prior=TRUE)
    other = learn_ratios(stocks, came, units=renamed, prior=TRUE)
    assert one.ratios.tolist() == other.ratios.tolist()
    assert list(one.factors.values()) == list(other.factors.values())


@pytest.mark.parametrize(
    ("stocks", "expected"),
    [
        ([10.0, 20.0], [10.0, 20.0]),
        ([10.0, np.nan], [10.0, 20.0]),
        ([np.nan, 30.0], [15.0, 30.0]),
        ([np.nan, np.nan], [0.0, 0.0]),
        ([0.0, np.nan], [0.0, 0.0]),
    ],
)
def test_an_unknown_stock_is_filled_in_as_stocks_usually_stand(stocks, expected):
    given = np.array([stocks])
    assert fill(given, np.array([100.0, 200.0])).tolist() == [expected]
    assert np.array_equal(given, np.array([stocks]), equal_nan=True)


@pytest.mark.parametrize(
    ("stocks", "came", "units", "message"),
    [
        ([[1.0, 2.0]], [1.0, 2.0], ["a"], "not of one length"),
        ([[1.0, 2.0]], [1.0], ["a", "b"], "not of one length"),
        ([[1.0]], [1.0], ["a"], "not of one length"),
        ([[1.0, -2.0]], [1.0], ["a"], "below nought"),
        ([[1.0, 2.0]], [-1.0], ["a"], "below nought"),
    ],
)
def test_a_panel_that_cannot_be_is_refused(stocks, came, units, message):
    with pytest.raises(TurnCurveError, match=message):
        learn_ratios(stocks, came, units=units, prior=(1.0, 0.25))
