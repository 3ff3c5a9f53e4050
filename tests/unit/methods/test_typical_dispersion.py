"""What is usual among many series, measured by the median so that one odd place decides nothing."""

import numpy as np
import pytest
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.typical_dispersion import (
    FEWEST_STEPS,
    MEDIAN_OF_CHANCE,
    typical_count_variation,
    typical_share_dispersion,
)

PLACES, PERIODS = 300, 12


def test_the_median_of_chance_is_that_of_a_chi_square_with_one_degree_of_freedom():
    assert pytest.approx(stats.chi2(1).median(), abs=1e-6) == MEDIAN_OF_CHANCE


@pytest.mark.parametrize("family", [1, 2, 4])
def test_families_of_one_size_inflate_the_variance_by_that_size(family):
    rng = np.random.default_rng(family)
    drawn = [(family * rng.binomial(400 // family, 0.2, PERIODS), np.full(PERIODS, 400)) for _ in range(PLACES)]
    assert typical_share_dispersion(drawn) == pytest.approx(family, rel=0.1)


@pytest.mark.parametrize("coefficient", [0.0, 0.1, 0.2])
def test_counts_whose_rate_varies_give_its_coefficient_of_variation_whatever_their_size(coefficient):
    rng = np.random.default_rng(11)
    drawn = []
    for level in rng.choice([50, 400, 3000], PLACES):
        shape = 1 / coefficient**2 if coefficient else 0
        rates = rng.gamma(shape, level / shape, PERIODS) if shape else np.full(PERIODS, level)
        drawn.append(rng.poisson(rates))
    assert typical_count_variation(drawn) == pytest.approx(coefficient, abs=0.02)


def test_one_place_with_a_fault_in_its_figures_decides_nothing():
    rng = np.random.default_rng(3)
    shares = [(rng.binomial(400, 0.2, PERIODS), np.full(PERIODS, 400)) for _ in range(40)]
    counts = [each for each, _ in shares]
    wild = [0, 400] * 6
    assert typical_share_dispersion([*shares, (wild, [400] * 12)]) < typical_share_dispersion(shares) + 0.15
    assert typical_count_variation([*counts, wild]) < typical_count_variation(counts) + 0.05


@pytest.mark.parametrize(
    ("steps", "known"), [(FEWEST_STEPS - 1, False), (FEWEST_STEPS, True), (FEWEST_STEPS + 1, True)]
)
def test_fewer_than_thirty_steps_say_nothing_of_what_is_usual(steps, known):
    counts = [10 + place % 3 for place in range(steps + 1)]
    assert (typical_count_variation([counts]) is not None) is known
    assert (typical_share_dispersion([(counts, [100] * len(counts))]) is not None) is known


def test_steps_from_nothing_to_nothing_say_nothing():
    assert typical_count_variation([[0] * 60]) is None
    assert typical_share_dispersion([([0] * 60, [10] * 60)]) is None


def test_no_series_at_all_say_nothing():
    assert typical_count_variation([]) is None
    assert typical_share_dispersion([]) is None


def test_what_moves_less_than_chance_is_chance():
    steady = [([20] * 40, [100] * 40)]
    assert typical_share_dispersion(steady) == 1.0
    assert typical_count_variation([[20] * 40]) == pytest.approx(0.0, abs=1e-9)


def test_counts_that_are_wrong_are_refused():
    with pytest.raises(TurnCurveError, match="whole number"):
        typical_count_variation([[1, -1] * 40])
    with pytest.raises(TurnCurveError, match="larger than"):
        typical_share_dispersion([([11] * 40, [10] * 40)])
