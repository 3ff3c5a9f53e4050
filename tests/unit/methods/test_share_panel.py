"""What a panel teaches is near the truth it was made from, and one odd year of one council does not move it."""

import numpy as np
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods import share_panel
from turncurve.methods.share_filter import OVERDISPERSIONS, STEP_SDS
from turncurve.methods.share_panel import learn_share_panel, lone_council

YEARS = 10


def made_up_panel(*, councils=40, step_sd=0.08, overdispersion=0.006, trend=0.05, spread=0.3, seed=1):
    """Draw a panel from the model itself."""
    rng = np.random.default_rng(seed)
    path = -1.4 + trend * np.arange(YEARS)
    own = rng.normal(0, spread, size=(councils, 1)) + np.cumsum(rng.normal(0, step_sd, (councils, YEARS)), axis=1)
    chance = 1 / (1 + np.exp(-(path + own)))
    cases = rng.integers(100, 800, size=(councils, 1)) * np.ones((1, YEARS), dtype=int)
    size = 1 / overdispersion - 1
    return rng.binomial(cases, rng.beta(chance * size, (1 - chance) * size)).astype(float), cases.astype(float), path


def test_the_common_path_is_found():
    top, bottom, path = made_up_panel()
    learnt = learn_share_panel(top, bottom)
    assert learnt.path - learnt.path.mean() == pytest.approx(path - path.mean(), abs=0.10)
    assert learnt.councils == 40


def test_the_spread_of_councils_is_found():
    top, bottom, _ = made_up_panel(spread=0.4, step_sd=0.02)
    assert learn_share_panel(top, bottom).spread == pytest.approx(0.4, rel=0.35)


def test_the_trend_is_found_and_a_still_panel_has_none():
    rising = learn_share_panel(*made_up_panel(trend=0.08)[:2])
    still = learn_share_panel(*made_up_panel(trend=0.0)[:2])
    assert 0.04 < rising.trend < 0.10
    assert abs(still.trend) < 0.03


def test_settings_near_the_truth_are_the_common_ones():
    top, bottom, _ = made_up_panel(step_sd=0.14, overdispersion=0.003, councils=60)
    weights = learn_share_panel(top, bottom).weights
    typical_step = np.sqrt(weights.sum(axis=(1, 2)) @ np.array(STEP_SDS) ** 2)
    typical_overdispersion = weights.sum(axis=(0, 1)) @ np.array(OVERDISPERSIONS)
    assert typical_step == pytest.approx(0.14, rel=0.4)
    assert typical_overdispersion == pytest.approx(0.003, rel=0.6)


def test_more_spread_than_chance_in_the_data_is_more_in_what_is_learnt():
    quiet = learn_share_panel(*made_up_panel(overdispersion=0.0005)[:2]).weights.sum(axis=(0, 1))
    noisy = learn_share_panel(*made_up_panel(overdispersion=0.02)[:2]).weights.sum(axis=(0, 1))
    assert noisy @ np.array(OVERDISPERSIONS) > 3 * (quiet @ np.array(OVERDISPERSIONS))


def test_one_odd_year_of_one_council_hardly_moves_what_is_learnt():
    top, bottom, _ = made_up_panel()
    odd = top.copy()
    odd[7, 8] = bottom[7, 8]
    plain, disturbed = learn_share_panel(top, bottom), learn_share_panel(odd, bottom)
    assert disturbed.path == pytest.approx(plain.path, abs=0.02)
    assert disturbed.trend == pytest.approx(plain.trend, abs=0.01)
    assert disturbed.spread == pytest.approx(plain.spread, abs=0.03)
    assert np.abs(disturbed.weights - plain.weights).sum() < 0.25


def test_weights_are_a_distribution():
    weights = learn_share_panel(*made_up_panel(councils=8)[:2]).weights
    assert weights.shape == (len(STEP_SDS), 1, len(OVERDISPERSIONS))
    assert weights.sum() == pytest.approx(1.0)
    assert (weights > 0).all()


