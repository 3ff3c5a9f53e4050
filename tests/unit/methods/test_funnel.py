"""A funnel's limits: chance for each size, widened by what areas differ beyond it, and no limits from too few."""

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.funnel import FEWEST_AREAS, INNER, OUTER, FunnelLimits, chance_of_as_many, funnel_limits

UNITS = [100, 150, 200, 300, 400, 500, 600, 700, 800, 900]


def areas(share, units=UNITS):
    """Return counts at one share."""
    return [round(share * each) for each in units]


def test_areas_all_at_the_centre_have_the_limits_of_chance():
    limits = funnel_limits(areas(0.2), UNITS, centre=0.2)
    low, high = limits.at(400, level=0.95)
    reach = stats.norm.ppf(0.975) * np.sqrt(0.2 * 0.8 / 400)
    assert (limits.dispersion, limits.reason) == (1.0, "")
    assert (low, high) == pytest.approx((0.2 - reach, 0.2 + reach))


def test_the_dispersion_is_the_mean_square_of_the_winsorised_scores():
    """Scores of 3, -3, 3, ... on ten areas: 9, and drawing in the outermost changes nothing.

    Normal scores drawn in at a tenth and nine tenths would have the variance worked out here by integration.
    """
    signs = np.where(np.arange(10) % 2, -1, 1)
    units = np.full(10, 1600)
    numerators = 320 + signs * 48  # a standard error of 16 each: three of them
    edge = stats.norm.ppf(0.9)
    of_normal = stats.norm.expect(lambda z: np.minimum(abs(z), edge) ** 2)
    assert funnel_limits(numerators, units, centre=0.2).dispersion == pytest.approx(9.0 / of_normal, rel=1e-6)


def test_one_odd_area_does_not_widen_the_funnel_for_all():
    numerators = areas(0.2)
    odd = [*numerators[:-1], 900]
    assert funnel_limits(odd, UNITS, centre=0.2).dispersion == 1.0
    assert funnel_limits(odd, UNITS, centre=0.2).beyond(900, 900) == OUTER


def test_over_dispersed_areas_lie_outside_about_as_often_as_the_level_says():
    rng = np.random.default_rng(5)
    outside = 0
    for _ in range(200):
        rates = np.clip(rng.normal(0.2, 0.04, 40), 0.01, 0.99)
        units = rng.integers(300, 600, 40)
        having = rng.binomial(units, rates)
        limits = funnel_limits(having, units, centre=0.2)
        outside += sum(limits.beyond(int(a), int(b)) is not None for a, b in zip(having, units, strict=True))
    assert 0.03 < outside / 8000 < 0.10


def test_areas_that_differ_as_much_whatever_their_size_lie_outside_as_seldom_when_they_are_large():
    """So many times chance alone leaves 2% of large areas outside the 99.8% limits (benchmarks/funnels.py)."""
    rng = np.random.default_rng(7)
    outside, large = 0, 0
    for _ in range(100):
        units = np.exp(rng.normal(5.3, 0.8, 60)).astype(int) + 20
        having = rng.binomial(units, np.clip(rng.normal(0.3, 0.06, 60), 0, 1))
        limits = funnel_limits(having, units, centre=having.sum() / units.sum())
        assert limits.between > 0
        for above, below in zip(having, units, strict=True):
            large += below > np.median(units)
            outside += below > np.median(units) and limits.beyond(int(above), int(below)) == OUTER
    assert outside / large < 0.008


def test_the_variance_between_areas_leaves_scores_as_far_apart_as_normal_ones():
    """Ten areas 0.03 above or below 0.2, of 1,600 each: with chance of 0.01 squared, what remains is scored."""
    signs = np.where(np.arange(10) % 2, -1, 1)
    edge = stats.norm.ppf(0.9)
    of_normal = stats.norm.expect(lambda z: np.minimum(abs(z), edge) ** 2)
    limits = funnel_limits(320 + signs * 48, np.full(10, 1600), centre=0.2)
    assert limits.between == pytest.approx(0.03**2 / of_normal - 0.2 * 0.8 / 1600, rel=1e-6)


@pytest.mark.parametrize(("outside", "areas_told"), [(0, 8), (1, 8), (1, 152), (2, 152), (3, 26)])
def test_how_likely_as_many_lie_outside_is_that_of_independent_areas(outside, areas_told):
    fewer = sum(comb(areas_told, k) * 0.002**k * 0.998 ** (areas_told - k) for k in range(outside))
    assert chance_of_as_many(outside, areas=areas_told) == pytest.approx(1 - fewer)


@pytest.mark.parametrize(
    ("count", "known"), [(FEWEST_AREAS - 1, False), (FEWEST_AREAS, True), (FEWEST_AREAS + 1, True)]
)
def test_fewer_than_eight_areas_have_no_limits_and_the_reason_is_said(count, known):
    limits = funnel_limits(areas(0.2)[:count], UNITS[:count], centre=0.2)
    assert (limits.reason == "") is known
    assert limits.areas == count
    assert known or "fewer than 8 areas" in limits.reason
    assert limits.beyond(100, 100) == (OUTER if known else None)


def test_an_area_without_units_does_not_count_towards_the_eight():
    assert funnel_limits([*areas(0.2)[:7], 0], [*UNITS[:7], 0], centre=0.2).reason


@pytest.mark.parametrize("centre", [0.0, 1.0])
def test_a_centre_of_none_or_all_has_no_limits(centre):
    assert "nothing can vary" in funnel_limits(areas(centre), UNITS, centre=centre).reason


@pytest.mark.parametrize(
    ("numerator", "beyond"), [(80, None), (95, None), (96, INNER), (104, INNER), (105, OUTER), (64, INNER), (55, OUTER)]
)
def test_an_area_lies_inside_both_limits_or_outside_one_or_both(numerator, beyond):
    """At 400 units about 0.2: a standard error of 0.02, so 95% limits at 64.3 and 95.7, 99.8% at 55.3 and 104.7."""
    assert FunnelLimits(0.2, 1.0, 10).beyond(numerator, 400) == beyond


@settings(max_examples=60, deadline=None)
@given(st.floats(0.01, 0.99), st.floats(1, 40), st.floats(0, 0.1), st.integers(1, 5000))
def test_limits_hold_the_centre_stay_shares_and_close_in_with_size(centre, dispersion, between, units):
    limits = FunnelLimits(centre, dispersion, 20, between=between)
    low, high = limits.at(units, level=INNER)
    outer_low, outer_high = limits.at(units, level=OUTER)
    larger_low, larger_high = limits.at(2 * units, level=INNER)
    assert 0 <= outer_low <= low <= larger_low <= centre <= larger_high <= high <= outer_high <= 1


@pytest.mark.parametrize(
    ("numerators", "denominators", "centre", "said"),
    [([1], [10, 10], 0.2, "length"), ([11], [10], 0.2, "larger"), ([1], [10], 1.2, "share from 0 to 1")],
)
def test_what_is_no_share_is_refused(numerators, denominators, centre, said):
    with pytest.raises(TurnCurveError, match=said):
        funnel_limits(numerators, denominators, centre=centre)
