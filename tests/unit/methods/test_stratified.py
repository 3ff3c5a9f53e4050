"""Weighted shares: by hand, against simple sampling, and as often right as they claim."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import clopper_pearson
from turncurve.methods.stratified import SampledStratum, weighted_share

TWO = (SampledStratum(100, 10, 10, 6), SampledStratum(400, 20, 20, 5))


def test_each_stratum_counts_by_its_size():
    found = weighted_share(TWO)
    assert found.share == pytest.approx((100 * 0.6 + 400 * 0.25) / 500)  # 0.32, where 11 of 30 were seen


def test_the_error_is_that_of_a_stratified_sample_by_hand():
    # Cochran (1977), 5.9: the sum of squared weights, each with p q / (n - 1) and the finite population correction.
    variance = 0.2**2 * 0.9 * 0.24 / 9 + 0.8**2 * 0.95 * 0.1875 / 19
    assert weighted_share(TWO).standard_error == pytest.approx(variance**0.5)


def test_where_a_question_does_not_apply_the_share_is_a_ratio():
    found = weighted_share((SampledStratum(100, 10, 5, 5), SampledStratum(100, 10, 10, 0)))
    assert found.share == pytest.approx(50 / 150)
    assert found.effective <= 15


def test_one_stratum_from_many_is_a_simple_sample_with_exact_bounds():
    found = weighted_share((SampledStratum(1_000_000, 40, 40, 20),))
    exact = clopper_pearson(20, 40)
    assert found.effective == pytest.approx(39, abs=1.01)
    assert found.interval.lower == pytest.approx(exact.lower, abs=0.01)
    assert found.interval.upper == pytest.approx(exact.upper, abs=0.01)


def test_nothing_met_and_everything_met_still_have_bounds():
    none = weighted_share((SampledStratum(100, 10, 10, 0), SampledStratum(100, 10, 10, 0)))
    every = weighted_share((SampledStratum(100, 10, 10, 10), SampledStratum(100, 10, 10, 10)))
    assert (none.share, none.interval.lower, none.effective) == (0, 0, 20)
    assert none.interval.upper == pytest.approx(1 - 0.025 ** (1 / 20))
    assert (every.share, every.interval.upper) == (1, 1)
    assert every.interval.lower == pytest.approx(0.025 ** (1 / 20))


def test_a_census_has_a_share_and_no_interval():
    found = weighted_share((SampledStratum(14, 14, 14, 4), SampledStratum(6, 6, 6, 3)))
    assert found.share == pytest.approx(7 / 20)
    assert isinstance(found.interval, NoInterval)
    assert "every unit" in found.interval.reason


def test_a_stratum_seen_whole_adds_nothing_to_the_error():
    with_census = weighted_share((SampledStratum(10, 10, 10, 4), SampledStratum(100, 20, 20, 8)))
    alone = (100 / 110) ** 2 * 0.8 * 0.24 / 19
    assert with_census.standard_error == pytest.approx(alone**0.5)


@pytest.mark.parametrize(
    ("strata", "reason"),
    [
        ((SampledStratum(10, 0, 0, 0), SampledStratum(10, 5, 5, 1)), "no unit of one of the strata was seen"),
        ((SampledStratum(10, 5, 0, 0),), "applied to no unit"),
        ((SampledStratum(10, 1, 1, 1), SampledStratum(10, 5, 5, 1)), "single unit"),
        ((), "applied to no unit"),
    ],
)
def test_what_cannot_be_told_is_said(strata, reason):
    found = weighted_share(strata)
    assert isinstance(found.interval, NoInterval)
    assert reason in found.interval.reason


@pytest.mark.parametrize("counts", [(10, 11, 0, 0), (10, 5, 6, 0), (10, 5, 4, 5), (-1, 0, 0, 0)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(TurnCurveError):
        weighted_share((SampledStratum(*counts),))


def test_bounds_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(7)
    frame = ((480, 15, 150), (1300, 12, 600), (300, 13, 200))
    truth = sum(holders for *_, holders in frame) / sum(units for units, *_ in frame)
    held = 0
    for _ in range(400):
        drawn = [(u, n, int(rng.hypergeometric(h, u - h, n))) for u, n, h in frame]
        bounds = weighted_share([SampledStratum(u, n, n, got) for u, n, got in drawn]).interval
        held += bounds.lower <= truth <= bounds.upper
    assert 0.93 <= held / 400 <= 1


@given(st.lists(st.tuples(st.integers(2, 40), st.integers(0, 40), st.integers(0, 200)), min_size=1, max_size=5))
def test_bounds_hold_the_share_and_are_shares(parts):
    strata = [SampledStratum(seen + more, seen, seen, min(got, seen)) for seen, got, more in parts]
    found = weighted_share(strata)
    if isinstance(found.interval, Interval):
        assert 0 <= found.interval.lower <= found.share <= found.interval.upper <= 1
        assert found.effective <= sum(each.asked for each in strata)
