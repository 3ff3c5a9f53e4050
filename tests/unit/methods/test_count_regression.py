"""Ratios of counts: the same as another library's, honest about what cannot be told, and right as often as they say."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from turncurve.errors import TurnCurveError
from turncurve.methods.count_regression import FEWEST_LEFT, MOST_ALIKE, regress_counts

MONTHS = 48
AFTER = (np.arange(MONTHS) >= 30).astype(float)
YEARS = np.arange(MONTHS) / 12


def drawn(seed, *, effect=1.0, dispersion=9.0, mean=400.0, alike=0.0):
    """Return monthly counts whose variance is a multiple of their mean."""
    rng = np.random.default_rng(seed)
    shape = mean / (dispersion - 1)
    noise = rng.standard_normal(MONTHS)
    for month in range(1, MONTHS):
        noise[month] = alike * noise[month - 1] + np.sqrt(1 - alike**2) * noise[month]
    level = mean * np.where(AFTER > 0, effect, 1.0)
    if alike:
        return np.maximum(np.round(level + noise * np.sqrt(dispersion * level)), 0)
    return rng.poisson(level * rng.gamma(shape, 1 / shape, MONTHS))


def test_two_halves_without_a_trend_are_compared_as_by_hand():
    """20 and 22 a month for six months each, then 11 and 10: half of it."""
    found = regress_counts([20, 22] * 6 + [10, 11] * 6, {"after": [0.0] * 12 + [1.0] * 12}, exposure=[1.0] * 24)
    assert found.ratio_of("after").ratio == pytest.approx(0.5)
    assert found.dispersion == 1.0


def test_the_exposure_takes_out_what_longer_months_bring():
    days = np.array([20.0, 22.0] * 12)
    found = regress_counts(10 * days, {"long": (days > 21).astype(float)}, exposure=days)
    assert found.ratio_of("long").ratio == pytest.approx(1.0)


def test_it_agrees_with_another_library_where_neighbours_are_not_alike():
    counts, days = drawn(3), np.tile([20.0, 21.0, 22.0], 16)
    found = regress_counts(counts, {"after": AFTER, "years": YEARS}, exposure=days)
    design = np.column_stack([np.ones(MONTHS), AFTER, YEARS])
    theirs = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(days)).fit(scale="X2")
    assert found.ratio_of("after").ratio == pytest.approx(np.exp(theirs.params[1]), rel=1e-8)
    assert found.dispersion == pytest.approx(max(theirs.scale, 1.0), rel=1e-8)
    widened = np.sqrt((1 + found.alike) / (1 - found.alike))
    bounds = found.ratio_of("after").interval
    reach = (np.log(bounds.upper) - np.log(bounds.lower)) / 2
    assert reach == pytest.approx(stats.t.ppf(0.975, MONTHS - 3) * theirs.bse[1] * widened, rel=1e-6)


def test_a_change_that_is_not_there_is_found_in_no_more_than_the_level_allows():
    """Counts nine times as variable as chance, and then such whose neighbours are alike too."""
    for alike, most in ((0.0, 0.08), (0.4, 0.12)):
        wrong = 0
        for seed in range(300):
            found = regress_counts(drawn(seed, alike=alike), {"after": AFTER}, exposure=np.ones(MONTHS))
            bounds = found.ratio_of("after").interval
            wrong += not bounds.lower <= 1 <= bounds.upper
        assert wrong / 300 <= most


def test_limits_of_pure_chance_would_be_wrong_most_of_the_time():
    """What the widening is for: without it a change that is not there is found in half of the cases."""
    wrong = 0
    for seed in range(200):
        found = regress_counts(drawn(seed), {"after": AFTER}, exposure=np.ones(MONTHS))
        term = found.ratio_of("after")
        reach = np.log(term.interval.upper / term.ratio) / np.sqrt(found.dispersion)
        wrong += abs(np.log(term.ratio)) > reach / np.sqrt((1 + found.alike) / (1 - found.alike))
    assert wrong / 200 > 0.3


def test_a_fall_of_a_quarter_is_found():
    right = 0
    for seed in range(60):
        bounds = regress_counts(drawn(seed, effect=0.75), {"after": AFTER}, exposure=np.ones(MONTHS)).ratios[0].interval
        right += bounds.upper < 1
    assert right / 60 > 0.9


def test_neighbours_that_are_alike_widen_the_interval_and_never_without_end():
    steps = np.repeat([380.0, 420.0], 12).tolist() * 2
    found = regress_counts(steps, {"years": YEARS}, exposure=np.ones(MONTHS))
    assert 0.5 < found.alike <= MOST_ALIKE
    assert regress_counts([390, 410] * 24, {"years": YEARS}, exposure=np.ones(MONTHS)).alike == 0.0


@pytest.mark.parametrize(
    ("counts", "terms", "reason"),
    [
        ([5] * (FEWEST_LEFT + 1), {"a": [0, 1] * 3 + [0]}, "are too few to tell 1 things apart"),
        ([0] * 20, {"a": [0, 1] * 10}, "nothing was counted"),
        ([5] * 20, {"a": [0, 1] * 10, "b": [0, 2] * 10}, "cannot be told apart"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(counts, terms, reason):
    found = regress_counts(counts, terms, exposure=[1.0] * len(counts))
    assert reason in found.reason
    assert found.ratios == ()
    assert found.ratio_of("a") is None


@pytest.mark.parametrize(
    ("counts", "terms", "exposure", "what"),
    [
        ([1] * 9, {"a": [1.0] * 8}, [1.0] * 9, "differ in length"),
        ([1] * 9, {"a": [1.0] * 9}, [1.0] * 8, "differ in length"),
        ([-1, *[1] * 8], {"a": [1.0] * 9}, [1.0] * 9, "below 0"),
        ([1] * 9, {"a": [1.0] * 9}, [0.0, *[1.0] * 8], "not above 0"),
    ],
)
def test_wrong_input_is_refused(counts, terms, exposure, what):
    with pytest.raises(TurnCurveError, match=what):
        regress_counts(counts, terms, exposure=exposure)


@settings(deadline=None)
@given(st.integers(2, 50), st.lists(st.integers(20, 400), min_size=12, max_size=30))
def test_counting_the_same_in_another_unit_of_exposure_changes_no_ratio(times, counts):
    terms = {"second half": (np.arange(len(counts)) >= len(counts) // 2).astype(float)}
    one = regress_counts(counts, terms, exposure=np.ones(len(counts))).ratios[0]
    other = regress_counts(counts, terms, exposure=np.full(len(counts), float(times))).ratios[0]
    assert one.ratio == pytest.approx(other.ratio, rel=1e-6)
    assert one.interval.lower == pytest.approx(other.interval.lower, rel=1e-6)
