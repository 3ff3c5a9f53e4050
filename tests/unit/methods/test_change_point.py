"""Change points agree with strucchange on the Nile, and with a search through every way of cutting elsewhere."""

from dataclasses import FrozenInstanceError
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate
from scipy.stats import norm

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import NoInterval
from turncurve.methods.change_point import _probability, _quantile, change_points


@pytest.fixture(scope="module")
def nile(shared):
    return pd.read_csv(shared / "reference" / "changepoint" / "nile.csv")


def test_every_number_of_breaks_in_the_nile_has_the_squares_and_criterion_of_r(shared, nile):
    expected = pd.read_csv(shared / "reference" / "changepoint" / "nile_expected_breakpoints.csv")
    found = change_points(nile["flow"])
    assert [one.changes for one in found.partitions] == expected["m"].tolist()
    assert [one.residual_sum_of_squares for one in found.partitions] == pytest.approx(expected["RSS"].tolist())
    assert [one.bic for one in found.partitions] == pytest.approx(expected["BIC"].tolist())


# R's confint of the same: 1898, 95 per cent from 1895 to 1902.
def test_the_nile_has_one_break_after_1898_and_the_date_is_known_within_years(nile):
    (only,) = change_points(nile["flow"]).changes
    years = nile["year"].tolist()
    assert years[only.last_before] == 1898
    assert [years[int(bound)] for bound in (only.interval.lower, only.interval.upper)] == [1895, 1902]
    assert only.before == pytest.approx(nile["flow"][:28].mean())
    assert only.after == pytest.approx(nile["flow"][28:].mean())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=8, max_size=12), st.integers(1, 2))
def test_no_other_cut_leaves_smaller_squares(values, changes):
    series = np.array(values, dtype=float)
    found = change_points(series, smallest_segment=2)
    if found.reason:
        assert np.ptp(series) == 0
        return

    def squares(cuts):
        return sum(((part - part.mean()) ** 2).sum() for part in np.split(series, cuts))

    ways = [
        cuts for cuts in combinations(range(2, len(series) - 1), changes) if min(np.diff([0, *cuts, len(series)])) >= 2
    ]
    least = min(squares(cuts) for cuts in ways)
    assert found.partitions[changes].residual_sum_of_squares == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize("ratio", [0.3, 1.0, 2.5])
def test_the_distribution_of_the_date_rises_from_nothing_to_certainty_without_a_jump(ratio):
    places = np.linspace(-80, 80, 401)
    chances = [_probability(place, ratio=ratio) for place in places]
    assert np.diff(chances).min() > -1e-12
    assert _probability(-1e-9, ratio=ratio) == pytest.approx(_probability(1e-9, ratio=ratio), abs=1e-3)
    assert _probability(-500.0, ratio=ratio) == pytest.approx(0, abs=1e-6)
    assert _probability(500.0, ratio=ratio) == pytest.approx(1, abs=1e-6)


def test_equal_variances_make_the_date_as_likely_early_as_late():
    assert [_probability(-x, ratio=1.0) + _probability(x, ratio=1.0) for x in (0.5, 3.0, 9.0)] == pytest.approx([1] * 3)


def test_noise_about_one_level_has_no_change():
    assert not change_points(np.random.default_rng(1).normal(size=40)).changes


def test_segments_that_do_not_vary_have_a_date_and_no_interval():
    (only,) = change_points([3.0] * 6 + [8.0] * 6).changes
    assert only.last_before == 5
    assert isinstance(only.interval, NoInterval)


@pytest.mark.parametrize(("values", "says"), [([1.0, 2.0, 3.0], "too few periods"), ([4.0] * 9, "the same")])
def test_where_none_can_be_looked_for_the_reason_is_given(values, says):
    found = change_points(values)
    assert not found.changes
    assert says in found.reason


@pytest.mark.parametrize(
    ("values", "more", "says"),
    [
        ([1.0, float("nan"), 2.0, 3.0], {}, "missing"),
        ([1.0, 2.0, 3.0, 4.0], {"smallest_segment": 1}, "at least 2 periods"),
        ([1.0, 2.0, 3.0, 4.0], {"smallest_segment": float("nan")}, "at least 2 periods"),
        ([1.0, 2.0, 3.0, float("inf")], {}, "missing"),
        ([[1.0, 2.0], [3.0, 4.0]], {}, "missing"),
        ([1.0, 2.0, 3.0, 4.0], {"level": 95}, "between 0 and 1"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(values, more, says):
    with pytest.raises(TurnCurveError, match=says):
        change_points(values, **more)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100), st.integers(0, 100), st.integers(4, 15), st.integers(4, 15))
def test_one_clean_step_is_one_change_whatever_the_digits(before, after, early, late):
    series = [before / 100] * early + [after / 100] * late
    found = change_points(series)
    assert [one.last_before for one in found.changes] == ([early - 1] if before != after else [])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.001, 7.0, -3.0]), st.sampled_from([0.0, -20.0, 500.0]))
def test_a_change_of_unit_moves_no_date(seed, factor, shift):
    series = np.random.default_rng(seed).normal(size=24) + 4.0 * (np.arange(24) >= 13)
    plain, other = change_points(series), change_points(series * factor + shift)
    assert [one.last_before for one in other.changes] == [one.last_before for one in plain.changes]
    for one, two in zip(plain.changes, other.changes, strict=True):
        assert two.interval == one.interval
        assert two.before == pytest.approx(one.before * factor + shift)
        assert two.after == pytest.approx(one.after * factor + shift)