def test_the_order_of_councils_does_not_matter():
    top, bottom, _ = made_up_panel(councils=12)
    first, last = learn_share_panel(top, bottom), learn_share_panel(top[::-1], bottom[::-1])
    assert first.path == pytest.approx(last.path)
    assert first.weights == pytest.approx(last.weights)


@pytest.mark.parametrize(("councils", "taught_by"), [(1, 0), (5, 0), (6, 6), (7, 7)])
def test_fewer_than_six_councils_teach_nothing(councils, taught_by):
    top, bottom, _ = made_up_panel(councils=councils)
    assert learn_share_panel(top, bottom).councils == taught_by


def test_councils_with_nothing_known_are_passed_over():
    top, bottom, _ = made_up_panel(councils=8)
    blank = np.full((1, YEARS), np.nan)
    with_blank = learn_share_panel(np.vstack([top, blank]), np.vstack([bottom, blank]))
    assert with_blank.councils == 8
    assert with_blank.path == pytest.approx(learn_share_panel(top, bottom).path)


def test_a_year_that_nobody_knows_is_bridged():
    top, bottom, _ = made_up_panel()
    top[:, 4] = np.nan
    learnt = learn_share_panel(top, bottom)
    assert np.isfinite(learnt.path).all()
    assert learnt.path[4] == pytest.approx((learnt.path[3] + learnt.path[5]) / 2)


def test_scattered_gaps_do_not_shift_the_path():
    top, bottom, path = made_up_panel()
    top[np.random.default_rng(2).uniform(size=top.shape) < 0.2] = np.nan
    learnt = learn_share_panel(top, bottom)
    assert learnt.path - learnt.path.mean() == pytest.approx(path - path.mean(), abs=0.10)


def test_two_years_are_too_few_to_tell_a_trend():
    top, bottom, _ = made_up_panel()
    learnt = learn_share_panel(top[:, :2], bottom[:, :2])
    assert learnt.trend == 0.0
    assert learnt.shock_sd == share_panel.SHOCK_SD


def test_a_lone_council_is_assumed_wide_and_without_a_common_movement():
    alone = lone_council(5)
    assert alone.path.tolist() == [0.0] * 5
    assert (alone.trend, alone.shock_sd, alone.councils) == (0.0, 0.0, 0)
    assert alone.weights.sum() == pytest.approx(1.0)
    assert alone.weights.shape == (len(STEP_SDS), 3, len(OVERDISPERSIONS))


@pytest.mark.parametrize("periods_a_year", [1, 4, 12])
def test_a_lone_councils_level_is_assumed_to_move_as_far_in_a_year_whatever_its_periods(periods_a_year):
    alone = lone_council(20, periods_a_year=periods_a_year)
    year = lone_council(20)
    assert [trend * periods_a_year for trend in alone.own_trends] == pytest.approx(list(year.own_trends))
    assert alone.damping**periods_a_year == pytest.approx(year.damping)
    steps = [panel.weights.sum(axis=(1, 2)) for panel in (alone, year)]
    spread = [float(np.log(weights[0] / weights[-1])) for weights in steps]
    assert spread[0] == pytest.approx(periods_a_year * spread[1])
    assert alone.weights.sum() == pytest.approx(1.0)


def test_the_trimmed_mean_drops_a_tenth_at_each_end():
    assert share_panel._trimmed_mean(np.array([1000.0, 1, 2, 3, 4, 5, 6, 7, 8, -50])) == pytest.approx(4.5)
    assert share_panel._trimmed_mean(np.array([1.0, np.nan, 3.0])) == 2.0
    assert np.isnan(share_panel._trimmed_mean(np.array([np.nan])))


@pytest.mark.parametrize(
    ("top", "bottom", "words"),
    [([1, 2], [10, 10], "table of councils"), ([[1, 12]], [[10, 10]], "outside 0"), ([[1]], [[1, 2]], "one length")],
)
def test_a_panel_that_cannot_be_is_refused(top, bottom, words):
    with pytest.raises(TurnCurveError, match=words):
        learn_share_panel(top, bottom)
