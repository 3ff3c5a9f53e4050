"""Shrinkage: the strength that the data deserve, by an independent route, and the limits at both ends."""

import numpy as np
import pytest
from scipy.stats import nbinom

from turncurve.methods.pathway_shrinkage import (
    OLD_COUNTS_FOR,
    OLD_PRIOR,
    STRENGTHS,
    scaled_reference,
    shrunk,
    smooth_rates,
    table,
    with_recent,
)

TIME = np.array([100.0, 200.0, 400.0, 800.0])


def test_a_posterior_mean_lies_between_the_counts_and_the_reference():
    counts, reference = np.array([9.0, 1.0, 30.0, 5.0]), np.full(4, 0.02)
    posterior, _ = shrunk(counts, TIME, reference=reference)
    mean, raw = posterior[0] / posterior[1], counts / TIME
    assert ((mean - reference) * (mean - raw) <= 0).all()


@pytest.mark.parametrize(
    ("counts", "strength"),
    [([2.0, 4.0, 8.0, 16.0], STRENGTHS[-1]), ([40.0, 0.0, 0.0, 60.0], STRENGTHS[0])],
)
def test_a_reference_that_foretells_is_strong_and_one_that_does_not_is_weak(counts, strength):
    assert shrunk(np.array(counts), TIME, reference=np.full(4, 0.02))[1] == strength


def test_the_strength_chosen_is_the_likeliest_by_the_negative_binomial():
    counts, reference = np.array([6.0, 1.0, 12.0, 9.0]), np.array([0.02, 0.02, 0.02, 0.02])
    fits = [nbinom.logpmf(counts, c, (c / reference) / (c / reference + TIME)).sum() for c in STRENGTHS]
    assert shrunk(counts, TIME, reference=reference)[1] == STRENGTHS[int(np.argmax(fits))]


def test_no_data_leave_the_reference():
    posterior, _ = shrunk(np.zeros(4), np.zeros(4), reference=np.array([0.1, 0.2, 0.3, 0.4]))
    np.testing.assert_allclose(posterior[0] / posterior[1], [0.1, 0.2, 0.3, 0.4])


def test_older_evidence_is_kept_whole_where_it_foretells_and_mostly_dropped_where_it_does_not():
    old = np.array([[50.0, 50.0], [500.0, 500.0]])
    same = with_recent(old, np.array([20.0, 21.0]), time=np.array([200.0, 200.0]))
    assert same.tolist() == [[70, 71], [700, 700]]
    changed = with_recent(old, np.array([80.0, 0.0]), time=np.array([200.0, 200.0]))
    mean = changed[0] / changed[1]
    assert mean[0] > 0.3
    assert mean[1] < 0.02


def test_the_share_kept_is_the_likeliest_by_the_negative_binomial():
    old, counts, time = np.array([[20.0, 5.0], [400.0, 90.0]]), np.array([14.0, 1.0]), np.array([120.0, 60.0])
    fits = [
        nbinom.logpmf(counts, k * old[0], k * old[1] / (k * old[1] + time)).sum() + prior
        for k, prior in zip(OLD_COUNTS_FOR, OLD_PRIOR, strict=True)
    ]
    kept = OLD_COUNTS_FOR[int(np.argmax(fits))]
    np.testing.assert_allclose(with_recent(old, counts, time=time), [kept * old[0] + counts, kept * old[1] + time])


def test_a_reference_is_brought_to_the_level_of_the_counts_and_keeps_its_shape():
    reference = np.array([0.01, 0.02, 0.04, 0.01])
    scaled = scaled_reference(1e6 * 3 * reference, np.full(4, 1e6), reference=reference)
    np.testing.assert_allclose(scaled, 3 * reference, rtol=1e-3)
    np.testing.assert_allclose(scaled_reference(np.zeros(4), np.zeros(4), reference=reference), reference)


def test_a_cubic_of_the_log_rate_is_found_again_from_many_events():
    position = np.linspace(-1, 1, 12)
    rate = np.exp(-5 + 0.8 * position - 1.1 * position**2 + 0.4 * position**3)
    time = np.full(12, 1e7)
    np.testing.assert_allclose(smooth_rates(rate * time, time, position=position), rate, rtol=1e-4)


def test_smooth_rates_are_positive_and_finite_where_nothing_happened():
    rates = smooth_rates(np.zeros(12), np.full(12, 500.0), position=np.linspace(-1, 1, 12))
    assert np.isfinite(rates).all()
    assert (rates > 0).all()
    assert (rates < 1e-3).all()


def test_events_and_days_are_counted_by_level():
    counts, days = table(np.array([True, False, True]), np.array([1.0, 2.0, 4.0]), level=np.array([2, 0, 2]), levels=4)
    assert counts.tolist() == [0, 0, 2, 0]
    assert days.tolist() == [2, 0, 5, 0]


def test_smooth_rates_depart_from_the_rates_given_only_as_far_as_the_counts_say():
    position, towards = np.linspace(-1, 1, 6), np.geomspace(0.001, 0.01, 6)
    silent = smooth_rates(np.zeros(6), np.zeros(6), position=position, towards=towards)
    np.testing.assert_allclose(silent, towards)
    counts, time = np.full(6, 4000.0), np.full(6, 1e6)
    loud = smooth_rates(counts, time, position=position, towards=towards)
    np.testing.assert_allclose(loud, 0.004, rtol=0.02)