def test_a_series_read_backwards_has_its_change_as_far_from_the_other_end():
    series = np.random.default_rng(2).normal(size=30) + 5.0 * (np.arange(30) >= 12)
    (plain,), (other,) = change_points(series).changes, change_points(series[::-1]).changes
    assert plain.last_before == 11
    assert other.last_before == 30 - 2 - 11
    assert (other.before, other.after) == pytest.approx((plain.after, plain.before))


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_more_changes_are_looked_for_than_asked_and_squares_only_fall(most):
    series = [0.0, 1, 0, 1, 9, 8, 9, 8, 3, 4, 3, 4]
    found = change_points(series, smallest_segment=2, most_changes=most)
    assert [one.changes for one in found.partitions] == list(range(most + 1))
    assert (np.diff([one.residual_sum_of_squares for one in found.partitions]) < 0).all()
    assert len(found.changes) == most


# The criterion by hand: 6 periods, two means, one date and one variance fitted are 4 parameters; squares 2 * 2/3.
def test_the_criterion_is_schwarzs():
    found = change_points([1.0, 2, 1, 9, 10, 9], smallest_segment=3)
    squares = 2 * (2 / 3)
    assert found.partitions[1].residual_sum_of_squares == pytest.approx(squares)
    log_likelihood = -3 * (np.log(2 * np.pi) + np.log(squares / 6) + 1)
    assert found.partitions[1].bic == pytest.approx(-2 * log_likelihood + 4 * np.log(6))


@pytest.mark.parametrize(("smallest", "most"), [(3, 2), (4, 1), (5, 0)])
def test_segments_have_their_smallest_length_and_no_more_fit_than_fit(smallest, most):
    series = np.random.default_rng(4).normal(size=9)
    found = change_points(series, smallest_segment=smallest)
    if not most:
        assert found.reason == "there are too few periods for two segments"
        return
    assert found.partitions[-1].changes == most
    for one in found.partitions:
        assert min(np.diff([-1, *one.last_before, 8])) >= smallest


# Bai's limit is the time at which a two-sided Brownian motion with drift is highest: with equal variances its density
# at x is 1.5 exp(|x|) N(-1.5 root |x|) - 0.5 N(-0.5 root |x|) (Yao 1987, Annals of Statistics 15, 1321-1328).
@pytest.mark.parametrize("place", [0.5, 2.0, 10.0])
def test_with_equal_variances_the_date_is_distributed_as_yao_found(place):
    def density(x):
        return 1.5 * np.exp(x) * norm.cdf(-1.5 * np.sqrt(x)) - 0.5 * norm.cdf(-0.5 * np.sqrt(x))

    assert _probability(place, ratio=1.0) == pytest.approx(0.5 + integrate.quad(density, 0, place)[0], abs=1e-7)


# Printed by Bai (1997) and in every table since: 7.7 either side for 90 per cent, 11.0 for 95.
@pytest.mark.parametrize(("share", "quantile"), [(0.95, 7.687), (0.975, 11.033), (0.025, -11.033)])
def test_the_quantiles_are_the_printed_ones(share, quantile):
    assert _quantile(share, ratio=1.0) == pytest.approx(quantile, abs=0.002)


@pytest.mark.parametrize("ratio", [1e-8, 1e-4, 0.3, 2.5, 1e4, 1e8])
def test_the_distribution_seen_from_the_other_side_is_the_same(ratio):
    for place in (-30.0, -1.0, 1.0, 30.0):
        other = _probability(-place / ratio, ratio=1 / ratio)
        assert _probability(place, ratio=ratio) == pytest.approx(1 - other, abs=1e-6)


@pytest.mark.parametrize("quiet", [1e-2, 1e-3, 1e-4, 1e-5])
@pytest.mark.parametrize("later", [True, False])
def test_a_segment_that_hardly_varies_beside_one_that_does_still_has_an_interval(quiet, later):
    calm, loud = np.resize([-1.0, 1.0], 20) * quiet, 10 + np.resize([-1.0, 1.0, 1.0, -1.0], 20)
    series = np.concatenate([calm, loud] if later else [loud, calm])
    (only,) = change_points(series, most_changes=1).changes
    assert only.last_before == 19
    assert only.interval.lower <= 19 <= only.interval.upper
    assert only.interval.upper - only.interval.lower < 5


def test_a_higher_level_widens_the_interval_and_it_never_leaves_the_series():
    series = np.random.default_rng(9).normal(size=20) + 1.5 * (np.arange(20) >= 10)
    held = [change_points(series, level=level, most_changes=1).changes for level in (0.5, 0.9, 0.999)]
    bounds = [(one[0].interval.lower, one[0].interval.upper) for one in held if one]
    assert len(bounds) == 3
    assert bounds[0][0] >= bounds[1][0] >= bounds[2][0] >= 0
    assert bounds[0][1] <= bounds[1][1] <= bounds[2][1] <= 19


def test_the_series_is_not_changed_and_the_finding_cannot_be():
    series = np.array([1.0, 2, 1, 9, 10, 9])
    found = change_points(series, smallest_segment=3)
    assert series.tolist() == [1, 2, 1, 9, 10, 9]
    assert found == change_points(series, smallest_segment=3)
    with pytest.raises(FrozenInstanceError):
        found.changes[0].last_before = 1
