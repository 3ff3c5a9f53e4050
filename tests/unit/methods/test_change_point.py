"""Change points agree with strucchange on the Nile, and with a search through every way of cutting elsewhere."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import NoInterval
from turncurve.methods.change_point import _probability, change_points


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
    ],
)
def test_bad_input_is_refused_in_a_sentence(values, more, says):
    with pytest.raises(TurnCurveError, match=says):
        change_points(values, **more)
